import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { date } from '../mission-file/fields.ts';

const short = z.string().trim().max(200);

/** 回国登记 (section 14.1): within three working days of the return, what really happened beside what was approved. */
export const homecoming = record({
  departedOn: field(date, {
    label: { zh: '实际离境日', en: 'Departed on' },
    help: { zh: '以出入境记录页或查询结果为准', en: 'By the stamps or the border record' },
    widget: 'day',
    class: 'internal',
  }),
  returnedOn: field(date, {
    label: { zh: '实际抵境日', en: 'Returned on' },
    help: { zh: '北京时间', en: 'Beijing time' },
    widget: 'day',
    class: 'internal',
  }),
  ports: field(short, { label: { zh: '出入境口岸', en: 'Ports of exit and entry' }, class: 'internal' }),
  places: field(short, { label: { zh: '实际到访国家和城市', en: 'Places really visited' }, class: 'internal' }),
  absent: field(z.array(z.uuid()).max(60), {
    label: { zh: '未成行人员', en: 'Members who did not travel' },
    class: 'personal',
    purpose: '因公出国（境）回国登记',
  }),
  asApproved: field(z.boolean(), {
    label: { zh: '与批准内容一致', en: 'As approved' },
    class: 'internal',
  }),
  differences: field(z.string().trim().max(1000), {
    label: { zh: '差异说明', en: 'Differences' },
    help: {
      zh: '时间、国家、路线、人员与批件不同的，说明原因',
      en: 'Why dates, countries, route or people differ from the approval',
    },
    widget: 'textarea',
    class: 'internal',
  }),
});
