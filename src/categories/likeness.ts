/**
 * How alike two merchant keys are: the same name, cut short, run together, with a branch behind it, a typing error in it, or
 * without the letters a bank lost. Two names that each say something more ("Coop Extra", "Coop Obs") are two merchants.
 */
import { GIVEN_NAMES, LEGAL_FORMS, isGeneric } from './bank-words.ts';
import { distinctiveWords } from './merchant.ts';
import { PLACES, STREET_FRONTS, mayBePlace } from './places.ts';
import { type WordSet, wordSet } from './plain-word.ts';

/** A key, made ready for comparing. */
export interface ComparedName {
  readonly words: readonly string[];
  /** All words written together: banks glue and part them as they like. */
  readonly letters: string;
  /** For each letter, how many letters its word has, and whether it begins or ends that word. */
  readonly spans: readonly Span[];
  /** Letters that are neither trade nor place nor bank word. */
  readonly distinctive: number;
  readonly isPerson: boolean;
}
interface Span { readonly word: string; readonly size: number; readonly begins: boolean; readonly ends: boolean }

/** What two names have in common. */
export interface Likeness {
  /** Letters that agree; what ranks one taught name before another. */
  readonly shared: number;
  /** Letters that only one of them has. */
  readonly rest: number;
  /** Share of the shorter name that agrees, 0 to 0.99: never quite as sure as the very same key. */
  readonly confidence: number;
}

/** Below this many letters a name must stand whole and without error at the beginning of the other ("kiwi", "kiwi bislet"). */
const SHORT = 6;
/** One word that ends in the middle of another's is taken for cut from this length on, and when it is most of that word ("solberg" is no "solbergstrand"). */
const CUT_LETTERS = 8;
const CUT_SHARE = 0.6;
/** Distinctive letters from which on one and two typing errors are forgiven. "Johansen" and "Johnsen" are two families. */
const ONE_ERROR = 8;
const TWO_ERRORS = 14;
/** Two errors stand so far apart: a word with two is another word. */
const WIDTH_OF_ERROR = 5;
/** Letters a bank may lose in one name; folded æ, å, ä are "a", ø and ö "o". */
const MOST_LOST = 5;

/** One word of so many letters is a name by itself, whatever town is behind it. */
const LONG_NAME = 10;
/** A bare surname is what a short column left of "Hansen Bakeri", or of "Hansen Frisør". */
const SURNAME = /(?:(?<!narv)(?:.{3}|[oe]l)s[eo]n|.{4}nen|ha(?:u)?gen|strom|lund|gren|[kq][vu]ist)$/;

/** A street, also cut: "Stasjonsveie", "Haugerudve". */
const STREET = /.{4}(?:ve|vei|veie|veien|vegen|gat|gate|gata|gaten|gatan|gade|alle|alleen)$/;

/** Key -> its forms to compare: as it is, and without what looks like a cut or glued place at its end. */
export function comparedForms(key: string): readonly ComparedName[] {
  const words = key.split(' ');
  const shorter = withoutPlace(words);
  return shorter ? [nameOf(words), nameOf(shorter)] : [nameOf(words)];
}

function nameOf(words: readonly string[]): ComparedName {
  const spans = words.flatMap((word) => Array.from(word, (_, at) => ({ word, size: word.length, begins: at === 0, ends: at === word.length - 1 })));
  return { words, letters: words.join(''), spans, distinctive: words.filter((word) => !isGeneric(word)).join('').length, isPerson: GIVEN_NAMES.has(words[0] as string) };
}

/** "gunnarsson hornet yst", "nordlykketrysil" -> without the town; undefined when none stands there or too little would be left. */
function withoutPlace(words: readonly string[]): readonly string[] | undefined {
  let kept = words;
  // "Ola Berg Lund" is a person, not the Lund branch of "Ola Berg".
  if (GIVEN_NAMES.has(words[0] as string)) return undefined;
  const tooLittle = (some: readonly string[]): boolean => {
    const names = distinctiveWords(some.join(' '));
    const [only = ''] = names;
    return names.length < 2 && (only.length < LONG_NAME || SURNAME.test(only));
  };
  for (;;) {
    const last = kept.at(-1) as string;
    const before = kept.slice(0, -1);
    // "Vestre Stran", cut from "Vestre Strandgate".
    const isStreet = STREET_FRONTS.has(before.at(-1) ?? '') && !tooLittle(before.slice(0, -1));
    if (tooLittle(before) || !(last.length <= 2 || isStreet || STREET_FRONTS.has(last) || mayBePlace(last) || STREET.test(last))) break;
    kept = isStreet ? before.slice(0, -1) : before;
  }
  const last = kept.at(-1) as string;
  for (let at = 4; at <= last.length - 3; at++)
    if ((at <= last.length - 4 ? PLACES : LEGAL_FORMS).has(last.slice(at)) && kept.slice(0, -1).join('').length + at >= CUT_LETTERS) return [...kept.slice(0, -1), last.slice(0, at)];
  return kept.length < words.length ? kept : undefined;
}

