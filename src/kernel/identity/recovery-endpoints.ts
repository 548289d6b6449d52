import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { everybody, role } from './permission.ts';
import {
  askForm,
  beginForm,
  recoverFactorForm,
  recoverPasswordForm,
  recoveryRow,
  releasedCode,
  releaseForm,
} from './recovery-model.ts';
import { reasonForm } from './registry-model.ts';

const byId = z.strictObject({ id: z.uuid() });
const administrators = role('security-administrator', 'system-administrator');

/** The same answer for every name, known or not (ID-06). */
export const askRecovery = endpoint({
  id: 'identity.ask-recovery',
  method: 'POST',
  path: '/api/identity/recovery',
  summary: { zh: '申请找回账号', en: 'Ask for help with an account' },
  permission: everybody,
  audit: 'identity.recovery-asked',
  keyless: true,
  perMinute: 10,
  body: askForm,
});

/** Does not sign in and does not touch the second factor. */
export const recoverPassword = endpoint({
  id: 'identity.recover-password',
  method: 'POST',
  path: '/api/identity/recovery/password',
  summary: { zh: '凭一次性码设置新密码', en: 'Choose a new password with a one-time code' },
  permission: everybody,
  audit: 'identity.password-set',
  keyless: true,
  perMinute: 20,
  body: recoverPasswordForm,
});

/** Takes the password as well; the next sign-in asks for a new authenticator. */
export const recoverFactor = endpoint({
  id: 'identity.recover-factor',
  method: 'POST',
  path: '/api/identity/recovery/factor',
  summary: { zh: '凭一次性码解除身份验证器', en: 'Take off the authenticator with a one-time code' },
  permission: everybody,
  audit: 'identity.factor-removed',
  keyless: true,
  perMinute: 20,
  body: recoverFactorForm,
});

export const listRecoveries = endpoint({
  id: 'identity.recoveries',
  method: 'GET',
  path: '/api/identity/recoveries',
  summary: { zh: '找回申请', en: 'Accounts to recover' },
  permission: administrators,
  audit: 'identity.recoveries-read',
  answer: z.strictObject({ recoveries: z.array(recoveryRow) }),
});

export const beginRecovery = endpoint({
  id: 'identity.begin-recovery',
  method: 'POST',
  path: '/api/identity/recoveries',
  summary: { zh: '发起找回', en: 'Begin a recovery' },
  permission: administrators,
  audit: 'identity.recovery-begun',
  stepUp: true,
  body: beginForm,
  answer: z.strictObject({ recoveryId: z.uuid() }),
});

export const releaseRecovery = endpoint({
  id: 'identity.release-recovery',
  method: 'POST',
  path: '/api/identity/recoveries/:id/release',
  summary: { zh: '核实身份并发码', en: 'Confirm who it is and give the code' },
  permission: administrators,
  audit: 'identity.recovery-released',
  stepUp: true,
  params: byId,
  body: releaseForm,
  answer: releasedCode,
});

export const endRecovery = endpoint({
  id: 'identity.end-recovery',
  method: 'POST',
  path: '/api/identity/recoveries/:id/end',
  summary: { zh: '不予找回', en: 'End a recovery without help' },
  permission: administrators,
  audit: 'identity.recovery-ended',
  params: byId,
  body: reasonForm,
});

export const recoveryEndpoints = [
  askRecovery,
  recoverPassword,
  recoverFactor,
  listRecoveries,
  beginRecovery,
  releaseRecovery,
  endRecovery,
] as const;
