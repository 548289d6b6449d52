import type { Fault } from '#kernel/http/problem.ts';
import type { DraftMission } from './model.ts';

/**
 * Why personnel cannot sign yet (section 2.3 of the field catalogue): who has no filing, whose unit does not agree, whose filing ends
 * before the departure. Students are not filed. A filing without an end is taken as valid.
 */
export function filingGaps({ members, filing, route }: DraftMission): readonly Fault[] {
  const filings = new Map((filing?.people ?? []).map((entry) => [entry?.memberId, entry]));
  return (members?.people ?? [])
    .filter(({ staffKind }) => staffKind !== 'student')
    .flatMap(({ id, name: given }): readonly Fault[] => {
      const name = given ?? '';
      const own = filings.get(id);
      const at = '/filing/people';
      if (!own) {
        return [
          { at, code: 'not-filed', message: { zh: `${name}还没有备案记录。`, en: `${name} has no filing yet.` } },
        ];
      }
      if (own.unitOpinion === 'disagree') {
        return [
          {
            at,
            code: 'unit-disagrees',
            message: {
              zh: `派出单位不同意${name}出访，不能备案。请退回补正，调整人员。`,
              en: `The unit does not agree that ${name} travels. Return the case so that the member is replaced.`,
            },
          },
        ];
      }
      if (own.validUntil && route?.departure && own.validUntil < route.departure) {
        return [
          {
            at,
            code: 'filing-ends',
            message: {
              zh: `${name}的备案有效期至${own.validUntil}，早于离境日${route.departure}。请重新备案。`,
              en: `The filing of ${name} ends on ${own.validUntil}, before the departure on ${route.departure}. File again.`,
            },
          },
        ];
      }
      return [];
    });
}
