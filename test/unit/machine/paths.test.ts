import { expect, test, vi } from 'vitest';
import { environmentFrom } from '../../../src/machine/environment.ts';
import { configPath, homePath, temporaryFolder } from '../../../src/machine/paths.ts';

const on = (platform: string, env: Record<string, string> = {}, userHome = '/home/kari') =>
  environmentFrom({ platform, env, stdin: {}, stdout: {}, stderr: {} }, userHome);

test.each([
  ['the flag wins', 'money', on('linux', { FINANCE_TRACKER_HOME: '/other' }), '/here/money'],
  ['then the variable', undefined, on('linux', { FINANCE_TRACKER_HOME: '../other' }), '/other'],
  ['Linux', undefined, on('linux'), '/home/kari/.local/share/finance-tracker'],
  ['Linux with XDG', undefined, on('linux', { XDG_DATA_HOME: '/data' }), '/data/finance-tracker'],
  ['a relative XDG folder is ignored', undefined, on('linux', { XDG_DATA_HOME: 'data' }), '/home/kari/.local/share/finance-tracker'],
  ['macOS', undefined, on('darwin', { XDG_DATA_HOME: '/data' }, '/Users/kari'), '/Users/kari/Library/Application Support/finance-tracker'],
  ['another Unix', undefined, on('freebsd'), '/home/kari/.local/share/finance-tracker'],
  ['Windows', undefined, on('win32', { APPDATA: 'C:\\Users\\kari\\AppData\\Roaming' }), 'C:\\Users\\kari\\AppData\\Roaming\\finance-tracker'],
  ['Windows without APPDATA', undefined, on('win32', {}, 'C:\\Users\\kari'), 'C:\\Users\\kari\\AppData\\Roaming\\finance-tracker'],
] as const)('%s', (_, flag, environment, home) => {
  expect(homePath(flag, environment, '/here')).toBe(home);
});

test('the settings lie in the home', () => {
  expect(configPath('/money', on('linux'))).toBe('/money/config.json');
  expect(configPath('C:\\money', on('win32'))).toBe('C:\\money\\config.json');
});

test('without a folder for what need not last, this is a failure with a name', () => {
  vi.stubEnv('TMPDIR', '/nowhere/at/all');
  try {
    expect(() => temporaryFolder('ft-test')).toThrow('Cannot write /nowhere/at/all/ft-test-: no such file or directory.');
  } finally {
    vi.unstubAllEnvs();
  }
});
