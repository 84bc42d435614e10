/** Bad luck, really done: killed at any moment, two at once, a full disk, a home that cannot be written, a newer ledger. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BINARY, spawnFt } from './spawn.ts';

const ROWS = 12_000;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'ft-misfortune-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A statement with a running balance, so that the layout is sure and a lost row would show as drift. */
function statement(name: string, rows: number, account = '12345678901'): string {
  const lines = ['Dato;Tekst;Beløp;Saldo;Konto'];
  let balance = 0;
  for (let i = 0; i < rows; i++) {
    const amount = -(100 + (i % 977));
    balance += amount;
    const day = String(1 + Math.floor((i * 28) / ROWS)).padStart(2, '0');
    lines.push(`${day}.01.2026;KJØP ${i % 400} OSLO;${kroner(amount)};${kroner(balance)};${account}`);
  }
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return file;
}
const kroner = (ore: number): string => `${ore < 0 ? '-' : ''}${Math.floor(Math.abs(ore) / 100)},${String(Math.abs(ore) % 100).padStart(2, '0')}`;
const MAP = ['--map', 'date=Dato,description=Tekst,amount=Beløp,balance=Saldo,account=Konto', '--currency', 'NOK', '--date-order', 'dmy'];

/** What stands in a home: rows of the read model and of the log, counted on the file itself. */
function counted(home: string): { rows: number; events: number; commits: number; integrity: string } {
  const database = new Sqlite(join(home, 'ledger.db'));
  try {
    const one = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0;
    const has = (table: string): boolean => database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
    if (!has('commits')) return { rows: 0, events: 0, commits: 0, integrity: 'ok' };
    return {
      rows: has('transactions') ? one('SELECT count(*) FROM transactions') : 0, events: one("SELECT count(*) FROM events WHERE type = 'transaction.recorded.v2'"),
      commits: one('SELECT count(*) FROM commits'), integrity: database.pragma('integrity_check', { simple: true }) as string,
    };
  } finally {
    database.close();
  }
}

