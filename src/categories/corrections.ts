/**
 * What corrections taught: this merchant belongs to that category, however the bank varies the text. The very same key decides
 * first; else the most alike of the taught keys, when alike enough. Nothing is trained: the pairs are the memory.
 */
import type { CorrectionRow } from '../read-model/rows.ts';
import { normalText } from '../values/text.ts';
import { type Decision, type Description, type InstantStep, textKnownBy } from './decision.ts';
import { memoised } from './memo.ts';
import { type ComparedName, type Likeness, comparedForms, likenessOf } from './likeness.ts';
import { merchantKey, merchantKeyOf } from './merchant.ts';
import { textKey } from './rules.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Shared trigrams over those of the shorter key from which on two keys are compared in full. Low: an error spoils up to four of them. */
const WORTH_COMPARING = 0.15;
/** At most so many are compared in full, those that share most: among 100,000 taught merchants thousands share a few trigrams. */
const MOST_COMPARED = 48;
/** Steps in which that share is counted. */
const SHARES = 32;

/** True for a key that one correction may decide other rows by: three letters or more, and not the bank's own words only ("nota"). */
export const isTeachable = (key: string): boolean => key.replace(/[^\p{L}\p{N}&]/gu, '').length >= 3 && merchantKey(key) !== '';

/** Description -> the key to teach, or undefined when its text names nobody in particular. */
export function teachableKey(text: string, counterparty?: string): string | undefined {
  const key = merchantKeyOf(text, counterparty);
  return isTeachable(key) ? key : undefined;
}

interface Taught { readonly row: CorrectionRow; readonly forms: readonly ComparedName[]; readonly grams: number }

