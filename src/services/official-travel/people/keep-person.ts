import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import { notFound } from '#kernel/http/answers.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import { addPerson } from '#kernel/parties/persons.ts';
import { refuseClosedPurposes } from '#kernel/privacy/purposes.ts';
import type { Text } from '#kernel/text.ts';
import { allowed, brokenConstraint, demand, pathOfUnit, stale } from '../units/scope.ts';
import { keepsPeople, readsPeople } from './endpoints.ts';
import type { revealPurposes } from './forms.ts';
import { type MaskedField, unmasked } from './masks.ts';
import { type PersonFile, personFile } from './model.ts';
import { spell } from './spelling.ts';
import {
  forgetKnown,
  knownByNumber,
  lockPerson,
  personOnList,
  personsByNumber,
  type StoredPerson,
  setPersonState,
  writePerson,
} from './storage.ts';
import type { personSources } from './words.ts';

export interface PeopleParts {
  readonly crypto: Crypto;
}
type Source = keyof typeof personSources;

/** @throws Problem 403, 409 `identity-taken`, `file-exists`, `name-differs`, 422 */
export async function addPersonFile(
  work: Work,
  { crypto }: PeopleParts,
  input: { readonly personId?: string | undefined; readonly file: PersonFile; readonly source?: Source },
): Promise<{ id: string; version: number }> {
  const { queries, actor, now } = work;
  const { file } = input;
  const path = await pathOfUnit(queries, actor.officeId, file.unitId);
  demand(actor, keepsPeople, path);
  refuseUnexplainedSpelling(file);
  const taken = await personsByNumber(queries, crypto, actor.officeId, [file.identityNumber]);
  if (taken.size > 0) throw identityTaken();
  const before = await knownByNumber(queries, crypto, actor.officeId, [file.identityNumber]);
  const id = input.personId
    ? await known(work, crypto, input.personId, file)
    : (before.get(file.identityNumber) ?? (await entered(work, file)));
  await once(
    writePerson(work, crypto, {
      id,
      unitPath: path,
      file,
      source: input.source ?? 'entered',
      verifiedOn: dayInBeijing(now),
      version: 1,
    }),
  );
  await forgetKnown(work, id);
  work.audit({ event: 'official-travel.person-added', object: `person:${id}`, result: 'done' });
  return { id, version: 1 };
}

async function entered(work: Work, file: PersonFile): Promise<string> {
  const { personId } = await addPerson(work, {
    name: file.surname + file.givenName,
    nameLatin: `${file.surnameLatin}, ${file.givenNameLatin}`,
  });
  return personId;
}

/** Somebody who has an account gets a file under the same name, entered by who keeps the unit where that person has a post. */
async function known(work: Work, crypto: Crypto, personId: string, file: PersonFile): Promise<string> {
  const { queries, actor } = work;
  const person = await personOnList(queries, actor.officeId, personId);
  const mayKnow =
    person && (person.unitPaths.length === 0 || person.unitPaths.some((path) => allowed(actor, keepsPeople, path)));
  if (!person || !mayKnow) throw notFound();
  if (await lockPerson(work, crypto, personId)) {
    throw new Problem(409, 'file-exists', {
      zh: '此人已有人员资料，请在原资料上修改。',
      en: 'This person has a file already. Change that one.',
    });
  }
  if (person.name !== file.surname + file.givenName) {
    throw new Problem(409, 'name-differs', {
      zh: '姓名与账号登记的不一致，没有保存。请核对是否同一人。',
      en: 'The name differs from that of the account; nothing was saved. Check whether it is the same person.',
    });
  }
  return personId;
}

/** @throws Problem 403, 404, 409 `stale-version`, `identity-taken`, 422 with every fault */
export async function changePersonFile(
  work: Work,
  { crypto }: PeopleParts,
  input: { readonly id: string; readonly expectedVersion: number; readonly file: Readonly<Record<string, unknown>> },
): Promise<{ id: string; version: number }> {
  const stored = await mine(work, crypto, input.id, input.expectedVersion);
  const result = personFile.safeParse(unmasked(input.file, stored.file), { reportInput: true });
  if (!result.success) {
    throw new Problem(
      422,
      'malformed',
      { zh: '有几处需要改正，没有保存。', en: 'Some things need correcting; nothing was saved.' },
      { faults: faultsOf(result.error, personFile, '/file') },
    );
  }
  const file = result.data;
  await refuseClosedPurposes(work.queries, work.actor.officeId, personFile, file, '/file');
  const path = await pathOfUnit(work.queries, work.actor.officeId, file.unitId);
  demand(work.actor, keepsPeople, path);
  refuseUnexplainedSpelling(file);
  const taken = await personsByNumber(work.queries, crypto, work.actor.officeId, [file.identityNumber]);
  if ([...taken.values()].some((id) => id !== input.id)) throw identityTaken();
  const version = stored.version + 1;
  const verifiedOn = dayInBeijing(work.now);
  await once(writePerson(work, crypto, { id: input.id, unitPath: path, file, source: 'entered', verifiedOn, version }));
  work.audit({
    event: 'official-travel.person-changed',
    object: `person:${input.id}`,
    result: 'done',
    details: { version },
  });
  return { id: input.id, version };
}

