import { createHash, randomInt } from 'node:crypto';
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';
import type { Queries } from '#kernel/database/database.ts';

/** Seals the seed of the second factor; bound to office and account, so that it opens in no other row. */
export interface SeedSeal {
  seal(queries: Queries, officeId: string, accountId: string, seed: string): Promise<string>;
  open(queries: Queries, officeId: string, accountId: string, sealed: string): Promise<string>;
}

const stepSeconds = 30;

/** 160 bits, Base32 (RFC 4226 section 4). */
export function newSeed(): string {
  return generateSecret({ length: 20 });
}

export function seedUri(seed: string, login: string, officeName: string): string {
  return generateURI({ issuer: officeName, label: login, secret: seed });
}

export function codeAt(seed: string, at: Date): string {
  return generateSync({ secret: seed, epoch: Math.floor(at.getTime() / 1000) });
}

/**
 * The 30-second step whose code this is, or null. One step of drift either way (ID-04); server time only. That each code
 * works once is decided by the conditional update of `factor_last_step`, not here.
 */
export function stepOfCode(seed: string, code: string, at: Date): number | null {
  const current = Math.floor(at.getTime() / 1000 / stepSeconds);
  for (const step of [current, current - 1, current + 1]) {
    if (verifySync({ secret: seed, token: code, epoch: step * stepSeconds, epochTolerance: 0 }).valid) return step;
  }
  return null;
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function letters(count: number): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** Ten codes of 50 random bits each, used once; the counters of ID-05 bound the tries. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => `${letters(5)}-${letters(5)}`);
}

/** 100 random bits, for the first administrator. */
export function newSetUpCode(): string {
  return Array.from({ length: 4 }, () => letters(5)).join('-');
}

/** A password for a demonstration account or a first sign-in: 100 random bits, three classes. */
export function newPassword(): string {
  return `${letters(5)}-${letters(5).toLowerCase()}-${letters(5)}-${letters(5).toLowerCase()}-${randomInt(10, 100)}`;
}

/** Random codes need no slow hash: the digest cannot be searched. */
export function codeDigest(code: string): Buffer {
  return createHash('sha256').update(`honglu code ${code}`).digest();
}
