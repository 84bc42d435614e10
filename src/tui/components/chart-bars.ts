/** Bars over time, each a stack of parts, several beside each other where asked: values in, painted lines out. */
import type { Role } from '../../format/paint.ts';
import type { Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import { type Axes, LABEL_ROWS, type Plot, plotFrame } from './chart-frame.ts';
import { type Scale, barScale } from './chart-scale.ts';

/** How a part is told apart: by colour, by pattern where there is none, and by a letter in the bar under the cursor. */
export interface Part { readonly role: Role; readonly fill: string; readonly letter: string }
export interface Bars extends Axes {
  /** Slot -> bar -> value of each part, from zero outwards. */
  readonly values: readonly (readonly (readonly number[])[])[];
  readonly parts: readonly Part[];
  /** A value drawn across behind the bars. */
  readonly across?: number | undefined;
}

const EIGHTHS = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇'] as const;
const WIDEST_BAR = 9;
/** A scale, and how many rows bars have above zero and below it. */
type Room = Scale & { readonly up: number; readonly down: number };
const total = (parts: readonly number[], side: 1 | -1): number => parts.reduce((sum, value) => (value * side > 0 ? sum + value * side : sum), 0);

/** Bars -> exactly `rows` lines of exactly `columns`. */
export function barChart(bars: Bars, { columns, rows }: Size, theme: Theme): string[] {
  const all = bars.values.flat();
  const scale: Room = barScale(-Math.max(0, ...all.map((parts) => total(parts, -1))), Math.max(0, ...all.map((parts) => total(parts, 1)), bars.across ?? 0), Math.max(1, rows - LABEL_ROWS - 1));
  const plot = plotFrame(bars, scale, { width: columns, height: rows, base: scale.up, ruled: true }, theme);
  if (bars.across !== undefined) across(bars.across, scale, plot, theme);
  bars.values.forEach((slot, at) => drawSlot(slot, at, bars, scale, plot, theme));
  return plot.grid.lines(theme);
}

function across(value: number, { perRow }: Scale, { grid, left, base, columns }: Plot, theme: Theme): void {
  const row = base - Math.round(value / perRow);
  if (row !== base) grid.put(left, row, (theme.unicode ? '╌' : '-').repeat(columns), 'accent');
}

function drawSlot(slot: readonly (readonly number[])[], at: number, { parts, cursor }: Bars, scale: Room, plot: Plot, theme: Theme): void {
  const gap = plot.slotWidth >= 8 ? 2 : plot.slotWidth >= 2 ? 1 : 0;
  const wide = Math.max(1, Math.min(WIDEST_BAR, Math.floor((plot.slotWidth - gap) / Math.max(1, slot.length))));
  const from = plot.left + at * plot.slotWidth + Math.max(0, Math.floor((plot.slotWidth - gap - wide * slot.length) / 2));
  if (at === cursor) plot.grid.put(plot.left + at * plot.slotWidth, plot.base, (theme.unicode ? '━' : '=').repeat(Math.max(1, plot.slotWidth - gap)), 'accent');
  slot.forEach((values, bar) => {
    for (const side of [1, -1] as const) drawBar(values, side, { column: from + bar * wide, wide, isCursor: at === cursor }, parts, scale, plot, theme);
  });
}

/** The part of a bar above zero (`side` 1) or below (-1). */
function drawBar(values: readonly number[], side: 1 | -1, { column, wide, isCursor }: { column: number; wide: number; isCursor: boolean }, parts: readonly Part[], { perRow, up, down }: Room, { grid, base }: Plot, theme: Theme): void {
  const eighths = Math.min(side === 1 ? up : down, total(values, side) / perRow) * 8;
  if (eighths <= 0) return;
  let sum = 0;
  const ends = values.map((value) => (value * side > 0 ? (sum += (value * side) / perRow) : sum));
  const ownerAt = (height: number): number => ends.findIndex((end, at) => end > height && (values[at] ?? 0) * side > 0);
  const last = ends.findLastIndex((_, at) => (values[at] ?? 0) * side > 0);
  const full = Math.floor(Math.round(eighths) / 8);
  const owners: number[] = [];
  for (let height = 0; height < full; height++) {
    const owner = ownerAt(height + 0.5);
    owners.push(owner < 0 ? last : owner);
  }
  owners.forEach((owner, height) => {
    const part = parts[owner];
    const first = owners.indexOf(owner);
    const middle = first + Math.floor((owners.lastIndexOf(owner) - first) / 2);
    const row = base - side * (height + 1);
    grid.put(column, row, fillOf(part, theme).repeat(wide), part?.role);
    if (isCursor && wide >= 2 && height === middle && part && part.letter !== '') grid.put(column + Math.floor((wide - 1) / 2), row, part.letter, part.role, theme.color);
  });
  const rest = restSign(Math.round(eighths) % 8, full === 0, side, parts[last], theme);
  if (rest !== '') grid.put(column, base - side * (full + 1), rest.repeat(wide), parts[last]?.role);
}

const fillOf = (part: Part | undefined, theme: Theme): string => (theme.color && theme.unicode ? '█' : theme.unicode ? part?.fill ?? '█' : part?.letter || '#');

/** The cell that is only partly full. A pattern has no eighths: it is there or not, but what is not zero is always seen. */
function restSign(eighths: number, isAll: boolean, side: 1 | -1, part: Part | undefined, theme: Theme): string {
  const isPattern = !theme.unicode || fillOf(part, theme) !== '█';
  if (isPattern) return eighths >= 4 ? fillOf(part, theme) : isAll ? (!theme.unicode ? '_' : side === 1 ? '▁' : '▔') : '';
  if (side === 1) return EIGHTHS[eighths] || (isAll ? '▁' : '');
  return eighths >= 3 ? '▀' : eighths > 0 || isAll ? '▔' : '';
}
