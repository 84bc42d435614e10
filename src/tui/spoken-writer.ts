/** Frames -> lines for a screen reader: of each frame only what it had not said before. Nothing is drawn over or taken back. */
import type { Drawing } from './held-terminal.ts';
import type { Screenlike } from './screen-writer.ts';
import type { Size } from './screen.ts';

/** Signs that stand before the row under the cursor and draw no letters. */
const POINTER = /^> ?/;

export class SpokenWriter implements Drawing {
  readonly isTTY = true;
  #said: ReadonlySet<string> = new Set();
  #pasteMarked = false;

  constructor(private readonly terminal: Screenlike) {}

  get columns(): number { return this.terminal.columns || 80; }
  get rows(): number { return this.terminal.rows || 24; }
  #size: Size | undefined;
  /** One size for good: a window that is made larger has nothing new to say. */
  readonly size = (): Size => (this.#size ??= { columns: Math.max(this.columns, 80), rows: Math.max(this.rows, 40) });
  readonly onResize = (): (() => void) => () => {};
  on(): void {}
  off(): void {}

  enter(): void {
    if (!this.#pasteMarked) this.terminal.write('\u001b[?2004h');
    this.#pasteMarked = true;
  }

  leave(): void {
    if (this.#pasteMarked) this.terminal.write('\u001b[?2004l');
    this.#pasteMarked = false;
  }

  /** The next frame is said whole. */
  readonly forget = (): void => { this.#said = new Set(); };

  /** A whole frame, lines parted by newlines. */
  write(frame: string): boolean {
    const lines = frame.split('\n').map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /[\p{L}\p{N}]/u.test(text));
    if (lines.length === 0 || !this.#pasteMarked) return true;
    // A row that the cursor has left is no news.
    const news = lines.filter((text) => !this.#said.has(text) && !this.#said.has(`> ${text}`));
    this.#said = new Set(lines.map((text) => text.replace(POINTER, '> ')));
    if (news.length > 0) this.terminal.write(`${news.join('\r\n')}\r\n`);
    return true;
  }
}
