/** What every statement format gives: rows and problems, each with its line. Nothing is dropped, zeroed or guessed. */
import type { Decision } from '../categories/decision.ts';
import type { Currency } from '../values/currency.ts';
import type { ProviderId } from '../values/feeds.ts';
import type { Day } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import type { Backup } from './backup.ts';
import type { Profile } from './profiles/profile.ts';

/** What a transaction was in another currency than the account's. */
export interface Original {
  /** Holder's sign, minor units of `currency`. */
  readonly amount: Minor;
  readonly currency: Currency;
  /** Exchange rate as the bank wrote it, with a decimal point. */
  readonly rate?: string;
}

/** One part of a row that another program had split. The parts of a row add up to its amount. */
export interface RowPart {
  readonly amount: Minor;
  /** Category in the other program's words. */
  readonly category?: string;
  readonly note?: string;
}

/** What was decided about a row before it came here: taken over as it is, nothing is decided anew. Category ids are this ledger's. */
export interface Carried {
  /** Identity it has in the ledger it comes from. */
  readonly identity?: { readonly id: string; readonly ordinal: number };
  /** The person's own category. */
  readonly own?: string;
  /** What a machine decided. */
  readonly decision?: Decision;
  readonly parts?: readonly { readonly amount: Minor; readonly category: string; readonly note?: string }[];
  /** Merchant that was shown; absent for none. Where `identity` is known it is not derived anew. */
  readonly merchant?: string;
  /** Ids that other wordings of the row would have. */
  readonly aliases?: readonly string[];
  /** Where it is told how the row was first recorded: format, delivery and line. */
  readonly recorded?: { readonly source: string; readonly statement?: string; readonly line?: number };
  /** Deliveries that hold the row besides that one. */
  readonly attested?: readonly string[];
  /** Id in the ledger it comes from, where its account has another id here. */
  readonly former?: string;
}

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
  /** Bank's reference (AcctSvcrRef, else NtryRef) of the batch entry that the row is one payment of. */
  readonly batchReference?: string;
  /** Booked balance after this row, where the file has one. */
  readonly balance?: Minor;
  /** Own account number or IBAN of this row, as written, where the file has one. */
  readonly account?: string;
  /** The bank's own name for the account or product of this row ("Savings"). */
  readonly accountName?: string;
  /** The bank's transaction type ("Varekjøp", "DEB"). */
  readonly type?: string;
  /** The category of the bank or of another program, kept as a hint. */
  readonly bankCategory?: string;
  /**
   * Codes for the kind of transaction, surest first, as `scheme:code`: `purpose:SALA` (ISO 20022 ExternalPurpose1Code),
   * `iso20022:PMNT-CCRD-CWDL` (bank transaction code), `gvc:166` (Geschäftsvorfallcode), `swift:MSC` (:61: subfield 6), `ofx:ATM` (TRNTYPE).
   */
  readonly bankCodes?: readonly string[];
  /** Merchant category code, ISO 18245: four digits. */
  readonly mcc?: string;
  /** End-to-end identification of the payer (ISO 20022 EndToEndId, EREF); "NOTPROVIDED" stands for none and is left out. */
  readonly endToEndId?: string;
  readonly mandateId?: string;
  /** Structured creditor reference: KID, OCR, RF (ISO 11649), QR reference. */
  readonly creditorReference?: string;
  readonly checkNumber?: string;
  /** Amount in the currency of the purchase, where it is another than the account's. */
  readonly original?: Original;
  /** The person's own note in another program. */
  readonly note?: string;
  /** Two or more parts, where another program had split the row. */
  readonly parts?: readonly RowPart[];
  readonly carried?: Carried;
}

/** A row that is not booked yet: the bank may leave its date or its amount open. */
export type PendingRow = Omit<Row, 'bookingDate' | 'amount'> & { readonly bookingDate?: Day; readonly amount?: Minor };

/** A record that could not become a row: its line, why, and the beginning of its text. */
export interface Problem {
  readonly line: number;
  readonly reason: string;
  readonly excerpt: string;
}

