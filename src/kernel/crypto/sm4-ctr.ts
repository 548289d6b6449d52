import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { SealBroken, type Suite } from './suite.ts';

const nonceBytes = 16;
const tagBytes = 32;

/** Keys for this one value; encryption and authentication never share one. */
function derive(key: Uint8Array, nonce: Uint8Array): { encryption: Buffer; authentication: Buffer } {
  const part = (label: string) => createHmac('sm3', key).update(label, 'utf8').update(nonce).digest();
  return {
    encryption: part('honglu sm4 encryption').subarray(0, 16),
    authentication: part('honglu sm3 authentication'),
  };
}

function length(bytes: Uint8Array): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64BE(BigInt(bytes.length));
  return prefix;
}

function tagOf(key: Uint8Array, nonce: Uint8Array, binding: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sm3', key).update(nonce).update(length(binding)).update(binding).update(data).digest();
}

/**
 * The 国密 suite: SM4-CTR (GB/T 32907), then HMAC-SM3 (GB/T 32905) over nonce, binding and ciphertext, compared in
 * constant time before anything is decrypted (CR-03). The runtime's OpenSSL offers no SM4-GCM.
 */
export const sm4Ctr: Suite = {
  id: 2,
  name: 'sm4-ctr-hmac-sm3',
  overhead: nonceBytes + tagBytes,
  seal(key, plain, binding) {
    const nonce = randomBytes(nonceBytes);
    const { encryption, authentication } = derive(key, nonce);
    const cipher = createCipheriv('sm4-ctr', encryption, nonce);
    const data = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, data, tagOf(authentication, nonce, binding, data)]);
  },
  open(key, sealed, binding) {
    if (sealed.length < nonceBytes + tagBytes) throw new SealBroken('malformed');
    const nonce = sealed.subarray(0, nonceBytes);
    const { encryption, authentication } = derive(key, nonce);
    const data = sealed.subarray(nonceBytes, sealed.length - tagBytes);
    const tag = sealed.subarray(sealed.length - tagBytes);
    if (!timingSafeEqual(tag, tagOf(authentication, nonce, binding, data))) throw new SealBroken('changed');
    const decipher = createDecipheriv('sm4-ctr', encryption, nonce);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
};
