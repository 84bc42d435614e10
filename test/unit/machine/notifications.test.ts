import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { notifierOf } from '../../../src/machine/notifications.ts';
import type { RunOptions, RunProgram } from '../../../src/machine/other-program.ts';
import { FakeSchedulers } from '../../fake-schedulers.ts';

let machine: FakeSchedulers;
beforeEach(() => {
  machine = new FakeSchedulers('notify-send', 'osascript');
  vi.stubEnv('PATH', machine.path);
});
afterEach(() => {
  vi.unstubAllEnvs();
  machine.remove();
});

it('is shown by notify-send, whose markup and options nothing in a text becomes', async () => {
  expect(await notifierOf('linux')('--urgency=critical', 'Consent of <b>Bank & Co</b>\nends\u001b[2J in 3 days')).toBe(true);
  expect(machine.calls()).toEqual(['notify-send [--app-name=finance-tracker] [urgency=critical] [Consent of ‹b›Bank &amp; Co‹/b› ends [2J in 3 days]']);
});

it('is shown by osascript, as arguments of a script that is always the same', async () => {
  const hostile = '" & (do shell script "touch /tmp/x") & "';
  expect(await notifierOf('darwin')('finance-tracker', hostile)).toBe(true);
  expect(machine.calls()).toEqual([`osascript [-e] [on run argv] [-e] [display notification (item 2 of argv) with title (item 1 of argv)] [-e] [end run] [finance-tracker] [${hostile}]`]);
});

it('is short, and never empty', async () => {
  await notifierOf('darwin')('😀'.repeat(100), 'x'.repeat(1000));
  await notifierOf('darwin')('\u0000', '---');
  const [long, empty] = machine.calls() as [string, string];
  expect(long).toContain(`[${'😀'.repeat(59)}…] [${'x'.repeat(239)}…]`);
  expect(empty).toMatch(/\[finance-tracker\] \[finance-tracker\]$/);
});

it('says that it was not delivered where the program fails, is not there, or there is none', async () => {
  machine.refuse('title');
  expect(await notifierOf('linux')('title', 'text')).toBe(false);
  vi.stubEnv('PATH', machine.userHome);
  expect(await notifierOf('linux')('a', 'b')).toBe(false);
  expect(await notifierOf('win32')('a', 'b')).toBe(false);
});

it('leaves the session bus alone where the session names one', async () => {
  const asked: (RunOptions | undefined)[] = [];
  const run: RunProgram = async (_program, _args, options) => { asked.push(options); return undefined; };
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/somewhere');
  expect(await notifierOf('linux', run)('a', 'b')).toBe(false);
  expect(asked).toEqual([{ seconds: 5, variables: {} }]);
});
