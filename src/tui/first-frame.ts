/** A view as the text of one frame, as Ink would write it: for the first frame, which need not wait for Ink. */
import { displayWidth } from '../format/display-width.ts';
import { unpainted } from '../format/paint.ts';
import type { View } from './screen.ts';

/** Bands of panes -> lines, parted by newlines; panes filled up to their width, a column between them. */
export function frameText(view: View): string {
  return view.flatMap(({ height, panes }) => Array.from({ length: height }, (_, at) =>
    panes.map(({ width, lines }) => filled(lines[at] ?? '', width)).join(' ').trimEnd())).join('\n');
}

const filled = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(unpainted(text))));
