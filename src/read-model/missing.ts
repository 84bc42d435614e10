/** Booked transactions that their bank no longer tells: they stand until the person decides. */
import { type Database, prepared } from '../ledger/database.ts';
import type { KnownEvent } from '../ledger/events/list.ts';

export interface MissingRow { readonly id: string; readonly connection: string; /** Number of the commit that noticed it. */ readonly commit: number }

export class Missing {
  constructor(private readonly database: Database) {}

  /** The last word counts: noticed, kept or told again. */
  refold(id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean): void {
    this.database.prepare('DELETE FROM missing WHERE id = ?').run(id);
    const last = events.findLast((event) => (event.type === 'missing.noticed.v1' || event.type === 'missing.cleared.v1') && isActive(event.commit));
    const isKept = last?.type === 'missing.cleared.v1' && last.payload.kept === true;
    if (last?.type === 'missing.noticed.v1' || isKept) this.database.prepare('INSERT INTO missing VALUES (?, ?, ?, ?)').run(id, last.type === 'missing.noticed.v1' ? last.payload.connection : '', last.commit, isKept ? 1 : 0);
  }

  /** Those whose transaction stands and of which nothing was decided, by booking date. */
  all(): MissingRow[] {
    return prepared<[], MissingRow>(this.database, 'SELECT m.id, m.connection, m."commit" FROM missing m JOIN transactions t ON t.id = m.id WHERE m.kept = 0 ORDER BY m.id').all();
  }

  /** True for a transaction that was noticed to be missing, kept or not. */
  has(id: string): boolean { return prepared(this.database, 'SELECT 1 FROM missing WHERE id = ?').get(id) !== undefined; }
}
