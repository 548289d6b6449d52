import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { personSources } from './words.ts';

const keysOf = <Words extends object>(of: Words) =>
  z.enum(Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]]);

/** 核对资料: with what the file was compared. */
export const verifyForm = record({
  source: field(keysOf(personSources), {
    label: { zh: '核对依据', en: 'Compared with' },
    options: personSources,
    class: 'internal',
  }),
});

const standings = { active: { zh: '在册', en: 'On file' }, left: { zh: '调离', en: 'Left' } } as const;

/** 调离、恢复在册. */
export const leaveForm = record({
  state: field(keysOf(standings), { label: { zh: '状态', en: 'State' }, options: standings, class: 'internal' }),
  reason: field(z.string().trim().min(2).max(200), {
    label: { zh: '事由', en: 'Reason' },
    widget: 'textarea',
    class: 'internal',
  }),
});

const numbers = {
  identityNumber: { zh: '身份证件号码', en: 'Identity number' },
  passportNumber: { zh: '出国证件号', en: 'Travel document number' },
  phone: { zh: '手机', en: 'Phone' },
  phoneAbroad: { zh: '境外联系方式', en: 'Phone abroad' },
} as const;

export const revealPurposes = {
  'document-application': { zh: '办理证照', en: 'Applying for a document' },
  filing: { zh: '人员备案', en: 'Personnel filing' },
  'check-original': { zh: '与原件核对', en: 'Comparing with the original' },
  emergency: { zh: '领事保护、应急', en: 'Consular protection, emergency' },
} as const;

/** 查看完整号码: which number, what for. */
export const revealForm = record({
  field: field(keysOf(numbers), { label: { zh: '号码', en: 'Number' }, options: numbers, class: 'internal' }),
  purpose: field(keysOf(revealPurposes), {
    label: { zh: '用途', en: 'Purpose' },
    options: revealPurposes,
    class: 'internal',
  }),
  note: field(z.string().trim().max(200).optional(), { label: { zh: '说明', en: 'Note' }, class: 'internal' }),
});
