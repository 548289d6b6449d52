import { randomUUID } from 'node:crypto';
import { addDays, type Clock, dayInBeijing } from '#kernel/calendar/day.ts';
import { addWorkingDays, noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import type { CommandType } from '#kernel/cases/commands.ts';
import type { CommandBody } from '#kernel/cases/endpoints.ts';
import type { Runner } from '#kernel/commands/command.ts';
import { renderDocument } from '#kernel/documents/render-job.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { acknowledgeNotice, noticeInForce } from '#kernel/privacy/notice-storage.ts';
import type { MissionPage } from '#services/official-travel/answers.ts';
import type { Section, SectionContent } from '#services/official-travel/model.ts';
import { travelNotice } from '#services/official-travel/privacy.ts';
import { actOnMission } from '#services/official-travel/use-cases/act.ts';
import { createMission } from '#services/official-travel/use-cases/create.ts';
import { actOnMissionDocument, draftMissionDocument } from '#services/official-travel/use-cases/documents.ts';
import { readMissionPage } from '#services/official-travel/use-cases/read-page.ts';
import { saveMissionSection } from '#services/official-travel/use-cases/save-section.ts';
import type { missionContent } from './mission-content.ts';
import type { DemonstrationOffice } from './office.ts';
import type { SamplePapers } from './papers.ts';

/** The time that the demonstration lives in; it only goes forward. */
export class StoryClock implements Clock {
  #now: Date;
  constructor(start: Date) {
    this.#now = start;
  }
  now(): Date {
    return new Date(this.#now);
  }
  /** Nine in the morning in Beijing of that day, never back. */
  toDay(day: string): void {
    this.#now = new Date(`${day}T09:00:00+08:00`);
  }
  laterBy(hours: number): void {
    this.#now = new Date(this.#now.getTime() + hours * 3_600_000);
  }
}

/** Who does what for a unit. */
export interface Hands {
  readonly unit: string;
  readonly liaison: string;
  readonly head: string;
  readonly finance: string;
  readonly personnel: string;
  readonly firstReview: string;
}

export interface Stage {
  readonly kernel: Kernel;
  readonly runner: Runner;
  readonly clock: StoryClock;
  readonly office: DemonstrationOffice;
  readonly papers: SamplePapers;
  readonly issuer: string;
  /** Plan lines by year, unit and title, as they come to be. */
  readonly lines: Map<string, string>;
}

/** One mission on its way, moved by the same commands as on the screen. */
export class Story {
  caseId = '';

  constructor(
    readonly stage: Stage,
    readonly hands: Hands,
  ) {}

  private get parts() {
    return this.stage.kernel;
  }

  actor(login: string): Actor {
    return this.stage.office.actors[login]!;
  }

  page(login: string): Promise<MissionPage> {
    const { kernel, clock } = this.stage;
    const actor = this.actor(login);
    return kernel.database.read(actor.officeId, (queries) =>
      readMissionPage(queries, this.parts, actor, this.caseId, clock.now()),
    );
  }

  /** Whoever enters data about people has read what they are told of it. */
  private async readNotice(): Promise<void> {
    const { runner, clock } = this.stage;
    await runner.run(this.actor(this.hands.liaison), {
      name: 'privacy.acknowledge-notice',
      key: randomUUID(),
      input: { about: travelNotice.about },
      run: async (work) => {
        const today = dayInBeijing(clock.now());
        const { version } = await noticeInForce(work.queries, work.actor.officeId, travelNotice, today);
        await acknowledgeNotice(work, travelNotice, { version, language: 'zh' });
      },
    });
  }

  async begin(title: string): Promise<void> {
    const { runner, office } = this.stage;
    await this.readNotice();
    const { id } = await runner.run(this.actor(this.hands.liaison), {
      name: 'official-travel.create',
      key: randomUUID(),
      input: { title },
      run: (work) => createMission(work, this.parts, { unitId: office.units[this.hands.unit]!, title }),
    });
    this.caseId = id;
  }

  async save(login: string, section: Section, content: unknown): Promise<void> {
    const { runner } = this.stage;
    const version = (await this.page(login)).sections.find((one) => one.section === section)?.version ?? 0;
    await runner.run(this.actor(login), {
      name: 'official-travel.save-section',
      key: randomUUID(),
      input: { section },
      run: (work) =>
        saveMissionSection(work, this.parts, { caseId: this.caseId, section, expectedVersion: version, content }),
    });
  }

  async fill(content: Partial<ReturnType<typeof missionContent>>): Promise<void> {
    for (const [section, value] of Object.entries(content))
      await this.save(this.hands.liaison, section as Section, value);
  }

  async act<Type extends CommandType>(login: string, type: Type, body: CommandBody<Type>): Promise<void> {
    const { runner } = this.stage;
    const { version } = await this.page(login);
    const key = randomUUID();
    await runner.run(this.actor(login), {
      name: `official-travel.${type}`,
      key,
      input: { type, body },
      run: (work) => actOnMission(work, this.parts, { type, caseId: this.caseId, expectedVersion: version, key, body }),
    });
    this.stage.clock.laterBy(5);
  }

  submit(): Promise<void> {
    return this.act(this.hands.liaison, 'submit', {});
  }

  /** The seat that this person may decide now. */
  async seat(login: string): Promise<{ node: string; seat: string }> {
    const open = (await this.page(login)).actions.find(
      ({ command, node, seat }) => command === 'approve' && node && seat,
    );
    if (!open) throw new Error(`${login} has nothing to decide in ${this.caseId}`);
    return { node: open.node!, seat: open.seat! };
  }

  async approve(login: string, words: string): Promise<void> {
    await this.act(login, 'approve', { ...(await this.seat(login)), words });
  }

  async toUnitSigned(): Promise<void> {
    await this.approve(this.hands.head, '情况属实，同意申报。');
  }

  async toPreReviewed(): Promise<void> {
    const page = await this.page(this.hands.finance);
    await this.save(this.hands.finance, 'finance', {
      inAnnualBudget: true,
      withinStandards: true,
      specialItemsGrounded: true,
      approvedCny: page.check.facts.budgetCny ?? 0,
      opinion: '已列入年度预算，符合开支标准。',
    });
    await this.approve(this.hands.finance, '同意。');
    const members = page.content.members as { people: { id: string }[] };
    await this.save(this.hands.personnel, 'filing', {
      people: members.people.map(({ id }, index) => ({
        memberId: id,
        body: '干部管理部门（演示）',
        number: `备演〔${this.stage.clock.now().getFullYear()}〕${index + 1}`,
        filedOn: dayInBeijing(this.stage.clock.now()),
      })),
      opinion: '已备案。',
    });
    await this.approve(this.hands.personnel, '已办理人员备案。');
  }

  async toPosted(): Promise<void> {
    const { clock } = this.stage;
    const from = dayInBeijing(clock.now());
    await this.save(this.hands.liaison, 'publicity', {
      exemption: null,
      exemptionReason: '',
      place: '单位公告栏和内网',
      from,
      to: addWorkingDays(noticeCalendar, from, 6).day,
      contents: ['members', 'countries', 'task', 'programme', 'route', 'invitation', 'inviter', 'funding', 'budget'],
      objections: [],
    });
  }

  async toPublicityOver(): Promise<void> {
    const { clock } = this.stage;
    await this.toPosted();
    clock.toDay(addDays(addWorkingDays(noticeCalendar, dayInBeijing(clock.now()), 6).day, 1));
    await this.act(this.hands.liaison, 'completeWait', { node: 'publicity' });
  }

  async toFirstReviewed(): Promise<void> {
    await this.save(this.hands.firstReview, 'first-review', { opinion: '任务明确，人员对口，同意上报。' });
    await this.approve(this.hands.firstReview, '初审同意，报市外办。');
  }

  async toTakenIn(): Promise<void> {
    await this.approve('chen.lan', '要件齐全，予以受理。');
  }

  /** County rank and above goes to the city leader in charge, who decides on paper; below, the office has decided. */
  async toLeaderApproved(): Promise<void> {
    if ((await this.page('zhou.ning')).state === 'awaiting-leader') await this.decidedOnPaper();
  }

  async returned(): Promise<void> {
    await this.act('li.jing', 'return', {
      ...(await this.seat('li.jing')),
      to: 'applicant',
      reason: 'invitation',
      words: '邀请函译文与原件日期不一致，请核对后重新上传。',
      way: 'come-back',
    });
  }

  async toReviewed(): Promise<void> {
    await this.save('li.jing', 'review', { opinion: '邀请真实，路线、天数、人数符合规定，拟同意。', judged: [] });
    await this.approve('li.jing', '拟同意，请领导审批。');
  }

  async toHeadApproved(): Promise<void> {
    await this.approve('zhao.heng', '同意。');
  }

  async attach(
    purposes: readonly Parameters<SamplePapers['upload']>[2][],
    declared: readonly SectionContent<'attachments'>['documents'][number][] = [],
  ): Promise<void> {
    const { papers } = this.stage;
    const liaison = this.actor(this.hands.liaison);
    const files = [];
    for (const purpose of purposes) files.push(await papers.upload(liaison, this.caseId, purpose));
    await this.save(this.hands.liaison, 'attachments', { files, documents: ['request-letter', ...declared] });
  }

  /** The leader wrote on the bar-coded sheet; one person registers it from the picture, another checks it. */
  async decidedOnPaper(): Promise<void> {
    const secretary = this.actor('zhou.ning');
    const file = await this.stage.papers.decision(secretary, this.caseId);
    const open = (await this.page('zhou.ning')).actions.find(({ command }) => command === 'registerPaperApproval');
    await this.act('zhou.ning', 'registerPaperApproval', {
      node: open!.node!,
      seat: open!.seat!,
      decision: 'approve',
      signer: this.actor('wang.hai').personId,
      signedOn: dayInBeijing(this.stage.clock.now()),
      file,
      words: '同意。',
    });
    const paper = (await this.page('qian.yu')).papers.find(({ status }) => status === 'unchecked')!;
    await this.act('qian.yu', 'checkPaperApproval', { paper: paper.paper });
  }

  async issued(kind: 'mission-approval' | 'request-to-province'): Promise<void> {
    const { kernel, runner, issuer } = this.stage;
    const parts = { ...kernel, runner };
    const { id } = await runner.run(this.actor('li.jing'), {
      name: 'official-travel.draft-document',
      key: randomUUID(),
      input: { kind },
      run: (work) => draftMissionDocument(work, parts, { caseId: this.caseId, kind, issuer }),
    });
    const steps = [
      ['li.jing', 'submit'],
      ['zhou.ning', 'check'],
      ['zhao.heng', 'sign'],
      ['zhou.ning', 'issue'],
    ] as const;
    for (const [login, command] of steps) await this.#document(login, id, command);
    // The job would typeset it too, in its own time; the story goes on as soon as it is done.
    await renderDocument(parts, kernel.documents, {
      id: randomUUID(),
      data: { officeId: this.stage.office.officeId, documentId: id },
    });
    await this.#document('zhou.ning', id, 'distribute');
  }

  async #document(
    login: string,
    documentId: string,
    command: 'submit' | 'check' | 'sign' | 'issue' | 'distribute',
  ): Promise<void> {
    const { kernel, runner, clock } = this.stage;
    const key = randomUUID();
    await runner.run(this.actor(login), {
      name: 'official-travel.document-command',
      key,
      input: { documentId, command },
      run: (work) => actOnMissionDocument(work, kernel, { caseId: this.caseId, documentId, command, key }),
    });
    clock.laterBy(1);
  }
}
