import type { CommandType } from '#kernel/cases/commands.ts';
import { commandBodies } from '#kernel/cases/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import type { MissionPage } from '../../../answers.ts';

export type MissionAct = MissionPage['actions'][number];

/** What a person has entered on the sheet of an act; most acts ask for a few of these only. */
export interface ActDraft {
  readonly words: string;
  readonly conditions: string;
  readonly reason: string | null;
  /** `applicant`, or the node of an earlier step. */
  readonly to: string;
  readonly way: 'come-back' | 'run-again';
  /** Sections that are opened for mending; none named: all. */
  readonly reopens: readonly string[];
  readonly person: string | null;
  readonly persons: readonly string[];
  readonly position: 'before' | 'after' | 'beside';
  readonly outcome: 'correct' | 'end';
  readonly papers: readonly string[];
  readonly due: string | null;
  readonly decision: 'approve' | 'refuse' | null;
  readonly signedOn: string | null;
  readonly file: string | null;
  readonly changes: readonly string[];
  readonly opinion: 'agree' | 'agree-with-conditions' | 'disagree' | null;
}

export type ActField = keyof ActDraft;

export const emptyDraft: ActDraft = {
  words: '',
  conditions: '',
  reason: null,
  to: 'applicant',
  way: 'come-back',
  reopens: [],
  person: null,
  persons: [],
  position: 'beside',
  outcome: 'correct',
  papers: [],
  due: null,
  decision: null,
  signedOn: null,
  file: null,
  changes: [],
  opinion: null,
};

/** What the sheet of each act asks for, in this order. */
export const fieldsOfAct: Readonly<Record<CommandType, readonly ActField[]>> = {
  submit: [],
  resubmit: [],
  withdraw: ['outcome'],
  approve: ['words', 'conditions'],
  refuse: ['words'],
  return: ['to', 'reason', 'words', 'reopens', 'way'],
  answer: ['opinion', 'words'],
  retract: [],
  transfer: ['person', 'words'],
  addSigner: ['person', 'position', 'words'],
  removeSigner: [],
  urge: [],
  copy: ['persons'],
  suspend: ['reason', 'words'],
  resume: [],
  amend: ['changes'],
  annul: ['reason', 'words'],
  terminate: ['reason', 'words'],
  acceptWithPromise: ['papers', 'due', 'words'],
  fulfilPromise: [],
  registerPaperApproval: ['decision', 'person', 'signedOn', 'file', 'words'],
  checkPaperApproval: [],
  rejectPaperApproval: ['words'],
  escalate: [],
  completeWait: [],
  completeIssue: [],
  grantException: ['reason', 'words'],
};

const missingWords: Readonly<Partial<Record<ActField, Text>>> = {
  words: { zh: '请写明理由。', en: 'Write the reason.' },
  reason: { zh: '请选择原因。', en: 'Choose a reason.' },
  person: { zh: '请选择人员。', en: 'Choose a person.' },
  persons: { zh: '请选择至少一人。', en: 'Choose at least one person.' },
  papers: { zh: '请勾选暂缺的材料。', en: 'Tick the papers that are missing.' },
  due: { zh: '请填写承诺补齐的日期。', en: 'Enter the promised day.' },
  decision: { zh: '请选择批示结果。', en: 'Choose what was decided.' },
  signedOn: { zh: '请填写批示日期。', en: 'Enter the day of the decision.' },
  file: { zh: '请上传批示照片或扫描件。', en: 'Upload the photo or scan.' },
  changes: { zh: '请选择变更事项。', en: 'Choose what changes.' },
  opinion: { zh: '请选择意见。', en: 'Choose an opinion.' },
};

/** Acts whose words the engine does not go without: a refusal or return without reason is none. */
const wordsNeeded: ReadonlySet<CommandType> = new Set(['refuse', 'return', 'rejectPaperApproval', 'grantException']);

/** Fields that may be left out: no condition, every section open for mending. */
const leftOpen: ReadonlySet<ActField> = new Set(['conditions', 'reopens']);

const isEmpty = (value: ActDraft[ActField]): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** What is still missing, said instead of a grey button; null when the act can be sent. */
export function missingIn(command: CommandType, draft: ActDraft): Text | null {
  for (const field of fieldsOfAct[command]) {
    const needed = field === 'words' ? wordsNeeded.has(command) : !leftOpen.has(field);
    if (needed && isEmpty(draft[field])) return missingWords[field] ?? null;
  }
  return null;
}

const optional = (name: string, value: string): Readonly<Record<string, string>> =>
  value.trim() === '' ? {} : { [name]: value.trim() };

/** The body of the command: the place that the server named with the act, and what was entered. */
function partsOf(command: CommandType, act: MissionAct, draft: ActDraft): Readonly<Record<string, unknown>> {
  const seat = { node: act.node, seat: act.seat };
  const words = optional('words', draft.words);
  switch (command) {
    case 'withdraw':
      return { outcome: draft.outcome };
    case 'approve':
      return { ...seat, ...words, ...optional('conditions', draft.conditions) };
    case 'refuse':
      return { ...seat, ...words };
    case 'return':
      return {
        ...seat,
        to: draft.to === 'applicant' ? 'applicant' : { node: draft.to },
        reason: draft.reason,
        way: draft.way,
        ...(draft.to === 'applicant' && draft.reopens.length > 0 ? { reopens: draft.reopens } : {}),
        ...words,
      };
    case 'answer':
      return { ...seat, opinion: draft.opinion, ...words };
    case 'transfer':
      return { ...seat, to: draft.person, ...words };
    case 'addSigner':
      return { ...seat, person: draft.person, position: draft.position, ...words };
    case 'copy':
      return { persons: draft.persons };
    case 'amend':
      return { changes: draft.changes };
    case 'suspend':
    case 'annul':
    case 'terminate':
      return { reason: draft.reason, ...words };
    case 'acceptWithPromise':
      return { ...seat, papers: draft.papers, due: draft.due, ...words };
    case 'fulfilPromise':
      return { promise: act.promise };
    case 'registerPaperApproval':
      return {
        ...seat,
        decision: draft.decision,
        signer: draft.person,
        signedOn: draft.signedOn,
        file: draft.file,
        ...words,
      };
    case 'checkPaperApproval':
      return { paper: act.paper };
    case 'rejectPaperApproval':
      return { paper: act.paper, ...words };
    case 'completeWait':
      return { node: act.node };
    case 'grantException':
      return { finding: act.finding, reason: draft.reason, ...words };
    case 'retract':
    case 'removeSigner':
    case 'escalate':
      return seat;
    default:
      return {};
  }
}

/**
 * What is sent for an act.
 * @throws ZodError if the draft lacks something: ask `missingIn` first
 */
export function bodyOf(command: CommandType, act: MissionAct, draft: ActDraft): unknown {
  const proxy = act.actingFor ? { actingFor: act.actingFor } : {};
  return commandBodies[command].parse({ ...partsOf(command, act, draft), ...proxy });
}

/** The server answers commands as text; the screen knows those of the engine that it was built with. */
export const isCommand = (command: string): command is CommandType => command in commandBodies;
