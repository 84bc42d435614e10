/** Asks for one of many: type a few letters of it, arrows move, Enter takes. */
import { fuzzy } from '../components/fuzzy.ts';
import { heading, line } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import { TextField } from '../components/text-field.ts';
import type { Key } from '../keys.ts';
import type { PickItem, Picking, Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import type { Overlay } from './overlay.ts';

const ROWS = 12;

export class Picker<T> implements Overlay {
  readonly #field = new TextField();
  #found: readonly PickItem<T>[];
  readonly #place = new ListPlace(() => this.#found.length);

  constructor(private readonly asked: Picking<T>, private readonly theme: Theme, private readonly answer: (value: T | undefined) => void) {
    this.#found = asked.items;
  }

  press(key: Key): void {
    const { movement } = this.#place;
    if (key.name === 'esc' || key.name === 'ctrl-c') return this.answer(undefined);
    if (key.name === 'enter') {
      if (this.#chosen !== undefined) this.answer(this.#chosen);
      return;
    }
    const moves: Readonly<Record<string, () => void>> = { down: movement.down, up: movement.up, 'ctrl-n': movement.down, 'ctrl-p': movement.up, tab: movement.down, 'shift-tab': movement.up, pgdn: movement.pageDown, pgup: movement.pageUp };
    const move = moves[key.name];
    if (move) return move();
    if (!this.#field.press(key)) return;
    this.#found = fuzzy(this.asked.items, this.#field.text, ({ text, also }) => (also === undefined ? [text] : [text, also]));
    this.#place.to(0);
  }

  /** What Enter answers. */
  get #chosen(): T | undefined {
    return this.asked.typed?.(this.#field.text) ?? this.#found[this.#place.cursor]?.value;
  }

  lines({ columns, rows }: Size): readonly string[] {
    const { asked: { title, preview, items }, theme } = this;
    const height = Math.max(1, Math.min(ROWS, items.length, rows - 4));
    const { from, to } = this.#place.window(height);
    const shown = this.#found.slice(from, to).map(({ text, also }, at) => {
      const selected = from + at === this.#place.cursor;
      return line([`${selected ? theme.glyphs.pointer : ' '} ${text}`, ...(also === undefined ? [] : [{ text: `  ${also}`, role: 'muted' as const }])], columns, theme, selected);
    });
    const about = preview && this.#chosen !== undefined ? preview(this.#chosen).slice(0, 2).map((text) => line([{ text, role: 'muted' }], columns, theme)) : [];
    return [
      heading(`${title}  ${this.#found.length} / ${items.length}`, columns, theme), theme.paint('accent', '> ') + this.#field.line(columns - 2, theme),
      ...shown, ...new Array<string>(height - shown.length).fill(''), ...about,
    ];
  }
}
