/** One record of Firefly III -> its legs, one for each own account that it touches; legs of one split -> one row with parts. */
import { amountFrom, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import { dayFromText } from '../../values/day-text.ts';
import type { Minor } from '../../values/money.ts';
import type { Original, Row, RowPart } from '../rows.ts';
import type { Collector } from '../statements/collector.ts';

/** One cell of a record, by the name of its column; "" where there is none. */
export type Cells = (name: string) => string;

/** A row, or an opening balance, of one own account. */
export interface Leg extends Row { readonly isOpening: boolean }

/** Types of account that are the person's own (Firefly III's names of them, in any version). */
const OWN = new Set(['asset account', 'default account', 'loan', 'debt', 'mortgage', 'credit card']);
const MOST_PARTS = 200;
const LARGEST = 1e15;

/** What a type says of its two sides, where an older version names no types of account. */
const SIDES: Readonly<Record<string, { readonly source: boolean; readonly destination: boolean }>> = {
  withdrawal: { source: true, destination: false }, deposit: { source: false, destination: true }, transfer: { source: true, destination: true },
};
const KNOWN = new Set(['withdrawal', 'deposit', 'transfer', 'opening balance', 'reconciliation', 'liability credit']);

/** Record -> legs; a clause where it cannot be read; undefined for a type of record that moves nothing of the person's. */
export function legsOf(cell: Cells, line: number, currencies: ReadonlyMap<string, string>): Leg[] | string | undefined {
  const type = cell('type').toLowerCase();
  if (!KNOWN.has(type)) return undefined;
  const bookingDate = dayFromText(cell('date').slice(0, 10), 'ymd');
  if (!bookingDate) return `the date "${cell('date').slice(0, 40)}" is no date`;
  const main = moneyOf(cell('amount'), cell('currency_code'));
  if (typeof main === 'string') return main;
  if (!main) return 'it has no amount';
  const foreign = moneyOf(cell('foreign_amount'), cell('foreign_currency_code'));
  if (typeof foreign === 'string') return foreign;
  const sides = cell('source_type') === '' && cell('destination_type') === '' ? SIDES[type] : { source: OWN.has(cell('source_type').toLowerCase()), destination: OWN.has(cell('destination_type').toLowerCase()) };
  if (!sides) return 'it does not say which of its accounts is yours';
  const isTransfer = sides.source && sides.destination;
  const common = { line, bookingDate, description: cell('description'), isOpening: type === 'opening balance', ...extras(cell, isTransfer) };
  const legs: Leg[] = [];
  if (sides.source) legs.push({ ...common, ...side(cell, 'source', 'destination'), ...turned(main, foreign, -1) });
  if (sides.destination) {
    // Between accounts in two currencies the foreign amount is what arrived.
    const arrived = isTransfer && foreign && currencies.get(cell('destination_name')) !== main.currency ? ([foreign, main] as const) : ([main, foreign] as const);
    legs.push({ ...common, ...side(cell, 'destination', 'source'), ...turned(arrived[0], arrived[1], 1) });
  }
  return legs.length > 0 ? legs : undefined;
}

type Money = { readonly amount: number; readonly currency: Currency };

function moneyOf(text: string, code: string): Money | string | undefined {
  if (text === '') return undefined;
  const currency = currencyFrom(code);
  if (!currency) return code === '' ? 'it names no currency' : `the currency "${code.slice(0, 40)}" is not in ISO 4217`;
  const amount = amountFrom(text, '.', exponentOf(currency));
  return Number.isNaN(amount) ? `the amount "${text.slice(0, 40)}" ${whyNoAmount(text, '.', exponentOf(currency))}` : { amount: Math.abs(amount), currency };
}

function turned({ amount, currency }: Money, other: Money | undefined, sign: 1 | -1): { amount: Minor; currency: Currency; original?: Original } {
  const turn = (value: number): Minor => (value === 0 ? 0 : sign * value) as Minor;
  return { amount: turn(amount), currency, ...(other && other.currency !== currency ? { original: { amount: turn(other.amount), currency: other.currency } } : {}) };
}

function side(cell: Cells, own: 'source' | 'destination', other: 'source' | 'destination'): Partial<Row> {
  return {
    ...filled('accountName', cell(`${own}_name`)), ...filled('account', cell(`${own}_iban`)),
    ...filled('counterparty', cell(`${other}_name`)), ...filled('counterpartyAccount', cell(`${other}_iban`)),
  };
}

/** Tags are the person's words too: they stand behind the note. */
function extras(cell: Cells, isTransfer: boolean): Partial<Row> {
  const tags = cell('tags').split(',').map((tag) => tag.trim()).filter(Boolean).map((tag) => `#${tag}`).join(' ');
  return {
    ...filled('note', [cell('notes'), tags].filter(Boolean).join(' · ')), ...(isTransfer ? {} : filled('bankCategory', cell('category'))),
    ...filled('endToEndId', cell('sepa_ct_id')), ...filled('mandateId', cell('sepa_db')), ...filled('reference', cell('external_id')),
  };
}

const filled = <K extends string>(name: K, value: string): { readonly [N in K]?: string } => (value === '' ? {} : ({ [name]: value } as { [N in K]: string }));

/** Legs of one group -> a row for each own account in it; opening balances are told as such. */
export function groupRows(legs: readonly Leg[], title: string, into: Collector): void {
  const accounts = new Map<string, Leg[]>();
  for (const leg of legs) {
    const key = `${leg.account ?? ''}\u001f${leg.accountName ?? ''}\u001f${leg.currency}`;
    const known = accounts.get(key);
    if (known) known.push(leg);
    else accounts.set(key, [leg]);
  }
  for (const [first, ...others] of accounts.values()) {
    if (!first) continue;
    const { isOpening, ...row } = first;
    if (isOpening) into.balance({ kind: 'opening', day: row.bookingDate, amount: row.amount, currency: row.currency, ...(row.account === undefined ? {} : { account: row.account }), ...filled('accountName', row.accountName ?? '') });
    else if (others.length === 0) into.row(row);
    else splitRow([first, ...others], title, into);
  }
}

function splitRow(legs: readonly Leg[], title: string, into: Collector): void {
  const first = legs[0]!;
  const amount = legs.reduce((sum, leg) => sum + leg.amount, 0);
  if (legs.length > MOST_PARTS || Math.abs(amount) > LARGEST) return into.problem(first.line, 'its split is too large', title);
  const { line, bookingDate, currency, account, accountName, counterparty, counterpartyAccount } = first;
  const names = new Set(legs.map((leg) => leg.counterparty));
  into.row({
    line, bookingDate, amount: amount as Minor, currency, description: title,
    ...filled('account', account ?? ''), ...filled('accountName', accountName ?? ''), ...(names.size === 1 ? { ...filled('counterparty', counterparty ?? ''), ...filled('counterpartyAccount', counterpartyAccount ?? '') } : {}),
    parts: legs.map(partOf),
  });
}

/** A part's own description is what its note tells first. */
function partOf({ amount, bankCategory, description, note }: Leg): RowPart {
  return { amount, ...(bankCategory === undefined ? {} : { category: bankCategory }), ...filled('note', [description, note ?? ''].filter(Boolean).join(' · ')) };
}
