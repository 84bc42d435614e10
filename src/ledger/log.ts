/** The log as it is read back: commits and events, in the order of the hybrid clock. */
import { type Database, prepared } from './database.ts';
import type { Header } from './chain.ts';
import type { KnownEvent } from './events/list.ts';
import { presentName, storedNames } from './events/superseded.ts';

export interface StoredCommit extends Header {
  /** Order of arrival on this machine. */
  readonly number: number;
  /** Canonical JSON; null when erased, its digest then stands in `argumentsDigest`. */
  readonly arguments: string | null;
  readonly argumentsSalt: Uint8Array | null;
  readonly argumentsDigest: string | null;
  /** Position of its first event; its events stand together. */
  readonly first: number;
  readonly hash: string;
}

/** An event as stored. `payload` and `salt` are null when it was erased; its digest then stands in `digest`. */
export interface StoredEvent {
  readonly position: number;
  readonly commit: number;
  readonly type: string;
  readonly subject: string;
  readonly payload: string | null;
  readonly salt: Uint8Array | null;
  readonly digest: string | null;
}

/** As much of an event as another device needs. */
export type HandedOnEvent = Pick<StoredEvent, 'type' | 'subject' | 'payload' | 'digest'> & { readonly salt: Uint8Array | string | null };

const COMMIT = `number, id, device, sequence, clock, command, arguments, arguments_salt AS argumentsSalt,
  arguments_digest AS argumentsDigest, first, events, digest, previous, hash`;
const EVENT = 'e.position, e."commit", e.type, e.subject, e.payload';

/** Read access to the log of an open ledger file. */
export class Log {
  readonly #database: Database;
  readonly #bySubject;

