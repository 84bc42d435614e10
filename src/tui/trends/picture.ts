/** What a view of the trends shows: its periods and lines, of which the first is everything together. Pure. */
import type { Taxonomy } from '../../categories/taxonomy.ts';
import type { Locale } from '../../format/money.ts';
import type { Role, Series } from '../../format/paint.ts';
import { networthReport } from '../../insight/networth.ts';
import type { Granularity } from '../../insight/period.ts';
import { kindsOf } from '../../insight/reports.ts';
import { type TrendLine, type TrendPeriod, averageOf, totalLine, trendLines, withBefore } from '../../insight/trend.ts';
import type { AccountRow, MonthSum } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import { monthOf } from '../../values/day.ts';
import { type Minor, ZERO, subtract } from '../../values/money.ts';
import { type ViewName, trendWords } from './words.ts';

export interface PictureLine {
  /** Key of a category or group, id of an account; '' for everything together. */
  readonly id: string;
  readonly label: string;
  readonly role: Role | undefined;
  /** How the chart tells it apart without colour. */
  readonly fill: string;
  readonly letter: string;
  /** One for each period; undefined where there was nothing yet that could have an amount. */
  readonly amounts: readonly (Minor | undefined)[];
  readonly average: Minor;
  /** Whether more of it is good (1) or bad (-1). */
  readonly better: 1 | -1;
}
export interface Picture {
  readonly view: ViewName;
  readonly by: Granularity;
  readonly currency: Currency;
  readonly periods: readonly TrendPeriod[];
  readonly lines: readonly PictureLine[];
}

export interface Ground {
  readonly by: Granularity;
  readonly currency: Currency;
  readonly periods: readonly TrendPeriod[];
  readonly level: Level;
  /** Of all currencies; from the first period to the newest booking. */
  readonly sums: readonly MonthSum[];
  readonly taxonomy: Taxonomy;
  readonly accounts: readonly AccountRow[];
  /** All that is booked on each account. */
  readonly booked: ReadonlyMap<string, { readonly booked: Minor }>;
  readonly locale: Locale;
}
export type Level = 'groups' | 'categories';

const SERIES: readonly Series[] = ['series0', 'series1', 'series2', 'series3', 'series4', 'series5'];
const FILLS = ['█', '▓', '▒', '░', '╳', '═'] as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** What has no colour of its own in a stack. */
export const REST = { role: 'muted', fill: '·', letter: ':' } as const;
/** Keys with a colour of their own. */
export const COLOURED = SERIES.length;

/** Category -> the key it is shown under. */
export const keyOf = (level: Level, taxonomy: Taxonomy) => (sum: { readonly category: string }): string => (level === 'groups' ? taxonomy.groupOf(sum.category) : sum.category);

const ownSums = ({ sums, currency }: Ground): MonthSum[] => sums.filter((sum) => sum.currency === currency);
const pictureOf = (view: ViewName, { by, currency, periods }: Ground, lines: readonly PictureLine[]): Picture => ({ view, by, currency, periods, lines });

function lineOf({ key, amounts }: TrendLine, { periods }: Ground, look: Pick<PictureLine, 'label' | 'role' | 'fill' | 'letter' | 'better'>): PictureLine {
  return { id: key, amounts, average: averageOf(amounts, periods), ...look };
}

/** Spending by group or category, largest first; the first six have a colour each. */
export function spendingPicture(ground: Ground): Picture {
  const { periods, by, taxonomy, locale, level } = ground;
  const lines = trendLines('spending', ownSums(ground), periods, by, kindsOf(taxonomy), keyOf(level, taxonomy));
  const whole = lineOf(totalLine('', lines, periods), ground, { label: trendWords(locale).allSpending, role: undefined, fill: ' ', letter: '', better: -1 });
  return pictureOf('spending', ground, [whole, ...lines.map((line, at) => lineOf(line, ground, {
    label: taxonomy.label(line.key, locale), better: -1,
    ...(at < COLOURED ? { role: SERIES[at], fill: FILLS[at] ?? REST.fill, letter: LETTERS[at] ?? REST.letter } : REST),
  }))]);
}

/** What is left over, income, and spending. */
export function cashflowPicture(ground: Ground): Picture {
  const { periods, by, taxonomy, locale } = ground;
  const said = trendWords(locale);
  const sums = ownSums(ground);
  const all = (kind: 'income' | 'spending'): TrendLine => totalLine(kind, trendLines(kind, sums, periods, by, kindsOf(taxonomy), keyOf('groups', taxonomy)), periods);
  const [income, spending] = [all('income'), all('spending')];
  const net = { key: '', amounts: income.amounts.map((amount, at) => subtract(amount, spending.amounts[at] ?? ZERO)) };
  return pictureOf('cashflow', ground, [
    lineOf(net, ground, { label: said.net, role: 'accent', fill: '▒', letter: said.letters.net, better: 1 }),
    lineOf(income, ground, { label: said.income, role: 'good', fill: '█', letter: said.letters.income, better: 1 }),
    lineOf(spending, ground, { label: said.spending, role: 'warning', fill: '░', letter: said.letters.spending, better: -1 }),
  ]);
}

/** What the accounts of the currency held at the end of each period, together and each. */
export function networthPicture(ground: Ground): Picture {
  const { periods, by, currency, locale } = ground;
  const accounts = ground.accounts.filter((account) => account.currency === currency);
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return pictureOf('networth', ground, []);
  const currencyOf = new Map(ground.accounts.map((account) => [account.id, account.currency]));
  const report = networthReport(accounts, withBefore(ground.sums, monthOf(first.from), ground.booked, (id) => currencyOf.get(id)), { from: first.from, to: last.to }, by)
    .filter((line) => line.currency === currency);
  const byPeriod = new Map(report.map((line) => [line.period, line]));
  const line = (id: string, label: string, role: Role, letter: string, amountAt: (period: string) => Minor | undefined): PictureLine =>
    ({ id, label, role, letter, fill: ' ', amounts: periods.map(({ key }) => amountAt(key)), average: ZERO, better: 1 });
  const each = accounts.map((account) => ({ account, balances: new Map(report.flatMap(({ period, accounts: held }) => held.filter((one) => one.account === account.id).map(({ balance }) => [period, balance] as const))) }))
    .filter(({ balances }) => [...balances.values()].some((balance) => balance !== 0));
  return pictureOf('networth', ground, [
    line('', trendWords(locale).together, 'series0', '=', (period) => byPeriod.get(period)?.total),
    ...each.map(({ account, balances }, at) => line(account.id, account.name, SERIES[1 + (at % (COLOURED - 1))] ?? 'muted', LETTERS[at % LETTERS.length] ?? '?', (period) => balances.get(period))),
  ]);
}

/** A fair share in whole hundredths, for words: 0.2 -> 20. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * 100) / Math.abs(whole)));
