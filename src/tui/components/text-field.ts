/** One line that a person types in. */
import { displayWidth } from '../../format/display-width.ts';
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
    const cursor = theme.color ? theme.paint('selected', inertText(this.#after[0] ?? ' ')) : '_';
    const cursorWidth = theme.color ? displayWidth(inertText(this.#after[0] ?? ' ')) : 1;
    let room = width - cursorWidth;
    let before = '';
    for (const character of this.#before.toReversed().map(inertText)) {
      if (displayWidth(character) > room) break;
      before = character + before;
      room -= displayWidth(character);
    }
    let after = '';
    for (const character of this.#after.slice(theme.color ? 1 : 0).map(inertText)) {
      if (displayWidth(character) > room) break;
      after += character;
      room -= displayWidth(character);
    }
    return before + cursor + after + ' '.repeat(Math.max(0, room));
  }
}
