import { addMonths, type Day } from '#kernel/calendar/day.ts';
import type { DraftMission } from '../model.ts';
import type { Hit, OwnCheck, Seen } from './own-check.ts';
import type { PersonRecord } from './records.ts';

type Person = NonNullable<NonNullable<NonNullable<DraftMission['members']>['people']>[number]>;

/** Hits of one member each, by what is on record; null without records. */
function eachRecorded(
  mission: DraftMission,
  { records }: Seen,
  hit: (person: Person, record: PersonRecord, at: string) => Hit | null,
): readonly Hit[] | null {
  if (records === null) return null;
  return (mission.members?.people ?? []).flatMap((person, index) => {
    const record = records.people.find(({ personId }) => personId === person.id);
    return (record && hit(person, record, `/people/${index}`)) ?? [];
  });
}

const nameOf = (person: Person): string => person.name ?? '';

/** Full years on that day. */
export function ageOn(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export const aboutPeople: readonly OwnCheck[] = [
  {
    id: 'CHK-01',
    subject: { zh: '同期另有团组', en: 'Another mission at the same time' },
    severity: 'blocks',
    run: (mission, seen) =>
      eachRecorded(mission, seen, (person, { overlapping }, at) => {
        const [first] = overlapping;
        return first
          ? {
              section: 'members',
              at,
              message: {
                zh: `${nameOf(person)}已在团组${first.reference}（${first.departure}至${first.return}），与本团日期重叠。请改期或换人；已取消的请先办理取消。`,
                en: `${nameOf(person)} is on mission ${first.reference} (${first.departure} to ${first.return}), which overlaps. Move the dates, send somebody else, or have the other cancelled first.`,
              },
            }
          : null;
      }),
  },
  {
    id: 'CHK-02',
    subject: { zh: '脱密期', en: 'Declassification' },
    severity: 'blocks',
    run: (mission, seen) =>
      eachRecorded(mission, seen, (person, { file }, at) => {
        const until = file?.declassifiedUntil;
        const departure = mission.route?.departure;
        return until && departure && until >= departure
          ? {
              section: 'members',
              at: `${at}/secrecy`,
              message: {
                zh: `${nameOf(person)}的脱密期至${until}，离境时尚未满。请换人，或由保密部门书面同意后申请例外。`,
                en: `The declassification of ${nameOf(person)} ends on ${until}, after the departure. Send somebody else, or ask for an exception with the written consent of the secrecy office.`,
              },
            }
          : null;
      }),
  },
  {
    id: 'CHK-03',
    subject: { zh: '外国国籍、境外居留', en: 'Foreign nationality or residence' },
    severity: 'warns',
    run: (mission, seen) =>
      eachRecorded(mission, seen, (person, { file }, at) =>
        file?.foreign
          ? {
              section: 'members',
              at,
              message: {
                zh: `${nameOf(person)}登记有外国国籍或境外永久、长期居留，须附组织人事部门意见。请写明意见的单位、编号和日期。`,
                en: `${nameOf(person)} is recorded with a foreign nationality or right of residence: the personnel authority is asked. Give its name, number and date.`,
              },
            }
          : null,
      ),
  },
  {
    id: 'CHK-04',
    subject: { zh: '人员资料复核', en: 'Files to verify again' },
    severity: 'informs',
    run: (mission, seen) =>
      eachRecorded(mission, seen, (person, { file }, at) => {
        const months = seen.records?.figures.verifyAfterMonths ?? 0;
        return file && addMonths(file.verifiedOn as Day, months) < seen.asOf
          ? {
              section: 'members',
              at,
              message: {
                zh: `${nameOf(person)}的资料于${file.verifiedOn}核对，已超过${months}个月，请在人员库重新核对。`,
                en: `The file of ${nameOf(person)} was verified on ${file.verifiedOn}, more than ${months} months ago; verify it again in the register.`,
              },
            }
          : null;
      }),
  },
  {
    id: 'CHK-05',
    subject: { zh: '高龄人员体检证明', en: 'Health proof of elderly members' },
    severity: 'warns',
    run: (mission, seen) => {
      if ((mission.attachments?.files ?? []).some(({ purpose }) => purpose === 'health-proof')) return [];
      return eachRecorded(mission, seen, (person, { file }, at) => {
        const age = file && mission.route?.departure ? ageOn(file.birthDate, mission.route.departure) : 0;
        const from = seen.records?.figures.healthProofFromAge ?? 0;
        return file && age >= from
          ? {
              section: 'members',
              at,
              message: {
                zh: `${nameOf(person)}离境时${age}岁，${from}岁及以上须附体检证明，附件中没有。`,
                en: `${nameOf(person)} will be ${age} at departure; from ${from} on a health proof is needed, and none is attached.`,
              },
            }
          : null;
      });
    },
  },
  {
    id: 'CHK-06',
    subject: { zh: '境外联系方式', en: 'Phone abroad' },
    severity: 'informs',
    run: (mission, seen) =>
      eachRecorded(mission, seen, (person, { file }, at) =>
        file && !file.phoneAbroad
          ? {
              section: 'members',
              at,
              message: {
                zh: `人员库里没有${nameOf(person)}的境外联系方式，行前须补登。`,
                en: `The register has no phone abroad of ${nameOf(person)}; enter one before departure.`,
              },
            }
          : null,
      ),
  },
  {
    id: 'CHK-07',
    subject: { zh: '家庭成员情况申报', en: 'Declaration about the family' },
    severity: 'blocks',
    run: (mission, { records }) => {
      if (records === null) return null;
      if (!records.figures.familyRequired) return [];
      return (mission.members?.people ?? []).flatMap((person, index): Hit[] =>
        person.family === null || person.family === undefined
          ? [
              {
                section: 'members',
                at: `/people/${index}/family`,
                message: {
                  zh: `${nameOf(person)}本次还没有申报家庭成员情况；没有移居境外等情况的也要逐人申报。`,
                  en: `${nameOf(person)} has not declared the family for this mission yet; it is declared anew each time.`,
                },
              },
            ]
          : [],
      );
    },
  },
];
