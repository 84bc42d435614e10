/** `:86:`: which of the ways to write it a bank chose is told by the text itself. */
import { citiWords } from './citi.ts';
import { freeText } from './free-text.ts';
import { type Information, unwrapped } from './information.ts';
import { numberedFields } from './numbered.ts';
import { slashedWords } from './slashed.ts';

/** Lines of an entry's `:86:`, wrapped as the bank wrapped them, and whether the entry goes out -> what they tell. */
export function informationOf(lines: readonly string[], isOut: boolean): Information {
  const numbered = numberedFields(lines.join(''));
  if (numbered) return numbered;
  const text = unwrapped(lines);
  return citiWords(text, isOut) ?? slashedWords(text, isOut) ?? freeText(lines);
}
