/** The questions that wait: looked up in a second process, kept until another writes, and without those that are answered. */
import type { Session } from '../screen.ts';
import { type Question, type Told, questionsFrom, stands } from './questions.ts';
import { reviewWords } from './words.ts';

/** Merchants looked up at once: the local model reads each of them. */
const AT_ONCE = 200;
/** Merchants left of those, from which on the next are looked up, where there are more. */
const FEW = 20;

export class Queue {
  /** Those that wait now, in order. */
  waiting: readonly Question[] = [];
  isLooking = false;
  /** How far the looking up is. */
  said = '';
  /** Why it could not be looked up. */
  failed: string | undefined;
  #all: readonly Question[] = [];
  /** Merchants that wait beyond those looked up. */
  #beyond = 0;
  /** The newest commit that is known of here; undefined before the first look. */
  #head: string | undefined;
  #writing = 0;
  /** Fewer than so many left, and the next are looked up. */
  #fewer = 0;
  #again = false;

  /** `answered`: true for a question whose answer is on its way. `changed`: called when other questions wait than before. */
  constructor(private readonly session: Session, private readonly answered: (id: string) => boolean, private readonly changed: () => void) {}

  /** How many wait, those included that are not looked up yet. */
  get left(): number { return this.waiting.length + this.#beyond; }

  /** Runs a command that writes; what it changes is no reason to look everything up again. */
  async own<T>(write: () => Promise<T>): Promise<T> {
    this.#writing++;
    try {
      return await write();
    } finally {
      this.#writing--;
      this.#head = this.#newest();
    }
  }

  #newest(): string { return this.session.known?.model.log.head()?.id ?? ''; }

  /** Looks up what waits, unless that is known and only this screen has written since. */
  look(): void {
    const { session } = this;
    if (!session.known || session.isPast || this.#writing > 0) return;
    const newest = this.#newest();
    if (newest === this.#head && this.failed === undefined) return;
    this.#head = newest;
    void this.#fetch();
  }

  /** Leaves out what is answered or settled otherwise. */
  settle(): void {
    const { known } = this.session;
    this.waiting = known ? this.#all.filter((question) => !this.answered(question.id) && stands(question, known)) : [];
    if (this.#beyond > 0 && this.waiting.length < this.#fewer && this.#writing === 0) void this.#fetch();
  }

  /** A question whose answer was taken back waits again, first of all where it was not kept. */
  returns(question: Question): void {
    if (this.#all.every(({ id }) => id !== question.id)) this.#all = [question, ...this.#all];
  }

  async #fetch(): Promise<void> {
    if (this.isLooking) { this.#again = true; return; }
    this.isLooking = true;
    this.failed = undefined;
    this.said = '';
    const { json, failed, stopped } = await this.session.run(['review', '--list', '--limit', `${AT_ONCE + this.waiting.length}`], {
      label: reviewWords(this.session.locale).looking,
      progress: (label, done, total) => { this.said = `${label} ${done} / ${total}`; },
    });
    this.isLooking = false;
    if (failed) this.failed = `${failed.message} ${failed.hint}`;
    else if (!stopped) this.#take(json as Told);
    this.changed();
    this.#fewer = Math.min(FEW, this.waiting.length);
    if (this.#again) {
      this.#again = false;
      await this.#fetch();
    }
  }

  #take(told: Told): void {
    this.#fewer = 0;
    this.#all = questionsFrom(told);
    this.#beyond = told.waiting.merchants - told.uncategorized.length - told.unsure.length;
  }
}
