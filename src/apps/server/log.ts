import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { addDays, type Clock, dayInBeijing } from '#kernel/calendar/day.ts';

const keptDays = 180;

/**
 * What is said of an error: kind, code and place, never its message if it comes from the database, which quotes values (OP-04).
 */
export function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fromDatabase = 'severity' in error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const cause = error.cause === undefined ? undefined : withoutValues(error.cause);
  return {
    type: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...('constraint' in error ? { constraint: error.constraint } : {}),
    ...(fromDatabase ? {} : { message: error.message }),
    stack: frames.slice(0, 12).join('\n'),
    ...(cause ? { cause } : {}),
  };
}

const options = {
  level: 'info',
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  serializers: { err: withoutValues },
} as const;

/** JSON lines with the fields listed by whoever writes them; no bodies, no addresses of pages, no personal data. */
export function standardErrorLog(): Logger {
  return pino(options, pino.destination({ dest: 2, sync: true }));
}

/** One file a day in Beijing time, kept 180 days. */
export function fileLog(folder: string, clock: Clock): { readonly log: Logger; close(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (day: string) => join(folder, `honglu-${day}.log`);
  let today = dayInBeijing(clock.now());
  const destination = pino.destination({ dest: pathOf(today), sync: true, mode: 0o600 });
  const turn = () => {
    const day = dayInBeijing(clock.now());
    if (day === today) return;
    today = day;
    destination.reopen(pathOf(day));
    const oldest = pathOf(addDays(day, -keptDays));
    for (const file of readdirSync(folder)) {
      const path = join(folder, file);
      if (/^honglu-\d{4}-\d\d-\d\d\.log$/.test(file) && path < oldest) rmSync(path);
    }
  };
  const timer = setInterval(turn, 60_000);
  timer.unref();
  return {
    log: pino(options, destination),
    close: () => {
      clearInterval(timer);
      destination.flushSync();
    },
  };
}
