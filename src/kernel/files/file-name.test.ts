import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, contentDisposition } from './file-name.ts';

describe('a given name becomes data (IN-05)', () => {
  it.each([
    ['邀请函.pdf', '邀请函.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\邀请函.pdf', '邀请函.pdf'],
    ['a\0b.pdf', 'ab.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['\u202Efdp.exe', 'fdp.exe'],
    ['CON.pdf', '_CON.pdf'],
    ['com1', '_com1'],
    ['..', 'file'],
    ['', 'file'],
    ['  .hidden. ', 'hidden'],
    ['a<b>"c|d?.pdf', 'a_b__c_d_.pdf'],
    ['\ud800.pdf', 'pdf'],
    ['e\u0301.pdf', 'é.pdf'],
  ])('%j', (given, clean) => {
    expect(cleanName(given)).toBe(clean);
  });

  it('of any kind is short, on one line, without path, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const clean = cleanName(given);
        expect([...clean].length).toBeGreaterThan(0);
        expect([...clean].length).toBeLessThanOrEqual(200);
        expect(clean).not.toMatch(/[/\\]|\p{Cc}|\p{Cf}/u);
        expect(cleanName(clean)).toBe(clean);
      }),
    );
  });

  it('too long keeps its extension', () => {
    const clean = cleanName(`${'长'.repeat(300)}.docx`);
    expect([...clean]).toHaveLength(200);
    expect(clean.endsWith('.docx')).toBe(true);
  });
});

it('the header has one line, plain characters, and the full name in UTF-8', () => {
  expect(contentDisposition('邀请函 "1".pdf')).toBe(
    'attachment; filename="___ _1_.pdf"; filename*=UTF-8\'\'%E9%82%80%E8%AF%B7%E5%87%BD%20_1_.pdf',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
      expect(contentDisposition(given)).toMatch(
        /^attachment; filename="[ !#-$&-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/,
      );
    }),
  );
});
