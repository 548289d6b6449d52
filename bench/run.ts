// npm run bench [-- --rows=100000 | --full] [--seconds=3] [--drafts=60]: figures of this machine, beside a bare node:http and pg
// handler in the same run, so that they can be compared from machine to machine. DATABASE_URL names a server with an empty
// database; without it the built-in one is used, as durable as in service.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { Journal } from '../tests/faults/journal.ts';
import { applicationOf, furnish, type Journey, kernelOn, type Liaison } from '../tests/faults/office.ts';
import { freePort } from '../tests/faults/program.ts';
import { firstLook } from './first-row.ts';
import { firstLoad, idleProgram } from './footprint.ts';
import { ruleChecks, typesetting } from './in-process.ts';
import { type Asking, endPart, measure, startPart, type Times } from './load.ts';
import { type Cost, costDuring, costOf } from './processor.ts';
import { seedCases } from './seed.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    full: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '3' },
    drafts: { type: 'string', default: '60' },
  },
});
const sizes = values.full ? [10_000, 100_000, 1_000_000] : [10_000, Number(values.rows)];
const seconds = Number(values.seconds);
const say = (line = '') => void process.stdout.write(`${line}\n`);
const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const timesOf = ({ perSecond, p50, p95 }: Times) =>
  `${figure(perSecond)}/s, median ${figure(p50)} ms, p95 ${figure(p95)} ms`;

const costs = ({ server, database }: Cost) => `${figure(server)} + ${figure(database)} ms`;
const whole = ({ server, database }: Cost) => server + database;

function sayCosts(own: Cost, least: Cost): void {
  const ratio = figure(whole(least) / whole(own));
  say(`  processor, Node.js and PostgreSQL: ${costs(own)}, bare ${costs(least)}, ratio ${ratio}`);
}

function compare(what: string, ours: Times, bare: Times): void {
  say(`${what}`);
  say(`  Honglu ${timesOf(ours)}`);
  say(`  bare   ${timesOf(bare)}`);
  say(`  ratio  ${figure(ours.perSecond / bare.perSecond)}`);
}

const missions = '/api/official-travel/missions';

async function draft(journal: Journal, liaison: Liaison, journey: Journey): Promise<string> {
  const title = '赴荷兰设施农业洽谈团';
  const body = { unitId: journey.unitId, title };
  const { id } = JSON.parse((await journal.send({ as: liaison, method: 'POST', path: missions, body })).body) as {
    id: string;
  };
  for (const [section, content] of Object.entries(applicationOf(liaison, title, journey))) {
    const path = `${missions}/${id}/sections/${section}`;
    const version = section === 'basics' ? 1 : 0;
    const saved = await journal.send({ as: liaison, method: 'PUT', path, body: { content }, version });
    if (saved.status >= 300) throw new Error(saved.body);
  }
  return id;
}

