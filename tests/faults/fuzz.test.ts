import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import { type Section, sections } from '#services/official-travel/model.ts';
import { identityNumber, lawfulTraveller } from '#services/official-travel/people/fixtures.ts';
import type { CastName } from '#services/official-travel/testing.ts';
import { arbitraryOf, mutated, type Pool } from '../support/arbitrary-of.ts';
import { entitled, everybody } from '../support/entitled.ts';

/*
 * Every endpoint of the whole server is sent what its own schemas allow, and the same with one place spoiled, by persons who may and
 * persons who may not. Whatever comes, the answer is one of ours: never a failure of the program, never an answer out of its schema.
 */

/** What the server wrote of failures of its own. */
const logged: string[] = [];
const log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
const { app, office, walk } = await missionStage('2026-04-13', { log });
const known: Record<string, string[]> = {};
const versions = new Map<string, number>();

/** Fields of these names hold ids of that kind. */
const kindOf: Readonly<Record<string, string>> = {
  unitId: 'units',
  unit: 'units',
  personId: 'persons',
  person: 'persons',
  persons: 'persons',
  signer: 'persons',
  to: 'persons',
  actingFor: 'persons',
  memberId: 'persons',
  accountId: 'accounts',
  postId: 'posts',
  lineId: 'lines',
  fileId: 'files',
  file: 'files',
  copyOf: 'missions',
  caseId: 'missions',
  issuer: 'issuers',
};

const pathKinds: readonly (readonly [string, string])[] = [
  ['/missions', 'missions'],
  ['/people', 'travellers'],
  ['/plan', 'lines'],
  ['/units', 'units'],
  ['/accounts', 'accounts'],
  ['/posts', 'posts'],
];

async function learn(): Promise<void> {
  const of = async (kind: string, query: string) => {
    known[kind] = (await app.asOwner(query)).map(({ id }) => String(id));
  };
  await of('missions', `select id from kernel.cases where kind = 'mission'`);
  await of('units', 'select id from kernel.units');
  // Most of what there is belongs to the centre.
  known.units!.push(...Array.from({ length: 12 }, () => office.units.centre));
  await of('persons', 'select id from kernel.persons order by id limit 40');
  await of('travellers', 'select person_id as id from official_travel.people');
  await of('accounts', 'select id from kernel.accounts order by id limit 5');
  await of('posts', 'select id from kernel.posts order by id limit 5');
  await of('lines', 'select id from official_travel.plan_lines');
  await of('files', 'select id from kernel.files');
  await of('issuers', 'select id from kernel.issuers');
  for (const row of await app.asOwner('select id, version, sections from kernel.cases')) {
    versions.set(String(row.id), Number(row.version));
    for (const [section, version] of Object.entries(row.sections as Record<string, number>)) {
      versions.set(`${row.id} ${section}`, version);
    }
  }
}

/** Words that lead somewhere in the cases that there are. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  node: ['office-head'],
  seat: ['office-head.1'],
  reason: ['no-need', 'applicant-asks', 'funding', 'other', 'urgent-matter'],
  finding: ['PUB-01'],
  promise: ['promise-1'],
  changes: ['time', 'members'],
  papers: ['invitation'],
  by: ['month', 'region', 'unit'],
  part: ['2026-06', 'KR', ''],
  only: ['kind:abroad'],
  key: ['official-travel.division-code'],
};

const poolFor = (path: string): Pool => ({
  words: (field) => wordsOf[field] ?? [],
  ids: (field) => {
    const kind = field === 'id' ? pathKinds.find(([part]) => path.includes(part))?.[1] : kindOf[field];
    return (kind ? known[kind] : undefined) ?? Object.values(known).flat();
  },
});

interface Asked {
  readonly endpoint: Endpoint;
  readonly who: CastName;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly spoiled: boolean;
  readonly version: number | null;
}

/** The others are asked for now and then. */
function mostlyAsked(endpoint: Endpoint): readonly CastName[] {
  const may = entitled(app.officeId, endpoint);
  return may.length > 0 ? may : everybody;
}

/** Of these, who has most to do with the cases and files that there are. */
function adept(endpoint: Endpoint): readonly CastName[] {
  const may = mostlyAsked(endpoint);
  const first = (['liaison', 'officeHead', 'intake', 'reviewer'] as const).filter((name) => may.includes(name));
  return first.length > 0 ? first : may;
}

function bodyOf(endpoint: Endpoint, params: Readonly<Record<string, unknown>>, pool: Pool): fc.Arbitrary<unknown> {
  const section = endpoint.id === 'official-travel.save-section' ? sections[params.section as Section] : undefined;
  if (section) return arbitraryOf(section, pool).map((content) => ({ content }));
  return endpoint.body ? arbitraryOf(endpoint.body, pool) : fc.constant(undefined);
}

