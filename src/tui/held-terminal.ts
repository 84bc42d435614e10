/** The terminal while the dashboard has it: taken over, lent back while the process is stopped, and given back whatever happens. */
import type { Keyboard } from './keyboard.ts';

/** What draws on it. */
export interface Drawing {
  enter(): void;
  /** Gives the screen back as it was. Safe at any time, more than once. */
  leave(): void;
}

/** Exit code, or what went wrong. */
type Ended = number | { readonly error: unknown };

/** Signal -> exit code, as shells count it. */
const SIGNALS = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130, SIGQUIT: 131 } as const;
type Signal = keyof typeof SIGNALS;
/** Milliseconds after which a process that asked to be stopped, and was not, goes on: nobody can continue it where it stands. */
const UNSTOPPED_MS = 100;

export class HeldTerminal {
  #end: (ended: Ended) => void = () => {};
  readonly #ended = new Promise<Ended>((resolve) => { this.#end = resolve; });
  #isHeld = false;
  #goesOn: NodeJS.Timeout | undefined;

  /** `back`: the terminal is there again, and must be drawn whole. `survives`: what went wrong where nobody caught it -> true where it is told, and no end. `lastly`: what must be closed when all is over, also where the process is ended in the middle. */
  constructor(private readonly options: { readonly drawing: Drawing; readonly keyboard: Keyboard; readonly back: () => void; readonly survives: (error: unknown) => boolean; readonly lastly: () => void }) {}

  /** Takes the terminal. What goes wrong from now on, and every signal, ends it. */
  take(): void {
    this.#isHeld = true;
    for (const signal of Object.keys(SIGNALS)) process.on(signal, this.#signalled);
    process.on('SIGCONT', this.#resume);
    process.on('SIGTSTP', this.suspend);
    process.on('uncaughtException', this.#uncaught);
    process.on('unhandledRejection', this.#uncaught);
    process.on('exit', this.giveBack);
    process.stdin.on('end', this.#gone);
    process.stdin.on('error', this.#gone);
    this.options.drawing.enter();
    this.options.keyboard.listen();
  }

  /** The exit code, once it ends; throws what went wrong. The terminal is still held then. */
  async ended(): Promise<number> {
    const ended = await this.#ended;
    if (typeof ended === 'object') throw ended.error;
    return ended;
  }

  /** The person leaves. */
  readonly leave = (): void => this.#end(0);
  readonly failed = (error: unknown): void => this.#end({ error });
  readonly #uncaught = (error: unknown): void => { if (!this.options.survives(error)) this.failed(error); };
  readonly #signalled = (signal: NodeJS.Signals): void => this.#end(SIGNALS[signal as Signal]);
  /** The terminal is gone: as if it had said so by its signal. */
  readonly #gone = (): void => this.#end(SIGNALS.SIGHUP);

  /** Stops the process, with those it runs in (`time ft`, a script), until the shell continues it. */
  readonly suspend = (): void => {
    this.options.drawing.leave();
    this.options.keyboard.release();
    // Without a listener the signal does what it does to every program. The kernel passes it over where no shell could continue us.
    process.off('SIGTSTP', this.suspend);
    clearTimeout(this.#goesOn);
    this.#goesOn = setTimeout(this.#resume, UNSTOPPED_MS);
    process.kill(0, 'SIGTSTP');
  };

  readonly #resume = (): void => {
    clearTimeout(this.#goesOn);
    if (!this.#isHeld) return;
    process.off('SIGTSTP', this.suspend);
    process.on('SIGTSTP', this.suspend);
    this.options.drawing.enter();
    this.options.keyboard.listen();
    this.options.back();
  };

  /** Gives it back as it was. Safe to call more than once, and as the last thing that a process does. */
  readonly giveBack = (): void => {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    clearTimeout(this.#goesOn);
    try {
      this.options.drawing.leave();
      this.options.keyboard.release();
    } finally {
      this.options.lastly();
      for (const signal of Object.keys(SIGNALS)) process.off(signal, this.#signalled);
      process.off('SIGCONT', this.#resume);
      process.off('SIGTSTP', this.suspend);
      process.off('exit', this.giveBack);
      process.stdin.off('end', this.#gone);
      // Errors are heard to the end, and passed over: what was cut off in the middle fails now, and a terminal that is gone has nothing more to say.
    }
  };
}
