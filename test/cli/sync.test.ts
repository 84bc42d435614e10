/** `ft sync`: what it says and with which exit code, at a terminal and from a schedule; what the history, undo, the overview and the doctor make of it. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applicationFile, bankStreet, browser, connected, type Street } from './bank-street.ts';
import { ftWith, temporaryHome, testClock } from './ft.ts';

interface Synced { accounts: { connection: string; account: string | null; key: string; state: string; code: string | null; message: string | null; until: string | null; rows: number; new: number; missing: string[]; moved: number; balance: { drift: unknown } | null; commit: string | null }[]; consents: { connection: string; daysLeft: number }[]; exit: number }
const DAY = 86_400_000;

let street: Street;
let home: string;
beforeAll(async () => { street = await bankStreet(); });
afterAll(() => street.close());
beforeEach(async () => {
  street.simulator.state.faults = [];
  home = temporaryHome();
  // Four unattended requests a day: those of the test before count no more.
  later(1);
  expect((await connected(street, home, 'enablebanking', applicationFile(street), '--bank', 'Fjordbanken')).exit).toBe(0);
});
const sync = (...argv: string[]) => street.json<Synced>(home, 'sync', ...argv);
const later = (days: number): void => { testClock(days * DAY); };

describe('ft sync', () => {
  it('fetches what is new since, one line an account, each to be undone by itself', async () => {
    later(3);
    const { stdout, exit } = await street.ft(home, 'sync');
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/^Fjordbanken, Brukskonto …\d{5}: \d+ rows, [1-9]\d* new, \d+ known already.* -> Fjordbanken Brukskonto \(2026-\d\d-\d\d to 2026-\d\d-\d\d\)\n/)]);
    const { commits } = await street.json<{ commits: { id: string; what: string }[] }>(home, 'history');
    expect(commits[0]!.what).toMatch(/^fetched \d+ rows? from Fjordbanken into Fjordbanken \w+/);
    const rows = async (): Promise<number> => (await street.json<unknown[]>(home, 'list')).length;
    const before = await rows();
    await street.ft(home, 'undo', '--yes');
    const after = await rows();
    expect(after).toBeLessThan(before);
    expect((await sync()).accounts.reduce((sum, one) => sum + one.new, 0)).toBe(before - after);
    expect(await rows()).toBe(before);
  });

  it('is 3 where one account of several is not well, and says which', async () => {
    street.simulator.plan({ fault: 'status-500', path: '/transactions', times: 20, after: 2 });
    const { accounts, exit } = await sync();
    expect(accounts.map(({ state }) => state)).toEqual(['ok', 'bank-down', 'bank-down']);
    expect([exit, accounts[1]]).toMatchObject([3, { new: 0, code: 'bank-down', message: 'The bank\'s side failed (status 500).' }]);
    const { connections: [bank] } = await street.json<{ connections: { accounts: { state: string; message: string | null }[] }[] }>(home, 'bank', 'status');
    expect(bank!.accounts[1]).toMatchObject({ state: 'bank-down', message: 'The bank\'s side failed (status 500).' });
  });

  it('is 75 where all must wait, keeps the time over runs, and asks nothing before it', async () => {
    street.simulator.plan({ fault: 'status-429', path: '/transactions', times: 20 });
    const first = await sync();
    expect([first.exit, first.accounts.map(({ state }) => state)]).toEqual([75, ['wait-until', 'wait-until', 'wait-until']]);
    expect(first.accounts[0]!.until).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d/);
    const asked = street.simulator.log.length;
    const { exit, stdout } = await ftWith({ environment: { ...street.environment, stdinIsTty: true } }, home, 'sync');
    expect([exit, street.simulator.log.length]).toEqual([75, asked]);
    expect(stdout).toMatch(/^Fjordbanken, 3 accounts: waits until 2026-\d\d-\d\d \d\d:\d\d\. The bank was asked too often\.\n$/);
  });

  it('is 1 where all need the person, who is told by which command', async () => {
    street.simulator.revoke('well-behaved');
    const { exit, accounts } = await sync();
    expect([exit, accounts.map(({ state }) => state)]).toEqual([1, ['needs-consent', 'needs-consent', 'needs-consent']]);
    const again = await street.ft(home, 'sync');
    expect([again.exit, again.stdout]).toEqual([1, expect.stringContaining('Fjordbanken, 3 accounts: needs a new consent. The consent is over. Give it anew with: ft bank reconnect "Fjordbanken"\n')]);
    expect((await street.ft(home, 'bank', 'status')).stdout).toMatch(/^Fjordbanken .*: consent over since 2026-\d\d-\d\d \d\d:\d\d \(revoked\)\n/);
    expect((await street.ft(home, 'history')).stdout).toContain('noted that the consent of Fjordbanken ended');
    expect((await ftWith({ environment: street.environment, piped: browser(street) }, home, 'bank', 'reconnect', 'Fjordbanken')).exit).toBe(0);
    expect((await street.ft(home, 'history', '--limit', '4')).stdout).toContain('renewed the consent of Fjordbanken');
  });

  it('--account is an account here or a connection, --since a day', async () => {
    expect((await sync('--account', 'Fjordbanken Sparekonto')).accounts.map(({ account }) => account)).toEqual(['Fjordbanken Sparekonto']);
    expect((await sync('--account', 'fjordbanken')).accounts).toHaveLength(3);
    expect(street.simulator.log.filter(({ query }) => query.includes('date_from=2025-12-24'))).toHaveLength(0);
    await sync('--since', '2025-12-24');
    expect(street.simulator.log.filter(({ query }) => query.includes('date_from=2025-12-24')).length).toBeGreaterThan(0);
    expect((await street.ft(home, 'sync', '--account', 'nobody')).stderr).toContain('There is no bank connection "nobody".');
    expect((await street.ft(home, 'sync', '--as-of', '2026-01-01')).stderr).toContain('there is no --as-of');
  });

  it('does not let undo take back what was agreed at the bank, nor count looks without a find as steps', async () => {
    await sync();
    const { commits, leftOut } = await street.json<{ commits: { id: string; what: string }[]; leftOut: number }>(home, 'history');
    expect(leftOut).toBe(3);
    expect((await street.ft(home, 'history')).stdout).toMatch(/3 syncs that brought nothing are left out: ft history --all\n$/);
    expect((await street.json<{ commits: unknown[] }>(home, 'history', '--all')).commits).toHaveLength(commits.length + 3);
    expect((await street.json<{ undo: string }>(home, 'undo')).undo).toBe(commits[0]!.id);
    for (const { what } of commits.slice(0, 3)) expect(what).toMatch(/^fetched /);
    for (let step = 0; step < 3; step++) expect((await street.ft(home, 'undo', '--yes')).exit).toBe(0);
    expect((await street.ft(home, 'undo', '--yes')).stderr).toContain('ft: There is nothing to undo.');
    expect((await street.ft(home, 'undo', commits.at(-1)!.id)).stderr).toContain('a consent is given and ended there.');
  });
});

describe('ft sync --scheduled', () => {
  /** A PATH whose notify-send writes down what it is given. */
  async function notified(work: () => Promise<void>): Promise<string[]> {
    const bin = mkdtempSync(join(tmpdir(), 'ft-notify-'));
    const told = join(bin, 'told');
    writeFileSync(join(bin, 'notify-send'), `#!/bin/sh\nprintf '%s\\n' "$3" >> ${told}\n`);
    chmodSync(join(bin, 'notify-send'), 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = `${bin}:${path}`;
    try {
      await work();
    } finally {
      process.env['PATH'] = path;
    }
    return existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n') : [];
  }
  const scheduled = () => street.ft(home, 'sync', '--scheduled');

  it('says nothing while all is well, and is on record', async () => {
    expect(await notified(async () => expect(await scheduled()).toEqual({ exit: 0, stdout: '', stderr: '' }))).toEqual([]);
    expect(await street.json(home, 'schedule', 'status')).toMatchObject({ lastRun: { exit: 0, added: 0, accounts: { ok: 3 }, failure: null } });
  });

  it('is unattended even at a terminal', async () => {
    const attended = async (): Promise<boolean[]> => (await street.json<{ accesses: { purpose?: string; attended?: boolean }[] }>(home, 'bank', 'access-log')).accesses.filter(({ purpose }) => purpose === 'sync').map((one) => one.attended!);
    await ftWith({ typed: [], environment: street.environment }, home, 'sync', '--scheduled');
    const before = await attended();
    expect([before.length >= 6, new Set(before)]).toEqual([true, new Set([false])]);
    await ftWith({ typed: [], environment: street.environment }, home, 'sync');
    expect(new Set((await attended()).slice(before.length))).toEqual(new Set([true]));
  });

  it('says what is wrong, and on the desktop once at each stage', async () => {
    const told = await notified(async () => {
      later(165);
      await scheduled();
      await scheduled();
      later(8);
      await scheduled();
      later(8);
      const { exit, stdout } = await scheduled();
      expect([exit, stdout]).toEqual([1, expect.stringMatching(/^Fjordbanken, 3 accounts: needs a new consent\. /)]);
      await scheduled();
    });
    expect(told.map((line) => line.replace(/\d+ days?/, 'N days'))).toEqual([
      'The consent of Fjordbanken ends in N days. Give it anew with: ft bank reconnect "Fjordbanken"', 'The consent of Fjordbanken ends in N days. Give it anew with: ft bank reconnect "Fjordbanken"',
      'The consent of Fjordbanken is over. Give it anew with: ft bank reconnect "Fjordbanken"',
    ]);
  });

  it('tells of a bank that is silent for three days, once, and again each week', async () => {
    const { handle } = street.simulator;
    Object.assign(street.simulator, { handle: () => ({ status: 503, headers: {}, body: '' }) });
    const told = await notified(async () => {
      for (const days of [1, 1]) {
        later(days);
        await scheduled();
      }
    });
    const after = async (days: number): Promise<string[]> => notified(async () => {
      later(days);
      await scheduled();
    });
    expect([told, await after(2), await after(1), await after(5), await after(1)]).toEqual([[], [expect.stringMatching(/^Fjordbanken has not answered since 2026-\d\d-\d\d \d\d:\d\d\. ft bank status tells more\.$/)], [], [], [expect.stringContaining('Fjordbanken has not answered since')]]);
    expect((await street.ft(home, 'doctor')).stdout).toMatch(/the bank does not answer\. It answered last 2026-/);
    Object.assign(street.simulator, { handle });
    await scheduled();
    expect(await after(1)).toEqual([]);
  });

  it('puts a failure of the whole run on record too', async () => {
    writeFileSync(join(home, 'config.json'), 'none');
    expect(await scheduled()).toMatchObject({ exit: 2, stderr: expect.stringContaining('cannot be used: it is not JSON') as string });
    writeFileSync(join(home, 'config.json'), '{}');
    expect(await street.json(home, 'schedule', 'status')).toMatchObject({ lastRun: { exit: 2, failure: 'config-invalid' } });
  });
});

