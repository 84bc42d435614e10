/** The largest merchants of a time as bars that lie, with what was spent, how often and for what. */
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { displayWidth } from '../../format/display-width.ts';
import { shortMonthText } from '../../format/day.ts';
import type { Locale } from '../../format/money.ts';
import { wholeAmountText } from '../../format/short-amount.ts';
import { type MerchantTrendLine, mainCategory } from '../../insight/merchant-trend.ts';
import type { TrendPeriod } from '../../insight/trend.ts';
import type { Currency } from '../../values/currency.ts';
import { monthOf } from '../../values/day.ts';
import { type Minor, ZERO, add } from '../../values/money.ts';
import { lyingBar, strip } from '../components/chart-strip.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import { trendWords } from './words.ts';

export interface MerchantRows {
  readonly lines: readonly MerchantTrendLine[];
  readonly cursor: number;
  readonly window: { readonly from: number; readonly to: number };
  readonly periods: readonly TrendPeriod[];
  /** Index of the period that the list is narrowed to; undefined for all of them. */
  readonly narrowed: number | undefined;
  readonly currency: Currency;
}

const LEAST = { name: 16, bar: 8, category: 12 } as const;
const MOST_COURSE = 36;

/** Rows -> a head and a line each, exactly `width` columns. */
export function merchantLines({ lines, cursor, window, periods, narrowed, currency }: MerchantRows, taxonomy: Taxonomy, width: number, theme: Theme, locale: Locale): string[] {
  const words = trendWords(locale);
  const shown = lines.slice(window.from, window.to);
  // The first is the largest; the last may be below nothing, with a sign. There may be very many between them.
  const money = Math.max(displayWidth(words.spent), ...[lines[0], lines.at(-1)].map((one) => displayWidth(wholeAmountText(one?.amount ?? ZERO, currency, locale)))) + 2;
  const times = Math.max(displayWidth(words.times), ...shown.map(({ count }) => String(count).length)) + 2;
  const fixed = 2 + money + times;
  const course = periods.length <= MOST_COURSE && fixed + LEAST.name + LEAST.bar + LEAST.category + 4 + periods.length <= width - 20 ? periods.length + 3 : 0;
  const room = width - fixed - course;
  const category = room >= LEAST.name + LEAST.bar + LEAST.category + 2 ? Math.min(24, Math.floor(room / 4)) + 2 : 0;
  const name = Math.max(LEAST.name, Math.min(30, Math.floor((room - category) * 0.5)));
  const bar = Math.max(0, room - category - name - 1);
  const row = (pieces: { mark: string; name: Piece; bar: Piece; amount: string; times: string; category: string; course: string; isHead: boolean }, selected: boolean): string => line([
    { text: pieces.mark, width: 2 }, { ...pieces.name, width: name }, ' ', { ...pieces.bar, width: bar },
    { text: pieces.amount, width: money, align: 'right', role: pieces.isHead ? 'muted' : undefined }, { text: pieces.times, width: times, align: 'right', role: 'muted' },
    { text: category === 0 ? '' : `  ${pieces.category}`, width: category, role: 'muted' }, ...(course === 0 ? [] : ['   ', { text: pieces.course, role: 'muted' as const }]),
  ], width, theme, selected);
  const largest = lines[0]?.amount ?? ZERO;
  return [
    row({ mark: '', name: { text: words.merchant, role: 'muted' }, bar: { text: '' }, amount: words.spent, times: words.times, category: words.category, course: initials(periods, narrowed, theme, locale), isHead: true }, false),
    ...shown.map((one, place) => {
      const at = window.from + place;
      return row({
        mark: at === cursor && !theme.color ? theme.glyphs.pointer : '', name: { text: one.merchant }, bar: { text: lyingBar(one.amount, largest, bar, theme), role: 'accent' },
        amount: wholeAmountText(one.amount, currency, locale), times: String(one.count), category: taxonomy.label(mainCategory(one), locale), course: course === 0 ? '' : strip(spentBy(one, periods), theme), isHead: false,
      }, at === cursor);
    }),
  ];
}

/** The first letter of each month; the one that the list is narrowed to is marked. */
const initials = (periods: readonly TrendPeriod[], narrowed: number | undefined, theme: Theme, locale: Locale): string =>
  periods.map(({ from }, at) => (at === narrowed ? theme.glyphs.down : shortMonthText(monthOf(from), locale).slice(0, 1).toUpperCase())).join('');

/** What was spent at a merchant in each period. */
const spentBy = ({ months }: MerchantTrendLine, periods: readonly TrendPeriod[]): Minor[] => {
  const amounts = periods.map(() => ZERO);
  for (const [month, { amount }] of months) {
    const at = periods.findIndex(({ from, to }) => month >= monthOf(from) && month <= monthOf(to));
    if (at >= 0) amounts[at] = add(amounts[at] ?? ZERO, amount);
  }
  return amounts;
};
