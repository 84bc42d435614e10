/** `:61:`: one entry of a statement. */
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { Original } from '../rows.ts';
import { currencyFrom } from '../../values/currency.ts';
import { amountOf, dayOfFour, dayOfSix } from './amounts.ts';

export interface Entry {
  readonly line: number;
  readonly valueDate: Day;
  /** The entry date, where the bank wrote one. */
  readonly entryDate: Day | undefined;
  /** Holder's sign: a reversed credit goes out, a reversed debit comes in. */
  readonly amount: Minor;
  /** EC, ED: the bank expects the entry, it is not booked. */
  readonly isExpected: boolean;
  /** Subfield 6 without its first letter: "TRF", "MSC", "202". */
  readonly code: string | undefined;
  /** Reference for the account owner; "NONREF" stands for none. */
  readonly customerReference: string | undefined;
  readonly bankReference: string | undefined;
  /** Subfield 9, the lines below. */
  readonly details: string;
}

/** Value date, entry date, mark, third letter of the currency, amount; then type, references. "CR" is a credit in EUR, "RC" a reversed one. */
const ENTRY = /^(\d{6})(\d{4})?(R[CD]|E[CD]|[CD])([A-Z])?(\d[\d.,]*)(.*)$/;
const TYPE = /^[SNF]([A-Z0-9 ]{3})(.*)$/;

/** Lines of `:61:` -> entry, or why it is none: a plain clause. */
export function entryFrom(lines: readonly string[], line: number, currency: Currency): Entry | string {
  const found = ENTRY.exec(lines[0]!);
  if (!found) return 'the transaction does not have the form of a :61: field';
  const [, six = '', four, mark = '', , digits = '', rest = ''] = found;
  const valueDate = dayOfSix(six);
  if (!valueDate) return `the date "${six}" is no date`;
  const entryDate = four === undefined ? undefined : six.endsWith(four) ? valueDate : dayOfFour(four, valueDate);
  if (four !== undefined && !entryDate) return `the entry date "${four}" is no date`;
  const read = amountOf(digits, currency);
  if (!('amount' in read)) return `the amount "${digits.slice(0, 40)}" ${read.why}`;
  const isOut = mark === 'RC' || mark === 'D' || mark === 'ED';
  const type = TYPE.exec(rest);
  const references = type ? type[2]! : rest;
  const slashes = references.indexOf('//');
  const customerReference = stated(slashes < 0 ? references : references.slice(0, slashes));
  const bankReference = slashes < 0 ? undefined : stated(references.slice(slashes + 2));
  const code = type?.[1]?.trim();
  const amount = (isOut && read.amount !== 0 ? -read.amount : read.amount) as Minor;
  const details = lines.length === 1 ? '' : lines.slice(1).map((one) => one.trim()).join(' ');
  return { line, valueDate, entryDate, amount, isExpected: mark.startsWith('E'), code: code === '' ? undefined : code, customerReference, bankReference, details };
}

/** A reference, or undefined for a text that stands for none. */
function stated(text: string): string | undefined {
  const reference = text.trim();
  return reference === '' || /^(?:NONREF|NOTPROVIDED|[EKP]REF\+?)$/i.test(reference) ? undefined : reference;
}

/** "/OCMT/USD120,5//EXCH/1,0931/", also without the first slash -> amount and currency of the purchase and the rate; undefined without one, and where the currency is the account's own. */
export function originalIn(text: string, amount: Minor, currency: Currency): Original | undefined {
  const [, code = '', digits = ''] = /(?<![A-Z])OCMT\/([A-Z]{3})(\d[\d.,]*)/.exec(text) ?? [];
  const other = currencyFrom(code);
  if (!other || other === currency) return undefined;
  const read = amountOf(digits, other);
  if (!('amount' in read)) return undefined;
  const rate = /(?<![A-Z])EXCH\/(\d[\d.,]*)/.exec(text)?.[1]?.replace(',', '.').replace(/\.$/, '');
  return { amount: (amount < 0 && read.amount !== 0 ? -read.amount : read.amount) as Minor, currency: other, ...(rate && /^\d+(?:\.\d+)?$/.test(rate) ? { rate } : {}) };
}
