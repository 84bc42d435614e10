/** What became of every row of a delivery, counted while it streams by. */
import type { Decision } from '../categories/decision.ts';
import type { Day } from '../values/day.ts';
import { factId } from '../values/ids.ts';
import { BalanceTrack } from './balances.ts';
import type { Arrivals, Departures } from './arrivals.ts';
import type { Draft } from './draft.ts';
import type { OfAccount, PendingRow, Problem, RowBatch, StatementSource } from './rows.ts';

/** Problems and pending rows kept for display; all are counted. */
const KEPT = 1000;
/** New rows kept with their decisions for a preview. */
const SHOWN = 200;

interface Counts { rows: number; new: number; duplicate: number; doubtful: number; from: Day; to: Day }
interface Part { readonly account: string; readonly statement: string; readonly counts: Counts; readonly attested: string[]; readonly balances: BalanceTrack }
/** A new row and what the cascade said of it. */
export interface Labelled { readonly id: string; readonly draft: Draft; readonly decision: Decision }

export interface StatementReport {
  readonly file: string;
  readonly format: string;
  readonly profile: string;
  readonly encoding: string;
  readonly rows: number;
  readonly new: number;
  readonly duplicate: number;
  readonly doubtful: number;
  /** Known rows of which this delivery tells what was not known. */
  readonly enriched: number;
  readonly rejectedCount: number;
  readonly rejected: readonly Problem[];
  readonly pendingCount: number;
  readonly pending: readonly PendingRow[];
  readonly ignored: number;
  /** Records of kinds that are no cash movement: kind -> how many. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly accounts: readonly (Counts & { readonly id: string; readonly name: string })[];
  /** The first new rows, with their decisions. */
  readonly shown: readonly Labelled[];
  /** New rows by category id. */
  readonly byCategory: ReadonlyMap<string, number>;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Known rows that the delivery words anew. */
  readonly reworded: number;
  /** Only of an answer from a bank's interface. */
  readonly departures?: Departures;
}

export class Report {
  rows = 0;
  new = 0;
  duplicate = 0;
  doubtful = 0;
  rejected = 0;
  pending = 0;
  #ignored = 0;
  #enriched = 0;
  #attested = 0;
  #reworded = 0;
  #departures: Departures | undefined;
  readonly #leftOut = new Map<string, number>();
  readonly #problems: Problem[] = [];
  readonly #pendingRows: PendingRow[] = [];
  readonly #shown: Labelled[] = [];
  readonly #byCategory = new Map<string, number>();
  readonly #parts = new Map<string, Part>();

  /** `held`: accounts into which an import that counts brought these very bytes before. */
  constructor(private readonly source: StatementSource, private readonly commitId: string, private readonly held: Pick<ReadonlySet<string>, 'has'>) {}

  /** Statement id of an account's part of this delivery. */
  statementOf(account: string): string { return this.#part(account).statement; }

  #part(account: string): Part {
    let part = this.#parts.get(account);
    if (!part) {
      const statement = factId(10, 'statement', this.commitId, this.source.digest, account);
      const counts = { rows: 0, new: 0, duplicate: 0, doubtful: 0, from: this.source.to, to: this.source.from };
      this.#parts.set(account, (part = { account, statement, counts, attested: [], balances: new BalanceTrack() }));
    }
    return part;
  }

  /** A batch was read and its rows assigned to accounts. */
  read(batch: RowBatch, drafts: readonly Draft[]): void {
    this.rows += batch.rows.length + batch.problems.length;
    this.rejected += batch.problems.length;
    this.pending += batch.pending.length;
    this.#ignored += batch.ignored;
    for (const what of batch.leftOut ?? []) this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + 1);
    this.#problems.push(...batch.problems.slice(0, KEPT - this.#problems.length));
    this.#pendingRows.push(...batch.pending.slice(0, KEPT - this.#pendingRows.length));
    for (const [index, draft] of drafts.entries()) {
      const part = this.#part(draft.account);
      part.counts.rows++;
      if (draft.bookingDate < part.counts.from) part.counts.from = draft.bookingDate;
      if (draft.bookingDate > part.counts.to) part.counts.to = draft.bookingDate;
      part.balances.add(batch.rows[index]!);
    }
  }

  /** Balances that the file states. */
  stated(balances: readonly OfAccount[]): void { for (const { account, balance } of balances) this.#part(account).balances.state(balance); }

  /** A batch was sorted; `decisions` go with its fresh rows, in order; `enriched` of the known ones were told more of. */
  sorted(arrivals: Arrivals, decisions: readonly Decision[], enriched: number): void {
    this.#enriched += enriched;
    for (const [index, { id, draft }] of arrivals.fresh.entries()) {
      const decision = decisions[index]!;
      this.#part(draft.account).counts.new++;
      this.#byCategory.set(decision.category, (this.#byCategory.get(decision.category) ?? 0) + 1);
      if (this.#shown.length < SHOWN) this.#shown.push({ id, draft, decision });
    }
    for (const { id, batch, held, draft: { account } } of arrivals.duplicates) {
      const part = this.#part(account);
      part.counts.duplicate++;
      if (held !== undefined || this.held.has(account)) continue;
      part.attested.push(...(batch ?? [id]));
      this.#attested++;
    }
    this.#reworded += arrivals.restated.length;
    this.#departures = arrivals.departures ?? this.#departures;
    for (const { account } of arrivals.stillDoubtful) this.#part(account).counts.doubtful++;
    for (const { draft } of arrivals.doubtful) this.#part(draft.account).counts.doubtful++;
    this.new += arrivals.fresh.length;
    this.duplicate += arrivals.duplicates.length;
    this.doubtful += arrivals.doubtful.length + arrivals.stillDoubtful.length;
  }

  /** Throws (a defect) when a row is neither new, duplicate, doubtful nor rejected: the promise of this corridor. */
  assertComplete(): void {
    const settled = this.new + this.duplicate + this.doubtful + this.rejected;
    if (settled !== this.rows) throw new Error(`${this.source.file}: ${this.rows} rows read, but ${settled} accounted for`);
  }

  /** False for bytes that were imported before and brought nothing new: no commit for them. */
  saysAnythingNew(): boolean {
    // An answer is asked for again and again: most say what was said before.
    if (this.source.feed) return this.new > 0 || this.doubtful > 0 || this.#attested > 0;
    return this.new > 0 || this.doubtful > 0 || this.parts().some(({ account }) => !this.held.has(account));
  }

  /** The delivery by account. */
  parts(): readonly Part[] { return [...this.#parts.values()]; }

  /** The figures, with accounts named. */
  result(nameOf: (account: string) => string): StatementReport {
    const { file, format, profile, encoding, from, to } = this.source;
    return {
      file, format, profile, encoding, rows: this.rows, new: this.new, duplicate: this.duplicate, doubtful: this.doubtful, enriched: this.#enriched,
      rejectedCount: this.rejected, rejected: this.#problems, pendingCount: this.pending, pending: this.#pendingRows, ignored: this.#ignored, leftOut: this.#leftOut,
      accounts: this.parts().map((part) => ({ ...part.counts, ...(part.counts.rows === 0 ? { from, to } : {}), id: part.account, name: nameOf(part.account) })),
      shown: this.#shown, byCategory: this.#byCategory, from, to, reworded: this.#reworded, ...(this.#departures ? { departures: this.#departures } : {}),
    };
  }
}
