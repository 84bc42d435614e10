/**
 * Spending, income and cash flow from month sums, by month, quarter or year. Currencies are never summed: each line names
 * its own. Linked own transfers count nowhere. A period that cuts a month is fed with sums of just those days (period.ts `coverage`).
 */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { MonthSum } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, ZERO, add, negate, subtract } from '../values/money.ts';
import { type Granularity, periodKey } from './period.ts';

/** Neutral money is neither earned nor spent: savings, cash taken out, a card bill. */
export type Kind = 'income' | 'spending' | 'neutral';
/** A category's kind for money in (`sign` 1) or out (-1). Some have none of their own (uncategorized, people): the sign tells. */
export type KindOf = (category: string, sign: 1 | -1) => Kind;

/** How a category counts, by the sign of the money. */
export const kindsOf = (taxonomy: Taxonomy): KindOf => (category, sign) => taxonomy.kind(category, sign);

/** One amount of a report: what `key` came to in one period and currency. */
export interface ReportLine {
  readonly period: string;
  readonly currency: Currency;
  /** Category id, group id or account id, as asked for. */
  readonly key: string;
  /** Spending: money out less refunds; income: money in less what was paid back. Positive is the usual sign of either. */
  readonly amount: Minor;
}

/** What a sum holds of one kind of money, holder's sign; undefined when it is another kind both ways. */
export function partOf(sum: { readonly category: string; readonly in: Minor; readonly out: Minor }, kind: Kind, kindOf: KindOf): Minor | undefined {
  const [into, out] = [kindOf(sum.category, 1) === kind, kindOf(sum.category, -1) === kind];
  if (into && out) return add(sum.in, sum.out);
  // A category that goes by sign and has no money this way is no line of this report.
  if (into) return sum.in === 0 ? undefined : sum.in;
  return out && sum.out !== 0 ? sum.out : undefined;
}

/** Income as it is, spending turned round: positive is the usual sign of either. */
function amountOf(sum: MonthSum, kind: 'income' | 'spending', kindOf: KindOf): Minor | undefined {
  const part = sum.transfer ? undefined : partOf(sum, kind, kindOf);
  return part === undefined || kind === 'income' ? part : negate(part);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function report(sums: Iterable<MonthSum>, kind: 'income' | 'spending', by: Granularity, kindOf: KindOf, keyOf: (sum: MonthSum) => string): ReportLine[] {
  const lines = new Map<string, { period: string; currency: Currency; key: string; amount: Minor }>();
  for (const sum of sums) {
    const amount = amountOf(sum, kind, kindOf);
    if (amount === undefined) continue;
    const period = periodKey(sum.month, by);
    const key = keyOf(sum);
    const id = `${period}\u001f${sum.currency}\u001f${key}`;
    const line = lines.get(id);
    if (line) line.amount = add(line.amount, amount);
    else lines.set(id, { period, currency: sum.currency, key, amount });
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
  const sums = new Map<string, { period: string; currency: Currency; amount: Minor }>();
  for (const { period, currency, amount } of lines) {
    const id = `${period}\u001f${currency}`;
    const total = sums.get(id) ?? { period, currency, amount: ZERO };
    sums.set(id, { period, currency, amount: add(total.amount, amount) });
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
    const neutral = add(before.neutral, partOf(sum, 'neutral', kindOf) ?? ZERO);
    lines.set(id, { period, currency: sum.currency, income, spending, net: subtract(income, spending), neutral });
  }
  return [...lines.values()].sort((a, b) => compare(a.period, b.period) || compare(a.currency, b.currency));
}
