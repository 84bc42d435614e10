/** Transfers between own accounts: pairs of transactions that were linked, or declined. */
import { type Database, prepared } from '../ledger/database.ts';
import type { KnownEvent } from '../ledger/events/list.ts';

export interface LinkRow { readonly id: string; readonly outgoing: string; readonly incoming: string; readonly linked: boolean; readonly by: 'own' | 'auto' | null }

export class Links {
  constructor(private readonly database: Database) {}

  /** The last word on a pair counts. Returns the transactions it speaks of. */
  refold(id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean): string[] {
    const before = this.#where('id = ?', id);
    this.database.prepare('DELETE FROM links WHERE id = ?').run(id);
    const last = events.findLast(({ type, commit }) => isActive(commit) && (type === 'transfer.linked.v1' || type === 'transfer.unlinked.v1'));
    if (last?.type === 'transfer.linked.v1')
      this.database.prepare('INSERT INTO links VALUES (?, ?, ?, 1, ?)').run(id, last.payload.out, last.payload.in, last.payload.by);
    else if (last?.type === 'transfer.unlinked.v1')
      this.database.prepare('INSERT INTO links VALUES (?, ?, ?, 0, NULL)').run(id, last.payload.out, last.payload.in);
    return [...new Set([...before, ...this.#where('id = ?', id)].flatMap((link) => [link.outgoing, link.incoming]))];
  }

  /**
   * The other half of a transaction's transfer, whether or not it stands; null when it has none. Where several links claim it (two devices apart),
   * the smallest id decides, the same on every device.
   */
  partnerOf(transaction: string): string | null {
    const link = this.#where('linked = 1 AND (outgoing = ? OR incoming = ?)', transaction, transaction)[0];
    if (!link) return null;
    return link.outgoing === transaction ? link.incoming : link.outgoing;
  }

  /** True when the person linked the transaction themselves. */
  ownLink(transaction: string): boolean {
    return this.#where("linked = 1 AND by = 'own' AND (outgoing = ? OR incoming = ?)", transaction, transaction).length > 0;
  }

  /** Every pair that was linked or declined. */
  all(): LinkRow[] { return this.#where('1'); }

  /** Pairs that speak of a transaction, linked or declined. */
  of(transaction: string): LinkRow[] { return this.#where('(outgoing = ? OR incoming = ?)', transaction, transaction); }

  #where(condition: string, ...values: string[]): LinkRow[] {
    return prepared<string[], Omit<LinkRow, 'linked'> & { linked: number }>(this.database, `SELECT * FROM links WHERE ${condition} ORDER BY id`).all(...values)
      .map((row) => ({ ...row, linked: row.linked === 1 }));
  }
}