describe('ft import', () => {
  it('killed at random moments leaves all of the import or nothing, and then imports cleanly', async () => {
    const file = statement('big.csv', ROWS);
    const timing = join(folder, 'timing');
    const before = performance.now();
    const first = await spawnFt(['--home', timing, 'import', file, ...MAP]);
    expect(first.exit, first.stderr).toBe(0);
    const whole = performance.now() - before;
    const seed = Math.floor(whole * 1000) % 100_000;
    let state = seed;
    const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    const outcomes = { nothing: 0, all: 0 };
    for (let round = 0; round < 24; round++) {
      const home = join(folder, `home-${round}`);
      await spawnFt(['--home', home, 'import', file, ...MAP], { killAfter: Math.floor(whole * (0.15 + 0.9 * random())) });
      if (existsSync(join(home, 'ledger.db'))) {
        const found = counted(home);
        expect(found.integrity, `seed ${seed} round ${round}`).toBe('ok');
        expect([0, ROWS], `seed ${seed} round ${round}`).toContain(found.rows);
        expect(found.events, `seed ${seed} round ${round}`).toBe(found.rows);
        expect(found.commits, `seed ${seed} round ${round}`).toBe(found.rows === 0 ? 0 : 1);
        outcomes[found.rows === 0 ? 'nothing' : 'all']++;
      }
      const again = await spawnFt(['--home', home, 'import', file, ...MAP, '--json']);
      expect(again.exit).toBe(0);
      expect(counted(home)).toMatchObject({ rows: ROWS, events: ROWS });
      rmSync(home, { recursive: true, force: true });
    }
    expect(outcomes.nothing).toBeGreaterThan(0);
  }, 300_000);

  it('twice at once: both finish, nothing is doubled, the chain verifies', async () => {
    const home = join(folder, 'home');
    const [a, b] = [statement('a.csv', 3000), statement('b.csv', 4000)];
    const ended = await Promise.all([a, b, a, b].map((file) => spawnFt(['--home', home, 'import', file, ...MAP, '--json'])));
    for (const one of ended) expect(one, one.stdout + one.stderr).toMatchObject({ exit: 0 });
    const reports = ended.map((one) => (JSON.parse(one.stdout) as { files: { rows: number; new: number; duplicate: number }[] }).files[0]!);
    for (const report of reports) expect(report.new + report.duplicate).toBe(report.rows);
    expect(counted(home).rows).toBe(reports.reduce((sum, report) => sum + report.new, 0));
    expect((await spawnFt(['--home', home, 'log', 'verify'])).exit).toBe(0);
  }, 120_000);

  it('is not held up by a line without end', async () => {
    const file = join(folder, 'endless');
    writeFileSync(file, `REMA 1000\r\n${'a'.repeat(100_000_000)}\nKIWI\r`);
    const input = openSync(file, 'r');
    const { exit, stdout } = await spawnFt(['classify'], { stdio: [input, 'pipe', 'pipe'], env: { ...process.env, FT_MODEL: 'off', FINANCE_TRACKER_HOME: join(folder, 'home') } });
    closeSync(input);
    expect(exit).toBe(0);
    expect(stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { category: string }).category)).toEqual(['groceries', 'uncategorized', 'groceries']);
  }, 20_000);

  it('answers what stands before a line that it cannot read', async () => {
    const file = join(folder, 'lines');
    writeFileSync(file, 'REMA 1000\nKIWI\n{"description":null}\nMENY\n');
    const input = openSync(file, 'r');
    const { exit, stdout, stderr } = await spawnFt(['classify'], { stdio: [input, 'pipe', 'pipe'], env: { ...process.env, FT_MODEL: 'off', FINANCE_TRACKER_HOME: join(folder, 'home') } });
    closeSync(input);
    expect({ exit, lines: stdout.split('\n').length, stderr }).toEqual({ exit: 2, lines: 3, stderr: expect.stringContaining('Line 3 has no description.') as string });
  });

  it('is one JSON document even when ft itself breaks', async () => {
    const home = join(folder, 'home');
    expect((await spawnFt(['--home', home, 'add', '20', 'kaffe'])).exit).toBe(0);
    const database = new Sqlite(join(home, 'ledger.db'));
    database.exec('ALTER TABLE month_sums RENAME COLUMN outgoing TO gone');
    database.close();
    const { exit, stdout, stderr } = await spawnFt(['--home', home, '--json', 'report', 'spending']);
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'defect' } });
    expect(stderr).toContain('this is a defect in ft');
  });

  it.skipIf(!existsSync('/dev/full'))('says so when what it prints finds no room', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [BINARY, '--home', join(folder, 'home'), 'profiles'], { stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr!.on('data', (chunk: Buffer) => { stderr += chunk.toString('utf8'); });
    const exit = await new Promise((resolve) => { child.on('close', resolve); });
    closeSync(full);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^ft: The output could not be written: ENOSPC.*\n {4}Make room where it goes/);
    expect(stderr.split('\n')).toHaveLength(3);
  });

  it('on a full disk says so, changes nothing, and works again when there is room', async (context) => {
    const file = statement('big.csv', ROWS);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const script = `mount -t tmpfs -o size=3m tmpfs "$0" && "$1" "$2" --home "$0/home" import "$3" ${MAP.map((word) => `'${word}'`).join(' ')}; first=$?; "$1" "$2" --home "$0/home" add -- -10 kaffe; echo "exits $first $?"`;
    if (!canMount()) return context.skip('no right to mount a small disk here');
    const ended = await spawnFt([], { command: ['unshare', '-rm', 'sh', '-c', script, disk, process.execPath, BINARY, file] });
    expect(ended.stderr).toContain(`The disk that holds ${disk}/home is full; nothing was changed.`);
    expect(ended.stdout).toContain('exits 1 0');
  }, 60_000);

  it('waits no longer than it should for another writer, and says to try again', async () => {
    const home = join(folder, 'home');
    await spawnFt(['--home', home, 'import', statement('a.csv', 10), ...MAP]);
    const other = new Sqlite(join(home, 'ledger.db'));
    other.exec('BEGIN IMMEDIATE');
    const ended = await spawnFt(['--home', home, 'import', statement('b.csv', 10, '22222222222'), ...MAP, '--json'], { env: { ...process.env, FT_BUSY_MS: '200' } });
    other.close();
    expect(ended.exit).toBe(75);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'ledger-busy' } });
  });

  it('refuses a ledger that a newer ft wrote, and leaves it as it is', async () => {
    const home = join(folder, 'home');
    await spawnFt(['--home', home, 'import', statement('a.csv', 10), ...MAP]);
    const database = new Sqlite(join(home, 'ledger.db'));
    database.pragma('user_version = 99');
    database.close();
    const ended = await spawnFt(['--home', home, 'import', statement('b.csv', 20), ...MAP]);
    expect(ended).toMatchObject({ exit: 1, stderr: 'ft: The ledger was written by a newer ft (format 99; this one knows 4).\n    Update finance-tracker, then try again. Nothing was changed.\n' });
  });

  it('names a home that is a file, and one that cannot be made', async () => {
    const file = statement('a.csv', 3);
    expect(await spawnFt(['--home', file, 'import', file, ...MAP])).toMatchObject({ exit: 1, stderr: expect.stringContaining(`Cannot write in ${file}: `) });
    expect(await spawnFt(['--home', '/proc/nowhere', 'import', file, ...MAP])).toMatchObject({ exit: 1, stderr: expect.stringContaining('Cannot write in /proc/nowhere: ') });
  });

  it('names sums too large to be exact, also from a file that is loaded lazily', async () => {
    const file = join(folder, 'huge.csv');
    writeFileSync(file, ['Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto', ...['13', '14', '15'].map((day) => `${day}.01.2026;A;${day}.01.2026;;9999999999999,99`), ''].join('\n'));
    expect(await spawnFt(['--home', join(folder, 'home'), 'import', file])).toMatchObject({ exit: 1, stderr: expect.stringContaining('ft: The amounts add up to more than can be kept exact.\n') });
  });

  it('names a damaged ledger', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    writeFileSync(join(home, 'ledger.db'), 'this is no database, whatever its name says. '.repeat(100));
    chmodSync(join(home, 'ledger.db'), 0o600);
    expect(await spawnFt(['--home', home, 'import', statement('a.csv', 3), ...MAP])).toMatchObject({ exit: 1, stderr: expect.stringContaining(`The ledger in ${home} is damaged: `) });
  });
});

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
