import cronParser from 'cron-parser';

/** More missed times than these are of no use to anybody. */
const limit = 100;

/** Beijing time as a fixed difference: it has no summer time, and the parser is ten times slower with a named zone. */
const beijing = 'UTC+8';

/**
 * The instants at which a five-field cron line, read in Beijing time, comes due after `after` and up to `until`, in order;
 * at most the latest 100. @throws Error if the line is none
 */
export function duesBetween(cron: string, after: Date, until: Date): Date[] {
  const backwards = cronParser.parseExpression(cron, {
    tz: beijing,
    // `prev` looks before the current date and drops parts of a second; one second later includes `until` itself.
    currentDate: new Date(Math.floor(until.getTime() / 1000) * 1000 + 1000),
  });
  const dues: Date[] = [];
  while (after < until && dues.length < limit) {
    const due = backwards.prev().toDate();
    if (due <= after) break;
    if (due <= until) dues.push(due);
  }
  return dues.reverse();
}

/** The first instant after `after` at which the line comes due. */
export function nextDue(cron: string, after: Date): Date {
  return cronParser.parseExpression(cron, { tz: beijing, currentDate: after }).next().toDate();
}
