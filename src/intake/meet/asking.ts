/** What may be one, and is not sure to be, is set aside and asked about, as a row of a second delivery would have been. */
import type { Merging } from './merging.ts';
import type { Unsure } from './pairing.ts';
import type { Books, Sources } from './sources.ts';

/** Said of a row that is set aside. STORED WORDS: earlier commits are known by them. */
const ASIDE = 'it may be one that another device told, and is asked about';

export class Asking {
  #asked = 0;
  #doubtful = 0;
  /** What was set aside now stands for nobody else. */
  readonly #aside = new Set<string>();

  constructor(private readonly model: Books, private readonly sources: Sources, private readonly merging: Merging) {}

  get asked(): number { return this.#asked; }
  get doubtful(): number { return this.#doubtful; }

  /** Rows that stand -> how many of them are asked about from now on; the others go on standing beside what they may be. */
  about(unsure: readonly Unsure[]): number {
    let asked = 0;
    for (const { id, candidates } of unsure) {
      const standing = candidates.filter((one) => !this.#aside.has(one.id));
      const draft = standing.length > 0 ? this.#askable(id) : undefined;
      if (!draft) {
        this.#doubtful++;
        continue;
      }
      this.#aside.add(id);
      this.merging.say([
        { type: 'transaction.withdrawn.v1', subject: id, payload: { why: ASIDE } },
        { type: 'doubt.raised.v2', subject: id, payload: { candidates: standing.slice(0, 20), draft } },
      ]);
      asked++;
    }
    this.#asked += asked;
    return asked;
  }

  /** The row as it came; undefined where the person decided something of it, where it was asked about before, or where nothing recorded it. */
  #askable(id: string): ReturnType<Sources['recordings']>[number]['payload'] | undefined {
    const row = this.model.transactions.get(id);
    if (!row || row.step === 'own' || row.note !== null || row.parts !== null || this.model.links.ownLink(id)) return undefined;
    const events = this.model.log.of(id);
    if (events.some(({ type }) => type === 'doubt.raised.v2' || type === 'doubt.settled.v1')) return undefined;
    const [first] = this.sources.recordings(events);
    if (!first) return undefined;
    const { decision: _, ...draft } = first.payload;
    return draft;
  }
}
