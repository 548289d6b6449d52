import type { Day } from '#kernel/calendar/day.ts';
import type { WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import type { Severity } from '#kernel/rules/rule.ts';
import type { Text } from '#kernel/text.ts';
import type { ApplicationSection, DraftMission } from '../model.ts';
import type { OfficeRecords } from './records.ts';

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