export async function verifyPerson(
  work: Work,
  { crypto }: PeopleParts,
  input: { readonly id: string; readonly expectedVersion: number; readonly source: Source },
): Promise<{ id: string; version: number }> {
  const stored = await mine(work, crypto, input.id, input.expectedVersion);
  await setPersonState(work, input.id, { source: input.source, verifiedOn: dayInBeijing(work.now) });
  work.audit({
    event: 'official-travel.person-verified',
    object: `person:${input.id}`,
    result: 'done',
    details: { source: input.source },
  });
  return { id: input.id, version: stored.version + 1 };
}

export async function setPersonLeft(
  work: Work,
  { crypto }: PeopleParts,
  input: { readonly id: string; readonly expectedVersion: number; readonly state: 'active' | 'left' },
): Promise<{ id: string; version: number }> {
  const stored = await mine(work, crypto, input.id, input.expectedVersion);
  await setPersonState(work, input.id, { state: input.state });
  work.audit({
    event: 'official-travel.person-state-changed',
    object: `person:${input.id}`,
    result: 'done',
    details: { state: input.state },
  });
  return { id: input.id, version: stored.version + 1 };
}

/** The one way by which a full number leaves: each time on record, with its purpose. @throws Problem 404 */
export async function revealPersonNumber(
  work: Work,
  { crypto }: PeopleParts,
  input: { readonly id: string; readonly field: MaskedField; readonly purpose: keyof typeof revealPurposes },
): Promise<{ value: string }> {
  const stored = await lockPerson(work, crypto, input.id);
  if (!stored || !allowed(work.actor, readsPeople, stored.unitPath)) throw notFound();
  const value = stored.file[input.field];
  if (value === null) throw notFound();
  work.audit({
    event: 'official-travel.person-number-shown',
    object: `person:${input.id}`,
    result: 'done',
    details: { field: input.field, purpose: input.purpose },
  });
  return { value };
}

async function mine(work: Work, crypto: Crypto, id: string, expectedVersion: number): Promise<StoredPerson> {
  const stored = await lockPerson(work, crypto, id);
  if (!stored) throw notFound();
  demand(work.actor, keepsPeople, stored.unitPath);
  if (stored.version !== expectedVersion) throw stale(stored.version);
  return stored;
}

/** 与既有护照一致，不同须说明. */
function refuseUnexplainedSpelling(file: PersonFile): void {
  const standard = differentSpelling(file);
  if (!standard) return;
  const { text } = standard;
  throw new Problem(422, 'malformed', text, {
    faults: [{ at: '/file/surnameLatin', code: 'spelling-differs', message: text }],
  });
}

/** The words for a spelling that is not the standard one and has no explanation; null if all is well. */
export function differentSpelling(file: PersonFile): { readonly text: Text } | null {
  const standard = spell(file.surname, file.givenName);
  const bare = (text: string) => text.replaceAll(' ', '');
  const same =
    bare(file.surnameLatin) === standard.surnameLatin && bare(file.givenNameLatin) === standard.givenNameLatin;
  if (same || file.latinReason) return null;
  const text = {
    zh: `姓名拼音与标准写法（${standard.surnameLatin} ${standard.givenNameLatin}）不同，请核对；以护照为准的，请写明说明。`,
    en: `The spelling differs from the standard one (${standard.surnameLatin} ${standard.givenNameLatin}). Check it; if the passport has it so, say so.`,
  };
  return { text };
}

const identityTaken = () =>
  new Problem(409, 'identity-taken', {
    zh: '人员库中已有这个证件号码，没有保存。一人只有一份资料；不在您查看范围内的，请联系市外办核对。',
    en: 'This identity number is in the list already; nothing was saved. Each person has one file; if it lies outside your view, ask the city office.',
  });

async function once<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (cause) {
    throw brokenConstraint(cause) === 'people_office_id_identity_index_key' ? identityTaken() : cause;
  }
}

/** A document that the authority has issued, taken over from its system; the rest of the file stays as it was verified. */
export async function setPassport(
  work: Work,
  { crypto }: PeopleParts,
  input: {
    readonly id: string;
    readonly passport: Pick<PersonFile, 'passportType' | 'passportNumber' | 'passportExpiresOn'>;
  },
): Promise<void> {
  const stored = await lockPerson(work, crypto, input.id);
  if (!stored) throw notFound();
  demand(work.actor, keepsPeople, stored.unitPath);
  const version = stored.version + 1;
  await writePerson(work, crypto, { ...stored, file: { ...stored.file, ...input.passport }, version });
  work.audit({
    event: 'official-travel.person-document-registered',
    object: `person:${input.id}`,
    result: 'done',
    details: { version },
  });
}
