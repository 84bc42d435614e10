/** Lines over time: braille dots where Unicode is shown, rows of letters where not. Values in, painted lines out. */
import type { Role } from '../../format/paint.ts';
import type { Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import { type Axes, LABEL_ROWS, type Plot, plotFrame } from './chart-frame.ts';
import { type Scale, lineScale } from './chart-scale.ts';

/** One line: a value for each slot, undefined where there was none yet. */
export interface Line { readonly values: readonly (number | undefined)[]; readonly role: Role; readonly letter: string }
export interface Lines extends Axes { readonly lines: readonly Line[] }

/** Columns at the right for the letter at the end of each line. */
const LETTER_COLUMNS = 2;
/** Dots of a braille cell by row and column, as bits above U+2800. */
const DOTS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]] as const;

interface Point { readonly x: number; readonly y: number }

/** Lines -> exactly `rows` lines of exactly `columns`; of two in one cell the first given is seen. */
export function lineChart(chart: Lines, { columns, rows }: Size, theme: Theme): string[] {
  const values = chart.lines.flatMap((line) => line.values.filter((value) => value !== undefined));
  const height = Math.max(1, rows - LABEL_ROWS);
  const scale = lineScale(values.length === 0 ? 0 : Math.min(...values), values.length === 0 ? 0 : Math.max(...values), height - 1);
  const plot = plotFrame(chart, scale, { width: columns, height: rows, base: height - 1, ruled: false }, theme);
  const zero = scale.ticks.find(({ value }) => value === 0);
  if (zero) plot.grid.put(plot.left, height - 1 - zero.row, theme.glyphs.rule.repeat(plot.columns), 'muted');
  const at = middleOf(plot, chart.cursor);
  for (let row = 0; row < height; row++) if (chart.cursor >= 0) plot.grid.put(at, row, theme.unicode ? '┊' : ':', 'muted');
  for (const line of chart.lines.toReversed()) (theme.unicode ? drawDots : drawSigns)(line, scale, plot, height);
  for (const line of chart.lines.toReversed()) {
    const here = line.values[chart.cursor];
    if (here !== undefined) plot.grid.put(at, rowOf(here, scale, height), theme.glyphs.marked, line.role);
    const last = line.values.findLastIndex((value) => value !== undefined);
    if (last >= 0 && theme.unicode) plot.grid.put(middleOf(plot, last) + LETTER_COLUMNS, rowOf(line.values[last] ?? 0, scale, height), line.letter, line.role);
  }
  return plot.grid.lines(theme);
}

const middleOf = ({ left, slotWidth }: Plot, slot: number): number => left + slot * slotWidth + Math.floor(Math.max(0, slotWidth - 2) / 2);
const rowOf = (value: number, { base, perRow }: Scale, height: number): number => height - 1 - Math.round((value - base) / perRow);

/** Each column between two points of a line, with the height there in rows above the base (not rounded). */
function* between({ values }: Line, scale: Scale, plot: Plot, perColumn: number): Generator<Point> {
  for (let slot = 0; slot < values.length; slot++) {
    const [from, to] = [values[slot], values[slot + 1]];
    if (from === undefined) continue;
    const x = middleOf(plot, slot);
    const steps = to === undefined ? 1 : Math.max(1, (middleOf(plot, slot + 1) - x) * perColumn);
    for (let step = 0; step < steps; step++)
      yield { x: x + step / perColumn, y: (from + ((to ?? from) - from) * (step / steps) - scale.base) / scale.perRow };
  }
}

function drawDots(line: Line, scale: Scale, plot: Plot, height: number): void {
  const cells = new Map<string, { column: number; row: number; bits: number }>();
  let before: { x: number; y: number } | undefined;
  const dot = (x: number, y: number): void => {
    const [column, row] = [Math.floor(x / 2), Math.floor(y / 4)];
    const name = `${column} ${row}`;
    const cell = cells.get(name) ?? { column, row, bits: 0 };
    cell.bits |= DOTS[((y % 4) + 4) % 4]?.[((x % 2) + 2) % 2] ?? 0;
    cells.set(name, cell);
  };
  for (const { x, y } of between(line, scale, plot, 2)) {
    const point = { x: Math.round(x * 2), y: Math.round((height - 0.5 - y) * 4) };
    // Steep pieces are filled up, so that a line stays one; never beyond what is drawn in.
    const from = before && point.x - before.x <= 1 ? Math.max(0, Math.min(before.y, height * 4)) : point.y;
    const to = Math.max(0, Math.min(point.y, height * 4 - 1));
    for (let fill = Math.min(from, to); fill <= Math.max(from, to); fill++) if (fill !== from || from === to || !before) dot(point.x, fill);
    before = point;
  }
  for (const { column, row, bits } of cells.values()) if (row >= 0 && row < height) plot.grid.put(column, row, String.fromCodePoint(0x2800 + bits), line.role);
}

function drawSigns(line: Line, scale: Scale, plot: Plot, height: number): void {
  for (const { x, y } of between(line, scale, plot, 1)) plot.grid.put(x, Math.max(0, Math.min(height - 1, height - 1 - Math.round(y))), line.letter, line.role);
}
