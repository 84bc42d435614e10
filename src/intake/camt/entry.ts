/** An entry (Ntry) with its transactions -> rows: one, or one for each transaction of a batch where these add up to it. */
import { type Currency, currencyFrom } from '../../values/currency.ts';
import type { XmlElement } from '../statements/xml.ts';
import { directionFrom, transactionAmounts, unsignedAmount, whyNoUnsigned } from './amounts.ts';
import { bankCodes, merchantCategory } from './codes.ts';
import { dateText, dayIn } from './days.ts';
import type { Details } from './details.ts';
import { provided } from './parties.ts';
import { entryKey, type RepeatedEntries } from './repeated-entries.ts';
import type { Records } from './repeated-statements.ts';
import { type AmountRow, batchRow, detailRow, type EntryFacts, entryRow } from './row.ts';
import type { Statement } from './statement.ts';

/** Parts of an entry that are held; all but NtryDtls, which comes apart. */
export const ENTRY_PARTS: ReadonlySet<string> = new Set(['NtryRef', 'Amt', 'CdtDbtInd', 'RvslInd', 'Sts', 'BookgDt', 'ValDt', 'AcctSvcrRef', 'BkTxCd', 'AmtDtls', 'CardTx', 'AddtlNtryInf']);

export interface Entry {
  readonly element: XmlElement;
  readonly details: readonly Details[];
  /** Transactions in it, also those that are too many to be held. */
  readonly count: number;
}

/** True when neither the entry nor its statement names a currency. */
export const hasNoCurrency = ({ element }: Entry, statement: Statement): boolean => statement.currency === undefined && (element.child('Amt')?.attributes['Ccy'] ?? '').trim() === '';

/**
 * Gives what the entry is: rows, pending rows, a problem, or word that it is none. `repeated`: what the reports before hold;
 * `currency`: where the file tells none.
 */
export function collectEntry(entry: Entry, statement: Statement, into: Records, repeated: RepeatedEntries, currency: Currency | undefined): void {
  const { element } = entry;
  const status = statusOf(element.child('Sts'), statement.kind);
  if (status === 'information') return into.leftOut('entry for information only');
  const facts = status === 'unknown' ? whyUnknown(statusText(element.child('Sts'))) : factsOf(element, statement, currency, status === 'booked');
  if (typeof facts === 'string') {
    statement.hasUnreadable = true;
    return into.problem(element.line, facts, excerptOf(entry));
  }
  const key = statement.kind === 'Rpt' ? entryKey(facts, entry.count === 1 ? entry.details[0]?.reference : undefined, status === 'pending') : undefined;
  if (key !== undefined && repeated.has(key)) {
    if (status === 'booked' && facts.bookingDate !== undefined) statement.booked(facts.bookingDate);
    return into.leftOut('entry that stands in an earlier report of the file');
  }
  for (const row of rowsOf(facts, entry)) {
    const { bookingDate } = row;
    if (status === 'pending' || bookingDate === undefined) into.pending(row);
    else {
      statement.booked(bookingDate);
      into.row({ ...row, bookingDate });
    }
  }
}

function rowsOf(facts: EntryFacts, { details, count }: Entry): AmountRow[] {
  if (count === 0) return [entryRow(facts, undefined)];
  if (count === 1) return [entryRow(facts, details[0])];
  const amounts = count === details.length ? sharesOf(facts, details) : undefined;
  return amounts ? details.map((one, index) => detailRow(facts, one, amounts[index]!)) : [batchRow(facts, details)];
}

/** Amounts of the transactions, unsigned, in the entry's currency and exactly adding up to it; undefined where they do not. */
function sharesOf({ amount, currency, direction }: EntryFacts, details: readonly Details[]): number[] | undefined {
  for (const source of ['Amt', 'TxAmt', 'InstdAmt'] as const) {
    const shares: number[] = [];
    let sum = 0;
    for (const one of details) {
      const share = one.amounts.find((told) => told.source === source && told.currency === currency)?.amount;
      if (share === undefined) break;
      shares.push(share);
      sum += (one.direction ?? direction) === direction ? share : -share;
      if (!Number.isSafeInteger(sum)) break;
    }
    if (shares.length === details.length && sum === amount) return shares;
  }
  return undefined;
}

