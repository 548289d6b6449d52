import { randomUUID } from 'node:crypto';
import { day } from '#kernel/calendar/day.ts';
import type { TestClock } from '#kernel/commands/testing.ts';
import type { Database } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Role } from '#kernel/identity/roles.ts';
import { insertSession } from '#kernel/identity/session-storage.ts';
import { newToken } from '#kernel/identity/token.ts';
import { people as inFixture, lawfulMission, type MutableMission, unitName } from './fixtures.ts';
import type { Section } from './model.ts';

/** What of the running server the office below needs; the server's own test set-up has it all. */
export interface Stage {
  readonly officeId: string;
  readonly rootUnitId: string;
  readonly clock: TestClock;
  readonly database: Database;
  asOwner(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  person(facts: {
    readonly roles: readonly Role[];
    readonly unitId?: string;
    readonly subtree?: boolean;
    readonly name?: string;
    readonly officeId?: string;
  }): Promise<StagePerson>;
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    options?: {
      readonly as?: { readonly cookie: string };
      readonly body?: unknown;
      readonly payload?: Buffer;
      readonly key?: string | null;
      readonly version?: number;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Reply>;
}

export interface StagePerson {
  readonly personId: string;
  readonly accountId: string;
  readonly cookie: string;
}

export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly rawPayload: Buffer;
  json(): Record<string, never>;
}

type Ask = NonNullable<Parameters<Stage['ask']>[2]>;

export const missionsAt = '/api/official-travel/missions';

/** Persons of the invented office, by what they do; each holds one post. */
const cast = {
  liaison: { roles: ['liaison-officer'], unit: 'centre', name: '周可心' },
  unitHead: { roles: ['unit-head'], unit: 'centre', name: '韩立' },
  unitFinance: { roles: ['unit-finance'], unit: 'centre', name: '钱有余' },
  unitPersonnel: { roles: ['unit-personnel'], unit: 'centre', name: '任知' },
  firstReviewer: { roles: ['first-reviewer'], unit: 'bureau', name: '初晓', subtree: true },
  intake: { roles: ['intake'], unit: 'office', name: '受之', subtree: true },
  reviewer: { roles: ['reviewer'], unit: 'office', name: '沈明', subtree: true },
  officeHead: { roles: ['office-head'], unit: 'office', name: '主一', subtree: true },
  cityLeader: { roles: ['city-leader'], unit: 'office', name: '市长甲', subtree: true },
  secretary: { roles: ['leader-secretary'], unit: 'office', name: '文书', subtree: true },
  supervisor: { roles: ['supervisor'], unit: 'office', name: '督之', subtree: true },
  inspector: { roles: ['inspector'], unit: 'office', name: '察之', subtree: true },
  systemAdministrator: { roles: ['system-administrator'], unit: 'office', name: '系统员' },
  otherLiaison: { roles: ['liaison-officer'], unit: 'school', name: '别人' },
  otherHead: { roles: ['unit-head'], unit: 'school', name: '别首' },
  countyReviewer: { roles: ['first-reviewer'], unit: 'county', name: '区外办', subtree: true },
  leader: { roles: ['traveller'], unit: 'centre', name: '陈守一' },
  second: { roles: ['traveller'], unit: 'centre', name: '李望舒' },
  third: { roles: ['traveller'], unit: 'centre', name: '郑可言' },
  interpreter: { roles: ['traveller'], unit: 'centre', name: '吴之问' },
} as const satisfies Record<
  string,
  { readonly roles: readonly Role[]; readonly unit: string; readonly name: string; readonly subtree?: boolean }
>;
export type CastName = keyof typeof cast;

export const castRoles = Object.fromEntries(
  Object.entries(cast).map(([name, { roles }]) => [name, roles]),
) as unknown as Readonly<Record<CastName, readonly Role[]>>;

export type UnitKey = 'office' | 'bureau' | 'centre' | 'school' | 'county' | 'countyUnit';

export interface MissionOffice {
  readonly stage: Stage;
  readonly units: Readonly<Record<UnitKey, string>>;
  readonly planLine: string;
  id(name: CastName): string;
  /** Nine in the morning of that day in Beijing; everybody has just signed in again. */
  on(day: string): Promise<void>;
  as(name: CastName, method: Parameters<Stage['ask']>[0], path: string, options?: Omit<Ask, 'as'>): Promise<Reply>;
  /** Expects 2xx and gives the answer. */
  done<Answer>(
    name: CastName,
    method: Parameters<Stage['ask']>[0],
    path: string,
    options?: Omit<Ask, 'as'>,
  ): Promise<Answer>;
  /** The lawful mission with this office's persons and plan line. */
  mission(change?: (mission: MutableMission) => void): MutableMission;
  plan(facts: { readonly unit: UnitKey; readonly number: string; readonly title: string }): Promise<string>;
}

/** An office with a city, a bureau with a centre below it, a school, a county, everybody at a post, and one given plan line. */
export async function missionOffice(stage: Stage, today: string): Promise<MissionOffice> {
  stage.clock.setDay(today);
  const units: Record<UnitKey, string> = { ...({} as Record<UnitKey, string>), office: stage.rootUnitId };
  const unit = async (key: UnitKey, name: string, kind: string, ...above: UnitKey[]) => {
    const id = uuidv7();
    units[key] = id;
    const path = [...above.map((one) => units[one]), id];
    await stage.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from)
       values ($1, $2, $3, $4, $4, $5, $6, '2020-01-01')`,
      [stage.officeId, id, path.at(-2), name, kind, path],
    );
  };
  await unit('bureau', '市农业农村局', 'bureau', 'office');
  await unit('centre', unitName, 'unit', 'office', 'bureau');
  await unit('school', '市第一中学', 'unit', 'office');
  await unit('county', '宿豫区外办', 'county', 'office');
  await unit('countyUnit', '宿豫区文旅局', 'unit', 'office', 'county');

  const persons = new Map<CastName, { personId: string; accountId: string; cookie: string; officeId: string }>();
  for (const [name, facts] of Object.entries(cast) as [keyof typeof cast, (typeof cast)[keyof typeof cast]][]) {
    const { unit: key, ...rest } = facts;
    const made = await stage.person({ ...rest, unitId: units[key] });
    persons.set(name, { ...made, officeId: stage.officeId });
  }

  const plan: MissionOffice['plan'] = async ({ unit: key, number, title }) => {
    const id = uuidv7();
    const path = key === 'centre' ? [units.office, units.bureau, units.centre] : [units.office, units[key]];
    await stage.asOwner(
      `insert into official_travel.plan_lines (office_id, id, year, unit_id, unit_path, list, number, title, purpose_type, regions, month,
         headcount, days, need, funding, amount_cny, state, changed_by, changed_at)
       values ($1, $2, 2026, $3, $4, 'general', $5, $6, 'economic-trade', '{KR}', '2026-06', 4, 5, '对韩农产品推介', 'fiscal', 60000, 'given', $7, $8)`,
      [stage.officeId, id, units[key], path, number, title, persons.get('reviewer')!.personId, stage.clock.now()],
    );
    return id;
  };
  const planLine = await plan({ unit: 'centre', number: '2026-本级-08', title: '赴韩国农产品推介' });

  const signIn = async (): Promise<void> => {
    // The clock may have been put back: sessions of later days would count as the newest.
    await stage.asOwner('delete from kernel.sessions where office_id = $1', [stage.officeId]);
    for (const person of persons.values()) {
      const token = newToken(person.officeId);
      await stage.database.transaction(person.officeId, (queries) =>
        insertSession(
          queries,
          {
            officeId: person.officeId,
            accountId: person.accountId,
            digest: token.digest,
            stage: 'full',
            administrator: false,
            factorAt: stage.clock.now(),
            address: '127.0.0.1',
            agent: 'test',
          },
          stage.clock.now(),
        ),
      );
      person.cookie = `honglu=${token.token}`;
    }
  };
  const as: MissionOffice['as'] = (name, method, path, options = {}) =>
    stage.ask(method, path.startsWith('/') ? path : `${missionsAt}/${path}`, { ...options, as: persons.get(name)! });
  // Whoever submits has read the notice on personal data, as on the screen.
  for (const name of ['liaison', 'otherLiaison'] as const) {
    const read = await as(name, 'POST', '/api/privacy/notices/official-travel/acknowledge', {
      body: { version: 1, language: 'zh' },
    });
    if (read.statusCode !== 204) throw new Error(`the notice: ${read.statusCode} ${read.body}`);
  }

  return {
    stage,
    units,
    planLine,
    plan,
    as,
    id: (name) => persons.get(name)!.personId,
    async on(text) {
      stage.clock.setDay(day(text));
      await signIn();
    },
    async done<Answer>(...asked: Parameters<typeof as>) {
      const reply = await as(...asked);
      if (reply.statusCode >= 300) throw new Error(`${asked.slice(0, 3).join(' ')}: ${reply.statusCode} ${reply.body}`);
      return (reply.body === '' ? undefined : reply.json()) as Answer;
    },
    mission(change = () => undefined) {
      const ids: Readonly<Record<string, string>> = {
        [inFixture.leader]: persons.get('leader')!.personId,
        [inFixture.second]: persons.get('second')!.personId,
        [inFixture.third]: persons.get('third')!.personId,
        [inFixture.interpreter]: persons.get('interpreter')!.personId,
      };
      return lawfulMission((mission) => {
        for (const person of mission.members.people) person.id = ids[person.id]!;
        mission.members.people[2]!.name = '郑可言';
        for (const letter of mission.invitations.letters) letter.invitees = letter.invitees.map((id) => ids[id]!);
        mission.plan.lineId = planLine;
        mission.publicity.from = null;
        mission.publicity.to = null;
        mission.attachments.files = [];
        change(mission);
      }) as MutableMission;
    },
  };
}

/** A draft with the sections of the mission saved one by one, as the form does. @returns its id */
export async function draftMission(
  office: MissionOffice,
  mission: Partial<Record<Section, unknown>>,
  who: CastName = 'liaison',
  unit: UnitKey = 'centre',
): Promise<string> {
  const title = (mission.basics as { title: string } | undefined)?.title ?? '赴韩国农产品推介团';
  const { id } = await office.done<{ id: string }>(who, 'POST', missionsAt, {
    body: { unitId: office.units[unit], title },
    key: randomUUID(),
  });
  for (const [section, content] of Object.entries(mission)) {
    await office.done(who, 'PUT', `${id}/sections/${section}`, {
      body: { content },
      version: section === 'basics' ? 1 : 0,
    });
  }
  return id;
}
