import type { Role } from '../identity/roles.ts';
import type { Text } from '../text.ts';

/** 拟稿 → 核稿 → 会签 → 签发 → 编号 → 用印 → 分发 → 归档, and the ways out. */
export const documentStates = {
  draft: { zh: '拟稿', en: 'Draft' },
  checking: { zh: '核稿', en: 'Being checked' },
  countersigning: { zh: '会签', en: 'Being co-signed' },
  signing: { zh: '待签发', en: 'Awaiting signature' },
  signed: { zh: '已签发，待编号', en: 'Signed, awaiting number' },
  issued: { zh: '已编号', en: 'Numbered' },
  sealed: { zh: '已用印', en: 'Sealed' },
  distributed: { zh: '已分发', en: 'Distributed' },
  archived: { zh: '已归档', en: 'Archived' },
  void: { zh: '作废', en: 'Void' },
  replaced: { zh: '已变更', en: 'Replaced' },
  annulled: { zh: '已撤销', en: 'Revoked' },
} as const satisfies Record<string, Text>;
export type DocumentState = keyof typeof documentStates;

export const documentCommands = {
  submit: { zh: '送核稿', en: 'Send for checking' },
  check: { zh: '核稿通过', en: 'Checked' },
  return: { zh: '退回拟稿', en: 'Send back to the drafter' },
  countersign: { zh: '会签', en: 'Co-sign' },
  sign: { zh: '签发', en: 'Sign' },
  issue: { zh: '编号印发', en: 'Number and issue' },
  seal: { zh: '用印', en: 'Seal' },
  distribute: { zh: '分发', en: 'Distribute' },
  archive: { zh: '归档', en: 'Archive' },
  void: { zh: '作废', en: 'Void' },
  annul: { zh: '撤销', en: 'Revoke' },
} as const satisfies Record<string, Text>;
export type DocumentCommand = keyof typeof documentCommands;

interface Transition {
  readonly from: readonly DocumentState[];
  readonly to: DocumentState;
  /** None: only persons who were named for it. */
  readonly roles: readonly Role[];
  /** Whoever did one of these may not do this: drafter, checker and signer are different persons. */
  readonly otherThan: readonly ('drafter' | 'checker' | 'signer')[];
  readonly wantsWords?: boolean;
}

export const transitions: Readonly<Record<DocumentCommand, Transition>> = {
  submit: { from: ['draft'], to: 'checking', roles: ['reviewer', 'intake'], otherThan: [] },
  check: { from: ['checking'], to: 'signing', roles: ['document-checker'], otherThan: ['drafter'] },
  return: {
    from: ['checking', 'countersigning', 'signing'],
    to: 'draft',
    roles: ['document-checker', 'document-signer'],
    otherThan: [],
    wantsWords: true,
  },
  countersign: { from: ['countersigning'], to: 'signing', roles: [], otherThan: ['drafter'] },
  sign: { from: ['signing'], to: 'signed', roles: ['document-signer'], otherThan: ['drafter', 'checker'] },
  issue: { from: ['signed'], to: 'issued', roles: ['document-checker', 'reviewer'], otherThan: [] },
  seal: { from: ['issued'], to: 'sealed', roles: ['seal-keeper'], otherThan: ['signer'] },
  distribute: {
    from: ['sealed'],
    to: 'distributed',
    roles: ['document-checker', 'reviewer', 'seal-keeper'],
    otherThan: [],
  },
  archive: { from: ['distributed'], to: 'archived', roles: ['document-checker', 'reviewer'], otherThan: [] },
  void: {
    from: ['issued', 'sealed', 'distributed'],
    to: 'void',
    roles: ['office-head'],
    otherThan: [],
    wantsWords: true,
  },
  // What holds outside is not made undone but revoked: it stays on record as it was, and the checking page says since when.
  annul: { from: ['distributed', 'archived'], to: 'annulled', roles: ['office-head'], otherThan: [], wantsWords: true },
};

/** Where the step leads: checked, a document goes to its co-signers first, and to the signer when the last of them has signed. */
export function stateAfter(
  command: DocumentCommand,
  document: Pick<DocumentFacts, 'cosigners'>,
  personId: string,
): DocumentState {
  if (command !== 'check' && command !== 'countersign') return transitions[command].to;
  const waiting = document.cosigners.filter(
    (each) => !each.signed && !(command === 'countersign' && each.personId === personId),
  );
  return waiting.length > 0 ? 'countersigning' : 'signing';
}

/** What the table needs to know of one document. */
export interface DocumentFacts {
  readonly state: DocumentState;
  readonly drafter: string;
  readonly checker: string | null;
  readonly signer: string | null;
  /** Typesetting is done: nothing is sealed, handed out or downloaded before. */
  readonly rendered: boolean;
  /** 会签: who was asked, and whether the signature is there. */
  readonly cosigners: readonly { readonly personId: string; readonly signed: boolean }[];
  /** Of a demonstration office: goes out unsealed, marked 样张. */
  readonly sample: boolean;
}

export type DocumentRefusal =
  | 'role-missing'
  | 'not-now'
  | 'not-asked'
  | 'second-person-needed'
  | 'still-rendering'
  | 'sample-unsealed';

/**
 * Whether this person may take this step now. The same function draws the buttons and refuses the request.
 * @returns null if allowed
 */
export function refusalOf(
  document: DocumentFacts,
  command: DocumentCommand,
  doer: { readonly personId: string; readonly roles: readonly Role[] },
): DocumentRefusal | null {
  const { from, roles, otherThan } = transitions[command];
  // Without a seal to wait for, a sample goes from typesetting straight to those who asked for it.
  const starts = command === 'distribute' && document.sample ? ['issued'] : from;
  if (!starts.includes(document.state)) return 'not-now';
  if (command === 'countersign') {
    const asked = document.cosigners.find(({ personId }) => personId === doer.personId);
    if (!asked) return 'not-asked';
    if (asked.signed) return 'not-now';
  } else if (!roles.some((role) => doer.roles.includes(role))) return 'role-missing';
  if (command === 'seal' && document.sample) return 'sample-unsealed';
  if ((command === 'seal' || command === 'distribute') && !document.rendered) return 'still-rendering';
  if (otherThan.some((who) => document[who] === doer.personId)) return 'second-person-needed';
  return null;
}

export const refusalTexts: Readonly<Record<DocumentRefusal, Text>> = {
  'role-missing': {
    zh: '您的岗位不含这一步，请由相应岗位的同事办理。',
    en: 'No post of yours includes this step. Ask the colleague who holds it.',
  },
  'not-asked': {
    zh: '会签由所列会签人办理，您不在其中。',
    en: 'Co-signing is for the persons named for it; you are not among them.',
  },
  'not-now': {
    zh: '文书现在不在这一步，请刷新后再看。',
    en: 'The document is not at this step now. Refresh the page.',
  },
  'second-person-needed': {
    zh: '拟稿、核稿、签发须由不同的人办理，请由另一位同事办。',
    en: 'Drafting, checking and signing are done by different persons. Ask another colleague.',
  },
  'still-rendering': {
    zh: '文书正在排版，完成后再用印、分发。',
    en: 'The document is still being typeset. Wait until it is done.',
  },
  'sample-unsealed': {
    zh: '演示文书为样张，不用印，可直接分发。',
    en: 'Documents of the demonstration are samples and are never sealed. They can be distributed as they are.',
  },
};
