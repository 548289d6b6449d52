import { aesGcm } from './aes-gcm.ts';
import { sm4Ctr } from './sm4-ctr.ts';
import { SealBroken, type Suite, type SuiteName } from './suite.ts';

export const suites: Readonly<Record<SuiteName, Suite>> = { 'aes-256-gcm': aesGcm, 'sm4-ctr-hmac-sm3': sm4Ctr };

/** @throws SealBroken for an unknown suite */
export function suiteById(id: number | undefined): Suite {
  const suite = Object.values(suites).find((known) => known.id === id);
  if (!suite) throw new SealBroken('malformed');
  return suite;
}
