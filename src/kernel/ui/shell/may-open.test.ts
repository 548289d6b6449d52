import { describe, expect, test } from 'vitest';
import { allOf, anyOf, everybody, related, role, roleOverUnit, signedIn } from '#kernel/identity/permission.ts';
import { mayOpen } from './may-open.ts';

describe('an entry of the menu', () => {
  test('is shown to whoever holds one of its roles, and to nobody else', () => {
    expect(mayOpen(role('reviewer', 'intake'), ['intake'])).toBe(true);
    expect(mayOpen(roleOverUnit('reviewer'), ['reviewer'])).toBe(true);
    expect(mayOpen(role('reviewer'), ['traveller'])).toBe(false);
    expect(mayOpen(roleOverUnit('reviewer'), [])).toBe(false);
  });

  test('that hangs on the case itself is shown, and left to the server', () => {
    for (const needs of [undefined, everybody, signedIn, related('applicant')]) expect(mayOpen(needs, [])).toBe(true);
  });

  test('of several permissions follows their kind', () => {
    expect(mayOpen(anyOf(role('reviewer'), role('intake')), ['intake'])).toBe(true);
    expect(mayOpen(allOf(role('reviewer'), role('intake')), ['intake'])).toBe(false);
    expect(mayOpen(anyOf(), ['intake'])).toBe(false);
  });
});