function askedOf(endpoint: Endpoint): fc.Arbitrary<Asked> {
  const pool = poolFor(endpoint.path);
  const of = (schema: Endpoint['params']) =>
    (schema ? arbitraryOf(schema, pool) : fc.constant({})) as fc.Arbitrary<Record<string, unknown>>;
  return of(endpoint.params).chain((params) =>
    fc
      .record({
        endpoint: fc.constant(endpoint),
        who: fc.oneof(
          { arbitrary: fc.constantFrom(...adept(endpoint)), weight: 5 },
          { arbitrary: fc.constantFrom(...everybody), weight: 1 },
        ),
        params: fc.constant(params),
        query: of(endpoint.query),
        body: bodyOf(endpoint, params, pool),
        spoiled: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, { arbitrary: fc.constant(true), weight: 1 }),
        version: fc.option(
          fc.constant(versions.get(`${params.id} ${params.section}`) ?? versions.get(String(params.id)) ?? 1),
          { nil: null, freq: 12 },
        ),
      })
      .chain((asked) => {
        if (!asked.spoiled) return fc.constant(asked);
        const where = fc.constantFrom<('params' | 'query' | 'body')[]>(
          'params',
          'query',
          ...(endpoint.body ? (['body', 'body', 'body'] as const) : []),
        );
        return where.chain((part) =>
          mutated(asked[part]).map((value) => ({
            ...asked,
            [part]: part === 'body' ? value : typeof value === 'object' && value !== null ? value : {},
          })),
        );
      }),
  );
}

/** Half a character cannot stand in an address. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');

function urlOf({ endpoint, params, query }: Asked): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(wellFormed(text(params[name])).slice(0, 300) || 'x'),
  );
  const pairs = Object.entries(query).map(([key, value]) => [key, wellFormed(text(value))]);
  const search = new URLSearchParams(pairs).toString();
  return search === '' ? path : `${path}?${search}`;
}

let paper: Buffer;

async function ask(asked: Asked) {
  const { endpoint, version, body } = asked;
  const multipart = endpoint.takes === 'multipart';
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  return office.as(asked.who, endpoint.method as 'GET', urlOf(asked), {
    ...(version !== null && endpoint.versioned ? { version } : {}),
    ...(multipart
      ? {
          payload: Buffer.concat([Buffer.from(head), paper, Buffer.from('\r\n--x--\r\n')]),
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        }
      : endpoint.body
        ? { body: body === undefined ? '' : JSON.stringify(body), key: randomUUID() }
        : {}),
  });
}

/** They end sessions and accounts; a sign-in costs a tenth of a second. These are sent little, and last. */
const upsetting = /^(identity\.|settings\.set)/;

beforeAll(async () => {
  paper = await sampleFile('pdf');
  const mission = office.mission();
  await walk.toOfficeHead(await walk.draft(mission), mission);
  for (const title of ['赴日本考察团', '赴德国培训团']) {
    const id = await walk.draft(
      office.mission((one) => {
        one.basics.title = title;
      }),
    );
    await walk.upload(id, 'liaison', 'invitation');
  }
  for (const serial of ['001', '003']) {
    const file = lawfulTraveller(office.units.centre, { identityNumber: identityNumber('19850307', serial) });
    await office.done('liaison', 'POST', '/api/official-travel/people', { body: { file } });
  }
  await learn();
});

/** Another run sends other requests; a failure names its own, so that it can be sent again by hand. */
const seed = randomInt(2 ** 31);
const batch = 100;

async function run(chosen: (endpoint: Endpoint) => boolean, batches: number) {
  const endpoints = app.app.endpoints.filter(chosen);
  const requests = fc.constantFrom(...endpoints).chain((endpoint) => askedOf(endpoint));
  const counts = new Map<string, { well: number; done: number }>();
  const failures: string[] = [];
  for (let round = 0; round < batches; round += 1) {
    await office.on('2026-04-23');
    await learn();
    for (const one of fc.sample(requests, { numRuns: batch, seed: seed + round })) {
      const { statusCode, headers, body } = await ask(one);
      const done = statusCode < 300;
      if (!one.spoiled) {
        const count = counts.get(one.endpoint.id) ?? { well: 0, done: 0 };
        counts.set(one.endpoint.id, { well: count.well + 1, done: count.done + (done ? 1 : 0) });
      }
      const ours = done || /^application\/problem\+json/.test(String(headers['content-type']));
      if (ours && statusCode < 500) continue;
      const sent = `${one.endpoint.method} ${urlOf(one).slice(0, 300)} as ${one.who}`;
      const why = logged.splice(0).at(-1) ?? body;
      failures.push(`${statusCode} ${sent} with ${JSON.stringify(one.body)?.slice(0, 600)}: ${why.slice(0, 1500)}`);
    }
  }
  return { endpoints, counts, failures };
}

const sum = (counts: Iterable<{ well: number; done: number }>) =>
  [...counts].reduce((all, { well, done }) => ({ well: all.well + well, done: all.done + done }), { well: 0, done: 0 });

describe('whatever is sent', () => {
  it('to the kernel and the services, the answer is one of ours, and a good part of it succeeds', async () => {
    const { endpoints, counts, failures } = await run(({ id }) => !upsetting.test(id), 15);
    expect(failures, `seed ${seed}`).toEqual([]);
    expect(endpoints.length).toBeGreaterThan(80);
    const { well, done } = sum(counts.values());
    expect(done / well).toBeGreaterThan(0.3);
  }, 240_000);

  it('to sign-in, accounts, posts and settings, too', async () => {
    const { counts, failures } = await run(({ id }) => upsetting.test(id), 2);
    expect(failures, `seed ${seed}`).toEqual([]);
    expect(sum(counts.values()).done).toBeGreaterThan(0);
  }, 120_000);
});
