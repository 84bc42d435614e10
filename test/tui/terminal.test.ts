/** The terminal is always given back: however the dashboard ends, and while it is stopped. The built ft under a shell in a pseudo-terminal. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BINARY, spawnFt } from '../cli/spawn.ts';
import { Seat, preload, withoutPty } from './pty.ts';

/** What gives the screen back: colours, marking of pastes, wrapping, the cursor, the alternate screen. */
const GIVEN_BACK = '\u001b[0m\u001b[H\u001b[2J\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l';
const DRAWN = 'q quit';
/** Of a machine that is busy. */
const PATIENT = { timeout: 10_000 };
/** A shell with job control: runs ft, tells its exit code and the terminal's settings, and continues it at every line typed. (A stopped job ends a loop.) */
const SHELL = `set -m; "$@"; echo "code $?"; stty -a; ${'read -r _; fg >/dev/null && echo "then $?" || echo "then $?"; '.repeat(3)}`;

let seat: Seat;
let demo: string;
beforeAll(async () => {
  demo = mkdtempSync(join(tmpdir(), 'ft-terminal-'));
  expect((await spawnFt(['demo', '--home', demo, '--no-tui'], { env: { ...process.env, FT_MODEL: 'off' } })).exit).toBe(0);
});
afterEach(() => seat.close());

/** `ft` on a copy of the demo household, drawn; answers the home. */
async function opened({ args = [], env = {}, columns = 130 }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>>; readonly columns?: number } = {}): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'ft-terminal-'));
  cpSync(demo, home, { recursive: true });
  seat = new Seat(args, { columns, env: { FINANCE_TRACKER_HOME: home, ...env }, command: ['bash', '-c', SHELL, 'bash', process.execPath, BINARY] });
  await seat.waitFor(DRAWN);
  return home;
}

/** Processes of the seat's session that still run, without the shell: pid and command line. */
const running = (): { readonly pid: number; readonly command: string }[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== seat.pid).flatMap((name) => {
  try {
    const [state, , , session] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return session === String(seat.pid) && state !== 'Z' ? [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }] : [];
  } catch {
    return [];
  }
});
/** The dashboard's process. */
const ft = (): number => running().find(({ command }) => command.includes('bin/ft.js'))!.pid;

/** It ended with this code, and the terminal is as before: nothing of ft in it but what it says after. */
async function givenBack(code: number): Promise<string> {
  await seat.waitFor(`code ${code}`);
  await seat.waitFor(/\bicanon\b/);
  expect(seat.isTakenOver).toBe(false);
  const at = seat.sent.lastIndexOf(GIVEN_BACK);
  expect(at).toBeGreaterThan(0);
  // Nothing is drawn any more; what the shell's programs say has no escape sequences.
  expect(seat.sent.slice(at + GIVEN_BACK.length)).not.toContain('\u001b');
  const after = seat.everything();
  for (const setting of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) expect(after).toMatch(new RegExp(`(?<![-\\w])${setting}\\b`));
  await expect.poll(() => running(), PATIENT).toEqual([]);
  return after.slice(0, after.indexOf('code '));
}

/** Makes the dashboard fail in the middle: from SIGUSR2 on, a built-in function throws where a function of this name called it. */
const defect = (builtIn: string, caller: string): Readonly<Record<string, string>> => preload(`process.on('SIGUSR2', () => {
  const { prototype, name } = ${builtIn.replace(/^(\w+)\.(\w+)$/, "{ prototype: $1.prototype, name: '$2' }")};
  const whole = prototype[name];
  prototype[name] = function (...given) {
    if (new Error().stack.includes('${caller}')) throw new Error('provoked');
    return whole.apply(this, given);
  };
});`);
/** Makes every ft that runs beside the dashboard hang. */
const hanging = (): Readonly<Record<string, string>> => preload("if (process.argv.includes('--json')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);");

