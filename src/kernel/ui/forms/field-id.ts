/** The id of the control of a JSON pointer (`/members/0/passport` → `field-members-0-passport`): what the error summary leads to. */
export function fieldId(pointer: string): string {
  return `field${pointer.replaceAll('/', '-').replace(/[^\w-]/g, '_')}`;
}
