/**
 * Amounts as statements write them -> integers of minor units. Which mark is the decimal one is never guessed from one
 * cell: `markOf` says what a cell proves, the caller decides for the whole column and then reads every cell with that mark.
 */
import { type Currency, currencyFrom } from './currency.ts';

export type DecimalMark = ',' | '.';

const MINUS = (c: number): boolean => c === 45 || c === 0x2212 || c === 0x2013 || c === 0x2011 || c === 0xfe63 || c === 0xff0d;
const BLANK = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 13 || c === 0xa0 || c === 0x202f || (c >= 0x2000 && c <= 0x200b) || c === 0x2060;
const APOSTROPHE = (c: number): boolean => c === 39 || c === 0x2019 || c === 0x02bc || c === 0x60 || c === 0xb4;
const DIGIT = (c: number): boolean => c >= 48 && c <= 57;

/**
 * Cell -> minor units in a currency of `exponent` decimals, or NaN when it is no amount under that decimal mark.
 * Takes: any minus sign or + before or after, parentheses, CR/DR, a currency glued on, groups of three by blank,
 * apostrophe or the other mark. Digits past the exponent must be zero; nothing is rounded; past 2^53 is NaN.
 */
export function amountFrom(text: string, decimal: DecimalMark, exponent: number): number {
  const value = plain(text, decimal, exponent);
  if (value === value || text.length === 0) return value;
  const bare = bareAmount(text);
  return bare === undefined ? NaN : plain(bare, decimal, exponent);
}

/** The loop over the characters of one cell; no allocation. */
function plain(text: string, decimal: DecimalMark, exponent: number): number {
  const point = decimal === '.' ? 46 : 44;
  const other = decimal === '.' ? 44 : 46;
  let end = text.length;
  while (end > 0 && BLANK(text.charCodeAt(end - 1))) end--;
  let i = 0;
  let negative = false;
  let signs = 0;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if (DIGIT(c) || c === point) break;
    if (MINUS(c)) negative = true;
    else if (c !== 43) {
      if (BLANK(c)) continue;
      return NaN;
    }
    if (++signs > 1) return NaN;
  }
  let value = 0;
  let digits = 0;
  let fraction = -1;
  let group = -1;
  let separator = 0;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if (DIGIT(c)) {
      digits++;
      if (fraction >= 0) {
        if (++fraction > exponent) {
          if (c !== 48) return NaN;
          continue;
        }
      } else if (group >= 0) group++;
      value = value * 10 + (c - 48);
    } else if (c === point) {
      if (fraction >= 0 || (group >= 0 && group !== 3)) return NaN;
      fraction = 0;
    } else if (c === 43 && i === end - 1 && digits > 0) {
      if (++signs > 1) return NaN;
    } else if (MINUS(c) && i === end - 1 && digits > 0) {
      // "100,-" is the Nordic way to write no öre; anything else is a minus behind the number
      if (fraction !== 0) {
        if (++signs > 1) return NaN;
        negative = true;
      }
    } else if (fraction < 0 && digits > 0 && (c === other || BLANK(c) || APOSTROPHE(c))) {
      if (BLANK(c) && nextIsSign(text, i + 1, end)) continue;
      // "1,00,000.00": India groups by two before the last three; a lone zero opens no group ("0.005" is no five)
      if (group < 0 ? digits > 3 || (digits === 1 && value === 0) : group !== 3 && !(group === 2 && c === 44)) return NaN;
      if (separator !== 0 && kindOf(c) !== separator) return NaN;
      separator = kindOf(c);
      group = 0;
    } else if (BLANK(c) && nextIsSign(text, i + 1, end)) continue;
    else return NaN;
  }
  if (digits === 0 || (fraction < 0 && group >= 0 && group !== 3)) return NaN;
  for (let k = Math.max(fraction, 0); k < exponent; k++) value *= 10;
  if (value > LARGEST) return NaN;
  return negative && value !== 0 ? -value : value;
}

/** Minor units that one amount may be at most, ten trillions in most currencies: far above what anybody holds, and sums of them stay exact. */
const LARGEST = 1e15;

const kindOf = (c: number): number => (BLANK(c) ? 1 : APOSTROPHE(c) ? 2 : 3);
const nextIsSign = (text: string, i: number, end: number): boolean => i === end - 1 && (MINUS(text.charCodeAt(i)) || text.charCodeAt(i) === 43);

const SYMBOLS: Record<string, string> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', zł: 'PLN', kč: 'CZK', ft: 'HUF', 'r$': 'BRL', us$: 'USD', 'a$': 'AUD', 'c$': 'CAD', 'nz$': 'NZD', 's$': 'SGD', 'hk$': 'HKD', euroa: 'EUR', euro: 'EUR', eur: 'EUR', 'fr.': 'CHF', sfr: 'CHF' };
const TOKEN = /\p{L}{0,3}[$€£¥]|kr\.?|:-|\p{L}{1,5}\.?/giu;

/** No bank writes an amount longer; a hostile cell must not keep the patterns busy. */
const LONGEST = 80;

