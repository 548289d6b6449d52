import { randomUUID } from 'node:crypto';
import { addDays, type Clock, dayInBeijing, systemClock } from '#kernel/calendar/day.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { insertSession } from '#kernel/identity/session-storage.ts';
import { newToken } from '#kernel/identity/token.ts';
import { nothingLeaves } from '#kernel/notifications/outgoing.ts';
import { addPerson } from '#kernel/parties/persons.ts';
import { services } from '#services';
import { missionContent } from '../../src/apps/demonstration/mission-content.ts';
import { type DemonstrationOffice, foundDemonstration, once } from '../../src/apps/demonstration/office.ts';
import { units } from '../../src/apps/demonstration/people.ts';
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
    },
    clock: systemClock,
    services,
    log: () => {},
  });
}

/** Somebody who applies for missions of one unit. */
export interface Liaison {
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly cookie: string;
}

export interface Furnished {
  readonly office: DemonstrationOffice;
  readonly liaisons: readonly Liaison[];
  /** Persons nobody has sent abroad yet. */
  readonly travellers: string[];
  /** A new session of that account; the limits on requests count persons, not sessions. */
  signIn(login: string): Promise<string>;
}

const liaisonsOf = { 'agri-centre': 'zhou.kexin', college: 'ma.lin', 'commerce-office': 'tao.ran' } as const;

/** An office with accounts and travellers; sessions are written straight, so that no password is hashed while one measures. */
export async function furnish(kernel: Kernel, travellerCount: number, clock: Clock = systemClock): Promise<Furnished> {
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
  const travellers = await once(kernel.runner, programActor(officeId, 'intake'), 'trial.travellers', async (work) => {
    const ids: string[] = [];
    for (let nth = 0; nth < travellerCount; nth += 1) ids.push((await addPerson(work, { name: '陈守一' })).personId);
    return ids;
  });
  const liaisons: Liaison[] = [];
  for (const [key, login] of Object.entries(liaisonsOf)) {
    const unitName = units.find((unit) => unit.key === key)!.name;
    liaisons.push({
      name: office.actors[login]!.name,
      unitId: office.units[key]!,
      unitName,
      cookie: await signIn(login),
    });
  }
  return { office, liaisons, travellers, signIn };
}

/** A whole application that breaks no rule, by three persons who go nowhere else. */
export function applicationOf(liaison: Liaison, title: string, travellers: readonly string[]) {
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
    unitName: liaison.unitName,
    organiserKind: 'public-institution',
    contact: liaison.name,
    people: travellers.map((id, index) => ({
      id,
      name: ['陈守一', '李望舒', '秦月明'][index]!,
      rank: 'section' as const,
      post: index === 0 ? '负责人' : '工作人员',
    })),
    asOf: today,
    planLine: null,
  });
}
