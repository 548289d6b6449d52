import { expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { filingGaps } from './filing-gaps.ts';
import { lawfulMission } from './fixtures.ts';
import type { SectionContent } from './model.ts';

type Filing = SectionContent<'filing'>['people'][number];

const codes = (change: Partial<Filing> = {}, without = 0) => {
  const mission = lawfulMission();
  const people = mission.members.people.slice(without).map(
    ({ id }, index): Filing => ({
      memberId: id,
      body: '市委组织部',
      number: `备〔2026〕${index + 1}`,
      filedOn: day('2026-04-10'),
      ...(index === 0 ? change : {}),
    }),
  );
  return filingGaps({ ...mission, filing: { people, opinion: '' } }).map(({ code }) => code);
};

test('everybody filed leaves nothing open; one left out is named', () => {
  expect(codes()).toEqual([]);
  expect(codes({}, 1)).toEqual(['not-filed']);
});
test('a unit that agrees, with or without conditions, lets the member go; one that does not, stops the filing', () => {
  expect(codes({ unitOpinion: 'agree' })).toEqual([]);
  expect(codes({ unitOpinion: 'conditional' })).toEqual([]);
  expect(codes({ unitOpinion: 'disagree' })).toEqual(['unit-disagrees']);
});
test('a filing that ends on the day of departure holds; one that ends the day before does not', () => {
  expect(codes({ validUntil: day('2026-06-08') })).toEqual([]);
  expect(codes({ validUntil: day('2026-06-07') })).toEqual(['filing-ends']);
});
