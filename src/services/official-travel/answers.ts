import { z } from 'zod';

/** What the mission endpoints answer. Screens read these types; the server's tests parse its answers with them. */
const id = z.uuid();
const text = z.strictObject({ zh: z.string(), en: z.string() });
const day = z.string();

const person = z.strictObject({ id, name: z.string() });
const unit = z.strictObject({ id, name: z.string() });

/** 谁在办、从何时起、何时到期: one line, the same on list, case page and phone. */
export const holding = z.strictObject({
  state: z.string(),
  step: z.string().nullable(),
  holder: text.nullable(),
  since: z.string().nullable(),
  due: day.nullable(),
  provisional: z.boolean(),
});

export const missionRow = z.strictObject({
  id,
  number: z.string().nullable(),
  title: z.string(),
  unit,
  members: z.int(),
  days: z.int().nullable(),
  regions: z.array(z.string()),
  departure: day.nullable(),
  return: day.nullable(),
  issues: z.int(),
  updatedAt: z.string(),
  ...holding.shape,
});
export type MissionRow = z.infer<typeof missionRow>;

export const missionList = z.strictObject({
  rows: z.array(missionRow),
  next: z.string().nullable(),
  /** Exact up to 1,000; `more` says that there are more than that. */
  total: z.strictObject({ count: z.int(), more: z.boolean() }),
});

export const finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['blocks', 'warns', 'informs']),
  /** `submit` stops the submission, `approve` the step that checks it, `nothing` only tells. */
  blocks: z.enum(['submit', 'approve', 'nothing']),
  message: text,
  section: z.string(),
  at: z.string(),
  citation: z
    .strictObject({
      source: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      article: z.string().nullable(),
    })
    .nullable(),
  params: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  exception: z
    .strictObject({
      state: z.enum(['asked', 'granted']),
      code: z.string(),
      text: z.string(),
      by: person.nullable(),
      at: z.string().nullable(),
    })
    .nullable(),
  mayGrant: z.boolean(),
});
export type MissionFinding = z.infer<typeof finding>;

/** What is still open or wrong in form, by section and field. */
export const gap = z.strictObject({ section: z.string(), at: z.string(), code: z.string(), message: text });
export type Gap = z.infer<typeof gap>;

export const check = z.strictObject({
  /** The rules need a well-formed file; while gaps remain, they have run on what is there as far as that went. */
  ran: z.boolean(),
  gaps: z.array(gap),
  findings: z.array(finding),
  passed: z.array(z.strictObject({ rule: z.string(), subject: text })),
  unchecked: z.array(z.strictObject({ rule: z.string(), subject: text, reason: z.string() })),
  /** Rules that no data decides; a person judges them at review. */
  forPerson: z.array(z.strictObject({ rule: z.string(), subject: text, text: text })),
  facts: z.strictObject({
    days: z.int().nullable(),
    visitedRegions: z.array(z.string()).nullable(),
    countedRegions: z.array(z.string()).nullable(),
    members: z.int().nullable(),
    postingWorkingDays: z.int().nullable(),
    officialShare: z.number().nullable(),
    budgetCny: z.number().nullable(),
  }),
});
export type MissionCheck = z.infer<typeof check>;

const sectionState = z.strictObject({
  section: z.string(),
  version: z.int(),
  state: z.enum(['empty', 'begun', 'issues', 'done']),
  issues: z.int(),
  savedAt: z.string().nullable(),
  savedBy: person.nullable(),
});

const openAction = z.strictObject({
  command: z.string(),
  label: text,
  node: z.string().optional(),
  seat: z.string().optional(),
  paper: z.string().optional(),
  promise: z.string().optional(),
  finding: z.string().optional(),
  actingFor: z.string().optional(),
  effect: text.optional(),
});
const closedAction = z.strictObject({
  command: z.string(),
  label: text,
  node: z.string().optional(),
  reason: z.string(),
  text,
});

export const historyEntry = z.strictObject({
  at: z.string(),
  by: person.nullable(),
  onBehalfOf: person.nullable(),
  type: z.string(),
  label: text,
  step: text.nullable(),
  words: z.string().nullable(),
  system: z.boolean(),
});

export const documentRow = z.strictObject({
  id,
  kind: z.string(),
  title: text,
  state: z.string(),
  stateLabel: text,
  number: z.string().nullable(),
  code: z.string().nullable(),
  pages: z.int().nullable(),
  issuedOn: day.nullable(),
  pdf: z.boolean(),
  docx: z.boolean(),
  /** 会签: who was asked, and who has signed. */
  cosigners: z.array(z.strictObject({ name: z.string(), signed: z.boolean() })),
  /** Number of the document that this one takes the place of when it is handed out. */
  replaces: z.string().nullable(),
  /** Number of the one that has taken its place. */
  replacedBy: z.string().nullable(),
  /** In force: a changed document may take its place. */
  replaceable: z.boolean(),
  /** Acts on the document that are open to the reader: check, sign, issue, seal, distribute, void. */
  actions: z.array(z.strictObject({ command: z.string(), label: text })),
});
export type MissionDocument = z.infer<typeof documentRow>;

