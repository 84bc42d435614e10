/** The dashboard under tmux, as many people have it: drawn, resized, left. Skipped where tmux is not installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BINARY, spawnFt } from '../cli/spawn.ts';
import { faults } from './desk.ts';

const isThere = spawnSync('tmux', ['-V']).status === 0;
/** A server for each test: one that is told to end may still answer the next one's first word, and then be gone. */
let servers = 0;
let socket: string;
const tmux = (...args: string[]): string => execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' });
const captured = (): string => tmux('capture-pane', '-p', '-t', 'ft').replace(/\n$/, '').split('\n').map((text) => text.trimEnd()).join('\n');

const PATIENT = { timeout: 15_000 };
let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ft-tmux-'));
  expect((await spawnFt(['demo', '--home', home, '--no-tui'], { env: { ...process.env, FT_MODEL: 'off' } })).exit).toBe(0);
});
beforeEach(() => { socket = `ft-test-${process.pid}-${++servers}`; });
afterEach(() => { spawnSync('tmux', ['-L', socket, 'kill-server']); });

describe.skipIf(!isThere)(isThere ? 'under tmux' : 'without tmux on this machine', () => {
  test.each([[80, 24], [120, 40]])('it is drawn at %i x %i, follows the window, and leaves no trace', async (columns, rows) => {
    const command = `FT_MODEL=off FT_LANG=en FINANCE_TRACKER_HOME='${home}' '${process.execPath}' '${BINARY}'; echo "code $?"; sleep 60`;
    tmux('new-session', '-d', '-s', 'ft', '-x', String(columns), '-y', String(rows), command);
    await expect.poll(captured, PATIENT).toContain('Enter');
    expect(faults(captured(), { columns, rows })).toEqual([]);
    tmux('send-keys', '-t', 'ft', 'g', 't');
    await expect.poll(captured, PATIENT).toContain('/ search');
    tmux('resize-window', '-t', 'ft', '-x', '100', '-y', '30');
    await expect.poll(() => captured().split('\n').length, PATIENT).toBe(30);
    await expect.poll(() => captured().split('\n').at(-1), PATIENT).toContain('/ search');
    expect(faults(captured(), { columns: 100, rows: 30 })).toEqual([]);
    // tmux sends Esc and a key that comes soon after it together.
    tmux('send-keys', '-t', 'ft', '?');
    await expect.poll(captured, PATIENT).toContain('Esc closes');
    tmux('send-keys', '-t', 'ft', 'Escape', 'q');
    await expect.poll(captured, PATIENT).toContain('code 0');
    expect(captured().trim()).toBe('code 0');
  });
});
