import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { endpoint } from '../http/endpoint.ts';
import { role } from '../identity/permission.ts';
import { type Role, roles } from '../identity/roles.ts';

const text = z.strictObject({ zh: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) });
const dayText = z.string().refine(isDay, { message: 'YYYY-MM-DD' });
const condition = z.string().trim().min(1).max(500);
const roleName = z.enum(Object.keys(roles) as [Role, ...Role[]]);

export const places = {
  'applicant-unit': { zh: '申报单位', en: 'Applying unit' },
  'first-review-unit': { zh: '初审单位（县区或主管部门）', en: 'Unit of first review' },
  office: { zh: '市外办', en: 'The office' },
} as const;

export const signerRule = z.union([
  z.strictObject({
    role: roleName,
    at: z.union([z.enum(['applicant-unit', 'first-review-unit', 'office']), z.strictObject({ unitId: z.uuid() })]),
  }),
  z.strictObject({ person: z.uuid() }),
]);

export const threshold = z.union([z.enum(['one', 'any', 'all']), z.strictObject({ atLeast: z.int().min(1).max(100) })]);

/** In form only; whether a route fits its process is the business of `validateRoute`. */
export const routeForm = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  title: text,
  validFrom: dayText,
  validTo: dayText.optional(),
  when: condition,
  order: z.int().min(0).max(10_000),
  nodes: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(40),
        step: z.string().min(1).max(60),
        when: condition.optional(),
        signers: z.array(signerRule).max(20),
        threshold,
        group: z.string().min(1).max(40).optional(),
        workingDays: z.int().min(0).max(366).optional(),
      }),
    )
    .max(60),
  grantedAfter: z.string().min(1).max(40),
});
export type RouteForm = z.infer<typeof routeForm>;

const fault = z.strictObject({
  at: z.string(),
  code: z.string(),
  message: z.strictObject({ zh: z.string(), en: z.string() }),
});

export const storedRoute = z.strictObject({
  route: routeForm,
  /** 0: the route that the program brings; it holds until the office lays down its own. */
  version: z.int(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
});
export type StoredRouteRow = z.infer<typeof storedRoute>;

export const factValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);

export const trialForm = z.strictObject({
  /** Tried out as if it were saved; without it, the routes as they stand. */
  route: routeForm.optional(),
  facts: z.record(z.string(), factValue),
  day: dayText,
  amendment: z.boolean(),
  changes: z.array(z.string()).max(20),
});

export const trial = z.strictObject({
  /** What `validateRoute` finds in the route that is tried out. */
  faults: z.array(fault),
  /** The route that a case with these facts would take; null: none. */
  chosen: z.strictObject({ id: z.string(), title: z.strictObject({ zh: z.string(), en: z.string() }) }).nullable(),
  rejected: z.array(
    z.strictObject({
      route: z.string(),
      why: z.enum(['not-in-force', 'condition-false', 'condition-failed']),
      message: z.string().nullable(),
    }),
  ),
  nodes: z.array(
    z.strictObject({
      key: z.string(),
      label: z.strictObject({ zh: z.string(), en: z.string() }),
      runs: z.boolean(),
      why: z.enum(['condition-false', 'condition-failed']).nullable(),
      message: z.string().nullable(),
      stage: z.int(),
    }),
  ),
});
export type RouteTrialAnswer = z.infer<typeof trial>;

/** Routes say who signs what: who changes them is not who signs. */
const laysDownRoutes = role('system-administrator', 'office-head');
const readsRoutes = role(
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'office-head',
  'reviewer',
  'intake',
  'supervisor',
  'inspector',
);

/** The routes of one kind of case, under an address of the service: list, save with a date, try out on sample facts. */
export function routeEndpoints(service: string, path: string) {
  return {
    listRoutes: endpoint({
      id: `${service}.routes`,
      method: 'GET',
      path,
      summary: { zh: '审批路线', en: 'Routes' },
      permission: readsRoutes,
      audit: 'not-audited',
      answer: z.strictObject({ routes: z.array(storedRoute), mayChange: z.boolean() }),
    }),
    saveRoute: endpoint({
      id: `${service}.save-route`,
      method: 'PUT',
      path: `${path}/:id`,
      summary: { zh: '启用或修改审批路线', en: 'Put a route in force' },
      permission: laysDownRoutes,
      audit: 'cases.route-saved',
      versioned: true,
      stepUp: true,
      params: z.strictObject({ id: z.string().max(40) }),
      body: routeForm,
      answer: z.strictObject({ version: z.int() }),
    }),
    tryRoutes: endpoint({
      id: `${service}.try-routes`,
      method: 'POST',
      path: `${path}/trial`,
      summary: { zh: '试运行审批路线', en: 'Try routes out' },
      permission: readsRoutes,
      audit: 'not-audited',
      body: trialForm,
      answer: trial,
    }),
  } as const;
}
export type RouteEndpoints = ReturnType<typeof routeEndpoints>;
