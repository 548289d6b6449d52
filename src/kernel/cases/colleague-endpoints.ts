import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { signedIn } from '../identity/permission.ts';

export const colleague = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  posts: z.array(z.strictObject({ title: z.string(), unit: z.string() })),
});
export type Colleague = z.infer<typeof colleague>;

/** To whom a step can be handed, whose signature can be added, who can be copied: holders of posts, by name, post or unit. */
export const findColleagues = endpoint({
  id: 'cases.colleagues',
  method: 'GET',
  path: '/api/cases/colleagues',
  summary: { zh: '查找可以办理的人员', en: 'Find who can handle a case' },
  permission: signedIn,
  audit: 'cases.colleagues-read',
  query: z.strictObject({ q: z.string().trim().min(1).max(50) }),
  answer: z.strictObject({ colleagues: z.array(colleague) }),
});
