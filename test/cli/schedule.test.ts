import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordRun } from '../../src/machine/run-log.ts';
import { type FakeProgram, FakeSchedulers } from '../fake-schedulers.ts';
import { ftWith } from './ft.ts';

let machine: FakeSchedulers;
let home: string;
const argv1 = process.argv[1]!;
beforeEach(() => {
  machine = new FakeSchedulers();
  home = join(machine.folder, 'home');
  mkdirSync(home);
  process.argv[1] = '/opt/finance-tracker/bin/ft.js';
  vi.stubEnv('PATH', machine.path);
  for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'DBUS_SESSION_BUS_ADDRESS', 'FT_SECRETS', 'FT_MODEL', 'NODE_EXTRA_CA_CERTS']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  process.argv[1] = argv1;
  vi.unstubAllEnvs();
  machine.remove();
});

function having(...programs: FakeProgram[]): void { for (const program of programs) machine.add(program); }
const ft = (...words: string[]) => ftWith({ environment: { userHome: machine.userHome } }, home, 'schedule', ...words);
const json = async (...words: string[]): Promise<Record<string, unknown>> => JSON.parse((await ft('--json', ...words)).stdout) as Record<string, unknown>;

describe('ft schedule', () => {
  it('with systemd: set, told, removed', async () => {
    having('systemctl', 'loginctl');
    machine.keep('next', '@1768480000\n');
    const { exit, stdout } = await ft('install');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^ft now syncs by itself every 6 hours, by a systemd timer\.\nNext run: about 2026-01-15 \d\d:\d\d\.\nIt runs only while you are logged in; what was missed is made up for\. To let it run always: loginctl enable-linger \S+\nft schedule status tells how it goes; ft schedule remove ends it\.\n$/);
    const status = await ft('status');
    expect(status.stdout).toMatch(/^ft syncs by itself every 6 hours, by a systemd timer \(\S+\.timer\)\.\nNext run: {2}about 2026-01-15 \d\d:\d\d\nLast run: {2}none yet\nLog: {7}\S+\/logs\/sync\.log\n$/);
    expect(await ft('remove')).toEqual({ exit: 0, stdout: 'ft syncs by itself no more. Removed: its systemd timer.\n', stderr: '' });
    expect(await ft('status')).toEqual({ exit: 0, stdout: 'ft does not sync by itself. Let it: ft schedule install\n', stderr: '' });
    expect(existsSync(join(machine.userHome, '.config'))).toBe(false);
  });

  it('with cron: the job in the crontab runs this ft on this home, unattended', async () => {
    having('crontab');
    machine.keep('crontab-now', 'MAILTO=kari\n');
    expect(await json('install', '--every', '12h')).toMatchObject({
      installed: true, with: 'crontab', everyMinutes: 720, nextRun: expect.stringMatching(/^2026-01-1[56]T/) as string, files: [],
      command: [process.execPath, '/opt/finance-tracker/bin/ft.js', 'sync', '--scheduled', '--home', home],
    });
    expect(machine.crontab()!.toString()).toMatch(/^MAILTO=kari\n# finance-tracker [0-9a-f]{12} every 720m\n\d+ \d+,\d+ \* \* \* \S+ \/opt\/finance-tracker\/bin\/ft\.js sync --scheduled --home \S+ >\/dev\/null 2>&1\n# finance-tracker [0-9a-f]{12} end\n$/);
    expect(await json('remove')).toEqual({ removed: ['crontab'] });
    expect(machine.crontab()!.toString()).toBe('MAILTO=kari\n');
  });

  it('--print shows files with their paths and what is run then; nothing is written or asked', async () => {
    having('systemctl', 'launchctl', 'crontab');
    const systemd = await ft('install', '--print', '--with', 'systemd', '--every', '1d');
    expect(systemd.stdout).toMatch(/^--- \S+\/\.config\/systemd\/user\/finance-tracker-[0-9a-f]{12}\.timer\n# finance-tracker /);
    expect(systemd.stdout).toMatch(/\n--- then\nsystemctl --user daemon-reload\nsystemctl --user enable \S+\nsystemctl --user restart \S+\n\nNothing was written\.\n$/);
    expect((await ft('install', '--print', '--with', 'crontab')).stdout).toMatch(/^--- lines of your crontab\n# finance-tracker [0-9a-f]{12} every 360m\n.*\n# finance-tracker [0-9a-f]{12} end\n\nNothing was written\.\n$/);
    expect((await ft('install', '--print', '--with', 'launchd')).stdout).toMatch(/^--- \S+\.plist\n<\?xml [\s\S]*<integer>21600<\/integer>[\s\S]*\n--- then\nlaunchctl bootstrap gui\/\d+ \S+\.plist\n\nNothing was written\.\n$/);
    expect([machine.calls(), existsSync(join(machine.userHome, '.config'))]).toEqual([[], false]);
    const { files, lines } = await json('install', '--print', '--with', 'systemd') as { files: { path: string; text: string }[]; lines: string[] };
    expect([files.map(({ path }) => path.slice(-8)), lines]).toEqual([[expect.stringContaining('timer') as string, '.service'], []]);
  });

  it('status tells the last run in a line', async () => {
    having('crontab');
    await ft('install');
    const began = Date.UTC(2026, 0, 15, 11, 30);
    recordRun(home, { beganAt: began, endedAt: began + 4200, exit: 3, accounts: { ok: 3, 'needs-consent': 1, 'wait-until': 0 }, added: 12 });
    expect((await ft('status')).stdout).toMatch(/\nLast run: {2}2026-01-15 \d\d:30, exit code 3: 3 accounts ok, 1 in need of a new consent; 12 new transactions\n/);
    expect(await json('status')).toMatchObject({ installed: true, on: true, everyMinutes: 360, where: 'crontab -l', lastRun: { began: '2026-01-15T11:30:00.000Z', exit: 3, added: 12, accounts: { ok: 3, 'needs-consent': 1 }, failure: null } });
    recordRun(home, { beganAt: began, endedAt: began, exit: 75, accounts: {}, added: 0, failure: 'sync-running' });
    expect((await ft('status')).stdout).toContain(', exit code 75: ended by sync-running; 0 new transactions\n');
    await ft('remove');
    expect(existsSync(join(home, 'logs'))).toBe(false);
  });

  it('remove where there is none says so', async () => {
    expect(await ft('remove')).toEqual({ exit: 0, stdout: 'There was no schedule.\n', stderr: '' });
    expect(await json('remove')).toEqual({ removed: [] });
    expect(await json('status')).toMatchObject({ installed: false, with: null, on: false, nextRun: null, lastRun: null });
  });

  it.each([
    [['install', '--every', '7h'], '--every 7h cannot be kept: neither an hour nor a day nor a week divides by it.', 'Choose 6h or 8h.'],
    [['install', '--every', '\u001b[2Jsoon'], '--every "␛[2Jsoon" is no period.', 'Write it like 6h, 30m or 1d.'],
    [['install', '--with', 'atd'], 'ft knows no scheduler "atd".', 'Choose one: systemd, launchd, crontab; or leave --with out.'],
    [['status', '--as-of', '2026-01-01'], 'This speaks of the ledger as it stands now, so there is no --as-of.', 'Leave --as-of out.'],
  ])('%j is refused with a sentence', async (words, message, hint) => {
    having('crontab');
    expect(await ft(...words)).toEqual({ exit: 2, stdout: '', stderr: `ft: ${message}\n    ${hint}\n` });
    expect(machine.calls()).toEqual([]);
  });

  it('a home with blanks, quotes and letters of other alphabets is shown and kept', async () => {
    having('crontab');
    const odd = join(machine.folder, 'a "b" \'c\' 50% $HOME æøå\u202e');
    mkdirSync(odd);
    const { exit } = await ftWith({ environment: { userHome: machine.userHome } }, odd, 'schedule', 'install');
    expect(exit).toBe(0);
    expect(machine.crontab()!.toString()).toContain(`--home '${machine.folder}/a "b" '\\''c'\\'' 50'\\%' $HOME æøå\u202e' `);
    const printed = await ftWith({ environment: { userHome: machine.userHome } }, odd, 'schedule', 'install', '--print');
    expect(printed.stdout).toContain('æøå�');
    expect(printed.stdout).not.toContain('\u202e');
    expect(readFileSync(join(machine.folder, 'calls'), 'utf8')).toContain('crontab [-]');
  });
});
