/** Who the server is must be proven, by certificates that this test makes itself; and what may not cross an open network does not. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureIn, tell } from '../../src/errors.ts';
import { addressFrom } from '../../src/hub/address.ts';
import { Server, type ServerOptions } from '../../src/hub/server.ts';
import { makeHome } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), 'ft-tls-'));
const file = (name: string): string => join(folder, name);
const openssl = (...given: string[]): void => { execFileSync('openssl', given, { stdio: 'ignore', cwd: folder }); };

/** A certificate of the test's authority for some names. */
function certificate(name: string, names: string): void {
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=hub');
  writeFileSync(file(`${name}.ext`), `subjectAltName=${names}`);
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.pem`);
}

beforeAll(async () => {
  postgres = await startPostgres();
  chmodSync(folder, 0o755);
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=authority of a test', '-days', '2');
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'other.key', '-out', 'other.pem', '-subj', '/CN=another authority', '-days', '2');
  certificate('here', 'DNS:localhost,IP:127.0.0.1');
  certificate('named', 'DNS:localhost');
  certificate('elsewhere', 'DNS:hub.example.org');
  const [{ data_directory: data }] = await postgres.ask<{ data_directory: string }>(url(''), 'SHOW data_directory') as [{ data_directory: string }];
  const { uid, gid } = statSync(data);
  for (const key of readdirSync(folder).filter((name) => name.endsWith('.key'))) {
    chmodSync(file(key), 0o600);
    if (process.getuid?.() === 0) chownSync(file(key), uid, gid);
  }
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const url = (query: string, host = '127.0.0.1'): string => `postgres://postgres:password@${host}:${postgres.port}/postgres${query}`;
const ca = (name = 'ca'): string => `sslrootcert=${encodeURIComponent(file(`${name}.pem`))}`;
/** What the server proves itself with from now on; undefined: it speaks no TLS. */
async function serve(name: string | undefined): Promise<void> {
  for (const setting of name === undefined ? ['ssl = off'] : [`ssl_cert_file = '${file(`${name}.pem`)}'`, `ssl_key_file = '${file(`${name}.key`)}'`, 'ssl = on']) await postgres.ask(url(''), `ALTER SYSTEM SET ${setting}`);
  await postgres.ask(url(''), 'SELECT pg_reload_conf()');
  // A server reads its settings anew when it comes to it.
  for (let tries = 0; tries < 100; tries++) {
    const [now] = await postgres.ask<{ ssl: string; certificate: string }>(url(''), `SELECT current_setting('ssl') AS ssl, current_setting('ssl_cert_file') AS certificate`);
    if (name === undefined ? now!.ssl === 'off' : now!.ssl === 'on' && now!.certificate === file(`${name}.pem`)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
async function failing(text: string, options: ServerOptions = {}): Promise<{ code: string; why: string } | undefined> {
  try {
    await (await Server.connect(addressFrom(text), options)).close();
    return undefined;
  } catch (error) {
    const failure = failureIn(error);
    if (!failure) throw error;
    return { code: failure.code, why: JSON.stringify(tell(failure)) };
  }
}

test.each([
  ['here', '?sslmode=verify-full', '127.0.0.1', 'hub-tls'],
  ['here', () => `?sslmode=verify-full&${ca('other')}`, '127.0.0.1', 'hub-tls'],
  ['here', () => `?sslmode=verify-ca&${ca('other')}`, '127.0.0.1', 'hub-tls'],
  ['here', () => `?sslmode=verify-full&${ca()}`, '127.0.0.1', undefined],
  ['here', () => `?sslmode=require&${ca()}`, 'localhost', undefined],
  ['named', () => `?${ca()}`, 'localhost', undefined],
  ['named', () => `?${ca()}`, '127.0.0.1', 'hub-tls'],
  ['elsewhere', () => `?sslmode=verify-full&${ca()}`, '127.0.0.1', 'hub-tls'],
  ['elsewhere', () => `?sslmode=verify-full&${ca()}`, 'localhost', 'hub-tls'],
  ['elsewhere', () => `?sslmode=verify-ca&${ca()}`, 'localhost', undefined],
  [undefined, () => `?sslmode=verify-full&${ca()}`, '127.0.0.1', 'hub-tls'],
  [undefined, '?sslmode=verify-full&sslrootcert=/no/such/file', '127.0.0.1', 'hub-address-invalid'],
])('a server that shows the certificate "%s", asked with %s on %s: %s', async (name, query, host, code) => {
  await serve(name);
  const found = await failing(url(typeof query === 'string' ? query : query(), host));
  expect(found?.code).toBe(code);
  expect(found?.why ?? '').not.toContain('password');
});

test('a failure of the server has a name, and no secret in it', async () => {
  await serve(undefined);
  const named = async (text: string): Promise<string | undefined> => {
    const found = await failing(text, { connectMs: 2000 });
    expect(found?.why).not.toContain('hush');
    return found?.code;
  };
  const at = `127.0.0.1:${postgres.port}`;
  expect(await named(`postgres://postgres:hush@${at}/postgres`)).toBe('hub-denied');
  expect(await named(`postgres://postgres@${at}/postgres`)).toBe('hub-denied');
  expect(await named(`postgres://nobody:hush@${at}/postgres`)).toBe('hub-denied');
  expect(await named(`postgres://postgres:password@${at}/nowhere`)).toBe('hub-denied');
  expect(await named('postgres://postgres:hush@127.0.0.1:1/postgres')).toBe('hub-unreachable');
  expect(await named('postgres://postgres:hush@no.such.host.invalid/postgres')).toBe('hub-unreachable');
});

describe('what answers is no PostgreSQL, or not an honest one', () => {
  /** Something that listens; `heard`: all that it was told. */
  async function listener(answer: (socket: Socket) => void): Promise<{ port: number; heard: () => string; connections: () => number; close: () => Promise<void> }> {
    const heard: Buffer[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined).on('data', (bytes) => {
        heard.push(bytes);
        answer(socket);
      }));
    });
    await new Promise<void>((resolve) => { server.listen(0, '0.0.0.0', resolve); });
    return {
      port: (server.address() as AddressInfo).port, heard: () => Buffer.concat(heard).toString('latin1'), connections: () => sockets.size,
      close: () => new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => { resolve(); });
      }),
    };
  }
  const wants = (kind: number, more: readonly number[] = []): Buffer => Buffer.from(['R'.charCodeAt(0), 0, 0, 0, 8 + more.length, 0, 0, 0, kind, ...more]);

  test.each([
    ['a web server', (socket: Socket) => { socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'); }, '', ['hub-refused', 'hub-unreachable']],
    ['a web server, asked for TLS', (socket: Socket) => { socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'); }, '?sslmode=verify-full', ['hub-refused']],
    ['noise', (socket: Socket) => { socket.write(Buffer.alloc(64, 7)); }, '', ['hub-refused', 'hub-unreachable']],
    ['noise after a yes to TLS', (socket: Socket) => { socket.write('S'); setTimeout(() => socket.write(Buffer.alloc(64, 7)), 20); }, '?sslmode=verify-full', ['hub-tls', 'hub-unreachable']],
    ['nothing', () => undefined, '', ['hub-unreachable']],
    ['a hang-up', (socket: Socket) => { socket.destroy(); }, '', ['hub-unreachable']],
    ['a hang-up, asked for TLS', (socket: Socket) => { socket.end('S'); }, '?sslmode=verify-full', ['hub-unreachable', 'hub-tls']],
    ['no to TLS', (socket: Socket) => { socket.write('N'); }, '?sslmode=verify-full', ['hub-tls']],
  ])('%s', async (_, answer, query, codes) => {
    const there = await listener(answer);
    try {
      expect(codes).toContain((await failing(`postgres://me:hush@127.0.0.1:${there.port}/d${query}`, { connectMs: 500 }))?.code);
      expect(there.heard()).not.toContain('hush');
    } finally {
      await there.close();
    }
  });

  // 0.0.0.0 leads here, but by its name it is not this machine.
  test.each([['the password itself', wants(3)], ['a hash of it that is guessed offline', wants(5, [1, 2, 3, 4])]])('over an open network it asks for %s: it is not told', async (_, question) => {
    const there = await listener((socket) => { socket.write(question); });
    try {
      expect((await failing(`postgres://me:hush@0.0.0.0:${there.port}/d?sslmode=disable`, { connectMs: 500 }))?.code).toBe('hub-denied');
      expect(there.heard()).not.toMatch(/hush|md5[0-9a-f]{32}/);
    } finally {
      await there.close();
    }
  });

  test('a hub that could read is not even knocked at over an open network', async () => {
    const there = await listener(() => undefined);
    const home = makeHome({ name: 'open', clock: () => 1_767_600_000_000 });
    try {
      await expect(home.connect(`postgres://me:hush@0.0.0.0:${there.port}/d?sslmode=disable`)).rejects.toMatchObject({ failure: { code: 'hub-insecure' } });
      expect(there.connections()).toBe(0);
    } finally {
      home.remove();
      await there.close();
    }
  });
});
