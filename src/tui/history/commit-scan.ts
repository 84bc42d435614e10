/** What the commits hold, for telling them: small ones are looked into when they are seen, large ones piece by piece between keys. */
import type { KnownEvent } from '../../ledger/events/list.ts';
import type { Log, StoredCommit } from '../../ledger/log.ts';
import type { CommitLog } from '../../words/commit-words.ts';

/** Events of a type whose positions are kept. */
const KEPT = 1000;
/** Events looked at in one piece of work. */
const PIECE = 2000;

interface Content { readonly counts: Map<string, number>; readonly positions: Map<string, number[]>; next: number }

export class CommitScan implements CommitLog {
  readonly #contents: Map<string, Content>;
  /** Large commits that were asked for and are not known yet, the last one asked first. */
  #asked: StoredCommit[] = [];

  /** `before`: a scan of the same log, which has only grown since; what it knows is known here. */
  constructor(private readonly log: Log, before?: CommitScan) { this.#contents = before ? before.#contents : new Map<string, Content>(); }

  /** True where something asked for is not known yet. */
  get isBehind(): boolean { return this.#asked.length > 0; }

  of(subject: string): KnownEvent[] { return this.log.of(subject); }
  commitsLike(text: string): StoredCommit[] { return this.log.commitsLike(text); }

  /** Type -> how many events of it; undefined while a large commit is not looked through. */
  countsOf(commit: StoredCommit): ReadonlyMap<string, number> | undefined {
    return this.#content(commit)?.counts;
  }

  /** The first events of a type, at most a thousand; none while the commit is not looked through. */
  firstOf<T extends KnownEvent['type']>(commit: StoredCommit, type: T, limit: number): Extract<KnownEvent, { type: T }>[] {
    const positions = this.#content(commit)?.positions.get(type)?.slice(0, limit) ?? [];
    return positions.length === 0 ? [] : this.log.at(positions) as Extract<KnownEvent, { type: T }>[];
  }

  /** One piece of what was asked for. True when a commit became known by it. */
  step(): boolean {
    const [commit] = this.#asked;
    if (!commit || !this.#look(commit)) return false;
    this.#asked = this.#asked.filter((one) => one !== commit);
    return true;
  }

  #content(commit: StoredCommit): Content | undefined {
    if (!this.#contents.has(commit.id) && commit.events <= PIECE) this.#look(commit);
    const content = this.#contents.get(commit.id);
    if (content && content.next >= commit.first + commit.events) return content;
    if (!this.#asked.includes(commit)) this.#asked.unshift(commit);
    return undefined;
  }

  /** Looks at the next piece of a commit; true when it was the last. */
  #look(commit: StoredCommit): boolean {
    let content = this.#contents.get(commit.id);
    if (!content) this.#contents.set(commit.id, (content = { counts: new Map(), positions: new Map(), next: commit.first }));
    const end = Math.min(content.next + PIECE, commit.first + commit.events);
    for (const [position, type] of this.log.typesBetween(content.next, end)) {
      content.counts.set(type, (content.counts.get(type) ?? 0) + 1);
      let positions = content.positions.get(type);
      if (!positions) content.positions.set(type, (positions = []));
      if (positions.length < KEPT) positions.push(position);
    }
    content.next = end;
    return end >= commit.first + commit.events;
  }
}
