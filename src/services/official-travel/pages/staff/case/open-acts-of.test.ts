import { expect, test } from 'vitest';
import type { MissionPage } from '../../../answers.ts';
import { actsToShow, decisionOf, isMain } from './open-acts-of.ts';

const label = { zh: '同意', en: 'Approve' };
const act = (command: string, node?: string) => ({ command, label, ...(node ? { node, seat: `${node}.1` } : {}) });
const path = [
  { node: 'finance', label: { zh: '经费先审', en: 'Finance' } },
  { node: 'personnel', label: { zh: '人事备案', en: 'Filing' } },
] as MissionPage['path'];

test('what goes on stands first, what ends stands last, and exceptions stay with their findings', () => {
  const actions = ['annul', 'copy', 'grantException', 'return', 'approve'].map((command) => act(command, 'finance'));
  expect(actsToShow({ actions, path }).map(({ command }) => command)).toEqual(['approve', 'return', 'copy', 'annul']);
});

test('an act open at two steps names the step; at one it does not', () => {
  const two = actsToShow({ actions: [act('approve', 'finance'), act('approve', 'personnel')], path });
  expect(two.map((one) => one.label.zh)).toEqual(['同意（经费先审）', '同意（人事备案）']);
  expect(actsToShow({ actions: [act('approve', 'finance')], path })[0]?.label.zh).toBe('同意');
});

test('an act that this screen does not know is not offered', () => {
  expect(actsToShow({ actions: [act('teleport')], path })).toEqual([]);
});

test('whoever may approve decides here; whoever may only copy does not', () => {
  expect(decisionOf({ actions: [act('copy'), act('approve', 'finance')] })?.node).toBe('finance');
  expect(decisionOf({ actions: [act('copy')] })).toBeUndefined();
});

test('what takes something back or ends it never stands filled', () => {
  expect(isMain(act('approve'))).toBe(true);
  expect(['retract', 'annul', 'terminate', 'withdraw', 'copy'].some((command) => isMain(act(command)))).toBe(false);
});
