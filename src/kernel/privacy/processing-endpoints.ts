import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from '../identity/permission.ts';
import { field, record } from '../ui/field.ts';

const label = z.strictObject({ zh: z.string(), en: z.string() });

/** The register is no secret inside the office; who changes it answers for it. */
export const readsProcessing = role(
  'office-head',
  'supervisor',
  'inspector',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
);

export const processingRow = z.strictObject({
  purpose: z.string(),
  label,
  basis: label,
  recipients: label,
  /** Where the data lie. */
  place: label,
  retention: label,
  essential: z.boolean(),
  active: z.boolean(),
  changedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  fields: z.array(z.strictObject({ label, class: z.string() })),
});
export type ProcessingRow = z.infer<typeof processingRow>;

export const readProcessing = endpoint({
  id: 'privacy.processing',
  method: 'GET',
  path: '/api/privacy/processing',
  summary: { zh: '个人信息处理活动登记', en: 'Register of processing' },
  permission: readsProcessing,
  audit: 'not-audited',
  answer: z.strictObject({ activities: z.array(processingRow), mayChange: z.boolean() }),
});

export const exportProcessing = endpoint({
  id: 'privacy.export-processing',
  method: 'GET',
  path: '/api/privacy/processing.xlsx',
  summary: { zh: '导出处理活动登记', en: 'Export the register of processing' },
  permission: readsProcessing,
  audit: 'privacy.processing-exported',
  gives: 'stream',
});

/** For the forms: fields of these purposes are not asked. */
export const readClosed = endpoint({
  id: 'privacy.closed-purposes',
  method: 'GET',
  path: '/api/privacy/closed-purposes',
  summary: { zh: '已停止收集的目的', en: 'Purposes that are closed' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ purposes: z.array(z.string()) }),
});

export const purposeForm = record({
  purpose: field(z.string().min(2).max(100), { label: { zh: '处理目的', en: 'Purpose' }, class: 'internal' }),
  active: field(z.boolean(), { label: { zh: '收集', en: 'Collected' }, class: 'internal' }),
  reason: field(z.string().trim().min(2).max(500), {
    label: { zh: '依据或理由', en: 'Basis or reason' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export const changeProcessing = endpoint({
  id: 'privacy.change-purpose',
  method: 'POST',
  path: '/api/privacy/processing',
  summary: { zh: '停止或恢复收集', en: 'Close a purpose or take it up again' },
  permission: role('office-head', 'system-administrator'),
  audit: 'privacy.purpose-changed',
  body: purposeForm,
});

export const processingEndpoints = [readProcessing, exportProcessing, readClosed, changeProcessing] as const;
