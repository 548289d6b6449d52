import { Readable } from 'node:stream';
import { addDays, type Day } from '#kernel/calendar/day.ts';
import { myTasks } from '#kernel/cases/my-tasks.ts';
import { snoozeTask } from '#kernel/desk/task-marks.ts';
import { samplePaper } from '#kernel/documents/render/sample-paper.ts';
import { delegate } from '#kernel/identity/delegations.ts';
import { checkCharacter } from '#services/official-travel/mission-file/id-number.ts';
import { addPersonFile } from '#services/official-travel/people/keep-person.ts';
import type { PersonFile } from '#services/official-travel/people/model.ts';
import { spell } from '#services/official-travel/people/spelling.ts';
import { creditCheckSign } from '#services/official-travel/units/credit-code.ts';
import {
  addUnitOfficer,
  addUnitSignatory,
  saveUnit,
  setOfficer,
  setUnit,
} from '#services/official-travel/units/keep-unit.ts';
import type { UnitFileInput } from '#services/official-travel/units/model.ts';
import { attachUnitPaper, unitPaper } from '#services/official-travel/units/papers.ts';
import { once } from './office.ts';
import { travellers, units } from './people.ts';
import { hands } from './story-plan.ts';
import type { Stage } from './walk.ts';

const kinds: Readonly<Record<string, UnitFileInput['kind']>> = {
  'agri-centre': 'other-institution',
  college: 'academic-institution',
  'commerce-office': 'party-government',
  'shuyang-commerce': 'party-government',
};

/** Invented codes with a right check sign; they begin with 12, as those of public institutions do. */
function creditCode(index: number): string {
  const first = `12321300MB${String(index + 1).padStart(7, '0')}`;
  return first + creditCheckSign(first);
}

async function paper(stage: Stage, unit: string, title: string): Promise<string> {
  const { kernel, runner, office } = stage;
  const liaison = office.actors[hands[unit]!.liaison]!;
  const bytes = await samplePaper(kernel.documents.renderer, {
    title: `${title}（样张）`,
    lines: ['本页为演示系统自动生成的样张，不是真实材料。', `材料种类：${title}`],
  });
  const received = await kernel.files.receive(liaison.officeId, unitPaper, {
    name: `${title}-样张.pdf`,
    declaredType: 'application/pdf',
    content: Readable.from([bytes]),
  });
  const { fileId } = await once(runner, liaison, 'official-travel.unit-upload', (work) =>
    attachUnitPaper(work, kernel.files, office.units[unit]!, received),
  );
  return fileId;
}

/** 单位档案: three units are open, the fourth still waits for its papers. */
async function openUnit(stage: Stage, unit: string, index: number, today: Day): Promise<void> {
  const { runner, office } = stage;
  const by = hands[unit]!;
  const unitId = office.units[unit]!;
  const actor = (login: string) => office.actors[login]!;
  const waits = unit === 'shuyang-commerce';
  const file: UnitFileInput = {
    kind: kinds[unit]!,
    tier: waits ? 'county' : 'city',
    creditCode: creditCode(index),
    creditCodeOfParent: false,
    firstReviewUnitId: office.units[units.find(({ key }) => key === unit)!.under!]!,
    responsibleSection: '办公室',
    phone: `0527-8000${String(1001 + index)}`,
    sealFileId: null,
    openingLetterFileId: waits ? null : await paper(stage, unit, '开户函'),
    openingLetterNumber: waits ? null : `宿演函〔${today.slice(0, 4)}〕${index + 1}号`,
    openingLetterOn: waits ? null : addDays(today, -200),
    custodyFileId: waits ? null : await paper(stage, unit, '因公证照保管承诺书'),
  };
  const term = { termFrom: addDays(today, -700), trainedOn: addDays(today, -300), filingFileId: null };
  const officers = await once(runner, actor(by.liaison), 'official-travel.unit-file-save', async (work) => {
    await saveUnit(work, { unitId, expectedVersion: 0, file });
    await addUnitSignatory(work, unitId, {
      personId: actor(by.head).personId,
      post: actor(by.head).posts[0]!.title,
      appointmentFileId: null,
      specimenFileId: null,
      signsFor: ['application', 'plan', 'custody'],
      validFrom: addDays(today, -400),
      // One authority runs out soon, so that a newcomer sees how that looks.
      validTo: addDays(today, unit === 'college' ? 25 : 600),
    });
    const first = await addUnitOfficer(work, unitId, {
      ...term,
      personId: actor(by.liaison).personId,
      termTo: addDays(today, unit === 'agri-centre' ? 20 : 380),
      substituteId: actor(by.personnel).personId,
    });
    return [first.id];
  });
  if (waits) return;
  await once(runner, actor('chen.lan'), 'official-travel.unit-file-state', async (work) => {
    for (const id of officers) await setOfficer(work, { unitId, id, state: 'on-duty' });
    await setUnit(work, { unitId, expectedVersion: 1, state: 'normal', reason: '材料齐全，予以开户' });
  });
}

