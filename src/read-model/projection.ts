/**
 * Keeps the read model in step with the log: a transaction nothing else happened to is written at once; every other
 * subject an event touches is folded anew when the commit settles. A rebuild is the same walk from the first event.
 */
import type { Projector } from '../ledger/append.ts';
import type { Database } from '../ledger/database.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import { Log, parsed } from '../ledger/log.ts';
import type { Activity } from './activity.ts';
import type { Accounts } from './accounts.ts';
import type { Connections } from './connections.ts';
import type { Doubts } from './doubts.ts';
import type { Knowledge } from './knowledge.ts';
import type { Links } from './links.ts';
import type { Missing } from './missing.ts';
import type { MonthSums } from './month-sums.ts';
import type { Statements } from './statements.ts';
import { foldTransaction } from './transaction-fold.ts';
import type { Transactions } from './transactions.ts';

export interface Tables {
  readonly accounts: Accounts; readonly transactions: Transactions; readonly sums: MonthSums; readonly statements: Statements;
  readonly doubts: Doubts; readonly links: Links; readonly knowledge: Knowledge; readonly connections: Connections; readonly missing: Missing;
}

const nounOf = (type: string): string => type.slice(0, type.indexOf('.'));

export class Projection implements Projector {
  /** Noun -> its subjects that must be folded anew. */
  readonly #dirty = new Map<string, Set<string>>();
  #toggled = false;
  /** Accounts no earlier commit speaks of: nothing can have happened to their transactions yet. */
  #virgin = new Map<string, boolean>();
  readonly #log: Log;

  constructor(private readonly database: Database, private readonly tables: Tables, private readonly activity: Activity) {
    this.#log = new Log(database);
  }

  /** An event of the commit being written. */
  apply(event: NewEvent, position: number, commit: number): void {
    if (event.type === 'transaction.recorded.v2' && (this.#isVirgin(event.payload.account, commit) || this.#isFirst(event.subject, position))) this.#record(event, commit);
    else this.#touch(event, position, commit);
  }

  /** An event of another device's commit: whatever is known of its subject is folded anew, for it may belong anywhere in time. */
  arrive({ type, subject, payload }: { readonly type: string; readonly subject: string; readonly payload: string }, position: number, commit: number): void {
    this.#toggled = true;
    this.#touch(parsed({ type, subject, payload, position, commit }), position, commit);
  }

  /** An event of a rebuild, in clock order; `isActive` of its commit is settled beforehand. */
  replay(event: NewEvent, position: number, commit: number): void {
    if (event.type === 'transaction.recorded.v2' && this.activity.isActive(commit)) this.#record(event, commit);
    else this.#touch(event, position, commit);
  }

  #record(event: NewEvent & { type: 'transaction.recorded.v2' }, commit: number): void {
    if (this.tables.transactions.record(event.subject, event.payload, commit)) this.#dirtyOf('account').add(event.payload.account);
    else this.#dirtyOf('transaction').add(event.subject);
  }

  #touch(event: NewEvent, position: number, commit: number): void {
    const noun = nounOf(event.type);
    if (event.type === 'commit.undone.v1' || event.type === 'commit.redone.v1') {
      this.database.prepare('INSERT INTO toggles VALUES (?, ?, ?, ?)').run(position, commit, event.subject, event.type === 'commit.undone.v1' ? 1 : 0);
      this.#toggled = true;
    } else this.#dirtyOf(noun).add(event.subject);
  }