/** Forms of two keys -> what they have in common, undefined when they are two merchants. */
export function likenessOf(ones: readonly ComparedName[], others: readonly ComparedName[]): Likeness | undefined {
  let best: Likeness | undefined;
  for (const one of ones)
    for (const other of others) {
      const found = one.letters.length <= other.letters.length ? compared(one, other) : compared(other, one);
      if (found && (!best || found.shared > best.shared)) best = found;
    }
  return best;
}

function compared(short: ComparedName, long: ComparedName): Likeness | undefined {
  const size = short.letters.length;
  if (short.letters === long.letters) return size >= SHORT || short.words.length === long.words.length ? likeness(short, long, 0) : undefined;
  if (short.distinctive === 0) return undefined;
  if (size < SHORT) return !short.isPerson && short.words.every((word, at) => long.words[at] === word) ? likeness(short, long, 0) : undefined;
  if (short.words.length === 1 && isBareSurname(short.letters, long.words[0] as string) && !isBranch(long.words.slice(1))) return undefined;
  // "Kari Anne" is not every "Kari Anne Berg".
  if (short.words.every((word) => GIVEN_NAMES.has(word))) return undefined;
  const errors = errorsIn(short, long);
  if (errors !== undefined) return likeness(short, long, errors);
  return standsWithin(short, long) ? likeness(short, long, 0) : undefined;
}

/** Also one that was cut ("Karjalaine"). Long surnames are rare, the commonest of them aside. */
const isBareSurname = (name: string, first: string): boolean =>
  (SURNAME.test(name) || (first.startsWith(name) && SURNAME.test(first))) && (name.length < RARE_SURNAME || COMMON_SURNAMES.has(name));
const RARE_SURNAME = 9;
const COMMON_SURNAMES: WordSet = wordSet(() => 'andersson johansson pettersson gustafsson svensson fredriksson christensen rasmussen kristiansen kristensen jorgensen christiansen mortensen pettersen korhonen virtanen makinen'.split(' '));

const isBranch = (rest: readonly string[]): boolean => rest.every((word) => mayBePlace(word) || LEGAL_FORMS.has(word));

const likeness = (short: ComparedName, long: ComparedName, errors: number): Likeness => {
  const size = short.letters.length;
  return { shared: size - errors, rest: long.letters.length - size + errors, confidence: Math.max(0.6, Math.min(0.99, Math.round((1 - errors / size) * 100) / 100)) };
};

/** The short name whole behind other words: behind a trade ("Restaurant Sjøhesten"), or two words of it behind what ft does not know. */
function standsWithin(short: ComparedName, long: ComparedName): boolean {
  const from = long.letters.indexOf(short.letters);
  if (from <= 0) return short.words.length > 1 && short.words.toSorted().join(' ') === long.words.toSorted().join(' ');
  if (!long.spans[from]?.begins || !long.spans[from + short.letters.length - 1]?.ends) return false;
  let letters = 0;
  const front = long.words.filter((word) => (letters += word.length) <= from);
  if (front.every(isGeneric)) return short.distinctive >= SHORT;
  return short.words.length > 1 && short.distinctive >= CUT_LETTERS && !front.some((word) => GIVEN_NAMES.has(word));
}

interface Walk { readonly budget: number; readonly lastError: number; readonly lost: number; readonly loser: ComparedName | undefined }

