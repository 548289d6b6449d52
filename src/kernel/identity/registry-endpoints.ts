import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from './permission.ts';
import {
  accountForm,
  accountRow,
  delegationForm,
  delegationRow,
  openedAccount,
  postForm,
  reasonForm,
  unit,
  unitForm,
} from './registry-model.ts';

const byId = z.strictObject({ id: z.uuid() });
const systemAdministrator = role('system-administrator');
const grants = role('security-administrator', 'system-administrator');

export const listUnits = endpoint({
  id: 'identity.units',
  method: 'GET',
  path: '/api/identity/units',
  summary: { zh: '单位树', en: 'Units' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ units: z.array(unit) }),
});

export const createUnit = endpoint({
  id: 'identity.add-unit',
  method: 'POST',
  path: '/api/identity/units',
  summary: { zh: '新增单位', en: 'Add a unit' },
  permission: systemAdministrator,
  audit: 'identity.unit-added',
  body: unitForm,
  answer: z.strictObject({ unitId: z.uuid() }),
});

export const listAccounts = endpoint({
  id: 'identity.accounts',
  method: 'GET',
  path: '/api/identity/accounts',
  summary: { zh: '账号与岗位', en: 'Accounts and posts' },
  permission: grants,
  audit: 'identity.accounts-read',
  answer: z.strictObject({ accounts: z.array(accountRow) }),
});

export const createAccount = endpoint({
  id: 'identity.open-account',
  method: 'POST',
  path: '/api/identity/accounts',
  summary: { zh: '开通账号', en: 'Open an account' },
  permission: systemAdministrator,
  audit: 'identity.account-opened',
  stepUp: true,
  body: accountForm,
  answer: openedAccount,
});

export const suspendAccount = endpoint({
  id: 'identity.suspend-account',
  method: 'POST',
  path: '/api/identity/accounts/:id/suspend',
  summary: { zh: '停用账号', en: 'Suspend an account' },
  permission: systemAdministrator,
  audit: 'identity.account-suspended',
  params: byId,
  body: reasonForm,
});

export const resumeAccount = endpoint({
  id: 'identity.resume-account',
  method: 'POST',
  path: '/api/identity/accounts/:id/resume',
  summary: { zh: '恢复账号', en: 'Take an account into use again' },
  permission: systemAdministrator,
  audit: 'identity.account-resumed',
  stepUp: true,
  params: byId,
  body: reasonForm,
});

export const createPost = endpoint({
  id: 'identity.grant-post',
  method: 'POST',
  path: '/api/identity/posts',
  summary: { zh: '授予岗位', en: 'Grant a post' },
  permission: grants,
  audit: 'identity.post-granted',
  stepUp: true,
  body: postForm,
  answer: z.strictObject({ postId: z.uuid() }),
});

export const removePost = endpoint({
  id: 'identity.end-post',
  method: 'POST',
  path: '/api/identity/posts/:id/end',
  summary: { zh: '结束岗位', en: 'End a post' },
  permission: role('security-administrator'),
  audit: 'identity.post-ended',
  stepUp: true,
  params: byId,
  body: reasonForm,
});

export const createDelegation = endpoint({
  id: 'identity.delegate',
  method: 'POST',
  path: '/api/identity/delegations',
  summary: { zh: '设置代理', en: 'Name a stand-in' },
  permission: signedIn,
  audit: 'identity.delegated',
  body: delegationForm,
  answer: z.strictObject({ delegationId: z.uuid() }),
});

export const removeDelegation = endpoint({
  id: 'identity.end-delegation',
  method: 'POST',
  path: '/api/identity/delegations/:id/end',
  summary: { zh: '结束代理', en: 'End a delegation' },
  permission: signedIn,
  audit: 'identity.delegation-ended',
  params: byId,
});

const delegationList = z.strictObject({ delegations: z.array(delegationRow) });

/** Given and received by the reader. */
export const listDelegations = endpoint({
  id: 'identity.delegations',
  method: 'GET',
  path: '/api/identity/delegations',
  summary: { zh: '本人的代理', en: 'Own delegations' },
  permission: signedIn,
  audit: 'not-audited',
  answer: delegationList,
});

export const listAllDelegations = endpoint({
  id: 'identity.all-delegations',
  method: 'GET',
  path: '/api/identity/delegations/all',
  summary: { zh: '全部代理', en: 'All delegations' },
  permission: role('security-administrator', 'audit-administrator', 'inspector'),
  audit: 'identity.delegations-read',
  answer: delegationList,
});

export const registryEndpoints = [
  listUnits,
  createUnit,
  listAccounts,
  createAccount,
  suspendAccount,
  resumeAccount,
  createPost,
  removePost,
  createDelegation,
  removeDelegation,
  listDelegations,
  listAllDelegations,
] as const;
