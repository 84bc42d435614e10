/** Reading answers of banks: exact JSON, fields of unknown things, amounts and days. Nothing here trusts a type; nothing is guessed. */
import { parse } from 'lossless-json';
import { amountFrom, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import { type Day, dayFrom } from '../../values/day.ts';
import { type Minor, minor } from '../../values/money.ts';
import { excerpt } from '../excerpt.ts';
import { BankTrouble } from './trouble.ts';

/** An object of an answer; its values are anything. */
export type Json = Readonly<Record<string, unknown>>;

/** A number as the value of a field that a double may not hold as it is written: with a fraction, an exponent or many digits. */
const INEXACT = /"\s*:\s*-?(?:\d{16}|\d+[.eE])/;
const SAFE_INTEGER = /^-?\d{1,15}$/;
/** So many characters at the end of a body are looked at to say whether it was cut. */
const ENDING = 64;

/**
 * Body -> the JSON in it; UTF-8, a byte-order mark may lead. A number is a number where it is a safe integer, else the text it was written as, so that
 * no amount passes through a double. Raises BankTrouble `down` for a web page, an answer that broke off, and what else is no JSON.
 */
export function jsonFrom(bytes: Uint8Array): unknown {
  const text = textFrom(bytes);
  try {
    // the exact reader takes four times as long, so it reads only what needs it
    return INEXACT.test(text) ? parse(text, null, { parseNumber: exactly, onDuplicateKey: ({ newValue }) => newValue }) : (JSON.parse(text) as unknown);
  } catch {
    throw new BankTrouble('down', whyNoJson(text));
  }
}

/** As `jsonFrom`, where the answer must be an object. */
export function recordFrom(bytes: Uint8Array): Json {
  const value = jsonFrom(bytes);
  if (isRecord(value)) return value;
  throw new BankTrouble('down', 'the bank answered with something else than what was asked for');
}

/** As `recordFrom`, and undefined where the body is no such thing: of error pages, which gateways write as they like. */
export function recordOrNone(bytes: Uint8Array): Json | undefined {
  try {
    return recordFrom(bytes);
  } catch (error) {
    if (error instanceof BankTrouble) return undefined;
    throw error;
  }
}

/** True for a body that is markup: what stands between speaks there, not the bank's interface. */
export const isWebPage = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().startsWith('<');

const exactly = (text: string): number | string => (SAFE_INTEGER.test(text) ? Number(text) : text);

function textFrom(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BankTrouble('down', 'the bank answered with text that is not UTF-8');
  }
}

function whyNoJson(text: string): string {
  const head = text.trimStart();
  if (head === '') return 'the bank answered with nothing';
  if (head.startsWith('<')) return 'the bank answered with a web page';
  const ending = text.slice(-ENDING).trimEnd().at(-1);
  if ((head.startsWith('{') && ending !== '}') || (head.startsWith('[') && ending !== ']')) return 'the answer broke off';
  return head.startsWith('{') || head.startsWith('[') ? 'the answer is damaged: it is no JSON' : 'the bank answered with something else than JSON';
}

/** True for an object that is no list. */
export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at the end of a path of field names; undefined where there is none. Inherited names ("constructor") are none. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isRecord(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** An object at the end of a path; undefined for everything else. */
export function recordAt(value: unknown, ...path: readonly string[]): Json | undefined {
  const found = valueAt(value, ...path);
  return isRecord(found) ? found : undefined;
}

/** A list at the end of a path; undefined for everything else. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] | undefined {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : undefined;
}

/** A text at the end of a path as it was sent, a number as its text; undefined for everything else and where it is blank. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

/** A text, or the texts of a list, at the end of a path, as sent; blank ones and other types left out. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = valueAt(value, ...path);
  if (!Array.isArray(found)) return [textAt(value, ...path)].filter((text) => text !== undefined);
  return found.filter((text): text is string => typeof text === 'string' && text.trim() !== '');
}

/** A currency at the end of a path; undefined where it is none of ISO 4217 (the code for several currencies is none). */
export function currencyAt(value: unknown, ...path: readonly string[]): Currency | undefined {
  const text = textAt(value, ...path);
  return text === undefined ? undefined : currencyFrom(text);
}

const DECIMAL = /^[+\-\u2212]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})$/;

/**
 * Amount as banks send it, text or number, with a decimal point and any count of decimals -> minor units with the sign as sent. Undefined where it is
 * none: an exponent, grouped digits, more decimals than the currency has unless they are zeros. Nothing is rounded.
 */
export function decimalAmount(value: unknown, currency: Currency): Minor | undefined {
  const text = amountText(value);
  if (text === undefined || !DECIMAL.test(text)) return undefined;
  const amount = amountFrom(text, '.', exponentOf(currency));
  return Number.isNaN(amount) ? undefined : minor(amount);
}

/** Why a value is no amount, as a clause behind "the amount". */
export function whyNoDecimal(value: unknown, currency: Currency): string {
  const text = amountText(value);
  return text === undefined ? 'it has no amount' : `the amount "${text.slice(0, 40)}" ${whyNoAmount(text, '.', exponentOf(currency))}`;
}

const amountText = (value: unknown): string | undefined => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : undefined);

/**
 * Date or timestamp -> its day as written: no time zone is applied, a bank's day is its own. Undefined where it is none.
 * The day ends the text, or T, a blank or a zone follows.
 */
export function dayOf(text: string): Day | undefined {
  const plain = text.trimStart();
  return plain.length === 10 || /^[T +\-Z]/.test(plain.slice(10)) ? dayFrom(plain.slice(0, 10)) : undefined;
}

/** A day at the end of a path, as `dayOf` reads it. */
export function dayAt(value: unknown, ...path: readonly string[]): Day | undefined {
  const text = textAt(value, ...path);
  return text === undefined ? undefined : dayOf(text);
}

/** NOTPROVIDED, dashes, zeros and their like stand where a field must not be empty: they are no id and no text. */
export const isPlaceholder = (text: string): boolean => MAY_BE_NONE.test(text) && /^(?:[\s\-0._*?]*|NOT[ _]?PROVIDED|NONREF|NONE|NULL|UNDEFINED|N\/A)$/i.test(text.trim());
/** What a placeholder begins with; most texts begin otherwise. */
const MAY_BE_NONE = /^(?:[\s\-0._*?nu]|$)/i;

/** A text that is no placeholder, as sent; else undefined. */
export const provided = (text: string | undefined): string | undefined => (text === undefined || isPlaceholder(text) ? undefined : text);

/** A record that could not be read -> its beginning, for a problem: its own short texts and those one level below. */
export function excerptOf(value: unknown): string {
  const found: string[] = [];
  const take = (one: unknown, depth: number): void => {
    if (typeof one === 'string' || typeof one === 'number') found.push(String(one).slice(0, 80));
    else if (typeof one === 'object' && one !== null && depth < 3) for (const inner of Object.values(one).slice(0, 12)) take(inner, depth + 1);
  };
  take(value, 0);
  return excerpt(found.slice(0, 12).join(' '));
}
