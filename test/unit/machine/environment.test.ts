import { afterEach, describe, expect, test } from 'vitest';
import { type ProcessFacts, environmentFrom, nameSessionBus } from '../../../src/machine/environment.ts';

const facts = (env: ProcessFacts['env'], more: Partial<ProcessFacts> = {}): ProcessFacts =>
  ({ platform: 'linux', env, stdin: {}, stdout: {}, stderr: {}, ...more });
const from = (env: ProcessFacts['env'], more: Partial<ProcessFacts> = {}) => environmentFrom(facts(env, more), '/home/kari');

describe('environmentFrom', () => {
  test('with nothing set, everything has a value or is absent', () => {
    expect(from({})).toStrictEqual({
      platform: 'linux', program: 'ft', userHome: '/home/kari', noColor: false, forceColor: false, ascii: false, screenReader: false, language: 'en', columns: 80,
      stdinIsTty: false, stdoutIsTty: false, stderrIsTty: false,
    });
  });
  test('paths and the fixed clock are passed on as written; empty ones count as unset', () => {
    const env = from({ FINANCE_TRACKER_HOME: '/money', XDG_DATA_HOME: '', APPDATA: ' ', FT_NOW: '2026-01-31', HOME: '/elsewhere' });
    expect(env).toMatchObject({ financeTrackerHome: '/money', fixedNow: '2026-01-31', userHome: '/elsewhere' });
    expect(env).not.toHaveProperty('xdgDataHome');
    expect(env).not.toHaveProperty('appData');
  });
  test('where secrets are kept and where banks are, as written', () => {
    const env = from({ FT_SECRETS: 'file', FT_BANK_ENABLE_BANKING_URL: 'http://127.0.0.1:1', FT_BANK_DEMO_URL: ' ', FT_BANK_URL: 'x', XFT_BANK_A_URL: 'x' });
    expect(env).toMatchObject({ secretsStore: 'file', bankAddresses: { FT_BANK_ENABLE_BANKING_URL: 'http://127.0.0.1:1' } });
    expect(Object.keys(env.bankAddresses!)).toEqual(['FT_BANK_ENABLE_BANKING_URL']);
  });
  test.each([
    [{ LANG: 'nb_NO.UTF-8' }, 'nb'], [{ LANG: 'nn_NO' }, 'nb'], [{ LANG: 'no' }, 'nb'], [{ LANG: 'en_GB.UTF-8' }, 'en'], [{ LANG: 'C' }, 'en'],
    [{ LANG: 'not-a-language' }, 'en'], [{ LC_ALL: 'en_US.UTF-8', LANG: 'nb_NO' }, 'en'], [{ LC_MESSAGES: 'nb_NO', LANG: 'en_US' }, 'nb'],
    [{ FT_LANG: 'nb', LC_ALL: 'en_US' }, 'nb'], [{ FT_LANG: 'en', LANG: 'nb_NO' }, 'en'], [{ FT_LANG: '', LANG: 'nb_NO' }, 'nb'],
  ] as const)('language of %j is %s', (env, language) => {
    expect(from(env).language).toBe(language);
  });
  test('colour: NO_COLOR by any text, FORCE_COLOR by any text but 0', () => {
    expect(from({ NO_COLOR: '0' }).noColor).toBe(true);
    expect(from({ NO_COLOR: '' }).noColor).toBe(false);
    expect(from({ TERM: 'dumb' })).toMatchObject({ dumb: true, noColor: true });
    expect(from({ TERM: 'xterm' }).noColor).toBe(false);
    expect(from({ FORCE_COLOR: '1' }).forceColor).toBe(true);
    expect(from({ FORCE_COLOR: '0' }).forceColor).toBe(false);
    expect(from({ FT_ASCII: '1' }).ascii).toBe(true);
  });
  test.each([
    [{ COLUMNS: '120' }, 200, 120], [{}, 200, 200], [{}, undefined, 80], [{ COLUMNS: 'wide' }, 200, 80], [{ COLUMNS: '-5' }, 200, 80], [{ COLUMNS: '10' }, 200, 40],
  ] as const)('columns of %j on a terminal of %s are %s', (env, terminal, columns) => {
    expect(from(env, { stdout: terminal === undefined ? {} : { columns: terminal } }).columns).toBe(columns);
  });
  test('terminals', () => {
    expect(from({}, { stdin: { isTTY: true }, stdout: { isTTY: false }, stderr: { isTTY: true } }))
      .toMatchObject({ stdinIsTty: true, stdoutIsTty: false, stderrIsTty: true });
  });
});

describe('the program as a person would type it', () => {
  test.each([
    ['/usr/bin/ft', 'ft'], ['/usr/local/bin/finance-tracker', 'finance-tracker'], ['/repo/bin/ft.js', 'node bin/ft.js'], ['/elsewhere/ft.js', 'node /elsewhere/ft.js'],
  ])('%s -> %s', (script, program) => {
    expect(environmentFrom(facts({}, { argv: ['node', script], cwd: () => '/repo' }), '/home/kari').program).toBe(program);
  });
});

describe('nameSessionBus', () => {
  const before = { bus: process.env['DBUS_SESSION_BUS_ADDRESS'], runtime: process.env['XDG_RUNTIME_DIR'] };
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  afterEach(() => {
    set('DBUS_SESSION_BUS_ADDRESS', before.bus);
    set('XDG_RUNTIME_DIR', before.runtime);
  });
  const named = (bus: string | undefined, runtime: string | undefined, there: string): string | undefined => {
    set('DBUS_SESSION_BUS_ADDRESS', bus);
    set('XDG_RUNTIME_DIR', runtime);
    nameSessionBus((path) => path === there);
    return process.env['DBUS_SESSION_BUS_ADDRESS'];
  };
  test('says where the bus is when nobody else does, and only where it is', () => {
    expect(named(undefined, '/run/user/7', '/run/user/7/bus')).toBe('unix:path=/run/user/7/bus');
    expect(named(undefined, undefined, `/run/user/${process.getuid!()}/bus`)).toBe(`unix:path=/run/user/${process.getuid!()}/bus`);
    expect(named(undefined, '/run/user/7', '/elsewhere')).toBeUndefined();
    expect(named('unix:path=/mine', '/run/user/7', '/run/user/7/bus')).toBe('unix:path=/mine');
  });
});
