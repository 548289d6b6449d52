/** Which step of the route waits for each kind of document. */
export const stepOfKind: Readonly<Record<string, string>> = {
  'mission-approval': 'issue-approval',
  'mission-confirmation': 'issue-approval',
  'request-to-province': 'issue-request',
};
