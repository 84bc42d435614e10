/** Where the money went by merchant. The month summary has no merchants, so this reads sums of its own. */
import type { MerchantSum } from '../read-model/day-sums.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, ZERO, add, negate } from '../values/money.ts';
import { type KindOf, partOf } from './reports.ts';

export interface MerchantLine {
  /** Empty where the bank's text names nobody. */
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
    const part = partOf(sum, 'spending', kindOf);
    if (part === undefined) continue;
    const spent = negate(part);
    const id = `${sum.currency}\u001f${sum.merchant}`;
    const line = lines.get(id) ?? { merchant: sum.merchant, currency: sum.currency, amount: ZERO, count: 0, categories: new Map<string, Minor>() };
    line.amount = add(line.amount, spent);
    line.count += sum.countOut + (kindOf(sum.category, 1) === 'spending' ? sum.countIn : 0);
    line.categories.set(sum.category, add(line.categories.get(sum.category) ?? ZERO, spent));
    lines.set(id, line);
  }
  return [...lines.values()]
    .map(({ categories, ...line }) => ({ ...line, categories: [...categories].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id) }))
    .sort((a, b) => (a.currency === b.currency ? b.amount - a.amount || (a.merchant < b.merchant ? -1 : 1) : a.currency < b.currency ? -1 : 1));
}