  constructor(database: Database) {
    this.#database = database;
    this.#bySubject = database.prepare<[string], EventRow>(`
      SELECT ${EVENT} FROM events e LEFT JOIN commits c ON c.number = e."commit"
      WHERE e.subject = ? AND e.payload IS NOT NULL ORDER BY c.clock IS NULL, c.clock, c.device, e.position`);
  }

  /** Events of one subject in clock order, those of the commit being written last, erased ones left out. Includes types this program doesn't know. */
  of(subject: string): KnownEvent[] {
    return this.#bySubject.all(subject).map(parsed);
  }

  /** As `of`, for many subjects at once. */
  ofEach(subjects: readonly string[]): Map<string, KnownEvent[]> {
    const found = new Map<string, KnownEvent[]>(subjects.map((subject) => [subject, []]));
    const rows = this.#database.prepare<[string], EventRow>(`
      SELECT ${EVENT} FROM json_each(?) asked JOIN events e ON e.subject = asked.value LEFT JOIN commits c ON c.number = e."commit"
      WHERE e.payload IS NOT NULL ORDER BY asked.key, c.clock IS NULL, c.clock, c.device, e.position`).all(JSON.stringify(subjects));
    for (const row of rows) found.get(row.subject)?.push(parsed(row));
    return found;
  }

  /** The reference that the recording of each of these transactions names, by id; of several recordings the first in clock order counts. */
  references(ids: readonly string[]): Map<string, string | undefined> {
    const found = new Map<string, string | undefined>();
    const rows = prepared<[string, string], readonly [string, string | null]>(this.#database, `
      SELECT e.subject, e.payload ->> '$.reference' FROM json_each(?) asked JOIN events e ON e.subject = asked.value LEFT JOIN commits c ON c.number = e."commit"
      WHERE e.type IN (SELECT value FROM json_each(?)) AND e.payload IS NOT NULL ORDER BY c.clock IS NULL, c.clock, c.device, e.position`).raw();
    for (const [id, reference] of rows.all(JSON.stringify(ids), JSON.stringify(storedNames('transaction.recorded.v2')))) if (!found.has(id)) found.set(id, reference ?? undefined);
    return found;
  }

  /** True when any event speaks of the subject. */
  speaksOf(subject: string): boolean {
    return this.#database.prepare('SELECT 1 FROM events WHERE subject = ? LIMIT 1').get(subject) !== undefined;
  }

  /** True when an event that was written before a position speaks of the subject. */
  spokeOf(subject: string, position: number): boolean {
    return prepared(this.#database, 'SELECT 1 FROM events WHERE subject = ? AND position < ? LIMIT 1').get(subject, position) !== undefined;
  }

  /** Every commit in clock order. */
  commits(): StoredCommit[] {
    return this.#database.prepare<[], StoredCommit>(`SELECT ${COMMIT} FROM commits ORDER BY clock, device`).all();
  }

  /** The commits in which these events stand, by number. */
  commitsOf(events: readonly Pick<KnownEvent, 'commit'>[]): Map<number, StoredCommit> {
    const found = this.#database.prepare<[string], StoredCommit>(`SELECT ${COMMIT} FROM commits WHERE number IN (SELECT value FROM json_each(?))`).all(JSON.stringify(events.map(({ commit }) => commit)));
    return new Map(found.map((commit) => [commit.number, commit]));
  }

  /** Number of commits in the log. */
  size(): number {
    return this.#database.prepare<[], number>('SELECT count(*) FROM commits').pluck().get() ?? 0;
  }

  /** How much came after a clock, and how many events there are in all. */
  sizeAround(clock: string): { readonly later: { readonly commits: number; readonly events: number }; readonly total: number } {
    const later = this.#database.prepare<[string], { commits: number; events: number }>('SELECT count(*) AS commits, coalesce(sum(events), 0) AS events FROM commits WHERE clock > ?').get(clock)!;
    return { later, total: this.#database.prepare<[], number>('SELECT coalesce(sum(events), 0) FROM commits').pluck().get() ?? 0 };
  }

  /** The newest commit by clock. */
  head(): StoredCommit | undefined {
    return prepared<[], StoredCommit>(this.#database, `SELECT ${COMMIT} FROM commits ORDER BY clock DESC, device DESC LIMIT 1`).get();
  }

  /** The newest commit of one device: what its next one is chained to. */
  headOf(device: string): StoredCommit | undefined {
    return prepared<[string], StoredCommit>(this.#database, `SELECT ${COMMIT} FROM commits WHERE device = ? ORDER BY sequence DESC LIMIT 1`).get(device);
  }

  /** One commit by its whole id. */
  commitById(id: string): StoredCommit | undefined {
    return prepared<[string], StoredCommit>(this.#database, `SELECT ${COMMIT} FROM commits WHERE id = ?`).get(id);
  }

  /** Who writes here; undefined before the first commit. */
  ownDevice(): string | undefined { return prepared<[], string>(this.#database, 'SELECT id FROM device').pluck().get(); }

  /** The newest commit of every device, by device. */
  heads(): StoredCommit[] {
    return prepared<[], StoredCommit>(this.#database, `SELECT ${COMMIT} FROM commits c WHERE sequence = (SELECT max(sequence) FROM commits WHERE device = c.device) ORDER BY device`).all();
  }

  /** Commits of a device after a sequence, in order; `limit`: so many at most. */
  chain(device: string, after: number, limit = -1): StoredCommit[] {
    return prepared<[string, number, number], StoredCommit>(this.#database, `SELECT ${COMMIT} FROM commits WHERE device = ? AND sequence > ? ORDER BY sequence LIMIT ?`).all(device, after, limit);
  }

  /** Number of the commit that arrived last; 0 for none. */
  lastNumber(): number { return prepared<[], number>(this.#database, 'SELECT coalesce(max(number), 0) FROM commits').pluck().get() ?? 0; }

  /** Numbers of the commits of other devices that arrived after one, in order of arrival. */
  arrivedAfter(number: number): number[] {
    return prepared<[number], number>(this.#database, 'SELECT number FROM commits WHERE number > ? AND device NOT IN (SELECT id FROM device) ORDER BY number').pluck().all(number);
  }

  /** The event at a position, as stored. */
  eventAt(position: number): StoredEvent | undefined {
    return prepared<[number], StoredEvent>(this.#database, 'SELECT position, "commit", type, subject, payload, salt, digest FROM events WHERE position = ?').get(position);
  }

  /** How many events a device's commits hold. */
  eventsOfDevice(device: string): number { return prepared<[string], number>(this.#database, 'SELECT coalesce(sum(events), 0) FROM commits WHERE device = ?').pluck().get(device) ?? 0; }

  /** Hash of a device's commit of this sequence; '' for none. */
  hashAt(device: string, sequence: number): string {
    return prepared<[string, number], string>(this.#database, 'SELECT hash FROM commits WHERE device = ? AND sequence = ?').pluck().get(device, sequence) ?? '';
  }

  /** Commits whose id begins or ends with the hex text (any case, dashes optional): a UUIDv7 begins with time, so people use its end. */
  commitsLike(prefix: string): StoredCommit[] {
    const plain = prefix.toLowerCase().replaceAll('-', '');
    if (!/^[0-9a-f]+$/.test(plain)) return [];
    return this.#database.prepare<[string, string], StoredCommit>(
      `SELECT ${COMMIT} FROM commits WHERE replace(id, '-', '') LIKE ? OR replace(id, '-', '') LIKE ? ORDER BY clock, device`).all(`${plain}%`, `%${plain}`);
  }

  /** Events of one commit in order, one at a time, as stored. */
  eventsOf(commit: StoredCommit): IterableIterator<StoredEvent> {
    return this.#database.prepare<[number, number], StoredEvent>(
      'SELECT position, "commit", type, subject, payload, salt, digest FROM events WHERE position >= ? AND position < ? ORDER BY position',
    ).iterate(commit.first, commit.first + commit.events);
  }

  /** Events of one commit in order, in chunks: between two of them the file may be written to. */
  *chunksOf(commit: StoredCommit, size = 5000): Generator<StoredEvent[], void, undefined> {
    const chunk = this.#database.prepare<[number, number], StoredEvent>(
      'SELECT position, "commit", type, subject, payload, salt, digest FROM events WHERE position >= ? AND position < ? ORDER BY position');
    const end = commit.first + commit.events;
    for (let position = commit.first; position < end; position += size) yield chunk.all(position, Math.min(position + size, end));
  }

  /** Events of one commit in order, as they are handed on: salts in hex, which costs half of reading them as bytes. In chunks. */
  *handedOn(commit: StoredCommit, size: number): Generator<HandedOnEvent[], void, undefined> {
    const chunk = prepared<[number, number], HandedOnEvent>(this.#database, 'SELECT type, subject, payload, iif(salt IS NULL, NULL, lower(hex(salt))) AS salt, digest FROM events WHERE position >= ? AND position < ? ORDER BY position');
    const end = commit.first + commit.events;
    for (let position = commit.first; position < end; position += size) yield chunk.all(position, Math.min(position + size, end));
  }

  /** How many events of each type a commit holds. */
  countsOf(commit: StoredCommit): Map<string, number> {
    const rows = prepared<[number, number], { type: string; count: number }>(this.#database, 'SELECT type, count(*) AS count FROM events WHERE position >= ? AND position < ? GROUP BY type')
      .all(commit.first, commit.first + commit.events);
    return byPresentName(rows);
  }

  /** The first events of one type in a commit, parsed; erased ones left out. */
  firstOf<T extends KnownEvent['type']>(commit: StoredCommit, type: T, limit: number): Extract<KnownEvent, { type: T }>[] {
    return prepared<[number, number, string, number], EventRow>(this.#database, `SELECT position, "commit", type, subject, payload FROM events
        WHERE position >= ? AND position < ? AND type IN (SELECT value FROM json_each(?)) AND payload IS NOT NULL ORDER BY position LIMIT ?`)
      .all(commit.first, commit.first + commit.events, JSON.stringify(storedNames(type)), limit).map((row) => parsed(row) as Extract<KnownEvent, { type: T }>);
  }

  /** Every event of some types, in clock order, undone commits' too; erased ones left out. */
  ofTypes(types: readonly KnownEvent['type'][]): KnownEvent[] {
    return prepared<[string], EventRow>(this.#database, `SELECT ${EVENT} FROM events e LEFT JOIN commits c ON c.number = e."commit" WHERE e.type IN (SELECT value FROM json_each(?)) AND e.payload IS NOT NULL
        ORDER BY c.clock IS NULL, c.clock, c.device, e.position`)
      .all(JSON.stringify(types.flatMap((type) => [...storedNames(type)]))).map(parsed);
  }

  /** Position and stored type of the events from..to (exclusive): a commit of any size is looked through a piece at a time. */
  typesBetween(from: number, to: number): (readonly [position: number, type: string])[] {
    return prepared<[number, number], readonly [number, string]>(this.#database, 'SELECT position, type FROM events WHERE position >= ? AND position < ? ORDER BY position').raw().all(from, to)
      .map(([position, type]) => [position, presentName(type)]);
  }

  /** The events at these positions, parsed; erased ones left out. */
  at(positions: readonly number[]): KnownEvent[] {
    return prepared<[string], EventRow>(this.#database, `SELECT ${EVENT} FROM json_each(?) asked JOIN events e ON e.position = asked.value
      WHERE e.payload IS NOT NULL ORDER BY asked.key`).all(JSON.stringify(positions)).map(parsed);
  }

  /** Events at or past a position where no commit's events should stand. */
  strayEvents(position: number): number {
    return this.#database.prepare<[number], number>('SELECT count(*) FROM events WHERE position >= ?').pluck().get(position) ?? 0;
  }

  /** Names of the triggers that refuse changes to the log, as they stand in the file. */
  guards(): string[] {
    return this.#database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('commits', 'events')").pluck().all();
  }

  /** How many events of each type the log holds. */
  countByType(): Map<string, number> {
    const rows = this.#database.prepare<[], { type: string; count: number }>('SELECT type, count(*) AS count FROM events GROUP BY type').all();
    return byPresentName(rows);
  }
}

interface EventRow { readonly position: number; readonly commit: number; readonly type: string; readonly subject: string; readonly payload: string }

function byPresentName(rows: readonly { readonly type: string; readonly count: number }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type, count } of rows) counts.set(presentName(type), (counts.get(presentName(type)) ?? 0) + count);
  return counts;
}

/** A stored event with its payload parsed, under its present name. Its digest stands in the chain, so its shape is taken as written. */
export const parsed = (row: EventRow): KnownEvent => ({ ...row, type: presentName(row.type), payload: JSON.parse(row.payload) }) as KnownEvent;
