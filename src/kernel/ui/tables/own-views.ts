/** A list's filters under a name of one's own, kept on this device. */
export interface OwnView {
  readonly name: string;
  readonly search: string;
}

const storageKey = (key: string) => `honglu.views.${key}`;

/** Signing out empties the browser's store; the views that were kept on this device are put back by what this gives. */
export function keepOwnViews(): () => void {
  const kept = Object.entries(localStorage).filter(([key]) => key.startsWith(storageKey('')));
  return () => {
    for (const [key, value] of kept) localStorage.setItem(key, String(value));
  };
}

export function readOwn(key: string): readonly OwnView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(key)) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((one): one is OwnView => typeof one?.name === 'string' && typeof one?.search === 'string');
  } catch {
    return [];
  }
}

export function writeOwn(key: string, views: readonly OwnView[]): void {
  localStorage.setItem(storageKey(key), JSON.stringify(views));
}
