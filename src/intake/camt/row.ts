/** What an entry and one of its transactions say -> a row. */
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { PendingRow } from '../rows.ts';
import { type Direction, originalIn, signed, type TransactionAmount } from './amounts.ts';
import { type Codes, mergedCodes } from './codes.ts';
import type { Details } from './details.ts';
import { counterparty, type Holder } from './parties.ts';
import { withoutRepeating } from './remittance.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** A row that has its amount; the booking day may be open while it is pending. */
export type AmountRow = PendingRow & { readonly amount: NonNullable<PendingRow['amount']> };

/** What holds for all transactions of an entry. */
export interface EntryFacts {
  readonly line: number;
  readonly bookingDate: Day | undefined;
  readonly valueDate: Day | undefined;
  readonly currency: Currency;
  /** Unsigned, minor units. */
  readonly amount: number;
  readonly direction: Direction;
  readonly isReversal: boolean;
  readonly codes: Codes;
  readonly amounts: readonly TransactionAmount[];
  readonly mcc: string | undefined;
  /** AcctSvcrRef, the bank's id of the entry. */
  readonly reference: string | undefined;
  /** NtryRef, which may be no more than its number in the statement. */
  readonly entryReference: string | undefined;
  readonly text: string | undefined;
  readonly account: string | undefined;
  readonly holder: Holder;
}

/** Characters of the text of a batch that stays one row. */
const BATCH_TEXT = 1_000;

/** Entry as a whole, with its one transaction where it has one -> row. */
export function entryRow(entry: EntryFacts, details: Details | undefined): AmountRow {
  const row = plainRow(entry, entry.line, entry.amount, entry.direction);
  if (details) addDetails(row, entry, details, entry.direction);
  else {
    addKind(row, entry, entry.codes, undefined);
    if (entry.text !== undefined) row.description = entry.text;
    addOriginal(row, entry.amounts, entry.direction);
  }
  const reference = entry.reference ?? details?.reference ?? entry.entryReference;
  if (reference !== undefined) row.reference = reference;
  return row;
}

/** One transaction of a batch -> row; `amount` unsigned. */
export function detailRow(entry: EntryFacts, details: Details, amount: number): AmountRow {
  const direction = details.direction ?? entry.direction;
  const row = plainRow(entry, details.line, amount, direction);
  addDetails(row, entry, details, direction);
  const reference = details.reference ?? details.transactionId ?? entry.reference ?? entry.entryReference;
  if (reference !== undefined) row.reference = reference;
  const batchReference = entry.reference ?? entry.entryReference;
  if (batchReference !== undefined) row.batchReference = batchReference;
  return row;
}

/** A batch whose transactions do not add up to it -> one row; of the transactions their texts, up to a length. */
export function batchRow(entry: EntryFacts, details: readonly Details[]): AmountRow {
  const row = entryRow(entry, undefined);
  const names = details.map((one) => counterparty(one.parties, entry.direction, entry.isReversal || one.isReturn, entry.holder).name);
  const texts: string[] = [];
  let length = 0;
  for (const [index, one] of details.entries()) {
    if (length > BATCH_TEXT) break;
    const text = [names[index], ...one.texts].filter((part) => part !== undefined).join(' ');
    texts.push(text);
    length += text.length;
  }
  const description = withoutRepeating([...texts, entry.text]).join(' · ');
  const common = names.every((name) => name === names[0]) ? names[0] : undefined;
  return { ...row, description: description.length > BATCH_TEXT ? `${description.slice(0, BATCH_TEXT - 1)}…` : description, ...(common === undefined ? {} : { counterparty: common }) };
}

function plainRow(entry: EntryFacts, line: number, amount: number, direction: Direction): Writable<AmountRow> {
  const row: Writable<AmountRow> = { line, amount: signed(amount, direction), currency: entry.currency, description: '' };
  if (entry.bookingDate !== undefined) row.bookingDate = entry.bookingDate;
  if (entry.valueDate !== undefined) row.valueDate = entry.valueDate;
  if (entry.account !== undefined) row.account = entry.account;
  return row;
}

function addDetails(row: Writable<AmountRow>, entry: EntryFacts, details: Details, direction: Direction): void {
  const other = counterparty(details.parties, direction, entry.isReversal || details.isReturn, entry.holder);
  const name = other.name ?? other.ultimate;
  if (name !== undefined) row.counterparty = name;
  if (other.account !== undefined) row.counterpartyAccount = other.account;
  const ultimate = other.ultimate === name ? undefined : other.ultimate;
  row.description = withoutRepeating([...details.texts, ultimate, entry.text]).join(' · ');
  addKind(row, entry, details.codes, details);
  addOriginal(row, details.amounts.length > 0 ? details.amounts : entry.amounts, direction);
  if (details.endToEndId !== undefined) row.endToEndId = details.endToEndId;
  if (details.mandateId !== undefined) row.mandateId = details.mandateId;
  if (details.checkNumber !== undefined) row.checkNumber = details.checkNumber;
  if (details.creditorReference !== undefined) row.creditorReference = details.creditorReference;
}

/** A reversal is told in the type: the text stays as the bank wrote it. */
function addKind(row: Writable<AmountRow>, entry: EntryFacts, codes: Codes, details: Details | undefined): void {
  const own = mergedCodes(codes, entry.codes);
  const bankCodes = details?.purpose === undefined ? own : [details.purpose, ...own];
  if (bankCodes.length > 0) row.bankCodes = bankCodes;
  const type = codes.type ?? entry.codes.type;
  if (entry.isReversal) row.type = type === undefined ? 'reversal' : `${type} · reversal`;
  else if (type !== undefined) row.type = type;
  const mcc = details?.mcc ?? entry.mcc;
  if (mcc !== undefined) row.mcc = mcc;
}

function addOriginal(row: Writable<AmountRow>, amounts: readonly TransactionAmount[], direction: Direction): void {
  const original = originalIn(amounts, row.currency, direction);
  if (original) row.original = original;
}
