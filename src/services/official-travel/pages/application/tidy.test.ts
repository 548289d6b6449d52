import { describe, expect, test } from 'vitest';
import { lawfulMission } from '../../fixtures.ts';
import { applicationSections, sections } from '../../model.ts';
import { tidySection } from './tidy.ts';

describe('a section as it is sent', () => {
  test('a complete section stays what it is', () => {
    const mission = lawfulMission();
    for (const section of applicationSections) {
      expect(tidySection(sections[section], mission[section])).toEqual(mission[section]);
    }
  });

  test('an emptied field is left out where the model wants an answer, so that it is named as open', () => {
    expect(tidySection(sections.basics, { title: null, task: '' })).not.toHaveProperty('title');
    expect(sections.basics.safeParse(tidySection(sections.basics, { title: null })).error?.issues[0]).toMatchObject({
      path: ['title'],
    });
  });

  test('"none" is an answer where the model takes it: no conference, no words, no rows', () => {
    expect(tidySection(sections.basics, {})).toEqual({ conferenceRole: null });
    expect(tidySection(sections.plan, {})).toEqual({ lineId: null, swapFor: null, reason: '' });
    expect(tidySection(sections.budget, {})).toMatchObject({ lines: [], hosting: [], hiredCar: [], substitutes: [] });
  });

  test('a yes-or-no question is never answered for the person', () => {
    expect(tidySection(sections.statements, { noSpouseOrChild: null })).not.toHaveProperty('noSpouseOrChild');
  });

  test('rows of lists are tidied too', () => {
    const value = { stops: [{ region: 'KR', city: null, hotel: null }] };
    expect(tidySection(sections.route, value).stops).toEqual([{ region: 'KR', hotel: '' }]);
  });

  test('a place that a budget line does not need is left out, not null', () => {
    const line = { item: 'visa', members: 'all', region: null, city: null };
    expect(tidySection(sections.budget, { lines: [line] }).lines).toEqual([{ item: 'visa', members: 'all' }]);
  });
});
