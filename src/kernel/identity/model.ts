import { z } from 'zod';
import type { Text } from '../text.ts';
import { field, record } from '../ui/field.ts';
import { type Role, roles } from './roles.ts';

const purpose = 'identity';

const passwordLabel: Text = { zh: '密码', en: 'Password' };

/** Taken exactly as typed, any character; the policy is checked where a password is set, never where it is given. */
const givenPassword = z.string().min(1).max(128);
const newPassword = z.string().min(12).max(128);

export const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{2,63}$/);

export const factorCode = z.string().regex(/^\d{6}$/);

/** XXXXX-XXXXX in letters and digits that are not mistaken for one another. */
export const recoveryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);

export const roleName = z.enum(Object.keys(roles) as [Role, ...Role[]]);

export const signInForm = record({
  login: field(z.string().trim().toLowerCase().min(1).max(64), {
    label: { zh: '登录名', en: 'Sign-in name' },
    class: 'personal',
    purpose,
  }),
  password: field(givenPassword, { label: passwordLabel, widget: 'password', class: 'sensitive', purpose }),
});

export const factorForm = record({
  code: field(factorCode.optional(), {
    label: { zh: '动态码', en: 'Code' },
    help: {
      zh: '身份验证器上当前显示的 6 位数字，每个只能用一次',
      en: 'The 6 digits your authenticator shows now; each works once',
    },
    class: 'sensitive',
    purpose,
  }),
  recovery: field(recoveryCode.optional(), {
    label: { zh: '备用码', en: 'Recovery code' },
    help: {
      zh: '身份验证器不在手边时使用，每个只能用一次',
      en: 'For when the authenticator is not at hand; each works once',
    },
    example: 'K7Q2M-9XBTA',
    class: 'sensitive',
    purpose,
  }),
}).refine((form) => (form.code === undefined) !== (form.recovery === undefined), {
  path: ['code'],
  params: {
    code: 'one-of-two',
    text: { zh: '请填写动态码或备用码中的一个。', en: 'Enter either the code or a recovery code.' },
  },
});

export const enrolForm = record({
  code: field(factorCode, {
    label: { zh: '动态码', en: 'Code' },
    help: {
      zh: '用身份验证器扫描二维码后显示的 6 位数字',
      en: 'The 6 digits that the authenticator shows after scanning',
    },
    class: 'sensitive',
    purpose,
  }),
});

export const newPasswordForm = record({
  password: field(newPassword, {
    label: { zh: '新密码', en: 'New password' },
    help: {
      zh: '12 至 128 个字符；不要含姓名、单位名称或电话',
      en: '12 to 128 characters; not your name, the office or a telephone number',
    },
    widget: 'password',
    class: 'sensitive',
    purpose,
  }),
});

export const changePasswordForm = record({
  current: field(givenPassword, {
    label: { zh: '当前密码', en: 'Current password' },
    widget: 'password',
    class: 'sensitive',
    purpose,
  }),
  password: newPasswordForm.shape.password,
});

export const firstAdministratorForm = record({
  code: field(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-HJ-NP-Z2-9]{5}(-[A-HJ-NP-Z2-9]{5}){3}$/),
    {
      label: { zh: '设置码', en: 'Set-up code' },
      help: {
        zh: '启动程序的终端里显示，30 分钟内有效，只能用一次',
        en: 'Shown where the program was started; valid for 30 minutes, once',
      },
      class: 'sensitive',
      purpose,
    },
  ),
  officeName: field(z.string().trim().min(2).max(200), {
    label: { zh: '单位全称', en: 'Name of the office' },
    example: '某某市人民政府外事办公室',
    class: 'public',
  }),
  officeNameEnglish: field(z.string().trim().min(2).max(200), {
    label: { zh: '英文名称', en: 'English name' },
    class: 'public',
  }),
  name: field(z.string().trim().min(1).max(100), { label: { zh: '姓名', en: 'Name' }, class: 'personal', purpose }),
  login: field(loginName, {
    label: { zh: '登录名', en: 'Sign-in name' },
    help: {
      zh: '3 至 64 个小写字母、数字或 . _ @ -，以字母或数字开头',
      en: '3 to 64 lower-case letters, digits or . _ @ -, starting with a letter or digit',
    },
    class: 'personal',
    purpose,
  }),
  password: newPasswordForm.shape.password,
});

/** What a sign-in still needs; `done` opens the desk. */
export const signInAnswer = z.strictObject({
  next: z.enum(['done', 'factor', 'enrol-factor', 'new-password']),
});
export type SignInNext = z.infer<typeof signInAnswer>['next'];

export const enrolment = z.strictObject({
  /** Base32, for typing by hand. */
  secret: z.string(),
  /** `otpauth://totp/…`, shown as a QR code drawn in the browser. */
  uri: z.string(),
});

/** Shown once. */
export const enrolled = z.strictObject({ recoveryCodes: z.array(z.string()).length(10) });

const heldPost = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  unitNameEnglish: z.string(),
  roles: z.array(roleName),
  subtree: z.boolean(),
});

export const me = z.strictObject({
  officeId: z.uuid(),
  officeName: z.string(),
  officeNameEnglish: z.string(),
  demonstration: z.boolean(),
  personId: z.uuid(),
  name: z.string(),
  login: z.string(),
  language: z.enum(['zh', 'en']),
  posts: z.array(heldPost),
  /** Every role usable now, delegated ones too. */
  roles: z.array(roleName),
  actsFor: z.array(z.strictObject({ personId: z.uuid(), name: z.string() })),
  lastSignInAt: z.iso.datetime().nullable(),
  /** The session ends then, unless it is used before; and for good at `endsAt`. */
  idleMinutes: z.int(),
  endsAt: z.iso.datetime(),
});
export type Me = z.infer<typeof me>;

export const session = z.strictObject({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  address: z.string(),
  agent: z.string(),
  current: z.boolean(),
});

export const languageForm = record({
  language: field(z.enum(['zh', 'en']), {
    label: { zh: '界面语言', en: 'Language' },
    options: { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } },
    class: 'internal',
  }),
});
