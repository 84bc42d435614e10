/** Commands run beside the dashboard, each in a process of its own: what is long stays off the loop that draws, and can be stopped. */

/** What is heard of a command while it runs. */
export interface Asking {
  /** What the foot of the screen says meanwhile. */
  readonly label?: string;
  readonly progress?: (label: string, done: number, total: number) => void;
  /** Of a change: hears how it failed, besides the foot of the screen. */
  readonly failed?: (failed: Failed) => void;
}
export interface Failed { readonly code: string; readonly message: string; readonly hint: string }
/** Exit code, the JSON it printed, or how it failed; `stopped` where the person stopped it. */
export interface Answer { readonly exit: number; readonly json: unknown; readonly failed?: Failed; readonly stopped?: true }

/** A command that runs. */
export interface Running {
  readonly ended: Promise<{ readonly exit: number; readonly stdout: string; readonly stderr: string }>;
  readonly stop: () => void;
}
/** Starts `ft` with these arguments on the home that is shown. */
export type Start = (argv: readonly string[], progress: (label: string, done: number, total: number) => void) => Running;

interface Job { readonly running: Running; readonly label: string; said: string }

/** The commands that run now. */
export class Background {
  readonly #jobs = new Set<Job>();
  #turn: Promise<unknown> = Promise.resolve();
  #writing = 0;
  #isClosed = false;

  constructor(private readonly start: Start, private readonly changed: () => void) {}

  /** What the newest job says of itself, undefined when nothing runs. */
  told(): string | undefined { return [...this.#jobs].at(-1)?.said; }

  /** Runs now, beside whatever else does, with --json. */
  async run(argv: readonly string[], asking: Asking = {}): Promise<Answer> {
    const { exit, stdout, stderr, stopped } = await this.#ended([...argv, '--json'], asking);
    return answerOf(exit, stdout, stderr, stopped);
  }

  async #ended(argv: readonly string[], asking: Asking): Promise<{ exit: number; stdout: string; stderr: string; stopped: boolean }> {
    if (this.#isClosed) return { exit: 1, stdout: '', stderr: '', stopped: true };
    let stopped = false;
    const label = asking.label ?? `ft ${argv[0] ?? ''}`;
    const running = this.start(argv, (what, done, total) => {
      const doing = asking.label ?? `${label}: ${what}`;
      job.said = total > 0 ? `${doing} ${done} / ${total} (${Math.min(100, Math.floor((done / total) * 100))} %)` : done > 0 ? `${doing} ${done}` : `${doing} …`;
      asking.progress?.(what, done, total);
      this.changed();
    });
    const job: Job = { running: { ...running, stop: () => { stopped = true; running.stop(); } }, label, said: `${label} …` };
    this.#jobs.add(job);
    this.changed();
    try {
      return { ...(await running.ended), stopped };
    } finally {
      this.#jobs.delete(job);
      this.changed();
    }
  }

  /** Runs when what was asked for before it has ended: writers never wait for each other's lock. */
  runInTurn(argv: readonly string[], asking?: Asking): Promise<Answer> { return this.#inTurn(() => this.run(argv, asking)); }

  /** Runs in turn, and answers what a person would read; undefined where it was stopped. */
  async text(argv: readonly string[]): Promise<string | undefined> {
    const { stdout, stderr, stopped } = await this.#inTurn(() => this.#ended(argv, {}));
    return stopped ? undefined : `${stdout}${stderr}`;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    this.#writing++;
    try {
      return await turn;
    } finally {
      this.#writing--;
    }
  }

  /** Commands in turn that have not ended. */
  get writing(): number { return this.#writing; }

  /** When all that was asked for in turn has ended, also what follows from it: answers that waited for the ones before them. */
  async idle(): Promise<void> {
    do {
      await this.#turn;
      // Whoever heard that its command has ended has asked for the next one by then.
      await new Promise((resolve) => { setImmediate(resolve); });
    } while (this.#writing > 0);
  }

  /** Stops everything, and begins nothing more. */
  close(): void {
    this.#isClosed = true;
    this.stop();
  }

  /** Stops everything that runs; what it had not committed is as if it had never been begun. True when anything ran. */
  stop(): boolean {
    for (const { running } of this.#jobs) running.stop();
    return this.#jobs.size > 0;
  }
}

/** Exit code and output of a process -> the answer. */
function answerOf(exit: number, stdout: string, stderr: string, stopped: boolean): Answer {
  const defect = { code: 'defect', message: stderr.trim().split('\n')[0] || 'The command ended without a word.', hint: 'Run it by hand to see more.' };
  if (stopped) return { exit, json: undefined, stopped: true };
  try {
    const json = JSON.parse(stdout) as { error?: Failed } | null;
    return json?.error ? { exit, json: undefined, failed: json.error } : { exit, json };
  } catch {
    return { exit, json: undefined, failed: defect };
  }
}
