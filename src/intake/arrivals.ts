/** The shapes in which a delivery's rows are sorted, and what the ledger is asked for that. */
import type { Day } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import type { Draft } from './draft.ts';

/** Days around a booking date within which another file may book the same transaction. */
export const WINDOW_DAYS = 3;

/** A row with the identity it would have as a new transaction. */
export interface Arrival { readonly id: string; readonly ordinal: number; readonly draft: Draft }
/** A row that may be one of the candidates in other words. */
export interface Doubtful extends Arrival { readonly candidates: readonly { readonly id: string; readonly why: string }[] }

/** A known transaction and the words this delivery gives it; the longer description is kept. */
export interface Restated extends Arrival { readonly of: string; readonly description: string; readonly counterparty: string | undefined }

/** A row that is a known transaction, and that one's id. */
export interface Duplicate {
  readonly id: string;
  readonly draft: Draft;
  /** The transaction, where an earlier delivery of the same feed attests it already. */
  readonly held?: KnownTransaction;
  /** Set where row and transaction are a batch and one of its payments: all the transactions that the row stands for. */
  readonly batch?: readonly string[];
}

/** A transaction that its bank booked anew: on another day, or (where it was only reserved) with another amount. */
export interface Moved { readonly from: KnownTransaction; readonly to: string; readonly why: string; readonly isSameAmount: boolean }

/** What an answer of a bank's interface says of transactions that it does not hold as they are. */
export interface Departures {
  /** Booked anew as one of the fresh rows (or as a known one). */
  readonly moved: readonly Moved[];
  /** Reserved, and never booked. */
  readonly released: readonly string[];
  /** No longer told, though the days around are. */
  readonly missing: readonly string[];
  /** Told again. */
  readonly found: readonly string[];
  /** Fields whose ids were seen on another day or amount, and how. */
  readonly distrusted: readonly { readonly field: string; readonly why: string }[];
}

/** One part of a delivery, sorted. Every row is in exactly one of the lists. */
export interface Arrivals {
  readonly fresh: readonly Arrival[];
  /** Known transactions this delivery also holds. */
  readonly duplicates: readonly Duplicate[];
  /** Known transactions that it words differently. */
  readonly restated: readonly Restated[];
  readonly doubtful: readonly Doubtful[];
  /** Rows that were doubtful before and still wait for an answer. */
  readonly stillDoubtful: readonly { readonly account: string }[];
  /** Only where the delivery is an answer to a question about a period. */
  readonly departures?: Departures;
}

export type KnownTransaction = Pick<TransactionRow, 'id' | 'account' | 'date' | 'text' | 'description' | 'counterparty' | 'counterpartyAccount' | 'valueDate' | 'details' | 'amount' | 'currency' | 'step' | 'parts' | 'twin'>;
/** What the ledger knows around a delivery. */
export interface Known {
  /** Id, or a later wording's id -> the transaction's id. */
  resolve(id: string): string | undefined;
  near(account: string, amount: number, from: Day, to: Day): readonly KnownTransaction[];
  /** First and last booking date of the account. */
  span(account: string): { readonly from: Day; readonly to: Day } | undefined;
  isOpenDoubt(id: string): boolean;
  /** Id of a wording of a transaction that was taken back -> that transaction's own id and ordinal. */
  formerOf(id: string): { readonly id: string; readonly ordinal: number } | undefined;
  get(id: string): KnownTransaction | undefined;
  /** Layout (as `DeliveryFacts.layout`) of the statement that recorded a transaction; undefined for what was typed by hand. */
  layoutOf(id: string): string | undefined;
  /** Layouts of all statements that were imported into an account. */
  layoutsOf(account: string): ReadonlySet<string>;
  /** Folded words in which a transaction was first told; undefined where nothing is recorded of it. */
  firstWordsOf(id: string): string | undefined;
  /** The bank's reference of a transaction, as its statement named it. */
  referenceOf(id: string): string | undefined;
  /** Payments of a batch that are known, by the bank's reference of it. */
  ofBatch(account: string, reference: string, from: Day, to: Day): readonly { readonly id: string; readonly date: Day; readonly amount: Minor }[];
  /** Transactions of an account booked from..to, in date order, without holding them all. */
  booked(account: string, from: Day, to: Day): Iterable<{ readonly id: string; readonly date: Day; readonly amount: number }>;
}

export interface DeliveryFacts {
  /** Equal rows of a day stand together when the file is in day order: then only one day's counts are kept. */
  readonly dayOrder: 'ascending' | 'descending' | 'mixed';
  readonly from: Day;
  readonly to: Day;
  /** `wordingKey` of the delivery: what another one gave is worded otherwise. */
  readonly layout: string;
}
