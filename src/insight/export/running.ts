/** What a journal writer keeps while rows flow past: the last day, and each own account's balance to assert at the end. */
import type { AccountRow, TransactionRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Minor, ZERO, add } from '../../values/money.ts';

export interface Closing {
  readonly account: AccountRow;
  readonly currency: Currency;
  readonly balance: Minor;
  /** The last booking of the account, or its opening day. */
  readonly last: Day;
}

/**
 * Watches rows on their way and remembers the sums of the rows themselves, not of the postings made from them: asserting
 * them at the end of a journal proves the export with another program's arithmetic.
 */
export class Running {
  readonly #accounts: ReadonlyMap<string, AccountRow>;
  readonly #sums = new Map<string, { account: AccountRow; currency: Currency; balance: Minor; last: Day }>();
  #last: Day | undefined;

  constructor(accounts: readonly AccountRow[]) {
    this.#accounts = new Map(accounts.map((account) => [account.id, account]));
  }

  /** Passes rows on, noting each. Throws (a defect) for rows out of booking-date order or of an unknown account. */
  *watch(rows: Iterable<TransactionRow>): Generator<TransactionRow, void, undefined> {
    for (const row of rows) {
      if (this.#last !== undefined && row.date < this.#last) throw new RangeError(`rows must come in booking-date order; ${row.id} does not`);
      this.#last = row.date;
      const account = this.#accounts.get(row.account);
      if (!account) throw new RangeError(`the row ${row.id} belongs to an account that is not exported: ${row.account}`);
      this.#note(account, row.currency, row.amount, row.date);
      yield row;
    }
  }

  #note(account: AccountRow, currency: Currency, amount: Minor, day: Day): void {
    const key = `${account.id}\u001f${currency}`;
    const line = this.#sums.get(key);
    if (line) {
      line.balance = add(line.balance, amount);
      if (day > line.last) line.last = day;
    } else this.#sums.set(key, { account, currency, balance: amount, last: day });
  }

  /** Day of the last row seen so far. */
  get last(): Day | undefined { return this.#last; }

  /** What every account that was booked on, or has an opening balance, holds in the end. `openedOn`: day for accounts without rows. */
  closings(openedOn: Day): Closing[] {
    for (const account of this.#accounts.values())
      if (account.openingBalance !== ZERO) this.#note(account, account.currency, account.openingBalance, openedOn);
    return [...this.#sums.values()];
  }
}

/** Looks at the first item without losing it. Whoever leaves `all` early closes the source too (a database cursor). */
export function peeked<T>(items: Iterable<T>): { readonly first: T | undefined; readonly all: Iterable<T> } {
  const iterator = items[Symbol.iterator]();
  const head = iterator.next();
  if (head.done === true) return { first: undefined, all: [] };
  const first = head.value;
  function* all(): Generator<T, void, undefined> {
    try {
      yield first;
      for (let next = iterator.next(); next.done !== true; next = iterator.next()) yield next.value;
    } finally {
      iterator.return?.();
    }
  }
  return { first, all: all() };
}
