const base = '/desk';

/** Addresses of the desk's own pages. */
export const deskPaths = {
  toDo: base,
  obligations: `${base}/obligations`,
  calendar: `${base}/obligations/calendar`,
  locks: `${base}/obligations/locks`,
  obligation: `${base}/obligations/:id`,
  messages: `${base}/messages`,
} as const;

export const obligationPath = (id: string): string => `${deskPaths.obligations}/${id}`;
