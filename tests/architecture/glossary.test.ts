import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandLabels } from '#kernel/cases/commands.ts';
import { roles } from '#kernel/identity/roles.ts';
import type { Text } from '#kernel/text.ts';
import { missionProcess } from '#services/official-travel/process.ts';

/** Rows of one part of the glossary, as they stand there. */
function rowsOf(title: string): readonly string[] {
  const part = readFileSync('docs/glossary.md', 'utf8')
    .split(/^## /m)
    .find((one) => one.startsWith(title));
  return (part ?? '').split('\n').filter((line) => /`[^`]+` \|$/.test(line));
}

const rows = (words: Readonly<Record<string, Text>>) =>
  Object.entries(words).map(([key, { zh, en }]) => `| ${zh} | ${en} | \`${key}\` |`);

const labels = (entries: Readonly<Record<string, { readonly label: Text }>>) =>
  Object.fromEntries(Object.entries(entries).map(([key, { label }]) => [key, label]));

test.each([
  ['Roles', rows(roles)],
  ['Acts on a case', rows(commandLabels)],
  ['States of a mission', rows(labels(missionProcess.states))],
  ['Steps of a mission', rows(labels(missionProcess.steps))],
])('the part "%s" of the glossary says what the code says', (title, expected) => {
  expect(expected.length).toBeGreaterThan(10);
  expect(rowsOf(title)).toEqual(expected);
});
