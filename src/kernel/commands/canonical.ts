import { createHash } from 'node:crypto';

/**
 * JSON with sorted keys and without `undefined`, so that two spellings of one request are one text.
 * @throws TypeError for what JSON cannot carry (functions, bigint, NaN)
 */
export function canonicalJson(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (value instanceof Uint8Array) return JSON.stringify({ bytes: Buffer.from(value).toString('base64') });
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
      return JSON.stringify(value);
    case 'object': {
      const members = Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
      return `{${members.join(',')}}`;
    }
    default:
      throw new TypeError(`JSON cannot carry a ${typeof value}`);
  }
}

/** SHA-256 of the canonical request: tells a repeat from another request under the same key (CC-02). */
export function inputDigest(input: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(input), 'utf8').digest();
}
