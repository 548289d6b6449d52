import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { fileTypes } from '#kernel/files/file-types.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import type { MissionOffice } from '#services/official-travel/testing.ts';
import { code } from '#services/official-travel/testing-walk.ts';

const { app, office, walk } = await missionStage();
let id: string;

beforeAll(async () => {
  id = await walk.draft(office.mission());
});

const script = '<html><script>document.title = "ran"; fetch("/api/identity/me")</script></html>';
const upload = (name: string, type: string, content: Buffer) =>
  walk.upload(id, 'liaison', 'invitation', { name, type, content });
const kept = async (name: string, type: string, content: Buffer) => {
  const reply = await upload(name, type, content);
  expect(reply.statusCode, reply.body).toBe(200);
  return (reply.json() as unknown as { fileId: string }).fileId;
};
const given = (fileId: string, who: Parameters<MissionOffice['as']>[0] = 'liaison') =>
  office.as(who, 'GET', `${id}/files/${fileId}`);

describe('a file that somebody brought cannot run in our pages (OB-05)', () => {
  it.each([
    ['护照.jpg', 'image/jpeg', script],
    ['护照.png', 'image/png', `\x89PNG\r\n\x1a\n${script}`],
    ['邀请函.pdf', 'application/pdf', script],
    ['邀请函.pdf', 'text/html', script],
    ['邀请函.html', 'text/html', script],
    ['图.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ])('a page disguised as %s of type %s is not stored', async (name, type, text) => {
    expect(await code(upload(name, type, Buffer.from(text, 'latin1')))).toMatch(/^422 file-/);
  });

  it('a picture with a page in its remarks is stored without them', async () => {
    const plain = await sampleFile('jpg');
    const remark = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), Buffer.from(script)]);
    const hostile = Buffer.concat([plain.subarray(0, 2), remark, plain.subarray(2)]);
    expect((await sharp(hostile).metadata()).format).toBe('jpeg');
    const answer = await given(await kept('护照.jpg', 'image/jpeg', hostile));
    expect(answer.rawPayload.includes('<script>')).toBe(false);
    expect((await sharp(answer.rawPayload).metadata()).format).toBe('jpeg');
  });

  it.each(['pdf', 'jpg', 'png', 'docx'] as const)(
    '%s: given out as an attachment of our own type, in a sandbox, unsniffed, kept nowhere',
    async (type) => {
      const media = fileTypes[type].media[0]!;
      const { headers, statusCode } = await given(
        await kept(`材料"\r\n<b>.${type}`.replace(/[\r\n"]/g, ''), media, await sampleFile(type)),
      );
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': media,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~-]+$/);
      expect(String(headers['content-security-policy']).split('; ')).toEqual(
        expect.arrayContaining(['sandbox', "default-src 'none'", "frame-ancestors 'none'"]),
      );
    },
  );

  it('the address belongs to the session and the case: nobody, a stranger, and a wrong case get nothing', async () => {
    const fileId = await kept('邀请函.pdf', 'application/pdf', await sampleFile('pdf'));
    expect((await app.ask('GET', `/api/official-travel/missions/${id}/files/${fileId}`)).statusCode).toBe(401);
    expect((await given(fileId, 'otherLiaison')).statusCode).toBe(404);
    const other = await walk.draft(
      office.mission((mission) => {
        mission.basics.title = '赴日本考察团';
      }),
    );
    expect((await office.as('liaison', 'GET', `${other}/files/${fileId}`)).statusCode).toBe(404);
  });

  it('no handler gives out content without a name, but for what we typeset ourselves', () => {
    const typeset = ['src/services/official-travel/document-handlers.ts'];
    const bare: string[] = [];
    for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
      if (!/\.ts$/.test(file) || /\.test\.ts$/.test(file)) continue;
      const path = `src/${file.replaceAll('\\', '/')}`;
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
      const look = (node: ts.Node): void => {
        if (
          ts.isNewExpression(node) &&
          ts.isIdentifier(node.expression) &&
          node.expression.text === 'Stream' &&
          (node.arguments?.length ?? 0) < 3
        )
          bare.push(path);
        ts.forEachChild(node, look);
      };
      look(source);
    }
    expect(bare).toEqual(typeset);
  });
});
