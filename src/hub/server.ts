/** One connection to the hub's PostgreSQL: questions, rows by COPY, and what goes wrong as named failures. */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { raise } from '../errors.ts';
import { type Address, type Tls, isLoopback } from './address.ts';
import { named } from './server-failures.ts';

/** Milliseconds until a server counts as not there, and until one that says nothing counts as gone. */
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
/** Milliseconds to wait for another device that is writing. */
const LOCK_MS = 30_000;
/** Milliseconds that a goodbye may take. */
const CLOSE_MS = 2000;

/** All for tests. */
export interface ServerOptions {
  /** Hears of every question before it is asked. */
  readonly onAsk?: (text: string) => void;
  readonly connectMs?: number;
  readonly silenceMs?: number;
  readonly lockMs?: number;
}

type Stream = import('node:net').Socket;
const connectionOf = (client: pg.Client): import('node:events').EventEmitter & { stream: Stream } => (client as unknown as { connection: import('node:events').EventEmitter & { stream: Stream } }).connection;

export class Server {
  #asked = 0;
  private constructor(private readonly client: pg.Client, readonly address: Address, private readonly options: ServerOptions) {
    const { stream } = connectionOf(client);
    stream.on('timeout', () => stream.destroy(new Error(`no answer for ${Math.ceil(this.#silenceMs / 1000)} seconds`)));
  }

  get #silenceMs(): number { return this.options.silenceMs ?? SILENCE_MS; }

  /** Silence counts only while an answer is due: between two questions this device may be at work for minutes. */
  async #listening<T>(work: () => Promise<T>): Promise<T> {
    const { stream } = connectionOf(this.client);
    stream.setTimeout(this.#silenceMs);
    try {
      return await work();
    } catch (error) {
      throw named(error, this.address);
    } finally {
      stream.setTimeout(0);
    }
  }

  /** Fails by 'hub-unreachable', 'hub-tls', 'hub-denied', 'hub-address-invalid' (a certificate's file that is not there). */
  static async connect(address: Address, options: ServerOptions = {}): Promise<Server> {
    const { host, port, database, user, password, tls } = address;
    const client = new pg.Client({
      host, port, database, user, password: password ?? '', ssl: sslOf(tls), connectionTimeoutMillis: options.connectMs ?? CONNECT_MS, keepAlive: true, keepAliveInitialDelayMillis: 10_000, application_name: 'finance-tracker',
    });
    // What breaks between two questions is told by the next one.
    client.on('error', () => undefined);
    refuseOpenPassword(client, address);
    try {
      await client.connect();
      return new Server(client, address, options);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw named(error, address);
    }
  }

  /** Questions asked so far: round trips beyond those of connecting. */
  get asked(): number { return this.#asked; }

  /** SQL with its values -> rows. Fails by what `named` makes of an error. */
  async ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#ask({ text: sql, values: [...values] }) as pg.QueryResult<Row>).rows;
  }

  /** As `ask`, rows as lists of values: faster for many. */
  async askLists<Row extends unknown[]>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#ask({ text: sql, values: [...values], rowMode: 'array' }) as pg.QueryArrayResult<Row>).rows;
  }

  /** How many rows a statement changed. */
  async change(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.#ask({ text: sql, values: [...values] })).rowCount ?? 0;
  }

  async #ask(query: pg.QueryConfig | pg.QueryArrayConfig): Promise<pg.QueryResult | pg.QueryArrayResult> {
    this.#asked++;
    this.options.onAsk?.(query.text);
    return this.#listening(() => this.client.query(query as pg.QueryConfig));
  }

  /** Pieces of COPY text -> rows of a table. `columns`: their names, as SQL. */
  async copyIn(table: string, columns: string, pieces: Iterable<string>): Promise<void> {
    this.#asked++;
    this.options.onAsk?.(`COPY ${table}`);
    await this.#listening(async () => {
      const stream = this.client.query(copyStreams.from(`COPY ${table} (${columns}) FROM STDIN`));
      let failed: unknown;
      const ended = new Promise<void>((resolve, reject) => {
        stream.once('finish', resolve);
        stream.on('error', (error) => {
          failed ??= error;
          reject(error);
          // What waits to be sent must not be: after an error the stream has lost its connection, and would throw where nobody listens.
          stream.destroy();
        });
      });
      ended.catch(() => undefined);
      try {
        for (const piece of pieces) {
          if (failed) break;
          if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), ended]);
        }
        if (!failed) stream.end();
        await ended;
      } catch (error) {
        stream.destroy();
        throw failed ?? error;
      }
    });
  }

  /** A transaction of the server: all of `work`, or nothing of it. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.ask('BEGIN');
    try {
      const value = await work();
      // PostgreSQL answers the COMMIT of a transaction that failed with ROLLBACK, and with no error.
      const { command } = await this.#ask({ text: 'COMMIT' });
      if (command !== 'COMMIT') raise('hub-refused', { host: this.address.host, why: 'it took a transaction back' });
      return value;
    } catch (error) {
      await this.ask('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Nobody else writes to the hub of a schema while `work` runs. It ends with the connection, however that ends. Fails by 'hub-busy'. */
  async alone<T>(schema: string, work: () => Promise<T>): Promise<T> {
    await this.ask(`SET lock_timeout = ${this.options.lockMs ?? LOCK_MS}`);
    await this.ask(`SELECT pg_advisory_lock(hashtext('finance-tracker'), hashtext($1))`, [schema]);
    try {
      return await work();
    } finally {
      await this.ask(`SELECT pg_advisory_unlock(hashtext('finance-tracker'), hashtext($1))`, [schema]).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    const { stream } = connectionOf(this.client);
    // A network that swallows everything swallows the goodbye too.
    const patience = setTimeout(() => stream.destroy(), CLOSE_MS);
    await this.client.end().catch(() => undefined);
    clearTimeout(patience);
  }
}

/** Over an open network nobody is told the password itself, nor a hash that is guessed offline: who answers there may be anybody. SCRAM proves both sides. */
function refuseOpenPassword(client: pg.Client, address: Address): void {
  if (address.tls.mode !== 'disable' || isLoopback(address)) return;
  const connection = connectionOf(client);
  for (const request of ['authenticationCleartextPassword', 'authenticationMD5Password'])
    connection.prependListener(request, () => connection.stream.destroy(new Error('the server asks for the password in a way that others on the network can read')));
}

/** Certificates are read when they are needed: whoever moves the file is told its name. */
function sslOf(tls: Tls): pg.ClientConfig['ssl'] {
  if (tls.mode === 'disable') return false;
  const read = (path: string | undefined): string | undefined => (path === undefined ? undefined : pem(path));
  const [ca, cert, key] = [read(tls.authority), read(tls.certificate), read(tls.key)];
  return {
    rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }), ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }),
    ...(tls.mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function pem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return raise('hub-address-invalid', { why: `the file ${path} cannot be read` });
  }
}
