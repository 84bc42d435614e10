/** What a script pipes in, a line at a time: what comes together with one line waits for the next question. */
import { type Interface, createInterface } from 'node:readline';

/** Longer ones are no answer to anything asked here. */
const LONGEST = 65_536;

export class PipedLines {
  readonly #reader: Interface;
  readonly #lines: string[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  /** `input`: read from the first question on. */
  constructor(private readonly input: NodeJS.ReadableStream) {
    this.#reader = createInterface({ input, crlfDelay: Infinity });
    this.#reader.on('line', (line) => this.#woken(() => this.#lines.push(line.slice(0, LONGEST))));
    this.#reader.on('close', () => this.#woken(() => { this.#ended = true; }));
  }

  /** The next line without its end; undefined at the end of input, and when `signal` says that it is wanted no more. */
  async next(signal?: AbortSignal): Promise<string | undefined> {
    const stopped = (): void => this.#woken(() => undefined);
    signal?.addEventListener('abort', stopped, { once: true });
    while (this.#lines.length === 0 && !this.#ended && signal?.aborted !== true) await new Promise<void>((resolve) => { this.#wake = resolve; });
    signal?.removeEventListener('abort', stopped);
    return signal?.aborted === true ? undefined : this.#lines.shift();
  }

  /** Nothing more is asked: an input that stays open must not keep the process. */
  close(): void {
    this.#reader.close();
    (this.input as { unref?: () => void }).unref?.();
  }

  #woken(change: () => void): void {
    change();
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
