/** From a figure of the trends to the query that finds the transactions behind it. */
import { accountTerm, cellQuery, merchantTerm, whereOf } from '../../insight/cell-query.ts';
import type { MerchantTrendLine } from '../../insight/merchant-trend.ts';
import { periodKey } from '../../insight/period.ts';
import type { TrendPeriod } from '../../insight/trend.ts';
import type { MonthSum } from '../../read-model/rows.ts';
import { monthOf } from '../../values/day.ts';
import { type Ground, type Picture, keyOf } from './picture.ts';

/** The query behind the cell of a period and a line; undefined where nothing is behind it. */
export function queryBehind(picture: Picture, at: number, line: number, ground: Ground, isOnlyCurrency: boolean): string | undefined {
  const period = picture.periods[at];
  const one = picture.lines[line];
  if (!period || !one) return undefined;
  const { taxonomy, currency, by, accounts } = ground;
  const where = whereOf(period.key, currency, isOnlyCurrency);
  const sums = ground.sums.filter((sum: MonthSum) => sum.currency === currency && periodKey(sum.month, by) === period.key);
  if (picture.view === 'networth') {
    const account = accounts.find(({ id }) => id === one.id);
    if (!sums.some((sum) => !account || sum.account === account.id)) return undefined;
    return (account ? [accountTerm(account, accounts), ...whereOf(period.key, currency, true)] : where).join(' ');
  }
  if (picture.view === 'cashflow')
    return cellQuery(sums, { kinds: one.id === 'income' ? ['income'] : one.id === 'spending' ? ['spending'] : ['income', 'spending'], where }, taxonomy);
  const key = keyOf(ground.level, taxonomy);
  return cellQuery(sums, { kinds: ['spending'], where, ...(one.id === '' ? {} : { holds: (category: string) => key({ category }) === one.id }) }, taxonomy);
}

/** The query behind a merchant's bar over some periods. `merchants`: all there are, to leave out those whose name holds this one. */
export function queryBehindMerchant(line: MerchantTrendLine, merchants: Iterable<string>, first: TrendPeriod, last: TrendPeriod, ground: Ground, isOnlyCurrency: boolean): string | undefined {
  const sums = [...line.sums].map(([category, sum]) => ({ category, ...sum }));
  const [from, to] = [monthOf(first.from), monthOf(last.to)];
  const where = [merchantTerm(line.merchant, merchants), ...whereOf(first.key === last.key ? first.key : `${from}..${to}`, ground.currency, isOnlyCurrency), '-is:transfer'];
  const behind = cellQuery(sums, { kinds: ['spending'], where }, ground.taxonomy);
  // Where all that was bought there is spending, its categories need not be named.
  return behind !== undefined && sums.every(({ category }) => ground.taxonomy.kind(category, 1) === 'spending' && ground.taxonomy.kind(category, -1) === 'spending') ? where.join(' ') : behind;
}
