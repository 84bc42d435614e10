/**
 * What corrections taught: this merchant belongs to that category, however the bank varies the text. The very same key decides
 * first; else the most alike of the taught keys, when alike enough. Nothing is trained: the pairs are the memory.
 */
import type { CorrectionRow } from '../read-model/rows.ts';
import type { Decision, Description, InstantStep } from './decision.ts';
import { memoised } from './memo.ts';
import { distinctiveWords, merchantKey, merchantKeyOf } from './merchant.ts';
import { editDistance } from './named.ts';
import { textKey } from './rules.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Shared letter trigrams over those of the shorter key. At 0.6 a trial over noised Nordic strings gave no false pair. */
const ALIKE = 0.6;
/** Below this many letters a name must stand whole at the beginning of the other ("kiwi", "kiwi bislet"). */
const SHORT = 6;

/** True for a key that one correction may decide other rows by: three letters or more. A key of bank words only is empty. */
export const isTeachable = (key: string): boolean => key.replace(/[^\p{L}\p{N}&]/gu, '').length >= 3;

/** Description -> the key to teach, or undefined when its text names nobody in particular. */
export function teachableKey(text: string, counterparty?: string): string | undefined {
  const key = merchantKeyOf(text, counterparty);
  return isTeachable(key) ? key : undefined;
}

interface Taught { readonly row: CorrectionRow; readonly words: readonly string[]; readonly trigrams: ReadonlySet<string> }

/** The taught merchants -> the step that answers by them. One whose category is not known (any more) is passed over. */
export function correctionStep(rows: readonly CorrectionRow[], taxonomy: Taxonomy): InstantStep {
  const usable = rows.filter((row) => isTeachable(row.key) && taxonomy.leaf(row.category));
  const exact = new Map(usable.map((row) => [row.key, decisionOf(row, 1)]));
  const alike = similarityIndex(usable);
  const answer = memoised((key) => exact.get(key) ?? alike(key));
  const answerText = memoised((joined) => {
    const end = joined.indexOf('\n');
    const key = end < 0 ? merchantKey(joined) : merchantKeyOf(joined.slice(0, end), joined.slice(end + 1));
    return isTeachable(key) ? answer(key) : undefined;
  });
  return {
    step: 'correction',
    decideNow: (about: Description) => (usable.length === 0 ? undefined : answerText(textKey(about))),
    explain(decision) {
      const category = taxonomy.label(decision.category);
      const key = decision.by ?? '';
      if (decision.confidence === 1) return `You put "${key}" in ${category} before, and this is the same merchant.`;
      return `You put "${key}" in ${category} before, and this text is much like it (${Math.round(decision.confidence * 100)} % of the name).`;
    },
  };
}

const decisionOf = (row: CorrectionRow, confidence: number): Decision =>
  Object.freeze({ category: row.category, step: 'correction', confidence, by: row.key });

/** Letter trigrams of words written together, so that words a bank glued or parted still agree. */
function trigramsOf(words: readonly string[]): Set<string> {
  const letters = words.join('');
  const found = new Set<string>();
  for (let at = 0; at + 3 <= letters.length; at++) found.add(letters.slice(at, at + 3));
  return found;
}

/**
 * Taught merchants -> a function from a key to the decision of the most alike one. Trades, places and bank words count for
 * nothing: "Hotell Bergen" and "Hotell Oslo" have only those in common. Ties go to more in common, then to the first in
 * the alphabet, so that the answer never hangs on the order of teaching.
 */
function similarityIndex(rows: readonly CorrectionRow[]): (key: string) => Decision | undefined {
  const taught: Taught[] = [];
  const holders = new Map<string, number[]>();
  for (const row of rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const words = distinctiveWords(row.key);
    if (words.length === 0) continue;
    const trigrams = trigramsOf(words);
    for (const trigram of trigrams) {
      const list = holders.get(trigram);
      if (list) list.push(taught.length);
      else holders.set(trigram, [taught.length]);
    }
    taught.push({ row, words, trigrams });
  }
  const common = new Uint16Array(taught.length);
  return (key) => {
    const words = distinctiveWords(key);
    const own = trigramsOf(words);
    const met: number[] = [];
    for (const trigram of own)
      for (const at of holders.get(trigram) ?? []) {
        const before = common[at] as number;
        if (before === 0) met.push(at);
        common[at] = before + 1;
      }
    let best = -1;
    let likeness = 0;
    for (const at of met) {
      const { trigrams, words: others } = taught[at] as Taught;
      const alike = (common[at] as number) / Math.min(own.size, trigrams.size);
      if (alike < ALIKE || alike < likeness) continue;
      const more = (common[at] as number) - (common[best] ?? 0);
      if (alike === likeness && (more < 0 || (more === 0 && at > best))) continue;
      if (!sameName(words, others)) continue;
      best = at;
      likeness = alike;
    }
    for (const at of met) common[at] = 0;
    // Never quite as sure as the very same key.
    return best < 0 ? undefined : decisionOf((taught[best] as Taught).row, Math.min(0.99, Math.round(likeness * 100) / 100));
  };
}

/** Guards the likeness: names must begin alike, or one must stand whole in the other; short ones must stand whole in front. */
function sameName(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.join('').length <= b.join('').length ? [a, b] : [b, a];
  if (shorter.join('').length < SHORT) return shorter.every((word, at) => longer[at] === word);
  return beginsAlike(shorter[0] as string, longer[0] as string) || shorter.every((word) => longer.includes(word));
}

/** The same first word, cut short by the bank, run together with the next, or with one typing error. */
function beginsAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short)) return true;
  return short.length >= 5 && short[0] === long[0] && editDistance(short, long) <= 1;
}
