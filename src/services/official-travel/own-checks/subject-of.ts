import type { Text } from '#kernel/text.ts';
import { ruleEntry } from '../rules/catalogue.ts';
import { ownCheck } from './checks.ts';

/** What a rule of the table or a check of the program is about, for titles. */
export const subjectOf = (id: string): Text => ruleEntry(id)?.subject ?? ownCheck(id)?.subject ?? { zh: id, en: id };
