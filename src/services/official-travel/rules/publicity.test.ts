import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { MissionFile } from '../mission-file/model.ts';
import { all, type Change, check, findingOf, member, standing, submittedOn } from './testing.ts';

const posted =
  (from: string | null, to: string | null): Change =>
  (m) => {
    m.publicity.from = from === null ? null : day(from);
    m.publicity.to = to === null ? null : day(to);
  };
const exempt: Change = (m) => {
  m.publicity.exemption = 'must-stay-secret';
};

describe('posting before submission (PUB-01)', () => {
  test('five working days are enough, the first day and the day of submission not counted', () => {
    // Qingming: 6 April 2026 is off, so 3, 7, 8, 9 and 10 April count.
    expect(check(posted('2026-04-02', '2026-04-10')).facts.postingWorkingDays).toBe(5);
    expect(standing('PUB-01', posted('2026-04-02', '2026-04-10'))).toBe('passed');
    expect(standing('PUB-01', posted('2026-04-03', '2026-04-10'))).toEqual(['/publicity']);
    expect(standing('PUB-01', posted('2026-04-03', '2026-04-13'))).toEqual(['/publicity']);
    expect(findingOf('PUB-01', posted('2026-04-03', '2026-04-10')).message_zh).toBe('公示4个工作日，少于5个。');
  });
  test('make-up working days over Spring Festival count', () => {
    // 14 and 28 February 2026 are worked; 15 to 23 February are off.
    const over = all(submittedOn('2026-03-02', '2026-04-06'), posted('2026-02-12', '2026-03-01'));
    expect(check(over).facts.postingWorkingDays).toBe(7);
  });
  test('not posted counts as no day', () => {
    expect(standing('PUB-01', posted(null, null))).toEqual(['/publicity']);
    expect(check(posted(null, null)).facts.postingWorkingDays).toBe(0);
  });
  test('posted after the submission counts as no day', () => {
    expect(check(posted('2026-04-13', '2026-04-24')).facts.postingWorkingDays).toBe(0);
  });
  test('a matter that must stay secret is exempt', () => {
    expect(standing('PUB-01', all(exempt, posted(null, null)))).toBe('exempt');
  });
  test('a posting that reaches into a year without a calendar is unchecked', () => {
    const beyond = all(submittedOn('2027-01-20', '2027-03-01'), posted('2026-12-28', '2027-01-08'));
    expect(standing('PUB-01', beyond)).toBe('calendar-missing');
    expect(check(beyond).facts.postingWorkingDays).toBeNull();
  });
});

describe('what is posted (PUB-02)', () => {
  const without =
    (...left: MissionFile['publicity']['contents']): Change =>
    (m) => {
      m.publicity.contents = m.publicity.contents.filter((one) => !left.includes(one));
    };
  test('each content that is missing is named', () => {
    expect(standing('PUB-02')).toBe('passed');
    expect(findingOf('PUB-02', without('route', 'budget'))).toMatchObject({
      at: '/publicity/contents',
      params: { missing: ['route', 'budget'] },
      message_zh: '公示材料缺少：往返航线、预算。',
    });
  });
  test('what is not posted has no contents', () => {
    expect(standing('PUB-02', posted(null, null))).toBe('condition');
    expect(standing('PUB-02', all(exempt, posted(null, null)))).toBe('exempt');
  });
});

test.each([
  ['none', 'passed'],
  ['unfounded', 'passed'],
  ['open', ['/publicity/objections']],
  ['upheld', ['/publicity/objections']],
] as const)('objections %s (PUB-04)', (objections, expected) => {
  expect(
    standing('PUB-04', (m) => {
      m.publicity.objections = objections;
    }),
  ).toEqual(expected);
});

describe('holders of secrets (EDU-04)', () => {
  const papers: MissionFile['members'][number]['documents'] = [
    'personnel-filing-form',
    'secrecy-promise',
    'secrecy-consent',
  ];
  test.each(['general', 'important'] as const)('%s: promise and consent', (secrecy) => {
    expect(standing('EDU-04', member(1, { secrecy, documents: papers }))).toBe('passed');
    expect(standing('EDU-04', member(1, { secrecy, documents: papers.slice(0, 2) }))).toEqual(['/members/1/documents']);
  });
  test('core: filed besides', () => {
    const core = member(1, { secrecy: 'core', documents: papers });
    expect(findingOf('EDU-04', core).params.missing).toEqual(['core-secrecy-filing']);
    expect(standing('EDU-04', member(1, { secrecy: 'core', documents: [...papers, 'core-secrecy-filing'] }))).toBe(
      'passed',
    );
  });
  test('nobody holds secrets: no occasion', () => {
    expect(standing('EDU-04')).toBe('condition');
  });
});
