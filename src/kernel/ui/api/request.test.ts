import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { signedIn } from '#kernel/identity/permission.ts';
import { ActKey, type Answer, type Arguments, address, fingerprint, type Input, ifMatch, newKey } from './request.ts';

const base = { permission: signedIn, audit: 'not-audited', summary: { zh: '看', en: 'See' } } as const;
const read = endpoint({
  ...base,
  id: 'missions.read',
  method: 'GET',
  path: '/api/missions/:id/legs/:leg',
  params: z.strictObject({ id: z.uuid(), leg: z.int() }),
  query: z.strictObject({ fields: z.array(z.string()).optional(), text: z.string().optional() }),
  answer: z.strictObject({ days: z.int() }),
});
const plain = endpoint({ ...base, id: 'missions.ping', method: 'POST', path: '/api/ping' });

describe('the address of a call', () => {
  test('fills its places, joins lists, and leaves out what is not given', () => {
    expect(address(read.path, { params: { id: 'a/b', leg: 2 }, query: { fields: ['x', 'y'], text: undefined } })).toBe(
      '/api/missions/a%2Fb/legs/2?fields=x%2Cy',
    );
    expect(address('/api/list', { query: { text: '张三 & 李四' } })).toBe(
      '/api/list?text=%E5%BC%A0%E4%B8%89+%26+%E6%9D%8E%E5%9B%9B',
    );
  });

  test('with a missing place is refused here, not sent', () => {
    expect(() => address(read.path, { params: { id: 'a' } })).toThrow(/leg/);
    expect(() => address(read.path, { params: { id: '', leg: 1 } })).toThrow(/id/);
  });

  test('a version is sent as a quoted entity tag', () => {
    expect(ifMatch(7)).toBe('"7"');
    expect(ifMatch('"7"')).toBe('"7"');
  });
});

describe('types of a call', () => {
  test('ask for what the endpoint declares and nothing else', () => {
    expectTypeOf<Input<typeof read>['params']>().toEqualTypeOf<{ id: string; leg: number }>();
    expectTypeOf<Answer<typeof read>>().toEqualTypeOf<{ days: number }>();
    expectTypeOf<Answer<typeof plain>>().toEqualTypeOf<undefined>();
    expectTypeOf<Arguments<typeof plain>>().toEqualTypeOf<[input?: Input<typeof plain>]>();
    expectTypeOf<Arguments<typeof read>>().toEqualTypeOf<[input: Input<typeof read>]>();
  });
});

describe('the key of an act', () => {
  const counting = () => {
    let made = 0;
    return new ActKey(() => `key-${++made}`);
  };

  test('a second press with the same input keeps the key, whatever the order of its parts', () => {
    const keys = counting();
    expect(keys.of({ body: { a: 1, b: [2] } })).toBe('key-1');
    expect(keys.of({ body: { b: [2], a: 1 } })).toBe('key-1');
  });

  test.each([0, 401, 403, 429, 503])('after %i the outcome is open and the key stays', (status) => {
    const keys = counting();
    keys.of({ body: 1 });
    keys.settle(status);
    expect(keys.of({ body: 1 })).toBe('key-1');
  });

  test.each([200, 404, 409, 422])('after %i the act is over and the next one has a new key', (status) => {
    const keys = counting();
    keys.of({ body: 1 });
    keys.settle(status);
    expect(keys.of({ body: 1 })).toBe('key-2');
  });

  test('other input is another act', () => {
    const keys = counting();
    expect(keys.of({ body: 1 })).not.toBe(keys.of({ body: 2 }));
  });

  test('files count by name, size and time', () => {
    const file = (name: string) => new File(['x'], name, { lastModified: 1 });
    expect(fingerprint({ f: file('a') })).toBe(fingerprint({ f: file('a') }));
    expect(fingerprint({ f: file('a') })).not.toBe(fingerprint({ f: file('b') }));
  });

  test('keys are UUIDs of version 4', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