type Status = 'booked' | 'pending' | 'information' | 'unknown';
const STATUS: Readonly<Record<string, Status>> = { BOOK: 'booked', BOOKED: 'booked', PDNG: 'pending', PENDING: 'pending', FUTR: 'pending', INFO: 'information' };

/** A text up to version 03, a code or a proprietary one from 04 on. */
const statusText = (element: XmlElement | undefined): string | undefined => element?.textAt('Cd') ?? element?.textAt('Prtry') ?? (element?.text.trim() || undefined);

/** Statements and notifications are of booked entries, so without a word it is booked; a report tells of both. */
function statusOf(element: XmlElement | undefined, kind: Statement['kind']): Status {
  const text = statusText(element);
  if (text === undefined) return kind === 'Rpt' ? 'unknown' : 'booked';
  return STATUS[text.toUpperCase()] ?? 'unknown';
}

const whyUnknown = (status: string | undefined): string =>
  (status === undefined ? 'it has no status, and a report holds booked and pending entries alike' : `the status "${status.slice(0, 40)}" does not say whether it is booked`);

/** The entry's own elements -> facts, or why they are none. */
function factsOf(element: XmlElement, statement: Statement, fallback: Currency | undefined, isBooked: boolean): EntryFacts | string {
  const amountText = element.textAt('Amt') ?? '';
  const code = element.child('Amt')?.attributes['Ccy']?.trim() ?? '';
  const currency = code === '' ? (statement.currency ?? fallback) : currencyFrom(code);
  if (!currency) return `the currency "${code.slice(0, 40)}" is not in ISO 4217`;
  const amount = unsignedAmount(amountText, currency);
  if (Number.isNaN(amount)) return whyNoUnsigned(amountText, currency);
  const direction = directionFrom(element.textAt('CdtDbtInd'));
  if (!direction) return 'CdtDbtInd says neither CRDT nor DBIT';
  const bookingText = dateText(element.child('BookgDt'));
  const valueText = dateText(element.child('ValDt'));
  const valueDate = valueText === undefined ? undefined : dayIn(valueText);
  if (valueText !== undefined && valueDate === undefined) return `the value date "${valueText.slice(0, 40)}" is no date`;
  // banks that leave BookgDt out book on the value date, or on the day that the statement closes
  const bookingDate = bookingText === undefined ? (valueDate ?? (isBooked ? statement.lastResort : undefined)) : dayIn(bookingText);
  if (bookingDate === undefined && (isBooked || bookingText !== undefined)) return bookingText === undefined ? 'it has no date' : `the booking date "${bookingText.slice(0, 40)}" is no date`;
  const reversal = element.textAt('RvslInd');
  return {
    line: element.line, bookingDate, valueDate, currency, amount, direction, isReversal: reversal === 'true' || reversal === '1',
    codes: bankCodes(element.child('BkTxCd')), amounts: transactionAmounts(element), mcc: merchantCategory(element),
    reference: provided(element.textAt('AcctSvcrRef')), entryReference: provided(element.textAt('NtryRef')),
    text: element.textAt('AddtlNtryInf'), account: statement.account, holder: statement.holder,
  };
}

function excerptOf({ element, details }: Entry): string {
  const amount = element.child('Amt');
  const parts = [dateText(element.child('BookgDt')), amount?.text.trim(), amount?.attributes['Ccy'], element.textAt('CdtDbtInd'), details[0]?.texts.join(' '), element.textAt('AddtlNtryInf')];
  return parts.filter(Boolean).map((part) => part!.slice(0, 120)).join(' ');
}
