/** `:86:`: which of the ways to write it a bank chose is told by the text itself. */
import { freeText } from './free-text.ts';
import { type Information, unwrapped } from './information.ts';
import { numberedFields } from './numbered.ts';
import { slashedWords } from './slashed.ts';

/** Lines of an entry's `:86:`, wrapped as the bank wrapped them -> what they tell. */
export function informationOf(lines: readonly string[]): Information {
  const joined = lines.join('');
  return numberedFields(joined) ?? slashedWords(unwrapped(lines)) ?? freeText(lines);
}
