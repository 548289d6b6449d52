import { z } from 'zod';
import { officialLetter, verificationMark } from '#kernel/documents/letter.ts';

const short = z.string().max(200);
const long = z.string().max(4_000);

/** A member as a paper shows him: nothing that identifies beyond name, unit and post. */
export const memberOnPaper = z.strictObject({
  name: z.string().min(1).max(100),
  unit: short,
  post: short,
  /** 团内职务. */
  role: short,
});
export type MemberOnPaper = z.infer<typeof memberOnPaper>;

const imprint = {
  /** 发文机关标志. */
  issuer: z.string().min(1).max(60),
  /** Null before it is taken. */
  number: z.string().min(1).max(60).nullable(),
  verification: verificationMark.nullable(),
  /** 样张 over each page, never sealed. */
  sample: z.boolean(),
};

/** All dates as they are printed: 2026年3月11日. */
const mission = {
  organiser: z.string().min(1).max(200),
  /** 团组名称. */
  mission: z.string().min(1).max(200),
  task: long,
  /** In the order of the visit, with the days in each where they were approved so: 日本（5天）. */
  countries: z.array(z.string().min(1).max(100)).min(1),
  /** 在外停留天数, departure and return counted. */
  days: z.number().int().min(1),
  departure: short,
  return: short,
  members: z.array(memberOnPaper).min(1).max(500),
  /** 费用来源. */
  funding: short,
};

/** 任务批件 (fields: section 9 of the field list of official travel). */
export const missionApproval = z.strictObject({
  ...imprint,
  ...mission,
  /** 正文, with the members filled in. */
  opening: z.string().min(1).max(2_000),
  /** 有效期. */
  validity: short,
  /** 批准机关. */
  authority: short,
  /** 签发人. */
  signer: short,
  date: short,
  /** 上级批准文号, where a higher authority approved. */
  upperNumber: short.optional(),
  copies: z.array(short),
  printedBy: short,
  printedOn: short,
});
export type MissionApproval = z.infer<typeof missionApproval>;

/** 任务确认件: members who join a mission that another authority approved. */
export const missionConfirmation = missionApproval.extend({
  /** 组团批件号 or number of the 任务通知书. */
  leadNumber: z.string().min(1).max(100),
  /** Who leads the mission. */
  leadOrganiser: z.string().min(1).max(200),
});
export type MissionConfirmation = z.infer<typeof missionConfirmation>;

/** 请示: a 上行文, so a 签发人 stands in its head; the same data gives its DOCX. */
export const requestToProvince = officialLetter.extend({ signer: z.string().min(1).max(60) });
export type RequestToProvince = z.infer<typeof requestToProvince>;

export const opinionOnPaper = z.strictObject({
  /** Whose opinion: 市财政局意见. */
  label: short,
  text: long,
  by: short,
  on: short,
});

/** 呈批单: printed for a leader who decides on paper; what he writes is registered from a picture and checked by a second person. */
export const paperDecision = z.strictObject({
  issuer: z.string().min(1).max(60),
  title: z.string().min(1).max(100),
  caseNumber: z.string().min(1).max(60),
  /** QR code of the case number, for finding the case from the signed sheet. */
  qr: z.array(z.string().regex(/^[01]+$/)).min(21),
  /** Code 128 of the case number, for the scanners of registries. */
  bar: z.string().regex(/^[01]+$/),
  urgency: short,
  receivedOn: short,
  dueOn: short,
  organiser: short,
  mission: short,
  summary: long,
  opinions: z.array(opinionOnPaper).max(20),
  /** 拟办意见. */
  proposal: opinionOnPaper,
  /** Whose 批示 is asked for, in the order in which it is asked. */
  leaders: z.array(z.string().min(1).max(60)).min(1).max(6),
  handler: short,
  phone: short,
  sample: z.boolean(),
});
export type PaperDecision = z.infer<typeof paperDecision>;

const opinionColumn = z.strictObject({
  /** Each point that the column answers for. */
  checks: z.array(z.strictObject({ item: z.string().min(1).max(200), answer: z.string().max(500) })).max(20),
  opinion: long,
  by: short,
  on: short,
});

/** 任务和预算审批意见表: three columns side by side (section 8.5 of the field list). */
export const opinionSheet = z.strictObject({
  ...imprint,
  ...mission,
  leader: short,
  rank: short,
  budget: short,
  foreignAffairs: opinionColumn,
  finance: opinionColumn,
  personnel: opinionColumn,
});
export type OpinionSheet = z.infer<typeof opinionSheet>;

/** 成员名单. */
export const membersPaper = z.strictObject({
  issuer: z.string().max(60),
  organiser: short,
  mission: z.string().min(1).max(200),
  members: z
    .array(memberOnPaper.extend({ gender: short, document: short, duty: short }))
    .min(1)
    .max(500),
  date: short,
  sample: z.boolean(),
});
export type MembersPaper = z.infer<typeof membersPaper>;

/** 日程. */
export const programmePaper = z.strictObject({
  issuer: z.string().max(60),
  organiser: short,
  mission: z.string().min(1).max(200),
  route: short,
  days: z
    .array(z.strictObject({ date: short, city: short, morning: long, afternoon: long, evening: long }))
    .min(1)
    .max(400),
  date: short,
  sample: z.boolean(),
});
export type ProgrammePaper = z.infer<typeof programmePaper>;

/** 公示稿: posted before the mission for five working days; identity numbers, contacts and passports have no field in it. */
export const publicityPaper = z.strictObject({
  issuer: z.string().max(60),
  ...mission,
  /** 往返航线. */
  route: short,
  inviter: long,
  budget: short,
  /** Day by day. */
  programme: z.array(z.strictObject({ date: short, city: short, activity: long })).max(400),
  from: short,
  to: short,
  place: short,
  /** Who takes objections: unit, telephone, address. */
  contact: short,
  date: short,
  sample: z.boolean(),
});
export type PublicityPaper = z.infer<typeof publicityPaper>;
