import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from '../identity/permission.ts';
import { calendarChange, calendarDay, calendarEntry } from './model.ts';

export const readCalendar = endpoint({
  id: 'calendar.read',
  method: 'GET',
  path: '/api/calendar/:year',
  summary: { zh: '工作日历', en: 'Calendar of working days' },
  permission: signedIn,
  audit: 'not-audited',
  params: z.strictObject({ year: z.coerce.number().int().min(2004).max(2100) }),
  answer: z.strictObject({
    year: z.int(),
    /** False: nobody knows the notice yet, and what rests on this year is provisional (暂定). */
    known: z.boolean(),
    /** Days that differ from a plain week, in order. */
    days: z.array(calendarDay),
    /** Every entry of the office for this year, latest first. */
    entries: z.array(calendarEntry),
  }),
});

export const changeCalendar = endpoint({
  id: 'calendar.change',
  method: 'POST',
  path: '/api/calendar/entries',
  summary: { zh: '录入放假和调休安排', en: 'Enter days off and make-up days' },
  permission: role('system-administrator', 'office-head'),
  audit: 'calendar.changed',
  body: calendarChange,
  answer: z.strictObject({ entered: z.int() }),
});
