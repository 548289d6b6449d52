import type { Day } from '#kernel/calendar/day.ts';
import type { WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import type { Severity } from '#kernel/rules/rule.ts';
import type { Text } from '#kernel/text.ts';
import type { ApplicationSection, DraftMission } from '../model.ts';
import { aboutJourney } from './about-journey.ts';
import { aboutPeople } from './about-people.ts';
import type { OfficeRecords } from './records.ts';

/*
 * Checks of the application beside the rules of the table: cross-checks between its sections and with the office's records. They stand
 * in sections 4.2–4.4 and 6 of the field catalogue of the trade and have no article to cite; `travel check` does not know them.
 */

export interface Hit {
  readonly section: ApplicationSection;
  /** Pointer within the section. */
  readonly at: string;
  readonly message: Text;
}

export interface OwnCheck {
  readonly id: string;
  readonly subject: Text;
  readonly severity: Severity;
  /** Null: it cannot be decided here, because it wants the office's records. */
  run(mission: DraftMission, seen: Seen): readonly Hit[] | null;
}

export interface Seen {
  readonly asOf: Day;
  readonly calendar: WorkingCalendar;
  /** Null in the browser, which does not have them. */
  readonly records: OfficeRecords | null;
}

export const ownChecks: readonly OwnCheck[] = [...aboutPeople, ...aboutJourney];

const byId = new Map(ownChecks.map((check) => [check.id, check]));
export const ownCheck = (id: string): OwnCheck | undefined => byId.get(id);

/** Checks that tell of secrecy, residence, age or family: who does not read particulars is not told about whom. */
export const ownChecksOnPersons: ReadonlySet<string> = new Set(aboutPeople.map(({ id }) => id));
