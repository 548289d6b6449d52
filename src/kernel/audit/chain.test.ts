import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainedEntry, canonicalBytes, linkDigest, startOfChain } from './chain.ts';

const office = '0197a3c0-1111-7aaa-8bbb-000000000001';
const entry: ChainedEntry = {
  id: '0197a3c0-2222-7aaa-8bbb-000000000002',
  at_real: '1590973200123456',
  at_business: '1590973200000000',
  subject: '6f1c0d0e-7d56-4b52-9f0c-6a39c3c9d6a1',
  on_behalf: null,
  post: '0197a3c0-3333-7aaa-8bbb-000000000003',
  session_digest: 'b94d27b9934d3e08',
  address: '127.0.0.1',
  event: 'official-travel.submit',
  object: 'mission:0197a3c0-4444-7aaa-8bbb-000000000004',
  result: 'done',
  reason: null,
  request_id: 'r-1',
  details: '{"days": 5, "note": "出访"}',
};

describe('the chained bytes are fixed (AU-05)', () => {
  it('canonical bytes of the sample entry', () => {
    expect(canonicalBytes(office, 1, entry).toString('utf8')).toBe(
      '[1,"0197a3c0-1111-7aaa-8bbb-000000000001",1,"0197a3c0-2222-7aaa-8bbb-000000000002","1590973200123456",' +
        '"1590973200000000","6f1c0d0e-7d56-4b52-9f0c-6a39c3c9d6a1",null,"0197a3c0-3333-7aaa-8bbb-000000000003",' +
        '"b94d27b9934d3e08","127.0.0.1","official-travel.submit","mission:0197a3c0-4444-7aaa-8bbb-000000000004",' +
        '"done",null,"r-1","{\\"days\\": 5, \\"note\\": \\"出访\\"}"]',
    );
  });

  it('start of the chain and the first two links', () => {
    const start = startOfChain(office);
    const first = linkDigest(start, office, 1, entry);
    const second = linkDigest(first, office, 2, { ...entry, result: 'refused', reason: 'own-case' });
    expect([start, first, second].map((digest) => digest.toString('hex'))).toEqual([
      'cf9b746802b73c57a8b6a50455337d692aafe5aabe08667d90baa30486343e62',
      'ee3d08e292f81b67b9b953b8e9f3d8b3152f6f46e0675ac46d0144c61e59ea38',
      'c2fd2f5072d90ce74a944f3dc447a8a91e4af2b88bc26695dd2cf8626d79095c',
    ]);
  });

  it('the digest is SM3 of label, previous digest and bytes, as anybody can recompute', () => {
    const start = createHash('sm3').update(`honglu audit start v1\0${office}`).digest();
    const first = createHash('sm3')
      .update(Buffer.concat([Buffer.from('honglu audit link v1\0'), start, canonicalBytes(office, 1, entry)]))
      .digest();
    expect(linkDigest(startOfChain(office), office, 1, entry)).toEqual(first);
  });
});

it('a change of any one field, of the place or of the predecessor changes the digest', () => {
  const start = startOfChain(office);
  const original = linkDigest(start, office, 1, entry);
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(entry) as (keyof ChainedEntry)[])), fc.string(), (field, value) => {
      fc.pre(entry[field] !== value);
      expect(linkDigest(start, office, 1, { ...entry, [field]: value })).not.toEqual(original);
    }),
  );
  expect(linkDigest(start, office, 2, entry)).not.toEqual(original);
  expect(linkDigest(original, office, 1, entry)).not.toEqual(original);
});

it('nothing and the empty text are different', () => {
  const start = startOfChain(office);
  expect(linkDigest(start, office, 1, { ...entry, reason: '' })).not.toEqual(linkDigest(start, office, 1, entry));
});
