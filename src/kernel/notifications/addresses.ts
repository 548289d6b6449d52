import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { NotDelivered } from './failure.ts';

/** Not of the public network: own machine, private, link-local, carrier, test, multicast and reserved ranges (IN-11). */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(network, bits, 'ipv6');
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** `::ffff:10.0.0.1` is 10.0.0.1. */
function unmapped(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

function listed(address: string, allowed: readonly string[]): boolean {
  const list = new BlockList();
  for (const entry of allowed) {
    const [network = '', bits] = entry.split('/');
    if (isIP(network) === 0) continue;
    if (bits === undefined) list.addAddress(network, family(network));
    else list.addSubnet(network, Number(bits), family(network));
  }
  return list.check(address, family(address));
}

export function mayCall(address: string, allowed: readonly string[]): boolean {
  const plain = unmapped(address);
  if (isIP(plain) === 0) return false;
  // Forms that hold an IPv4 address inside an IPv6 one other than by `::ffff:` lie in the ranges above.
  if (/^::ffff:/i.test(plain)) return false;
  return !inside.check(plain, family(plain)) || listed(plain, allowed);
}

/**
 * The one address that is then called: looked up once, so that a name that answers differently the next time leads nowhere else.
 * @throws NotDelivered for a name without address, or with any that may not be called
 */
export async function pinnedAddress(host: string, allowed: readonly string[]): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found =
    isIP(bare) === 0
      ? await lookup(bare, { all: true, verbatim: true }).catch(() => {
          throw new NotDelivered('ENOTFOUND', false, true);
        })
      : [{ address: bare }];
  if (found.length === 0 || !found.every((one) => mayCall(one.address, allowed))) {
    throw new NotDelivered('address-not-allowed', true, true);
  }
  return found[0]!.address;
}
