/** What the status and the general headers of an answer say, the same for every provider that has no table of its own for them. */
import { whyUnanswered } from './patience.ts';
import type { ApiAnswer } from './provider.ts';
import { BankTrouble } from './trouble.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
/** A longer wait is no wait that anybody means. */
const LONGEST_WAIT = 7 * 24 * HOUR;

/** True for an answer that is what was asked for. */
export const isGranted = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

/**
 * Headers (names in lower case) -> Unix milliseconds until which Retry-After asks to wait (RFC 9110: seconds, or a date); undefined where it is missing,
 * past, or no such thing. Never more than a week ahead.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  const until = /^\d{1,9}$/.test(text) ? now + Number(text) * SECOND : Date.parse(text);
  return until >= now ? Math.min(until, now + LONGEST_WAIT) : undefined;
}

/**
 * Asks for balances, whose lack takes nothing from the rows, however the question failed -> a sentence where there are none. What is wrong with the
 * whole connection (`consent`, `config`) is still raised, and so is what is this machine's own fault.
 */
export async function sayingWhyNoBalance(ask: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    const why = whyUnanswered(error);
    if (why === undefined) throw error;
    return [`no balance was given: ${why}`];
  }
}

/**
 * Answer with a status that means the same everywhere -> the trouble: 429 `wait` (as long as Retry-After says, else `hours`), 408 and 5xx `down`; what is
 * left of the refusals is `refused`; what refuses nothing and has no answer either (304, 1xx) is `down`.
 */
export function troubleOf(answer: ApiAnswer, now: number, hours: number): BankTrouble {
  const { status } = answer;
  if (status === 429) return new BankTrouble('wait', 'it was asked too often', retryAfter(answer.headers, now) ?? now + hours * HOUR);
  if (status === 408 || status >= 500) return new BankTrouble('down', `the bank's side failed (status ${status})`);
  if (status < 400) return new BankTrouble('down', `the bank answered with status ${status} in the place of what was asked for`);
  return new BankTrouble('refused', `the bank refused the question (status ${status})`);
}