async function overTheNetwork(url: string, dataFolder: string): Promise<void> {
  const drafts = Number(values.drafts);
  const kernel = await kernelOn(dataFolder, url);
  const furnished = await furnish(kernel, Math.ceil(drafts / 3));
  const { office, liaisons } = furnished;
  const reviewer = await furnished.signIn(reviewerLogin(furnished));
  await kernel.stop();
  const [port, barePort] = [await freePort(), await freePort()];
  const server = await startPart('bench/serve.ts', { HONGLU_DATA: dataFolder, DATABASE_URL: url, PORT: String(port) });
  const bare = await startPart('bench/bare.ts', { DATABASE_URL: url, PORT: String(barePort) });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const journal = new Journal(port);
    const made: { id: string; liaison: Liaison }[] = [];
    await Promise.all(
      Array.from({ length: 6 }, async (_, hand) => {
        const liaison = liaisons[hand % liaisons.length]!;
        for (let journey = liaison.journeys.shift(); journey; journey = liaison.journeys.shift()) {
          made.push({ id: await draft(journal, liaison, journey), liaison });
        }
      }),
    );
    const submits = made.map(
      ({ id, liaison }): Asking => ({
        port,
        path: `${missions}/${id}/submit`,
        method: 'POST',
        headers: {
          cookie: liaison.cookie,
          origin: `http://localhost:${port}`,
          host: `localhost:${port}`,
          'sec-fetch-site': 'same-origin',
          'idempotency-key': randomUUID(),
          'if-match': '"0"',
          'content-type': 'application/json',
        },
        body: '{}',
      }),
    );
    const inserts = Array.from({ length: 1_000 }, (): Asking => ({ port: barePort, path: '/insert', method: 'POST' }));
    const ours = { child: server, application: 'honglu' };
    const theirs = { child: bare, application: 'bare' };
    const sent = { submits: await measure([]), inserts: await measure([]) };
    const submitCost = await costDuring(client, ours, submits.length, async () => {
      sent.submits = await measure(submits);
    });
    const insertCost = await costDuring(client, theirs, inserts.length, async () => {
      sent.inserts = await measure(inserts);
    });
    compare(`submit of a whole application (${made.length}), bare: one insert`, sent.submits, sent.inserts);
    sayCosts(submitCost, insertCost);

    const [real] = (
      await client.query('select id, definition, unit_path from kernel.cases where number is not null limit 1')
    ).rows as [{ id: string; definition: string; unit_path: string[] }];
    const headers = { host: `localhost:${port}` };
    const as = (cookie: string, path: string): Asking => ({ port, path, headers: { ...headers, cookie } });
    const plain = (path: string): Asking => ({ port: barePort, path });
    const rate = (asking: Asking) => measure(asking, { seconds });
    const inOffice = `office=${office.officeId}`;
    compare(
      'read of one case: the whole page with findings and open actions; bare: its row',
      await rate(as(reviewer, `${missions}/${real.id}`)),
      await rate(plain(`/case?${inOffice}&id=${real.id}`)),
    );
    sayCosts(
      await costOf(client, ours, as(reviewer, `${missions}/${real.id}`), 2_000),
      await costOf(client, theirs, plain(`/case?${inOffice}&id=${real.id}`), 2_000),
    );

    const seeding = {
      officeId: office.officeId,
      definition: real.definition,
      paths: ['college', 'agri-centre', 'commerce-office', 'shuyang-commerce'].map((key) => office.paths[key]!),
      people: Object.values(office.travellers).slice(0, 20),
      reviewerKey: `r:reviewer:${office.units.office}`,
    };
    let seeded = 0;
    for (const size of sizes) {
      const started = performance.now();
      await seedCases(client, seeding, seeded, size);
      seeded = size;
      say();
      say(`${size} cases (seeded in ${figure((performance.now() - started) / 1000)} s)`);
      const sought = encodeURIComponent('农产品推介');
      const compared: readonly (readonly [string, string, string])[] = [
        ['list of 20, one state, by due date', `${missions}?state=review&limit=20`, `/list?${inOffice}&state=review`],
        [
          'search for a word that many titles hold',
          `/api/search?q=${sought}`,
          `/search?q=${encodeURIComponent('农产品')}`,
        ],
        [
          'search for a rare word',
          `/api/search?q=${encodeURIComponent('花卉')}`,
          `/search?q=${encodeURIComponent('花卉')}`,
        ],
      ];
      for (const [what, asked, bareAsked] of compared) {
        compare(what, await rate(as(reviewer, asked)), await rate(plain(bareAsked)));
        const own = await costOf(client, ours, as(reviewer, asked), 300);
        const least = await costOf(client, theirs, plain(bareAsked), 300);
        sayCosts(own, least);
      }
      // The unit of this one has a thousandth of all cases.
      const college = liaisons[1]!.cookie;
      const own: readonly (readonly [string, string, string])[] = [
        ['reviewer, all by due date', reviewer, `${missions}?limit=20`],
        ['reviewer, my to-do', reviewer, `${missions}?view=to-do&limit=20`],
        ['reviewer, overdue', reviewer, `${missions}?view=overdue&limit=20`],
        ['reviewer, one unit', reviewer, `${missions}?unit=${office.units.college}&limit=20`],
        ['reviewer, by departure', reviewer, `${missions}?sort=departure&limit=20`],
        ['reviewer, part of a title', reviewer, `${missions}?q=${sought}&limit=20`],
        ['liaison officer of a unit with few cases, all', college, `${missions}?limit=20`],
        ['liaison officer of a unit with few cases, own', college, `${missions}?view=mine&limit=20`],
      ];
      for (const [what, cookie, path] of own) {
        // What takes longer than a statement may is a result too.
        const told = await rate(as(cookie, path)).then(
          timesOf,
          (cause: Error) => `fails: ${cause.message.slice(0, 200)}`,
        );
        const cost = await costOf(client, ours, as(cookie, path), 300);
        say(`  ${what}: ${told}; processor ${costs(cost)}`);
      }
    }
  } finally {
    await client.end();
    await endPart(bare);
    await endPart(server);
  }
}

function reviewerLogin({ office }: Awaited<ReturnType<typeof furnish>>): string {
  return Object.entries(office.actors).find(([, { posts }]) =>
    posts.some(({ roles }) => roles.includes('reviewer')),
  )![0];
}

say(
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node.js ${process.versions.node}, ${new Date().toISOString()}`,
);
say();
const dataFolder = mkdtempSync(join(tmpdir(), 'honglu-bench-'));
try {
  const configured = process.env.DATABASE_URL || undefined;
  const server = configured
    ? { url: configured, stop: async () => {} }
    : await startEmbedded({ dataFolder: join(dataFolder, 'server') });
  await overTheNetwork(server.url, join(dataFolder, 'program')).finally(() => server.stop());
} finally {
  rmSync(dataFolder, { recursive: true, force: true });
}
say();
const { checks, withReading, rules } = ruleChecks(seconds);
say(`rules: ${figure(checks)} missions/s through ${rules} rules, ${figure(withReading)}/s with reading the file`);
const { first, warm, p95, memory: typesetter } = await typesetting(20);
say(`批件: first ${figure(first)} ms, then median ${figure(warm)} ms, p95 ${figure(p95)} ms`);
const { memory, starts } = await idleProgram();
say(`start: first ${figure(starts[0]!)} ms, later ${figure(starts[1]!)} ms`);
for (const { name, processes, rss, pss } of [...memory, typesetter]) {
  say(`memory of ${name} (${processes}): RSS ${figure(rss)} MB, PSS ${figure(pss)} MB`);
}
const load = firstLoad();
if (load) {
  const { scripts, styles, files, all } = load;
  say(
    `first load of the desk, gzip: ${figure(scripts)} kB scripts, ${figure(styles)} kB styles (${files} files); all ${figure(all)} kB`,
  );
}
const look = await firstLook('li.jing', 7);
if (look) {
  const middle = (all: readonly number[]) => all[Math.floor(all.length / 2)]!;
  say(
    `first row of the list in a browser: ${figure(middle(look.list))} ms with nothing kept, ${figure(middle(look.again))} ms after`,
  );
  say(`first page of the portal: ${figure(look.portal)} kB over the network`);
}
