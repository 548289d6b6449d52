import { z } from 'zod';
import { addMonths, type Day } from '#kernel/calendar/day.ts';
import { covers, overlap } from '#kernel/calendar/period.ts';
import { broken, type Fault, passed } from '#kernel/rules/rule.ts';
import type { MissionMember, OtherMission } from '../mission-file/model.ts';
import { comparable, isSame } from '../mission-file/same-text.ts';
import { noOccasion, notSupplied, travelRule } from './define.ts';
import { periodOf, regionName, uncancelled } from './facts.ts';

interface Team {
  readonly unit: string;
  readonly members: readonly MissionMember[];
}

/** The leadership teams (领导班子) that sit on the mission, each with its members there. */
function teamsOf(members: readonly MissionMember[]): Team[] {
  const teams = new Map<string, { unit: string; members: MissionMember[] }>();
  for (const member of members) {
    if (member.leadershipTeamOf === null) continue;
    const key = comparable(member.leadershipTeamOf);
    const team = teams.get(key) ?? { unit: member.leadershipTeamOf, members: [] };
    team.members.push(member);
    teams.set(key, team);
  }
  return [...teams.values()];
}

const leadersFrom = (other: OtherMission, unit: string): OtherMission['leaders'] =>
  other.leaders.filter((leader) => leader.leadershipTeamOf !== null && isSame(leader.leadershipTeamOf, unit));

/** Overlapping, or the later departs before the earlier one's return + that many months. */
function tooClose(
  a: { readonly departure: Day; readonly return: Day },
  b: { readonly departure: Day; readonly return: Day },
  months: number,
): boolean {
  const [earlier, later] = a.departure <= b.departure ? [a, b] : [b, a];
  return overlap(periodOf(a), periodOf(b)) || later.departure < addMonths(earlier.return, months);
}

/**
 * The most persons of one team who are abroad on one day of the mission. A person is one whatever number of missions name him.
 * The number can only rise on a day of departure, so those days are enough.
 */
function mostAbroadAtOnce(team: Team, route: { departure: Day; return: Day }, others: readonly OtherMission[]): number {
  const own = new Set(team.members.map((member) => comparable(member.name)));
  const during = periodOf(route);
  const days = [route.departure, ...others.map((other) => other.departure).filter((day) => covers(during, day))];
  const counts = days.map((day) => {
    const away = new Set<string>();
    for (const other of others) {
      if (!covers(periodOf(other), day)) continue;
      for (const leader of leadersFrom(other, team.unit)) away.add(comparable(leader.name));
    }
    return team.members.length + [...away].filter((name) => !own.has(name)).length;
  });
  return Math.max(...counts);
}

export const leadershipRules = [
  travelRule('LEAD-01', z.object({ sameLeadershipTeamMax: z.number().int() }), ({ mission }, figures) => {
    const teams = teamsOf(mission.members);
    if (teams.length === 0) return noOccasion;
    const crowded = teams.filter(({ members }) => members.length > figures.sameLeadershipTeamMax);
    return broken(
      crowded.map(({ unit, members }) => ({ at: '/members', params: { n: members.length, unit } })),
      passed,
    );
  }),
  travelRule('LEAD-02', z.object({ months: z.number().int() }), ({ mission, leader, visitedRegions }, { months }) => {
    if (mission.otherMissions === null) return notSupplied;
    const unit = leader.leadershipTeamOf;
    if (unit === null) return noOccasion;
    const faults = uncancelled(mission.otherMissions).flatMap(({ other, index }): Fault[] => {
      const shared = other.regions.filter((code) => visitedRegions.includes(code));
      const ledByAnother = leadersFrom(other, unit).some((one) => one.groupLeader && !isSame(one.name, leader.name));
      if (shared.length === 0 || !ledByAnother || !tooClose(mission.route, other, months)) return [];
      const names = shared.map(regionName);
      const country = { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
      return [
        {
          at: `/otherMissions/${index}`,
          params: { unit, date: other.departure, country: country.zh, regions: shared, other: other.reference },
          words: { country },
        },
      ];
    });
    return broken(faults, passed);
  }),
  travelRule('LEAD-03', z.object({}), ({ mission }) => {
    const teams = teamsOf(mission.members.filter((member) => member.leadershipRole === 'head'));
    const faults: Fault[] = teams.flatMap(({ unit, members }) => {
      const together: Fault[] = members.length > 1 ? [{ at: '/members', params: { unit } }] : [];
      const elsewhere = uncancelled(mission.otherMissions ?? []).filter(
        ({ other }) =>
          overlap(periodOf(other), periodOf(mission.route)) &&
          leadersFrom(other, unit).some(
            (leader) => leader.leadershipRole === 'head' && members.some((member) => !isSame(member.name, leader.name)),
          ),
      );
      return [
        ...together,
        ...elsewhere.map(({ other, index }) => ({
          at: `/otherMissions/${index}`,
          params: { unit, other: other.reference },
        })),
      ];
    });
    if (mission.otherMissions === null) return broken(faults, notSupplied);
    return broken(faults, teams.length === 0 ? noOccasion : passed);
  }),
  travelRule('LEAD-04', z.object({ maxConcurrentLeaders: z.number().int() }), ({ mission }, figures) => {
    const max = figures.maxConcurrentLeaders;
    const others = uncancelled(mission.otherMissions ?? []).map(({ other }) => other);
    const teams = teamsOf(mission.members);
    const faults = teams.flatMap((team): Fault[] => {
      const n = mostAbroadAtOnce(team, mission.route, others);
      const at = team.members.length > max ? '/members' : '/otherMissions';
      return n > max ? [{ at, params: { unit: team.unit, n, max } }] : [];
    });
    if (mission.otherMissions === null) return broken(faults, notSupplied);
    return broken(faults, teams.length === 0 ? noOccasion : passed);
  }),
];
