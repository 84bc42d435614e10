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

/** Letters that banks lose: folded, doubled, or gone with a blank, a question mark or nothing in their place. */
const LOST = /[æøåäöüéąćęłńóśźż]/g;

/** Words of a table -> the ways their plain forms come from banks: as they are, with the letters beyond ASCII gone, and parted where they were. */
export function spellings(text: string): string[][] {
  const plain = (one: string): string[] => one.split(/[\s-]+/).filter(Boolean).map(plainWord);
  const lower = text.toLowerCase();
  const gone = [lower.replace(LOST, ''), lower.replace(LOST, ' ')].map(plain);
  // What has two letters left ("kb" of "køb") could be anybody.
  return lower.search(LOST) < 0 ? [plain(lower)] : [plain(lower), ...gone.filter((words) => words.some((word) => word.length > 2))];
}

/** Words to look up. */
export interface WordSet { has(word: string): boolean }

/** A set that is made when first asked: most commands never ask, and making them all would cost a third of a start. */
export function wordSet(make: () => Iterable<string>): WordSet {
  let made: ReadonlySet<string> | undefined;
  return { has: (word) => (made ??= new Set(make())).has(word) };
}
