/** Own accounts as they stand now. */
import { type Database, prepared } from '../ledger/database.ts';
import type { KnownEvent } from '../ledger/events/list.ts';
import type { Currency } from '../values/currency.ts';
import { type Day, monthOf, firstDay } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import { type Minor, ZERO, minor } from '../values/money.ts';
import type { AccountRow } from './rows.ts';

interface RawAccount { id: string; name: string; currency: Currency; number: string | null; bank: string | null; opening_balance: Minor | null; opening_day: Day | null; closed: Day | null }

export class Accounts {
  constructor(private readonly database: Database) {}

  /**
   * Last writer wins, field by field. `isHeld`: transactions stand in the account; then its opening counts even where the
   * commit that opened it was undone, so that no transaction is left without an account.
   */
  refold(id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean, isHeld: boolean): void {
    prepared(this.database, 'DELETE FROM accounts WHERE id = ?').run(id);
    const openings = events.filter((event) => event.type === 'account.opened.v1');
    const opened = openings.findLast((event) => isActive(event.commit)) ?? (isHeld ? openings.at(-1) : undefined);
    if (!opened) return;
    const { name, currency, number, bank } = opened.payload;
    const account: RawAccount = { id, name, currency: currency as Currency, number: number ?? null, bank: bank ?? null, opening_balance: null, opening_day: null, closed: null };
    for (const event of events) {
      if (!isActive(event.commit)) continue;
      switch (event.type) {
        case 'account.renamed.v1': account.name = event.payload.name; break;
        case 'account.numbered.v1':
          account.number = event.payload.number;
          account.bank = event.payload.bank ?? account.bank;
          break;
        case 'account.opening-balance-set.v1':
          account.opening_balance = event.payload.balance as Minor;
          account.opening_day = event.payload.day as Day;
          break;
        case 'account.closed.v1': account.closed = event.payload.day as Day; break;
        case 'account.reopened.v1': account.closed = null; break;
        default: break;
      }
    }
    prepared(this.database, 'INSERT INTO accounts VALUES (@id, @name, @currency, @number, @bank, @opening_balance, @opening_day, @closed)').run(account);
  }

  /**
   * Every account by name. `openingBalance` is what it held before its first transaction here: the balance set for a day,
   * less what was booked before that day.
   */
  all(): AccountRow[] {
    return prepared<[], RawAccount>(this.database, 'SELECT * FROM accounts ORDER BY name, id').all().map((raw) => ({
      id: raw.id, name: raw.name, currency: raw.currency, number: raw.number, bank: raw.bank, closed: raw.closed, openingDay: raw.opening_day,
      openingBalance: raw.opening_day === null ? ZERO : minor((raw.opening_balance ?? 0) - this.#bookedBefore(raw.id, raw.opening_day)),
    }));
  }

  /** Account id -> the balance that was set, as it was set: what the account held when `day` began. */
  openings(): Map<string, { readonly balance: Minor; readonly day: Day }> {
    const rows = this.database.prepare<[], { id: string; balance: Minor; day: Day }>('SELECT id, coalesce(opening_balance, 0) AS balance, opening_day AS day FROM accounts WHERE opening_day IS NOT NULL').all();
    return new Map(rows.map(({ id, balance, day }) => [id, { balance, day }]));
  }

  /** Sum of the booked amounts before a day: whole months from the summary, the rest from the rows. */
  #bookedBefore(account: string, day: Day): number {
    const month = monthOf(day);
    const whole = this.database.prepare<[string, string], number>('SELECT coalesce(sum(incoming + outgoing), 0) FROM month_sums WHERE account = ? AND month < ?').pluck().get(account, month) ?? 0;
    const rest = this.database.prepare<[string, string, string], number>('SELECT coalesce(sum(amount), 0) FROM transactions WHERE id >= ? AND id < ? AND account = ?')
      .pluck().get(dayPrefix(firstDay(month)), dayPrefix(day), account) ?? 0;
    return whole + rest;
  }
}
