/**
 * A bank's layout as data. STORED FORMAT: users' own layouts are kept in the log as this JSON (`profile.saved.v1`);
 * fields may be added, never renamed or given another meaning. The zod twin is schema.ts.
 */
import type { DecimalMark } from '../../values/amount-text.ts';
import type { DateOrder } from '../../values/day-text.ts';

/** A column: its name in the header, or its index from 0. */
export type ColumnRef = string | number;

/** Which column plays which part. Amounts: `amount` alone (signed), `amount` + `direction`, or `in` + `out`. */
export interface ProfileColumns {
  /** Booking date. */
  readonly date: ColumnRef;
  readonly valueDate?: ColumnRef;
  /** When it was done or ordered; stands in for the date of a pending row. */
  readonly executed?: ColumnRef;
  /** Best first. */
  readonly description: readonly ColumnRef[];
  readonly amount?: ColumnRef;
  readonly in?: ColumnRef;
  readonly out?: ColumnRef;
  readonly direction?: ColumnRef;
  /** Amount and currency that stand for `amount` on rows that go in. */
  readonly amountIn?: ColumnRef;
  readonly currencyIn?: ColumnRef;
  /** Taken off the amount: not contained in it. */
  readonly fee?: ColumnRef;
  readonly balance?: ColumnRef;
  /** The first that is filled. */
  readonly currency?: readonly ColumnRef[];
  readonly account?: ColumnRef;
  readonly accountName?: ColumnRef;
  /** Own account is `accountTo` on rows that go in and `accountFrom` on rows that go out. */
  readonly accountFrom?: ColumnRef;
  readonly accountTo?: ColumnRef;
  readonly counterparty?: ColumnRef;
  /** Counterparty on rows that go in. */
  readonly payer?: ColumnRef;
  /** Counterparty on rows that go out. */
  readonly payee?: ColumnRef;
  readonly counterpartyAccount?: ColumnRef;
  readonly reference?: ColumnRef;
  readonly type?: ColumnRef;
  readonly category?: readonly ColumnRef[];
  /** Group that the category belongs to: told before it, as in "Food: Groceries". */
  readonly categoryGroup?: ColumnRef;
  /** The person's own note and labels. */
  readonly note?: readonly ColumnRef[];
  readonly checkNumber?: ColumnRef;
}

/** A test of one cell, letters in any case. All that is named must hold. */
export interface CellRule {
  readonly column: ColumnRef;
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly contains?: readonly string[];
  readonly startsWith?: readonly string[];
  readonly digits?: boolean;
}

export interface Profile {
  readonly id: string;
  readonly bank?: string;
  /** The program that wrote the file, where it is no bank: its accounts are called as there, its categories are the person's own. */
  readonly program?: string;
  /** ISO 3166 alpha-2, or "EU". */
  readonly country?: string;
  /** Column names in order ("" unnamed), a currency in a name is any currency. Absent: no header line. */
  readonly header?: readonly string[];
  /** The same columns in other languages, in the same order. */
  readonly variants?: readonly (readonly string[])[];
  /** Without a header: the exact number of cells, and the separator. */
  readonly width?: number;
  readonly delimiter?: string;
  readonly columns: ProfileColumns;
  /** Orders a date may have; the rows decide between them. */
  readonly dates: readonly DateOrder[];
  /** The bank's habit, which stands where the rows do not decide. */
  readonly decimal?: DecimalMark;
  /** How amounts point: absent = minus is out, `in` and `out` are unsigned; `split-signed`: `out` is negative already. */
  readonly sign?: 'split-signed' | 'charge-positive';
  readonly directions?: { readonly in: readonly string[]; readonly out: readonly string[] };
  readonly currency?: string;
  /** Rows that are not booked yet; `no-amount`: those with empty amount cells. */
  readonly pending?: readonly CellRule[] | 'no-amount';
  /** Rows that never moved money, totals and balances. */
  readonly ignore?: readonly CellRule[];
  /** Only rows that meet all of these are transactions. */
  readonly keep?: readonly CellRule[];
  /** Rows without a date (or amount) are parts or totals of others. */
  readonly blankDate?: 'ignore';
  readonly blankAmount?: 'ignore';
  /** `numbered`: rows whose note says "Split (1/2)" or "(SPLIT 1 OF 2)" are the parts of one transaction. */
  readonly splits?: 'numbered' | 'same-reference';
  /** Counterparties or descriptions of rows that say what an account held before its first row. */
  readonly opening?: readonly string[];
  /** Dates have no year: it comes from the period told above the rows. */
  readonly period?: boolean;
  /** A header in words that any bank may use: only taken where the rows prove the date order. */
  readonly weak?: boolean;
  /** Too little is known to recognise it: only with --profile. */
  readonly explicit?: boolean;
}