const sections = ['业务科', '办公室', '项目科', '综合科'];

/** An invented traveller; the surname is the first character. */
function traveller(unitId: string, name: string, index: number, today: Day): PersonFile | null {
  const [surname = '', ...rest] = [...name];
  const givenName = rest.join('');
  const spelt = spell(surname, givenName);
  if (spelt.surnameLatin === '' || spelt.givenNameLatin === '') return null;
  const male = index % 2 === 0;
  const birthDate = `${1968 + ((index * 3) % 24)}-${String((index % 12) + 1).padStart(2, '0')}-15` as Day;
  const digits = `321302${birthDate.replaceAll('-', '')}${String(index * 2 + (male ? 1 : 0)).padStart(3, '0')}`;
  return {
    unitId,
    surname,
    givenName,
    ...spelt,
    latinReason: null,
    sex: male ? 'male' : 'female',
    birthDate,
    birthplace: '江苏',
    household: '江苏',
    ethnicity: '01',
    identityType: 'resident',
    identityNumber: digits + checkCharacter(digits),
    nationality: 'CN',
    foreignResidence: false,
    foreignResidenceNote: null,
    politicalStatus: index % 3 === 0 ? 'party' : 'none',
    section: sections[index % sections.length]!,
    post: index % 4 === 0 ? '负责人' : '工作人员',
    professionalTitle: null,
    rank: 'section',
    office: 'other',
    leadershipTeamOf: null,
    leadershipRole: null,
    cadreAuthority: 'unit',
    staffKind: 'civil-servant',
    employment: 'in-post',
    portfolio: 'none',
    secrecy: 'none',
    declassifiedUntil: null,
    identityAbroad: null,
    phone: `1380000${String(1000 + index)}`,
    phoneAbroad: null,
    passportType: 'service-ordinary',
    passportNumber: `PE${String(1_000_000 + index)}`,
    // Some run out within the year.
    passportExpiresOn: addDays(today, index % 5 === 0 ? 200 : 1200),
  };
}

/** 单位档案 and 人员库 of the units that send people abroad. */
export async function keepFiles(stage: Stage, today: Day): Promise<void> {
  const { kernel, runner, office, clock } = stage;
  clock.toDay(addDays(today, -30));
  let index = 0;
  for (const [at, unit] of Object.keys(hands).entries()) {
    await openUnit(stage, unit, at, today);
    for (const name of travellers[unit] ?? []) {
      index += 1;
      const file = traveller(office.units[unit]!, name, index, today);
      if (file === null) continue;
      await once(runner, office.actors[hands[unit]!.liaison]!, 'official-travel.person-add', (work) =>
        addPersonFile(work, kernel, { personId: office.travellers[name]!, file }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * 代理 and 稍后: a colleague stands in for the document checker, and one officer puts a task off that is not due yet.
 * @returns the login of that officer; null if everything is due
 */
export async function standInAndPutOff(stage: Stage, today: Day): Promise<string | null> {
  const { kernel, runner, office, clock } = stage;
  clock.toDay(today);
  const checker = office.actors['zhou.ning']!;
  await once(runner, checker, 'identity.delegate', (work) =>
    delegate(work, {
      fromPersonId: checker.personId,
      toPersonId: office.actors['chen.lan']!.personId,
      from: today,
      to: addDays(today, 12),
      roles: ['document-checker'],
      reason: '参加培训',
    }),
  );
  const until = addDays(today, 1);
  for (const login of ['li.jing', 'zhao.heng', 'chen.lan', 'luo.min', 'tao.ran', 'zhou.kexin']) {
    const actor = office.actors[login]!;
    const tasks = await kernel.database.read(office.officeId, (queries) => myTasks(queries, actor));
    const task = tasks.find(({ dueOn }) => dueOn === null || dueOn >= until);
    if (!task) continue;
    await once(runner, actor, 'desk.snooze', (work) => snoozeTask(work, task.taskId, until).then(() => ({})));
    return login;
  }
  return null;
}
