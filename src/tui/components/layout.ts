/** Putting lines together: columns beside each other, a pane with a title, text wrapped to a width. */
import { cutTo, displayWidth, fitsIn, graphemes, headOf, padTo } from '../../format/display-width.ts';
import { inertText } from '../../format/inert.ts';
import type { Role } from '../../format/paint.ts';
import type { Pane, Size, View } from '../screen.ts';
import type { Theme } from '../theme.ts';

/** One piece of a line: text of a width of its own, or as wide as it is. */
export interface Piece {
  /** From anywhere: it is made inert here. */
  readonly text: string;
  /** Cut or filled up to so many columns; as it comes where left out. */
  readonly width?: number;
  readonly align?: 'left' | 'right';
  readonly role?: Role | undefined;
}

/** Code units of a text that are looked at for a column of it: the largest emoji have so many, a hostile text has no end. */
const MOST_PER_COLUMN = 32;

const blank = (columns: number): string => ' '.repeat(Math.max(0, columns));

/** Inert text -> at most so many columns, the cut shown in the theme's own sign. */
function cutFor(theme: Theme, text: string, columns: number): string {
  const cut = cutTo(text, columns);
  return theme.unicode ? cut : cut.replaceAll('…', theme.glyphs.ellipsis);
}

/** Pieces -> one line of exactly `width` columns, cut where they are too many. `selected`: the whole line stands out. */
export function line(pieces: readonly (Piece | string)[], width: number, theme: Theme, selected = false): string {
  let left = width;
  let drawn = '';
  for (const piece of pieces) {
    if (left <= 0) break;
    const { text, width: wanted, align = 'left', role } = typeof piece === 'string' ? { text: piece } as Piece : piece;
    const columns = Math.min(left, wanted ?? left);
    const cut = cutFor(theme, theme.shown(inertText(text.slice(0, columns * MOST_PER_COLUMN))), columns);
    const fitted = wanted === undefined ? cut : padTo(cut, columns, align);
    left -= displayWidth(fitted);
    drawn += role === undefined || selected ? fitted : theme.paint(role, fitted);
  }
  const whole = drawn + blank(left);
  return selected ? theme.paint('selected', whole) : whole;
}

/** A heading with a rule to the end of the line. */
export function heading(title: string, width: number, theme: Theme): string {
  const text = cutFor(theme, theme.shown(inertText(title)), Math.max(0, width - 1));
  return `${theme.paint('heading', text)} ${theme.paint('muted', theme.glyphs.rule.repeat(Math.max(0, width - displayWidth(text) - 1)))}`;
}

/** A heading and lines under it, cut or filled up to `height`. */
export const titled = (title: string, lines: readonly string[], width: number, height: number, theme: Theme): Pane =>
  ({ width, lines: [heading(title, width, theme), ...lines].slice(0, height) });

/** Widths by weight that add up to `width` less the gaps of one column between them. */
export function widths(width: number, weights: readonly number[]): number[] {
  const room = width - (weights.length - 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.map((weight) => Math.floor((room * weight) / total));
  const last = found.length - 1;
  found[last] = (found[last] ?? 0) + room - found.reduce((sum, one) => sum + one, 0);
  return found;
}

/** Panes side by side as the only band. */
export const beside = (height: number, panes: readonly Pane[]): View => [{ height, panes }];

/** A view of exactly as many rows as there is room for. */
export function fitted(view: View, { columns, rows }: Size): View {
  let left = rows;
  const bands = view.flatMap((band) => {
    const height = Math.min(band.height, left);
    left -= height;
    return height > 0 ? [{ ...band, height }] : [];
  });
  return left > 0 ? [...bands, { height: left, panes: [{ width: columns, lines: [] }] }] : bands;
}

/** Sentences in the place of a screen that cannot be shown. */
export const toldInPlace = (sentences: readonly string[], { columns, rows }: Size, theme: Theme): View =>
  beside(rows, [{ width: columns, lines: ['', ...sentences.flatMap((text) => wrapped(text, columns)).map((text) => line([text], columns, theme))] }]);

/** Inert text -> lines of at most `width` columns, broken at blanks where there are any. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of inertText(text).split(' ')) {
    let rest = word;
    for (;;) {
      const before = current === '' ? '' : `${current} `;
      if (fitsIn(before + rest, width)) { current = before + rest; break; }
      if (current !== '') { lines.push(current); current = ''; continue; }
      const head = headOf(rest, width) || firstOf(rest);
      lines.push(head);
      rest = rest.slice(head.length);
    }
  }
  return current === '' && lines.length > 0 ? lines : [...lines, current];
}

/** The first character of a text, where not even that fits. */
const firstOf = (text: string): string => graphemes(text).next().value ?? text;
