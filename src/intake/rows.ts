/** What every statement format gives: rows and problems, each with its line. Nothing is dropped, zeroed or guessed. */
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import type { Profile } from './profiles/profile.ts';

/** One booked line of a statement, in the account holder's sign (negative = out). */
export interface Row {
  /** 1-based line in the file where the record begins. */
  readonly line: number;
  readonly bookingDate: Day;
  readonly valueDate?: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  /** Remittance information / text as the bank wrote it, parts joined by " · "; may be empty. */
  readonly description: string;
  readonly counterparty?: string;
  readonly counterpartyAccount?: string;
  /** The bank's own id of the row, as written. */
  readonly reference?: string;
  /** Booked balance after this row, where the file has one. */
  readonly balance?: Minor;
  /** Own account number or IBAN of this row, as written, where the file has one. */
  readonly account?: string;
  /** The bank's own name for the account or product of this row ("Savings"). */
  readonly accountName?: string;
  /** The bank's transaction type ("Varekjøp", "DEB"). */
  readonly type?: string;
  /** The bank's own category, kept as a hint. */
  readonly bankCategory?: string;
}

/** A row that is not booked yet: the bank may leave its date or its amount open. */
export type PendingRow = Omit<Row, 'bookingDate' | 'amount'> & { readonly bookingDate?: Day; readonly amount?: Minor };

/** A record that could not become a row: its line, why, and the beginning of its text. */
export interface Problem {
  readonly line: number;
  readonly reason: string;
  readonly excerpt: string;
}

/** A part of a statement, in file order. Pending rows are no facts yet: shown, never recorded. */
export interface RowBatch {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
  readonly pending: readonly PendingRow[];
  /** Records left out by the layout's own rule (declined, totals, other record types). */
  readonly ignored: number;
}

/** A statement file that was identified and can be read, as often as needed, in batches of flat memory. */
export interface StatementSource {
  readonly file: string;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
  readonly format: 'csv';
  /** Id of the layout, e.g. "no-dnb-csv-2018"; "inferred" or the user's own name. */
  readonly profile: string;
  /** Bank named by the layout, e.g. "DNB"; undefined for an inferred one. */
  readonly bank?: string;
  readonly country?: string;
  readonly encoding: string;
  /** Records after the header, for progress; 0 when unknown. */
  readonly records: number;
  /** The account number or IBAN found above the rows (preamble), where there is one. */
  readonly account?: string;
  /** True when the rows come in booking-date order, either way: equal rows of a day then stand together. */
  readonly dayOrder: 'ascending' | 'descending' | 'mixed';
  readonly from: Day;
  readonly to: Day;
  /** The layout as data: to show which column was taken for what, and to save it under a name. */
  readonly layout: Profile;
  /** Rows in file order. Throws FailureError when the file can no longer be read. */
  batches(): Generator<RowBatch, void, undefined>;
}
