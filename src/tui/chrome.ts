/** The lines around every screen: the screens there are above, what was said and the keys below. */
import { displayWidth } from '../format/display-width.ts';
import type { Locale } from '../format/money.ts';
import type { Role } from '../format/paint.ts';
import { type Piece, line } from './components/layout.ts';
import { SCREENS, type ScreenName, bindings } from './keymap.ts';
import { keyLabel } from './keys.ts';
import { frameWords } from './phrases.ts';
import type { Size, View } from './screen.ts';
import type { Theme } from './theme.ts';

export interface Shown {
  readonly front: ScreenName;
  readonly subtitle: string;
  readonly said: { readonly text: string; readonly role: Role | undefined } | undefined;
  /** What runs beside, undefined for nothing. */
  readonly running: string | undefined;
  /** Keys typed of a sequence that is not complete. */
  readonly typed: string;
  /** The day or commit one looks back from, undefined in the present. */
  readonly past: string | undefined;
  /** A question stands over the screen: its own foot says its keys. */
  readonly asks: boolean;
}

/** Smallest window that is drawn in. */
const SMALLEST: Size = { columns: 60, rows: 16 };

/** What is shown in a window that is too small for anything else; undefined for one that is large enough. */
export function tooSmall(size: Size, locale: Locale): View | undefined {
  if (size.columns >= SMALLEST.columns && size.rows >= SMALLEST.rows) return undefined;
  const words = frameWords(locale);
  return [{ height: size.rows, panes: [{ width: size.columns, lines: [words.tooSmall(size.columns, size.rows), words.enlarge] }] }];
}

/** What is shown -> the lines above and below the screen, each `width` columns. */
export function chrome(shown: Shown, width: number, theme: Theme, locale: Locale): { readonly top: readonly string[]; readonly foot: readonly string[] } {
  const words = frameWords(locale);
  return {
    top: [tabs(shown, width, theme, locale), ...(shown.past === undefined ? [] : [line([{ text: ` ${words.past(shown.past)}`, role: 'warning' }], width, theme)])],
    foot: [status(shown, width, theme, locale), shown.asks ? '' : footer(shown.front, width, theme, locale)],
  };
}

/** The screens, the one in front standing out; in a narrow window only as many as fit around it. */
function tabs({ front, subtitle }: Shown, width: number, theme: Theme, locale: Locale): string {
  const { screens } = frameWords(locale);
  const names = front === 'welcome' ? [front] : SCREENS;
  const pieces = names.map((name): Piece => {
    const label = ` ${screens[name]} `;
    if (name !== front) return { text: label, role: 'muted' };
    return { text: theme.color ? label : `[${screens[name]}]`, role: 'selected' };
  });
  const wide = pieces.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const shown = wide <= width ? pieces : pieces.filter(({ role }) => role === 'selected');
  const used = shown.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const room = width - used - 2;
  return line([...shown, ...(subtitle === '' || room < 8 ? [] : ['  ', { text: subtitle, width: room, align: 'right' as const, role: 'accent' as const }])], width, theme);
}

function status({ said, running, typed }: Shown, width: number, theme: Theme, locale: Locale): string {
  const words = frameWords(locale);
  if (said) return line([{ text: ` ${said.text}`, role: said.role }], width, theme);
  if (running !== undefined) return line([{ text: ` ${running}   ${words.stops}`, role: 'accent' }], width, theme);
  return line([{ text: typed === '' ? '' : ` ${typed} …`, role: 'muted' }], width, theme);
}

/** The keys that matter most here, as many as fit, and always how to see all of them; what a screen has on a key stands for that key. */
function footer(front: ScreenName, width: number, theme: Theme, locale: Locale): string {
  const own = Object.values(bindings(front));
  const taken = new Set(own.flatMap(({ keys }) => keys));
  const { help, ...anywhere } = bindings('everywhere');
  const wanted = [help, ...[...own, ...Object.values(anywhere).filter(({ keys }) => !taken.has(keys[0] ?? ''))].filter((binding) => binding?.footer)];
  let room = width;
  const shown = wanted.flatMap((binding) => {
    if (!binding) return [];
    const [key, words] = [keyLabel(binding.keys[0] ?? '', theme.unicode, locale), binding[locale]];
    const columns = displayWidth(key) + displayWidth(words) + 3;
    if (columns > room) return [];
    room -= columns;
    return [{ key, words }];
  });
  const [all, ...others] = shown;
  return line([...others, ...(all ? [all] : [])].flatMap(({ key, words }): Piece[] => [{ text: ` ${key}`, role: 'accent' }, { text: ` ${words} `, role: 'muted' }]), width, theme);
}
