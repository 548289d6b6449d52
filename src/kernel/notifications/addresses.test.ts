import { describe, expect, test } from 'vitest';
import { mayCall, pinnedAddress } from './addresses.ts';

describe('an address of the inside is not called', () => {
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2130706433',
    'localhost',
    '',
  ])('%s', (address) => {
    expect(mayCall(address, [])).toBe(false);
  });
});

test.each(['1.1.1.1', '172.32.0.1', '223.5.5.5', '2400:3200::1', '::ffff:1.1.1.1'])(
  '%s of the public network is',
  (address) => {
    expect(mayCall(address, [])).toBe(true);
  },
);

describe('a private address that is listed', () => {
  test('is called, its neighbour is not', () => {
    expect(mayCall('10.1.2.3', ['10.1.2.3'])).toBe(true);
    expect(mayCall('10.1.2.4', ['10.1.2.3'])).toBe(false);
  });
  test('may be a network', () => {
    expect(mayCall('10.1.200.9', ['10.1.0.0/16'])).toBe(true);
    expect(mayCall('10.2.0.1', ['10.1.0.0/16'])).toBe(false);
    expect(mayCall('fd12:3456::9', ['fd12:3456::/32'])).toBe(true);
  });
  test('an entry that is no address lists nothing', () => {
    expect(mayCall('10.1.2.3', ['everything', '*'])).toBe(false);
  });
});

test('a name is called at the address that it was checked with, and a name of the inside is not called (IN-11)', async () => {
  expect(await pinnedAddress('[::1]', ['::1'])).toBe('::1');
  await expect(pinnedAddress('localhost', [])).rejects.toMatchObject({ code: 'address-not-allowed', lasting: true });
  await expect(pinnedAddress('no-such-host.invalid', [])).rejects.toMatchObject({ code: 'ENOTFOUND', lasting: false });
});
