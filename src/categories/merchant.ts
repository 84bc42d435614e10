/**
 * The merchant in a bank's text. `merchantKey` is what stays the same however the bank varies the text; corrections are
 * remembered by it. `merchantName` is the same, for people to read. Both drop how the money moved, dates, amounts, rates, card and
 * terminal numbers, payment companies before the merchant, and what follows a shop number (the branch and its city).
 */
import { isCurrency } from '../values/currency.ts';
import {
  BARE_INTERMEDIARIES, CAPITALS, COUNTRY_CODES, CUTS, GIVEN_NAMES, INTERMEDIARIES, LABELS, LEGAL_FORMS, MONTHS,
  NAME_NUMBERS, STARRED_INTERMEDIARIES, TOP_LEVELS, TRAILING, WEAK_LEADING, isGeneric, phrasesFrom,
} from './bank-words.ts';
import { type Token, tokensOf } from './bank-tokens.ts';
import { PLACES, STREET_FRONTS } from './places.ts';

/** Ends of Nordic and German street names; what follows is the address. */
const STREET = /.{3}(?:gt|vn|gata|gaten|gatan|gade|vej|veien|vegen|vagen|katu|strasse)$/;
/** True for the name of a street, as one word. */
export const isStreetName = (word: string): boolean => STREET.test(word);
const STREET_BEFORE_NUMBER = /.{2}(?:gate|vei|veg|plass|plads|torg|tie|str|street|alle|bakken|brygge)$/;

/** Bank text -> merchant key: plain words with a blank between; empty when the text names nobody ("Overføring"). */
export function merchantKey(text: string): string {
  return essence(text).map((token) => token.word).filter((word) => word !== '').join(' ');
}

