/** A place in a list of any length: where the cursor is, and which part is seen. */
import type { Handlers } from '../keymap.ts';

export class ListPlace {
  cursor = 0;
  /** Index of the first row that is seen. */
  top = 0;
  /** Rows that were seen last: the size of a page. */
  #height = 1;

  /** `length`: how many rows there are now. `moved`: called after every move. */
  constructor(private readonly length: () => number, private readonly moved: () => void = () => {}) {}

  /** Puts the cursor on a row, or as near to it as there is one. */
  to(index: number): void {
    this.cursor = Math.max(0, Math.min(index, this.length() - 1));
    this.moved();
  }

  by(rows: number): void { this.to(this.cursor + rows); }

  /** The rows that fit into `height`, from..to (exclusive), with the cursor among them. */
  window(height: number): { readonly from: number; readonly to: number } {
    this.#height = Math.max(1, height);
    const length = this.length();
    this.cursor = Math.max(0, Math.min(this.cursor, length - 1));
    if (this.cursor < this.top) this.top = this.cursor;
    if (this.cursor >= this.top + this.#height) this.top = this.cursor - this.#height + 1;
    this.top = Math.max(0, Math.min(this.top, length - this.#height));
    return { from: this.top, to: Math.min(length, this.top + this.#height) };
  }

  /** The keys that move through a list. */
  readonly movement: Handlers<'movement'> = {
    down: () => this.by(1), up: () => this.by(-1), pageDown: () => this.by(this.#height), pageUp: () => this.by(-this.#height),
    halfDown: () => this.by(Math.ceil(this.#height / 2)), halfUp: () => this.by(-Math.ceil(this.#height / 2)), first: () => this.to(0), last: () => this.to(this.length() - 1),
  };
}
