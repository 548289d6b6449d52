const storageKey = (caseId: string) => `honglu.checked.${caseId}`;

/** The person has pressed 检查并提交 in this tab: from now on fields also say what is not entered yet. */
export function markChecked(caseId: string): void {
  try {
    sessionStorage.setItem(storageKey(caseId), '1');
  } catch {
    // Without storage the review page says it alone.
  }
}

export function wasChecked(caseId: string): boolean {
  try {
    return sessionStorage.getItem(storageKey(caseId)) !== null;
  } catch {
    return false;
  }
}
