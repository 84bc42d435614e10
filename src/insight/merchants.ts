/** Where the money went by merchant. The month summary has no merchants, so this reads sums of its own. */
import type { Currency } from '../values/currency.ts';
import { type Minor, ZERO, add, negate } from '../values/money.ts';
import { type KindOf, UNCATEGORIZED } from './reports.ts';

/** Sums over a range of days, by merchant key, currency and category; whole transactions, linked transfers left out. */
export interface MerchantSum {
  readonly merchant: string;
  readonly currency: Currency;
  readonly category: string;
  readonly in: Minor;
  /** <= 0. */
  readonly out: Minor;
  readonly count: number;
}
export interface MerchantLine {
  readonly merchant: string;
  readonly currency: Currency;
  /** Spending net of refunds. */
  readonly amount: Minor;
  readonly count: number;
  /** The category with most of the spending; the others follow by amount. */
  readonly categories: readonly string[];
}

/** Spending per merchant and currency, largest first within each currency; merchants that only pay in are left out. */
export function merchantReport(sums: Iterable<MerchantSum>, kindOf: KindOf): MerchantLine[] {
  const lines = new Map<string, { merchant: string; currency: Currency; amount: Minor; count: number; categories: Map<string, Minor> }>();
  for (const sum of sums) {
    const kind = sum.category === UNCATEGORIZED ? (sum.out < 0 ? 'spending' : 'income') : kindOf(sum.category);
    if (kind !== 'spending') continue;
    const spent = negate(sum.category === UNCATEGORIZED ? sum.out : add(sum.in, sum.out));
    const id = `${sum.currency}\u001f${sum.merchant}`;
    const line = lines.get(id) ?? { merchant: sum.merchant, currency: sum.currency, amount: ZERO, count: 0, categories: new Map<string, Minor>() };
    line.amount = add(line.amount, spent);
    line.count += sum.count;
    line.categories.set(sum.category, add(line.categories.get(sum.category) ?? ZERO, spent));
    lines.set(id, line);
  }
  return [...lines.values()]
    .map(({ categories, ...line }) => ({ ...line, categories: [...categories].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id) }))
    .sort((a, b) => (a.currency === b.currency ? b.amount - a.amount || (a.merchant < b.merchant ? -1 : 1) : a.currency < b.currency ? -1 : 1));
}
