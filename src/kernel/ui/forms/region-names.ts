import { nameBesideCountries, regionOf } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';

/**
 * The name in a list that holds countries too: 中国香港、中国澳门、台湾地区.
 * @throws RangeError if the code is not one of ISO 3166-1
 */
export function regionListName(code: string): Text {
  return code === 'TW' ? regionOf(code).name : nameBesideCountries(code);
}
