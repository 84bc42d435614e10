/** Bank text -> tokens: words and numbers, each with what the signs around it say. No word list is consulted here. */
import { plainWord } from './plain-word.ts';

/** `place`: three digits or more, or a phone number; `name`: part of a name as it stands ("7" in "7-Eleven"). */
export type NumberKind = 'place' | 'amount' | 'other' | 'name';

export interface Token {
  /** Plain form; empty for numbers and lone signs. */
  readonly word: string;
  /** As written. */
  readonly shown: string;
  readonly number: NumberKind | undefined;
  /** The sign that joins it to the token before it in the same word ("-" in "K-Citymarket"), else a blank. */
  readonly join: string;
  /** "*", ":" or "//" when such a sign follows, else empty. */
  after: string;
}

const PLAIN = /^[A-Za-z]+$/;
const LETTER = /\p{L}/u;
const PARTS = /[\p{L}\p{M}\p{N}&'’?\ufffd]+/gu;
const PHONE = /^\+?\d{3}-\d{3,4}-?\d{3,4}$|^\d{3}-\d{7,}$/;

/** A description -> its tokens in order. Linear in its length; texts are cut at 300 characters. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const chunk of text.slice(0, 300).normalize('NFKC').split(/[\s;]+/)) {
    if (chunk === '') continue;
    // Most words are plain: spare them the taking apart.
    if (PLAIN.test(chunk)) tokens.push(/^[xX]{2,}$/.test(chunk) ? numberToken(chunk, 'other', ' ') : wordToken(chunk, chunk, ' '));
    else if (LETTER.test(chunk)) addWords(tokens, chunk);
    else addNumber(tokens, chunk);
  }
  return tokens;
}

function mark(tokens: readonly Token[], sign: string): void {
  const last = tokens.at(-1);
  if (last && last.after === '') last.after = sign;
}

function addNumber(tokens: Token[], chunk: string): void {
  const digits = chunk.replace(/^[#(*.,:/-]+|[).,*:/-]+$/g, '');
  if (!/\d/.test(digits)) {
    if (chunk.includes('*')) mark(tokens, '*');
    else if (chunk === '&') tokens.push({ word: '', shown: '&', number: undefined, join: ' ', after: '' });
    return;
  }
  const kind = /^\d{3,}$/.test(digits) || PHONE.test(digits) ? 'place' : /\d[.,]\d{2}$/.test(digits) ? 'amount' : 'other';
  tokens.push(numberToken(digits, kind, ' '));
}

function addWords(tokens: Token[], chunk: string): void {
  // "A/S", and the "K-Market" and "e-faktura" whose one letter makes the word what it is.
  if (/^\p{L}(?:\/\p{L}|-\p{L}{2,})$/u.test(chunk)) return void tokens.push(wordToken(chunk.replace(/[/-]/, ''), chunk, ' '));
  let end = 0;
  for (const found of chunk.matchAll(PARTS)) {
    const [part] = found;
    const between = chunk.slice(end, found.index);
    if (between.includes('*')) mark(tokens, '*');
    else if (between.includes(':')) mark(tokens, ':');
    else if (between.includes('//')) mark(tokens, '//');
    const join = end > 0 && /^[-.]$/.test(between) ? between : ' ';
    end = found.index + part.length;
    if (/^[xX]{2,}$/.test(part)) tokens.push(numberToken(part, 'other', join));
    else if (!/\d/.test(part)) tokens.push(wordToken(part, part, join));
    else addMixed(tokens, part, join, chunk.charAt(end));
  }
  const rest = chunk.slice(end);
  if (rest.includes('*')) mark(tokens, '*');
  else if (rest.includes(':')) mark(tokens, ':');
}

const numberToken = (shown: string, number: NumberKind, join: string): Token => ({ word: '', shown, number, join, after: '' });

const wordToken = (word: string, shown: string, join: string): Token =>
  ({ word: word === '&' ? '' : plainWord(word), shown: shown.replace(/^[?']+|[?']+$/g, ''), number: undefined, join, after: '' });

/** A part with digits in it: a short name ("ST1"), a name with a number glued to it ("REMA1000", "LIDL258STHLM"), or a code. */
function addMixed(tokens: Token[], part: string, join: string, next: string): void {
  if (!LETTER.test(part)) {
    const number = next === '-' && part.length < 3 ? 'name' : 'other';
    return void tokens.push(numberToken(part, number, join));
  }
  if (/^\p{L}{1,3}\d{1,2}$/u.test(part) && part.length <= 4) return void tokens.push(wordToken(part, part, join));
  const glued = GLUED.exec(part.replace(/[?\ufffd]/g, ''));
  const [, before, digits = part, tail = ''] = glued ?? [];
  const behind = tail.length >= 3 ? tail : undefined;
  const masked = /^[x\d]+$/i.test(part) || (before !== undefined && MONTH.test(before)) || (behind !== undefined && MONTH.test(behind));
  if (before && !masked) tokens.push(wordToken(before, before, join));
  tokens.push(numberToken(digits, 'other', ' '));
  if (behind && !masked) tokens.push(wordToken(behind, behind, ' '));
}

/** Letters, a number, letters; what is left of a word beside the number counts only from three letters on. */
const GLUED = /^([\p{L}&]{3,}(?=\d))?(\d+)((?:\p{L}{3,})?|(?<=\p{L}{3}\d+)\p{L}*)$/u;
const MONTH = /^(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cs])$/i;
