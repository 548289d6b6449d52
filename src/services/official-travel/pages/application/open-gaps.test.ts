import { expect, test } from 'vitest';
import { assess } from '../../assess.ts';
import { lawfulContext, lawfulMission } from '../../fixtures.ts';
import { namedGaps } from './open-gaps.ts';

function gapsAfter(change: Parameters<typeof lawfulMission>[0]) {
  const mission = lawfulMission(change);
  return namedGaps(assess(mission, lawfulContext).gaps, mission);
}

test('a choice not made is a question to answer, not a wrong value', () => {
  const [gap] = gapsAfter((mission) => {
    Reflect.deleteProperty(mission.basics, 'category');
  });
  expect(gap).toMatchObject({ section: 'basics', at: '/category', code: 'required' });
  expect(gap?.message).toEqual({ zh: '请填写「团组类别」。', en: 'Enter "Category".' });
});

test('in a list the entry is named too', () => {
  const gap = gapsAfter((mission) => {
    Reflect.deleteProperty(mission.route.stops[0]!, 'city');
  }).find(({ section }) => section === 'route');
  expect(gap?.message.zh).toBe('请填写第 1 项的「城市」。');
});

test('what stands there and is wrong keeps its own words', () => {
  const [gap] = gapsAfter((mission) => {
    mission.basics.title = '短';
  });
  expect(gap?.code).toBe('too-small');
});