export const planCounters = z.strictObject({
  year: z.int(),
  unit,
  /** 下达、已批准、占用、可用: free = given − granted − held. */
  given: z.int(),
  granted: z.int(),
  held: z.int(),
  free: z.int(),
  /** CNY: given as planned; granted and held as the missions cost. */
  money: z.strictObject({ givenCny: z.string(), grantedCny: z.string(), heldCny: z.string(), freeCny: z.string() }),
  /** What is granted and held reaches the share that the office warns at: missions, money. */
  warns: z.boolean(),
  moneyWarns: z.boolean(),
  warnAtPercent: z.int(),
});

/** Which table of rates a budget is measured by; null: none was in force. */
const rateTable = z.strictObject({ title: text, source: z.string(), from: day, own: z.boolean() });

export const missionPage = z.strictObject({
  id,
  number: z.string().nullable(),
  title: z.string(),
  version: z.int(),
  unit,
  applicant: person,
  createdAt: z.string(),
  submittedAt: z.string().nullable(),
  ...holding.shape,
  stateLabel: text,
  tone: z.string(),
  suspended: z.boolean(),
  path: z.array(
    z.strictObject({
      node: z.string(),
      label: text,
      kind: z.string(),
      tone: z.string(),
      status: z.enum(['done', 'current', 'to-come', 'skipped']),
      why: z.string().optional(),
    }),
  ),
  /** Of a draft: the steps that a submission today would take, up to the grant. */
  forecast: z
    .strictObject({
      route: text,
      steps: z.array(
        z.strictObject({
          node: z.string(),
          label: text,
          /** Steps with one number run at the same time. */
          stage: z.int(),
          runs: z.boolean(),
          holder: text.nullable(),
          from: day,
          due: day.nullable(),
          provisional: z.boolean(),
        }),
      ),
    })
    .nullable(),
  /** After it was returned and sent again: the sections that were changed, as they stood at the return. */
  mended: z
    .strictObject({ returnedAt: z.string(), sentAgainAt: z.string(), before: z.record(z.string(), z.unknown()) })
    .nullable(),
  actions: z.array(openAction),
  closed: z.array(closedAction),
  /** Content by section, masked for the reader. */
  content: z.record(z.string(), z.unknown()),
  sections: z.array(sectionState),
  writable: z.array(z.string()),
  check,
  /** Figures and rules as the office has laid them down, for the check that the browser makes while somebody types. */
  rules: z.strictObject({
    params: z.record(z.string(), z.record(z.string(), z.unknown())),
    off: z.array(z.string()),
  }),
  history: z.array(historyEntry),
  documents: z.array(documentRow),
  promises: z.array(
    z.strictObject({ promise: z.string(), papers: z.array(z.string()), due: day, fulfilled: z.boolean() }),
  ),
  papers: z.array(
    z.strictObject({
      paper: z.string(),
      node: z.string(),
      decision: z.enum(['approve', 'refuse']),
      signer: person,
      signedOn: day,
      file: id,
      status: z.enum(['unchecked', 'checked', 'rejected', 'lapsed']),
    }),
  ),
  missingPapers: z.array(z.string()),
  correction: z
    .strictObject({
      reason: text.nullable(),
      words: z.string().nullable(),
      due: day.nullable(),
      from: text.nullable(),
      way: z.string(),
      /** Sections that may be mended; null: all. */
      reopens: z.array(z.string()).nullable(),
    })
    .nullable(),
  plan: planCounters.nullable(),
  /** The table of rates that the budget is measured by: today's for who writes it, else that of the day of submission. */
  rates: z.strictObject({
    table: rateTable.nullable(),
    /** The office's own rows, for the check in the browser of who writes the budget. */
    rows: z.array(z.tuple([z.string(), z.string(), z.string(), z.number(), z.number(), z.number()])).nullable(),
  }),
});
export type MissionPage = z.infer<typeof missionPage>;

export const sectionSaved = z.strictObject({
  version: z.int(),
  savedAt: z.string(),
  sections: z.array(sectionState),
  check,
});

/** Computed ceilings (住宿、伙食、公杂) for the form: what the budget may cost by the standards. */
export const ceilings = z.strictObject({
  table: rateTable.nullable(),
  lines: z.array(
    z.strictObject({
      item: z.enum(['lodging', 'meals', 'incidentals']),
      region: z.string(),
      city: z.string(),
      currency: z.string(),
      rate: z.number().nullable(),
      quantity: z.number(),
      members: z.array(id),
      amount: z.number().nullable(),
      cny: z.number().nullable(),
    }),
  ),
  undetermined: z.array(z.strictObject({ region: z.string(), city: z.string(), reason: z.string() })),
  totalCny: z.number().nullable(),
});
