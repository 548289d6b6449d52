import { randomUUID } from 'node:crypto';
import { sampleFile } from '#kernel/files/testing.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { endNotices } from './jobs.ts';
import type { Section } from './model.ts';
import { type CastName, draftMission, type MissionOffice, type Reply } from './testing.ts';

/** What the tests look at of the case page. */
export interface Page {
  readonly version: number;
  readonly state: string;
  readonly number: string | null;
  readonly holder: { readonly zh: string } | null;
  readonly due: string | null;
  readonly check: {
    readonly gaps: readonly unknown[];
    readonly findings: readonly {
      readonly rule: string;
      readonly blocks: string;
      readonly section: string;
      readonly at: string;
      readonly message: { readonly zh: string };
      readonly exception: { readonly state: string } | null;
      readonly mayGrant: boolean;
    }[];
  };
  readonly actions: readonly { readonly command: string; readonly node?: string; readonly seat?: string }[];
  readonly writable: readonly string[];
  readonly missingPapers: readonly string[];
  readonly content: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly sections: readonly { readonly section: string; readonly version: number }[];
  readonly plan: Readonly<Record<'given' | 'granted' | 'held' | 'free', number>>;
}

export type TestMission = ReturnType<MissionOffice['mission']>;

const verb = (command: string) => command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `done`, or status and code of the problem. */
export async function code(reply: Promise<Reply> | Reply): Promise<string> {
  const { statusCode, body } = await reply;
  return statusCode < 300 ? 'done' : `${statusCode} ${(JSON.parse(body) as { type: string }).type.split(':').at(-1)}`;
}

/** What each signer of the standard route writes. */
export const opinions = {
  finance: {
    inAnnualBudget: true,
    withinStandards: true,
    specialItemsGrounded: true,
    approvedCny: 49758,
    opinion: '同意',
  },
  filing: (mission: TestMission) => ({
    people: mission.members.people.map(({ id }, index) => ({
      memberId: id,
      body: '市委组织部',
      number: `备2026-${index + 1}`,
      filedOn: '2026-04-14',
    })),
    opinion: '已备案',
  }),
  'first-review': { opinion: '材料属实，同意上报。' },
  review: { opinion: '符合规定，拟同意。', judged: [] },
  notice: (mission: TestMission, from: string, to: string) => ({ ...mission.publicity, from, to }),
};

