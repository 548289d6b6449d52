import { useSyncExternalStore } from 'react';

/** How far the business time of the office stands from the clock of this machine, in milliseconds; told by the server. */
let offset = 0;
let minute = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  minute = new Date(Date.now() + offset);
  for (const listener of listeners) listener();
}

/** The server's business time, from an answer's header: an office may live in another year, and machines go wrong. */
export function setBusinessTime(instant: string | null): void {
  const told = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  // Seconds of travel are no reason to draw every label again.
  if (Math.abs(difference - offset) < 30_000) return;
  offset = difference;
  tick();
}

/** Business time now; labels that hang on it are drawn again each minute. */
export function useNow(): Date {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, 60_000);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    () => minute,
  );
}
