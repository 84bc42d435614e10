/**
 * Balances the bank asserted against what is booked. A balance column is an assertion about the end of a day; where the
 * sums do not reach it, the first such day is named: a row is missing or doubled on that day or since the last good one.
 */
import type { Day } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { type Minor, ZERO, add, subtract } from '../values/money.ts';

/** The bank's booked balance of one account at the end of a day. */
export interface BalanceAssertion { readonly account: string; readonly day: Day; readonly balance: Minor }
/** All booked amounts of one account and day, summed. */
export interface DaySum { readonly account: string; readonly day: Day; readonly amount: Minor }

export interface Drift {
  readonly account: string;
  /** First day that does not add up. */
  readonly day: Day;
  /** Opening balance and everything booked until that day. */
  readonly expected: Minor;
  /** What the bank asserted. */
  readonly found: Minor;
  /** found - expected: the sum of what is missing (or, negated, doubled). */
  readonly difference: Minor;
  /** The last asserted day before it that did add up; null when the opening balance itself was contradicted. */
  readonly lastGood: Day | null;
}
export interface BalanceCheck {
  readonly account: string;
  /** The opening balance used: the one set, else the one the first assertion implies. */
  readonly opening: Minor;
  readonly openingImplied: boolean;
  /** Asserted days that were compared. */
  readonly checked: number;
  readonly drift: Drift | null;
}

const byDay = (a: { day: Day }, b: { day: Day }): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

function checkAccount(account: string, assertions: readonly BalanceAssertion[], sums: readonly DaySum[], set: Minor | undefined): BalanceCheck {
  let opening = set;
  let booked = ZERO;
  let next = 0;
  let lastGood: Day | null = null;
  let drift: Drift | null = null;
  let checked = 0;
  for (const [day, said] of grouped(assertions, (assertion) => assertion.day)) {
    for (let sum = sums[next]; sum !== undefined && sum.day < day; sum = sums[++next]) booked = add(booked, sum.amount);
    const before = opening === undefined ? undefined : add(opening, booked);
    for (let sum = sums[next]; sum !== undefined && sum.day <= day; sum = sums[++next]) booked = add(booked, sum.amount);
    const found = said.at(-1)!.balance;
    opening ??= subtract(found, booked);
    checked += 1;
    const expected = add(opening, booked);
    // An export made in the middle of a day asserts that moment's balance; one delivery that knows the whole day is enough.
    // A statement that closes as the day begins (MT940 of many banks) says nothing of the day's own rows.
    if (said.some(({ balance }) => balance === expected)) lastGood = day;
    else if (!said.some(({ balance }) => balance === before)) {
      drift = { account, day, expected, found, difference: subtract(found, expected), lastGood };
      break;
    }
  }
  return { account, opening: opening ?? ZERO, openingImplied: set === undefined, checked, drift };
}

/**
 * One answer per account that has an assertion, in the order of first mention. `openings` holds the balances the user or a
 * file set; an account that is not in it takes the opening balance its first assertion implies. Inputs in any order.
 */
export function checkBalances(assertions: Iterable<BalanceAssertion>, sums: Iterable<DaySum>, openings: ReadonlyMap<string, Minor>): BalanceCheck[] {
  const booked = grouped(sums, (sum) => sum.account);
  return [...grouped(assertions, (assertion) => assertion.account)].map(([account, own]) =>
    checkAccount(account, own.sort(byDay), (booked.get(account) ?? []).sort(byDay), openings.get(account)));
}
