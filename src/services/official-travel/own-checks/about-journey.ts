import { type Day, daysBetween, isDay } from '#kernel/calendar/day.ts';
import { isProvisional, isWorkingDay } from '#kernel/calendar/working-calendar.ts';
import { nameBesideCountries } from '#kernel/places/regions.ts';
import { isSame } from '../mission-file/same-text.ts';
import type { DraftMission } from '../model.ts';
import type { Hit, OwnCheck } from './own-check.ts';

/** Words of sightseeing in an entry that is called official: a prompt to look, never a verdict. */
const sights = /游览|观光|景区|景点|名胜|古迹|购物|自由活动|沙滩|海滩|滑雪|温泉|游船|主题公园/u;

const visited = (mission: DraftMission): ReadonlySet<string> =>
  new Set((mission.route?.stops ?? []).flatMap(({ region, use }) => (region && use === 'visit' ? [region] : [])));

/** Whether the budget reckons with the host's money: a source of its own, or anything that the host gives. */
const hostPays = ({ budget }: DraftMission): boolean =>
  (budget?.hosting ?? []).length > 0 || (budget?.sources ?? []).some(({ kind }) => kind === 'foreign-host');

export const aboutJourney: readonly OwnCheck[] = [
  {
    id: 'CHK-08',
    subject: { zh: '邀请函费用条款与预算', en: 'Who pays, in the letter and in the budget' },
    severity: 'warns',
    run: (mission) => {
      const inBudget = hostPays(mission);
      return (mission.invitations?.letters ?? []).flatMap(({ costs }, index): Hit[] => {
        const at = `/letters/${index}/costs`;
        if (costs === 'ours' && inBudget) {
          const others = (mission.invitations?.letters ?? []).some((one) => one.costs && one.costs !== 'ours');
          return others
            ? []
            : [
                {
                  section: 'invitations',
                  at,
                  message: {
                    zh: '邀请函写明费用由我方承担，预算却列有外方承担。请核对邀请函或预算。',
                    en: 'By the letter we pay; the budget counts on the host. Compare the two.',
                  },
                },
              ];
        }
        if ((costs === 'host' || costs === 'shared') && !inBudget) {
          return [
            {
              section: 'invitations',
              at,
              message: {
                zh: '邀请函写明外方承担费用，预算中没有外方承担的项目或来源。请补列，伙食、公杂等相应减除。',
                en: 'By the letter the host pays; the budget has nothing borne by the host. Enter it, and reduce the allowances.',
              },
            },
          ];
        }
        return [];
      });
    },
  },
  {
    id: 'CHK-09',
    subject: { zh: '第三国邀请', en: 'Invitation from a third country' },
    severity: 'warns',
    run: (mission) => {
      const regions = visited(mission);
      return (mission.invitations?.letters ?? []).flatMap(({ region }, index): Hit[] =>
        region && !regions.has(region)
          ? [
              {
                section: 'invitations',
                at: `/letters/${index}/region`,
                message: {
                  zh: `邀请函来自${nameBesideCountries(region).zh}，不在访问的国家（地区）中。请说明由第三国邀请的原因。`,
                  en: `The letter comes from ${nameBesideCountries(region).en}, which is not visited. Explain the invitation from a third country.`,
                },
              },
            ]
          : [],
      );
    },
  },
  {
    id: 'CHK-10',
    subject: { zh: '航段衔接', en: 'Legs that join' },
    severity: 'warns',
    run: (mission) => {
      const legs = mission.route?.legs ?? [];
      return legs.flatMap((leg, index): Hit[] => {
        const next = legs[index + 1];
        if (!next) return [];
        const at = `/legs/${index + 1}/fromCity`;
        if (leg.toCity && next.fromCity && !isSame(leg.toCity, next.fromCity)) {
          return [
            {
              section: 'route',
              at,
              message: {
                zh: `第${index + 1}段到${leg.toCity}，第${index + 2}段从${next.fromCity}出发，首尾不接。请补全航段，或说明其间的交通。`,
                en: `Leg ${index + 1} ends in ${leg.toCity}, leg ${index + 2} begins in ${next.fromCity}. Add what lies between, or explain it.`,
              },
            },
          ];
        }
        // Both are local to the place where the two legs meet; without the day of arrival, only the days of departure compare.
        const arrival = `${leg.arrivesOn ?? leg.date ?? ''} ${leg.arrivesOn && leg.arrivesAt && next.departsAt ? leg.arrivesAt : ''}`;
        const departure = `${next.date ?? ''} ${leg.arrivesOn && leg.arrivesAt && next.departsAt ? next.departsAt : ''}`;
        if (leg.date && next.date && departure < arrival) {
          return [
            {
              section: 'route',
              at: `/legs/${index + 1}/date`,
              message: leg.arrivesOn
                ? {
                    zh: `第${index + 2}段在第${index + 1}段到达（${arrival.trim()}，当地时间）之前出发。请改正日期、时刻。`,
                    en: `Leg ${index + 2} starts before leg ${index + 1} arrives (${arrival.trim()}, local time). Correct the days or times.`,
                  }
                : {
                    zh: `第${index + 2}段的日期早于第${index + 1}段。跨日界线的，请填第${index + 1}段的到达日期。`,
                    en: `Leg ${index + 2} lies before leg ${index + 1}. If it crosses the date line, enter when leg ${index + 1} arrives.`,
                  },
            },
          ];
        }
        return [];
      });
    },
  },
  {
    id: 'CHK-13',
    subject: { zh: '航段到达日期', en: 'Days on which legs arrive' },
    severity: 'warns',
    run: (mission) => {
      const route = mission.route;
      const legs = route?.legs ?? [];
      const home = legs.findLastIndex(({ toRegion, arrivesOn }) => toRegion === 'CN' && arrivesOn);
      return legs.flatMap((leg, index): Hit[] => {
        const { date, arrivesOn } = leg;
        if (!date || !arrivesOn || !isDay(date) || !isDay(arrivesOn)) return [];
        const at = `/legs/${index}/arrivesOn`;
        const later = daysBetween(date, arrivesOn);
        // Eastwards across the date line a leg arrives the day before; nothing but a ship takes longer than two days.
        if (later < -1 || (later > 2 && leg.mode !== 'ship')) {
          return [
            {
              section: 'route',
              at,
              message: {
                zh: `第${index + 1}段${date}出发，填的到达日期是${arrivesOn}。请核对：向东跨日界线的可早一日，隔夜的可晚一至二日。`,
                en: `Leg ${index + 1} starts on ${date} and is said to arrive on ${arrivesOn}. Check: eastwards across the date line it is one day earlier, overnight one or two later.`,
              },
            },
          ];
        }
        // Days abroad end with the day of arrival by Beijing time, which is the local time of the last leg.
        return index === home && index === legs.length - 1 && route?.return && route.return !== arrivesOn
          ? [
              {
                section: 'route',
                at: '/return',
                message: {
                  zh: `末段于北京时间${arrivesOn}到达，拟抵境日填的是${route.return}。在外天数按北京时间的抵境日计算，请改一致。`,
                  en: `The last leg arrives on ${arrivesOn}, Beijing time; the day of return is entered as ${route.return}. Days abroad count to the day of arrival by Beijing time. Make the two agree.`,
                },
              },
            ]
          : [];
      });
    },
  },
  {
    id: 'CHK-11',
    subject: { zh: '周末、节假日公务', en: 'Official entries on days off' },
    severity: 'informs',
    run: (mission, { calendar }) => {
      const days = [
        ...new Set(
          (mission.programme?.halfDays ?? []).flatMap(({ date, activity }) =>
            date && isDay(date) && activity === 'official' ? [date as Day] : [],
          ),
        ),
      ].filter((date) => !isProvisional(calendar, date) && !isWorkingDay(calendar, date));
      return days.length === 0
        ? []
        : [
            {
              section: 'programme',
              at: '/halfDays',
              message: {
                zh: `${days.join('、')}是周末或我国节假日，日程安排了公务。请确认接待单位当日办公。`,
                en: `${days.join(', ')} are days off at home with official entries. Make sure that the host works on them.`,
              },
            },
          ];
    },
  },
  {
    id: 'CHK-12',
    subject: { zh: '日程中的游览字样', en: 'Words of sightseeing' },
    severity: 'informs',
    run: (mission) =>
      (mission.programme?.halfDays ?? []).flatMap(({ date, activity, content }, index): Hit[] => {
        const word = activity === 'official' || activity === 'protocol' ? sights.exec(content ?? '')?.[0] : undefined;
        return word
          ? [
              {
                section: 'programme',
                at: `/halfDays/${index}/content`,
                message: {
                  zh: `${date ?? ''}的公务内容里有“${word}”。确为公务的，请写明对口单位和事项。`,
                  en: `The official entry of ${date ?? ''} speaks of "${word}". If it is official, name the counterpart and the matter.`,
                },
              },
            ]
          : [];
      }),
  },
];