  #isVirgin(account: string, commit: number): boolean {
    let virgin = this.#virgin.get(account);
    if (virgin === undefined) {
      virgin = this.#log.of(account).every((event) => event.commit === commit);
      this.#virgin.set(account, virgin);
    }
    return virgin;
  }

  /** True where no event before this one speaks of the transaction: nothing can have happened to it, in whatever account it stands. */
  #isFirst(id: string, position: number): boolean { return !this.#dirtyOf('transaction').has(id) && !this.#log.spokeOf(id, position); }

  /** Folds what was touched: deliveries, doubts, links and knowledge first, then transactions, sums, accounts. */
  settle(): void {
    if (this.#toggled) for (const commit of this.activity.reload()) this.touchCommit(commit);
    const { isActive } = this.activity;
    for (const id of this.#dirtyOf('statement')) this.#touchTransactions(this.tables.statements.refold(id, this.#log.of(id), isActive));
    for (const id of this.#dirtyOf('transfer')) this.#touchTransactions(this.tables.links.refold(id, this.#log.of(id), isActive));
    for (const id of this.#dirtyOf('doubt')) this.tables.doubts.refold(id, this.#log.of(id), isActive);
    for (const id of this.#dirtyOf('connection')) this.tables.connections.refold(id, this.#log.of(id), isActive);
    for (const id of this.#dirtyOf('missing')) this.tables.missing.refold(id, this.#log.of(id), isActive);
    for (const noun of ['category', 'rule', 'merchant', 'budget', 'profile'] as const)
      for (const id of this.#dirtyOf(noun)) this.tables.knowledge.refold(noun, id, this.#log.of(id).filter((event) => isActive(event.commit)));
    const accounts = this.#dirtyOf('account');
    this.#refoldTransactions(this.#dirtyOf('transaction'), accounts);
    this.tables.sums.flush();
    for (const id of accounts) this.tables.accounts.refold(id, this.#log.of(id), isActive, this.tables.sums.holds(id));
    this.tables.sums.refuseTooLarge();
    this.#dirty.clear();
    this.#virgin.clear();
    this.#toggled = false;
  }

  /** Takes back what is not settled; the tables themselves were rolled back. */
  forget(): void {
    this.tables.sums.forget();
    this.#dirty.clear();
    this.#virgin.clear();
    this.#toggled = false;
  }

  /** Marks everything a commit speaks of, after it was switched on or off. */
  touchCommit(number: number): void {
    const subjects = this.database.prepare<[number], { type: string; subject: string }>(
      'SELECT DISTINCT e.type, e.subject FROM commits c JOIN events e ON e.position >= c.first AND e.position < c.first + c.events WHERE c.number = ?');
    for (const { type, subject } of subjects.iterate(number)) {
      const noun = nounOf(type);
      if (noun !== 'commit') this.#dirtyOf(noun).add(subject);
    }
  }

  /** Subjects of a noun; settling the earlier nouns may add to the later ones. */
  #dirtyOf(noun: string): Set<string> {
    let subjects = this.#dirty.get(noun);
    if (!subjects) this.#dirty.set(noun, (subjects = new Set()));
    return subjects;
  }

  #touchTransactions(ids: readonly string[]): void {
    for (const id of ids) this.#dirtyOf('transaction').add(id);
  }

  /** Folds transactions anew. A link holds only while both its halves stand: where one came or went, the other is folded again. */
  #refoldTransactions(ids: Iterable<string>, accounts: Set<string>): void {
    const { transactions, links } = this.tables;
    const widowed = new Set<string>();
    const refold = (id: string): void => {
      const stood = transactions.stands(id);
      for (const account of this.#refoldTransaction(id)) accounts.add(account);
      if (stood === transactions.stands(id)) return;
      // All that are linked to it, not only the one it counts as its other half: each looks whether that stands.
      for (const { linked, outgoing, incoming } of links.of(id)) if (linked) widowed.add(outgoing === id ? incoming : outgoing);
    };
    for (const id of ids) refold(id);
    for (const id of widowed) this.#refoldTransaction(id);
  }

  #refoldTransaction(id: string): string[] {
    const { transactions, statements, links } = this.tables;
    const partner = links.partnerOf(id);
    const twin = partner !== null && transactions.stands(partner) ? partner : null;
    return transactions.replace(id, foldTransaction(id, this.#log.of(id), this.activity.isActive, statements.attests(id), twin));
  }
}

/** Stored event -> the event as it was appended; undefined when erased. */
export const replayable = (row: { position: number; commit: number; type: string; subject: string; payload: string | null }): NewEvent | undefined =>
  row.payload === null ? undefined : parsed({ ...row, payload: row.payload });
