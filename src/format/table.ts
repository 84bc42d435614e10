/**
 * Plain lists and reports as aligned columns. Own code and not cli-table3, by measurement: loading and drawing there cost
 * 8 ms and then 0.25 ms a row, a list of thousands waits for it. Cards of wrapped text use cli-table3 (details.ts).
 * Every cell is made inert here, so no caller can forget it.
 */
import { cutTo, displayWidth, padTo } from './display-width.ts';
import { inertText } from './inert.ts';
import { type Paint, type Role, plainPaint } from './paint.ts';

export interface Column {
  readonly title: string;
  /** Right-aligned columns hold numbers: they are never cut. Default left. */
  readonly align?: 'left' | 'right';
  /** A left column shrinks to no less than this when the terminal is narrow; default 6. */
  readonly min?: number;
  /** False keeps a left column (ids, days, bars) at its full width. */
  readonly shrinks?: boolean;
}
/** Text, or text with a meaning to paint. */
export type Cell = string | { readonly text: string; readonly role: Role };
export interface TableStyle {
  /** Terminal columns; null (not a terminal) cuts nothing. */
  readonly width: number | null;
  readonly paint?: Paint;
  /** False draws the rule with "-". */
  readonly unicode?: boolean;
}

const GAP = '  ';
const textOf = (cell: Cell | undefined): string => inertText(cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text);

/** Natural widths -> widths that fit, taking from the widest text column first; numbers keep theirs even when it cannot fit. */
function fitted(columns: readonly Column[], natural: readonly number[], width: number | null): number[] {
  const widths = [...natural];
  if (width === null) return widths;
  let excess = widths.reduce((total, w) => total + w, 0) + GAP.length * (columns.length - 1) - width;
  while (excess > 0) {
    let widest = -1;
    columns.forEach((column, i) => {
      const can = column.align !== 'right' && column.shrinks !== false && (widths[i] ?? 0) > (column.min ?? 6);
      if (can && (widest < 0 || (widths[i] ?? 0) > (widths[widest] ?? 0))) widest = i;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/**
 * Rows -> lines: heads, a rule, the rows, and under another rule the footer rows. A row shorter than the columns is filled
 * with blanks; no line ends in blanks. No rows and no footer still give the heads.
 */
export function tableLines(columns: readonly Column[], rows: readonly (readonly Cell[])[], style: TableStyle, footer: readonly (readonly Cell[])[] = []): string[] {
  const paint = style.paint ?? plainPaint;
  const natural = columns.map((column, i) => {
    let width = displayWidth(inertText(column.title));
    for (const group of [rows, footer]) for (const row of group) width = Math.max(width, displayWidth(textOf(row[i])));
    return width;
  });
  const widths = fitted(columns, natural, style.width);

  const line = (cells: readonly (Cell | undefined)[], role?: Role): string => {
    const last = cells.findLastIndex((cell) => textOf(cell) !== '');
    return cells.slice(0, last + 1).map((cell, i) => {
      const width = widths[i] ?? 0;
      const right = columns[i]?.align === 'right';
      const text = right ? textOf(cell) : cutTo(textOf(cell), width);
      const padded = i === last && !right ? text : padTo(text, width, right ? 'right' : 'left');
      const painted = role ?? (typeof cell === 'object' ? cell.role : undefined);
      return painted === undefined ? padded : paint(painted, padded);
    }).join(GAP);
  };
  const rule = paint('muted', widths.map((width) => (style.unicode === false ? '-' : '─').repeat(width)).join(GAP));
  const lines = [line(columns.map((column) => column.title), 'heading'), rule];
  const fill = (row: readonly Cell[]): (Cell | undefined)[] => columns.map((_, i) => row[i]);
  for (const row of rows) lines.push(line(fill(row)));
  if (footer.length > 0) lines.push(rule, ...footer.map((row) => line(fill(row))));
  return lines;
}
