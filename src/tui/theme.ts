/** How things look: colours by meaning, signs, and both without colour and without Unicode. */
import { type Paint, paintFor } from '../format/paint.ts';
import { plainMoneyText } from '../format/money.ts';

/** Signs with a meaning; each also has a form of plain ASCII. */
const UNICODE = { pointer: '▌', marked: '●', rule: '─', bar: '█', rest: '·', up: '▲', down: '▼', right: '→', left: '←', ellipsis: '…', tick: '✓', cross: '✗', between: '│', scroll: '┃', rolls: '↻', unsure: '?', over: '!', ahead: '>' } as const;
export type Glyph = keyof typeof UNICODE;
const ASCII: Readonly<Record<Glyph, string>> = { pointer: '>', marked: '*', rule: '-', bar: '#', rest: '.', up: '^', down: 'v', right: '->', left: '<-', ellipsis: '~', tick: 'v', cross: 'x', between: '|', scroll: '#', rolls: '~', unsure: '?', over: '!', ahead: '>' };

export interface Theme {
  readonly paint: Paint;
  readonly color: boolean;
  readonly unicode: boolean;
  readonly glyphs: Readonly<Record<Glyph, string>>;
  /** Text as this terminal can show it: with FT_ASCII no no-break blanks in money. */
  readonly shown: (text: string) => string;
}

/** Colour and Unicode wanted or not -> the theme. The sixteen colours are those of the person's own palette, so light and dark both work. */
export async function themeFor({ color, unicode }: { readonly color: boolean; readonly unicode: boolean }): Promise<Theme> {
  return { paint: await paintFor(color), color, unicode, glyphs: unicode ? UNICODE : ASCII, shown: unicode ? (text) => text : plainMoneyText };
}
