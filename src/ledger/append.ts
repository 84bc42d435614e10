/** Writing: a commit in the making, its events appended, its header sealed into the chain. */
import type { Random, WallClock } from '../values/ambient.ts';
import { uuidv7 } from '../values/ids.ts';
import { type Json, canonicalJson } from './canonical-json.ts';
import { CommitDigest, SALT_BYTES, argumentsDigest, eventDigest, headerHash, hexOf } from './chain.ts';
import { tick } from './clock.ts';
import { type Database, prepared } from './database.ts';
import type { NewEvent } from './events/list.ts';
import type { Log, StoredCommit } from './log.ts';

/** Keeps the read model in step, inside the transaction of the append. */
export interface Projector {
  /** Called for each event, in order, right after it was written. */
  apply(event: NewEvent, position: number, commit: number): void;
  /** Called when reading must see what was appended, at least once: last after the header was written and before SQLite commits. */
  settle(): void;
  /** Called when what was appended since the last settling is taken back, tables included. */
  forget(): void;
}

export interface CommitRequest { readonly command: string; readonly arguments: Json }

/** A commit being written inside an open SQLite transaction. */
export class Draft {
  readonly id: string;
  readonly number: number;
  #appended = 0;
  readonly #first: number;
  #digest = new CommitDigest();
  readonly #salts: Salts;
  readonly #argumentsSalt: Uint8Array;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly device: string,
    private readonly request: CommitRequest,
    private readonly clock: WallClock,
    random: Random,
    private readonly encode: (event: NewEvent) => string,
    private readonly projector: Projector,
  ) {
    this.id = uuidv7(clock(), random(10));
    this.number = (prepared<[], number>(database, 'SELECT coalesce(max(number), 0) + 1 FROM commits').pluck().get() ?? 1);
    this.#first = (prepared<[], number>(database, 'SELECT coalesce(max(position), 0) + 1 FROM events').pluck().get() ?? 1);
    this.#salts = new Salts(random);
    this.#argumentsSalt = random(SALT_BYTES);
    this.#digest.add(argumentsDigest(this.#argumentsSalt, canonicalJson(request.arguments)));
    this.#inserts = new Inserts(database);
  }
  readonly #inserts: Inserts;

  /** Events appended so far. */
  get events(): number { return this.#appended; }

  /** Appends events in order: validated, salted, digested, written, projected. */
  append(events: Iterable<NewEvent>): void {
    for (const event of events) {
      const payload = this.encode(event);
      const salt = this.#salts.next();
      const position = this.#first + this.#appended++;
      this.#digest.add(eventDigest(salt.hex, event.type, event.subject, payload));
      this.#inserts.add(position, this.number, event.type, event.subject, payload, salt.bytes);
      this.projector.apply(event, position, this.number);
    }
    this.#inserts.flush();
  }

  /** Lets the read model catch up with what was appended so far. */
  settle(): void { this.projector.settle(); }

  /** A part of the commit that may fail by itself: when `work` throws, all that it appended is taken back and the rest stands. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    this.settle();
    const [appended, digest] = [this.#appended, this.#digest.copy()];
    this.database.exec('SAVEPOINT part');
    try {
      const value = await work();
      this.settle();
      this.database.exec('RELEASE part');
      return value;
    } catch (error) {
      // A full disk takes the whole transaction back by itself.
      if (this.database.inTransaction) this.database.exec('ROLLBACK TO part; RELEASE part');
      this.#inserts.discard();
      this.projector.forget();
      this.#appended = appended;
      this.#digest = digest;
      throw error;
    }
  }

  /** Writes the header and lets the read model settle. */
  seal(): StoredCommit {
    const previous = this.log.headOf(this.device);
    const header = {
      id: this.id,
      device: this.device,
      sequence: (previous?.sequence ?? 0) + 1,
      clock: tick(this.log.head()?.clock, this.clock()),
      command: this.request.command,
      events: this.#appended,
      digest: this.#digest.hex(),
      previous: previous?.hash ?? '',
    };
    const json = canonicalJson(this.request.arguments);
    const hash = headerHash(header);
    prepared(this.database, `INSERT INTO commits (number, id, device, sequence, clock, command, arguments, arguments_salt, first, events, digest, previous, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
      this.number, header.id, header.device, header.sequence, header.clock, header.command, json, this.#argumentsSalt,
      this.#first, header.events, header.digest, header.previous, hash);
    this.projector.settle();
    return { ...header, number: this.number, arguments: json, argumentsSalt: this.#argumentsSalt, argumentsDigest: null, first: this.#first, hash };
  }
}

/** Random salts, drawn from the system a thousand at a time: a call for each costs more than the event's hash. */
class Salts {
  #pool: Uint8Array = new Uint8Array(0);
  #hex = '';
  #used = 0;
  constructor(private readonly random: Random) {}
  next(): { bytes: Uint8Array; hex: string } {
    if (this.#used >= this.#pool.length) {
      this.#pool = this.random(SALT_BYTES * 1000);
      this.#hex = hexOf(this.#pool);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += SALT_BYTES;
    return { bytes: this.#pool.subarray(start, this.#used), hex: this.#hex.slice(2 * start, 2 * this.#used) };
  }
}

/** Writes events some at a time: a statement of many rows costs a fifth less a row than one for each. */
class Inserts {
  static readonly #ROWS = 20;
  static readonly #SQL = 'INSERT INTO events (position, "commit", type, subject, payload, salt) VALUES ';
  readonly #one;
  readonly #many;
  #waiting: unknown[] = [];

  constructor(database: Database) {
    this.#one = prepared(database, `${Inserts.#SQL}(?, ?, ?, ?, ?, ?)`);
    this.#many = prepared(database, Inserts.#SQL + Array(Inserts.#ROWS).fill('(?, ?, ?, ?, ?, ?)').join(', '));
  }
  add(...event: [number, number, string, string, string, Uint8Array]): void {
    this.#waiting.push(...event);
    if (this.#waiting.length < 6 * Inserts.#ROWS) return;
    this.#many.run(this.#waiting);
    this.#waiting = [];
  }
  discard(): void { this.#waiting = []; }
  flush(): void {
    for (let i = 0; i < this.#waiting.length; i += 6) this.#one.run(this.#waiting.slice(i, i + 6));
    this.#waiting = [];
  }
}
