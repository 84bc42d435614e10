/** Charts of one row: a bar that lies, and the course of a value as a strip of small columns. Unpainted text of exact width. */
import type { Theme } from '../theme.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;
const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const SIGNS = ['_', '.', '-', '=', '+', '*', '%', '#'] as const;

/** Value of at most `largest` -> a bar of exactly `width` columns; nothing for what is not above zero, and never nothing for what is. */
export function lyingBar(value: number, largest: number, width: number, { unicode }: Pick<Theme, 'unicode'>): string {
  const share = largest > 0 ? Math.max(0, Math.min(1, value / largest)) : 0;
  const eighths = share > 0 ? Math.max(1, Math.round(share * width * 8)) : 0;
  if (!unicode) return '#'.repeat(Math.min(width, Math.ceil(eighths / 8))).padEnd(width);
  return ('█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')).padEnd(width).slice(0, width);
}

/** Values -> a strip of one column each, the lowest of them and zero at the foot; a blank where there is no value. */
export function strip(values: readonly (number | undefined)[], { unicode }: Pick<Theme, 'unicode'>): string {
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const signs = unicode ? HEIGHTS : SIGNS;
  const signOf = (value: number): string => signs[high > low ? Math.round(((value - low) / (high - low)) * 7) : 0] ?? signs[0];
  return values.map((value) => (value === undefined ? ' ' : signOf(value))).join('');
}
