/** What is read about one transaction when it is looked at closely: by and by, while the cursor rests on it. */
import type { StatementDetail } from '../../read-model/statements.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { type Happening, recordedFacts, statementOf, storyOf } from '../../words/transaction-story.ts';
import type { Session } from '../screen.ts';

/** Where it came from, and every change. */
export interface Facts {
  readonly story: readonly Happening[];
  readonly recorded: ReturnType<typeof recordedFacts>;
  readonly statement: StatementDetail | undefined;
  /** Other deliveries that hold it. */
  readonly others: readonly StatementDetail[];
}

/** What the local model has to say, from `ft why --json`. */
export interface Evidence {
  readonly alternatives: readonly { readonly category: string; readonly confidence: number }[];
  readonly words: readonly { readonly word: string; readonly weight: number }[];
}

/** Milliseconds that the cursor rests before the model is asked. */
const REST_MS = 400;

export class DetailFacts {
  #facts = new Map<string, Facts>();
  #evidence = new Map<string, Evidence | 'asked'>();
  #stop: () => void = () => {};
  #resting: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #looked: TransactionRow | undefined;

  constructor(private readonly session: Session) {}

  /** What is known of a transaction; undefined while it is being read. */
  of(id: string): Facts | undefined { return this.#facts.get(id); }
  evidenceOf(id: string): Evidence | 'asked' | undefined { return this.#evidence.get(id); }

  /** The transaction is looked at: what is not known yet is read between keys, and the model asked when the cursor rests. */
  look(row: TransactionRow | undefined): void {
    if (row?.id === this.#looked?.id && row !== undefined && this.#facts.has(row.id)) return;
    this.leave();
    this.#looked = row;
    if (!row) return;
    if (!this.#facts.has(row.id)) this.#stop = this.session.between(() => this.#read(row));
    if (this.#isGuess(row) && !this.#evidence.has(row.id)) this.#resting = setTimeout(() => void this.#ask(row), REST_MS);
  }

  /** Nothing is looked at any more. */
  leave(): void {
    this.#stop();
    clearTimeout(this.#resting);
    this.#looked = undefined;
  }

  /** The ledger has changed: all is read anew when it is looked at. */
  forget(): void {
    this.leave();
    this.#facts.clear();
    this.#evidence.clear();
  }

  /** Only what the model said, or might say, is worth asking it for; without a model there is nothing to ask. */
  #isGuess(row: TransactionRow): boolean {
    return this.session.known?.sureFrom !== undefined && row.twin === null && row.parts === null && (row.step === 'model' || row.step === 'none');
  }

  #read(row: TransactionRow): 'done' {
    const { known } = this.session;
    if (!known) return 'done';
    const story = storyOf(row, known.model);
    const recorded = recordedFacts(story);
    this.#facts.set(row.id, {
      story, recorded, statement: recorded?.statement === undefined ? undefined : statementOf(recorded.statement, known.model),
      others: known.model.statements.attesting(row.id).filter(({ id }) => id !== recorded?.statement).map(({ detail }) => detail),
    });
    this.session.redraw();
    return 'done';
  }

  async #ask(row: TransactionRow): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#evidence.set(row.id, 'asked');
    this.session.redraw();
    const { json } = await this.session.run(['why', row.id]);
    this.#isAsking = false;
    const { alternatives = [], words = [] } = (json ?? {}) as Partial<Evidence>;
    // What was forgotten meanwhile is another transaction now.
    if (this.#evidence.get(row.id) === 'asked') this.#evidence.set(row.id, { alternatives, words });
    const next = this.#looked;
    if (next && next.id !== row.id && this.#isGuess(next) && !this.#evidence.has(next.id)) void this.#ask(next);
    this.session.redraw();
  }
}
