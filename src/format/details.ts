/**
 * One thing in full, as a card of names and wrapped values (a transaction, an account, a commit). cli-table3 earns its
 * place here: borders, words wrapped within their column, widths of wide characters. It is loaded on first use.
 */
import { displayWidth } from './display-width.ts';
import { inertText } from './inert.ts';
import { type Paint, plainPaint } from './paint.ts';

export interface CardStyle {
  /** Terminal columns; null (not a terminal) gives 100. */
  readonly width: number | null;
  readonly paint?: Paint;
  /** False draws borders in ASCII. */
  readonly unicode?: boolean;
}

const ASCII_BORDER = {
  top: '-', 'top-mid': '+', 'top-left': '+', 'top-right': '+', bottom: '-', 'bottom-mid': '+', 'bottom-left': '+', 'bottom-right': '+',
  left: '|', 'left-mid': '+', mid: '-', 'mid-mid': '+', right: '|', 'right-mid': '+', middle: '|',
} as const;

/** Name and value pairs -> lines of a card. An array of values gives one line each; values are wrapped, never cut. */
export async function cardLines(pairs: readonly (readonly [name: string, value: string | readonly string[]])[], style: CardStyle): Promise<string[]> {
  if (pairs.length === 0) return [];
  const paint = style.paint ?? plainPaint;
  const { default: Table } = await import('cli-table3');
  const shown = pairs.map(([name, value]) => [inertText(name), (typeof value === 'string' ? [value] : value).map(inertText)] as const);
  const nameWidth = Math.max(...shown.map(([name]) => displayWidth(name))) + 2;
  const longest = Math.max(...shown.flatMap(([, values]) => values.map(displayWidth)), 1) + 2;
  const room = Math.max(12, (style.width ?? 100) - nameWidth - 3);
  const table = new Table({
    colWidths: [nameWidth, Math.min(longest, room)],
    wordWrap: true,
    wrapOnWordBoundary: shown.every(([, values]) => values.every((value) => value.split(' ').every((word) => displayWidth(word) < room - 2))),
    style: { head: [], border: [], compact: true },
    ...(style.unicode === false ? { chars: ASCII_BORDER } : {}),
  });
  for (const [name, values] of shown) table.push([paint('heading', name), values.join('\n')]);
  return table.toString().split('\n');
}
