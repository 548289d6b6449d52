import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import {
  changePasswordForm,
  enrolForm,
  enrolled,
  enrolment,
  factorForm,
  firstAdministratorForm,
  languageForm,
  me,
  newPasswordForm,
  session,
  signInAnswer,
  signInForm,
} from './model.ts';
import { everybody, signedIn } from './permission.ts';

/**
 * Sign-in goes: `signIn` → what `next` says → … → `done`. The steps between travel in the same cookie, which opens nothing else.
 * `next: 'factor'` → `secondFactor`; `'enrol-factor'` → `beginFactor`, then `confirmFactor`; `'new-password'` → `firstPassword`.
 */
export const signIn = endpoint({
  id: 'identity.sign-in',
  method: 'POST',
  path: '/api/identity/sign-in',
  summary: { zh: '登录', en: 'Sign in' },
  permission: everybody,
  audit: 'identity.sign-in',
  keyless: true,
  perMinute: 60,
  body: signInForm,
  answer: signInAnswer,
});

export const secondFactor = endpoint({
  id: 'identity.second-factor',
  method: 'POST',
  path: '/api/identity/second-factor',
  summary: { zh: '输入动态码', en: 'Give the second factor' },
  permission: everybody,
  audit: 'identity.sign-in',
  keyless: true,
  body: factorForm,
  answer: signInAnswer,
});

export const firstPassword = endpoint({
  id: 'identity.first-password',
  method: 'POST',
  path: '/api/identity/first-password',
  summary: { zh: '设置自己的密码', en: 'Choose your own password' },
  permission: everybody,
  audit: 'identity.password-set',
  keyless: true,
  body: newPasswordForm,
  answer: signInAnswer,
});

export const beginFactor = endpoint({
  id: 'identity.begin-factor',
  method: 'POST',
  path: '/api/identity/factor/begin',
  summary: { zh: '绑定身份验证器', en: 'Set up the authenticator' },
  permission: everybody,
  audit: 'identity.factor-begun',
  keyless: true,
  answer: enrolment,
});

export const confirmFactor = endpoint({
  id: 'identity.confirm-factor',
  method: 'POST',
  path: '/api/identity/factor/confirm',
  summary: { zh: '确认身份验证器', en: 'Confirm the authenticator' },
  permission: everybody,
  audit: 'identity.factor-enrolled',
  keyless: true,
  body: enrolForm,
  answer: enrolled,
});

export const signOut = endpoint({
  id: 'identity.sign-out',
  method: 'POST',
  path: '/api/identity/sign-out',
  summary: { zh: '退出登录', en: 'Sign out' },
  permission: signedIn,
  audit: 'identity.sign-out',
  keyless: true,
});

export const stepUp = endpoint({
  id: 'identity.step-up',
  method: 'POST',
  path: '/api/identity/step-up',
  summary: { zh: '再次验证身份', en: 'Confirm who you are' },
  permission: signedIn,
  audit: 'identity.step-up',
  keyless: true,
  body: factorForm,
  answer: signInAnswer,
});

export const whoAmI = endpoint({
  id: 'identity.me',
  method: 'GET',
  path: '/api/identity/me',
  summary: { zh: '我的身份与岗位', en: 'Who I am and what posts I hold' },
  permission: signedIn,
  audit: 'not-audited',
  answer: me,
});

export const setLanguage = endpoint({
  id: 'identity.set-language',
  method: 'PUT',
  path: '/api/identity/language',
  summary: { zh: '选择界面语言', en: 'Choose the language' },
  permission: signedIn,
  audit: 'identity.language-set',
  keyless: true,
  body: languageForm,
});

export const changePassword = endpoint({
  id: 'identity.change-password',
  method: 'POST',
  path: '/api/identity/password',
  summary: { zh: '更改密码', en: 'Change the password' },
  permission: signedIn,
  audit: 'identity.password-set',
  keyless: true,
  body: changePasswordForm,
});

export const listSessions = endpoint({
  id: 'identity.sessions',
  method: 'GET',
  path: '/api/identity/sessions',
  summary: { zh: '我的登录设备', en: 'Where I am signed in' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ sessions: z.array(session) }),
});

export const endSession = endpoint({
  id: 'identity.end-session',
  method: 'DELETE',
  path: '/api/identity/sessions/:id',
  summary: { zh: '结束一处登录', en: 'End a session' },
  permission: signedIn,
  audit: 'identity.session-ended',
  keyless: true,
  params: z.strictObject({ id: z.uuid() }),
});

export const setUpState = endpoint({
  id: 'identity.set-up-state',
  method: 'GET',
  path: '/api/identity/set-up',
  summary: { zh: '是否需要首次设置', en: 'Whether first set-up is needed' },
  permission: everybody,
  audit: 'not-audited',
  answer: z.strictObject({ needed: z.boolean() }),
});

export const signUpFirstAdministrator = endpoint({
  id: 'identity.first-administrator',
  method: 'POST',
  path: '/api/identity/set-up',
  summary: { zh: '建立首位系统管理员', en: 'Make the first administrator' },
  permission: everybody,
  audit: 'identity.first-administrator',
  keyless: true,
  perMinute: 10,
  body: firstAdministratorForm,
});

/** For screens, the OpenAPI description, the permission table and the fuzzer. */
export const identityEndpoints = [
  signIn,
  secondFactor,
  firstPassword,
  beginFactor,
  confirmFactor,
  signOut,
  stepUp,
  whoAmI,
  setLanguage,
  changePassword,
  listSessions,
  endSession,
  setUpState,
  signUpFirstAdministrator,
] as const;
