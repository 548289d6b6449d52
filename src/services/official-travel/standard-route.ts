import { day } from '#kernel/calendar/day.ts';
import type { Route } from '#kernel/cases/definition.ts';

const unit = 'applicant-unit' as const;

/**
 * The route that a new office starts with; the office edits it on a screen and dates its own. Final authority by rank follows
 * section 8.2: below county rank the office decides, county rank the city leader in charge, bureau rank and city leaders the province.
 * Local authorisation differs from city to city (APR-03 is a setting).
 */
export const standardRoute: Route = {
  id: 'standard',
  title: { zh: '标准审批路线', en: 'Standard route' },
  validFrom: day('2020-01-01'),
  order: 100,
  when: 'true',
  nodes: [
    { key: 'unit-sign', step: 'unit-sign', signers: [{ role: 'unit-head', at: unit }], threshold: 'one' },
    {
      key: 'finance',
      step: 'finance',
      signers: [{ role: 'unit-finance', at: unit }],
      threshold: 'one',
      group: 'pre-review',
    },
    {
      key: 'personnel',
      step: 'personnel',
      signers: [{ role: 'unit-personnel', at: unit }],
      threshold: 'one',
      group: 'pre-review',
    },
    {
      key: 'publicity',
      step: 'publicity',
      when: '!publicityExempt',
      signers: [{ role: 'liaison-officer', at: unit }],
      threshold: 'one',
    },
    {
      key: 'first-review',
      step: 'first-review',
      when: 'underCounty',
      signers: [{ role: 'first-reviewer', at: 'first-review-unit' }],
      threshold: 'one',
    },
    { key: 'intake', step: 'intake', signers: [{ role: 'intake', at: 'office' }], threshold: 'one' },
    { key: 'review', step: 'review', signers: [{ role: 'reviewer', at: 'office' }], threshold: 'one' },
    { key: 'office-head', step: 'office-head', signers: [{ role: 'office-head', at: 'office' }], threshold: 'one' },
    {
      key: 'city-leader',
      step: 'city-leader',
      when: 'rank >= 2 || cityLeader',
      signers: [{ role: 'city-leader', at: 'office' }],
      threshold: 'one',
    },
    {
      key: 'issue-approval',
      step: 'issue-approval',
      when: 'rank < 4 && !cityLeader',
      signers: [{ role: 'reviewer', at: 'office' }],
      threshold: 'one',
    },
    {
      key: 'issue-request',
      step: 'issue-request',
      when: 'rank >= 4 || cityLeader',
      signers: [{ role: 'reviewer', at: 'office' }],
      threshold: 'one',
    },
    {
      key: 'province',
      step: 'province',
      when: 'rank >= 4 || cityLeader',
      signers: [{ role: 'reviewer', at: 'office' }],
      threshold: 'one',
    },
    { key: 'journey', step: 'journey', signers: [{ role: 'liaison-officer', at: unit }], threshold: 'one' },
    {
      key: 'close-out',
      step: 'close-out',
      signers: [
        { role: 'supervisor', at: 'office' },
        { role: 'reviewer', at: 'office' },
      ],
      threshold: 'any',
    },
  ],
  grantedAfter: 'province',
};
