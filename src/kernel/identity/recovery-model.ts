import { z } from 'zod';
import { field, record } from '../ui/field.ts';
import { newPasswordForm, signInForm } from './model.ts';

const purpose = 'identity';

export const lostThings = {
  password: { zh: '忘记密码', en: 'Forgotten password' },
  factor: { zh: '身份验证器丢失或更换', en: 'Lost or new authenticator' },
} as const;

/** How the second administrator knows that it is the owner. */
export const checkedHow = {
  'in-person': { zh: '当面核对本人证件', en: 'In person, with a document' },
  'known-telephone': { zh: '拨打登记的电话核实', en: 'Called back on the telephone known before' },
  superior: { zh: '经其所在单位负责人核实', en: 'Confirmed by the head of the unit' },
} as const;

const lost = z.enum(['password', 'factor']);

const recoveryCode = field(
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-HJ-NP-Z2-9]{5}(-[A-HJ-NP-Z2-9]{5}){3}$/),
  {
    label: { zh: '一次性码', en: 'One-time code' },
    help: {
      zh: '管理员核实身份后交给您，30 分钟内有效，只能用一次',
      en: 'Given to you by the administrator; valid for 30 minutes, once',
    },
    example: 'K7Q2M-9XBTA-4HJPW-ZC6RE',
    class: 'sensitive',
    purpose,
  },
);

export const askForm = record({
  login: signInForm.shape.login,
  lost: field(lost, { label: { zh: '情况', en: 'What happened' }, options: lostThings, class: 'internal' }),
});

export const recoverPasswordForm = record({
  login: signInForm.shape.login,
  code: recoveryCode,
  password: newPasswordForm.shape.password,
});

export const recoverFactorForm = record({
  login: signInForm.shape.login,
  password: signInForm.shape.password,
  code: recoveryCode,
});

export const beginForm = record({
  accountId: field(z.uuid(), { label: { zh: '账号', en: 'Account' }, widget: 'hidden', class: 'internal' }),
  lost: askForm.shape.lost,
  reason: field(z.string().trim().min(1).max(200), {
    label: { zh: '理由', en: 'Reason' },
    help: { zh: '何时、以何种方式得知', en: 'When and how you heard of it' },
    class: 'internal',
  }),
});

export const releaseForm = record({
  how: field(z.enum(['in-person', 'known-telephone', 'superior']), {
    label: { zh: '核实方式', en: 'How you checked' },
    options: checkedHow,
    class: 'internal',
  }),
});

/** Shown once, to the administrator who hands it over. */
export const releasedCode = z.strictObject({ code: z.string(), until: z.iso.datetime() });

export const recoveryRow = z.strictObject({
  id: z.uuid(),
  accountId: z.uuid(),
  name: z.string(),
  login: z.string(),
  lost,
  state: z.enum(['asked', 'begun', 'released', 'lapsed', 'used', 'ended']),
  askedAt: z.iso.datetime(),
  begunBy: z.string().nullable(),
  reason: z.string().nullable(),
  checkedBy: z.string().nullable(),
  how: z.enum(['in-person', 'known-telephone', 'superior']).nullable(),
  codeUntil: z.iso.datetime().nullable(),
  endedReason: z.string().nullable(),
  /** It is about the reader's own account, or the reader has begun it. */
  own: z.boolean(),
  begunByMe: z.boolean(),
});
export type Recovery = z.infer<typeof recoveryRow>;
