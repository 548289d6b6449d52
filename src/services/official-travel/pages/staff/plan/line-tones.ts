/** How the state of a line looks. */
export const lineTones = {
  draft: 'neutral',
  submitted: 'info',
  consolidated: 'info',
  given: 'done',
  replaced: 'pause',
  closed: 'neutral',
} as const;
