/**
 * Text, amount and currency -> the numbers the model reads. Twin of scripts/categorizer/features.py: both must give the same ids for the
 * same input, which fixtures/categorizer/features.json holds them to. Change one, change the other, and train anew.
 */
import { type Currency, exponentOf } from '../../values/currency.ts';
import { fnv1a } from '../../values/fnv1a.ts';

const BUCKETS = 65_536;
/** Ids below this one are not letter groups: 0 is none, the others say direction, size and currency. */
const RESERVED = 32;
export const MAX_WORDS = 12;
const MAX_LETTERS = 20;

const DIRECTION = { in: 1, out: 2, none: 3 } as const;
const SIZES = 4;
const CURRENCIES: Readonly<Record<string, number>> = { NOK: 10, SEK: 11, DKK: 12, EUR: 13, GBP: 14, USD: 15 };
const OTHER_CURRENCY = 16;
const NO_CURRENCY = 17;

/** Rough units of a currency per euro: only the order of size counts, so these never need an update. */
const PER_EURO: Readonly<Record<string, number>> = {
  NOK: 11, SEK: 11, DKK: 7.5, EUR: 1, GBP: 0.85, USD: 1.1, ISK: 145, CHF: 1, PLN: 4.3, CZK: 25, HUF: 390, CAD: 1.5, AUD: 1.65, NZD: 1.8, ZAR: 20,
  JPY: 160, RON: 5, TRY: 35, THB: 38, INR: 92,
};
/** In euro: from each on, the size is one larger. */
const SIZE_LIMITS = [5, 25, 120, 600];

const FOLDED: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', '\ufffd': '?' };
const FOLDABLE = /[øæœßđðþłı\ufffd]/g;
const SILENT = /['’‘`´\u00ad]/g;
const MARKS = /[\u0300-\u036f]/g;
const TOKEN = /[a-z0-9&?\u0370-\u04ff]+/g;

const folded = (text: string): string => text.replace(FOLDABLE, (letter) => FOLDED[letter] as string).replace(SILENT, '');
const bare = (token: string): string => token.replace(/^[&?]+|[&?]+$/g, '');
/** "XXXX": a mask, as banks print over numbers. */
const isMask = (run: string): boolean => /^x*$/.test(run);

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
// Most bank text is plain ASCII: spare it the folding.
const plainText = (text: string): string =>
  (PLAIN_ASCII.test(text) ? text.toLowerCase().replace(SILENT, '') : folded(folded(text).normalize('NFKD').toLowerCase().replace(MARKS, '')));

/** Bank text -> at most 12 plain words: lower case, accents folded, numbers and masks dropped; a long number is the word "#". */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const found of plainText(text).match(TOKEN) ?? []) {
    const token = bare(found);
    if (token === '') continue;
    if (/^[0-9]+$/.test(token)) {
      if (token.length >= 8) words.push('#');
    } else if (/[0-9]/.test(token)) words.push(...(token.match(/[^0-9]+/g) ?? []).map(bare).filter((run) => run.length >= 2 && !isMask(run)));
    else if (token.length < 2 || !isMask(token)) words.push(token);
    if (words.length >= MAX_WORDS) break;
  }
  return words.slice(0, MAX_WORDS).map((word) => word.slice(0, MAX_LETTERS));
}

/** A word -> ids of itself and of its letter groups of 3 to 5, with marks for its beginning and end. */
export function gramsOf(word: string): number[] {
  const marked = `<${word}>`;
  const id = (from: number, to: number): number => RESERVED + (fnv1a(marked, from, to) % (BUCKETS - RESERVED));
  const ids = [id(0, marked.length)];
  for (let size = 3; size <= 5; size++)
    if (marked.length > size) for (let at = 0; at + size <= marked.length; at++) ids.push(id(at, at + size));
  return ids;
}

/** Amount in minor units with the holder's sign, and its currency, each as far as known -> three ids: direction, size, currency. */
export function circumstances(amount: number | undefined, currency: string | undefined): [number, number, number] {
  const direction = !amount ? DIRECTION.none : amount > 0 ? DIRECTION.in : DIRECTION.out;
  const rate = currency === undefined ? undefined : PER_EURO[currency];
  let size = SIZES + SIZE_LIMITS.length + 1;
  if (amount && rate !== undefined) {
    const euros = Math.abs(amount) / 10 ** exponentOf(currency as Currency) / rate;
    size = SIZES + SIZE_LIMITS.filter((limit) => euros >= limit).length;
  }
  return [direction, size, currency === undefined ? NO_CURRENCY : (CURRENCIES[currency] ?? OTHER_CURRENCY)];
}

/** All that the model sees of a description, as one text: what it cannot tell apart is equal. Empty where there is no word of two letters to go by. */
export function modelText(text: string, amount: number | undefined, currency: string | undefined): string {
  const words = wordsOf(text);
  return words.every((word) => word.length < 2) ? '' : `${circumstances(amount, currency).join('.')} ${words.join(' ')}`;
}

/** `modelText` -> ids, one list a word; the first holds the circumstances. */
export function idsOf(seen: string, gramsOfWord: (word: string) => readonly number[] = gramsOf): (readonly number[])[] {
  const [around = '', ...words] = seen.split(' ');
  return [around.split('.').map(Number), ...words.map(gramsOfWord)];
}