describe.skipIf(withoutPty !== undefined)(withoutPty ?? 'the terminal is given back', () => {
  test.each(['q', 'ctrl-c'])('when the person leaves with %s', async (key) => {
    await opened();
    await seat.keys(key);
    expect(await givenBack(0)).toBe('');
  });

  test.each([['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130], ['SIGQUIT', 131]] as const)('on %s, with its exit code', async (signal, code) => {
    await opened();
    process.kill(ft(), signal);
    expect(await givenBack(code)).toBe('');
  });

  test.each([['in drawing', 'String.repeat', 'Dashboard.view'], ['in a key handler', 'Array.includes', 'actionFor']])('on a defect %s, which is told after it', async (_where, builtIn, caller) => {
    await opened({ env: defect(builtIn, caller) });
    process.kill(ft(), 'SIGUSR2');
    // The signal may come after the next keys.
    await expect.poll(async () => { await seat.keys('tab'); return seat.isTakenOver; }, PATIENT).toBe(false);
    const said = await givenBack(1);
    expect(said).toMatch(/^\s*ft: this is a defect in ft, not in your data/);
    expect(said).toContain('provoked');
  });

  test('and nothing stays behind of what ran beside it', async () => {
    await opened({ env: hanging() });
    await seat.keys('u');
    await expect.poll(() => running().length, PATIENT).toBe(2);
    process.kill(ft(), 'SIGTERM');
    expect(await givenBack(143)).toBe('');
  });

  test('also what the demo had made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ft-terminal-tmp-'));
    await opened({ args: ['demo'], env: { TMPDIR: folder } });
    expect(readdirSync(folder)).not.toEqual([]);
    process.kill(ft(), 'SIGHUP');
    await givenBack(129);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('when the window is closed: it ends, and does not go on without a terminal', async () => {
    const home = await opened({ env: hanging() });
    await seat.keys('u');
    await expect.poll(() => running().length, PATIENT).toBe(2);
    seat.hangUp();
    await expect.poll(() => running(), PATIENT).toEqual([]);
    expect(existsSync(home)).toBe(true);
  });

  test('when the input ends', async () => {
    await opened();
    // The other end stays open, but what is typed comes from nowhere.
    seat.close();
    seat = new Seat(['-c', `"$@" < /dev/null; echo "code $?"; sleep 5`, 'bash', process.execPath, BINARY], { command: ['bash'], env: { FINANCE_TRACKER_HOME: demo } });
    // No terminal to ask at: the overview as text.
    await seat.waitFor('code 0');
    expect(seat.sent).not.toContain('\u001b[?1049h');
  });

  test.each(['ctrl-z', 'SIGTSTP'])('while it is stopped by %s; continued, it is drawn again and hears keys', async (how) => {
    await opened();
    if (how === 'ctrl-z') await seat.keys(how);
    else process.kill(ft(), how);
    await seat.waitFor('code 148');
    await seat.waitFor(/\bicanon\b/);
    expect(seat.isTakenOver).toBe(false);
    expect(seat.sent.slice(seat.sent.lastIndexOf(GIVEN_BACK) + GIVEN_BACK.length)).not.toContain('\u001b');
    await seat.keys('enter');
    await seat.waitFor(DRAWN);
    expect(seat.isTakenOver).toBe(true);
    await seat.keys('?');
    await seat.waitFor('Esc closes');
    await seat.keys('esc', 'ctrl-z');
    await seat.waitFor('then 148');
    await seat.keys('enter');
    await seat.waitFor(DRAWN);
    await seat.keys('q');
    await seat.waitFor('then 0');
    expect(running()).toEqual([]);
  });
});

describe.skipIf(withoutPty !== undefined)(withoutPty ?? 'without a shell around it', () => {
  test('ctrl-z passes by, and the dashboard stays', async () => {
    seat = new Seat([], { columns: 130, env: { FINANCE_TRACKER_HOME: demo } });
    await seat.waitFor(DRAWN);
    await seat.keys('ctrl-z');
    await seat.waitFor(() => seat.sent.split('\u001b[?1049h').length === 3);
    await seat.waitFor(DRAWN);
    await seat.keys('q');
    expect(await seat.exit()).toEqual({ code: 0, signal: 0 });
  });
});

