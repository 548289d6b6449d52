import type { CommandType } from '../commands.ts';
import type { ActRule } from './act.ts';
import { acceptWithPromise, answer, approve, refuse, retract, returnCase } from './decide.ts';
import { checkPaperApproval, registerPaperApproval, rejectPaperApproval } from './paper.ts';
import { addSigner, escalate, removeSigner, transfer } from './signers.ts';
import { amend, annul, resubmit, submit, terminate, withdraw } from './submit.ts';
import { completeIssue, completeWait, copy, fulfilPromise, grantException, resume, suspend, urge } from './waits.ts';

/** Every command of the engine, in the order in which buttons stand. */
export const actRules: { readonly [Type in CommandType]: ActRule<Type> } = {
  submit,
  resubmit,
  approve,
  acceptWithPromise,
  answer,
  refuse,
  return: returnCase,
  completeWait,
  completeIssue,
  addSigner,
  removeSigner,
  transfer,
  retract,
  registerPaperApproval,
  checkPaperApproval,
  rejectPaperApproval,
  grantException,
  fulfilPromise,
  amend,
  withdraw,
  urge,
  copy,
  escalate,
  suspend,
  resume,
  terminate,
  annul,
};
