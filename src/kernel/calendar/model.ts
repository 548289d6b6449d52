import { z } from 'zod';
import { field, record } from '../ui/field.ts';
import { isDay } from './day.ts';

export const dayText = z.iso.date({ abort: true }).refine(isDay, { message: 'YYYY-MM-DD' });
const year = z.int().min(2004).max(2100);

/** What an office enters over the notices of the State Council: a run of days, and the years whose notice is in full. */
export const calendarChange = record({
  days: field(
    z
      .array(
        z.strictObject({
          day: dayText,
          /** Worked (调休上班), or off. */
          working: z.boolean(),
          name: z.string().trim().min(1).max(50),
        }),
      )
      .max(120),
    { label: { zh: '日期', en: 'Days' }, class: 'internal' },
  ),
  knownYears: field(z.array(year).max(5), {
    label: { zh: '放假安排已录全的年份', en: 'Years whose notice is entered in full' },
    class: 'internal',
  }),
  source: field(z.string().trim().min(1).max(200), {
    label: { zh: '依据', en: 'Source' },
    help: { zh: '通知的名称和文号', en: 'Name and number of the notice' },
    example: '国务院办公厅关于2027年部分节假日安排的通知',
    class: 'internal',
  }),
});
export type CalendarChange = z.infer<typeof calendarChange>;

export const calendarDay = z.strictObject({
  day: z.string(),
  working: z.boolean(),
  name: z.string(),
  /** The yearly notice, or an entry of the office over it. */
  from: z.enum(['notice', 'office']),
});

export const calendarEntry = z.strictObject({
  id: z.uuid(),
  day: z.string(),
  working: z.boolean(),
  name: z.string(),
  source: z.string(),
  recordedOn: z.string(),
  recordedBy: z.string().nullable(),
});
