/** The commits one can see, and what each of them is called: read when it is seen, and kept. */
import { wallOf } from '../../ledger/clock.ts';
import type { StoredCommit } from '../../ledger/log.ts';
import type { Locale } from '../../format/money.ts';
import type { Known } from '../screen.ts';
import { commitWords } from '../../words/commit-words.ts';
import { CommitScan } from './commit-scan.ts';

export interface ShownCommit {
  readonly commit: StoredCommit;
  readonly unixMs: number;
  readonly isUndone: boolean;
}

export class CommitList {
  /** Newest first; in the past only those that had been done then. */
  readonly commits: readonly ShownCommit[];
  readonly undone: number;
  /** More than one device writes here. */
  readonly hasDevices: boolean;
  readonly scan: CommitScan;
  readonly #words = new Map<number, string>();

  /** `before`: the list of the same home as it stood before something was done, or seen from another day. */
  constructor(private readonly known: Known, private readonly locale: Locale, before?: CommitList) {
    const { log, activity } = known.model;
    this.commits = log.commits().reverse().filter(({ number }) => !activity.isAfter(number))
      .map((commit) => ({ commit, unixMs: wallOf(commit.clock), isUndone: !activity.isActive(commit.number) }));
    this.undone = this.commits.filter(({ isUndone }) => isUndone).length;
    this.hasDevices = new Set(this.commits.map(({ commit }) => commit.device)).size > 1;
    this.scan = new CommitScan(log, before?.scan);
  }

  /** Where a commit stands in the list, by its id or the end of it; undefined where it does not. */
  indexOf(id: string): number | undefined {
    const at = this.commits.findIndex(({ commit }) => commit.id === id || commit.id.endsWith(id));
    return at < 0 ? undefined : at;
  }

  /** What a commit did, in words: not inert. Of a large one only its size until it is looked through. */
  words(commit: StoredCommit): string {
    const kept = this.#words.get(commit.number);
    if (kept !== undefined) return kept;
    const { model: { accounts }, taxonomy } = this.known;
    const words = commitWords(commit, { model: { accounts, log: this.scan }, taxonomy, locale: this.locale });
    if (this.scan.countsOf(commit)) this.#words.set(commit.number, words);
    return words;
  }

  /** Looks through a piece of the large commits that were asked for. True while there is more; `known`: called when one became known. */
  look(known: () => void): boolean {
    if (this.scan.step()) {
      // What speaks of it only counted it.
      this.#words.clear();
      known();
    }
    return this.scan.isBehind;
  }

  /** The latest commit that undid this one, of those that are seen. */
  undoneBy(commit: StoredCommit): ShownCommit | undefined {
    const undoing = new Set(this.scan.of(commit.id).flatMap((event) => (event.type === 'commit.undone.v1' ? [event.commit] : [])));
    return this.commits.find((one) => !one.isUndone && undoing.has(one.commit.number));
  }
}
