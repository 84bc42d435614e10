/** Sums of any period: whole months from the month summary, the days of months it cuts from the transactions themselves. */
import type { DaySums } from '../read-model/day-sums.ts';
import type { MonthSums } from '../read-model/month-sums.ts';
import type { MonthSum } from '../read-model/rows.ts';
import { type Period, coverage } from './period.ts';

/** What holds the sums: the read model. */
export interface SumSource { readonly sums: Pick<MonthSums, 'between'>; readonly daySums: Pick<DaySums, 'between'> }

/** Every line of the period; a month that it cuts counts with the days inside only. No order. */
export function periodSums({ sums, daySums }: SumSource, period: Period): MonthSum[] {
  const { months, edges } = coverage(period);
  return [...(months ? sums.between(months.from, months.to) : []), ...edges.flatMap(({ from, to }) => daySums.between(from, to))];
}
