import { z } from 'zod';
import * as lists from '../../mission-file/vocabulary.ts';

/** What the choice of a plan line shows of it; the rest of the line is the plan's own matter. */
const shownLine = z.object({
  title: z.string(),
  list: z.enum(lists.planLists),
  purposeType: z.string(),
  regions: z.array(z.string()),
  month: z.string(),
  headcount: z.number(),
  days: z.number(),
  amountCny: z.number(),
});
export type ShownLine = z.infer<typeof shownLine>;

export function readLine(line: unknown): ShownLine | null {
  const read = shownLine.safeParse(line);
  return read.success ? read.data : null;
}
