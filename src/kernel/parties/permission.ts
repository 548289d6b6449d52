import { role } from '../identity/permission.ts';

/** Who may enter a person into the office's one list: whoever registers travellers, guests or staff. */
export const addsPersons = role(
  'system-administrator',
  'intake',
  'reviewer',
  'first-reviewer',
  'liaison-officer',
  'unit-personnel',
  'passport-keeper',
);
