import { describe, expect, test } from 'vitest';
import { type ProcessFacts, environmentFrom } from '../../../src/machine/environment.ts';

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
