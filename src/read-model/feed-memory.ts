/** What feeds remember beside the log (see migration 0003): shapes are their owner's, here they are JSON. */
import { dirname } from 'node:path';
import { type Database, named, prepared } from '../ledger/database.ts';

/** A request to a bank. */
export interface FeedCall {
  readonly connection: string;
  /** Key of the bank's account; null where it is about none. */
  readonly account: string | null;
  readonly endpoint: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly attended: boolean;
  readonly purpose: 'connect' | 'sync' | 'disconnect' | 'look';
}
/** `status` 0: no answer came, or the process ended before. */
export interface SentCall extends FeedCall { readonly number: number; readonly status: number }

type RawCall = Omit<SentCall, 'attended'> & { readonly attended: number };
const callFrom = (raw: RawCall): SentCall => ({ ...raw, attended: raw.attended === 1 });

export class FeedMemory {
  constructor(private readonly database: Database) {}

  /** What was remembered of a bank's account ('' for the connection itself). */
  get(connection: string, key: string): unknown {
    const state = prepared<[string, string], string>(this.database, 'SELECT state FROM feed_memory WHERE connection = ? AND key = ?').pluck().get(connection, key);
    return state === undefined ? undefined : JSON.parse(state);
  }

  /** Everything remembered of a connection, by key. */
  of(connection: string): Map<string, unknown> {
    return new Map(prepared<[string], { key: string; state: string }>(this.database, 'SELECT key, state FROM feed_memory WHERE connection = ? ORDER BY key').all(connection)
      .map(({ key, state }) => [key, JSON.parse(state)]));
  }

  /** Replaces it. */
  set(connection: string, key: string, state: object): void {
    prepared(this.database, 'INSERT OR REPLACE INTO feed_memory VALUES (?, ?, ?)').run(connection, key, JSON.stringify(state));
  }

  /** Forgets all of a connection but the requests that are not in the log yet. */
  forget(connection: string): void {
    prepared(this.database, 'DELETE FROM feed_memory WHERE connection = ?').run(connection);
  }

  /** Writes down that a request goes out, before it does -> its number. */
  sends({ connection, account, endpoint, at, attended, purpose }: FeedCall): number {
    return this.#unawaited(() => Number(prepared(this.database, 'INSERT INTO feed_calls (connection, account, endpoint, at, attended, purpose) VALUES (?, ?, ?, ?, ?, ?)')
      .run(connection, account, endpoint, at, attended ? 1 : 0, purpose).lastInsertRowid));
  }

  /** What it was answered with. */
  answered(number: number, status: number): void {
    this.#unawaited(() => prepared(this.database, 'UPDATE feed_calls SET status = ? WHERE number = ?').run(status, number));
  }

  /** Writes without waiting for the disk. It stands whatever ends the process; only a power cut can take what came since the last commit, which waits for all. */
  #unawaited<T>(write: () => T): T {
    prepared(this.database, 'PRAGMA synchronous = NORMAL').run();
    try {
      return named(dirname(this.database.name), write);
    } finally {
      prepared(this.database, 'PRAGMA synchronous = FULL').run();
    }
  }

  /** Requests of a connection since an instant, oldest first. */
  since(connection: string, from: number): SentCall[] {
    return prepared<[string, number], RawCall>(this.database, 'SELECT number, connection, account, endpoint, at, attended, purpose, status FROM feed_calls WHERE connection = ? AND at >= ? ORDER BY number')
      .all(connection, from).map(callFrom);
  }

  /** Requests of a connection that do not stand in the log yet. */
  unlogged(connection: string): SentCall[] {
    return prepared<[string], RawCall>(this.database, 'SELECT number, connection, account, endpoint, at, attended, purpose, status FROM feed_calls WHERE connection = ? AND logged = 0 ORDER BY number')
      .all(connection).map(callFrom);
  }

  /** Connections, agreed on or not, of which requests do not stand in the log yet. */
  unloggedConnections(): string[] {
    return prepared<[], string>(this.database, 'SELECT DISTINCT connection FROM feed_calls WHERE logged = 0 ORDER BY connection').pluck().all();
  }

  /** They stand in the log now; what stands there and is older than `before` is forgotten here. */
  logged(calls: readonly Pick<SentCall, 'number'>[], before: number): void {
    const mark = prepared(this.database, 'UPDATE feed_calls SET logged = 1 WHERE number = ?');
    for (const { number } of calls) mark.run(number);
    prepared(this.database, 'DELETE FROM feed_calls WHERE logged = 1 AND at < ?').run(before);
  }
}
