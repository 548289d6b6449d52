import type { Holder } from '#kernel/cases/events.ts';
import { roles } from '#kernel/identity/roles.ts';
import type { Text } from '#kernel/text.ts';

/** 谁在办: the persons, or the role at the unit while nobody of it has acted. */
export function holderText(
  holders: readonly Holder[],
  names: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, string>,
): Text | null {
  const parts = holders.map((holder): Text => {
    if ('person' in holder) {
      const name = names.get(holder.person) ?? '';
      return { zh: name, en: name };
    }
    const unit = units.get(holder.unitId) ?? '';
    const role = roles[holder.role];
    return { zh: `${unit} ${role.zh}`.trim(), en: `${role.en}, ${unit}` };
  });
  if (parts.length === 0) return null;
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join('; ') };
}

export const holderUnits = (holders: readonly Holder[]): readonly string[] =>
  holders.flatMap((holder) => ('unitId' in holder ? [holder.unitId] : []));
export const holderPeople = (holders: readonly Holder[]): readonly string[] =>
  holders.flatMap((holder) => ('person' in holder ? [holder.person] : []));
