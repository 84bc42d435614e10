/** What all accounts hold at the end of each period, per currency: opening balances and everything booked since. */
import type { AccountRow, MonthSum } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { type Minor, ZERO, add } from '../values/money.ts';
import { type Granularity, type Period, periodKey, slices } from './period.ts';

export interface NetworthLine {
  readonly period: string;
  /** The last day counted. */
  readonly day: Day;
  readonly currency: Currency;
  readonly total: Minor;
  /** Every account of the currency that was in use by then, in the order given. */
  readonly accounts: readonly { readonly account: string; readonly balance: Minor }[];
}

/**
 * `sums`: every line from the first booking until `period.to`, transfers too; the last month cut off at `period.to`.
 * An account counts from the earlier of its opening day and its first booking. Lines sorted by period, then currency.
 */
export function networthReport(accounts: readonly AccountRow[], sums: Iterable<MonthSum>, period: Period, by: Granularity): NetworthLine[] {
  const wanted = slices(period, by);
  const first = wanted[0]?.key ?? '';
  /** account -> period key -> movement; all that came before the first period stands under ''. */
  const moved = new Map<string, Map<string, Minor>>();
  for (const sum of sums) {
    const key = periodKey(sum.month, by);
    const at = key < first ? '' : key;
    const ofAccount = moved.get(sum.account) ?? new Map<string, Minor>();
    moved.set(sum.account, ofAccount.set(at, add(ofAccount.get(at) ?? ZERO, add(sum.in, sum.out))));
  }
  const balances = new Map<string, Minor>();
  const lines: NetworthLine[] = [];
  for (const slice of wanted) {
    const byCurrency = new Map<Currency, { account: string; balance: Minor }[]>();
    for (const account of accounts) {
      const movements = moved.get(account.id);
      let balance = balances.get(account.id);
      if (balance === undefined) {
        const before = movements?.get('');
        const booked = before !== undefined || movements?.has(slice.key) === true;
        const opened = account.openingDay !== null && account.openingDay <= slice.to;
        if (!booked && !opened) continue;
        balance = add(account.openingBalance, before ?? ZERO);
      }
      balance = add(balance, movements?.get(slice.key) ?? ZERO);
      balances.set(account.id, balance);
      const list = byCurrency.get(account.currency) ?? [];
      list.push({ account: account.id, balance });
      byCurrency.set(account.currency, list);
    }
    for (const currency of [...byCurrency.keys()].sort()) {
      const held = byCurrency.get(currency) ?? [];
      const total = held.reduce((all, { balance }) => add(all, balance), ZERO);
      lines.push({ period: slice.key, day: slice.to, currency, total, accounts: held });
    }
  }
  return lines;
}
