/** Where a command speaks: results on stdout, progress and messages on stderr, questions only to a person. */
import { createInterface } from 'node:readline/promises';
import { type Failure, tell } from '../errors.ts';
import { cutTo } from '../format/display-width.ts';
import { inertText } from '../format/inert.ts';
import { type Locale, plainMoneyText } from '../format/money.ts';
import type { Environment } from '../values/ambient.ts';
import { pressed, typedUnseen } from './keys.ts';
import { PipedLines } from './piped-lines.ts';

export interface TerminalOptions { readonly json: boolean; readonly quiet: boolean; readonly color: boolean }

export class Terminal {
  readonly color: boolean;
  readonly width: number;
  readonly unicode: boolean;
  readonly locale: Locale;
  /** A person is there to be asked. */
  readonly isInteractive: boolean;
  readonly quiet: boolean;
  #progressLength = 0;
  #isSilent = false;
  #piped: PipedLines | undefined;

  constructor(readonly environment: Environment, options: TerminalOptions) {
    this.color = options.color && !environment.noColor && (environment.stdoutIsTty || environment.forceColor);
    this.width = environment.stdoutIsTty ? environment.columns : Math.max(environment.columns, 120);
    this.unicode = !environment.ascii;
    this.locale = environment.language;
    this.isInteractive = environment.stdinIsTty && environment.stdoutIsTty && !options.json;
    this.quiet = options.quiet;
  }

  /** A result line, already inert. Not to a terminal: without no-break spaces in money. */
  line(text: string): void { process.stdout.write(`${this.environment.stdoutIsTty ? this.#told(text) : plainMoneyText(text)}\n`); }

  /** A message beside the result, for people: on stderr, silent with --quiet. */
  note(text: string): void {
    this.#clearProgress();
    if (!this.#isSilent && !this.quiet) process.stderr.write(`${inertText(this.#told(text))}\n`);
  }

  /** Something ft had to go on without: its sentence and the next step. */
  readonly noticed = (failure: Failure): void => {
    const { message, hint } = tell(failure);
    this.note(message);
    this.note(`    ${hint}`);
  };

  /** A failure or warning: on stderr always. */
  warn(text: string): void {
    this.#clearProgress();
    process.stderr.write(`${inertText(this.#told(text))}\n`);
  }

  /** With FT_ASCII no blank is anything but a space. */
  #told(text: string): string { return this.unicode ? text : plainMoneyText(text); }

  /** One line that renews itself, only where a person looks on. `total` 0 = unknown. */
  readonly progress = (label: string, done: number, total: number): void => {
    this.environment.hears?.(label, done, total);
    if (this.#isSilent || this.quiet || !this.environment.stderrIsTty) return;
    // No longer than a line: a second one could not be taken back.
    const text = cutTo(inertText(total > 0 ? `${label} ${done} of ${total} (${Math.min(100, Math.floor((done / total) * 100))} %)` : `${label} ${done}`), this.environment.columns - 1);
    process.stderr.write(`\r${text.padEnd(this.#progressLength)}`);
    this.#progressLength = text.length;
  };

  #clearProgress(): void {
    if (this.#progressLength > 0) process.stderr.write(`\r${' '.repeat(this.#progressLength)}\r`);
    this.#progressLength = 0;
  }

  /** From now on the screen belongs to something else: no progress, no messages. */
  silence(): void {
    this.#clearProgress();
    this.#isSilent = true;
  }

  /** Ends the progress line before results are written. */
  settle(): void { this.#clearProgress(); }

  /** Yes or no; anything but yes is no. Only call it when `isInteractive`. */
  async confirm(question: string): Promise<boolean> {
    return /^(y|yes|j|ja)$/i.test((await this.ask(`${question} [y/N] `)).trim());
  }

  /** A line typed by the person; empty at the end of input. */
  async ask(prompt: string): Promise<string> { return (await this.#typed(prompt)) ?? ''; }

  /** Keys come one by one, without Enter. */
  get #hasKeys(): boolean { return this.environment.stdinIsTty && typeof process.stdin.setRawMode === 'function'; }

  /**
   * One key of the person, "" for Enter; where keys do not come one by one, a line. Undefined at the end of input and for Ctrl-D, which
   * must not pass for an answer.
   */
  async key(prompt: string): Promise<string | undefined> {
    if (!this.#hasKeys) return (await this.#typed(prompt))?.trim();
    this.#clearProgress();
    const key = await pressed(process.stdin, () => { process.stderr.write(inertText(prompt)); });
    process.stderr.write(`${inertText(key ?? '')}\n`);
    return key;
  }

  /** A line of the person, or of what is piped in; undefined at the end of input, and when `signal` says that it is wanted no more. */
  async readLine(prompt: string, signal?: AbortSignal): Promise<string | undefined> {
    if (this.environment.stdinIsTty) return this.#typed(prompt, signal);
    this.#clearProgress();
    return (this.#piped ??= new PipedLines(process.stdin)).next(signal);
  }

  /** A line that is not shown while it is typed; undefined at the end of input. Only call it when `isInteractive`. */
  async askUnseen(prompt: string): Promise<string | undefined> {
    if (!this.#hasKeys) return this.#typed(prompt);
    this.#clearProgress();
    const line = await typedUnseen(process.stdin, () => { process.stderr.write(inertText(prompt)); });
    process.stderr.write('\n');
    return line;
  }

  /** Ends what was read from a pipe. */
  endReading(): void {
    this.#piped?.close();
    this.#piped = undefined;
  }

  /** A line, undefined at the end of input. */
  async #typed(prompt: string, signal?: AbortSignal): Promise<string | undefined> {
    this.#clearProgress();
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string | undefined>((resolve) => {
        reader.once('close', () => resolve(undefined));
        // Ctrl-C ends the program here as it does between questions; Ctrl-D is the end of input, which readline calls an error.
        reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
        reader.question(inertText(prompt), signal ? { signal } : {}).then(resolve, () => resolve(undefined));
      });
    } finally {
      reader.close();
    }
  }

  /** All of stdin as text, for piped input. */
  async input(): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }
}
