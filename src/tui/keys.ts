/** The keys of a terminal, by name. */
import type { Locale } from '../format/money.ts';

/**
 * One press: its name as in the keymap ("j", "G", "enter", "ctrl-r", "pgdn", "space"), and the text it would type. What is pasted is one
 * press of the name "paste" with all of its text, so that it can be typed but never be taken for commands.
 */
export interface Key { readonly name: string; readonly text: string }

/** A key's name as people read it: "pgdn" -> "PgDn", "g o" -> "g o", "space" -> "Mellomrom", arrows as arrows where the terminal can. */
export function keyLabel(name: string, unicode: boolean, locale: Locale): string {
  const arrows: Readonly<Record<string, string>> = unicode ? { up: '↑', down: '↓', left: '←', right: '→' } : {};
  const labels: Readonly<Record<string, string>> = {
    enter: 'Enter', esc: 'Esc', space: 'Space', tab: 'Tab', 'shift-tab': 'Shift-Tab', pgup: 'PgUp', pgdn: 'PgDn', home: 'Home', end: 'End', delete: 'Del', backspace: 'Backspace',
    up: 'Up', down: 'Down', left: 'Left', right: 'Right', ...(locale === 'nb' ? { space: 'Mellomrom', up: 'Opp', down: 'Ned', left: 'Venstre', right: 'Høyre' } : {}), ...arrows,
  };
  return labels[name] ?? (name.startsWith('ctrl-') ? `Ctrl-${name.slice(5).toUpperCase()}` : name);
}
