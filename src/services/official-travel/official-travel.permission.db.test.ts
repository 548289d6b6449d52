import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestPerson } from '#apps/server/testing.ts';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { CommandType } from '#kernel/cases/commands.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import { missionEndpoints } from './endpoints.ts';
import type { CastName, MissionOffice, Reply } from './testing.ts';
import { code } from './testing-walk.ts';

/*
 * Kept by hand: what every endpoint of missions answers to every reader, on a draft of the centre and on a case of the centre that
 * waits for its unit's signature. 2xx: may; 401, 403, 404: may not, or may not know; 409, 422: may know, but the case does not stand so.
 */

const readers = {
  LI: 'liaison', // applicant
  UH: 'unitHead', // holder
  UF: 'unitFinance',
  UP: 'unitPersonnel',
  ME: 'leader', // member
  FR: 'firstReviewer', // bureau above
  IN: 'intake',
  RE: 'reviewer',
  OH: 'officeHead',
  CL: 'cityLeader',
  SE: 'secretary',
  SU: 'supervisor',
  IS: 'inspector',
  SA: 'systemAdministrator',
  OL: 'otherLiaison', // other unit
  OU: 'otherHead',
  CR: 'countyReviewer', // other county
  FO: 'foreign', // head of another office
  NO: 'nobody',
} as const satisfies Record<string, CastName | 'foreign' | 'nobody'>;
type ReaderCode = keyof typeof readers;

const onDraft = `
                 LI  UH  UF  UP  ME  FR  IN  RE  OH  CL  SE  SU  IS  SA  OL  OU  CR  FO  NO
list             200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 401
count            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 401
exportList       200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 401
create           200 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 401
read             200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 404 404 404 401
saveSection      200 403 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
computeBudget    200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 404 404 404 401
missionFile      200 200 403 200 403 200 200 200 200 403 403 403 403 404 404 404 404 404 401
upload           200 403 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
download         200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 404 404 404 401
sheet            200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 404 404 404 401
draftDocument    403 403 403 403 403 403 409 409 403 403 403 403 403 403 403 403 403 403 401
documentCommand  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 401
documentFile     404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 401
discard          204 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 401
`;

const onWaiting = `
                       LI  UH  UF  UP  ME  FR  IN  RE  OH  CL  SE  SU  IS  SA  OL  OU  CR  FO  NO
submit                 409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
resubmit               409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
withdraw               200 403 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
approve                403 200 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
refuse                 403 200 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
return                 403 200 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
answer                 409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
retract                409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
transfer               403 200 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
addSigner              403 200 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
removeSigner           409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
urge                   200 403 403 403 200 403 403 403 403 403 403 403 403 404 404 404 404 404 401
copy                   200 200 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
suspend                403 403 403 403 403 403 403 200 200 403 403 403 403 404 404 404 404 404 401
resume                 409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
amend                  409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
annul                  409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
terminate              403 403 403 403 403 403 403 403 200 403 403 403 403 404 404 404 404 404 401
acceptWithPromise      403 409 403 403 403 403 403 403 403 403 403 403 403 404 404 404 404 404 401
fulfilPromise          409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
registerPaperApproval  409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
checkPaperApproval     409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
rejectPaperApproval    409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
escalate               403 403 403 403 403 403 403 403 200 403 403 403 403 404 404 404 404 404 401
completeWait           409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
completeIssue          409 409 409 409 409 409 409 409 409 409 409 409 409 404 404 404 404 404 401
grantException         403 403 403 403 403 403 403 403 200 403 403 403 403 404 404 404 404 404 401
`;

type Row = readonly [endpoint: string, ...statuses: string[]];
function rowsOf(table: string): readonly Row[] {
  const [head, ...rows] = table.trim().split('\n');
  expect(head?.trim().split(/\s+/)).toEqual(Object.keys(readers));
  return rows.map((row) => row.trim().split(/\s+/) as unknown as Row);
}

const { app, office, walk } = await missionStage();
let foreign: TestPerson;
let draft: string;
let paper: string;
let waiting: string | undefined;

beforeAll(async () => {
  foreign = await app.person({ roles: ['office-head'], officeId: await app.office('xuzhou'), subtree: true });
});

function send(
  reader: ReaderCode,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options: Parameters<MissionOffice['as']>[3] = {},
): Promise<Reply> {
  const who = readers[reader];
  if (who === 'nobody' || who === 'foreign') {
    return app.ask(method, path, { ...options, ...(who === 'foreign' ? { as: foreign } : {}) });
  }
  return office.as(who, method, path, options);
}

const pathOf = (key: keyof typeof missionEndpoints, params: Readonly<Record<string, string>>) =>
  missionEndpoints[key].path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? randomUUID());

it('the tables name every endpoint of missions once (AZ-01)', () => {
  const named = [...rowsOf(onDraft), ...rowsOf(onWaiting)].map(([endpoint]) => endpoint);
  expect(named.toSorted()).toEqual(Object.keys(missionEndpoints).toSorted());
});

