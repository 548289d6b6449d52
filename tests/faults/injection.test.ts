import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import { core } from '#kernel/ui/field.ts';
import { type CastName, draftMission } from '#services/official-travel/testing.ts';
import { arbitraryOf, type Pool } from '../support/arbitrary-of.ts';
import { entitled } from '../support/entitled.ts';

/** A word that nothing in the office contains: whatever is found with it, the statement found and not the word. */
const nothing = 'zzqx';
const attacks = [
  `${nothing}' or '1'='1`,
  `${nothing}') or true --`,
  `${nothing}' or 1=1; --`,
  `${nothing}'; drop table kernel.cases cascade; --`,
  `${nothing}' union select null,null,null --`,
  `${nothing}'||(select pg_sleep(4))||'`,
  `${nothing}';select pg_sleep(4);--`,
  `${nothing}\\' or 1=1 --`,
  `${nothing}" or ""="`,
  `${nothing}$$ or true or $$`,
  `${nothing}＇ or ＇1＇=＇1`,
  `created_at desc; select pg_sleep(4)`,
  `(case when (select count(*) from kernel.accounts)>0 then title else number end)`,
  `../../etc/passwd`,
  `%`,
  `_`,
];

const { app, office } = await missionStage();
const ids: string[] = [];
const pool: Pool = { ids: () => ids, words: () => [] };

beforeAll(async () => {
  for (const title of ['赴韩国农产品推介团', '赴日本考察团', '赴德国培训团']) {
    ids.push(
      await draftMission(
        office,
        office.mission((mission) => {
          mission.basics.title = title;
        }),
      ),
    );
  }
  ids.push(office.units.centre, office.id('leader'));
});

/** Somebody whose post lets him ask, the widest view first. */
function asker(endpoint: Endpoint): CastName {
  const may = entitled(app.officeId, endpoint);
  return (['officeHead', 'reviewer'] as const).find((name) => may.includes(name)) ?? may[0] ?? 'officeHead';
}

function fieldsOfQuery(endpoint: Endpoint): readonly string[] {
  const object = endpoint.query && core(endpoint.query).schema;
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

const one = (schema: z.ZodType) =>
  fc.sample(arbitraryOf(schema, pool), { numRuns: 1, seed: 3 })[0] as Record<string, unknown>;

/** What the endpoint wants at least. */
function least(schema: z.ZodType | undefined): Record<string, string> {
  if (!schema) return {};
  const object = core(schema).schema as z.ZodObject;
  const whole = one(schema);
  return Object.fromEntries(
    Object.entries(object.shape)
      .filter(([, member]) => !core(member as z.ZodType).optional)
      .map(([name]) => [name, String(whole[name] ?? '')]),
  );
}

interface Answered {
  readonly status: number;
  readonly rows: number;
  readonly took: number;
}

async function ask(
  endpoint: Endpoint,
  query: Readonly<Record<string, string>>,
  params = least(endpoint.params),
): Promise<Answered> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] || 'x'));
  const search = new URLSearchParams(query).toString();
  const started = performance.now();
  const reply = await office.as(asker(endpoint), 'GET', search === '' ? path : `${path}?${search}`);
  const json = /json/.test(String(reply.headers['content-type'])) && reply.statusCode === 200;
  return { status: reply.statusCode, rows: json ? rowsIn(reply.json()) : 0, took: performance.now() - started };
}

/** Entries of all lists in an answer. */
function rowsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length + value.reduce<number>((sum, each) => sum + rowsIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + rowsIn(each), 0);
}

describe('an attack in a filter, an order, a search or an address (IN-03)', () => {
  it('in every field of every query finds no more than a word that is not there, fails nothing and sleeps nowhere', async () => {
    const asked = app.app.endpoints.filter(({ method, query }) => method === 'GET' && query);
    const found: string[] = [];
    let fields = 0;
    let answered = 0;
    for (const endpoint of asked) {
      for (const field of fieldsOfQuery(endpoint)) {
        fields += 1;
        const base = least(endpoint.query);
        const plain = await ask(endpoint, { ...base, [field]: nothing });
        for (const attack of attacks) {
          const { status, rows, took } = await ask(endpoint, { ...base, [field]: attack });
          if (status === 200) answered += 1;
          const where = `${endpoint.id} ?${field}=${attack}`;
          if (status >= 500) found.push(`${status} ${where}`);
          if (took > 3_000) found.push(`${Math.round(took)} ms ${where}`);
          if (status === 200 && plain.status === 200 && rows > plain.rows)
            found.push(`${rows} rows, not ${plain.rows}: ${where}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(fields).toBeGreaterThan(20);
    // Free search takes any words; that it found nothing is then a proof, and not that it was refused.
    expect(answered).toBeGreaterThan(20);
  }, 240_000);

  it('in every part of an address is no such thing or malformed', async () => {
    const found: string[] = [];
    for (const endpoint of app.app.endpoints.filter(({ method, params }) => method === 'GET' && params)) {
      for (const name of Object.keys((core(endpoint.params!).schema as z.ZodObject).shape)) {
        for (const attack of attacks.slice(0, 8)) {
          const { status, took } = await ask(endpoint, least(endpoint.query), {
            ...least(endpoint.params),
            [name]: attack,
          });
          if (status < 400 || status >= 500 || took > 3_000) found.push(`${status} ${endpoint.id} :${name} ${attack}`);
        }
      }
    }
    expect(found).toEqual([]);
  }, 120_000);

  it('left every table and every case where it was', async () => {
    const [row] = await app.asOwner('select count(*)::int as cases from kernel.cases');
    expect(row).toEqual({ cases: 3 });
  });
});