/** Cell with a sign, parentheses, CR/DR or a currency around the number -> the number with a plain sign; undefined when other text is in it. */
function bareAmount(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  let rest = text.trim();
  if (rest.startsWith('="') && rest.endsWith('"')) rest = rest.slice(2, -1);
  rest = rest.replace(/^['"](?=.)|['"]$/g, '').trim();
  let negative = false;
  const paren = /^([^\d(]*)\((.*)\)([^\d)]*)$/s.exec(rest);
  if (paren) {
    negative = true;
    rest = `${paren[1] ?? ''}${paren[2] ?? ''}${paren[3] ?? ''}`;
  }
  let sides = 0;
  let unknown = false;
  const bare = rest.replace(TOKEN, (token, at: number) => {
    const word = token.toLowerCase();
    if (/^d[rb]\.?$/.test(word)) negative = true;
    else if (word === ':-' || /^[ck]r\.?$/.test(word) || word.endsWith('$') || SYMBOLS[word] !== undefined || currencyFrom(token)) sides++;
    else unknown = true;
    return at === 0 || /^[\s+\-\u2212\u2013]*$/.test(rest.slice(0, at)) || /^[\s+\-\u2212\u2013.]*$/.test(rest.slice(at + token.length)) ? '' : 'x';
  }).trim();
  if (unknown || sides > 2 || bare === '' || bare === text) return undefined;
  return negative ? (/^[^\d]*[-\u2212\u2013]/.test(bare) ? undefined : `-${bare.replace(/^\+/, '')}`) : bare;
}

/** Currency written in an amount cell ("42 500,50 NOK", "€7.00") -> its code; undefined for none, for "kr" and for a lone $, which many currencies share. */
export function currencyIn(text: string): Currency | undefined {
  if (text.length > LONGEST) return undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const symbol = SYMBOLS[token.toLowerCase()];
    const found = symbol ? currencyFrom(symbol) : token.length === 3 ? currencyFrom(token) : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * What one cell proves about the marks: `integer` none in it · `point`, `comma`: that mark is the decimal one ·
 * `point-three`, `comma-three`: one mark before exactly three digits, both readings stand · `point-groups`,
 * `comma-groups`: that mark groups thousands · `text`: no number · `empty`.
 */
export type MarkProof = 'integer' | 'point' | 'comma' | 'point-three' | 'comma-three' | 'point-groups' | 'comma-groups' | 'text' | 'empty';

/** Cell -> what it proves about its marks. */
export function markOf(text: string): MarkProof {
  let points = 0;
  let commas = 0;
  let last = 0;
  let before = 0;
  let after = 0;
  let first = 0;
  let grouped = false;
  let other = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (DIGIT(c)) {
      if (before === 0 && after === 0 && last === 0) first = c;
      if (last === 0) before++;
      else after++;
    } else if (c === 46 || c === 44) {
      // a point behind letters ("kr.") is no mark
      if (c === 46 && i > 0 && !DIGIT(text.charCodeAt(i - 1)) && text.charCodeAt(i - 1) > 64) continue;
      if (c === 46) points++;
      else commas++;
      last = c;
      after = 0;
    } else if (BLANK(c) || APOSTROPHE(c)) {
      if (before > 0 && last === 0 && DIGIT(text.charCodeAt(i + 1))) grouped = true;
    } else if (!MINUS(c) && c !== 43) other++;
  }
  if (before + after === 0) return text.trim() === '' ? 'empty' : 'text';
  if (other > 6) return 'text';
  if (last === 0) return 'integer';
  if (points > 0 && commas > 0) {
    if ((last === 46 ? points : commas) > 1) return 'text';
    return last === 46 ? 'point' : 'comma';
  }
  if (points + commas > 1) return last === 46 ? 'point-groups' : 'comma-groups';
  if (after !== 3 || before === 0 || before > 3 || grouped || first === 48) return last === 46 ? 'point' : 'comma';
  return last === 46 ? 'point-three' : 'comma-three';
}

/** Why a cell is no amount, in plain words, to stand behind 'the amount "…" '. */
export function whyNoAmount(text: string, decimal: DecimalMark, exponent: number): string {
  if (text.trim() === '') return 'is empty';
  if (!/\d/.test(text)) return 'holds no digits';
  if (text.length > LONGEST) return 'is too long';
  if (/\d[eE][+-]?\d/.test(text)) return 'is written with an exponent';
  const fraction = new RegExp(`\\${decimal}(\\d+)\\D*$`).exec(text)?.[1];
  if (fraction && fraction.length > exponent && !Number.isNaN(amountFrom(text, decimal, fraction.length > 9 ? exponent : fraction.length)))
    return exponent === 0 ? 'has decimals, but the currency has none' : `has more than ${exponent} decimals`;
  if (text.replace(/\D/g, '').length > 13 && /^\D*\d[\d\s.,'\u2019\u00a0\u202f]*\D*$/.test(text)) return 'is too large';
  return `is no number with ${decimal === ',' ? 'a decimal comma' : 'a decimal point'}`;
}
