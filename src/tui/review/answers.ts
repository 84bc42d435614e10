/** Answers on their way into the ledger: each is a command, written in turn, while the next question is looked at already. */
import type { Question } from './questions.ts';

export interface Answer {
  readonly question: Question;
  /** The command that writes it. */
  readonly argv: readonly string[];
}
/** An answer that stands in the ledger. `transactions`: how many it settled; `moved`: those of them that nobody had asked about, in another category until now. */
export interface Settled { readonly question: Question; readonly commit: string; readonly transactions: number; readonly moved: number }

/** As much as is needed of what the commands say. */
interface Said { readonly commit: string | null; readonly count?: number; readonly lookalikes?: { readonly count: number; readonly confirmed: number; readonly moved: number } }

export class Answers {
  /** Not begun yet, in order. */
  readonly #queue: Answer[] = [];
  #writing: Answer | undefined;
  #worked: Promise<void> = Promise.resolve();
  /** Written in this sitting, in order. */
  readonly settled: Settled[] = [];
  /** Ids of questions whose answer could not be written. */
  readonly failed = new Set<string>();

  /** `write`: runs a command, answers its JSON, undefined where nothing was written. `changed`: called after each, with what it settled. */
  constructor(private readonly write: (argv: readonly string[]) => Promise<unknown>, private readonly changed: (settled: Settled | undefined) => void) {}

  /** Answers that are not in the ledger yet. */
  get open(): number { return this.#queue.length + (this.#writing ? 1 : 0); }

  /** Transactions settled in this sitting. */
  get transactions(): number { return this.settled.reduce((total, { transactions }) => total + transactions, 0); }

  /** True while the answer to this question is on its way. */
  holds(id: string): boolean { return this.#writing?.question.id === id || this.#queue.some(({ question }) => question.id === id); }

  /** Writes an answer as soon as those before it are. */
  give(answer: Answer): void {
    this.failed.delete(answer.question.id);
    this.#queue.push(answer);
    if (!this.#writing) this.#worked = this.#work();
  }

  /** Takes the last answer back: one that is not begun is dropped, one that is written is undone. Answers its question; undefined where there is none. */
  async takeBack(): Promise<Question | undefined> {
    const dropped = this.#queue.pop();
    if (dropped) return dropped.question;
    await this.#worked;
    // Gone from here whatever comes of it: asked twice, the one before it is meant, and what cannot be undone stands in the history.
    const last = this.settled.pop();
    return last && (await this.write(['undo', last.commit, '--yes'])) !== undefined ? last.question : undefined;
  }

  async #work(): Promise<void> {
    for (;;) {
      const answer = this.#queue.shift();
      this.#writing = answer;
      if (!answer) return;
      const said = (await this.write(answer.argv)) as Said | null | undefined;
      const { question } = answer;
      const settled = said?.commit ? { question, commit: said.commit, transactions: transactionsOf(question, said), moved: said.lookalikes?.moved ?? 0 } : undefined;
      if (!said) this.failed.add(question.id);
      if (settled) this.settled.push(settled);
      this.#writing = undefined;
      this.changed(settled);
    }
  }
}

const transactionsOf = ({ kind }: Question, { count = 1, lookalikes }: Said): number =>
  (kind === 'transfer' ? 2 : count + (lookalikes?.count ?? 0) + (lookalikes?.confirmed ?? 0));
