import type { CustomControl } from '#kernel/ui/forms/control.tsx';
import { PersonPicker } from '../staff/acts/person-picker.tsx';

/** Somebody with a post, found by name, post or unit. */
export const personControl: CustomControl = ({ ties, value, onChange }) => (
  <PersonPicker
    id={ties.id}
    {...(ties['aria-describedby'] ? { describedBy: ties['aria-describedby'] } : {})}
    value={typeof value === 'string' ? value : null}
    onChange={onChange}
  />
);
