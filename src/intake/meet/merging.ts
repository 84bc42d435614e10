/** Two transactions that are one -> the events by which one of them stands for both, as if one device had brought them one after the other. */
import type { NewEvent } from '../../ledger/events/list.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { fullerEvent } from '../fuller.ts';
import type { Origin } from './origins.ts';
import type { Batch, Pair } from './pairing.ts';
import { SAME, SAME_BATCH } from './sources.ts';
import type { Told } from './told.ts';

/** Ids that a single attesting event carries. */
const CHUNK = 1000;

/** What is collected while rows meet: events, and which transactions must be looked at again for what the person decided. */
export class Merging {
  readonly #events: NewEvent[] = [];
  readonly #attested = new Map<string, Set<string>>();
  /** Transactions that stand for others from now on, with those. */
  readonly standIns = new Map<string, string[]>();
  /** Transactions that no longer stand. */
  readonly gone = new Set<string>();

  /** The smaller id stands, which begins with the earlier day: whatever else two devices know, both pick the same, and no two let each other go. */
  pair({ a, b, description }: Pair): void {
    const [kept, other] = a.row.id < b.row.id ? [a, b] : [b, a];
    this.adopt(kept.row, other.row.id, description, other.row.counterparty, [...other.origin.aliases].filter((alias) => !kept.origin.aliases.includes(alias)));
    this.#events.push(...fullerEvent({ ...other.draft, valueDate: other.row.valueDate ?? undefined }, kept.row));
    const { step, category, confidence, by } = other.row;
    if (kept.row.step === 'none' && step !== 'none' && step !== 'own') this.#events.push({ type: 'transaction.labelled.v1', subject: kept.row.id, payload: { category, confidence, step, ...(by === null ? {} : { by }) } });
    this.#attest(kept, other.origin);
  }

  /** The payments stand, which tell more, and are known by who told the total. */
  batch({ total, payments }: Batch): void {
    this.#withdraw(total.row.id, payments.map(({ row }) => row.id).sort()[0]!, SAME_BATCH);
    for (const payment of payments) this.#attest(payment, total.origin);
  }

  /** A transaction takes over the name of another one, and those that it has. `description`: what both tell. */
  adopt(kept: Pick<TransactionRow, 'id' | 'counterparty'>, other: string, description: string, theirs: string | null, aliases: readonly string[]): void {
    const counterparty = kept.counterparty ?? theirs;
    for (const alias of [other, ...aliases].filter((name) => name !== kept.id))
      this.#events.push({ type: 'transaction.restated.v1', subject: kept.id, payload: { alias, description, ...(counterparty === null ? {} : { counterparty }) } });
    this.#withdraw(other, kept.id, SAME);
    this.standIns.set(kept.id, [...(this.standIns.get(kept.id) ?? []), other]);
  }

  /** Deliveries hold a transaction besides those that did: undoing one import leaves it. */
  hold(id: string, statements: Iterable<string>): void {
    for (const statement of statements) {
      const ids = this.#attested.get(statement);
      if (ids) ids.add(id);
      else this.#attested.set(statement, new Set([id]));
    }
  }

  /** Anything else that meeting says. */
  say(events: readonly NewEvent[]): void { this.#events.push(...events); }

  /** All that was collected since the last time. */
  events(): NewEvent[] {
    const attesting = [...this.#attested].flatMap(([statement, all]) => {
      const ids = [...all];
      return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at): NewEvent => ({ type: 'statement.attested.v1', subject: statement, payload: { transactions: ids.slice(at * CHUNK, (at + 1) * CHUNK) } }));
    });
    this.#attested.clear();
    return [...this.#events.splice(0), ...attesting];
  }

  #attest(kept: Told, { statements }: Origin): void { this.hold(kept.row.id, [...statements].filter((id) => !kept.origin.statements.has(id))); }

  #withdraw(id: string, by: string, why: string): void {
    this.gone.add(id);
    this.#events.push({ type: 'transaction.withdrawn.v1', subject: id, payload: { by, why } });
  }
}
