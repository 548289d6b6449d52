import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { objectInWords } from '#kernel/audit/words.ts';
import { services } from '#services';
import { eventWords } from './event-words.ts';
import { missionStage } from './testing-missions.ts';

const { app } = await missionStage();
const words = eventWords(app.app.endpoints, services);
const root = fileURLToPath(new URL('../../', import.meta.url));
/** What stands in the code, tests and what belongs to them left out. */
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/testing|\.test\.|fixtures/.test(file))
  .map((file) => readFileSync(`${root}${file}`, 'utf8'));
const found = (form: RegExp) => [
  ...new Set(sources.flatMap((source) => [...source.matchAll(form)].map(([, name]) => name!))),
];

describe('the trail in words', () => {
  it('has words for every event that the program writes', () => {
    const events = found(/\bevent: '([a-z]+(?:-[a-z]+)*\.[a-z-]+)'/g);
    expect(events.length).toBeGreaterThan(60);
    expect(events.filter((event) => !words.has(event))).toEqual([]);
    expect(app.app.endpoints.filter(({ audit }) => !words.has(audit)).map(({ id }) => id)).toEqual([]);
  });

  it('has words for every kind of object that is acted on', () => {
    const kinds = found(/\bobject: [`']([a-z-]+):/g);
    expect(kinds.length).toBeGreaterThan(25);
    expect(kinds.filter((kind) => objectInWords(`${kind}:x`).kind === null)).toEqual([]);
  });

  it('tells one object of a kind from another by the end of its id', () => {
    expect(objectInWords('mission:01a20f20-845f-77df-818d-2cab3ebb810e')).toEqual({
      kind: { zh: '团组', en: 'Mission' },
      which: '…3ebb810e',
    });
    expect(objectInWords('trail:all')).toEqual({ kind: { zh: '审计记录', en: 'Audit trail' }, which: '' });
    expect(objectInWords('identity.accounts')).toEqual({ kind: null, which: '' });
  });
});
