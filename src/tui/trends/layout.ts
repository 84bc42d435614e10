/** The trends put together: tabs of the views above, the chart with its table beside or below, the figures in words at the foot. */
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { monthText, periodText } from '../../format/day.ts';
import { type Locale, moneyText } from '../../format/money.ts';
import type { Month } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { MerchantTrendLine } from '../../insight/merchant-trend.ts';
import type { ListPlace } from '../components/list.ts';
import { type Piece, heading, line, titled, wrapped } from '../components/layout.ts';
import type { Band, Pane, Size, View } from '../screen.ts';
import type { Theme } from '../theme.ts';
import { chartOf, fittedColumns } from './charts.ts';
import { legendLines } from './legend.ts';
import { merchantLines } from './merchants.ts';
import type { Level, Picture } from './picture.ts';
import { periodLines } from './periods.ts';
import { saidOf, saidOfMerchant } from './said.ts';
import { VIEWS, trendWords } from './words.ts';

export interface Shown {
  readonly picture: Picture;
  readonly level: Level;
  /** How many months are shown, and whether that is all there are. */
  readonly months: number;
  readonly isAll: boolean;
  /** Index of the period under the cursor; at the merchants undefined for all of them. */
  readonly at: number | undefined;
  readonly place: ListPlace;
  readonly merchants: readonly MerchantTrendLine[];
  /** Spent where no merchant is known, and at all of them and there. */
  readonly unnamed: Minor;
  readonly whole: Minor;
  /** What is still being read, in words. */
  readonly reading: string | undefined;
  readonly taxonomy: Taxonomy;
}

/** From so many columns on the table stands beside the chart. */
const BESIDE = 104;
/** Columns that the table beside a chart needs to be whole. */
const TABLE = 52;

/** Rows from which on the periods are listed below the table. */
const ROOM_FOR_PERIODS = 5;

/** Columns that the chart may take of a screen of so many. */
export const chartColumns = (columns: number): number => (columns >= BESIDE ? columns - TABLE - 1 : columns);

/** The whole screen. */
export function trendsView(shown: Shown, size: Size, theme: Theme, locale: Locale): View {
  const { columns, rows } = size;
  const said = saidLines(saidUnderCursor(shown, locale), rows >= 20 ? 2 : 1, columns, theme);
  const room = Math.max(1, rows - 2 - said.length);
  const body = shown.picture.view === 'merchants' ? [merchantPane(shown, { columns, rows: room }, theme, locale)] : chartPanes(shown, { columns, rows: room }, theme, locale);
  const whole = (lines: readonly string[]): Band => ({ height: lines.length, panes: [{ width: columns, lines }] });
  return [whole([tabs(shown, columns, theme, locale)]), ...body, whole([line([], columns, theme), ...said])];
}

/** A sentence on at most so many lines; what is too much is cut where it is seen. */
function saidLines(text: string, most: number, columns: number, theme: Theme): string[] {
  const lines = wrapped(text, Math.max(20, columns - 2));
  return [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')].map((one) => line([' ', { text: one, width: columns - 2 }], columns, theme));
}

function tabs({ picture: { view, by, currency }, level, months, isAll, reading }: Shown, width: number, theme: Theme, locale: Locale): string {
  const words = trendWords(locale);
  const pieces = VIEWS.flatMap((name): (Piece | string)[] => [' ', name === view ? { text: theme.color ? ` ${words.views[name]} ` : `[${words.views[name]}]`, role: 'selected' } : { text: ` ${words.views[name]} `, role: 'muted' }]);
  const used = VIEWS.reduce((sum, name) => sum + words.views[name].length + 3, 0);
  const span = (isAll ? words.all : words.months)(months);
  const facts = [span, words.by[by], view === 'spending' ? words.levels[level] : '', currency].filter((fact) => fact !== '').join(', ');
  return line([...pieces, { text: reading ?? facts, width: Math.max(0, width - used - 1), align: 'right', role: reading === undefined ? 'muted' : 'accent' }], width, theme);
}

function chartPanes({ picture, at = 0, place }: Shown, { columns, rows }: Size, theme: Theme, locale: Locale): View {
  const words = trendWords(locale);
  const length = picture.lines.length;
  if (columns >= BESIDE) {
    const left = fittedColumns(chartColumns(columns), picture.periods.length);
    const right = columns - left - 1;
    const window = place.window(Math.max(1, rows - 2));
    const title = place.cursor > 0 ? picture.lines[place.cursor]?.label ?? '' : picture.view === 'spending' ? words.allSpending : picture.view === 'cashflow' ? words.chart.cashflow : words.chart.networth;
    const chart = chartOf(picture, at, place.cursor, { columns: left, rows: rows - 1 }, theme, locale);
    const period = picture.periods[at]?.key ?? '';
    const name = picture.by === 'month' ? monthText(period as Month, locale) : periodText(period, locale);
    const below = rows - 4 - length;
    const periods = below < ROOM_FOR_PERIODS ? [] : ['', heading(title, right, theme), ...periodLines(picture, place.cursor, at, { columns: right, rows: below }, theme, locale)];
    return [{ height: rows, panes: [titled(`${title}, ${picture.currency}`, chart, left, rows, theme), titled(name, [...legendLines(picture, at, place.cursor, window, right, theme, locale), ...periods], right, rows, theme)] }];
  }
  const below = Math.max(2, Math.min(length + 1, Math.floor(rows * 0.45)));
  const window = place.window(below - 1);
  const chart = chartOf(picture, at, place.cursor, { columns, rows: rows - below }, theme, locale);
  const pane: Pane = { width: columns, lines: [...chart, ...legendLines(picture, at, place.cursor, window, columns, theme, locale)] };
  return [{ height: rows, panes: [pane] }];
}

function timeOf({ picture: { periods }, at }: Shown, locale: Locale): string {
  const name = (place: number): string => monthText((periods[place]?.key ?? '') as Month, locale);
  return at !== undefined ? name(at) : periods.length === 1 ? name(0) : `${name(0)} ${trendWords(locale).to} ${name(periods.length - 1)}`;
}

function merchantPane(shown: Shown, { columns, rows }: Size, theme: Theme, locale: Locale): Band {
  const { merchants, unnamed, place, picture: { periods, currency }, at, taxonomy } = shown;
  const words = trendWords(locale);
  const window = place.window(Math.max(1, rows - 2));
  const title = [words.merchants(merchants.length, timeOf(shown, locale)), ...(unnamed === 0 ? [] : [words.noName(moneyText(unnamed, currency, locale))])].join('; ');
  const lines = merchantLines({ lines: merchants, cursor: place.cursor, window, periods, narrowed: at, currency }, taxonomy, columns, theme, locale);
  return { height: rows, panes: [{ width: columns, lines: [heading(title, columns, theme), ...lines] }] };
}

function saidUnderCursor(shown: Shown, locale: Locale): string {
  const { picture, at, place, merchants, whole, reading } = shown;
  if (picture.view !== 'merchants') return saidOf(picture, at ?? 0, place.cursor, locale);
  const merchant = merchants[place.cursor];
  return merchant ? saidOfMerchant(merchant, timeOf(shown, locale), whole, picture.currency, locale) : reading ?? trendWords(locale).nothingSpent;
}
