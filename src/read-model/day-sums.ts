/** Sums over any days, read from the transactions themselves: the ends of a period that cut a month, and merchants. */
import { type Database, prepared } from '../ledger/database.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import type { Minor } from '../values/money.ts';
import type { MonthSum } from './rows.ts';

/** Sums of one merchant's transactions in one category, a split by its parts; linked transfers left out. */
export interface MerchantSum {
  /** Empty where the bank's text names nobody. */
  readonly merchant: string;
  readonly currency: Currency;
  readonly category: string;
  readonly in: Minor;
  readonly out: Minor;
  readonly countIn: number;
  readonly countOut: number;
}

/** Transactions of some days, a split one by its parts. */
const PIECES = `
  SELECT date, account, currency, merchant, twin, category, amount FROM transactions WHERE id >= @first AND id < @end AND parts IS NULL
  UNION ALL
  SELECT date, account, currency, merchant, twin, part.value ->> 'category', part.value ->> 'amount'
  FROM transactions AS whole, json_each(parts) AS part WHERE whole.id >= @first AND whole.id < @end AND parts IS NOT NULL`;

const range = (from: Day, to: Day): { first: string; end: string } => ({ first: dayPrefix(from), end: `${dayPrefix(to)}~` });

export class DaySums {
  constructor(private readonly database: Database) {}

  /** As the month summary, but of the days from..to (inclusive) only. */
  between(from: Day, to: Day): MonthSum[] {
    return this.database.prepare<unknown[], Omit<MonthSum, 'transfer'> & { transfer: number }>(`
      SELECT substr(date, 1, 7) AS month, account, currency, category, twin IS NOT NULL AS transfer,
        sum(max(amount, 0)) AS "in", sum(min(amount, 0)) AS "out", count(*) AS count
      FROM (${PIECES}) GROUP BY month, account, currency, category, transfer ORDER BY month, account, currency, category, transfer`).all(range(from, to))
      .map((row) => ({ ...row, transfer: row.transfer === 1 }));
  }

  /** By merchant, currency and category over the days from..to (inclusive), linked transfers left out; of one account, or of all. */
  merchants(from: Day, to: Day, account: string | null): MerchantSum[] {
    return prepared<unknown[], MerchantSum>(this.database, `
      SELECT coalesce(merchant, '') AS merchant, currency, category, sum(max(amount, 0)) AS "in", sum(min(amount, 0)) AS "out",
        sum(amount >= 0) AS countIn, sum(amount < 0) AS countOut
      FROM (${PIECES}) WHERE twin IS NULL AND (@account IS NULL OR account = @account)
      GROUP BY 1, currency, category ORDER BY 1, currency, category`).all({ ...range(from, to), account });
  }
}