/** A booked balance that the file states for an account: `opening` before the first row of its statement, `closing` at the end of `day`. */
export interface StatedBalance {
  readonly kind: 'opening' | 'closing';
  /** For `opening` the booking date of the statement's first row, where it has one. */
  readonly day: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  /** Own account, as `Row.account` and `Row.accountName` name it. */
  readonly account?: string;
  readonly accountName?: string;
}

/** A stated balance and the account (id in the ledger) it is stated of. */
export interface OfAccount { readonly account: string; readonly balance: StatedBalance }

/** A part of a statement, in file order. Pending rows are no facts yet: shown, never recorded. */
export interface RowBatch {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
  readonly pending: readonly PendingRow[];
  /** Records left out by the layout's own rule (declined, totals, other record types). */
  readonly ignored: number;
  readonly balances?: readonly StatedBalance[];
  /** Records of a kind that is no cash movement ("share purchase"), each named: told, not imported. */
  readonly leftOut?: readonly string[];
}

export type FormatName = 'csv' | 'xlsx' | 'xls' | 'html' | 'ofx' | 'qif' | 'camt' | 'mt940' | 'finance-tracker' | ProviderId;

/** Formats of tables, whose layout is mostly one bank's: files of one layout without a number are of one account. */
export const TABLES: ReadonlySet<string> = new Set<FormatName>(['csv', 'xlsx', 'xls', 'html']);

/** Format and layout as one word. */
export const layoutKey = (format: string, profile: string): string => `${format}/${profile}`;

/** What is known of rows that came from a bank's interface, beside what a file tells. */
export interface FeedFacts {
  /** Id of the connection. */
  readonly connection: string;
  /** Id of the account in the ledger that all rows are of. */
  readonly account: string;
  /** Days of which every booked row is in the delivery; undefined where a part of it is missing. */
  readonly complete: { readonly from: Day; readonly to: Day } | undefined;
  /** Days of which it can be said what is not told any more: no later than the last row that is told, and none where a row could not be read. */
  readonly vouched: { readonly from: Day; readonly to: Day } | undefined;
  /** A row is booked ahead of its day; whether balances have it, each bank holds otherwise. */
  readonly isAhead: boolean;
  /** Line -> every id that the bank gave the row, by field. */
  idsOf(line: number): Readonly<Record<string, string>>;
  /** Fields whose ids are trusted. */
  readonly trusted: readonly string[];
  /** Reserved rows come as booked ones, and are booked again another day. */
  readonly holdsAsBooked: boolean;
  /** Today, in the person's calendar. */
  readonly today: Day;
}

/** A statement file that was identified and can be read, as often as needed, in batches of flat memory. */
export interface StatementSource {
  readonly file: string;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
  readonly format: FormatName;
  /** Id of the layout, e.g. "no-dnb-csv-2018"; "inferred" or the user's own name; for other formats their version, e.g. "camt.053.001.08". */
  readonly profile: string;
  /** Bank named by the layout or the file, e.g. "DNB"; undefined where neither does. */
  readonly bank?: string;
  readonly country?: string;
  /** The program that wrote it, where it is no bank: its accounts are called as there, its categories are the person's own. */
  readonly program?: string;
  readonly encoding: string;
  /** Records after the header, for progress; 0 when unknown. */
  readonly records: number;
  /** The account number or IBAN found above the rows (preamble), where there is one. */
  readonly account?: string;
  /** True when the rows come in booking-date order, either way: equal rows of a day then stand together. */
  readonly dayOrder: 'ascending' | 'descending' | 'mixed';
  readonly from: Day;
  readonly to: Day;
  /** The layout as data: to show which column was taken for what, and to save it under a name. Only tables have one. */
  readonly layout?: Profile;
  /** What an export of ft holds beside its rows; `Row.account` is then the account's id in it. */
  readonly backup?: Backup;
  /** Set where it comes from a bank's interface. */
  readonly feed?: FeedFacts;
  /** Rows in file order. Throws FailureError when the file can no longer be read. */
  batches(): Generator<RowBatch, void, undefined>;
}
