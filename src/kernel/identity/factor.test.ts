import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeAt, newRecoveryCodes, newSeed, newSetUpCode, seedUri, stepOfCode } from './factor.ts';
import { recoveryCode } from './model.ts';
import { newToken, readToken } from './token.ts';

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);

test('a code of this step or one step beside it is known; two steps away it is not', () => {
  const seed = newSeed();
  const steps = [-2, -1, 0, 1, 2].map((drift) => stepOfCode(seed, codeAt(seed, at(drift * 30)), at(0)));
  const now = Math.floor(at(0).getTime() / 30_000);
  expect(steps).toEqual([null, now - 1, now, now + 1, null]);
});

test('the published vectors of RFC 6238 hold for six digits (ID-04)', () => {
  const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const code = (seconds: number) => codeAt(seed, new Date(seconds * 1000));
  expect([59, 1_111_111_109, 1_234_567_890, 2_000_000_000].map(code)).toEqual(['287082', '081804', '005924', '279037']);
});

test('the seed has 160 bits and its address names office and account', () => {
  expect(newSeed()).toMatch(/^[A-Z2-7]{32}$/);
  expect(decodeURIComponent(seedUri(newSeed(), 'lijing', '宿迁市外办'))).toMatch(
    /^otpauth:\/\/totp\/宿迁市外办:lijing\?secret=/,
  );
});

test('ten recovery codes differ and pass the form; the set-up code is longer', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(recoveryCode.parse(code)).toBe(code);
  expect(newSetUpCode()).toMatch(/^([A-HJ-NP-Z2-9]{5}-){3}[A-HJ-NP-Z2-9]{5}$/);
});

test('a token carries its office and is found by the same digest; one changed letter gives another digest', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 22, max: 63 }), (officeId, position) => {
      const made = newToken(officeId);
      const read = readToken(made.token)!;
      expect(read.officeId).toBe(officeId);
      expect(read.digest.equals(made.digest)).toBe(true);
      const letter = made.token[position] === 'A' ? 'B' : 'A';
      const changed = readToken(made.token.slice(0, position) + letter + made.token.slice(position + 1));
      expect(changed?.digest.equals(made.digest) ?? false).toBe(false);
    }),
  );
});