/** Typing errors and lost letters between the short name and the beginning of the long one; undefined when that is another name. */
function errorsIn(short: ComparedName, long: ComparedName): number | undefined {
  const sure = Math.min(short.distinctive, long.distinctive);
  const budget = sure >= TWO_ERRORS ? 2 : sure >= ONE_ERROR ? 1 : 0;
  const step = (i: number, j: number, walk: Walk): number | undefined => {
    let a = i;
    let b = j;
    while (a < short.letters.length && short.letters[a] === long.letters[b]) { a++; b++; }
    if (a === short.letters.length) return endsWell(short, long, b, walk.budget === budget) ? 0 : undefined;
    return lostLetter(a, b, walk) ?? typingError(a, b, walk);
  };
  const lostLetter = (a: number, b: number, walk: Walk): number | undefined => {
    if (walk.lost >= MOST_LOST) return undefined;
    for (const [keeper, at, loser] of [[long, b, short], [short, a, long]] as const) {
      if ((walk.loser ?? loser) !== loser || !isLosable(keeper, at)) continue;
      if (keeper.letters[at] !== 'e' && Math.max(short.distinctive, long.distinctive) <= ONE_ERROR) continue;
      const [one, other] = [short.spans[a], long.spans[b]];
      // Johansen and Johnsen; but "Srensen" can only be Sørensen.
      if (keeper.letters[at] === 'a' && one && other && areSurnames(one, other)) continue;
      const more = step(keeper === short ? a + 1 : a, keeper === long ? b + 1 : b, { ...walk, lost: walk.lost + 1, loser });
      if (more !== undefined) return more + 0.5;
    }
    return undefined;
  };
  const typingError = (a: number, b: number, walk: Walk): number | undefined => {
    const one = short.spans[a];
    const other = long.spans[b];
    // The first letter of a name is hardly ever wrong, and telling: Hansen, Jensen.
    if (walk.budget === 0 || !one || !other || a === 0 || a - walk.lastError < WIDTH_OF_ERROR) return undefined;
    const size = Math.min(one.size, other.size);
    const after = { ...walk, budget: walk.budget - 1, lastError: a };
    const add = (more: number | undefined): number | undefined => (more === undefined ? undefined : more + 1);
    if (size >= 4 && short.letters[a] === long.letters[b + 1] && short.letters[a + 1] === long.letters[b]) {
      const more = step(a + 2, b + 2, after);
      if (more !== undefined) return more + 1;
    }
    // "Ann" and "Anna", "Tore" and "Tove" are persons of their own.
    if (short.isPerson || long.isPerson || areSurnames(one, other) || GIVEN_NAMES.has(one.word) || GIVEN_NAMES.has(other.word)) return undefined;
    const less = (one.size < (one.begins ? 5 : 4) ? undefined : add(step(a + 1, b, after))) ?? (other.size < (other.begins ? 5 : 4) ? undefined : add(step(a, b + 1, after)));
    if (less !== undefined || size < 5 || (one.begins && other.begins)) return less;
    return add(step(a + 1, b + 1, after));
  };
  return step(0, 0, { budget, lastError: -WIDTH_OF_ERROR, lost: 0, loser: undefined });
}

/** Andersen and Anderson, Larsen and Lassen are families of their own. */
const areSurnames = (one: Span, other: Span): boolean => SURNAME.test(one.word) && SURNAME.test(other.word);

/** An "a" or "o" that may have been æ, å, ä, ø, ö. "Maria" and "Mari" differ by no such letter. */
const isLosable = (name: ComparedName, at: number): boolean => {
  const letter = name.letters[at];
  const span = name.spans[at];
  // "Omega Edda" run together reads "omegaedda", and "ae" is plain "a".
  if (letter === 'e' && span?.begins && /[aou]/.test(name.letters[at - 1] ?? '')) return true;
  return span !== undefined && (letter === 'o' || (letter === 'a' && !span.ends)) && span.size >= 3 && !(name.isPerson && at < (name.words[0] as string).length);
};

/** The short name ends where a word of the long one does, or was cut, or the long one's words were run together. */
function endsWell(short: ComparedName, long: ComparedName, end: number, isFlawless: boolean): boolean {
  if (end >= long.letters.length || long.spans[end]?.begins) return true;
  // A name both cut and misspelt could be any other: "Strand Odin", "Strand Innsjø".
  if (!isFlawless) return false;
  if (short.words.length > 1) return short.letters.length >= SHORT;
  const word = long.spans[end]?.size ?? 0;
  return end >= CUT_LETTERS && (end >= word * CUT_SHARE || !long.spans.slice(0, end).every((span) => span.size === word));
}
