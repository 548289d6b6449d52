import { describe, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import { writeWorkbook } from '#kernel/tables/write-workbook.ts';
import { planSheets } from './imports/sheets.ts';
import { multipart } from './imports/testing.ts';
import { identityNumber, lawfulTraveller } from './people/fixtures.ts';
import { line } from './plan/testing.ts';
import { draftMission } from './testing.ts';
import { type Asked, once, scopeOf } from './testing-scope.ts';

/*
 * Kept by hand: of travellers' files, unit files, consents, imports and exchange of the centre, who sees them and who may act on them. Whoever is not named gets 401, 403 or 404 (a unit of
 * another office is no unit), or a list without them.
 */

const { app, office, walk } = await missionStage();
await office.on('2026-04-13');
const foreign = await app.person({ roles: ['office-head'], officeId: await app.office('xuzhou'), subtree: true });
const { mayAct, sees, send } = scopeOf(office, foreign);
const people = '/api/official-travel/people';
const unitAt = () => `/api/official-travel/units/${office.units.centre}`;
const overs = '/api/official-travel/hand-overs';
const consents = '/api/official-travel/consents';

/** The serial of a man is odd. */
const man = () => identityNumber('19850307', `${Number(once()) * 2 + 1}`.padStart(3, '0'));
const traveller = (facts: object = {}) => lawfulTraveller(office.units.centre, { identityNumber: man(), ...facts });
const filed = async () => {
  const file = traveller();
  return (await office.done<{ id: string }>('liaison', 'POST', people, { body: { file } })).id;
};
const seesPeople = 'FR IN LI OH RE SU UH UP';
const keepsPeople = 'IN LI RE UP';
describe("travellers' files of the centre (AZ-02)", () => {
  it('are read by the unit, the bureau above and the office, not by leader, money and inspector', async () => {
    const id = await filed();
    await sees(seesPeople, `${people}/${id}`, id);
    await sees(seesPeople, people, id);
    await sees(seesPeople, `${people}/${id}/member`, '科长');
  });

  it.each([
    [
      'person-reveal',
      seesPeople,
      (id) => ({
        method: 'POST',
        path: `${people}/${id}/reveal`,
        options: { body: { field: 'phone', purpose: 'emergency' } },
      }),
    ],
    [
      'person-change',
      keepsPeople,
      (id) => ({
        method: 'PUT',
        path: `${people}/${id}`,
        options: { version: 1, body: { file: traveller({ post: '副主任' }) } },
      }),
    ],
    [
      'person-verify',
      keepsPeople,
      (id) => ({
        method: 'POST',
        path: `${people}/${id}/verify`,
        options: { version: 1, body: { source: 'entered' } },
      }),
    ],
    [
      'person-left',
      keepsPeople,
      (id) => ({
        method: 'POST',
        path: `${people}/${id}/state`,
        options: { version: 1, body: { state: 'left', reason: '调离' } },
      }),
    ],
  ] satisfies [string, string, (id: string) => Asked][])('%s: %s', async (_id, may, asked) => {
    const id = await filed();
    await mayAct(may, () => asked(id));
  });

  it(`person-add: ${keepsPeople}`, () =>
    mayAct(keepsPeople, () => ({
      method: 'POST',
      path: people,
      options: {
        body: { file: traveller() },
      },
    })));
});

const unitFile = () => ({
  kind: 'other-institution',
  tier: 'city',
  creditCode: '91350100M000100Y43',
  creditCodeOfParent: false,
  firstReviewUnitId: office.units.bureau,
  responsibleSection: '办公室',
  phone: '0527-80000000',
  sealFileId: null,
  openingLetterFileId: null,
  openingLetterNumber: null,
  openingLetterOn: null,
  custodyFileId: null,
});
const term = { validFrom: '2026-01-01', validTo: '2028-12-31' };
const signatory = () => ({
  personId: office.id('unitHead'),
  post: '主任',
  appointmentFileId: null,
  specimenFileId: null,
  signsFor: ['application'],
  ...term,
});
const officer = () => ({
  personId: office.id('liaison'),
  filingFileId: null,
  termFrom: '2026-01-01',
  termTo: '2028-12-31',
  trainedOn: null,
  substituteId: null,
});
const seesUnits = 'FR IN IS LI OH RE SU UH UP';
const preparesUnits = 'IN LI RE UH';
describe('the unit file of the centre (AZ-02)', () => {
  let officerId: string;
  const boundary = { 'content-type': 'multipart/form-data; boundary=x' };

  it(`unit-file-save, signatory-add, officer-add: ${preparesUnits}`, async () => {
    await mayAct(preparesUnits, () => ({
      method: 'PUT',
      path: unitAt(),
      options: { version: 0, body: { file: unitFile() } },
    }));
    await mayAct(preparesUnits, () => ({
      method: 'POST',
      path: `${unitAt()}/signatories`,
      options: { body: signatory() },
    }));
    await mayAct(preparesUnits, () => ({ method: 'POST', path: `${unitAt()}/officers`, options: { body: officer() } }));
  });

  it(`is read by ${seesUnits}`, async () => {
    const page = await office.done<{ officers: { id: string }[] }>('reviewer', 'GET', unitAt());
    officerId = page.officers[0]!.id;
    await sees(seesUnits, unitAt(), '91350100M000100Y43');
    await sees(seesUnits, '/api/official-travel/units', office.units.centre);
  });

  it(`unit-upload: ${preparesUnits}; unit-download: ${seesUnits}`, async () => {
    const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), await sampleFile('pdf'), Buffer.from('\r\n--x--\r\n')]);
    const upload: Asked = { method: 'POST', path: `${unitAt()}/files`, options: { payload, headers: boundary } };
    await mayAct(preparesUnits, () => upload);
    const { fileId } = (await send('LI', upload)).json() as unknown as { fileId: string };
    // Until the unit file names it, a paper is its uploader's alone.
    await sees('LI', `${unitAt()}/files/${fileId}`, '%PDF');
    const file = {
      ...unitFile(),
      openingLetterFileId: fileId,
      openingLetterNumber: '宿农技〔2026〕1号',
      openingLetterOn: '2026-01-05',
    };
    await office.done('liaison', 'PUT', unitAt(), { version: 1, body: { file } });
    await sees(seesUnits, `${unitAt()}/files/${fileId}`, '%PDF');
  });

  it('officer-state, unit-file-state: the office', async () => {
    await mayAct('IN OH RE', () => ({
      method: 'POST',
      path: `${unitAt()}/officers/${officerId}/state`,
      options: { body: { state: 'on-duty', reason: '已核' } },
    }));
    await mayAct('IN OH RE', () => ({
      method: 'POST',
      path: `${unitAt()}/state`,
      options: { version: 2, body: { state: 'restricted', reason: '材料待补' } },
    }));
    const body = { state: 'normal', reason: '材料已补' };
    await office.done('intake', 'POST', `${unitAt()}/state`, { version: 3, body });
  });

  it('hand-over: opened by who keeps the unit file, confirmed by each in turn, seen by the unit, the office and administrators', async () => {
    await sees(`${seesUnits} SA`, `${unitAt()}/officers/${officerId}/open`, 'matters');
    const receiver = await app.person({ roles: ['liaison-officer'], unitId: office.units.centre, name: '接之' });
    const body = { officerId, toPersonId: receiver.personId, reason: '调离' };
    await mayAct(preparesUnits, () => ({ method: 'POST', path: overs, options: { body } }));
    const [over] = (await office.done<{ rows: { id: string }[] }>('reviewer', 'GET', `${overs}?state=open`)).rows;
    await sees(`${seesUnits} SA`, `${overs}?state=open`, over!.id);
    const confirm = (as: string): Asked => ({
      method: 'POST',
      path: `${overs}/${over!.id}/confirm`,
      options: { body: { as } },
    });
    await mayAct('LI', () => confirm('giver'));
    await mayAct('SA', () => confirm('administrator'));
    await mayAct(preparesUnits, () => ({
      method: 'POST',
      path: `${overs}/${over!.id}/cancel`,
      options: { body: { reason: '暂不交接' } },
    }));
  });

  it(`signatory-end: ${preparesUnits}`, async () => {
    const named = preparesUnits.split(' ');
    const end = (id: string) => `${unitAt()}/signatories/${id}/end`;
    // A unit has two at most, and what was ended is no more: each ends one of its own.
    const page = await office.done<{ signatories: { id: string }[] }>('reviewer', 'GET', unitAt());
    for (const { id } of page.signatories) await office.done('liaison', 'POST', end(id), { body: { reason: '调离' } });
    const add = async () =>
      (await office.done<{ id: string }>('liaison', 'POST', `${unitAt()}/signatories`, { body: signatory() })).id;
    const first = await add();
    await mayAct(preparesUnits, async (reader) => ({
      method: 'POST',
      path: end(named.indexOf(reader) > 0 ? await add() : first),
      options: { body: { reason: '调离' } },
    }));
  });
});

