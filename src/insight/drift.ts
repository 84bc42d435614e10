/**
 * Balances the bank asserted against what is booked. A balance column is an assertion about the end of a day; where the
 * sums do not reach it, the first such day is named: a row is missing or doubled on that day or since the last good one.
 */
import type { Day } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { type Minor, ZERO, add, subtract } from '../values/money.ts';

/** The bank's booked balance of one account at the end of a day. */
export interface BalanceAssertion {
  readonly account: string;
  readonly day: Day;
  readonly balance: Minor;
  /** The bank's interface said it of a moment: rows may still be booked into the day, or into one before. */
  readonly isOfMoment?: boolean;
}
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

interface Compared { readonly day: Day; readonly expected: Minor; readonly found: Minor; readonly agrees: boolean; readonly isSilent: boolean; readonly isOfMoment: boolean }

function checkAccount(account: string, assertions: readonly BalanceAssertion[], sums: readonly DaySum[], set: Minor | undefined): BalanceCheck {
  const compared = compare(assertions, sums, set);
  const opening = set ?? (compared[0] ? subtract(compared[0].found, booked(sums, compared[0].day)) : ZERO);
  // What was true of a moment is settled by the next moment that is true: rows are booked into days that are over.
  const settled = compared.findLast(({ agrees, isOfMoment }) => agrees && isOfMoment)?.day ?? '';
  const at = compared.findIndex(({ agrees, isSilent, isOfMoment, day }) => !agrees && !isSilent && !(isOfMoment && day <= settled));
  const off = compared[at];
  const drift = off && { account, day: off.day, expected: off.expected, found: off.found, difference: subtract(off.found, off.expected), lastGood: compared.slice(0, at).findLast(({ agrees }) => agrees)?.day ?? null };
  return { account, opening, openingImplied: set === undefined, checked: off ? at + 1 : compared.length, drift: drift ?? null };
}

const booked = (sums: readonly DaySum[], until: Day): Minor => sums.reduce((sum, { day, amount }) => (day <= until ? add(sum, amount) : sum), ZERO);

/** Every asserted day beside what is booked until then. */
function compare(assertions: readonly BalanceAssertion[], sums: readonly DaySum[], set: Minor | undefined): Compared[] {
  let opening = set;
  let sum = ZERO;
  let next = 0;
  const days = [...grouped(assertions, (assertion) => assertion.day)];
  return days.map(([day, said], at) => {
    for (let one = sums[next]; one !== undefined && one.day < day; one = sums[++next]) sum = add(sum, one.amount);
    const before = opening === undefined ? undefined : add(opening, sum);
    for (let one = sums[next]; one !== undefined && one.day <= day; one = sums[++next]) sum = add(sum, one.amount);
    const found = said.at(-1)!.balance;
    opening ??= subtract(found, sum);
    const expected = add(opening, sum);
    const isOfMoment = said.at(-1)!.isOfMoment === true;
    return {
      day, expected, found, isOfMoment,
      // An export made in the middle of a day asserts that moment's balance; one delivery that knows the whole day is enough. An interface is asked again: its last word counts.
      // Whether rows booked ahead of their day are in it, each bank holds otherwise.
      agrees: isOfMoment ? found === expected || (at === days.length - 1 && found === add(expected, sums.slice(next).reduce((all, { amount }) => add(all, amount), ZERO))) : said.some(({ balance }) => balance === expected),
      // A statement that closes as the day begins (MT940 of many banks) says nothing of the day's own rows.
      isSilent: said.some(({ balance }) => balance === before),
    };
  });
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
