/** The keys of a terminal as they are pressed: raw mode on and off, and the time to wait for the rest of a sequence. */
import { KeyStream } from './key-stream.ts';
import type { Key } from './keys.ts';

/** As much of a terminal's input as this needs; `process.stdin` fits. */
export interface Keys {
  setRawMode(on: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', heard: (chunk: string) => void): unknown;
  off(event: 'data', heard: (chunk: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export class Keyboard {
  readonly #stream = new KeyStream();
  #waiting: NodeJS.Timeout | undefined;

  /** `heard`: keys that came together, at least one. */
  constructor(private readonly input: Keys, private readonly heard: (keys: readonly Key[]) => void) {}

  /** Keys come one by one from now on. Safe to call again. */
  listen(): void {
    this.input.setEncoding('utf8');
    this.input.setRawMode(true);
    this.input.off('data', this.#taken);
    this.input.on('data', this.#taken);
    this.input.resume();
  }

  /** The terminal is as it was before. */
  release(): void {
    clearTimeout(this.#waiting);
    this.input.off('data', this.#taken);
    this.input.setRawMode(false);
    this.input.pause();
  }

  readonly #taken = (chunk: string): void => {
    clearTimeout(this.#waiting);
    const keys = this.#stream.take(chunk);
    const patience = this.#stream.patience;
    if (patience !== undefined) this.#waiting = setTimeout(() => this.#tell(this.#stream.giveUp()), patience);
    this.#tell(keys);
  };

  #tell(keys: readonly Key[]): void {
    if (keys.length > 0) this.heard(keys);
  }
}
