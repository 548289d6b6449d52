import type { Queries } from '#kernel/database/database.ts';
import { refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { may } from '#kernel/identity/may.ts';
import type { Permission, Subject } from '#kernel/identity/permission.ts';
import { unitPath } from '#kernel/identity/registry-read.ts';

export const ofUnit = (officeId: string, path: readonly string[]): Subject => ({
  officeId,
  unitPath: path,
  people: {},
});

/** @throws Problem 422 `unit-unknown` */
export async function pathOfUnit(queries: Queries, officeId: string, unitId: string): Promise<readonly string[]> {
  const path = await unitPath(queries, officeId, unitId);
  if (path) return path;
  throw new Problem(422, 'unit-unknown', {
    zh: '没有这个单位，请重新选择。',
    en: 'There is no such unit. Choose again.',
  });
}

/** @throws Problem 403 with the named reason */
export function demand(actor: Actor, permission: Permission, path: readonly string[]): void {
  const verdict = may(actor, permission, ofUnit(actor.officeId, path));
  if (!verdict.allowed) throw refusal(verdict.reason);
}

export const allowed = (actor: Actor, permission: Permission, path: readonly string[]): boolean =>
  may(actor, permission, ofUnit(actor.officeId, path)).allowed;

/** Somebody else changed it in the meantime. */
export function stale(version: number): Problem {
  return new Problem(
    409,
    'stale-version',
    {
      zh: '内容已被他人修改，没有保存。请查看最新内容后再改。',
      en: 'Somebody else changed it; nothing was saved. Look at the latest content and change it again.',
    },
    { version },
  );
}

/** The name of the constraint that a statement broke. */
export function brokenConstraint(cause: unknown): string | undefined {
  return cause instanceof Error && 'constraint' in cause && typeof cause.constraint === 'string'
    ? cause.constraint
    : undefined;
}
