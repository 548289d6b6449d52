import type { Day } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import type { Opinion, Position, ReturnWay, SectionVersions } from './events.ts';
import type { Doer } from './facts.ts';

/** Words of a command are kept apart (see `saveText`); the command names them by id. */
type TextId = string;

export type Act =
  | { readonly type: 'submit'; readonly versions: SectionVersions }
  | { readonly type: 'resubmit'; readonly versions: SectionVersions }
  /** `correct`: take it back to mend, only before anybody acted on it. `end`: give up, until it is granted. */
  | { readonly type: 'withdraw'; readonly outcome: 'correct' | 'end' }
  | {
      readonly type: 'approve';
      readonly node: string;
      readonly seat: string;
      readonly text?: TextId;
      readonly conditions?: TextId;
      readonly versions?: SectionVersions;
    }
  | {
      readonly type: 'refuse';
      readonly node: string;
      readonly seat: string;
      readonly text: TextId;
      readonly versions?: SectionVersions;
    }
  | {
      readonly type: 'return';
      readonly node: string;
      readonly seat: string;
      readonly to: 'applicant' | { readonly node: string };
      readonly reason: string;
      readonly text: TextId;
      readonly way: ReturnWay;
      /** Sections that the applicant may mend; all that the process opens to a returned case if absent. */
      readonly reopens?: readonly string[];
    }
  | {
      readonly type: 'answer';
      readonly node: string;
      readonly seat: string;
      readonly opinion: Opinion;
      readonly text?: TextId;
      readonly versions?: SectionVersions;
    }
  /** The signer takes the own decision back before the next person acts. */
  | { readonly type: 'retract'; readonly node: string; readonly seat: string }
  | {
      readonly type: 'transfer';
      readonly node: string;
      readonly seat: string;
      readonly to: string;
      readonly text?: TextId;
    }
  | {
      readonly type: 'addSigner';
      readonly node: string;
      readonly seat: string;
      readonly person: string;
      readonly position: Position;
      readonly text?: TextId;
    }
  | { readonly type: 'removeSigner'; readonly node: string; readonly seat: string }
  | { readonly type: 'urge' }
  | { readonly type: 'copy'; readonly persons: readonly string[] }
  | { readonly type: 'suspend'; readonly reason: string; readonly text?: TextId }
  | { readonly type: 'resume' }
  | { readonly type: 'amend'; readonly versions: SectionVersions; readonly changes: readonly string[] }
  | { readonly type: 'annul'; readonly reason: string; readonly text?: TextId }
  | { readonly type: 'terminate'; readonly reason: string; readonly text?: TextId }
  /** Approves a step that checks papers although some are missing, against a dated promise. */
  | {
      readonly type: 'acceptWithPromise';
      readonly node: string;
      readonly seat: string;
      readonly papers: readonly string[];
      readonly due: Day;
      readonly text?: TextId;
    }
  | { readonly type: 'fulfilPromise'; readonly promise: string; readonly versions?: SectionVersions }
  | {
      readonly type: 'registerPaperApproval';
      readonly node: string;
      readonly seat: string;
      readonly decision: 'approve' | 'refuse';
      readonly signer: string;
      readonly signedOn: Day;
      readonly file: string;
      readonly text?: TextId;
    }
  | { readonly type: 'checkPaperApproval'; readonly paper: string }
  | { readonly type: 'rejectPaperApproval'; readonly paper: string; readonly text: TextId }
  | { readonly type: 'escalate'; readonly node: string; readonly seat: string }
  | {
      readonly type: 'completeWait';
      readonly node: string;
      readonly evidence?: string;
      readonly versions?: SectionVersions;
    }
  | { readonly type: 'completeIssue'; readonly node: string; readonly document: string }
  | { readonly type: 'grantException'; readonly finding: string; readonly reason: string; readonly text: TextId };

export type CommandType = Act['type'];
export type ActOf<Type extends CommandType> = Extract<Act, { type: Type }>;

export interface CommandEnvelope {
  /** Made by the client; the same key again is done once. */
  readonly key: string;
  /** Business time, ISO 8601 in UTC. */
  readonly at: string;
  readonly by: Doer | 'system';
  /** Acts under a delegation of this person; both names go on record. */
  readonly actingFor?: string;
}

export type Command<Type extends CommandType = CommandType> = CommandEnvelope & ActOf<Type>;

/** Words of buttons and of history. */
export const commandLabels = {
  submit: { zh: '提交审核', en: 'Submit' },
  resubmit: { zh: '重新提交', en: 'Submit again' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  approve: { zh: '同意', en: 'Approve' },
  refuse: { zh: '不同意', en: 'Do not approve' },
  return: { zh: '退回补正', en: 'Return for correction' },
  answer: { zh: '答复意见', en: 'Give opinion' },
  retract: { zh: '撤回意见', en: 'Take back own decision' },
  transfer: { zh: '转办', en: 'Transfer' },
  addSigner: { zh: '加签', en: 'Add a signer' },
  removeSigner: { zh: '减签', en: 'Remove an added signer' },
  urge: { zh: '催办', en: 'Remind' },
  copy: { zh: '抄送', en: 'Copy' },
  suspend: { zh: '暂停', en: 'Suspend' },
  resume: { zh: '恢复', en: 'Resume' },
  amend: { zh: '变更', en: 'Amend' },
  annul: { zh: '撤销', en: 'Revoke' },
  terminate: { zh: '终止', en: 'Terminate' },
  acceptWithPromise: { zh: '容缺受理', en: 'Accept with a promise' },
  fulfilPromise: { zh: '登记补齐', en: 'Record promised papers' },
  registerPaperApproval: { zh: '登记纸质批示', en: 'Register a decision on paper' },
  checkPaperApproval: { zh: '核对纸质批示', en: 'Check a decision on paper' },
  rejectPaperApproval: { zh: '退回纸质登记', en: 'Reject the paper record' },
  escalate: { zh: '提级办理', en: 'Escalate' },
  completeWait: { zh: '办完此环节', en: 'Complete this step' },
  completeIssue: { zh: '登记出件', en: 'Record the issue' },
  grantException: { zh: '准予例外', en: 'Grant an exception' },
} as const satisfies Record<CommandType, Text>;
