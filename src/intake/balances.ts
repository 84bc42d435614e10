/** What a delivery asserts about one account's balance: by a balance on every row, or by balances stated beside the rows. */
import type { Day } from '../values/day.ts';
import { type Minor, ZERO, add, subtract } from '../values/money.ts';
import type { Row, StatedBalance } from './rows.ts';

interface DayEnds { readonly first: Minor; last: Minor }
/** End-of-day balances, oldest first, and the balance before the first row of the day `from`. */
export interface Asserted { readonly days: [Day, Minor][]; readonly opening: Minor; readonly from: Day }

export class BalanceTrack {
  readonly #sums = new Map<Day, Minor>();
  readonly #ends = new Map<Day, DayEnds>();
  readonly #closings = new Map<Day, Minor[]>();
  readonly #openings = new Map<Day, Minor[]>();
  #previous: Row | undefined;
  #ascending = 0;
  #descending = 0;
  /** False once a row came without a balance: the column cannot be followed. */
  #isFollowed = true;

  /** Takes the rows of one account in file order. */
  add(row: Row): void {
    this.#sums.set(row.bookingDate, add(this.#sums.get(row.bookingDate) ?? ZERO, row.amount));
    if (row.balance === undefined) {
      this.#isFollowed = false;
      return;
    }
    const previous = this.#previous;
    if (previous?.balance !== undefined) {
      if (add(previous.balance, row.amount) === row.balance) this.#ascending++;
      if (add(row.balance, previous.amount) === previous.balance) this.#descending++;
    }
    this.#previous = row;
    const day = this.#ends.get(row.bookingDate);
    if (day) day.last = row.balance;
    else this.#ends.set(row.bookingDate, { first: row.balance, last: row.balance });
  }

  /** Takes a balance stated beside the rows. */
  state({ kind, day, amount }: StatedBalance): void {
    const days = kind === 'closing' ? this.#closings : this.#openings;
    const told = days.get(day);
    if (told) told.push(amount);
    else days.set(day, [amount]);
  }

  /**
   * Undefined where the file has no balance on every row and states none, or its rows are in no order in which the column
   * could be followed. An opening balance that is not stated is the first closing one less the rows until then.
   */
  asserted(dayOrder: 'ascending' | 'descending' | 'mixed'): Asserted | undefined {
    const days = this.#closings.size > 0 ? [...this.#closings].map(([day, told]): [Day, Minor] => [day, unchained(told, this.#openings.get(day)) ?? told.at(-1)!]) : this.#followed(dayOrder);
    days.sort(([a], [b]) => (a < b ? -1 : 1));
    const [closing] = days;
    const [from] = [...this.#openings.keys()].sort();
    if (from !== undefined) {
      const told = this.#openings.get(from)!;
      return { days, opening: unchained(told, this.#closings.get(from)) ?? told[0]!, from };
    }
    if (!closing) return undefined;
    let first = closing[0];
    let booked = ZERO;
    for (const [day, sum] of this.#sums) {
      if (day > closing[0]) continue;
      booked = add(booked, sum);
      if (day < first) first = day;
    }
    return { days, opening: subtract(closing[1], booked), from: first };
  }

  #followed(dayOrder: 'ascending' | 'descending' | 'mixed'): [Day, Minor][] {
    if (!this.#isFollowed || dayOrder === 'mixed') return [];
    const newestFirst = this.#ascending === this.#descending ? dayOrder === 'descending' : this.#descending > this.#ascending;
    return [...this.#ends].map(([day, ends]) => [day, newestFirst ? ends.first : ends.last]);
  }
}

/** Of several statements of a day each begins where another ends: the balance at the end of that chain, in whatever order they stand. Undefined where none or several could be. */
function unchained(told: readonly Minor[], others: readonly Minor[] = []): Minor | undefined {
  const ends = told.filter((amount) => !others.includes(amount));
  return ends.length === 1 ? ends[0] : undefined;
}
