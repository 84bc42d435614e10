/** The standing transactions of a period as the corridor compares them: as rows of one device that the devices before it do not hold. */
import type { TransactionRow } from '../../read-model/rows.ts';
import { type Day, addDays, daysBetween } from '../../values/day.ts';
import { grouped } from '../../values/grouped.ts';
import { searchText } from '../../read-model/transaction-fold.ts';
import { WINDOW_DAYS } from '../arrivals.ts';
import { type Draft, wordingOf } from '../draft.ts';
import type { Period } from './arrived.ts';
import { type Origin, attestations, originsOf } from './origins.ts';
import type { Books, Sources } from './sources.ts';

/** A transaction that stands, without its texts. */
export interface Placed { readonly id: string; readonly date: Day; readonly amount: number; readonly origin: Origin }
/** A transaction that two devices do not both hold. */
export interface Told {
  /** `text` in the words of its first delivery: rows of one layout are compared in them. */
  readonly row: TransactionRow;
  readonly origin: Origin;
  readonly draft: Draft;
}

const CHUNK = 2000;

/** Period -> the transactions that stand in it, in id order. */
export function placedIn({ account, from, to }: Period, model: Books, sources: Sources): Placed[] {
  const held = attestations(account, from, to, model, sources);
  const rows = [...model.transactions.booked(account, from, to)];
  const placed: Placed[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK);
    const origins = originsOf(chunk.map(({ id }) => id), held, model, sources);
    for (const row of chunk) {
      const origin = origins.get(row.id);
      if (origin) placed.push({ ...row, origin });
    }
  }
  return placed;
}

/** Transactions with their texts, in id order. */
export function toldOf(placed: readonly Placed[], { transactions }: Pick<Books, 'transactions'>): Told[] {
  const origins = new Map(placed.map(({ id, origin }) => [id, origin]));
  const told: Told[] = [];
  for (let at = 0; at < placed.length; at += CHUNK)
    for (const row of transactions.ofIds(placed.slice(at, at + CHUNK).map(({ id }) => id))) {
      const origin = origins.get(row.id)!;
      const { description, counterparty } = origin.words;
      told.push({ row: { ...row, text: searchText(description, counterparty ?? undefined) }, origin, draft: draftOf(row, origin) });
    }
  return told;
}

/** Transaction -> the row it would be, with all that is told of it by now. */
function draftOf(row: TransactionRow, { reference, words }: Origin): Draft {
  const { account, date, amount, currency, description, details } = row;
  return {
    account, bookingDate: date, amount, currency, description, line: 0, text: wordingOf(words), named: {}, reference,
    valueDate: row.valueDate ?? undefined, counterparty: row.counterparty ?? undefined, counterpartyAccount: row.counterpartyAccount ?? undefined,
    bankCategory: details?.bankCategory, bankCodes: details?.bankCodes, batchReference: details?.batchReference, checkNumber: details?.checkNumber, creditorReference: details?.creditorReference,
    endToEndId: details?.endToEndId, mandateId: details?.mandateId, mcc: details?.mcc, original: details?.original,
    type: undefined, note: undefined, parts: undefined, carried: undefined,
  };
}

/** Transactions by day, amount and currency: who may be another one's partner. */
export class Near {
  readonly #byPlace: ReadonlyMap<string, readonly Told[]>;
  constructor(told: readonly Told[]) { this.#byPlace = grouped(told, ({ row }) => keyOf(row.date, row.amount, row.currency)); }

  of(date: Day, amount: number, currency: string): Told[] {
    const found: Told[] = [];
    for (let apart = -WINDOW_DAYS; apart <= WINDOW_DAYS; apart++) found.push(...(this.#byPlace.get(keyOf(addDays(date, apart), amount, currency)) ?? []));
    return found;
  }
}

const keyOf = (day: Day, amount: number, currency: string): string => `${day} ${amount} ${currency}`;

/** True for two that no device holds both of, and of which nobody said that they are two. */
export function mayBeOne(a: Told, b: Told): boolean {
  if (a.row.id === b.row.id || Math.abs(daysBetween(a.row.date, b.row.date)) > WINDOW_DAYS) return false;
  for (const device of a.origin.devices) if (b.origin.devices.has(device)) return false;
  return !a.origin.others.includes(b.row.id) && !b.origin.others.includes(a.row.id);
}