/** The taught merchants -> the step that answers by them. One whose category is not known (any more) is passed over. */
export function correctionStep(rows: readonly CorrectionRow[], taxonomy: Taxonomy): InstantStep {
  const usable = rows.filter((row) => isTeachable(row.key) && taxonomy.leaf(row.category));
  const exact = exactKeys(usable);
  const alike = similarityIndex(usable);
  const answer = memoised((key) => exact.get(key) ?? alike(key));
  const answerText = memoised((joined) => {
    const key = keyOfTexts(joined);
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

/** Texts remembered while history is gone over: a bank repeats its own within months, not within days. */
const TEXTS = 50_000;

/**
 * Taught keys -> whether one of them may decide a transaction by its texts: true wherever `correctionStep`, over these and any other
 * keys, answers by one of them; seldom true elsewhere. What that step asks of a key alone is asked here: the very same key, or enough
 * in common with it. Other keys can only take an answer away, by being more alike.
 */
export function answersBy(keys: readonly string[]): (description: string, counterparty: string | null) => boolean {
  const rows = keys.map((key): CorrectionRow => ({ key, category: '' }));
  const exact = exactKeys(rows);
  const alike = similarityIndex(rows);
  const answers = (description: string, counterparty: string | null): boolean => {
    const normal = normalText(textKnownBy(description, counterparty));
    const key = keyOfTexts(textKey({ text: normal, normal, counterparty: counterparty ?? undefined }));
    return isTeachable(key) && (exact.has(key) || alike(key) !== undefined);
  };
  // Remembered by the texts as they stand: to normalise each of a million costs more than to look it up.
  const alone = memoised((description) => answers(description, null), TEXTS);
  const both = memoised((joined) => {
    const from = joined.indexOf(' ') + 1;
    const end = from + Number(joined.slice(0, from));
    return answers(joined.slice(from, end), joined.slice(end));
  }, TEXTS);
  return (description, counterparty) => (counterparty === null ? alone(description) : both(`${description.length} ${description}${counterparty}`));
}

/** The texts of a description, as `textKey` joins them -> its merchant key. */
function keyOfTexts(joined: string): string {
  const end = joined.indexOf('\n');
  return end < 0 ? merchantKey(joined) : merchantKeyOf(joined.slice(0, end), joined.slice(end + 1));
}

const decisionOf = (row: CorrectionRow, confidence: number): Decision =>
  Object.freeze({ category: row.category, step: 'correction', confidence, by: row.key });

/**
 * Key -> decision, also for the key as it would be made today: the word lists grow, and what was taught before must go on. A key
 * that was taught as it stands comes first, else the first in the alphabet.
 */
function exactKeys(rows: readonly CorrectionRow[]): ReadonlyMap<string, Decision> {
  const exact = new Map(rows.map((row) => [row.key, decisionOf(row, 1)]));
  for (const row of inOrder(rows)) {
    const today = merchantKey(row.key);
    if (!exact.has(today)) exact.set(today, decisionOf(row, 1));
  }
  return exact;
}

const inOrder = (rows: readonly CorrectionRow[]): CorrectionRow[] => rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));

/**
 * What two keys of one merchant share, whatever a bank did to it: letter trigrams of the words written together, without the "a" and "o" that
 * banks lose (of æøåäö), and the first three letters.
 */
function gramsOf(key: string): Set<string> {
  const letters = key.replaceAll(' ', '');
  const rest = letters.replace(/[ao]/g, '');
  const found = new Set<string>([`^${letters.slice(0, 3)}`]);
  for (let at = 0; at + 3 <= rest.length; at++) found.add(rest.slice(at, at + 3));
  return found;
}

/**
 * Taught merchants -> a function from a key to the decision of the most alike one: most letters in common, then fewest others, then the first
 * in the alphabet, so that the answer never hangs on the order of teaching. Only those that share enough trigrams are compared.
 */
function similarityIndex(rows: readonly CorrectionRow[]): (key: string) => Decision | undefined {
  const taught: Taught[] = [];
  const holders = new Map<string, number[]>();
  for (const row of inOrder(rows)) {
    const key = merchantKey(row.key);
    const grams = gramsOf(key);
    for (const gram of grams) {
      const list = holders.get(gram);
      if (list) list.push(taught.length);
      else holders.set(gram, [taught.length]);
    }
    taught.push({ row, forms: comparedForms(key), grams: grams.size });
  }
  const common = new Uint16Array(taught.length);
  return (key) => {
    const grams = gramsOf(key);
    const met: number[] = [];
    for (const gram of grams)
      for (const at of holders.get(gram) ?? []) {
        if (common[at] === 0) met.push(at);
        common[at] = (common[at] as number) + 1;
      }
    const share = (at: number): number => Math.floor((SHARES * (common[at] as number)) / Math.min(grams.size, (taught[at] as Taught).grams));
    if (met.length === 0) return undefined;
    const forms = comparedForms(key);
    const least = leastShare(met.map(share));
    let best: { readonly row: CorrectionRow; readonly likeness: Likeness } | undefined;
    for (const at of met) {
      const one = taught[at] as Taught;
      if (share(at) < least) continue;
      const likeness = likenessOf(one.forms, forms);
      if (likeness && (!best || isCloser(likeness, best.likeness) || (!isCloser(best.likeness, likeness) && one.row.key < best.row.key))) best = { row: one.row, likeness };
    }
    for (const at of met) common[at] = 0;
    return best && decisionOf(best.row, best.likeness.confidence);
  };
}

/** The share from which on no more than `MOST_COMPARED` are left; of equal shares all stay, so that the order of teaching counts for nothing. */
function leastShare(shares: readonly number[]): number {
  const holders = new Uint32Array(SHARES + 1);
  for (const share of shares) holders[share] = (holders[share] as number) + 1;
  let left = 0;
  for (let share = SHARES; share > SHARES * WORTH_COMPARING; share--) {
    left += holders[share] as number;
    if (left > MOST_COMPARED) return share;
  }
  return Math.ceil(SHARES * WORTH_COMPARING);
}

const isCloser = (a: Likeness, b: Likeness): boolean => a.shared > b.shared || (a.shared === b.shared && a.rest < b.rest);
