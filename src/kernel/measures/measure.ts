import type { RawBuilder } from 'kysely';
import type { Permission } from '../identity/permission.ts';
import type { Text } from '../text.ts';
import type { MeasureUnit } from './units.ts';

export interface Dimension {
  readonly label: Text;
  /** Words of its codes; a code without words stands for itself. */
  readonly words?: Readonly<Record<string, Text>>;
  /** The fact holds an array of codes, so that one record stands under several parts. */
  readonly overlapping?: true;
}

/**
 * One relation of facts, from which figure, parts, total and list are derived, so that they cannot disagree. The relation is a query
 * with these columns:
 *
 * - `record` uuid: what is counted; `id` uuid: the case it belongs to, or null; `office_id`, `unit_id`, `unit_path` (root first)
 * - `title` text: shown in the list
 * - `happened_on` date: the day that a period filters, or the day that it is attributed to
 * - `recorded_at`, `superseded_at` timestamptz: between which times the record said so; as-of filters them
 * - `quantity` numeric: in the measure's unit
 * - `dims` jsonb: code, or array of codes, by dimension
 */
export interface Measure {
  /** `official-travel.missions-granted`: service, then what is counted. */
  readonly id: string;
  readonly title: Text;
  /** What is counted, from which record, and what is left out. */
  readonly definition: Text;
  readonly unit: MeasureUnit;
  readonly figure: 'sum' | 'mean';
  /** Beside `month`, `year` and `unit`, which every measure has. */
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly facts: (officeId: string) => RawBuilder<unknown>;
  /** Whose units' facts go into the figure for a reader. */
  readonly counted: Permission;
  /** Who may open a record of the list; the others are counted as hidden. */
  readonly opened: Permission;
  /** Page of a record on the desk, by the id of its case. */
  readonly link: (caseId: string) => string;
}

const everyMeasure: Readonly<Record<string, Dimension>> = {
  year: { label: { zh: '年度', en: 'Year' } },
  month: { label: { zh: '月份', en: 'Month' } },
  unit: { label: { zh: '单位', en: 'Unit' } },
};

export const dimensionsOf = (measure: Measure): Readonly<Record<string, Dimension>> => ({
  ...everyMeasure,
  ...measure.dimensions,
});
