import { describe, expect, test } from 'vitest';
import { localAddress } from './local-address.ts';

describe('the address after signing in', () => {
  test.each(['/desk', '/desk/official-travel?state=open', '/desk/a/b'])('%s of our own is gone to', (wanted) => {
    expect(localAddress(wanted)).toBe(wanted);
  });

  test.each([
    null,
    '',
    'https://evil.example',
    '//evil.example/desk',
    '/desk@evil.example',
    '/deskevil',
    '/desk/../api/x',
    '/desk/sign-in?to=/desk',
    '/api/identity/me',
  ])('%s is not, home instead', (wanted) => {
    expect(localAddress(wanted)).toBe('/desk');
  });
});
