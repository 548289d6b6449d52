import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { PictureType } from './picture-orders.ts';
import { createPictures } from './pictures.ts';
import { sampleFile } from './testing.ts';

const pictures = createPictures();
afterAll(() => pictures.close());

const red = { r: 200, g: 30, b: 30 };
const half = async (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 250, g: 250, b: 250 } } })
    .composite([
      {
        input: await sharp({ create: { width: width / 2, height, channels: 3, background: red } })
          .png()
          .toBuffer(),
        left: 0,
        top: 0,
      },
    ])
    .png()
    .toBuffer();

/** As a telephone takes it: lying on its side, with place, device and time. */
async function photographed(type: PictureType): Promise<Buffer> {
  const picture = sharp(await half(80, 40)).withExif({
    IFD0: { Make: 'Huawei', Model: 'canary-device-77', Orientation: '6', ImageDescription: 'canary-description' },
    IFD2: { DateTimeOriginal: '2026:04:13 09:00:00' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '33/1 57/1 48/1', GPSLongitudeRef: 'E', GPSLongitude: '118/1 16/1 30/1' },
  });
  const sideways = picture.withMetadata({ orientation: 6 });
  return (type === 'jpg' ? sideways.jpeg() : type === 'png' ? sideways.png() : sideways.webp()).toBuffer();
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A PNG of few bytes that says, and unpacks to, so many pixels. */
function flood(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const faultOf = (made: Promise<Buffer>) =>
  made.then(
    () => 'made',
    (cause: { code?: string }) => cause.code,
  );

describe('a picture is decoded apart and made anew (IN-07)', () => {
  test.each(['jpg', 'png', 'webp'] as const)('%s: upright, without place, device and time', async (type) => {
    const sent = await photographed(type);
    const before = await sharp(sent).metadata();
    expect([before.orientation, before.exif?.includes('canary-device-77')]).toEqual([6, true]);
    const made = await pictures.remake(sent, type);
    const { orientation, exif, xmp, iptc, icc, width, height, format } = await sharp(made).metadata();
    expect({ orientation, exif, xmp, iptc, icc }).toEqual({});
    expect(made.includes('canary')).toBe(false);
    expect({ width, height, format }).toEqual({ width: 40, height: 80, format: before.format });
    // What lay left lies above: turned by a quarter, not only told to be.
    const { data } = await sharp(made).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(data[1]!).toBeLessThan(90);
    expect(data[data.length - 2]!).toBeGreaterThan(200);
  });

  test('the same picture twice gives the same bytes, so that it is stored once', async () => {
    const sent = await photographed('jpg');
    expect((await pictures.remake(sent, 'jpg')).equals(await pictures.remake(sent, 'jpg'))).toBe(true);
  });

  test('50 megapixels pass; one row more does not, however small the file, and at once', async () => {
    expect((await sharp(await pictures.remake(flood(10_000, 5_000), 'png')).metadata()).height).toBe(5_000);
    const bomb = flood(14_000, 14_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    const started = performance.now();
    expect(await faultOf(pictures.remake(bomb, 'png'))).toBe('picture-too-large');
    expect(await faultOf(pictures.remake(flood(10_000, 5_001), 'png'))).toBe('picture-too-large');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('cut off, and spoiled in its middle: damaged, and the next one is made', async () => {
    const whole = await photographed('jpg');
    expect(await faultOf(pictures.remake(whole.subarray(0, Math.floor(whole.length * 0.6)), 'jpg'))).toBe(
      'file-malformed',
    );
    expect(await faultOf(pictures.remake(Buffer.from('not a picture at all'), 'png'))).toBe('file-malformed');
    expect((await pictures.remake(whole, 'jpg')).length).toBeGreaterThan(100);
  });

  test('what only another decoder reads is not decoded: SVG, GIF, TIFF', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    );
    const plain = sharp({ create: { width: 9, height: 9, channels: 3, background: red } });
    for (const hostile of [svg, await plain.clone().gif().toBuffer(), await plain.clone().tiff().toBuffer()])
      expect(await faultOf(pictures.remake(hostile, 'png'))).toBe('file-malformed');
  });

  test('a picture of another kind than it says is refused', async () => {
    expect(await faultOf(pictures.remake(await sampleFile('png'), 'jpg'))).toBe('file-type-disagrees');
  });

  test('an animation becomes its first frame', async () => {
    const frame = (background: typeof red) =>
      sharp({ create: { width: 20, height: 10, channels: 3, background } })
        .png()
        .toBuffer();
    const moving = await sharp([await frame(red), await frame({ r: 0, g: 0, b: 250 })], { join: { animated: true } })
      .webp()
      .toBuffer();
    expect((await sharp(moving, { pages: -1 }).metadata()).pages).toBe(2);
    const still = await sharp(await pictures.remake(moving, 'webp'), { pages: -1 }).metadata();
    expect([still.pages ?? 1, still.height]).toEqual([1, 10]);
  });

  test('beyond its time or its memory the process is killed, those who wait are served, and so is the next', async () => {
    const hasty = createPictures({ milliseconds: 1 });
    expect(await faultOf(hasty.remake(flood(7_000, 7_000), 'png'))).toBe('picture-too-large');
    await hasty.close();
    const narrow = createPictures({ megabytes: 20 });
    const [first, second] = [narrow.remake(flood(7_000, 7_000), 'png'), narrow.remake(flood(7_000, 7_000), 'png')];
    expect(await Promise.all([faultOf(first), faultOf(second)])).toEqual(['picture-too-large', 'picture-too-large']);
    await narrow.close();
    expect((await pictures.remake(await sampleFile('png'), 'png')).length).toBeGreaterThan(50);
  });
});
