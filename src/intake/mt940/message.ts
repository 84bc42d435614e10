/** What a reader must remember of one message, and of the report it belongs to, until its end. */
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { OwnAccount } from './account.ts';
import { type Balance, entriesSum } from './amounts.ts';

export class Message {
  account: OwnAccount | undefined;
  currency: Currency | undefined;
  /** `:28C:` as written: statement number and page. */
  number = '';
  /** `:60F:` or `:60M:`. */
  opening: (Balance & { readonly isFirst: boolean }) | undefined;
  isClosed = false;
  isInterim = false;
  /** Set when the totals of its report follow it. */
  isCounted = false;
  /** Booking days of its rows. */
  firstDay: Day | undefined;
  lastDay: Day | undefined;
  sum = 0;
  entries = 0;
  problems = 0;

  /** Page of `:28C:`, where it names one. */
  get page(): number | undefined {
    const page = /\/0*(\d{1,5})/.exec(this.number)?.[1];
    return page === undefined ? undefined : Number(page);
  }
}

/** Entries of an interim report over all its pages, against the numbers and sums that `:90D:` and `:90C:` state. */
export class InterimTotals {
  #key = '';
  #count = { in: 0, out: 0 };
  #net = 0;
  #expected = 0;
  #expectedNet = 0;
  #isWhole = true;
  #stated: { debit?: { count: number; sum: Minor }; credit?: { count: number; sum: Minor } } = {};

  /** A message begins: a new report, unless it is a further page of the one before. */
  begin({ account, number, page }: Message): void {
    const key = `${account?.number ?? ''} ${number.split('/')[0] ?? ''}`;
    if (key === this.#key && page !== undefined && page > 1) return;
    this.#key = key;
    this.#count = { in: 0, out: 0 };
    this.#net = this.#expected = this.#expectedNet = 0;
    this.#isWhole = true;
    this.#stated = {};
  }

  /** Takes an entry, in the holder's sign. */
  add(amount: Minor, isExpected: boolean): void {
    if (amount < 0) this.#count.out++;
    else this.#count.in++;
    this.#net += amount;
    if (!isExpected) return;
    this.#expected++;
    this.#expectedNet += amount;
  }

  /** Nothing can be compared: an entry could not be read, or the bank leaves small ones out. */
  giveUp(): void { this.#isWhole = false; }

  /** Takes the text of `:90D:` or `:90C:`. */
  state(side: 'debit' | 'credit', text: string, currency: Currency | undefined): void {
    const stated = currency === undefined ? undefined : entriesSum(text, currency);
    if (stated) this.#stated[side] = stated;
    else this.#isWhole = false;
  }

  /**
   * The message is over -> why its entries are not all here; undefined when they are, or nothing says how many there are.
   * Banks count reversals on either side, and expected entries or not.
   */
  contradiction(): string | undefined {
    const { debit, credit } = this.#stated;
    if (!this.#isWhole || (!debit && !credit)) return undefined;
    this.#isWhole = false;
    const count = this.#count.in + this.#count.out;
    const told = (debit?.count ?? this.#count.out) + (credit?.count ?? this.#count.in);
    if (told !== count && told !== count - this.#expected) return `it states ${told} entries, but holds ${count}`;
    if (!debit || !credit) return undefined;
    const net = credit.sum - debit.sum;
    return net === this.#net || net === this.#net - this.#expectedNet ? undefined : 'its entries do not add up to the sums it states';
  }
}
