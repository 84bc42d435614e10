/** The schedule of a home on a machine with these schedulers: set, set anew, refused, told, taken away. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { environmentFrom } from '../../../src/machine/environment.ts';
import { runProgram } from '../../../src/machine/other-program.ts';
import { scheduleOf } from '../../../src/machine/schedule/schedule.ts';
import type { SchedulerName } from '../../../src/values/schedule.ts';
import { type FakeProgram, FakeSchedulers } from '../../fake-schedulers.ts';

const NOW = Date.UTC(2026, 2, 31, 12);
const PROGRAM = { words: ['/usr/bin/node', '/opt/ft/bin/ft.js'] as const, temporary: undefined };
let machine: FakeSchedulers;

function on(platform: string, ...programs: FakeProgram[]): void {
  for (const program of programs) machine.add(program);
  vi.stubEnv('PATH', machine.path);
  environment = environmentFrom({ platform, env: {}, stdin: {}, stdout: {}, stderr: {} }, machine.userHome);
}
let environment: ReturnType<typeof environmentFrom>;
const schedule = (name = 'home', program: Parameters<typeof scheduleOf>[4] = PROGRAM) => scheduleOf(join(machine.folder, name), environment, () => NOW, runProgram, program);
const everything = (): string[] => readdirSync(machine.folder, { recursive: true }).map(String).filter((path) => !/^(calls|refuse|bin.*)$/.test(path)).sort();

beforeEach(() => {
  machine = new FakeSchedulers();
  for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'DBUS_SESSION_BUS_ADDRESS', 'FT_SECRETS', 'FT_MODEL', 'NODE_EXTRA_CA_CERTS']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  machine.remove();
});

it('says what is set here and not for the schedule, by name alone', async () => {
  on('linux', 'crontab');
  vi.stubEnv('FT_BANK_SPAREBANK1_URL', 'https://bank.example/hush');
  vi.stubEnv('FT_NOW', '2026-01-01');
  vi.stubEnv('FT_BANK_SIMPLEFIN_URL', ' ');
  const { remarks, lines } = await schedule().plan({ everyMinutes: 360 });
  expect(remarks).toEqual(["Set here, but not for the schedule: FT_BANK_SPAREBANK1_URL, FT_NOW. It asks the address in config.json (bank.PROVIDER.baseUrl), else the provider's own."]);
  expect(lines.join()).not.toContain('hush');
});

describe.each([['linux', 'systemd', ['systemctl', 'loginctl']], ['linux', 'crontab', ['crontab']], ['darwin', 'launchd', ['launchctl']]] as [string, SchedulerName, FakeProgram[]][])('%s with %s', (platform, name, programs) => {
  const refusedAt = { systemd: 'restart', crontab: '-', launchd: 'bootstrap' }[name];
  beforeEach(() => on(platform, ...programs));

  it('is set, set anew, told, and leaves no trace', async () => {
    const before = everything();
    expect(await schedule().install({ everyMinutes: 360 })).toMatchObject({ with: name, everyMinutes: 360, command: [...PROGRAM.words, 'sync', '--scheduled', '--home', join(machine.folder, 'home')] });
    const set = everything();
    expect(await schedule().install({ everyMinutes: 720 })).toMatchObject({ with: name, everyMinutes: 720 });
    expect(everything()).toEqual(set);
    const { installed, lastRun } = await schedule().state();
    expect(installed).toMatchObject({ with: name, everyMinutes: 720, isOn: true });
    expect(installed!.nextRun! - NOW).toBeGreaterThan(0);
    if (name !== 'launchd') expect(installed!.nextRun! - NOW).toBeLessThanOrEqual(13 * 3_600_000);
    expect(lastRun).toBeUndefined();
    expect(await schedule().remove()).toEqual([name]);
    expect(everything()).toEqual(before);
    expect((await schedule().state()).installed).toBeUndefined();
    expect(await schedule().remove()).toEqual([]);
  });

  it('of two homes each has one of its own', async () => {
    await schedule('home').install({ everyMinutes: 360 });
    await schedule('other').install({ everyMinutes: 60 });
    expect([(await schedule('home').state()).installed?.everyMinutes, (await schedule('other').state()).installed?.everyMinutes]).toEqual([360, 60]);
    await schedule('home').remove();
    expect([(await schedule('home').state()).installed, (await schedule('other').state()).installed?.isOn]).toEqual([undefined, true]);
  });

  it('a refusal leaves nothing behind, in the words of who refused', async () => {
    const before = everything();
    machine.refuse(refusedAt);
    await expect(schedule().install({ everyMinutes: 360 })).rejects.toThrow(`refused the schedule: ${refusedAt}: not allowed here.`);
    machine.refuse(undefined);
    expect(everything()).toEqual(before);
  });

  it('a refusal of the new one leaves the old one as it was', async () => {
    await schedule().install({ everyMinutes: 360 });
    const texts = (): string[] => everything().filter((path) => /\.(timer|service|plist)$|crontab-now/.test(path)).map((path) => readFileSync(join(machine.folder, path), 'utf8'));
    const before = texts();
    expect(before.length).toBeGreaterThan(0);
    machine.refuse(refusedAt);
    await expect(schedule().install({ everyMinutes: 720 })).rejects.toThrow('refused');
    machine.refuse(undefined);
    expect(texts()).toEqual(before);
    if (name !== 'launchd') expect((await schedule().state()).installed).toMatchObject({ everyMinutes: 360, isOn: true });
  });

  it('--print shows exactly what is written then, and writes nothing', async () => {
    const before = everything();
    const plan = await schedule().plan({ everyMinutes: 360 });
    expect(everything()).toEqual(before);
    await schedule().install({ everyMinutes: 360 });
    for (const { path, text } of plan.files) expect(readFileSync(path, 'utf8')).toBe(text);
    if (name === 'crontab') expect(machine.crontab()!.toString().replace(', no crontab before', '')).toBe(`${plan.lines.join('\n')}\n`);
    const asked = plan.commands.map(([program, ...args]) => `${program} ${args.map((one) => `[${one}]`).join(' ')}`);
    expect(machine.calls()).toEqual(expect.arrayContaining(asked));
  });
});

describe('the choice', () => {
  it('is crontab where systemd does not work for the user, and says why where neither does', async () => {
    on('linux', 'systemctl', 'crontab');
    machine.refuse('show');
    expect((await schedule().install({ everyMinutes: 360 })).with).toBe('crontab');
    await expect(schedule().install({ everyMinutes: 360, with: 'systemd' })).rejects.toThrow('A schedule cannot be set on this machine: systemctl --user does not work here: show: not allowed here.');
    on('linux');
    await expect(schedule('x').install({ everyMinutes: 360, with: 'launchd' })).rejects.toThrow('launchd is not of this system');
  });

  it('of another scheduler takes the place of the one before', async () => {
    on('linux', 'systemctl', 'loginctl', 'crontab');
    machine.keep('crontab-now', '0 4 * * * mine\n');
    await schedule().install({ everyMinutes: 360, with: 'crontab' });
    await schedule().install({ everyMinutes: 360 });
    expect(machine.crontab()?.toString()).toBe('0 4 * * * mine\n');
    expect((await schedule().state()).installed?.with).toBe('systemd');
  });

  it('never touches a crontab that it could not read', async () => {
    on('linux', 'crontab');
    machine.keep('crontab-now', 'mine\n');
    machine.refuse('-l');
    await expect(schedule().install({ everyMinutes: 360 })).rejects.toThrow('crontab refused the schedule: -l: not allowed here.');
    expect(machine.calls().every((call) => call === 'crontab [-l]')).toBe(true);
    expect(machine.crontab()?.toString()).toBe('mine\n');
  });

  it.each([['as it is', false], ['as Debian shows it', true]])('gives back a crontab with carriage returns, listed %s', async (_, debian) => {
    on('linux', 'crontab');
    const before = Buffer.from('# caf\xe9\r\n0 4 * * * printf "a\\r"\r\nMAILTO=kari', 'latin1');
    machine.keep('crontab-now', before);
    if (debian) machine.keep('debian', '');
    await schedule().install({ everyMinutes: 360 });
    expect(machine.crontab()!.subarray(0, before.length)).toEqual(before);
    await schedule().install({ everyMinutes: 60 });
    await schedule().remove();
    expect(machine.crontab()).toEqual(before);
  });

  it('on Windows there is none, and --print tells the command', async () => {
    on('win32');
    await expect(schedule().install({ everyMinutes: 360 })).rejects.toThrow('A schedule cannot be set on this machine');
    expect((await schedule().plan({ everyMinutes: 360 })).remarks[0]).toContain('let it start the command every 6 hours');
    expect((await schedule().plan({ everyMinutes: 360, with: 'launchd' })).files).toHaveLength(1);
  });
});

describe('what a person is told', () => {
  it('that without linger it runs only while one is logged in', async () => {
    on('linux', 'systemctl', 'loginctl');
    expect((await schedule().install({ everyMinutes: 360 })).remarks).toEqual([expect.stringMatching(/only while you are logged in.*loginctl enable-linger \S+$/) as string]);
    machine.keep('linger', 'yes\n');
    expect((await schedule().install({ everyMinutes: 360 })).remarks).toEqual([]);
    expect((await schedule().install({ everyMinutes: 60 })).remarks).toEqual([expect.stringContaining('four unattended calls a day') as string]);
  });

  it.each([['@1774967529', 1_774_967_529_000], ['Tue 2026-03-31 14:32:09 UTC', 1_774_967_529_000]])('when systemd says that it comes next: %s', async (told, at) => {
    on('linux', 'systemctl', 'loginctl');
    await schedule().install({ everyMinutes: 360 });
    machine.keep('next', `${told}\n`);
    expect((await schedule().state()).installed?.nextRun).toBe(at);
  });

  it('what the last run came to, and that it is overdue', async () => {
    on('linux', 'crontab');
    await schedule().install({ everyMinutes: 360 });
    const run = { beganAt: NOW - 24 * 3_600_000, endedAt: NOW - 24 * 3_600_000 + 4200, exit: 3, accounts: { ok: 3, 'needs-consent': 1 }, added: 12 };
    schedule().record(run);
    const state = await schedule().state();
    expect(state).toMatchObject({ lastRun: run, log: join(machine.folder, 'home/logs/sync.log'), remarks: [expect.stringContaining('longer ago than two periods') as string] });
    await schedule().remove();
    expect(existsSync(join(machine.folder, 'home/logs'))).toBe(false);
  });

  it('that it was switched off behind the back of ft', async () => {
    on('linux', 'crontab');
    await schedule().install({ everyMinutes: 360 });
    machine.keep('crontab-now', machine.crontab()!.toString().replace(/^(\d)/m, '#$1'));
    expect(await schedule().state()).toMatchObject({ installed: { isOn: false, nextRun: undefined }, remarks: [expect.stringContaining('switched off') as string] });
  });
});

describe('what is carried along', () => {
  it('what decides where secrets and the model are, and the bus for cron; no secret', async () => {
    on('linux', 'crontab', 'systemctl', 'loginctl');
    for (const [name, value] of [['FT_SECRETS', 'file'], ['FT_MODEL', '/a model'], ['FT_BANK_TOKEN', 'hush'], ['DBUS_SESSION_BUS_ADDRESS', 'unix:path=/run/user/1000/bus']] as const) vi.stubEnv(name, value);
    const crontab = (await schedule().plan({ everyMinutes: 360, with: 'crontab' })).lines[1]!;
    expect(crontab).toContain(" FT_SECRETS=file FT_MODEL='/a model' DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus /usr/bin/node ");
    expect(crontab).not.toContain('hush');
    expect((await schedule().plan({ everyMinutes: 360, with: 'systemd' })).files[1]!.text.match(/^Environment=.*$/gm)).toEqual(['Environment="FT_SECRETS=file"', 'Environment="FT_MODEL=/a model"']);
  });

  it.each(['a\nb', 'a\rb', 'a\u001bb', 'a\u2028b'])('a path that no schedule can hold is refused: %j', async (name) => {
    on('linux', 'crontab');
    await expect(schedule(name).install({ everyMinutes: 360 })).rejects.toThrow('no schedule can hold the line break or control character');
    expect(machine.crontab()).toBeUndefined();
  });

  it('an ft that will be cleared away is not scheduled', async () => {
    on('linux', 'crontab');
    const program = { ...PROGRAM, temporary: '/home/kari/.npm/_npx/1/node_modules/ft/bin/ft.js' };
    await expect(schedule('home', program).install({ everyMinutes: 360 })).rejects.toThrow('this ft lies where things are cleared (/home/kari/.npm/_npx/1/node_modules/ft/bin/ft.js)');
    expect((await schedule('home', program).plan({ everyMinutes: 360 })).remarks).toContain('this ft lies where things are cleared (/home/kari/.npm/_npx/1/node_modules/ft/bin/ft.js); install it first, as README says');
    expect(machine.crontab()).toBeUndefined();
  });

  it('folders that were made for it go with it, and only those', async () => {
    on('linux', 'systemctl', 'loginctl');
    mkdirSync(join(machine.userHome, '.config/systemd'), { recursive: true });
    await schedule().install({ everyMinutes: 360 });
    await schedule().install({ everyMinutes: 720 });
    writeFileSync(join(machine.userHome, '.config/systemd/user/mine.service'), '');
    await schedule().remove();
    expect(everything().filter((path) => path.startsWith('user'))).toEqual(['user', 'user/.config', 'user/.config/systemd', 'user/.config/systemd/user', 'user/.config/systemd/user/mine.service']);
  });
});
