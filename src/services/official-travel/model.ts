import type { z } from 'zod';
import { basics, plan, statements } from './model/basics.ts';
import { invitations, programme, route } from './model/journey.ts';
import { members } from './model/members.ts';
import { budget, financeOpinion } from './model/money.ts';
import { attachments, filing, firstReview, provinceReply, publicity, review } from './model/opinions.ts';
import { homecoming } from './model/return.ts';

/**
 * The content of a mission, by section; the keys are those of `missionProcess.sections`. One definition for the form, the API, the
 * types and the check at submission; a draft may leave anything open.
 */
export const sections = {
  basics,
  plan,
  members,
  route,
  programme,
  invitations,
  budget,
  publicity,
  attachments,
  statements,
  finance: financeOpinion,
  filing,
  'first-review': firstReview,
  review,
  'province-reply': provinceReply,
  return: homecoming,
} as const;

export type Section = keyof typeof sections;
export type SectionContent<S extends Section> = z.infer<(typeof sections)[S]>;

/** What the liaison officer fills; the others are written by signers at their step. */
export const applicationSections = [
  'basics',
  'plan',
  'members',
  'route',
  'programme',
  'invitations',
  'budget',
  'publicity',
  'attachments',
  'statements',
] as const satisfies readonly Section[];
export type ApplicationSection = (typeof applicationSections)[number];

/** A complete, lawful-in-form mission; opinions are there once their step has been passed. */
export type Mission = { readonly [S in ApplicationSection]: SectionContent<S> } & {
  readonly [S in Exclude<Section, ApplicationSection>]?: SectionContent<S>;
};

/** A value that may still be open at any depth. */
export type Draft<T> = T extends string
  ? T | null
  : T extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]?: Draft<T[Key]> | null }
      : T | null;

export type DraftMission = { readonly [S in Section]?: Draft<SectionContent<S>> };
