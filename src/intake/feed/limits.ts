/** How often a bank may be asked: its own word, and four times a day for each account and endpoint while nobody is there (RTS on SCA, article 36(5)). */
import type { SentCall } from '../../read-model/feed-memory.ts';
import type { Remembered } from './remembered.ts';

const DAY_MS = 86_400_000;
const ENDPOINTS = ['transactions', 'balances'] as const;
/** Pages of one request follow each other: a longer pause begins another one, and so does a question for something else in between. */
const PAGES_MS = 120_000;

/**
 * When an account may be asked: undefined for now, else Unix milliseconds. What the bank said counts for everyone; the daily count only while
 * nobody is there. A clock that was set back does not lock anybody out for longer than a day.
 */
export function waitUntil(memory: Remembered, calls: readonly SentCall[], account: string, daily: number | undefined, isAttended: boolean, now: number): number | undefined {
  const own = memory.nextAllowed !== null && memory.nextAllowed > now && (memory.lastTried === null || memory.lastTried <= now + PAGES_MS) ? memory.nextAllowed : undefined;
  if (isAttended || daily === undefined) return own;
  const counted = ENDPOINTS.map((endpoint) => nextFree(begins(calls, account, endpoint, now), daily));
  const latest = Math.max(own ?? 0, ...counted);
  return latest > now ? latest : undefined;
}

/** Instants at which unattended requests of an endpoint began in the last day. */
function begins(calls: readonly SentCall[], account: string, endpoint: string, now: number): number[] {
  const own = calls.filter((call) => !call.attended && call.account === account && call.at > now - DAY_MS && call.at <= now);
  return own.filter((call, place) => {
    const before = own[place - 1];
    return call.endpoint === endpoint && (before?.endpoint !== endpoint || call.at - before.at > PAGES_MS);
  }).map(({ at }) => at);
}

/** Unattended requests that an account has left in this day, of the endpoint that has fewest. */
export const callsLeft = (calls: readonly SentCall[], account: string, daily: number, now: number): number =>
  Math.max(0, Math.min(...ENDPOINTS.map((endpoint) => daily - begins(calls, account, endpoint, now).length)));

/** The first of the last `daily` ones is a day old then; 0 where fewer were sent. */
const nextFree = (at: readonly number[], daily: number): number => (at.length < daily ? 0 : at[at.length - daily]! + DAY_MS);

/** Milliseconds over which requests are looked at. */
export const CALLS_MS = DAY_MS;
