/** Everything derived from the log, opened as one: current, rebuilt, or as it stood at an instant. */
import { dirname } from 'node:path';
import { type Database, named } from '../ledger/database.ts';
import { Log } from '../ledger/log.ts';
import { Accounts } from './accounts.ts';
import { Activity } from './activity.ts';
import { Connections } from './connections.ts';
import { digests } from './digests.ts';
import { Doubts } from './doubts.ts';
import { FeedMemory } from './feed-memory.ts';
import { Knowledge } from './knowledge.ts';
import { Predictions } from './predictions.ts';
import { Records } from './records.ts';
import { Links } from './links.ts';
import { Missing } from './missing.ts';
import { MonthSums } from './month-sums.ts';
import { DaySums } from './day-sums.ts';
import { Projection, type Tables, replayable } from './projection.ts';
import { Statements } from './statements.ts';
import { createTables, markCurrent, tablesAreCurrent } from './tables.ts';
import { TransactionQueries } from './transaction-queries.ts';
import { Transactions } from './transactions.ts';

export type Progress = (done: number, total: number) => void;

export class ReadModel implements Tables {
  readonly log: Log;
  readonly accounts: Accounts;
  readonly sums: MonthSums;
  readonly daySums: DaySums;
  readonly transactions: Transactions;
  readonly queries: TransactionQueries;
  readonly statements: Statements;
  readonly doubts: Doubts;
  readonly links: Links;
  readonly knowledge: Knowledge;
  readonly predictions: Predictions;
  readonly records: Records;
  readonly connections: Connections;
  readonly missing: Missing;
  readonly feeds: FeedMemory;
  readonly activity: Activity;
  readonly projection: Projection;

  private constructor(private readonly database: Database, until?: string) {
    this.log = new Log(database);
    this.accounts = new Accounts(database);
    this.sums = new MonthSums(database);
    this.daySums = new DaySums(database);
    this.transactions = new Transactions(database, this.sums);
    this.queries = new TransactionQueries(database);
    this.statements = new Statements(database);
    this.doubts = new Doubts(database);
    this.links = new Links(database);
    this.knowledge = new Knowledge(database);
    this.predictions = new Predictions(database);
    this.connections = new Connections(database);
    this.missing = new Missing(database);
    this.feeds = new FeedMemory(database);
    this.activity = new Activity(database, until);
    this.records = new Records(database, this.activity);
    this.projection = new Projection(database, this, this.activity);
  }

  /** True when the tables of a ledger file are of this version. */
  static isCurrent(database: Database): boolean { return tablesAreCurrent(database); }

  /** The read model of a ledger file, made anew first when it is missing or of another version. */
  static open(database: Database, progress: Progress = () => {}): ReadModel {
    if (!tablesAreCurrent(database)) return ReadModel.rebuild(database, progress);
    return new ReadModel(database);
  }

  /** Derives everything anew from the log, in one transaction. Fails by 'disk-full', 'ledger-busy' and the like. */
  static rebuild(database: Database, progress: Progress = () => {}): ReadModel {
    return named(dirname(database.name), () => database.transaction(() => {
      createTables(database, 'main');
      const model = new ReadModel(database);
      model.#replay(undefined, progress);
      markCurrent(database);
      return model;
    }).immediate());
  }

  /** Digest of each derived table, as a rebuild would make it. Nothing is changed: the rebuild is rolled back. */
  static rebuiltDigests(database: Database, progress: Progress = () => {}): ReadonlyMap<string, string> {
    named(dirname(database.name), () => database.exec('BEGIN IMMEDIATE'));
    try {
      createTables(database, 'main');
      new ReadModel(database).#replay(undefined, progress);
      return digests(database);
    } finally {
      database.exec('ROLLBACK');
    }
  }

  /** Digest of each derived table as it stands. Equal digests, equal tables. */
  digests(): ReadonlyMap<string, string> { return digests(this.database); }

  /**
   * The log as it stood at a clock (inclusive). The tables are shadowed by temporary ones of this connection: where most of
   * the log lies before, they start as copies and what came later is taken out; else they are replayed up to there.
   */
  static asOf(database: Database, until: string, progress: Progress = () => {}): ReadModel {
    const { later, total } = new Log(database).sizeAround(until);
    if (later.commits === 0) return ReadModel.open(database, progress);
    if (!tablesAreCurrent(database)) ReadModel.rebuild(database, progress);
    const copies = later.events * 2 < total;
    createTables(database, 'temp', copies ? 'main' : undefined);
    return database.transaction(() => new ReadModel(database, until).#standAt(until, copies, progress))();
  }

  /** As `asOf`, into the file of a database apart (see `apartDatabase`); the tables of the ledger beside it must be current. Fails as `rebuild` does. */
  static deriveApart(database: Database, until: string, progress: Progress): void {
    const { later, total } = new Log(database).sizeAround(until);
    const copies = later.events * 2 < total;
    named(dirname(database.name), database.transaction(() => {
      createTables(database, 'main', copies ? 'ledger' : undefined, (rows) => progress(rows, total));
      new ReadModel(database, until).#standAt(until, copies, progress);
    }));
  }

  /** What was derived apart, opened for reading. */
  static openApart(database: Database, until: string): ReadModel { return new ReadModel(database, until); }

  /** Makes the tables, copied or empty, say what stood then. */
  #standAt(until: string, copied: boolean, progress: Progress): this {
    if (copied) this.#takeOut(until);
    else this.#replay(until, progress);
    return this;
  }

  #takeOut(until: string): void {
    const now = new Activity(this.database);
    // Before the instant other commits may have been on or off than now.
    for (const commit of this.log.commits()) {
      if (commit.clock > until || now.isActive(commit.number) !== this.activity.isActive(commit.number)) this.projection.touchCommit(commit.number);
    }
    this.projection.settle();
  }

  #replay(until: string | undefined, progress: Progress): void {
    const commits = this.log.commits().filter((commit) => until === undefined || commit.clock <= until);
    const total = commits.reduce((sum, commit) => sum + commit.events, 0);
    // Toggles decide which commits count, so they are read before anything else is.
    this.database.prepare(`INSERT INTO toggles SELECT e.position, e."commit", e.subject, e.type = 'commit.undone.v1' FROM events e
      WHERE e.type IN ('commit.undone.v1', 'commit.redone.v1') AND e.payload IS NOT NULL`).run();
    this.activity.reload();
    let done = 0;
    for (const commit of commits) {
      for (const chunk of this.log.chunksOf(commit)) {
        for (const stored of chunk) {
          const event = replayable(stored);
          if (event && !event.type.startsWith('commit.')) this.projection.replay(event, stored.position, stored.commit);
        }
        progress((done += chunk.length), total);
      }
    }
    this.projection.settle();
  }
}