/** Missions of this office walked through their route, over HTTP. */
export function walking(office: MissionOffice, kernel: Kernel) {
  const { stage } = office;
  const page = (id: string, who: CastName = 'reviewer') => office.done<Page>(who, 'GET', id);

  /** One command on the version that the reviewer sees. */
  const act = async (id: string, who: CastName, command: string, body: object = {}, version?: number) =>
    office.as(who, 'POST', `${id}/${verb(command)}`, { body, version: version ?? (await page(id)).version });

  /** A command at the node and seat that are open to the actor. */
  const decide = async (id: string, who: CastName, command: string, body: object = {}) => {
    const { actions, version } = await page(id, who);
    const open = actions.find((one) => one.command === command);
    if (!open?.node) throw new Error(`${who} has no ${command}: ${actions.map((one) => one.command).join(', ')}`);
    const place = { node: open.node, ...(open.seat ? { seat: open.seat } : {}) };
    return office.as(who, 'POST', `${id}/${verb(command)}`, { body: { ...place, ...body }, version });
  };

  const save = async (id: string, who: CastName, section: Section, content: unknown) => {
    const { sections } = await page(id, who);
    const { version } = sections.find((one) => one.section === section)!;
    return office.as(who, 'PUT', `${id}/sections/${section}`, { body: { content }, version });
  };

  const upload = async (
    id: string,
    who: CastName,
    purpose: string,
    file: { readonly name?: string; readonly type?: string; readonly content?: Buffer; readonly key?: string } = {},
  ) => {
    const boundary = 'honglu-test-boundary';
    const { name = '材料.pdf', type = 'application/pdf', content = await sampleFile('pdf'), key } = file;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
    return office.as(who, 'POST', `${id}/files?purpose=${purpose}`, {
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      ...(key ? { key } : {}),
    });
  };

  const done = async (reply: Promise<Reply>) => {
    const outcome = await code(reply);
    if (outcome !== 'done') throw new Error(`${outcome} ${(await reply).body}`);
  };

  /** Submitted on 13 April 2026, signed, cleared and filed: up to the public notice. */
  const toNotice = async (id: string, mission: TestMission) => {
    await done(act(id, 'liaison', 'submit'));
    await done(decide(id, 'unitHead', 'approve', { words: '同意' }));
    await done(save(id, 'unitFinance', 'finance', opinions.finance));
    await done(decide(id, 'unitFinance', 'approve'));
    await done(save(id, 'unitPersonnel', 'filing', opinions.filing(mission)));
    await done(decide(id, 'unitPersonnel', 'approve'));
  };

  /** Through notice and first review to the desk of intake, on 22 April 2026. */
  const toIntake = async (id: string, mission: TestMission) => {
    await toNotice(id, mission);
    await done(save(id, 'liaison', 'publicity', opinions.notice(mission, '2026-04-14', '2026-04-21')));
    await office.on('2026-04-22');
    await endNotices(kernel, randomUUID());
    await done(save(id, 'firstReviewer', 'first-review', opinions['first-review']));
    await done(decide(id, 'firstReviewer', 'approve'));
  };

  /** Taken in against a promise of its papers, and reviewed: up to the head of the office. */
  const toOfficeHead = async (id: string, mission: TestMission) => {
    await toIntake(id, mission);
    const { missingPapers: papers } = await page(id, 'intake');
    await done(decide(id, 'intake', 'acceptWithPromise', { papers, due: '2026-05-08' }));
    await done(save(id, 'reviewer', 'review', opinions.review));
    await done(decide(id, 'reviewer', 'approve'));
  };

  /** A document of the case as it stands once it was handed out; how it gets there is tested where documents are. */
  const handedOut = async (id: string, kind = 'mission-approval', state = 'distributed') => {
    const issuer = randomUUID();
    const document = randomUUID();
    await stage.asOwner(
      `insert into kernel.issuers (office_id, id, name, code_word, valid_from) values ($1, $2, $3, '宿外', '2020-01-01')`,
      [stage.officeId, issuer, `外办 ${issuer.slice(0, 8)}`],
    );
    await stage.asOwner(
      `insert into kernel.documents (office_id, id, case_id, kind, issuer_id, state, drafter_id, sealed, sample, number, number_year,
         number_serial, code, issued_on, template_digest, fonts_digest, created_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, '', false, '宿外批〔2026〕1号', 2026, 1, $8, '2026-04-22', 'x', 'x', $9, $9)`,
      [
        stage.officeId,
        document,
        id,
        kind,
        issuer,
        state,
        office.id('reviewer'),
        Array.from(
          document.replaceAll('-', '').slice(0, 26),
          (digit) => 'ABCDEFGHJKLMNPQR'[Number.parseInt(digit, 16)],
        ).join(''),
        stage.clock.now(),
      ],
    );
    return document;
  };

  /** Approved by the head of the office and the city leader, its paper issued. */
  const toGrant = async (id: string, mission: TestMission) => {
    await toOfficeHead(id, mission);
    await done(decide(id, 'officeHead', 'approve'));
    await done(decide(id, 'cityLeader', 'approve'));
    await done(decide(id, 'reviewer', 'completeIssue', { document: await handedOut(id) }));
  };

  /** What the record says of a case: list row, last act, open tasks, plan, journey. */
  const stands = async (id: string) => {
    const [row] = await stage.asOwner(
      'select number, state, nodes, due_on::text as due, version from kernel.cases where id = $1',
      [id],
    );
    const events = await stage.asOwner('select type from kernel.case_events where case_id = $1 order by sequence', [
      id,
    ]);
    const tasks = await stage.asOwner(
      'select kind, node from kernel.tasks where case_id = $1 and closed_at is null order by node, kind',
      [id],
    );
    const [audit] = await stage.asOwner(
      `select event from kernel.audit_entries where object = $1 and result = 'done' order by id desc limit 1`,
      [`mission:${id}`],
    );
    const [use] = await stage.asOwner('select state from official_travel.plan_uses where case_id = $1', [id]);
    const [trip] = await stage.asOwner(
      `select t.status, t.departure::text as departure, t.granted_on::text as "grantedOn",
         (select count(*)::int from official_travel.trip_people p where p.trip_id = t.id) as people
       from official_travel.trips t where case_id = $1`,
      [id],
    );
    return {
      ...row,
      events: events.map(({ type }) => type),
      tasks: tasks.map(({ kind, node }) => `${kind} ${node ?? ''}`.trim()),
      audit: audit?.event,
      plan: use?.state ?? null,
      trip: trip ?? null,
    };
  };

  return {
    done,
    page,
    act,
    decide,
    save,
    upload,
    toNotice,
    toIntake,
    toOfficeHead,
    toGrant,
    handedOut,
    stands,
    draft: (mission: TestMission) => draftMission(office, mission),
  };
}
