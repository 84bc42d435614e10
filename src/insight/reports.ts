/**
 * Spending, income and cash flow from month sums, by month, quarter or year. Currencies are never summed: each line names
 * its own. Linked own transfers count nowhere. A period that cuts a month is fed with sums of just those days (period.ts `coverage`).
 */
import type { MonthSum } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, ZERO, add, negate, subtract } from '../values/money.ts';
import { type Granularity, periodKey } from './period.ts';

/** Neutral money is neither earned nor spent: savings, cash taken out, a card bill. */
export type Kind = 'income' | 'spending' | 'neutral';
export type KindOf = (category: string) => Kind;
export const UNCATEGORIZED = 'uncategorized';

/** One amount of a report: what `key` came to in one period and currency. */
export interface ReportLine {
  readonly period: string;
  readonly currency: Currency;
  /** Category id, group id or account id, as asked for. */
  readonly key: string;
  /** Spending: money out less refunds; income: money in less what was paid back. Positive is the usual sign of either. */
  readonly amount: Minor;
  /** Transactions (split parts) behind it. */
  readonly count: number;
}

/** A category's money by kind. What is uncategorized has no kind yet: money in counts as income, money out as spending. */
function amountOf(sum: MonthSum, kind: 'income' | 'spending', kindOf: KindOf): Minor | undefined {
  if (sum.transfer) return undefined;
  if (sum.category === UNCATEGORIZED) return kind === 'income' ? sum.in : negate(sum.out);
  if (kindOf(sum.category) !== kind) return undefined;
  return kind === 'income' ? add(sum.in, sum.out) : negate(add(sum.in, sum.out));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function report(sums: Iterable<MonthSum>, kind: 'income' | 'spending', by: Granularity, kindOf: KindOf, keyOf: (sum: MonthSum) => string): ReportLine[] {
  const lines = new Map<string, { period: string; currency: Currency; key: string; amount: Minor; count: number }>();
  for (const sum of sums) {
    const amount = amountOf(sum, kind, kindOf);
    // The count of an uncategorized line covers both directions; it belongs where its money is.
    if (amount === undefined || (amount === 0 && sum.category === UNCATEGORIZED)) continue;
    const period = periodKey(sum.month, by);
    const key = keyOf(sum);
    const id = `${period}\u001f${sum.currency}\u001f${key}`;
    const line = lines.get(id);
    if (line) {
      line.amount = add(line.amount, amount);
      line.count += sum.count;
    } else lines.set(id, { period, currency: sum.currency, key, amount, count: sum.count });
  }
  return [...lines.values()].sort((a, b) => compare(a.period, b.period) || compare(a.currency, b.currency) || b.amount - a.amount || compare(a.key, b.key));
}

const byCategory = (sum: MonthSum): string => sum.category;

/** Spending net of refunds; by category unless `keyOf` names another key. Sorted by period, currency, largest first. */
export const spendingReport = (sums: Iterable<MonthSum>, by: Granularity, kindOf: KindOf, keyOf: (sum: MonthSum) => string = byCategory): ReportLine[] =>
  report(sums, 'spending', by, kindOf, keyOf);

/** Income likewise. */
export const incomeReport = (sums: Iterable<MonthSum>, by: Granularity, kindOf: KindOf, keyOf: (sum: MonthSum) => string = byCategory): ReportLine[] =>
  report(sums, 'income', by, kindOf, keyOf);

/** Lines -> one total per period and currency, in the lines' order. */
export function totals(lines: Iterable<ReportLine>): Omit<ReportLine, 'key'>[] {
  const sums = new Map<string, { period: string; currency: Currency; amount: Minor; count: number }>();
  for (const { period, currency, amount, count } of lines) {
    const id = `${period}\u001f${currency}`;
    const total = sums.get(id) ?? { period, currency, amount: ZERO, count: 0 };
    sums.set(id, { period, currency, amount: add(total.amount, amount), count: total.count + count });
  }
  return [...sums.values()];
}

export interface CashflowLine {
  readonly period: string;
  readonly currency: Currency;
  readonly income: Minor;
  /** Positive when money was spent. */
  readonly spending: Minor;
  /** income - spending. */
  readonly net: Minor;
  /** Neutral money, holder's sign: what moved without being earned or spent. net + neutral = all booked amounts but linked transfers. */
  readonly neutral: Minor;
}

/** Income against spending, one line per period and currency, in order. */
export function cashflowReport(sums: Iterable<MonthSum>, by: Granularity, kindOf: KindOf): CashflowLine[] {
  const lines = new Map<string, CashflowLine>();
  for (const sum of sums) {
    if (sum.transfer) continue;
    const period = periodKey(sum.month, by);
    const id = `${period}\u001f${sum.currency}`;
    const before = lines.get(id) ?? { period, currency: sum.currency, income: ZERO, spending: ZERO, net: ZERO, neutral: ZERO };
    const income = add(before.income, amountOf(sum, 'income', kindOf) ?? ZERO);
    const spending = add(before.spending, amountOf(sum, 'spending', kindOf) ?? ZERO);
    const isNeutral = sum.category !== UNCATEGORIZED && kindOf(sum.category) === 'neutral';
    const neutral = isNeutral ? add(before.neutral, add(sum.in, sum.out)) : before.neutral;
    lines.set(id, { period, currency: sum.currency, income, spending, net: subtract(income, spending), neutral });
  }
  return [...lines.values()].sort((a, b) => compare(a.period, b.period) || compare(a.currency, b.currency));
}
