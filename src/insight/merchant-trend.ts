/** Spending by merchant over months, gathered month by month: what a chart of merchants shows without reading the transactions again. */
import type { MerchantSum } from '../read-model/day-sums.ts';
import type { Currency } from '../values/currency.ts';
import type { Month } from '../values/day.ts';
import { type Minor, ZERO, add, negate } from '../values/money.ts';
import { foldedText } from '../values/text.ts';
import { type KindOf, partOf } from './reports.ts';

/** Spending net of refunds, and in how many transactions. */
export interface Spent { readonly amount: Minor; readonly count: number }
export interface MerchantTrendLine extends Spent {
  readonly merchant: string;
  readonly months: ReadonlyMap<Month, Spent>;
  /** All money of the merchant by category, what is no spending too. */
  readonly sums: ReadonlyMap<string, { readonly in: Minor; readonly out: Minor; readonly spent: Minor }>;
}

interface Gathered { merchant: string; all: Spent; months: Map<Month, Spent>; sums: Map<string, { in: Minor; out: Minor; spent: Minor }> }
const NOTHING: Spent = { amount: ZERO, count: 0 };
const plus = (a: Spent, b: Spent): Spent => ({ amount: add(a.amount, b.amount), count: a.count + b.count });

export class MerchantTrend {
  readonly #byCurrency = new Map<Currency, Map<string, Gathered>>();

  constructor(private readonly kindOf: KindOf) {}

  /** Adds sums of some days of a month. Names that differ in case or accents only are one merchant; '' is nobody. */
  add(month: Month, sums: Iterable<MerchantSum>): void {
    for (const sum of sums) {
      const merchants = this.#byCurrency.get(sum.currency) ?? new Map<string, Gathered>();
      this.#byCurrency.set(sum.currency, merchants);
      const name = foldedText(sum.merchant);
      const gathered = merchants.get(name) ?? { merchant: sum.merchant, all: NOTHING, months: new Map<Month, Spent>(), sums: new Map<string, { in: Minor; out: Minor; spent: Minor }>() };
      merchants.set(name, gathered);
      this.#gather(gathered, month, sum);
    }
  }

  #gather(gathered: Gathered, month: Month, sum: MerchantSum): void {
    const { months, sums } = gathered;
    const spent = partOf(sum, 'spending', this.kindOf);
    const amount = spent === undefined ? ZERO : negate(spent);
    const before = sums.get(sum.category);
    sums.set(sum.category, { in: add(before?.in ?? ZERO, sum.in), out: add(before?.out ?? ZERO, sum.out), spent: add(before?.spent ?? ZERO, amount) });
    if (spent === undefined) return;
    const part = { amount, count: sum.countOut + (this.kindOf(sum.category, 1) === 'spending' ? sum.countIn : 0) };
    months.set(month, plus(months.get(month) ?? NOTHING, part));
    gathered.all = plus(gathered.all, part);
  }

  /** Names of all merchants in any currency, also of those where nothing was spent. */
  names(): string[] { return [...this.#byCurrency.values()].flatMap((merchants) => [...merchants.values()].map(({ merchant }) => merchant)); }

  /** Merchants at which anything was spent in one currency, in one month or in all that were gathered, largest first; `unnamed` is what has no merchant, `whole` both. */
  lines(currency: Currency, month: Month | undefined): { readonly lines: readonly MerchantTrendLine[]; readonly unnamed: Minor; readonly whole: Minor } {
    const lines: MerchantTrendLine[] = [];
    let [unnamed, whole] = [ZERO, ZERO];
    for (const [name, { merchant, all, months, sums }] of this.#byCurrency.get(currency) ?? []) {
      const spent = month === undefined ? all : months.get(month);
      if (!spent || spent.count === 0) continue;
      whole = add(whole, spent.amount);
      if (name === '') unnamed = spent.amount;
      else lines.push({ merchant, amount: spent.amount, count: spent.count, months, sums });
    }
    return { unnamed, whole, lines: lines.sort((a, b) => b.amount - a.amount || (a.merchant < b.merchant ? -1 : 1)) };
  }
}

/** The category with most of a merchant's spending. */
export function mainCategory({ sums }: Pick<MerchantTrendLine, 'sums'>): string {
  let most: readonly [string, Minor] | undefined;
  for (const [category, { spent }] of sums) if (most === undefined || spent > most[1]) most = [category, spent];
  return most?.[0] ?? '';
}
