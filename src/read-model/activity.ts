/**
 * Which commits count. Undo and redo are events about a commit; the latest one that itself counts decides. They always
 * speak of an earlier commit, so walking them from the newest settles every commit in one pass.
 */
import type { Database } from '../ledger/database.ts';

interface Toggle { readonly commit: number; readonly target: number; readonly undone: number }

export class Activity {
  #undone = new Set<number>();
  readonly #database: Database;
  /** Commits after this clock don't count: the log as it stood then. */
  readonly #until: string | undefined;
  #after = new Set<number>();

  constructor(database: Database, until?: string) {
    this.#database = database;
    this.#until = until;
    this.reload();
  }

  /** Commit number -> does it count now? A commit in the making does. */
  readonly isActive = (commit: number): boolean => !this.#undone.has(commit) && !this.#after.has(commit);

  /** Commit number -> did it come after the instant that is looked at? */
  isAfter(commit: number): boolean { return this.#after.has(commit); }

  /** Reads the toggles anew (a commit in the making has no header yet, and is the newest); returns the numbers of the commits whose state changed. */
  reload(): number[] {
    const before = this.#undone;
    if (this.#until !== undefined)
      this.#after = new Set(this.#database.prepare<[string], number>('SELECT number FROM commits WHERE clock > ?').pluck().all(this.#until));
    const toggles = this.#database.prepare<[], Toggle>(`
      SELECT t."commit", target.number AS target, t.undone FROM toggles t
      JOIN commits target ON target.id = t.target LEFT JOIN commits own ON own.number = t."commit"
      ORDER BY own.clock IS NULL DESC, own.clock DESC, own.device DESC, t.position DESC`).all();
    const undone = new Set<number>();
    const settled = new Set<number>();
    for (const toggle of toggles) {
      if (undone.has(toggle.commit) || this.#after.has(toggle.commit) || settled.has(toggle.target)) continue;
      settled.add(toggle.target);
      if (toggle.undone) undone.add(toggle.target);
    }
    this.#undone = undone;
    return [...new Set([...before, ...undone])].filter((commit) => before.has(commit) !== undone.has(commit));
  }

  /** Commits that are switched off, as of the chosen instant. */
  undone(): ReadonlySet<number> { return this.#undone; }
}
