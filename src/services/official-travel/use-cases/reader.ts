import type { CaseFacts, UnitRef } from '#kernel/cases/facts.ts';
import { actingAs, isOneOf } from '#kernel/cases/laws.ts';
import { writableSections } from '#kernel/cases/path.ts';
import type { StoredCase } from '#kernel/cases/read.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { may } from '#kernel/identity/may.ts';
import { type Permission, related, roleOverUnit } from '#kernel/identity/permission.ts';

/** Facts that say who somebody is to the case, before its content was read. */
function peopleFacts({ row, people }: StoredCase): CaseFacts {
  const path = row.unit_path;
  const unit = (id: string): UnitRef => ({ id, path: path.slice(0, path.indexOf(id) + 1) });
  return {
    values: {},
    applicant: people.applicant,
    members: people.members,
    units: { applicant: unit(row.unit_id), office: unit(path[0]!), firstReview: null },
    findings: [],
    missingPapers: [],
  };
}

/** A paper was promised (容缺受理) and has not come yet: the applicant may add it while the case goes on. */
export const owesPapers = ({ state }: StoredCase): boolean =>
  state.phase === 'open' && !state.correction && state.promises.some(({ fulfilled }) => !fulfilled);

/** Sections that this reader may write now: by the table of the process, and the papers still owed. */
export function writableFor(stored: StoredCase, actor: Actor): readonly string[] {
  const byTable = writableSections(stored.definition.definition, stored.state, actor, peopleFacts(stored));
  const owes = owesPapers(stored) && stored.row.applicant_id === actor.personId;
  return owes && !byTable.includes('attachments') ? [...byTable, 'attachments'] : byTable;
}

const chain: Permission = roleOverUnit(
  'liaison-officer',
  'unit-head',
  'unit-personnel',
  'first-reviewer',
  'first-review-head',
  'intake',
  'reviewer',
  'office-head',
);

/**
 * AZ-08: particulars of members (party, secrecy, kinship, telephone) are for the applicant's unit and the reviewers of the chain,
 * and for whoever holds the case now. Others who may know of the mission read it without them.
 */
export function readsParticulars(stored: StoredCase, actor: Actor): boolean {
  const subject = {
    officeId: stored.row.office_id,
    unitPath: stored.row.unit_path,
    people: { applicant: [stored.row.applicant_id] },
  };
  if (may(actor, related('applicant'), subject).allowed || may(actor, chain, subject).allowed) return true;
  const facts = peopleFacts(stored);
  return [undefined, ...actor.actsFor.map(({ personId }) => personId)].some((actingFor) => {
    const acting = actingAs(actor, actingFor);
    return acting !== null && isOneOf([{ relation: 'holder' }], acting, facts, stored.state);
  });
}
