/** What is done to the dashboard's processes from outside, in a real pseudo-terminal: killed, failing where nobody listens, on a terminal that can show nothing. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BINARY, spawnFt } from '../cli/spawn.ts';
import { Seat, preload, withoutPty } from './pty.ts';

const env = { ...process.env, FT_MODEL: 'off' };
const PATIENT = { timeout: 10_000 };
let demo: string;
let home: string;
let seat: Seat;
const opened = async (variables: Readonly<Record<string, string>> = {}): Promise<void> => {
  seat = new Seat([], { columns: 160, env: { FINANCE_TRACKER_HOME: home, ...variables } });
  await seat.waitFor('q quit');
};
/** Processes of ft that work on the home, besides the dashboard: it has the home from its environment only. */
const beside = (): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
  try {
    return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--home\0${home}`);
  } catch {
    return false;
  }
});
const head = async (): Promise<unknown> => JSON.parse((await spawnFt(['log', 'head', '--json', '--home', home], { env })).stdout);
const findings = async (): Promise<readonly { readonly check: string; readonly state: string }[]> => JSON.parse((await spawnFt(['doctor', '--json', '--home', home], { env })).stdout).findings;

beforeAll(async () => {
  demo = mkdtempSync(join(tmpdir(), 'ft-outside-'));
  expect((await spawnFt(['demo', '--home', demo, '--no-tui'], { env })).exit).toBe(0);
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ft-outside-'));
  cpSync(demo, home, { recursive: true });
});
afterEach(() => seat.close());

/** A statement of so many rows, a hundred a day, on its way into the ledger; resolves in the middle of the rows. */
async function importing(rows: number): Promise<void> {
  const day = (at: number): string => `${String((at % 28) + 1).padStart(2, '0')}.${String((Math.floor(at / 28) % 12) + 1).padStart(2, '0')}.${2010 + Math.floor(at / 336)}`;
  const lines = Array.from({ length: rows }, (_, at) => `${day(Math.floor(at / 100))};REMA 1000 NR ${at};-${(at % 900) + 1},50`);
  const file = join(home, 'large.csv');
  writeFileSync(file, `Dato;Tekst;Beløp NOK\n${lines.join('\n')}\n`);
  await seat.keys(':');
  await seat.waitFor('Any command');
  await seat.keys('import', 'enter');
  await seat.waitFor('The command line');
  await seat.keys(`${file} --account Large --yes`, 'enter');
  await seat.waitFor(/importing .* [1-9]\d* \/ /);
}

describe.skipIf(withoutPty !== undefined)(withoutPty ?? 'from outside', () => {
  test('the dashboard is killed while a second process imports: that one ends too, and nothing of it stays', async () => {
    const before = await head();
    // Under a shell: were the dashboard the first of its terminal, the kernel would hang up on the other one.
    seat = new Seat([], { columns: 160, env: { FINANCE_TRACKER_HOME: home }, command: ['bash', '-c', '"$@"; sleep 60', 'bash', process.execPath, BINARY] });
    await seat.waitFor('q quit');
    await importing(100_000);
    expect(beside()).toHaveLength(1);
    process.kill(Number(readFileSync(`/proc/${seat.pid}/task/${seat.pid}/children`, 'utf8').trim()), 'SIGKILL');
    await expect.poll(beside, PATIENT).toEqual([]);
    expect(await head()).toEqual(before);
    expect((await findings()).filter(({ check }) => check === 'log' || check === 'derived').map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  test('the second process is killed in the middle: the dashboard lives, and nothing of it stays', async () => {
    const before = await head();
    await opened();
    await importing(100_000);
    process.kill(beside()[0]!, 'SIGKILL');
    await expect.poll(beside, PATIENT).toEqual([]);
    await seat.waitFor('Esc closes');
    await seat.keys('esc', 'g', 't');
    await seat.waitFor('855 transactions');
    expect(await head()).toEqual(before);
  });

  test('a failure with a name that nobody waited for is said at the foot', async () => {
    await opened(preload(`process.on('SIGUSR2', () => { Promise.reject(Object.assign(new Error(), { name: 'FailureError', failure: { code: 'commit-unknown', commit: 'abc' } })); });`));
    seat.signal('SIGUSR2');
    await seat.waitFor('There is no commit abc.');
    await seat.keys('g', 't');
    await seat.waitFor('Bank text');
    await seat.keys('q');
    expect(await seat.exit()).toEqual({ code: 0, signal: 0 });
  });

  test.each([[[]], [['demo']], [['--as-of', '2199-01-01']]])('a dumb terminal gets text without a code: ft %j', async (args) => {
    // Set in the shell: a pseudo-terminal has a name of its own. The shell stays a while, for all that was written to be read.
    seat = new Seat(args, { env: { FINANCE_TRACKER_HOME: home, TMPDIR: home }, command: ['bash', '-c', 'unset FORCE_COLOR; export TERM=dumb; "$@"; echo "code $?"; sleep 5', 'bash', process.execPath, BINARY] });
    await seat.waitFor('code 0');
    expect(seat.sent).toContain('Left in the budgets');
    expect(seat.sent).not.toContain('\u001b');
  });
});
