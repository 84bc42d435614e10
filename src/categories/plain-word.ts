/** The form in which words of bank texts are compared: what banks do to letters no longer shows. */
import { foldedText } from '../values/text.ts';

/**
 * One word -> plain form: folded, apostrophes gone, and the two-letter spellings of folded letters made one (aa, ae, oe, ue ->
 * a, a, o, u), so that "Göteborg", "GOTEBORG" and "GOETEBORG" are the same. For comparing only.
 */
export function plainWord(word: string): string {
  const folded = /^[A-Za-z]+$/.test(word) ? word.toLowerCase() : foldedText(word).replace(/['’?\ufffd]/g, '');
  return /a[ae]|[ou]e/.test(folded) ? folded.replace(/(a)[ae]|([ou])e/g, '$1$2') : folded;
}