/** Bank text -> a short name to show ("KIWI 471 BISLET" -> "Kiwi"), at most 40 characters; undefined when it names nobody. */
export function merchantName(text: string): string | undefined {
  const kept = essence(text);
  if (kept.every((token) => token.word === '')) return undefined;
  const joined = kept.map((token, at) => (at === 0 ? '' : token.join) + token.shown).join('').replace(/^[\s&-]+|[\s&-]+$/g, '');
  const mixed = joined !== joined.toUpperCase() && joined !== joined.toLowerCase();
  const name = mixed ? joined : joined.replace(/[\p{L}\p{M}\p{N}&'’]+/gu, titled);
  return name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name;
}

/** Key of a transaction: of the counterparty, where the bank names one that is no payment company, else of the text. */
export function merchantKeyOf(text: string, counterparty?: string): string {
  return merchantKey(namingText(text, counterparty));
}

/** Name of a transaction's merchant, chosen as in `merchantKeyOf`. */
export function merchantNameOf(text: string, counterparty?: string): string | undefined {
  return merchantName(namingText(text, counterparty));
}

/** Whichever of the two names the merchant. */
function namingText(text: string, counterparty: string | undefined): string {
  if (!counterparty) return text;
  const named = merchantKey(counterparty);
  const company = named === '' || INTERMEDIARIES.has(named.split(' ', 1)[0] as string);
  return company && merchantKey(text) !== '' ? text : counterparty;
}

/** The words of a key that tell this merchant from others; empty for a key of trades, places and bank words only. */
export const distinctiveWords = (key: string): string[] =>
  key.split(' ').filter((word) => !isGeneric(word) && !COUNTRY_CODES.has(word) && (word.length > 2 || word.includes('&')));

function titled(word: string): string {
  const plain = word.toLowerCase();
  const initials = plain.length <= 3 && !/[aeiouyæøåäöü]/.test(plain);
  if (plain.includes('&') || CAPITALS.has(plain) || (initials && /\p{L}{2}/u.test(plain))) return word.toUpperCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** The tokens that name the merchant. */
function essence(text: string): Token[] {
  const tokens = tokensOf(text);
  const kept: Token[] = [];
  let distinct = false;
  for (let at = openingOf(tokens); at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    if (token.number === 'name' && next?.word) kept.push(token);
    if (token.number !== undefined) {
      if (belongs(kept, token)) kept.push(token);
      // A shop number: what follows is the branch and its town.
      if (token.number === 'place' && distinct) break;
      continue;
    }
    const { word } = token;
    const numberNext = next?.number !== undefined;
    if (endsName(word, token, numberNext)) {
      if (distinct) break;
      continue;
    }
    if (numberNext && LABELS.has(word)) { at++; continue; }
    if (isNoise(token, tokens[at - 1], next)) continue;
    if (distinct && isStreet(token, next)) {
      while (kept.length > 2 && STREET_FRONTS.has(kept.at(-1)?.word ?? '')) kept.pop();
      break;
    }
    if (distinct && LEGAL_FORMS.has(word)) continue;
    kept.push(token);
    distinct ||= isDistinct(word);
    // "HOLZMANN//BERLIN/DE": behind the two strokes stands the town.
    if (token.after === '//' && distinct) break;
  }
  return trimmed(kept);
}

const isDistinct = (word: string): boolean => (word.length > 2 || word.includes('&')) && !isGeneric(word);

/** "1000" after "Rema". */
const belongs = (kept: readonly Token[], number: Token): boolean => {
  const last = kept.at(-1);
  return last !== undefined && NAME_NUMBERS.get(last.word) === number.shown;
};

function endsName(word: string, token: Token, numberNext: boolean): boolean {
  if (token.after === ':' && word.endsWith('tpp')) return true;
  return CUTS.has(word) && (token.after === ':' || numberNext);
}

/** "Storgata", "Nygate 4"; not "Castlegate 7508", which is a shop and its number. */
const isStreet = ({ word, after }: Token, next: Token | undefined): boolean =>
  STREET.test(word) || (next?.number !== undefined && after === '' && /^1?\d{1,2}$/.test(next.shown) && STREET_BEFORE_NUMBER.test(word));

/** A day or a year: "2", "21", "2025". */
const isDay = (token: Token | undefined): boolean => token?.number !== undefined && /^(?:\d{1,2}|20\d\d)$/.test(token.shown);

/** A month beside a day, a currency beside an amount, the ".com" of a web address. */
function isNoise(token: Token, before: Token | undefined, next: Token | undefined): boolean {
  const { word } = token;
  if (MONTHS.has(word)) return isDay(before) || isDay(next);
  if (word.length === 3 && token.shown.length === 3 && (next?.number === 'amount' || before?.number === 'amount') && isCurrency(word.toUpperCase())) return true;
  if (token.join === '.' && TOP_LEVELS.has(word)) return true;
  return word === 'com' || word === 'www';
}

/** Index of the first token that is neither bank phrase, payment company nor number; the number of tokens when all are. */
export function openingOf(tokens: readonly Token[]): number {
  let at = 0;
  for (;;) {
    const token = tokens[at];
    if (!token) return at;
    const next = tokens[at + 1];
    if (token.number !== undefined && !(token.number === 'name' && next?.word)) at++;
    else if (token.number === undefined && token.word !== '' && isNoise(token, tokens[at - 1], next)) at++;
    // "1234 22OCT25 C TESCO": the letter says how the card was read.
    else if (token.word === 'c' && token.after === '' && tokens[at - 1]?.number !== undefined && next?.word) at++;
    else if (LABELS.has(token.word) && next?.number !== undefined) at += 2;
    // "K?P", "K?B": too short for the table without its letter, which the question mark stands for.
    else if (/^k[?\ufffd][pb]$/i.test(token.shown) && next) at++;
    else if (paysFor(token, tokens.slice(at + 1))) at++;
    else {
      const length = phraseLength(tokens, at);
      if (length === 0 || (length === 1 && isName(token, next))) return at;
      at += length;
    }
  }
}

/** "Ideal Bygg": a bank's word, but before a word of trade it is part of a name. */
const isName = (token: Token, next: Token | undefined): boolean =>
  WEAK_LEADING.has(token.word) && next?.number === undefined && next?.after !== '*' && next !== undefined && !isDistinct(next.word) && phrasesFrom(next.word).length === 0 && !BARE_INTERMEDIARIES.has(next.word)
  && !INTERMEDIARIES.has(next.word);

/** A payment company with a merchant after it. */
function paysFor(token: Token, rest: readonly Token[]): boolean {
  if (BARE_INTERMEDIARIES.has(token.word) && token.after === '' && rest[0] && rest[0].word !== '' && rest.slice(0, 2).some((one) => isDistinct(one.word))) return true;
  const company = INTERMEDIARIES.has(token.word) || (token.after === '*' && STARRED_INTERMEDIARIES.has(token.word));
  // "PAYPAL *APOTEKET" names a merchant; "PayPal Europe" does not.
  return company && rest.some((one) => isDistinct(one.word) || (token.after === '*' && one.word.length > 2));
}

/** Length of the longest bank phrase that stands here, 0 for none. */
function phraseLength(tokens: readonly Token[], at: number): number {
  return phrasesFrom(tokens[at]?.word ?? '').find((phrase) => phrase.every((word, offset) => tokens[at + offset]?.word === word))?.length ?? 0;
}

/** Without the places, legal forms and loose ends at the end, as long as something distinctive stays. */
function trimmed(kept: Token[]): Token[] {
  for (;;) {
    const loose = looseEnd(kept);
    const before = kept.slice(0, kept.length - loose);
    // "Skien Tannlege Oslo": nothing distinctive, but it is the dentist of one town already.
    const isLocal = before.length > 1 && PLACES.has(before[0]?.word ?? '') && PLACES.has(kept.at(-1)?.word ?? '');
    if (loose === 0 || !(isLocal || before.some((token) => isDistinct(token.word)))) return kept;
    kept = before;
  }
}

/** Country codes and bank words that as well begin a word. */
const CUT_WORDS: ReadonlySet<string> = new Set(['at', 'be', 'is', 'it', 'es', 'in', 'on', 'ma', 'la', 'al', 'ga', 'pa', 'va']);

/** How many tokens at the end say nothing: a sign, a cut letter, a legal form, a country, a place of up to three words. */
function looseEnd(kept: readonly Token[]): number {
  const last = kept.at(-1);
  if (!last || kept.length < 2) return 0;
  const { word } = last;
  if ((word.length === 1 && kept.length > 2) || (word === '' && last.number === undefined)) return 1;
  // "Feeniks At" may be Austria's, or "Feeniks Atlas" where the column ended.
  if (kept.length === 2 && CUT_WORDS.has(word)) return 0;
  if (TRAILING.has(word) || LEGAL_FORMS.has(word) || COUNTRY_CODES.has(last.shown.toLowerCase())) return 1;
  for (let words = Math.min(3, kept.length - 1); words > 0; words--) {
    const place = kept.slice(-words).map((token) => token.word).join('');
    // "Ola Sandnes" is a person: all that stands before is a given name.
    if (PLACES.has(place) && !kept.slice(0, -words).every((token) => GIVEN_NAMES.has(token.word))) return words;
  }
  return 0;
}
