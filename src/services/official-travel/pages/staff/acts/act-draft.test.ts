import { describe, expect, test } from 'vitest';
import type { CommandType } from '#kernel/cases/commands.ts';
import { commandBodies } from '#kernel/cases/endpoints.ts';
import { type ActDraft, bodyOf, emptyDraft, fieldsOfAct, isCommand, type MissionAct, missingIn } from './act-draft.ts';

const id = '0198a001-0000-7000-8000-000000000001';
const label = { zh: '办', en: 'Act' };
const act = (command: string, more: Partial<MissionAct> = {}): MissionAct => ({
  command,
  label,
  node: 'review',
  seat: 'review.1',
  paper: 'paper-1',
  promise: 'promise-1',
  finding: 'DAY-01',
  ...more,
});
const filled: ActDraft = {
  words: ' 同意。 ',
  conditions: '回国后补报告',
  reason: 'other',
  to: 'intake',
  way: 'run-again',
  reopens: ['attachments'],
  person: id,
  persons: [id],
  position: 'after',
  outcome: 'end',
  papers: ['invitation'],
  due: '2026-04-24',
  decision: 'approve',
  signedOn: '2026-04-20',
  file: id,
  changes: ['time'],
  opinion: 'agree',
};
/** The paper is issued with the document, never from a sheet. */
const commands = (Object.keys(commandBodies) as CommandType[]).filter((command) => command !== 'completeIssue');

describe('a filled sheet', () => {
  test.each(commands)('%s is a body that the endpoint takes', (command) => {
    expect(missingIn(command, filled)).toBeNull();
    const body = bodyOf(command, act(command), filled);
    expect(commandBodies[command].safeParse(body).success).toBe(true);
  });

  test('words are trimmed, and left out when nothing was written', () => {
    expect(bodyOf('approve', act('approve'), filled)).toMatchObject({ words: '同意。', node: 'review' });
    expect(bodyOf('approve', act('approve'), emptyDraft)).toEqual({ node: 'review', seat: 'review.1' });
  });

  test('a return goes to the applicant or names the step', () => {
    expect(bodyOf('return', act('return'), { ...filled, to: 'applicant' })).toMatchObject({ to: 'applicant' });
    expect(bodyOf('return', act('return'), filled)).toMatchObject({ to: { node: 'intake' }, way: 'run-again' });
    expect(bodyOf('return', act('return'), filled)).not.toHaveProperty('reopens');
    expect(bodyOf('return', act('return'), { ...filled, to: 'applicant' })).toMatchObject({ reopens: ['attachments'] });
  });

  test('whoever acts for another says so', () => {
    expect(bodyOf('urge', act('urge', { actingFor: id }), emptyDraft)).toEqual({ actingFor: id });
    expect(bodyOf('urge', act('urge'), emptyDraft)).toEqual({});
  });
});

describe('an empty sheet', () => {
  const asking = commands.filter((command) =>
    fieldsOfAct[command].some(
      (field) => !['words', 'conditions', 'to', 'way', 'reopens', 'position', 'outcome'].includes(field),
    ),
  );
  test.each(asking)('%s says what is missing', (command) => {
    expect(missingIn(command, emptyDraft)).not.toBeNull();
    expect(() => bodyOf(command, act(command), emptyDraft)).toThrow();
  });

  test('a refusal without words cannot be sent; an approval can', () => {
    expect(missingIn('refuse', { ...emptyDraft, words: '  ' })).toEqual({
      zh: '请写明理由。',
      en: 'Write the reason.',
    });
    expect(missingIn('approve', emptyDraft)).toBeNull();
  });
});

test('a command that this screen does not know is told apart', () => {
  expect(isCommand('approve')).toBe(true);
  expect(isCommand('approve-all')).toBe(false);
});
