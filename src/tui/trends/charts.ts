/** A picture of the trends -> the lines of its chart. */
import { shortMonthText } from '../../format/day.ts';
import type { Locale } from '../../format/money.ts';
import { shortAmountText } from '../../format/short-amount.ts';
import type { Granularity } from '../../insight/period.ts';
import type { TrendPeriod } from '../../insight/trend.ts';
import type { Month } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import { type Bars, type Part, barChart } from '../components/chart-bars.ts';
import type { Axes, Slot } from '../components/chart-frame.ts';
import { lineChart } from '../components/chart-lines.ts';
import type { Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import { COLOURED, type Picture, type PictureLine, REST } from './picture.ts';

/** Columns that the values at the left of a chart take at most. */
const AXIS = 9;
/** Columns that one place on the axis needs at least: two bars beside each other and a gap. */
const NARROWEST = { spending: 2, cashflow: 3, merchants: 2, networth: 2 } as const;

const AROUND_PLOT = 7;
const WIDEST_SLOT = 9;

/** Columns that a chart of so many places takes of those there are, so that none lie empty at its right. */
export const fittedColumns = (columns: number, slots: number): number => {
  const slot = Math.floor((columns - AROUND_PLOT) / Math.max(1, slots));
  return slot < 1 ? columns : Math.min(columns, AROUND_PLOT + Math.min(WIDEST_SLOT, slot) * slots);
};

/** How many places on the axis of time fit into a chart of so many columns. */
export const mostSlots = (view: Picture['view'], columns: number): number => Math.max(1, Math.floor((columns - AXIS) / NARROWEST[view]));

function slotOf({ key, isOpen }: TrendPeriod, by: Granularity, locale: Locale): Slot {
  const year = key.slice(0, 4);
  if (by === 'year') return { label: year, short: year.slice(2), under: '', isOpen };
  const label = by === 'quarter' ? (locale === 'nb' ? `${key.slice(-1)}. kv` : key.slice(-2)) : shortMonthText(key as Month, locale).slice(0, 3);
  return { label, short: by === 'quarter' ? key.slice(-1) : label.slice(0, 1).toUpperCase(), under: year, isOpen };
}

/** The chart of a picture with the cursor on a period (`at`) and a line; on the first line everything is shown, on another that one alone. */
export function chartOf(picture: Picture, at: number, line: number, size: Size, theme: Theme, locale: Locale): string[] {
  const { currency, periods, by, view } = picture;
  const axes: Axes = {
    slots: periods.map((period) => slotOf(period, by, locale)), cursor: at,
    valueText: (value) => (Number.isSafeInteger(value) ? shortAmountText(value as Minor, currency, locale) : ''),
  };
  const alone = line > 0 ? picture.lines[line] : undefined;
  if (view === 'networth') {
    const lines = alone ? [alone] : picture.lines;
    return lineChart({ ...axes, lines: lines.map(({ amounts, role, letter }) => ({ values: amounts, role: role ?? 'accent', letter })) }, size, theme);
  }
  if (alone) return barChart({ ...axes, parts: [partOf(alone)], values: periods.map((_, slot) => [[alone.amounts[slot] ?? 0]]), across: alone.average }, size, theme);
  return view === 'cashflow' ? flowChart(picture, axes, size, theme) : barChart(stack(picture, axes), size, theme);
}

const partOf = ({ role, fill, letter }: Pick<PictureLine, 'role' | 'fill' | 'letter'>): Part => ({ role: role ?? 'accent', fill, letter });

/** The six largest, and all others as one on top of them. */
function stack({ lines, periods }: Picture, axes: Axes): Bars {
  const coloured = lines.slice(1, 1 + COLOURED);
  const rest = lines.slice(1 + COLOURED);
  const values = periods.map((_, slot) => [[...coloured.map(({ amounts }) => amounts[slot] ?? 0), rest.reduce((sum, { amounts }) => sum + (amounts[slot] ?? 0), 0)]]);
  return { ...axes, values, parts: [...coloured.map(partOf), REST] };
}

/** Rows from which on what is left over has a chart of its own below. */
const ROOM_FOR_NET = 18;

/** Income and spending side by side, and below them what is left over. */
function flowChart({ lines: [net, income, spending], periods }: Picture, axes: Axes, { columns, rows }: Size, theme: Theme): string[] {
  if (!net || !income || !spending) return [];
  const parts = [partOf(income), partOf(spending)];
  const both: Bars = { ...axes, parts, values: periods.map((_, slot) => [[income.amounts[slot] ?? 0, 0], [0, spending.amounts[slot] ?? 0]]) };
  if (rows < ROOM_FOR_NET) return barChart(both, { columns, rows }, theme);
  const below = Math.floor(rows / 3);
  return [...barChart(both, { columns, rows: rows - below }, theme), ...barChart({ ...axes, parts: [partOf(net)], values: periods.map((_, slot) => [[net.amounts[slot] ?? 0]]) }, { columns, rows: below }, theme)];
}
