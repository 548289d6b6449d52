import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useLostAt } from '#kernel/ui/api/connection.ts';
import { asProblem } from '#kernel/ui/api/problem-error.ts';
import { advance, atRest, type Saving, unsaved } from './autosave.ts';
import { asDraftRecord, type DraftRecord } from './draft.ts';
import { type Merged, mergeDrafts } from './merge.ts';

export interface AutosaveOptions {
  /** Names this draft on the device: `official-travel:0198…:members`. */
  readonly key: string;
  /** As read from the server. */
  readonly value: DraftRecord;
  readonly version: number;
  readonly savedAt: string | null;
  /** Sends it, naming the version seen. Throws ProblemError; 409 or 412 is a conflict. */
  readonly save: (
    value: DraftRecord,
    version: number,
  ) => Promise<{ readonly version: number; readonly savedAt: string }>;
  /** Reads the other's text after a conflict. */
  readonly reload: () => Promise<{
    readonly value: DraftRecord;
    readonly version: number;
    readonly by?: string;
    readonly at?: string;
  }>;
}

export interface Conflict extends Merged {
  readonly theirs: DraftRecord;
  readonly version: number;
  readonly by?: string;
  readonly at?: string;
}

export interface Autosave {
  readonly value: DraftRecord;
  readonly saving: Saving;
  readonly edit: (value: DraftRecord) => void;
  /** A field was left, or Ctrl+S. */
  readonly saveNow: () => void;
  readonly conflict: Conflict | null;
  readonly resolve: (value: DraftRecord) => void;
  /** Text kept on the device from before, newer than what the server had; taken over already, to be told to the person. */
  readonly recovered: boolean;
}

const pause = 2_000;
const retryEvery = 10_000;
const storageKey = (key: string) => `honglu.draft.${key}`;

/** Kept for this tab only, and only while the server does not have it: drafts hold personal data. */
function keepOnDevice(key: string, value: DraftRecord | null): void {
  try {
    if (value === null) sessionStorage.removeItem(storageKey(key));
    else sessionStorage.setItem(storageKey(key), JSON.stringify(value));
  } catch {
    // Without storage the text stays on the page.
  }
}

function keptOnDevice(key: string): DraftRecord | null {
  try {
    const kept = sessionStorage.getItem(storageKey(key));
    return kept === null ? null : asDraftRecord(JSON.parse(kept));
  } catch {
    return null;
  }
}

/** Saves a draft two seconds after typing stops and when a field is left; keeps it on the device while the line is down. */
export function useAutosave(options: AutosaveOptions): Autosave {
  const [kept] = useState(() => keptOnDevice(options.key));
  const [value, setValue] = useState<DraftRecord>(kept ?? options.value);
  const [saving, dispatch] = useReducer(advance, undefined, () =>
    kept
      ? advance(atRest(options.version, options.savedAt), { type: 'edited' })
      : atRest(options.version, options.savedAt),
  );
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const lostAt = useLostAt();
  const latest = useRef({ options, value, base: options.value });
  latest.current = { ...latest.current, options, value };

  const edit = useCallback((next: DraftRecord) => {
    setValue(next);
    dispatch({ type: 'edited' });
  }, []);
  const saveNow = useCallback(() => dispatch({ type: 'due' }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit starts the pause anew
  useEffect(() => {
    if (saving.phase !== 'waiting') return;
    const timer = setTimeout(saveNow, pause);
    return () => clearTimeout(timer);
  }, [saving.phase, saving.edits, saveNow]);

  useEffect(() => {
    if (saving.phase !== 'offline') return;
    const timer = setInterval(saveNow, retryEvery);
    if (lostAt === null && saving.problem?.status === 0) saveNow();
    return () => clearInterval(timer);
  }, [saving.phase, saving.problem, lostAt, saveNow]);

  useEffect(() => {
    keepOnDevice(
      options.key,
      unsaved(saving) && saving.phase !== 'waiting' && saving.phase !== 'saving' ? value : null,
    );
  }, [options.key, saving, value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one run per save; what is sent is what stood there when it began
  useEffect(() => {
    if (saving.phase !== 'saving') return;
    const sent = latest.current.value;
    latest.current.options.save(sent, saving.version).then(
      ({ version, savedAt }) => {
        latest.current.base = sent;
        dispatch({ type: 'saved', version, at: savedAt });
      },
      (error: unknown) => dispatch({ type: 'failed', problem: asProblem(error) }),
    );
  }, [saving.phase, saving.sent]);

  useEffect(() => {
    if (saving.phase !== 'conflict') return;
    let gone = false;
    latest.current.options.reload().then(
      (theirs) => {
        if (gone) return;
        const merged = mergeDrafts(latest.current.base, latest.current.value, theirs.value);
        setConflict({
          ...merged,
          theirs: theirs.value,
          version: theirs.version,
          ...(theirs.by ? { by: theirs.by } : {}),
          ...(theirs.at ? { at: theirs.at } : {}),
        });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [saving.phase]);

  const resolve = useCallback(
    (chosen: DraftRecord) => {
      if (!conflict) return;
      latest.current.base = conflict.theirs;
      setValue(chosen);
      setConflict(null);
      dispatch({ type: 'resolved', version: conflict.version });
    },
    [conflict],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !event.ctrlKey || event.altKey) return;
      event.preventDefault();
      saveNow();
    };
    // What is not yet with the server must not be lost by closing the page; the browser asks in its own words.
    const onLeave = (event: BeforeUnloadEvent) => {
      if (unsaved(saving)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [saveNow, saving]);

  return { value, saving, edit, saveNow, conflict, resolve, recovered: kept !== null };
}
