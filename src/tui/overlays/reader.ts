/** Lines to read, as long as they may be; as a question, with yes and no. */
import { displayWidth } from '../../format/display-width.ts';
import { unpainted } from '../../format/paint.ts';
import { heading, line, wrapped } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import { actionFor } from '../keymap.ts';
import type { Key } from '../keys.ts';
import type { Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import type { Overlay } from './overlay.ts';

export interface Reading {
  readonly title: string;
  /** Painted, inert and no wider than the window; or plain, from anywhere, and as long as they are. */
  readonly lines: readonly string[];
  /** What the keys at the foot mean. */
  readonly foot: string;
  /** Asks for yes or no; else any of the keys that leave ends it. */
  readonly question: boolean;
}

const LEAVING = new Set(['esc', 'q', 'ctrl-c', 'enter']);

export class Reader implements Overlay {
  #typed = '';
  /** First line that is seen: the cursor of a list as long as the lines that do not fit. */
  readonly #place: ListPlace;
  #height = 1;
  /** The lines, broken to a width. */
  #broken: { readonly columns: number; readonly lines: readonly string[] } = { columns: 0, lines: [] };

  constructor(private readonly reading: Reading, private readonly theme: Theme, private readonly answer: (yes: boolean) => void) {
    this.#place = new ListPlace(() => Math.max(1, this.#broken.lines.length - this.#height + 1));
  }

  press({ name }: Key): void {
    if (this.reading.question && (name === 'enter' || name === 'y' || name === 'j' && this.#fits)) return this.answer(true);
    if (LEAVING.has(name) || (this.reading.question && name === 'n')) return this.answer(false);
    this.#typed = this.#typed === '' ? name : `${this.#typed} ${name}`;
    const action = actionFor('movement', this.#typed);
    if (action === 'begun') return;
    this.#typed = '';
    if (action !== undefined) this.#place.movement[action as keyof ListPlace['movement']]();
  }

  get #fits(): boolean { return this.#broken.lines.length <= this.#height; }

  lines({ columns, rows }: Size): readonly string[] {
    const { reading: { title, foot }, theme } = this;
    if (this.#broken.columns !== columns) this.#broken = { columns, lines: this.reading.lines.flatMap((text) => broken(text, columns, theme)) };
    const { lines } = this.#broken;
    this.#height = Math.max(1, Math.min(lines.length, rows - 2));
    // One line a step, a page at a time: the window of the place is the page.
    this.#place.window(1);
    const from = Math.min(this.#place.cursor, Math.max(0, lines.length - this.#height));
    const where = this.#fits ? '' : `  ${from + 1}-${from + this.#height} / ${lines.length}`;
    return [heading(`${title}${where}`, columns, theme), ...lines.slice(from, from + this.#height), line([{ text: foot, role: 'muted' }], columns, theme)];
  }
}

/** A plain line -> as many as it takes, indented as it was; a painted one as it is, or without its colours where it is too long. */
function broken(painted: string, columns: number, theme: Theme): string[] {
  const text = unpainted(painted);
  if (text !== painted && displayWidth(text) <= columns) return [painted];
  const [indent = ''] = /^ */.exec(text) ?? [];
  if (displayWidth(text) <= columns || indent.length > columns / 2) return [line([text], columns, theme)];
  return wrapped(text.slice(indent.length), columns - indent.length).map((part) => line([indent + part], columns, theme));
}
