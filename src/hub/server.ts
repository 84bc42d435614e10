/** One connection to the hub's PostgreSQL: questions, rows by COPY, and what goes wrong as named failures. */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { type Failure, FailureError, failure, failureIn, raise } from '../errors.ts';
import type { Address, Tls } from './address.ts';

/** Milliseconds until a server counts as not there, and until one that says nothing counts as gone. */
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
/** Milliseconds to wait for another device that is writing. */
const LOCK_MS = 30_000;

export interface ServerOptions {
  /** Hears of every question, for counting. */
  readonly onAsk?: (text: string) => void;
}

export class Server {
  #asked = 0;
  private constructor(private readonly client: pg.Client, readonly address: Address, private readonly options: ServerOptions) {}

  /** Fails by 'hub-unreachable', 'hub-tls', 'hub-denied', 'hub-address-invalid' (a certificate's file that is not there). */
  static async connect(address: Address, options: ServerOptions = {}): Promise<Server> {
    const { host, port, database, user, password, tls } = address;
    const client = new pg.Client({ host, port, database, user, password: password ?? '', ssl: sslOf(tls), connectionTimeoutMillis: CONNECT_MS, keepAlive: true, application_name: 'finance-tracker' });
    // What breaks between two questions is told by the next one.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { stream } = (client as unknown as { connection: { stream: import('node:net').Socket } }).connection;
      stream.setTimeout(SILENCE_MS, () => stream.destroy(new Error(`no answer for ${SILENCE_MS / 1000} seconds`)));
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
    try {
      return await this.client.query(query as pg.QueryConfig);
    } catch (error) {
      throw named(error, this.address);
    }
  }

  /** Pieces of COPY text -> rows of a table. `columns`: their names, as SQL. */
  async copyIn(table: string, columns: string, pieces: Iterable<string>): Promise<void> {
    this.#asked++;
    this.options.onAsk?.(`COPY ${table}`);
    const stream = this.client.query(copyStreams.from(`COPY ${table} (${columns}) FROM STDIN`));
    let failed: unknown;
    const ended = new Promise<void>((resolve, reject) => {
      stream.once('finish', resolve);
      stream.once('error', (error) => { failed = error; reject(error); });
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
      throw named(failed ?? error, this.address);
    }
  }

  /** A transaction of the server: all of `work`, or nothing of it. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.ask('BEGIN');
    try {
      const value = await work();
      await this.ask('COMMIT');
      return value;
    } catch (error) {
      await this.ask('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Nobody else writes to the hub of a schema while `work` runs. It ends with the connection, however that ends. Fails by 'hub-busy'. */
  async alone<T>(schema: string, work: () => Promise<T>): Promise<T> {
    await this.ask(`SET lock_timeout = ${LOCK_MS}`);
    await this.ask(`SELECT pg_advisory_lock(hashtext('finance-tracker'), hashtext($1))`, [schema]);
    try {
      return await work();
    } finally {
      await this.ask(`SELECT pg_advisory_unlock(hashtext('finance-tracker'), hashtext($1))`, [schema]).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
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

const TLS_CODES = /^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_SSL|HOSTNAME_MISMATCH|EPROTO)/;
const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE', 'ENOENT', 'EADDRNOTAVAIL', 'ECONNABORTED']);

/** An error of the network, of TLS or of the server (its SQLSTATE) -> the failure it means; what is ft's own stays as it is. */
function named(error: unknown, { host, user, database }: Pick<Address, 'host' | 'user' | 'database'>): unknown {
  if (failureIn(error)) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const why = message.slice(0, 200).replace(/\.$/, '');
  const as = (one: Failure): FailureError => new FailureError(one);
  if (TLS_CODES.test(code) || /does not support SSL/i.test(message)) return as(failure('hub-tls', { host, why }));
  if (GONE.has(code) || /^57P0|^08|^53300$/.test(code) || /terminated|timeout expired|no answer for|Connection ended|not queryable|socket/i.test(message)) return as(failure('hub-unreachable', { host, why: reasons[code] ?? why }));
  if (code === '53100') return as(failure('hub-full', { host }));
  if (code === '55P03') return as(failure('hub-busy', { host }));
  if (code === '28P01' || code === '28000') return as(failure('hub-denied', { host, why: `user ${user} or the password is not accepted` }));
  if (code === '3D000') return as(failure('hub-denied', { host, why: `there is no database ${database}` }));
  if (code === '42501') return as(failure('hub-denied', { host, why }));
  if (/^[0-9A-Z]{5}$/.test(code)) return as(failure('hub-refused', { host, why: `${why} (${code})` }));
  return /password|SASL|SCRAM/i.test(message) ? as(failure('hub-denied', { host, why })) : error;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there', ENOTFOUND: 'there is no such host', EAI_AGAIN: 'its name cannot be looked up now', ECONNRESET: 'the connection broke off', EPIPE: 'the connection broke off', ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'no way leads there', ENETUNREACH: 'no way leads there', '57P01': 'it is shutting down', '57P02': 'it crashed', '57P03': 'it is starting', '53300': 'it has no connection left',
};
