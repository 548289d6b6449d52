import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import type { ListView } from '#kernel/ui/tables/view-tabs.tsx';
import { missionProcess } from '../../process.ts';
import { words } from '../../words.ts';

const optionsOf = (list: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }));

/** Conditions of the list of missions; their names are those of the endpoint's query. */
export const missionFilters: readonly ListFilter[] = [
  { name: 'q', label: { zh: '编号、团组、姓名', en: 'Number, mission, name' }, kind: 'text' },
  {
    name: 'state',
    label: { zh: '状态', en: 'Status' },
    kind: 'choice',
    options: Object.entries(missionProcess.states).map(([value, { label }]) => ({ value, label })),
  },
  { name: 'region', label: { zh: '国家（地区）', en: 'Country (region)' }, kind: 'region' },
  {
    name: 'kind',
    label: { zh: '事项类型', en: 'Matter' },
    kind: 'choice',
    options: optionsOf(words.missionKinds),
    secondary: true,
  },
  { name: 'departureFrom', label: { zh: '离境起', en: 'Departure from' }, kind: 'day', secondary: true },
  { name: 'departureTo', label: { zh: '离境止', en: 'Departure to' }, kind: 'day', secondary: true },
];

export const missionSorts: readonly string[] = ['due', 'number', 'updated', 'departure'];

/** Views that the service sets; null is all. */
export const missionViews: readonly ListView[] = [
  { key: null, label: { zh: '全部', en: 'All' } },
  { key: 'mine', label: { zh: '我经手', en: 'Mine' } },
  { key: 'to-do', label: { zh: '待我', en: 'Waiting for me' } },
  { key: 'overdue', label: { zh: '逾期', en: 'Overdue' } },
];
