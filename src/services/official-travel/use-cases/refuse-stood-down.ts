import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import { labelOfKind } from '#kernel/obligations/kind.ts';
import { locksInForce } from '#kernel/obligations/locks.ts';
import type { LoadedMission } from './load.ts';

const stoodDown: ReadonlySet<string> = new Set(['restricted', 'suspended', 'closed']);

/**
 * 停办 (section 14.7): a unit whose applications are restricted or stopped, and persons who owe a passport or a report, begin no new
 * mission. What is under way goes on.
 * @throws Problem 409 `unit-stood-down`, `locked`
 */
export async function refuseStoodDown(queries: Queries, loaded: LoadedMission, now: Date): Promise<void> {
  const { standing, stored, facts, mission } = loaded;
  if (standing && stoodDown.has(standing.state)) {
    const { stateReason } = standing;
    throw new Problem(409, 'unit-stood-down', {
      zh: `本单位的申报已被限制或停办，没有提交。${stateReason ? `原因：${stateReason}。` : ''}请先办结所欠事项，或与市外办联系。`,
      en: `Applications of this unit are restricted or stopped; nothing was submitted.${stateReason ? ` Reason: ${stateReason}.` : ''} Settle what is owed, or ask the city office.`,
    });
  }
  const locks = await locksInForce(
    queries,
    stored.row.office_id,
    { persons: facts.members, units: [stored.row.unit_id] },
    dayInBeijing(now),
  );
  if (locks.length === 0) return;
  const nameOf = (id: string) => (mission.members?.people ?? []).find((person) => person.id === id)?.name ?? '';
  throw new Problem(
    409,
    'locked',
    {
      zh: '有人员或单位因逾期事项被锁定，没有提交。请先办结下列事项，锁定随即解除。',
      en: 'Persons or a unit are locked because of overdue duties; nothing was submitted. Settle the following, and the lock falls.',
    },
    {
      faults: locks.map(({ target, targetId, kind, dueOn }) => {
        const label = labelOfKind(kind);
        const who = target === 'person' ? nameOf(targetId) : '';
        return {
          at: target === 'person' ? '/members/people' : '',
          code: `locked-${target}`,
          message: { zh: `${who}${label.zh}，应于${dueOn}前办结。`, en: `${who} ${label.en}, due on ${dueOn}.` },
        };
      }),
    },
  );
}