describe('a consent that ends', () => {
  it('is told once at each stage after a sync or under the overview, and always by the doctor', async () => {
    const warns = /The consent of Fjordbanken ends in (\d+) days?\. Give it anew with: ft bank reconnect "Fjordbanken"/;
    const overview = (): Promise<string> => street.ft(home, '--no-tui').then(({ stdout }) => stdout);
    expect(await overview()).not.toMatch(warns);
    later(167);
    expect((await street.ft(home, 'sync')).stdout).toMatch(warns);
    expect(await overview()).not.toMatch(warns);
    later(7);
    expect(warns.exec(await overview())?.[1]).toMatch(/^[4567]$/);
    expect((await street.ft(home, 'sync')).stdout).not.toMatch(warns);
    expect((await street.json<{ consents: object[] }>(home)).consents).toMatchObject([{ connection: 'Fjordbanken', daysLeft: expect.any(Number) as number, until: expect.stringMatching(/Z$/) as string }]);
    expect((await street.ft(home, 'doctor')).stdout).toMatch(/look {2}The consent of Fjordbanken ends in \d days?\.\n {6}Give it anew with: ft bank reconnect "Fjordbanken"\n/);
  });
});

describe('ft doctor', () => {
  const findings = async (): Promise<{ check: string; state: string; says: string }[]> => (await street.json<{ findings: { check: string; state: string; says: string }[] }>(home, 'doctor')).findings;

  it('says openly where keys lie, and that nothing fetches by itself', async () => {
    expect(await findings()).toEqual(expect.arrayContaining([
      expect.objectContaining({ check: 'secrets', state: 'ok', says: `Keys and tokens of 1 bank lie in files in ${join(home, 'secrets')} that only you can read.` }),
      expect.objectContaining({ check: 'consents', state: 'ok', says: '1 bank connected, and every account is well.' }),
      expect.objectContaining({ check: 'schedule', state: 'look' }),
    ]));
  });

  it('finds keys that others can read, settings that cannot be used, and accounts that are not well', async () => {
    street.simulator.plan({ fault: 'status-500', path: '/transactions', times: 20 });
    await sync();
    const [file] = readdirSync(join(home, 'secrets')).filter((name) => name.endsWith('.json'));
    chmodSync(join(home, 'secrets', file!), 0o640);
    writeFileSync(join(home, 'config.json'), '{"answers": {"keepDays": 0}}');
    const found = await findings();
    expect(found.filter(({ state }) => state === 'bad').map(({ says }) => says)).toContainEqual(expect.stringContaining('answers.keepDays must be a whole number from 1 to 3650'));
    expect(found.filter(({ check }) => check === 'consents')).toMatchObject([{ state: 'look', says: expect.stringContaining('the bank does not answer') as string }, {}, {}]);
    writeFileSync(join(home, 'config.json'), '{}');
    expect((await findings()).find(({ check }) => check === 'secrets')).toMatchObject({ state: 'bad', says: expect.stringContaining('Others on this machine can read ') as string });
  });
});