describe('a consent that the centre asks of the school (AZ-02)', () => {
  let mission: string;
  let consent: string;
  const letter = () => ({
    unitId: office.units.school,
    unitName: '市第一中学',
    letterNumber: `宿农函〔2026〕${once()}号`,
    task: '赴韩国推介农产品',
    departure: '2026-06-08',
    return: '2026-06-12',
    regions: ['KR'],
    places: 1,
    costs: '由派员单位承担',
    replyDue: '2026-04-20',
  });
  const paper = {
    kind: 'task-notice',
    issuer: '市农业农村局',
    number: '宿农任〔2026〕1号',
    date: '2026-04-13',
    fileId: null,
  };
  const ofMission = () => `/api/official-travel/missions/${mission}/consents`;

  it('consent-ask: LI', async () => {
    mission = await draftMission(office, {});
    await mayAct('LI', () => ({ method: 'POST', path: ofMission(), options: { body: letter() } }));
    consent = (await office.done<{ rows: { id: string }[] }>('liaison', 'GET', ofMission())).rows[0]!.id;
  });

  it('is seen with the mission by who knows the mission, and in the list of what is asked by the school and the office', async () => {
    await sees('CL FR IN IS LI OH RE SE SU UF UH UP', ofMission(), consent);
    await sees('IN OH OL OU RE', consents, consent);
  });

  it('consent-answer: OU', () =>
    mayAct('OU', () => ({
      method: 'POST',
      path: `${consents}/${consent}/answer`,
      options: {
        version: 1,
        body: { decision: 'agree', people: [office.id('otherLiaison')], reason: '', signer: '别首', fileId: null },
      },
    })));

  it('consent-register: the officers of both units, and the office', () =>
    mayAct('IN LI OL RE', () => ({
      method: 'POST',
      path: `${consents}/${consent}/papers`,
      options: { version: 2, body: paper },
    })));

  it('consent-withdraw: LI', async () => {
    const body = { ...letter(), unitId: null, unitName: '外省某研究所' };
    const { id } = await office.done<{ id: string }>('liaison', 'POST', ofMission(), { body });
    await mayAct('LI', () => ({ method: 'POST', path: `${consents}/${id}/withdraw`, options: { version: 1 } }));
  });
});

describe('tables of the centre that come and go (AZ-02)', () => {
  it('import of plan lines: LI', async () => {
    const file = multipart(
      await writeWorkbook(
        [{ sheet: planSheets.lines, rows: [line({ title: '赴韩国推介', month: '2026-10' })] }],
        'zh',
        { notes: true },
      ),
    );
    const path = `/api/official-travel/imports/plan-lines?mode=check&year=2026&unit=${office.units.centre}`;
    await mayAct('LI', () => ({ method: 'POST', path, options: file }));
  });

  it('exchange-export: IN RE OH', async () => {
    const mission = office.mission();
    const id = await walk.draft(mission);
    await walk.toOfficeHead(id, mission);
    await mayAct('IN OH RE', () => ({
      method: 'GET',
      path: `/api/official-travel/missions/${id}/exchange/xlsx`,
    }));
  });
});
