/** How bytes are encrypted and authenticated under one 32-byte key. A suite knows nothing of offices or databases. */
export interface Suite {
  /** Written into every sealed value, so that data sealed under one suite is read while another is in use. */
  readonly id: number;
  readonly name: SuiteName;
  /** How many bytes a sealed value is longer than the plain one. */
  readonly overhead: number;
  /** The binding is authenticated, not stored. */
  seal(key: Uint8Array, plain: Uint8Array, binding: Uint8Array): Buffer;
  /** @throws SealBroken if one bit of value, binding or key differs */
  open(key: Uint8Array, sealed: Uint8Array, binding: Uint8Array): Buffer;
}

export type SuiteName = 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';

export const keyBytes = 32;

/** A sealed value was changed, cut, moved to another place, or its key is gone. Says nothing more on purpose (CR-02). */
export class SealBroken extends Error {
  constructor(readonly why: 'changed' | 'malformed' | 'key-missing' | 'key-destroyed') {
    super(`sealed value cannot be opened: ${why}`);
  }
}
