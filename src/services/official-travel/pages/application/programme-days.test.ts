import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import { lawfulContext, lawfulMission } from '../../fixtures.ts';
import { readMission } from '../../mission-file/read.ts';
import { projectMission } from '../../projection.ts';
import { missionFacts } from '../../rules/facts.ts';
import {
  copyDay,
  fillProgramme,
  officialShare,
  programmeDays,
  setEvening,
  setHalfDay,
  travelDays,
} from './programme-days.ts';

const { route, programme } = lawfulMission();

describe('the days of the programme', () => {
  test('run from departure to return, both counted', () => {
    expect(travelDays(route)).toEqual(['2026-06-08', '2026-06-09', '2026-06-10', '2026-06-11', '2026-06-12']);
  });
  test('are none while a date is open or the return lies before the departure', () => {
    expect(travelDays({ departure: route.departure })).toEqual([]);
    expect(travelDays({ departure: route.return, return: route.departure })).toEqual([]);
  });
  test('show what lies outside the dates, so that it is not sent unseen', () => {
    const rows = programmeDays({ ...route, return: day('2026-06-11') }, programme.halfDays);
    expect(rows.map((row) => row.day)).toContain('2026-06-12');
    expect(rows.find((row) => row.day === '2026-06-11')?.border).toBe('back');
  });
});

describe('filling the programme from the route', () => {
  test('makes two halves a day, travel on the mornings of legs, and leaves the type of the others open', () => {
    const made = fillProgramme(route, []);
    expect(made).toHaveLength(10);
    expect(made[0]).toMatchObject({ half: 'am', activity: 'travel', content: '上海—首尔 MU5041', city: '首尔' });
    expect(made[1]).not.toHaveProperty('activity');
  });
  test('keeps what was written and drops days that are no longer travelled', () => {
    const made = fillProgramme({ ...route, return: day('2026-06-10') }, programme.halfDays);
    expect(made).toEqual(programme.halfDays.slice(0, 6));
  });
});

test('a day copied takes over both halves and keeps the city of its own', () => {
  const copied = copyDay(programme.halfDays, day('2026-06-09'), { day: day('2026-06-08'), city: '釜山' });
  expect(copied.slice(0, 2)).toMatchObject([
    { date: '2026-06-08', half: 'am', activity: 'official', city: '釜山' },
    { date: '2026-06-08', half: 'pm', activity: 'official', city: '釜山' },
  ]);
  expect(copied).toHaveLength(10);
});

test('setting a half-day that is not there makes it, in its place', () => {
  const at = { date: day('2026-06-08'), half: 'am' as const, city: '首尔' };
  const made = setHalfDay(programme.halfDays.slice(1), at, { activity: 'official' });
  expect(made[0]).toMatchObject({ ...at, activity: 'official' });
});

test('the evening of a day is set in the order of days, changed in place, and taken out by empty words', () => {
  const second = setEvening([], day('2026-06-10'), '与侨团座谈');
  const both = setEvening(second, day('2026-06-09'), '内部碰头');
  expect(both.map(({ date }) => date)).toEqual(['2026-06-09', '2026-06-10']);
  expect(setEvening(both, day('2026-06-09'), '整理资料')).toEqual([
    { date: '2026-06-09', content: '整理资料' },
    { date: '2026-06-10', content: '与侨团座谈' },
  ]);
  expect(setEvening(both, day('2026-06-09'), '')).toEqual(second);
});

test('place, participants and evening do not reach the mission file, whose format does not know them', () => {
  const told = lawfulMission((mission) => {
    const first = mission.programme.halfDays[0]!;
    Object.assign(first, { place: '会议中心', participants: [mission.members.people[0]!.id] });
    mission.programme.evenings = [{ date: first.date, content: '内部碰头' }];
    Object.assign(mission.route.legs[0]!, { departsAt: '09:05', arrivesOn: '2026-06-08', arrivesAt: '12:10' });
  });
  expect(projectMission(told, lawfulContext)).toEqual(projectMission(lawfulMission(), lawfulContext));
});

test('the share shown is the share that the rule counts', () => {
  const reading = readMission(JSON.stringify(projectMission(lawfulMission(), lawfulContext)), '');
  if ('problem' in reading) throw new Error('the lawful mission is malformed');
  expect(officialShare(5, programme.halfDays)).toEqual(missionFacts(reading.mission, noticeCalendar).officialShare);
  expect(officialShare(5, [])).toBeNull();
});
