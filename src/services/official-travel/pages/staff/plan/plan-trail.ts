import type { PageProps } from '#kernel/ui/parts/page.tsx';
import { paths } from '../../paths.ts';
import { planPath, planWorkPath } from '../staff-paths.ts';

/** Where the pages of the plan lie. */
export const planTrail = (year: number): NonNullable<PageProps['trail']> => [
  { label: { zh: '因公出国（境）', en: 'Official travel' }, to: paths.list },
  { label: { zh: '年度计划', en: 'Annual plan' }, to: `${planPath}?year=${year}` },
];

export const workTrail = (year: number): NonNullable<PageProps['trail']> => [
  ...planTrail(year),
  { label: { zh: '编制和办理', en: 'Drafts and submissions' }, to: `${planWorkPath}?year=${year}` },
];
