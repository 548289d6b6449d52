import { aboutJourney } from './about-journey.ts';
import { aboutPeople } from './about-people.ts';
import type { OwnCheck } from './own-check.ts';

/*
 * Checks of the application beside the rules of the table: cross-checks between its sections and with the office's records. They stand
 * in sections 4.2–4.4 and 6 of the field catalogue of the trade and have no article to cite; `travel check` does not know them.
 */

export const ownChecks: readonly OwnCheck[] = [...aboutPeople, ...aboutJourney];

const byId = new Map(ownChecks.map((check) => [check.id, check]));
export const ownCheck = (id: string): OwnCheck | undefined => byId.get(id);

/** Checks that tell of secrecy, residence, age or family: who does not read particulars is not told about whom. */
export const ownChecksOnPersons: ReadonlySet<string> = new Set(aboutPeople.map(({ id }) => id));