describe('on a draft (AZ-02)', () => {
  beforeAll(async () => {
    draft = await walk.draft(office.mission());
    paper = ((await walk.upload(draft, 'liaison', 'invitation')).json() as unknown as { fileId: string }).fileId;
  });

  it.each(rowsOf(onDraft))('%s', async (key, ...expected) => {
    const endpoint = missionEndpoints[key as keyof typeof missionEndpoints];
    const path = pathOf(key as keyof typeof missionEndpoints, {
      id: draft,
      section: 'statements',
      file: paper,
      sheet: 'members',
      format: 'pdf',
    });
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
    const more: Readonly<Record<string, Parameters<typeof send>[3]>> = {
      create: { body: { unitId: office.units.centre, title: '另一个团组' } },
      upload: {
        headers: multipart,
        payload: Buffer.concat([Buffer.from(part), await sampleFile('pdf'), Buffer.from('\r\n--x--\r\n')]),
      },
      draftDocument: { body: { kind: 'mission-approval', issuer: randomUUID() } },
      documentCommand: { body: { command: 'submit' } },
    };
    const { statements } = office.mission();
    const { sections } = await walk.page(draft, 'liaison');
    const version = sections.find(({ section }) => section === 'statements')!.version;
    const saving = { body: { content: statements }, version };
    const answered: string[] = [];
    // Who may comes last, so that the others find the draft as it was.
    const order = (Object.keys(readers) as ReaderCode[]).toReversed();
    for (const reader of order) {
      const options = key === 'saveSection' ? saving : more[key];
      const url = key === 'upload' ? `${path}?purpose=invitation` : path;
      const reply = await send(reader, endpoint.method as 'GET', url, options);
      answered.unshift(String(reply.statusCode));
    }
    expect(answered.join(' ')).toBe(expected.join(' '));
  });
});

describe('on a case that waits for its unit (AZ-03)', () => {
  /** The one before is ended, so that the rules about repeated journeys see none. */
  async function fresh(): Promise<string> {
    if (waiting) await walk.act(waiting, 'officeHead', 'terminate', { reason: 'no-need' });
    waiting = await walk.draft(office.mission());
    expect(await code(walk.act(waiting, 'liaison', 'submit', {}, 0))).toBe('done');
    return waiting;
  }

  const seat = { node: 'unit-sign', seat: 'unit-sign.1' };
  const words = '请核对';
  const bodies = (): Readonly<Record<CommandType, object>> => ({
    submit: {},
    resubmit: {},
    withdraw: { outcome: 'correct' },
    approve: seat,
    refuse: { ...seat, words },
    return: { ...seat, to: 'applicant', reason: 'funding', words, way: 'run-again' },
    answer: { ...seat, opinion: 'agree' },
    retract: seat,
    transfer: { ...seat, to: office.id('unitFinance') },
    addSigner: { ...seat, person: office.id('unitFinance'), position: 'beside' },
    removeSigner: seat,
    urge: {},
    copy: { persons: [office.id('secretary')] },
    suspend: { reason: 'applicant-asks' },
    resume: {},
    amend: { changes: ['time'] },
    annul: { reason: 'other' },
    terminate: { reason: 'no-need' },
    acceptWithPromise: { ...seat, papers: ['invitation'], due: '2026-05-08' },
    fulfilPromise: { promise: 'promise-1' },
    registerPaperApproval: {
      ...seat,
      decision: 'approve',
      signer: office.id('unitHead'),
      signedOn: '2026-04-13',
      file: randomUUID(),
    },
    checkPaperApproval: { paper: 'paper-1' },
    rejectPaperApproval: { paper: 'paper-1', words },
    escalate: seat,
    completeWait: { node: 'publicity' },
    completeIssue: { node: 'issue-approval', document: randomUUID() },
    grantException: { finding: 'PUB-01', reason: 'urgent-matter', words },
  });

  beforeAll(async () => {
    waiting = await fresh();
  });

  it.each(rowsOf(onWaiting))('%s', async (key, ...expected) => {
    const body = bodies()[key as CommandType];
    const answered = new Map<ReaderCode, string>();
    const codes = Object.keys(readers) as ReaderCode[];
    const mayAct = (reader: ReaderCode) => expected[codes.indexOf(reader)] === '200';
    for (const reader of codes.toSorted((a, b) => Number(mayAct(a)) - Number(mayAct(b)))) {
      // Not over HTTP: so many readings by one person would be limited.
      const [row] = await app.asOwner('select version from kernel.cases where id = $1', [waiting]);
      const version = Number(row!.version);
      const path = pathOf(key as keyof typeof missionEndpoints, { id: waiting! });
      const { statusCode } = await send(reader, 'POST', path, { body, version });
      answered.set(reader, String(statusCode));
      if (statusCode === 200) await fresh();
    }
    expect(codes.map((reader) => answered.get(reader)).join(' ')).toBe(expected.join(' '));
  });
});
