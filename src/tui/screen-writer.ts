/** Frames -> the terminal: of each frame only what is new, in its place. No flicker, little to send over a slow line. */
import { displayWidth } from '../format/display-width.ts';
import { unpainted } from '../format/paint.ts';
import type { Drawing } from './held-terminal.ts';
import type { Size } from './screen.ts';

/** As much of a terminal's output as this needs; `process.stdout` fits. */
export interface Screenlike {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): boolean;
  on(event: 'resize', heard: () => void): unknown;
  off(event: 'resize', heard: () => void): unknown;
}

const ESCAPE = '\u001b[';
/** The alternate screen, without a cursor and without wrapping, what is pasted marked as such; and all of it back, cleared: tmux keeps rows of a window that had grown. */
const ENTER = `${ESCAPE}?1049h${ESCAPE}?25l${ESCAPE}?7l${ESCAPE}?2004h${ESCAPE}2J`;
const LEAVE = `${ESCAPE}0m${ESCAPE}H${ESCAPE}2J${ESCAPE}?2004l${ESCAPE}?7h${ESCAPE}?25h${ESCAPE}?1049l`;
/** What is between them appears at once, where the terminal knows how. */
const [TOGETHER, SHOWN] = [`${ESCAPE}?2026h`, `${ESCAPE}?2026l`];

export class ScreenWriter implements Drawing {
  /** For Ink: this is a terminal. */
  readonly isTTY = true;
  #drawn: readonly string[] = [];
  #entered = false;
  #size: Size = { columns: 0, rows: 0 };
  readonly #resizes = new Set<() => void>();

  constructor(private readonly terminal: Screenlike) {}

  get columns(): number { return this.terminal.columns || 80; }
  get rows(): number { return this.terminal.rows || 24; }

  /** The size of the terminal; the same object while it is the same size. */
  readonly size = (): Size => {
    if (this.#size.columns !== this.columns || this.#size.rows !== this.rows) this.#size = { columns: this.columns, rows: this.rows };
    return this.#size;
  };

  /** Hears when the terminal has another size. Answers how to stop it. */
  readonly onResize = (heard: () => void): (() => void) => {
    this.#resizes.add(heard);
    return () => { this.#resizes.delete(heard); };
  };

  /** For Ink, which would draw the old frame in the new size, and then again the new one. */
  on(): void {}
  off(): void {}

  /** Takes the terminal over. */
  enter(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.forget();
    this.terminal.write(ENTER);
    this.terminal.on('resize', this.#resized);
  }

  leave(): void {
    if (!this.#entered) return;
    this.#entered = false;
    this.terminal.off('resize', this.#resized);
    this.terminal.write(LEAVE);
  }

  /** Forgets what is drawn: the next frame is drawn whole. */
  readonly forget = (): void => { this.#drawn = []; };

  readonly #resized = (): void => {
    this.forget();
    for (const heard of this.#resizes) heard();
  };

  /** A whole frame, lines parted by newlines. What is no frame (Ink hiding the cursor) is passed over: that is done here. */
  write(frame: string): boolean {
    if (!this.#entered || /^(?:\u001b\[\?25[hl])*$/.test(frame)) return true;
    const lines = frame.split('\n').slice(0, this.rows);
    const isWhole = this.#drawn.length === 0;
    const parts = lines.flatMap((text, at) => (isWhole || text !== this.#drawn[at] ? [`${ESCAPE}${at + 1};1H${text}${ESCAPE}0m${isWhole ? '' : this.#cleared(text)}`] : []));
    const below = lines.length < this.#drawn.length ? `${ESCAPE}${lines.length + 1};1H${ESCAPE}J` : '';
    this.#drawn = lines;
    if (parts.length > 0 || below !== '') this.terminal.write(`${TOGETHER}${isWhole ? `${ESCAPE}2J` : ''}${parts.join('')}${below}${SHOWN}`);
    return true;
  }

  /** What clears the rest of the line. Not after a full line: without wrapping, the cursor then stands on the last character. */
  #cleared(text: string): string { return displayWidth(unpainted(text)) < this.columns ? `${ESCAPE}K` : ''; }
}
