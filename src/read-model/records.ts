/** What the log tells of transactions beyond their rows: how each came in, and what stands beneath the person's own word. */
import type { Database } from '../ledger/database.ts';
import type { KnownEvent } from '../ledger/events/list.ts';
import { Log } from '../ledger/log.ts';
import type { Activity } from './activity.ts';
import type { Step, TransactionRow } from './rows.ts';
import { foldTransaction } from './transaction-fold.ts';

export interface RecordedFacts {
  /** Which of several equal rows of its day it is, from 1. */
  readonly ordinal: number;
  /** The format it came in, or `manual`. */
  readonly source: string;
  /** Id of the delivery that brought it, and its line there. */
  readonly statement: string | undefined;
  readonly line: number | undefined;
  readonly reference: string | undefined;
  readonly type: string | undefined;
  /** What a machine said, where the person decided themselves. */
  readonly beneath: { readonly category: string; readonly step: Step; readonly confidence: number; readonly by: string | null } | undefined;
  /** Ids that other wordings of it would have had, sorted. */
  readonly aliases: readonly string[];
  /** Ids of the deliveries that hold it besides the one that brought it, sorted. */
  readonly attested: readonly string[];
}

type Told = Extract<KnownEvent, { type: 'transaction.recorded.v2' | 'transaction.detailed.v1' }>;

export class Records {
  readonly #log: Log;

  constructor(private readonly database: Database, private readonly activity: Pick<Activity, 'isActive'>) {
    this.#log = new Log(database);
  }

  /** Rows that stand -> the facts of each, in order. One look into the log for all of them: ask for some hundreds at a time. */
  of(rows: readonly TransactionRow[]): RecordedFacts[] {
    const ids = rows.map(({ id }) => id);
    const events = this.#log.ofEach(ids);
    const aliases = this.#each(ids, 'SELECT a.id AS id, a.alias AS found FROM json_each(?) asked JOIN aliases a ON a.id = asked.value ORDER BY a.alias');
    const attested = this.#each(ids, 'SELECT a.id AS id, a.statement AS found FROM json_each(?) asked JOIN attestations a ON a.id = asked.value ORDER BY a.statement');
    return rows.map((row) => ({ ...this.#facts(row, events.get(row.id) ?? []), aliases: aliases.get(row.id) ?? [], attested: attested.get(row.id) ?? [] }));
  }

  #facts(row: TransactionRow, events: readonly KnownEvent[]): Omit<RecordedFacts, 'aliases' | 'attested'> {
    const isTelling = (event: KnownEvent): event is Told =>
      (event.type === 'transaction.recorded.v2' && event.commit === row.commit) || (event.type === 'transaction.detailed.v1' && this.activity.isActive(event.commit));
    const telling = events.filter(isTelling);
    const recorded = telling.find((event) => event.type === 'transaction.recorded.v2');
    return {
      ordinal: recorded?.payload.ordinal ?? 1, source: recorded?.payload.source ?? 'csv', statement: recorded?.payload.statement, line: recorded?.payload.line,
      reference: telling.find(({ payload }) => payload.reference !== undefined)?.payload.reference, type: telling.find(({ payload }) => payload.type !== undefined)?.payload.type,
      beneath: row.step === 'own' ? this.#beneath(row.id, events) : undefined,
    };
  }

  /** The row as it would stand had the person said nothing of its category. */
  #beneath(id: string, events: readonly KnownEvent[]): RecordedFacts['beneath'] {
    const folded = foldTransaction(id, events.filter((event) => event.type !== 'transaction.categorized.v1'), this.activity.isActive, true, null);
    return folded && folded.row.step !== 'none' ? folded.row : undefined;
  }

  #each(ids: readonly string[], sql: string): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const row of this.database.prepare<[string], { id: string; found: string }>(sql).iterate(JSON.stringify(ids))) {
      const list = found.get(row.id);
      if (list) list.push(row.found);
      else found.set(row.id, [row.found]);
    }
    return found;
  }
}
