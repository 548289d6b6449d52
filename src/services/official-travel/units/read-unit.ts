import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound } from '#kernel/http/answers.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { confirmsUnits, preparesUnits, type UnitFilePage } from './endpoints.ts';
import { allowed } from './scope.ts';
import { mostOfficers, mostSignatories } from './settings.ts';
import { findOfficers, findSignatories, findUnitFile, findUnitFiles, unitOfTree } from './storage.ts';

export async function listUnits(
  queries: Queries,
  actor: Actor,
  filter: { readonly state?: string | undefined; readonly q?: string | undefined },
  now: Date,
) {
  const rows = await findUnitFiles(queries, actor, { ...filter, today: dayInBeijing(now) });
  return rows.map((row) => ({
    unit: { id: row.unitId, name: row.unitName },
    state: row.state,
    stateReason: row.stateReason,
    kind: row.kind,
    tier: row.tier,
    firstReviewUnit: row.reviewId ? { id: row.reviewId, name: row.reviewName ?? '' } : null,
    officers: row.officers,
    signatories: row.signatories,
  }));
}

export async function readUnit(
  queries: Queries,
  actor: Actor,
  unitId: string,
  path: readonly string[],
  now: Date,
): Promise<UnitFilePage> {
  const { officeId } = actor;
  const today = dayInBeijing(now);
  const unit = await unitOfTree(queries, officeId, unitId);
  if (!unit) throw notFound();
  const stored = await findUnitFile(queries, officeId, unitId);
  const signatories = await findSignatories(queries, officeId, unitId);
  const officers = await findOfficers(queries, officeId, unitId);
  const names = await namesOf(queries, officeId, [
    ...signatories.map(({ personId }) => personId),
    ...officers.flatMap(({ personId, substituteId }) => (substituteId ? [personId, substituteId] : [personId])),
  ]);
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  const review = stored?.file.firstReviewUnitId
    ? await unitOfTree(queries, officeId, stored.file.firstReviewUnitId)
    : undefined;
  return {
    unit: { id: unit.id, name: unit.name },
    file: stored?.file ?? null,
    state: stored?.state ?? null,
    stateReason: stored?.stateReason ?? null,
    version: stored?.version ?? 0,
    firstReviewUnit: review ? { id: review.id, name: review.name } : null,
    signatories: signatories.map(({ personId, signsFor, ...one }) => ({
      ...one,
      signsFor: signsFor as UnitFilePage['signatories'][number]['signsFor'],
      person: person(personId),
      inForce: one.validFrom <= today && today <= one.validTo,
    })),
    officers: officers.map((one) => ({
      id: one.id,
      person: person(one.personId),
      state: one.state,
      termFrom: one.termFrom,
      termTo: one.termTo,
      trainedOn: one.trainedOn,
      filingFileId: one.filingFileId,
      substitute: one.substituteId ? person(one.substituteId) : null,
      openHandOver: one.openHandOver,
    })),
    mostOfficers: await readSetting(queries, officeId, mostOfficers, today),
    mostSignatories: await readSetting(queries, officeId, mostSignatories, today),
    mayPrepare: allowed(actor, preparesUnits, path) && stored?.state !== 'closed',
    mayConfirm: allowed(actor, confirmsUnits, path) && stored !== undefined && stored.state !== 'closed',
  };
}
