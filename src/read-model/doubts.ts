/** Rows that may be a known transaction in other words: kept aside, in no total, until the person decides. */
import type { Database } from '../ledger/database.ts';
import type { KnownEvent, Payload } from '../ledger/events/list.ts';

export interface DoubtRow {
  readonly id: string;
  readonly commit: number;
  readonly draft: Payload<'transaction.recorded.v2'>;
  readonly candidates: Payload<'doubt.raised.v2'>['candidates'];
}

export class Doubts {
  constructor(private readonly database: Database) {}

  /** A doubt stands from its raising until it is settled. */
  refold(id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean): void {
    this.database.prepare('DELETE FROM doubts WHERE id = ?').run(id);
    const standing = events.filter((event) => isActive(event.commit));
    if (standing.some((event) => event.type === 'doubt.settled.v1')) return;
    const raised = standing.findLast((event) => event.type === 'doubt.raised.v2');
    if (raised) this.database.prepare('INSERT INTO doubts VALUES (?, ?, ?, ?)').run(id, raised.commit, JSON.stringify(raised.payload.draft), JSON.stringify(raised.payload.candidates));
  }

  /** Open doubts by id, which is by booking date. */
  all(): DoubtRow[] {
    return this.database.prepare<[], { id: string; commit: number; draft: string; candidates: string }>('SELECT * FROM doubts ORDER BY id').all()
      .map((row) => ({ ...row, draft: JSON.parse(row.draft) as DoubtRow['draft'], candidates: JSON.parse(row.candidates) as DoubtRow['candidates'] }));
  }

  /** How many are open. */
  count(): number { return this.database.prepare<[], number>('SELECT count(*) FROM doubts').pluck().get() ?? 0; }

  /** True when the row was asked about before and is still open, or was settled as a duplicate. */
  isOpen(id: string): boolean {
    return this.database.prepare('SELECT 1 FROM doubts WHERE id = ?').get(id) !== undefined;
  }
}
