/** What feeds know of the accounts here: how each stands with its bank, and what the bank has not booked. Of now; the past has none of it. */
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import { type Currency, currencyFrom } from '../../values/currency.ts';
import { type Day, dayFrom } from '../../values/day.ts';
import type { FeedState } from '../../values/feeds.ts';
import { type Minor, minor } from '../../values/money.ts';
import { type BalanceKept, type Remembered, remembered } from './remembered.ts';

/** A row that the bank has not booked, of one account here. */
export interface FedPending {
  /** Id of the account. */
  readonly account: string;
  /** Null where the bank names none. */
  readonly day: Day | null;
  readonly amount: Minor | null;
  readonly currency: Currency;
  /** As the bank words it; not inert. */
  readonly text: string;
}

/** An account that a bank feeds, and how that stands now. */
export interface Fed {
  /** Id of the account here. */
  readonly account: string;
  readonly connection: ConnectionRow;
  readonly state: FeedState;
  /** The bank's or the engine's sentence where the state is not ok; not inert. */
  readonly says: string | null;
  /** Unix milliseconds: until when it waits, and when the last answer came. */
  readonly nextAllowed: number | null;
  readonly lastOk: number | null;
  /** Last day of which every booked row was told. */
  readonly coveredTo: Day | null;
  /** What it says of the account, that of what is booked first. */
  readonly balances: readonly BalanceKept[];
  readonly pending: readonly FedPending[];
}

type Feeds = Pick<ReadModel, 'connections' | 'feeds'>;

/** Every account that an open connection feeds, once for each connection. `now`: Unix milliseconds. */
export const fedAccounts = ({ connections, feeds }: Feeds, now: number): Fed[] => connections.here().flatMap((connection) =>
  connection.links.map(({ account, currency, key }) => {
    const memory = remembered(feeds, connection.id, key);
    const isCovered = isAgreed(connection, now) && connection.accounts.some((one) => one.key === key);
    return {
      account, connection, state: isCovered ? stateOf(memory, now) : 'needs-consent', says: textOr(memory.says), nextAllowed: instantOr(memory.nextAllowed), lastOk: instantOr(memory.lastOk), coveredTo: dayOr(memory.wholeTo),
      balances: balancesOf(memory).filter((one) => one.currency === currency), pending: pendingOf(memory, account).filter((one) => one.currency === currency),
    };
  }));

/** Milliseconds after which what was reserved when the bank was asked last has been booked or let go. */
const RESERVED_MS = 10 * 86_400_000;

/** What is reserved now, by account: the word of the feed that was asked last, while that is no older than ten days. */
export function pendingNow(feds: readonly Fed[], now: number): FedPending[] {
  const newest = new Map<string, Fed>();
  for (const fed of feds) if ((fed.lastOk ?? 0) >= (newest.get(fed.account)?.lastOk ?? now - RESERVED_MS)) newest.set(fed.account, fed);
  return [...newest.values()].flatMap(({ pending }) => pending);
}

function isAgreed({ consents }: ConnectionRow, now: number): boolean {
  const last = consents.at(-1);
  return last !== undefined && last.ended === undefined && (last.until === undefined || last.until > now);
}

const STATES: ReadonlySet<unknown> = new Set<FeedState>(['ok', 'wait-until', 'needs-consent', 'config-error', 'bank-down']);

/** Waiting that is over is no state any more. */
function stateOf({ state, nextAllowed }: Remembered, now: number): FeedState {
  if (!STATES.has(state)) return 'ok';
  return state === 'wait-until' && (instantOr(nextAllowed) ?? 0) <= now ? 'ok' : state;
}

/** The end of the year 9999, in Unix milliseconds. */
const LAST_INSTANT = 253_402_300_799_999;
/** Minor units beyond which an amount is none, and rows beyond which nobody looks: what they come to can always be summed. */
const LARGEST = 10 ** 12;
const MOST = 500;

// What is remembered may have been written by another version of this program: each part is looked at before it is believed.
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const instantOr = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= LAST_INSTANT ? value : null);
const minorOr = (value: unknown): Minor | null => (typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= LARGEST ? minor(value) : null);
const dayOr = (value: unknown): Day | null => (typeof value === 'string' ? (dayFrom(value) ?? null) : null);
const listOf = (value: unknown): Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.slice(0, MOST).filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null) : []);

const KINDS: readonly unknown[] = ['booked', 'opening', 'expected', 'available'] satisfies BalanceKept['kind'][];

function balancesOf({ balances }: Remembered): BalanceKept[] {
  return listOf(balances).flatMap(({ type, kind, amount, currency, day }): BalanceKept[] => {
    const value = minorOr(amount);
    return value === null || !KINDS.includes(kind) ? [] : [{ type: textOr(type) ?? '', kind: kind as BalanceKept['kind'], amount: value, currency: textOr(currency) ?? '', day: dayOr(day) }];
  }).sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

function pendingOf({ pending }: Remembered, account: string): FedPending[] {
  return listOf(pending).flatMap(({ date, amount, currency, description, counterparty }): FedPending[] => {
    const code = currencyFrom(textOr(currency) ?? '');
    return code === undefined ? [] : [{ account, day: dayOr(date), amount: minorOr(amount), currency: code, text: textOr(counterparty) || textOr(description) || '' }];
  });
}
