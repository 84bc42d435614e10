/** What a feed remembers of one account of a bank between its runs. Beside the log: it may be lost without loss of facts. */
import type { FeedMemory } from '../../read-model/feed-memory.ts';
import type { Day } from '../../values/day.ts';
import type { FeedState } from '../../values/feeds.ts';
import type { Minor } from '../../values/money.ts';

/** A row that the bank has not booked. */
export interface PendingKept {
  readonly date: Day | null;
  readonly amount: Minor | null;
  readonly currency: string;
  readonly description: string;
  readonly counterparty: string | null;
}

/** What the bank said last of what the account holds; never asserted where it is of another kind than booked. */
export interface BalanceKept { readonly type: string; readonly kind: 'booked' | 'opening' | 'expected' | 'available'; readonly amount: Minor; readonly currency: string; readonly day: Day | null }

export interface Remembered {
  readonly state: FeedState;
  /** One sentence; null where all is well. */
  readonly says: string | null;
  /** Unix milliseconds before which the bank is not asked again; null for at any time. */
  readonly nextAllowed: number | null;
  /** Unix milliseconds; null for never. */
  readonly lastTried: number | null;
  readonly lastOk: number | null;
  /** Id of the last answer that was taken in. */
  readonly lastFetch: string | null;
  /** Last day on which a booked row was told, of a whole answer. */
  readonly coveredTo: Day | null;
  /** First day of what the last whole answer took out: asked for once more, for it may have been a stale one. */
  readonly recheck: Day | null;
  /** Last day that a whole answer was asked up to, and when (Unix milliseconds) it came. */
  readonly wholeTo: Day | null;
  readonly lastWhole: number | null;
  readonly pending: readonly PendingKept[];
  readonly balances: readonly BalanceKept[];
}

const NEVER: Remembered = { state: 'ok', says: null, nextAllowed: null, lastTried: null, lastOk: null, lastFetch: null, coveredTo: null, recheck: null, wholeTo: null, lastWhole: null, pending: [], balances: [] };

/** Connection and key of the bank's account -> what is remembered; of an account that was never asked, that. */
export const remembered = (feeds: Pick<FeedMemory, 'get'>, connection: string, key: string): Remembered => ({ ...NEVER, ...(feeds.get(connection, key) as Partial<Remembered> | undefined) });

/** The days of a consent of which it was told that they are left, once each and in each place. */
export interface Warned { readonly until: number; readonly told: { readonly terminal: readonly number[]; readonly desktop: readonly number[] } }

/** Warnings that were given of a connection's consent. */
export const warned = (feeds: Pick<FeedMemory, 'get'>, connection: string): Warned | undefined => feeds.get(connection, '') as Warned | undefined;
