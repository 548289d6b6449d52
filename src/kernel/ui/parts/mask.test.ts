import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskName, maskNumber } from './mask.ts';

describe('masks', () => {
  test('a name keeps its first character, also a rare one beyond the basic plane', () => {
    expect(maskName('张伟')).toBe('张*');
    expect(maskName('𬱖某')).toBe('𬱖*');
    expect(maskName(' Schmidt')).toBe('S*');
    expect(maskName('')).toBe('');
  });

  test('an identity number keeps four and four', () => {
    expect(maskNumber('321302199001011234')).toBe('3213**********1234');
    expect(maskNumber('E1234567')).toBe('******67');
    expect(maskNumber('12')).toBe('12');
  });

  test('never more than eight characters of a number stay, and its length is kept', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{3,30}$/), (number) => {
        const masked = maskNumber(number);
        expect(masked.length).toBe(number.length);
        expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(8);
        expect(masked).toContain('*');
      }),
    );
  });
});
