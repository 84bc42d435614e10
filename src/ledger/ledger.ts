/** The truth: an append-only log of commits and events in one SQLite file. */
import type { Random, WallClock } from '../values/ambient.ts';
import { uuidv7 } from '../values/ids.ts';
import { type CommitRequest, Draft, type Projector } from './append.ts';
import { type Database, apartDatabase, fileAt, memoryDatabase, nameOf, named, openDatabase } from './database.ts';
import { Log, type StoredCommit } from './log.ts';
import { migrate, refuseNewer } from './migrate.ts';
import { branchOff } from './adopt.ts';
import { type Arriving, Receiving } from './receive.ts';
import { type Erasure, redact } from './redact.ts';

export interface LedgerOptions {
  readonly home: string;
  readonly clock: WallClock;
  readonly random: Random;
  /** Make the file when there is none. */
  readonly create: boolean;
  /** Milliseconds to wait for another writer. */
  readonly busyMs?: number;
}

export class Ledger {
  readonly log: Log;
  readonly #file: string | undefined;
  private constructor(readonly home: string, readonly database: Database, private readonly options: LedgerOptions) {
    this.log = new Log(database);
    this.#file = fileAt(home);
  }

  /**
   * Opens the ledger of a home; undefined when there is none and `create` is false. The file is migrated forward.
   * Fails by 'home-unwritable', 'ledger-corrupt', 'ledger-newer', 'ledger-busy', 'disk-full'.
   */
  static open(options: LedgerOptions): Ledger | undefined {
    const database = openDatabase(options.home, options.create, options.busyMs);
    if (!database) return undefined;
    try {
      named(options.home, () => migrate(database));
      return named(options.home, () => new Ledger(options.home, database, options));
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The log of a home for reading, with what is derived from it in a file apart; `create`: a new one. Fails as `open` does, and by 'usage'. */
  static apart(options: Omit<LedgerOptions, 'create'>, file: string, create = false): Ledger {
    const database = apartDatabase(file, options.home, create, options.busyMs);
    return named(options.home, () => new Ledger(options.home, database, { ...options, create: false }));
  }

  /** A ledger that is gone when it is closed: for rehearsing in a home that has none. */
  static inMemory(options: Omit<LedgerOptions, 'create'>): Ledger {
    const database = memoryDatabase();
    migrate(database);
    return new Ledger(options.home, database, { ...options, create: true });
  }

  /** Who writes here: an id made at the first write. */
  device(): string {
    const known = this.log.ownDevice();
    if (known !== undefined) return known;
    // In one statement: another ft may be making one too.
    this.database.prepare('INSERT INTO device (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM device)').run(uuidv7(this.options.clock(), this.options.random(10)));
    return this.log.ownDevice()!;
  }

  /**
   * One command's commit: takes the write lock, lets `work` append, seals the header, syncs to disk; all or nothing.
   * `work` sees everything earlier commits wrote. No events, no commit. `rehearse`: rolled back in the end.
   * Fails as `open` does, and by what `work` raises.
   */
  async commit<T>(request: CommitRequest, projector: Projector, work: (draft: Draft) => T | Promise<T>, rehearse = false): Promise<{ value: T; commit: StoredCommit | undefined }> {
    // The schemas are slow to import; readers never need them.
    const { encodePayload } = await import('./events/list.ts');
    try {
      // A header comes after its events, and where a key waits for it SQLite looks through every event there is. Here they cannot but belong to it; `verify` proves that.
      this.database.pragma('foreign_keys = OFF');
      this.database.exec('BEGIN IMMEDIATE');
      const draft = new Draft(this.database, this.log, this.device(), request, this.options.clock, this.options.random, encodePayload, projector);
      const value = await work(draft);
      const commit = draft.events > 0 ? draft.seal() : undefined;
      this.database.exec(commit && !rehearse ? 'COMMIT' : 'ROLLBACK');
      return { value, commit: rehearse ? undefined : commit };
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw nameOf(this.home, error) ?? error;
    } finally {
      this.database.pragma('foreign_keys = ON');
    }
  }

  /**
   * Takes commits of other devices in: `work` is given what takes them, one after the other; all or nothing. `arriving`: the read model, which hears of
   * every event; undefined where it is made anew afterwards. Fails as `open` does, by 'hub-commit-refused', and by what `work` raises.
   */
  async receive<T>(arriving: (Arriving & Pick<Projector, 'settle' | 'forget'>) | undefined, work: (receiving: Receiving) => Promise<T>): Promise<T> {
    const { isSoundPayload } = await import('./events/list.ts');
    return this.#exclusively(async () => {
      const value = await work(new Receiving(this.database, this.log, arriving, isSoundPayload));
      arriving?.settle();
      return value;
    });
  }

  /** Erases what was erased elsewhere -> how much of it stood here. What is derived does not follow: `changed` says so, within the same transaction. Fails as `open` does. */
  async redact(erasures: readonly Erasure[], changed: () => void): Promise<number> {
    return this.#exclusively(async () => {
      const count = erasures.filter((erasure) => redact(this.database, erasure)).length;
      if (count > 0) changed();
      return count;
    });
  }

  /** See `branchOff`; `changed` as in `redact`. Fails as `open` does. */
  async branchOff(device: string, sequence: number, latest: number, changed: () => void): Promise<string | undefined> {
    return this.#exclusively(async () => {
      const branch = branchOff(this.database, this.log, device, sequence, latest);
      if (branch !== undefined) changed();
      return branch;
    });
  }

  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    // Outside of what is taken back: a transaction that stands open already is somebody else's.
    named(this.home, () => this.database.exec('BEGIN IMMEDIATE'));
    try {
      const value = await work();
      this.database.exec('COMMIT');
      return value;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw nameOf(this.home, error) ?? error;
    }
  }

  /** A number that another one stands for as soon as another connection has committed anything. Fails by 'ledger-newer' where that was a newer ft. */
  dataVersion(): number {
    refuseNewer(this.database);
    return this.database.pragma('data_version', { simple: true }) as number;
  }

  /** True when the file is no longer where it was: deleted, moved, or another one in its place. Reading then still reads the old one. */
  isGone(): boolean { return fileAt(this.home) !== this.#file; }

  close(): void {
    this.database.close();
  }
}
