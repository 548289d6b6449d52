import type { Day } from '#kernel/calendar/day.ts';
import type { MissionPage } from '../../answers.ts';
import type { AssessmentContext } from '../../assess.ts';
import type { OfficeRates } from '../../budget/rates.ts';
import type { DraftMission } from '../../model.ts';

/** What the browser knows for its own check: today, exceptions granted; other missions and names of plan lines are the server's. */
export function checkContext(page: MissionPage, mission: DraftMission, today: Day): AssessmentContext {
  const departure = mission.route?.departure;
  return {
    asOf: departure && departure < today ? departure : today,
    reference: page.number,
    planLines: {},
    otherMissions: null,
    params: page.rules.params,
    off: page.rules.off,
    mayGrant: false,
    officeRates: officeRatesOf(page),
    granted: page.check.findings.flatMap(({ rule, exception }) =>
      exception?.state === 'granted'
        ? [
            {
              finding: rule,
              reason: exception.code,
              text: exception.text,
              by: exception.by ?? { id: '', name: '' },
              at: exception.at ?? '',
            },
          ]
        : [],
    ),
  };
}

/** The table that the server measures by; the rows are the same array as long as the page is. */
function officeRatesOf({ rates }: Pick<MissionPage, 'rates'>): OfficeRates | null {
  const { table, rows } = rates;
  return table && rows
    ? { id: 'office', title: table.title.zh, source: table.source, validFrom: table.from, rows }
    : null;
}
