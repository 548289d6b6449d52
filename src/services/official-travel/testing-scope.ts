import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { CastName, MissionOffice, Reply, Stage, StagePerson } from './testing.ts';

/** Who is asked, in this order. The centre stands under a bureau; the school is another unit, the county another area. */
const readers = {
  NO: 'nobody',
  FO: 'foreign',
  CR: 'countyReviewer',
  OU: 'otherHead',
  OL: 'otherLiaison',
  ME: 'leader',
  SA: 'systemAdministrator',
  IS: 'inspector',
  SU: 'supervisor',
  SE: 'secretary',
  CL: 'cityLeader',
  OH: 'officeHead',
  RE: 'reviewer',
  IN: 'intake',
  FR: 'firstReviewer',
  UP: 'unitPersonnel',
  UF: 'unitFinance',
  UH: 'unitHead',
  LI: 'liaison',
} as const satisfies Record<string, CastName | 'foreign' | 'nobody'>;
export type ReaderCode = keyof typeof readers;
const order = Object.keys(readers) as ReaderCode[];

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Options = Parameters<MissionOffice['as']>[3];
export interface Asked {
  readonly method: Method;
  readonly path: string;
  readonly options?: Options;
}

/** Everybody of the office, a head of another office, and nobody. */
export function scopeOf(office: MissionOffice, foreign: StagePerson) {
  const { stage }: { stage: Stage } = office;

  function send(reader: ReaderCode, { method, path, options = {} }: Asked): Promise<Reply> {
    const who = readers[reader];
    if (who === 'nobody') return stage.ask(method, path, options);
    if (who === 'foreign') return stage.ask(method, path, { ...options, as: foreign });
    return office.as(who, method, path, options);
  }

  type Asking = (reader: ReaderCode) => Asked | Promise<Asked>;

  /** Who is not named is asked first, so that each meets the matter as it stands open. @returns how often it was done */
  async function letThrough(may: string, asked: Asking): Promise<number> {
    const named = may.split(' ') as ReaderCode[];
    const others = order.filter((reader) => !named.includes(reader));
    const through: ReaderCode[] = [];
    let done = 0;
    for (const reader of [...others, ...named]) {
      const { statusCode, body } = await send(reader, await asked(reader));
      expect(statusCode).toBeLessThan(500);
      if (statusCode === 400 || statusCode === 428) throw new Error(body);
      if (![401, 403, 404].includes(statusCode) && !body.includes(':unit-unknown"')) through.push(reader);
      if (statusCode < 300) done += 1;
    }
    expect(through.toSorted()).toEqual(named.toSorted());
    return done;
  }

  async function mayAct(may: string, asked: Asking): Promise<void> {
    // Else nobody's answer told of permission: the request was unlawful for everybody.
    expect(await letThrough(may, asked)).toBeGreaterThan(0);
  }

  /** Asked for what the matter does not allow as it stands: those named alone are told so. */
  async function mayKnow(may: string, asked: Asking): Promise<void> {
    expect(await letThrough(may, asked)).toBe(0);
  }

  const textOf = (reply: Reply): string =>
    reply.rawPayload.subarray(0, 2).toString() === 'PK'
      ? Object.values(unzipSync(reply.rawPayload))
          .map((part) => strFromU8(part))
          .join('\n')
      : reply.body;

  async function sees(may: string, path: string, needle: string): Promise<void> {
    const seeing: ReaderCode[] = [];
    for (const reader of order) {
      const reply = await send(reader, { method: 'GET', path });
      expect([reader, reply.statusCode < 500]).toEqual([reader, true]);
      if (reply.statusCode < 300 && textOf(reply).includes(needle)) seeing.push(reader);
    }
    expect(seeing.toSorted()).toEqual(may.split(' ').toSorted());
  }

  return { send, mayAct, mayKnow, sees };
}

let count = 0;
export function once(): string {
  count += 1;
  return `${count}`.padStart(3, '0');
}
