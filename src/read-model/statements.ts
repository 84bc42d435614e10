/** Deliveries: which statements were imported, what they attest, and the balances they assert. */
import { type Database, prepared } from '../ledger/database.ts';
import type { KnownEvent, Payload } from '../ledger/events/list.ts';
import type { Day } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import type { Minor } from '../values/money.ts';

export type StatementDetail = Payload<'statement.imported.v1'>;
export interface StatementRow { readonly id: string; readonly commit: number; readonly detail: StatementDetail }
/** What a bank says an account held at the end of a day. */
export interface AssertedBalance { readonly account: string; readonly day: Day; readonly balance: Minor; /** Of the delivery that said it last. */ readonly format: string }

/** Sorts deliveries `s` of commits `c` by the hybrid clock, the same on every device; that of the commit in the making comes last. */
const PLACE = `coalesce(c.clock || c.device, '~') || printf('%015d', s."position")`;

export class Statements {
  constructor(private readonly database: Database) {}

  /** Folds a statement's events; returns the transactions whose standing may have changed by it. */
  refold(id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean): string[] {
    const before = this.database.prepare<[string], string>('SELECT id FROM attestations WHERE statement = ?').pluck().all(id);
    for (const table of ['attestations', 'balances']) this.database.prepare(`DELETE FROM ${table} WHERE statement = ?`).run(id);
    this.database.prepare('DELETE FROM statements WHERE id = ?').run(id);
    const attest = this.database.prepare('INSERT OR IGNORE INTO attestations VALUES (?, ?)');
    const assert = this.database.prepare('INSERT OR REPLACE INTO balances VALUES (?, ?, ?, ?)');
    // A transaction changes only when its last delivery goes, or when one comes back that nothing else holds.
    const touched = new Set(before);
    const isMissing = this.database.prepare<[string], number>('SELECT NOT EXISTS (SELECT 1 FROM transactions WHERE id = ?)').pluck();
    // What a later commit says of a delivery (a settled doubt) counts while the delivery itself does.
    const counts = events.some((event) => event.type === 'statement.imported.v1' && isActive(event.commit));
    for (const event of events) {
      if (!counts || !isActive(event.commit)) continue;
      if (event.type === 'statement.imported.v1') {
        this.database.prepare('INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?)')
          .run(id, event.commit, event.position, event.payload.account, event.payload.digest, JSON.stringify(event.payload));
      } else if (event.type === 'statement.attested.v1') {
        for (const transaction of event.payload.transactions) {
          attest.run(transaction, id);
          if (!touched.delete(transaction) && isMissing.get(transaction)) touched.add(transaction);
        }
      } else if (event.type === 'statement.balances.v1') {
        for (const [day, balance] of event.payload.days) assert.run(event.payload.account, day, id, balance);
      }
    }
    return [...touched];
  }

  /** True when a delivery that counts holds the transaction besides the one that recorded it. */
  attests(transaction: string): boolean {
    return prepared(this.database, 'SELECT 1 FROM attestations WHERE id = ? LIMIT 1').get(transaction) !== undefined;
  }

  /** Statements that attest a transaction, besides the one that recorded it. */
  attesting(transaction: string): StatementRow[] {
    return this.#rows('s.id IN (SELECT statement FROM attestations WHERE id = ?)', transaction);
  }

  /** One statement by id. */
  get(id: string): StatementRow | undefined { return this.#rows('s.id = ?', id)[0]; }

  /** Imports of a file with this SHA-256 (hex). */
  ofDigest(digest: string): StatementRow[] { return this.#rows('s.digest = ?', digest); }

  /** Every import that counts, oldest first. */
  all(): StatementRow[] { return this.#rows('?', '1'); }

  /** Balances a delivery asserts, by day. */
  assertedBy(id: string): { readonly day: Day; readonly balance: Minor }[] {
    return prepared<[string], { day: Day; balance: Minor }>(this.database, 'SELECT day, balance FROM balances WHERE statement = ? ORDER BY day').all(id);
  }

  /** Imports into an account with the clock of their commits, newest first. */
  arrivals(account: string): (StatementRow & { readonly clock: string })[] {
    return prepared<[string], { id: string; commit: number; clock: string; detail: string }>(this.database, `
      SELECT s.id, s."commit", c.clock, s.detail FROM statements s JOIN commits c ON c.number = s."commit" WHERE s.account = ? ORDER BY ${PLACE} DESC`).all(account)
      .map((row) => ({ ...row, detail: JSON.parse(row.detail) as StatementDetail }));
  }

  /** Imports into an account, oldest first. */
  ofAccount(account: string): StatementRow[] { return this.#rows('s.account = ?', account); }

  #rows(where: string, value: string): StatementRow[] {
    return prepared<[string], { id: string; commit: number; detail: string }>(this.database, `SELECT s.id, s."commit", s.detail FROM statements s LEFT JOIN commits c ON c.number = s."commit" WHERE ${where} ORDER BY ${PLACE}`).all(value)
      .map((row) => ({ id: row.id, commit: row.commit, detail: JSON.parse(row.detail) as StatementDetail }));
  }

  /** Transactions booked from..to (inclusive) that statements of one format brought into an account or hold too, by booking date. */
  heldBy(account: string, format: string, from: Day, to: Day): string[] {
    return prepared<[Record<string, string>], string>(this.database, `
      WITH told AS (SELECT id, "commit" FROM statements WHERE account = $account AND detail ->> '$.format' = $format)
      SELECT t.id FROM transactions t WHERE t.id >= $from AND t.id < $to AND t.account = $account
        AND (t."commit" IN (SELECT "commit" FROM told) OR EXISTS (SELECT 1 FROM attestations a WHERE a.id = t.id AND a.statement IN (SELECT id FROM told)))
      ORDER BY t.id`).pluck().all({ account, format, from: dayPrefix(from), to: `${dayPrefix(to)}~` });
  }

  /** Balances asserted for an account, by day, and where deliveries differ on a day the latest delivery's last. */
  balances(account: string): AssertedBalance[] {
    return prepared<[string], AssertedBalance>(this.database, `
      SELECT b.account, b.day, b.balance, s.detail ->> '$.format' AS format, max(${PLACE}) AS place FROM balances b JOIN statements s ON s.id = b.statement LEFT JOIN commits c ON c.number = s."commit"
      WHERE b.account = ? GROUP BY b.day, b.balance ORDER BY b.day, place`).all(account).map(({ account: of, day, balance, format }) => ({ account: of, day, balance, format }));
  }

  /** The next `limit` transactions after an id ('' for the first), summed by account and day; undefined after the last. A day may go on in the next piece. */
  nextSums(after: string, limit: number): { readonly last: string; readonly sums: readonly { readonly account: string; readonly day: Day; readonly amount: Minor }[] } | undefined {
    const sums = prepared<[string, number], { account: string; day: Day; amount: Minor; last: string }>(this.database, `
      SELECT account, date AS day, sum(amount) AS amount, max(id) AS last FROM (SELECT id, account, date, amount FROM transactions WHERE id > ? ORDER BY id LIMIT ?)
      GROUP BY account, date ORDER BY date`).all(after, limit);
    const last = sums.reduce((most, sum) => (sum.last > most ? sum.last : most), '');
    return sums.length === 0 ? undefined : { last, sums };
  }

  /** Booked amounts of an account summed by day, oldest first. */
  sumsByDay(account: string): { day: Day; sum: Minor }[] {
    return prepared<[string], { day: Day; sum: Minor }>(this.database,
      'SELECT date AS day, sum(amount) AS sum FROM transactions WHERE account = ? GROUP BY date ORDER BY date').all(account);
  }
}
