/** One line that a person types in. */
import { displayWidth, graphemes, headOf } from '../../format/display-width.ts';
import { inertText } from '../../format/inert.ts';
import type { Key } from '../keys.ts';
import type { Theme } from '../theme.ts';

export class TextField {
  #before: string[];
  #after: string[] = [];

  constructor(initial = '') { this.#before = [...initial]; }

  get text(): string { return [...this.#before, ...this.#after].join(''); }
  set text(text: string) { this.#before = [...text]; this.#after = []; }
  /** What stands before the cursor. */
  get untilCursor(): string { return this.#before.join(''); }

  /** Takes a key; false where it means nothing to a text field. */
  press({ name, text }: Key): boolean {
    if (text !== '') { this.#before.push(...text); return true; }
    switch (name) {
      case 'backspace': this.#before.pop(); return true;
      case 'delete': this.#after.shift(); return true;
      case 'left': case 'ctrl-b': this.#move(-1); return true;
      case 'right': case 'ctrl-f': this.#move(1); return true;
      case 'home': case 'ctrl-a': this.#after.unshift(...this.#before.splice(0)); return true;
      case 'end': case 'ctrl-e': this.#before.push(...this.#after.splice(0)); return true;
      case 'ctrl-u': this.#before = []; return true;
      case 'ctrl-k': this.#after = []; return true;
      case 'ctrl-w': this.#before = [...this.#before.join('').replace(/\S*\s*$/, '')]; return true;
      default: return false;
    }
  }

  #move(by: -1 | 1): void {
    const moved = by < 0 ? this.#before.pop() : this.#after.shift();
    if (moved !== undefined) (by < 0 ? this.#after.unshift(moved) : this.#before.push(moved));
  }

  /** The text with its cursor, exactly `width` columns: what is around the cursor is always seen. */
  line(width: number, theme: Theme): string {
    const [first = ' ', ...following] = graphemes(inertText(this.#after.join('')));
    const under = theme.color ? first : '_';
    const after = theme.color ? following : this.#after.length === 0 ? [] : [first, ...following];
    const before: string[] = [];
    let room = width - displayWidth(under);
    for (const grapheme of [...graphemes(inertText(this.#before.join('')))].reverse()) {
      room -= displayWidth(grapheme);
      if (room < 0) break;
      before.unshift(grapheme);
    }
    // Characters on either side of the cursor may be one where they meet: the line is measured as a whole.
    while (before.length > 0 && displayWidth(before.join('') + under) > width) before.shift();
    const head = before.join('');
    const tail = headOf(after.join(''), width - displayWidth(head + under));
    return head + (theme.color ? theme.paint('selected', under) : under) + tail + ' '.repeat(Math.max(0, width - displayWidth(head + under + tail)));
  }
}
