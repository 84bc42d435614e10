/**
 * Rows that one answer tells twice: a page that repeats a row, a bank that shows a row under two ids for a while. Equal rows
 * without an id of their own are as many transactions as there are rows.
 */
import type { BankProfile } from '../providers/banks.ts';
import type { FeedPendingRow, FeedReading, FeedRow } from '../providers/provider.ts';
import { grouped } from '../../values/grouped.ts';

/** What banks write where an id should be: says nothing. */
const PLACEHOLDER = /^(?:[\s0._-]*|not\s*provided|none|null|undefined|n\/?a|unknown|string)$/i;
/** A shorter id is a number within its day, or one of hardly any. */
const MIN_ID = 3;

/** True for a text that can be an id at all. */
export const isId = (text: string): boolean => text.trim().length >= MIN_ID && !PLACEHOLDER.test(text.trim());

type Identified = Pick<FeedRow, 'ids'>;
const contentOf = ({ bookingDate, amount, currency, description, counterparty = '' }: FeedRow): string => [bookingDate, amount, currency, description, counterparty].join('\u001f');

/** Field and id that stand on rows of different content, over the whole answer: they are none. */
function sharedIds(rows: readonly FeedRow[]): ReadonlySet<string> {
  const fields = new Map<string, Map<string, FeedRow>>();
  const shared = new Set<string>();
  for (const row of rows)
    for (const field in row.ids) {
      let first = fields.get(field);
      if (!first) fields.set(field, (first = new Map()));
      const id = row.ids[field]!;
      const before = first.get(id);
      if (before === undefined) first.set(id, row);
      else if (contentOf(before) !== contentOf(row)) shared.add(keyOf(field, id));
    }
  return shared;
}

const keyOf = (field: string, id: string): string => `${field}\u001f${id}`;

/** Ids of a row that can be one: no placeholders, none that stands on rows of other content. */
function ownIds({ ids }: Identified, shared: ReadonlySet<string>): string[] {
  const own: string[] = [];
  for (const field in ids) {
    const key = keyOf(field, ids[field]!);
    if (isId(ids[field]!) && !shared.has(key)) own.push(key);
  }
  return own;
}

export interface OneAnswer {
  readonly booked: readonly FeedRow[];
  readonly pending: readonly FeedPendingRow[];
  /** Rows of the answer that are another row of it again. */
  readonly repeated: number;
}

/**
 * Reading -> its rows, each once. One row told again: all ids alike and at least one of them an id. Same content under two ids is two
 * transactions, and so is the same balance after it: a refund between two purchases brings it back. A pending row that has an id of a booked one of that amount is that one.
 */
export function onceEach({ booked, pending }: Pick<FeedReading, 'booked' | 'pending'>, bank: Pick<BankProfile, 'shownAgain'>): OneAnswer {
  const shared = sharedIds(booked);
  const seen = new Set<string>();
  const once = booked.filter((row) => {
    const ids = ownIds(row, shared);
    // Rows of one such id are of one content.
    const key = ids.join('\u001e');
    return ids.length === 0 || (seen.has(key) ? false : seen.add(key));
  });
  const rows = bank.shownAgain ? withoutSecondShowings(once, bank.shownAgain) : once;
  const bookedIds = new Set(pending.length === 0 ? [] : rows.flatMap((row) => ownIds(row, shared).map((id) => `${id}\u001f${row.amount}`)));
  return {
    booked: rows, repeated: booked.length - rows.length,
    pending: pending.filter((row) => !Object.entries(row.ids).some(([field, id]) => bookedIds.has(`${field}\u001f${id}\u001f${row.amount}`))),
  };
}

/** Takes out one second showing for each first one of its day and amount: on another day, nobody could tell it from another purchase of that price. */
function withoutSecondShowings(rows: readonly FeedRow[], { first, again }: NonNullable<BankProfile['shownAgain']>): readonly FeedRow[] {
  const begins = (row: FeedRow, letter: string): boolean => Object.values(row.ids).some((id) => id.startsWith(letter));
  const placeOf = ({ bookingDate, amount, currency }: FeedRow): string => `${bookingDate} ${amount} ${currency}`;
  const firsts = new Map([...grouped(rows.filter((row) => begins(row, first)), placeOf)].map(([place, some]) => [place, some.length]));
  return rows.filter((row) => {
    const left = begins(row, again) ? (firsts.get(placeOf(row)) ?? 0) : 0;
    if (left > 0) firsts.set(placeOf(row), left - 1);
    return left === 0;
  });
}
