import { PersonPicker } from '#kernel/identity/pages/person-picker.tsx';
import type { CustomControl } from '#kernel/ui/forms/control.tsx';

/** Somebody with a post, found by name, post or unit. */
export const personControl: CustomControl = ({ ties, value, onChange }) => (
  <PersonPicker
    id={ties.id}
    {...(ties['aria-describedby'] ? { describedBy: ties['aria-describedby'] } : {})}
    value={typeof value === 'string' ? value : null}
    onChange={onChange}
  />
);
