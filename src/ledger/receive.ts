/** Commits of other devices are taken in: checked against their chain, written as they are, and told to the read model. */
import { raise } from '../errors.ts';
import { CommitDigest, type Header, argumentsDigest, eventDigest, headerHash, hexOf } from './chain.ts';
import { type Database, prepared } from './database.ts';
import type { Log } from './log.ts';

/** An event as another device stored it; `payload` and `salt` are null where it was erased, its digest then stands in `digest`. */
export interface ForeignEvent {
  readonly type: string;
  readonly subject: string;
  /** Canonical JSON. */
  readonly payload: string | null;
  readonly salt: Uint8Array | null;
  readonly digest: string | null;
}

/** A commit as another device sealed it; `arguments` and their salt are null where they were erased. */
export interface ForeignCommit extends Header {
  readonly hash: string;
  readonly arguments: string | null;
  readonly argumentsSalt: Uint8Array | null;
  readonly argumentsDigest: string | null;
}

/** Hears of what arrived, inside the transaction. */
export interface Arriving {
  arrive(event: { readonly type: string; readonly subject: string; readonly payload: string }, position: number, commit: number): void;
}

/** Says whether a payload is one that this program would have written under the type; true for types it does not know. */
export type Validate = (type: string, payload: string) => boolean;

/** 13 digits of Unix milliseconds, '.', 4 hex digits: what `clock.ts` writes. */
const CLOCK = /^[0-9]{13}\.[0-9a-f]{4}$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Events that are written by one statement: a fifth less work for each than one by one. */
const ROWS = 20;
const COLUMNS = 7;
const INSERT = 'INSERT INTO events (position, "commit", type, subject, payload, salt, digest) VALUES ';
const ROW = '(?, ?, ?, ?, ?, ?, ?)';

/** Takes commits in, inside an open SQLite transaction. */
export class Receiving {
  #number: number;
  #position: number;
  #commits = 0;
  readonly #event;
  readonly #events;
  readonly #header;
  /** Values of events that are not written yet. */
  #waiting: unknown[] = [];

  constructor(private readonly database: Database, private readonly log: Log, private readonly arriving: Arriving | undefined, private readonly isSound: Validate) {
    this.#number = prepared<[], number>(database, 'SELECT coalesce(max(number), 0) FROM commits').pluck().get() ?? 0;
    this.#position = prepared<[], number>(database, 'SELECT coalesce(max(position), 0) FROM events').pluck().get() ?? 0;
    this.#event = prepared(database, INSERT + ROW);
    this.#events = prepared(database, INSERT + Array(ROWS).fill(ROW).join(', '));
    this.#header = prepared(database, `INSERT INTO commits (number, id, device, sequence, clock, command, arguments, arguments_salt, arguments_digest, first, events, digest, previous, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  }

  /** Commits taken so far. */
  get commits(): number { return this.#commits; }

  /**
   * One commit with its events, in order. It must be the next of its device. Fails by 'hub-commit-refused' where chain, digests, count or payloads are not
   * what its header says, or the commit is known under another device; then, as when `events` fail, nothing of it stays, and what was taken before does.
   */
  async take(commit: ForeignCommit, events: Iterable<ForeignEvent> | AsyncIterable<ForeignEvent>): Promise<void> {
    const position = this.#position;
    this.database.exec('SAVEPOINT arriving');
    try {
      await this.#take(commit, events);
      this.database.exec('RELEASE arriving');
    } catch (error) {
      // A full disk takes the whole transaction back by itself.
      if (this.database.inTransaction) this.database.exec('ROLLBACK TO arriving; RELEASE arriving');
      this.#position = position;
      this.#waiting = [];
      throw error;
    }
  }

  async #take(commit: ForeignCommit, events: Iterable<ForeignEvent> | AsyncIterable<ForeignEvent>): Promise<void> {
    const refuse = (why: string): never => raise('hub-commit-refused', { commit: commit.id, device: commit.device, why });
    const previous = this.log.headOf(commit.device);
    if (commit.sequence !== (previous?.sequence ?? 0) + 1) refuse(`its sequence is ${commit.sequence}, but ${(previous?.sequence ?? 0) + 1} follows`);
    if (commit.previous !== (previous?.hash ?? '')) refuse('it does not follow the commit before it');
    if (!CLOCK.test(commit.clock) || !ID.test(commit.id) || !ID.test(commit.device)) refuse('its header is none that ft writes');
    if (headerHash(commit) !== commit.hash) refuse('its header was changed');
    if (this.log.commitById(commit.id)) refuse('the same commit stands in the chain of another device');
    const number = this.#number + 1;
    const first = this.#position + 1;
    const digest = new CommitDigest();
    digest.add(argumentsDigestOf(commit) ?? refuse('its arguments are half erased'));
    // Its header first: where events came before it, SQLite would look through all that there are for those that wait for it.
    this.#header.run(number, commit.id, commit.device, commit.sequence, commit.clock, commit.command, commit.arguments, commit.argumentsSalt, commit.argumentsDigest, first, commit.events, commit.digest, commit.previous, commit.hash);
    let count = 0;
    const accept = (event: ForeignEvent): void => {
      if (++count > commit.events) refuse(`it has more than ${commit.events} events`);
      digest.add(digestOf(event) ?? refuse('an event is half erased'));
      if (event.payload !== null && !this.isSound(event.type, event.payload)) refuse(`an event of the type ${event.type.slice(0, 60)} is none that ft writes`);
      const position = ++this.#position;
      if (this.#waiting.push(position, number, event.type, event.subject, event.payload, event.salt, event.digest) === ROWS * COLUMNS) {
        this.#events.run(this.#waiting);
        this.#waiting = [];
      }
      if (event.payload !== null) this.arriving?.arrive({ type: event.type, subject: event.subject, payload: event.payload }, position, number);
    };
    // What is here already is not waited for, event by event.
    if (Symbol.iterator in events) for (const event of events) accept(event);
    else for await (const event of events) accept(event);
    for (let at = 0; at < this.#waiting.length; at += COLUMNS) this.#event.run(this.#waiting.slice(at, at + COLUMNS));
    this.#waiting = [];
    if (count !== commit.events) refuse(`it has ${count} events instead of ${commit.events}`);
    if (digest.hex() !== commit.digest) refuse('the content of an event was changed');
    this.#number = number;
    this.#commits++;
  }
}

function argumentsDigestOf(commit: ForeignCommit): string | undefined {
  if (commit.arguments === null) return commit.argumentsSalt === null ? (commit.argumentsDigest ?? undefined) : undefined;
  return commit.argumentsSalt === null || commit.argumentsDigest !== null ? undefined : argumentsDigest(commit.argumentsSalt, commit.arguments);
}

function digestOf(event: ForeignEvent): string | undefined {
  if (event.payload === null) return event.salt === null && event.subject === '' ? (event.digest ?? undefined) : undefined;
  return event.salt === null || event.digest !== null ? undefined : eventDigest(hexOf(event.salt), event.type, event.subject, event.payload);
}
