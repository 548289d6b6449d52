// A process of its own: a decoder is native code over hostile bytes, and only killing ends it.
import sharp from 'sharp';
import type { Numbered } from '#kernel/apart/limited-process.ts';
import { mostPixels, type PictureAnswer, type PictureOrder } from './picture-orders.ts';

// Of the many decoders of the library, these three and no other.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
sharp.cache(false);
sharp.concurrency(1);

const formats = { jpg: 'jpeg', png: 'png', webp: 'webp' } as const;

async function remade({ bytes, type }: PictureOrder): Promise<PictureAnswer> {
  // The size is read from the head of the file, before a pixel is unpacked.
  const head = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
  if (head.format !== formats[type]) return { fault: 'file-type-disagrees' };
  if (head.width * head.height > mostPixels) return { fault: 'picture-too-large' };
  const picture = sharp(bytes, { limitInputPixels: mostPixels, pages: 1, failOn: 'error' }).autoOrient();
  // Without `keep…` the library writes no EXIF, XMP, IPTC or comment; colours are converted to sRGB.
  const written =
    type === 'jpg' ? picture.jpeg({ quality: 90 }) : type === 'png' ? picture.png() : picture.webp({ quality: 90 });
  return { bytes: await written.toBuffer() };
}

process.on('message', (order: Numbered<PictureOrder>) => {
  remade(order).then(
    (answer) => process.send?.({ ...answer, id: order.id } satisfies Numbered<PictureAnswer>),
    () => process.send?.({ fault: 'file-malformed', id: order.id } satisfies Numbered<PictureAnswer>),
  );
});
process.on('disconnect', () => process.exit(0));
