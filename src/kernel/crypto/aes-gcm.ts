import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { SealBroken, type Suite } from './suite.ts';

const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = saltBytes + nonceBytes;

/**
 * A key for this one value. GCM wants a key replaced before 2^30 uses (CR-03); with random nonces under one key, nodes
 * would have to count together. So no key encrypts twice.
 */
function valueKey(key: Uint8Array, salt: Uint8Array): Buffer {
  return createHmac('sha256', key).update('honglu aes value key').update(salt).digest();
}

/** AES-256-GCM: salt ‖ fresh 96-bit nonce ‖ ciphertext ‖ tag. */
export const aesGcm: Suite = {
  id: 1,
  name: 'aes-256-gcm',
  overhead: headBytes + tagBytes,
  seal(key, plain, binding) {
    const head = randomBytes(headBytes);
    const cipher = createCipheriv('aes-256-gcm', valueKey(key, head.subarray(0, saltBytes)), head.subarray(saltBytes), {
      authTagLength: tagBytes,
    });
    cipher.setAAD(binding);
    return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, sealed, binding) {
    if (sealed.length < headBytes + tagBytes) throw new SealBroken('malformed');
    const nonce = sealed.subarray(saltBytes, headBytes);
    const decipher = createDecipheriv('aes-256-gcm', valueKey(key, sealed.subarray(0, saltBytes)), nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAAD(binding);
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const plain = decipher.update(sealed.subarray(headBytes, sealed.length - tagBytes));
    try {
      return Buffer.concat([plain, decipher.final()]);
    } catch {
      throw new SealBroken('changed');
    }
  },
};
