/** The balance column of a delivery: which row of a day is its last, and so what the bank asserts at its end. */
import type { Day } from '../values/day.ts';
import { type Minor, ZERO, add, subtract } from '../values/money.ts';
import type { Row } from './rows.ts';

interface DayEnds { readonly first: Minor; last: Minor; sum: Minor }

export class BalanceTrack {
  readonly #days = new Map<Day, DayEnds>();
  #previous: Row | undefined;
  #ascending = 0;
  #descending = 0;
  #isUsable = true;

  /** Takes the rows of one account in file order. */
  add(row: Row): void {
    if (row.balance === undefined) {
      this.#isUsable = false;
      return;
    }
    const previous = this.#previous;
    if (previous?.balance !== undefined) {
      if (add(previous.balance, row.amount) === row.balance) this.#ascending++;
      if (add(row.balance, previous.amount) === previous.balance) this.#descending++;
    }
    this.#previous = row;
    const day = this.#days.get(row.bookingDate);
    if (day) {
      day.last = row.balance;
      day.sum = add(day.sum, row.amount);
    } else this.#days.set(row.bookingDate, { first: row.balance, last: row.balance, sum: row.amount });
  }

  /**
   * End-of-day balances, oldest first, and the balance before the first day. Undefined where the file has no balance on
   * every row, or its rows are in no order in which the column could be followed.
   */
  asserted(dayOrder: 'ascending' | 'descending' | 'mixed'): { days: [Day, Minor][]; opening: Minor; from: Day } | undefined {
    if (!this.#isUsable || this.#days.size === 0 || dayOrder === 'mixed') return undefined;
    const newestFirst = this.#ascending === this.#descending ? dayOrder === 'descending' : this.#descending > this.#ascending;
    const days = [...this.#days].map(([day, ends]): [Day, Minor] => [day, newestFirst ? ends.first : ends.last]).sort(([a], [b]) => (a < b ? -1 : 1));
    const [from, closing] = days[0]!;
    return { days, opening: subtract(closing, this.#days.get(from)?.sum ?? ZERO), from };
  }
}
