/** Categories in which a month came to much more than any of the year before; and what a month usually comes to at all. */
import type { Currency } from '../values/currency.ts';
import { type Month, addMonths } from '../values/day.ts';
import { type Minor, ZERO } from '../values/money.ts';
import { middle } from './middle.ts';
import type { Notice } from './notices.ts';
import { type ReportLine, totals } from './reports.ts';

/** Months of the year before that must hold spending in a category, and how far above the largest of them is worth a word. */
const MONTHS_SHOWN = 5;
const ABOVE = 1.75;
/** What is added must be this part of the spending of a usual month. */
const WORTH = 20;

/** Spending by month (any `key`) -> what the middle month before `month` came to, by currency. */
export function usualMonth(spending: readonly ReportLine[], month: Month): ReadonlyMap<Currency, number> {
  const before = totals(spending.filter(({ period }) => period < month));
  return new Map([...new Set(before.map(({ currency }) => currency))].map((currency) => [currency, middle(before.filter((line) => line.currency === currency).map(({ amount }) => amount))]));
}

/** Spending by month and category of `month` and the twelve before -> the categories that rose, most first. */
export function risesOf(spending: readonly ReportLine[], month: Month): Extract<Notice, { kind: 'category' }>[] {
  const usual = usualMonth(spending, month);
  return spending.filter(({ period, key }) => period === month && key !== 'uncategorized').flatMap(({ key, currency, amount }) => {
    const before = Array.from({ length: 12 }, (_, back) => amountIn(spending, addMonths(month, -1 - back), key, currency)).filter((one) => one > 0);
    const least = usual.get(currency) ?? 0;
    const isRise = before.length >= MONTHS_SHOWN && amount > Math.max(...before) * ABOVE && (amount - middle(before)) * WORTH > least;
    return isRise ? [{ kind: 'category' as const, category: key, month, currency, amount, usual: middle(before) as Minor }] : [];
  });
}

const amountIn = (spending: readonly ReportLine[], month: Month, key: string, currency: Currency): Minor =>
  spending.find((line) => line.period === month && line.key === key && line.currency === currency)?.amount ?? ZERO;
