/** `?`: every key of the screen in front and of everywhere, from the keymap. */
import { padTo } from '../format/display-width.ts';
import type { Locale } from '../format/money.ts';
import { type ScreenName, type Section, bindings } from './keymap.ts';
import { keyLabel } from './keys.ts';
import { frameWords } from './phrases.ts';
import type { Theme } from './theme.ts';

const KEYS_WIDTH = 22;

/** Screen -> the lines of its help. */
export function helpLines(front: ScreenName, theme: Theme, locale: Locale): string[] {
  const words = frameWords(locale);
  const section = (title: string, name: Section): string[] => [
    theme.paint('heading', title),
    ...Object.values(bindings(name)).map((binding) =>
      `  ${theme.paint('accent', padTo(binding.keys.map((key) => keyLabel(key, theme.unicode, locale)).join(', '), KEYS_WIDTH, 'left'))} ${binding[locale]}`),
  ];
  return [...section(words.screens[front], front), '', ...section(words.moving, 'movement'), '', ...section(words.anywhere, 'everywhere')];
}
