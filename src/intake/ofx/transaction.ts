/** One STMTTRN -> a row, a pending row or a problem. What the bank wrote is kept; the sign of TRNAMT rules, not TRNTYPE. */
import { raise } from '../../errors.ts';
import { type Currency, currencyFrom } from '../../values/currency.ts';
import type { Original, Row } from '../rows.ts';
import type { Collector } from '../statements/collector.ts';
import { amountOf, convertedAmount, originalAmount } from './amount.ts';
import { dayIn } from './day.ts';
import type { Leaf } from './tags.ts';
import { described } from './text.ts';

/** Symbol and rate as written. */
export interface Foreign { symbol: string; rate: string }

/** A transaction as it stands in the file. */
export interface Written {
  readonly line: number;
  readonly fields: { [L in Leaf]?: string };
  isPending: boolean;
  /** CURRENCY: the amount is in that currency, not in the account's. */
  currency?: Foreign;
  /** ORIGCURRENCY: the amount was converted from that currency. */
  original?: Foreign;
  counterpartyAccount?: string;
  /** What it is called, where that says more than TRNTYPE ("INCOME DIV"). */
  type?: string;
  /** A leaf that stands twice although a transaction has one: part of the file is lost. */
  repeated?: Leaf;
}

/** What the statement around it says. */
export interface Around { readonly file: string; readonly curdef: string; readonly fallback: Currency | undefined; readonly account: string | undefined; readonly accountName: string | undefined }

type Draft = { -readonly [K in keyof Row]?: Row[K] };
/** CURRATE of an amount that needs no conversion. */
const RATE_OF_NONE = /^(?:1(?:[.,]0*)?)?$/;
/** Values of TRNTYPE in OFX 2.2. */
const TYPES = new Set(['CREDIT', 'DEBIT', 'INT', 'DIV', 'FEE', 'SRVCHG', 'DEP', 'ATM', 'POS', 'XFER', 'CHECK', 'PAYMENT', 'CASH', 'DIRECTDEP', 'DIRECTDEBIT', 'REPEATPMT', 'HOLD', 'OTHER']);

/** Currency of a statement: CURDEF, where it is empty or unknown the transaction's own, else the one the person named. Raises currency-unknown. */
function currencyOf({ file, curdef, fallback }: Pick<Around, 'file' | 'curdef' | 'fallback'>, own: Currency | undefined): Currency {
  return currencyFrom(curdef) ?? own ?? fallback ?? raise('currency-unknown', { file, found: curdef.slice(0, 40) });
}

/** The row that the transaction is, where it is booked; what is pending or cannot be read goes to the collector. Raises currency-unknown. */
export function record(written: Written, around: Around, into: Collector): Row | undefined {
  const { fields, line } = written;
  const reject = (reason: string): undefined => {
    into.problem(line, reason, Object.values(fields).join(' | '));
    return undefined;
  };
  if (written.repeated) return reject(`it has two values of ${written.repeated}: a part of the file is lost`);
  if (fields.CORRECTFITID || fields.CORRECTACTION)
    return reject(`it corrects (${fields.CORRECTACTION?.slice(0, 20) || 'REPLACE'}) the earlier transaction ${brief(fields.CORRECTFITID ?? '')}: mend that one by hand`);
  const { symbol, rate } = written.currency ?? { symbol: '', rate: '' };
  const foreign = currencyFrom(symbol);
  if (symbol !== '' && !foreign) return reject(`the currency ${brief(symbol)} is not in ISO 4217`);
  const currency = currencyOf(around, RATE_OF_NONE.test(rate) ? foreign : undefined);
  const isPending = written.isPending || fields.TRNTYPE?.toUpperCase() === 'HOLD' || /^(?:Y|YES|TRUE|1)$/i.test(fields.PENDING ?? '');
  const date = fields.DTPOSTED || (isPending ? fields.DTTRAN || fields.DTUSER : '') || '';
  const bookingDate = dayIn(date);
  if (!bookingDate && !isPending) return reject(date === '' ? 'it has no date' : `the date ${brief(date)} is no date`);
  const text = fields.TRNAMT ?? '';
  if (text === '' && !isPending) return reject('it has no amount');
  const stated = text === '' ? undefined : amountOf(text, foreign ?? currency);
  if (typeof stated === 'string') return reject(`the amount ${brief(text)} ${stated}`);
  const isForeign = foreign !== undefined && foreign !== currency && stated !== undefined;
  const amount = isForeign ? convertedAmount(stated, foreign, currency, rate) : stated;
  if (isForeign && amount === undefined) return reject(`the amount ${brief(text)} is in ${foreign}, and ${rate === '' ? `no rate to ${currency} stands beside it` : `its rate to ${currency}, ${brief(rate)}, cannot be used`}`);

  const row: Draft = { line };
  if (bookingDate) row.bookingDate = bookingDate;
  if (amount !== undefined) row.amount = amount;
  row.currency = currency;
  if (isForeign) row.original = { amount: stated, currency: foreign, rate: rate.replace(',', '.') };
  row.description = fill(row, written, around);
  if (!isPending) return row as Row;
  into.pending(row as Row);
  return undefined;
}

/** Sets what may be absent; returns the description. */
function fill(row: Draft, written: Written, { account, accountName }: Around): string {
  const { fields: f } = written;
  if (account !== undefined) row.account = account;
  if (accountName !== undefined) row.accountName = accountName;
  const valueDate = f.DTAVAIL || f.VALUEDATE ? dayIn(f.DTAVAIL || f.VALUEDATE!) : undefined;
  if (valueDate) row.valueDate = valueDate;
  const name = f.EXTDNAME || f.NAME || '';
  if (name !== '') row.counterparty = name;
  if (written.counterpartyAccount) row.counterpartyAccount = written.counterpartyAccount;
  if (f.FITID || f.REFNUM) row.reference = (f.FITID || f.REFNUM)!;
  const type = written.type ?? f.TRNTYPE;
  if (type) row.type = type;
  if (f.TRNTYPE) {
    const code = f.TRNTYPE.toUpperCase();
    if (TYPES.has(code)) row.bankCodes = [`ofx:${code}`];
  }
  if (f.CATEGORY) row.bankCategory = f.CATEGORY;
  if (f.SIC && /^\d{4}$/.test(f.SIC) && f.SIC !== '0000') row.mcc = f.SIC;
  if (f.CHECKNUM && !/^0+$/.test(f.CHECKNUM)) row.checkNumber = f.CHECKNUM;
  const description = described(name, f.MEMO ?? '');
  if (!written.original || row.original) return description;
  const original = originalOf(row, written.original);
  if (typeof original !== 'string') row.original = original;
  return typeof original !== 'string' || original === '' ? description : description === '' ? original : `${description} · ${original}`;
}

/** ORIGCURRENCY -> the original amount where the rate gives it exactly, else the currency and the rate as text; "" where it is the account's own. */
function originalOf(row: Draft, { symbol, rate }: Foreign): Original | string {
  const currency = currencyFrom(symbol);
  if (symbol === '' || currency === row.currency) return '';
  const amount = currency && row.amount !== undefined ? originalAmount(row.amount, row.currency!, currency, rate) : undefined;
  return currency && amount !== undefined ? { amount, currency, rate: rate.replace(',', '.') } : `${symbol} ${rate}`.trim();
}

const brief = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;
