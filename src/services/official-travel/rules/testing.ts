import { addDays, type Day, day } from '#kernel/calendar/day.ts';
import { type Draft, lawfulMission } from '../mission-file/fixtures.ts';
import type { BudgetLine, MissionFile, MissionMember, OtherMission, PreviousMission } from '../mission-file/model.ts';
import { readMission } from '../mission-file/read.ts';
import { type CheckOptions, type CheckOutput, checkMission } from './check.ts';
import type { RuleId } from './define.ts';

export type Change = (mission: Draft<MissionFile>) => void;

/** The lawful mission with some facts changed, checked. @throws Error if the change makes the file malformed */
export function check(change: Change = () => undefined, options: CheckOptions = {}): CheckOutput {
  const reading = readMission(JSON.stringify(lawfulMission(change)), 'm.json');
  if ('problem' in reading) throw new Error(`malformed: ${JSON.stringify(reading.problem.errors)}`);
  return checkMission(reading.mission, 'm.json', options);
}

/** Where a rule stands in the answer: the places of its findings, `passed`, or the reason why it says nothing. */
export function standing(rule: RuleId, change: Change = () => undefined, options: CheckOptions = {}) {
  const output = check(change, options);
  const places = output.findings.filter((finding) => finding.rule === rule).map(({ at }) => at);
  if (places.length > 0) return places;
  if (output.passed.includes(rule)) return 'passed';
  return [...output.notApplicable, ...output.unchecked].find((one) => one.rule === rule)?.reason;
}

export function findingOf(rule: RuleId, change: Change) {
  const found = check(change).findings.find((finding) => finding.rule === rule);
  if (!found) throw new Error(`${rule} finds nothing`);
  return found;
}

/** @throws Error where a test asks for what the fixture does not hold */
export function at<Item>(items: readonly Item[] | null | undefined, index: number): Item {
  const item = items?.[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

export const all =
  (...changes: Change[]): Change =>
  (mission) => {
    for (const change of changes) change(mission);
  };

/** Lengthens or shortens the mission to that many days, with the stop, the way home, the letter and the costs. */
export const lasting =
  (days: number): Change =>
  (mission) => {
    const { route } = mission;
    const last = addDays(route.departure as Day, days - 1);
    route.return = last;
    at(route.stops, route.stops.length - 1).leave = last;
    at(route.legs, 1).date = last;
    for (const letter of mission.invitations) letter.covers.to = last;
    mission.itinerary = mission.itinerary?.filter(({ date }) => date <= last && String(date) !== '2026-06-12') ?? null;
    for (let date = day('2026-06-12'); date <= last; date = addDays(date, 1)) {
      for (const half of ['am', 'pm'] as const) {
        mission.itinerary?.push({ date, half, city: '维也纳', activity: 'official' });
      }
    }
    for (const line of mission.budget?.lines ?? []) {
      if (line.item === 'lodging') reprice(line, { quantity: Math.max(days - 1, 0.5) });
      if (line.item === 'meals' || line.item === 'incidentals') reprice(line, { quantity: days });
    }
  };

/** Changes a line of the three members and keeps its amount right. */
export function reprice(line: Draft<BudgetLine>, facts: Partial<Draft<BudgetLine>>, members = 3): void {
  Object.assign(line, facts);
  line.amount = Math.round(line.unit * line.quantity * members * 100) / 100;
}

export const addLine =
  (line: Omit<BudgetLine, 'amount' | 'members'>): Change =>
  (mission) => {
    const amount = Math.round(line.unit * line.quantity * 300) / 100;
    mission.budget?.lines.push({ ...line, members: 'all', amount });
  };

/** Travels on to another place on the tenth of June, with a letter from there unless told otherwise. */
export const thenTo =
  (
    region: string,
    city: string,
    how: { letter?: boolean; use?: 'visit' | 'transit'; airsideOnly?: boolean } = {},
  ): Change =>
  (mission) => {
    const { letter = true, use = 'visit', airsideOnly = false } = how;
    const first = at(mission.route.stops, mission.route.stops.length - 1);
    const { leave } = first;
    first.leave = day('2026-06-10');
    mission.route.stops.push({ region, city, arrive: day('2026-06-10'), leave, use, airsideOnly });
    mission.budget = null;
    if (letter) mission.invitations.push({ ...at(mission.invitations, 0), region, inviter: `${city}市政府` });
  };

/** Moves the visit and its letter to another region. */
export const visiting =
  (region: string, city: string): Change =>
  (mission) => {
    Object.assign(at(mission.route.stops, 0), { region, city });
    at(mission.invitations, 0).region = region;
    mission.budget = null;
  };

export const toHongKong: Change = (mission) => {
  visiting('HK', '香港')(mission);
  mission.kind = 'hong-kong-macao';
  for (const member of mission.members) {
    member.passport = { type: 'hkmo-official', expiresOn: day('2030-01-31'), endorsement: 'visit' };
  }
};

/** An academic visit by teachers, paid from a project: what ACAD-02 frees. */
export const academic: Change = (mission) => {
  mission.category = 'academic';
  mission.purpose.type = 'academic-visit';
  mission.plan.list = 'academic';
  mission.statements.academicTaskStated = true;
  mission.funding.sources = [{ kind: 'research-project', percent: 100 }];
  for (const member of mission.members) member.staffKind = 'teaching';
};

export const training: Change = (mission) => {
  mission.category = 'training';
  mission.purpose.type = 'training';
  mission.plan.list = 'training';
};

/** Submits the mission on another day, with the posting and the letter just before it. */
export const submittedOn =
  (date: string, departure = date): Change =>
  (mission) => {
    const shift = (days: number) => addDays(day(departure), days);
    mission.asOf = day(date);
    mission.publicity.from = addDays(day(date), -14);
    mission.publicity.to = addDays(day(date), -2);
    Object.assign(mission.route, { departure: shift(0), return: shift(4) });
    Object.assign(at(mission.route.stops, 0), { arrive: shift(0), leave: shift(4) });
    at(mission.route.legs, 0).date = shift(0);
    at(mission.route.legs, 1).date = shift(4);
    Object.assign(at(mission.invitations, 0), { signedOn: day(date), covers: { from: shift(0), to: shift(4) } });
    mission.itinerary = null;
    for (const member of mission.members) if (member.passport) member.passport.expiresOn = shift(2000);
  };

export const member =
  (index: number, facts: Partial<Draft<MissionMember>>): Change =>
  (mission) => {
    Object.assign(at(mission.members, index), facts);
  };

export const previously =
  (index: number, facts: Partial<PreviousMission> & Pick<PreviousMission, 'departure' | 'return'>): Change =>
  (mission) => {
    const one = { kind: 'abroad', category: 'general', regions: ['JP'], passportReturnedOn: facts.return } as const;
    at(mission.members, index).previous?.push({ ...one, regions: ['JP'], ...facts });
  };

/** Another mission of the unit, to Vienna at the same time, on business of its own. */
export const beside =
  (facts: Partial<OtherMission> = {}): Change =>
  (mission) => {
    mission.otherMissions?.push({
      reference: '宿商外〔2026〕4号',
      status: 'approved',
      departure: day('2026-06-12'),
      return: day('2026-06-16'),
      regions: ['AT'],
      inviters: ['Messe Musterland'],
      purposeTitle: '展会推介',
      leaders: [],
      ...facts,
    });
  };
