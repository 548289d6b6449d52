import { randomUUID } from 'node:crypto';
import { addDays, type Clock, dayInBeijing, systemClock } from '#kernel/calendar/day.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { addUnit, grantPost } from '#kernel/identity/registry.ts';
import { insertSession } from '#kernel/identity/session-storage.ts';
import { newToken } from '#kernel/identity/token.ts';
import { nothingLeaves } from '#kernel/notifications/outgoing.ts';
import { addPerson } from '#kernel/parties/persons.ts';
import { acknowledgeNotice } from '#kernel/privacy/notice-storage.ts';
import { services } from '#services';
import { travelNotice } from '#services/official-travel/privacy.ts';
import { missionContent } from '../../src/apps/demonstration/mission-content.ts';
import { type DemonstrationOffice, foundDemonstration, once } from '../../src/apps/demonstration/office.ts';
import { type StartedKernel, startKernel } from '../../src/apps/server/start-kernel.ts';

/** Everything of the program below the network, on that folder or that server. */
export function kernelOn(dataFolder: string, databaseUrl?: string, works = false): Promise<StartedKernel> {
  return startKernel({
    configuration: {
      dataFolder,
      databaseUrl,
      cryptoProfile: 'aes-256-gcm',
      works,
      anchorFile: undefined,
      outgoing: nothingLeaves,
      origins: [],
      port: 8080,
      backups: undefined,
      auditSpace: 20 * 1024 ** 3,
    },
    clock: systemClock,
    services,
    log: () => {},
  });
}

/** Somebody who applies for missions of one unit and those below it. */
export interface Liaison {
  readonly name: string;
  readonly unitId: string;
  readonly cookie: string;
  /** What nobody has applied for yet. */
  readonly journeys: Journey[];
}

/** Three persons and a unit of their own: missions of one unit that resemble each other are refused (TEAM-02). */
export interface Journey {
  readonly unitId: string;
  readonly unitName: string;
  readonly travellers: readonly string[];
}

export interface Furnished {
  readonly office: DemonstrationOffice;
  readonly liaisons: readonly Liaison[];
  /** A new session of that account; the limits on requests count persons, not sessions. */
  signIn(login: string): Promise<string>;
}

const liaisonsOf = { 'agri-centre': 'zhou.kexin', college: 'ma.lin', 'commerce-office': 'tao.ran' } as const;

/** An office with accounts, units and travellers; sessions are written straight, so that no password is hashed while one measures. */
export async function furnish(kernel: Kernel, journeysEach: number, clock: Clock = systemClock): Promise<Furnished> {
  const office = await foundDemonstration(kernel, kernel.runner, clock);
  const { officeId } = office;
  const signIn = async (login: string) => {
    const { token, digest } = newToken(officeId);
    const now = clock.now();
    const session = { officeId, accountId: office.actors[login]!.accountId, digest, administrator: false };
    await kernel.database.transaction(officeId, (queries) =>
      insertSession(
        queries,
        { ...session, stage: 'full', factorAt: now, address: '127.0.0.1', agent: `trial ${randomUUID()}` },
        now,
      ),
    );
    return `honglu=${token}`;
  };
  const founder = programActor(officeId, 'system-administrator', 'security-administrator');
  const from = dayInBeijing(clock.now());
  const liaisons: Liaison[] = [];
  for (const [key, login] of Object.entries(liaisonsOf)) {
    const { name, personId } = office.actors[login]!;
    const unitId = office.units[key]!;
    const journeys = await once(kernel.runner, founder, 'trial.journeys', async (work) => {
      const made: Journey[] = [];
      for (let nth = 1; nth <= journeysEach; nth += 1) {
        const unitName = `${key} 第${nth}分中心`;
        const unit = { name: unitName, nameEnglish: `Branch ${nth}`, shortName: unitName, kind: 'unit' as const };
        const { unitId: own } = await addUnit(work, { ...unit, parentId: unitId });
        const travellers: string[] = [];
        for (const traveller of travellerNames) travellers.push((await addPerson(work, { name: traveller })).personId);
        made.push({ unitId: own, unitName, travellers });
      }
      const post = { unitId, title: '外事专办员', roles: ['liaison-officer' as const], subtree: true, from };
      await grantPost(work, { ...post, personId });
      return made;
    });
    await once(kernel.runner, office.actors[login]!, 'trial.notice', (work) =>
      acknowledgeNotice(work, travelNotice, { version: 1, language: 'zh' }),
    );
    liaisons.push({ name, unitId, cookie: await signIn(login), journeys });
  }
  return { office, liaisons, signIn };
}

const travellerNames = ['陈守一', '李望舒', '秦月明'] as const;

/** A whole application that breaks no rule. */
export function applicationOf(liaison: Liaison, title: string, journey: Journey) {
  const today = dayInBeijing(systemClock.now());
  return missionContent({
    title,
    task: '洽谈温室技术引进',
    purposeType: 'economic-trade',
    category: 'general',
    region: 'NL',
    city: '阿姆斯特丹',
    host: 'Sample Greenhouse Institute',
    hostZh: '样例温室技术研究所',
    departure: addDays(today, 95),
    days: 5,
    unitName: journey.unitName,
    organiserKind: 'public-institution',
    contact: liaison.name,
    people: journey.travellers.map((id, index) => ({
      id,
      name: travellerNames[index]!,
      rank: 'section' as const,
      post: index === 0 ? '负责人' : '工作人员',
    })),
    asOf: today,
    planLine: null,
  });
}
