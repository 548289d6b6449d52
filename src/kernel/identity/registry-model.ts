import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { field, record } from '../ui/field.ts';
import { loginName, roleName } from './model.ts';
import { roles } from './roles.ts';

const purpose = 'identity';

const dayString = z.iso.date().refine(isDay);

export const unitKinds = {
  office: { zh: '市外办', en: 'City office' },
  section: { zh: '内设机构', en: 'Section' },
  county: { zh: '县区、功能区外办', en: 'County or zone office' },
  bureau: { zh: '成员单位', en: 'Member unit' },
  unit: { zh: '派员单位', en: 'Sending unit' },
  enterprise: { zh: '企业', en: 'Enterprise' },
} as const;

const unitKind = z.enum(['office', 'section', 'county', 'bureau', 'unit', 'enterprise']);

export const unitForm = record({
  parentId: field(z.uuid(), { label: { zh: '上级单位', en: 'Belongs to' }, widget: 'unit', class: 'internal' }),
  name: field(z.string().trim().min(1).max(200), { label: { zh: '单位全称', en: 'Full name' }, class: 'internal' }),
  nameEnglish: field(z.string().trim().min(1).max(200), {
    label: { zh: '英文名称', en: 'English name' },
    class: 'internal',
  }),
  shortName: field(z.string().trim().min(1).max(50).optional(), {
    label: { zh: '简称', en: 'Short name' },
    class: 'internal',
  }),
  kind: field(unitKind, { label: { zh: '类别', en: 'Kind' }, options: unitKinds, class: 'internal' }),
});
export type UnitInput = z.infer<typeof unitForm>;

export const unit = z.strictObject({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  nameEnglish: z.string(),
  shortName: z.string().nullable(),
  kind: unitKind,
  path: z.array(z.uuid()),
});
export type Unit = z.infer<typeof unit>;

export const accountForm = record({
  personId: field(z.uuid(), { label: { zh: '人员', en: 'Person' }, widget: 'person', class: 'internal' }),
  login: field(loginName, { label: { zh: '登录名', en: 'Sign-in name' }, class: 'personal', purpose }),
});

/** Shown once, to the administrator who hands it over. */
export const openedAccount = z.strictObject({ accountId: z.uuid(), temporaryPassword: z.string() });

export const postForm = record({
  personId: field(z.uuid(), { label: { zh: '人员', en: 'Person' }, widget: 'person', class: 'internal' }),
  unitId: field(z.uuid(), { label: { zh: '单位', en: 'Unit' }, widget: 'unit', class: 'internal' }),
  title: field(z.string().trim().min(1).max(100), { label: { zh: '岗位名称', en: 'Title' }, class: 'internal' }),
  roles: field(z.array(roleName).min(1).max(20), {
    label: { zh: '职责', en: 'Duties' },
    options: roles,
    class: 'internal',
  }),
  subtree: field(z.boolean(), {
    label: { zh: '含下级单位', en: 'Units below too' },
    help: { zh: '勾选后，职责也及于该单位的所有下级单位', en: 'The duties then reach all units below as well' },
    class: 'internal',
  }),
  from: field(dayString, { label: { zh: '起始日', en: 'From' }, widget: 'day', class: 'internal' }),
  to: field(dayString.optional(), { label: { zh: '截止日', en: 'Until' }, widget: 'day', class: 'internal' }),
});
export type PostInput = z.infer<typeof postForm>;

const delegationFields = record({
  fromPersonId: field(z.uuid(), { label: { zh: '委托人', en: 'Acts for' }, widget: 'person', class: 'internal' }),
  toPersonId: field(z.uuid(), { label: { zh: '代理人', en: 'Stand-in' }, widget: 'person', class: 'internal' }),
  from: field(dayString, { label: { zh: '起始日', en: 'From' }, widget: 'day', class: 'internal' }),
  to: field(dayString, { label: { zh: '截止日', en: 'Until' }, widget: 'day', class: 'internal' }),
  roles: field(z.array(roleName).max(20).optional(), {
    label: { zh: '代理的职责', en: 'Duties' },
    help: { zh: '不选即全部可代理的职责', en: 'None chosen: all that can be delegated' },
    options: roles,
    class: 'internal',
  }),
  reason: field(z.string().trim().min(1).max(500), {
    label: { zh: '事由', en: 'Reason' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export const delegationForm = delegationFields
  .refine(({ fromPersonId, toPersonId }) => fromPersonId !== toPersonId, {
    path: ['toPersonId'],
    params: {
      code: 'own-stand-in',
      text: {
        zh: '代理人不能是委托人本人，请选择另一位同事。',
        en: 'Nobody stands in for oneself. Choose a colleague.',
      },
    },
  })
  .refine(({ from, to }) => to >= from, {
    path: ['to'],
    params: {
      code: 'ends-before-it-begins',
      text: { zh: '截止日早于起始日，请更正。', en: 'The last day is before the first. Correct one of them.' },
    },
  });
export type DelegationInput = z.infer<typeof delegationForm>;

export const accountStates = {
  active: { zh: '使用中', en: 'Active' },
  held: { zh: '暂停登录', en: 'Held' },
  suspended: { zh: '已停用', en: 'Suspended' },
} as const;

/** Where a delegation stands: it begins and ends by its days, or was ended before. */
export const delegationStates = {
  'in-force': { zh: '生效中', en: 'In force' },
  'to-come': { zh: '尚未开始', en: 'To come' },
  over: { zh: '已到期', en: 'Over' },
  ended: { zh: '已提前结束', en: 'Ended early' },
} as const;

const namedPerson = z.strictObject({ id: z.uuid(), name: z.string() });

export const delegationRow = z.strictObject({
  id: z.uuid(),
  from: namedPerson,
  to: namedPerson,
  validFrom: z.string(),
  validTo: z.string(),
  /** Null: all duties that can be delegated. */
  roles: z.array(roleName).nullable(),
  reason: z.string(),
  /** Who set it up: the person, or the security administrator in the person's absence. */
  madeBy: namedPerson,
  state: z.enum(['in-force', 'to-come', 'over', 'ended']),
  mayEnd: z.boolean(),
});
export type DelegationRow = z.infer<typeof delegationRow>;

export const reasonForm = record({
  reason: field(z.string().trim().min(1).max(200), { label: { zh: '理由', en: 'Reason' }, class: 'internal' }),
});

export const accountRow = z.strictObject({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  login: z.string(),
  state: z.enum(['active', 'held', 'suspended']),
  stateReason: z.string().nullable(),
  factorEnrolled: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  posts: z.array(
    z.strictObject({
      id: z.uuid(),
      title: z.string(),
      unitId: z.uuid(),
      unitName: z.string(),
      roles: z.array(roleName),
      subtree: z.boolean(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
});
