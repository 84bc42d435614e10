/**
 * The merchant in a bank's text. `merchantKey` is what stays the same however the bank varies the text; corrections are
 * remembered by it. `merchantName` is the same, for people to read. Both drop how the money moved, dates, amounts, rates, card and
 * terminal numbers, payment companies before the merchant, and what follows a shop number (the branch and its city).
 */
import { isCurrency } from '../values/currency.ts';
import {
  CAPITALS, COUNTRY_CODES, CUTS, INTERMEDIARIES, LABELS, LEADING_PHRASES, LEGAL_FORMS, MONTHS, NAME_NUMBERS, PLACES,
  STARRED_INTERMEDIARIES, TOP_LEVELS, TRAILING, isGeneric,
} from './bank-words.ts';
import { type Token, tokensOf } from './bank-tokens.ts';

/** Ends of Nordic and German street names; what follows is the address. */
const STREET = /.{3}(?:gt|vn|gata|gaten|gatan|gade|vej|veien|vegen|vagen|katu|strasse)$/;
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
  for (let at = opening(tokens, 0); at < tokens.length; at++) {
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
    if (distinct && (STREET.test(word) || (numberNext && STREET_BEFORE_NUMBER.test(word)))) break;
    if (distinct && LEGAL_FORMS.has(word)) continue;
    if (word !== '' && word === kept.at(-1)?.word) continue;
    kept.push(token);
    distinct ||= isDistinct(word);
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

/** A month beside a number, a currency beside an amount, the ".com" of a web address. */
function isNoise(token: Token, before: Token | undefined, next: Token | undefined): boolean {
  const { word } = token;
  if (MONTHS.has(word)) return before?.number !== undefined || next?.number !== undefined;
  if (word.length === 3 && (next?.number === 'amount' || before?.number === 'amount') && isCurrency(word.toUpperCase())) return true;
  if (token.join === '.' && TOP_LEVELS.has(word)) return true;
  return word === 'com' || word === 'www';
}

/** Index of the first token that is neither bank phrase, payment company nor number. */
function opening(tokens: readonly Token[], from: number): number {
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (!token) return at;
    const next = tokens[at + 1];
    if (token.number !== undefined && !(token.number === 'name' && next?.word)) at++;
    else if (token.number === undefined && token.word !== '' && isNoise(token, tokens[at - 1], next)) at++;
    else if (LABELS.has(token.word) && next?.number !== undefined) at += 2;
    else if (paysFor(token, tokens.slice(at + 1))) at++;
    else {
      const length = phraseLength(tokens, at);
      if (length === 0) return at;
      at += length;
    }
  }
}

/** A payment company with a merchant after it. */
function paysFor(token: Token, rest: readonly Token[]): boolean {
  const company = INTERMEDIARIES.has(token.word) || (token.after === '*' && STARRED_INTERMEDIARIES.has(token.word));
  // "PAYPAL *APOTEKET" names a merchant; "PayPal Europe" does not.
  return company && rest.some((one) => isDistinct(one.word) || (token.after === '*' && one.word.length > 2));
}

/** Length of the longest bank phrase that stands here, 0 for none. */
function phraseLength(tokens: readonly Token[], at: number): number {
  const phrases = LEADING_PHRASES.get(tokens[at]?.word ?? '');
  return phrases?.find((phrase) => phrase.every((word, offset) => tokens[at + offset]?.word === word))?.length ?? 0;
}

/** Without the places, legal forms and loose ends at the end, as long as something distinctive stays. */
function trimmed(kept: Token[]): Token[] {
  while (kept.length > 1) {
    const last = kept.at(-1) as Token;
    const before = kept.slice(0, -1);
    const cut = last.word.length === 1 && kept.length > 2;
    const loose = cut || (last.word === '' && last.number === undefined) || TRAILING.has(last.word) || LEGAL_FORMS.has(last.word)
      || PLACES.has(last.word) || COUNTRY_CODES.has(last.shown.toLowerCase());
    if (!loose || !before.some((token) => isDistinct(token.word))) return kept;
    kept = before;
  }
  return kept;
}
