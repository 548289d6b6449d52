import type { Day } from '#kernel/calendar/day.ts';
import type { MissionPage } from '../../answers.ts';
import type { AssessmentContext } from '../../assess.ts';
import type { DraftMission } from '../../model.ts';

/** What the browser knows for its own check: today, exceptions granted; other missions and names of plan lines are the server's. */
export function checkContext(page: MissionPage, mission: DraftMission, today: Day): AssessmentContext {
  const departure = mission.route?.departure;
  return {
    asOf: departure && departure < today ? departure : today,
    reference: page.number,
    planLines: {},
    otherMissions: null,
    mayGrant: false,
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
