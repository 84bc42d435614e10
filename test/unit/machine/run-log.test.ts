import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lastRun, logOf, recordRun, removeRuns, runLine } from '../../../src/machine/run-log.ts';
import type { ScheduledRun } from '../../../src/values/schedule.ts';

let home: string;
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'ft-runs-')); });
afterEach(() => rmSync(home, { recursive: true, force: true }));

const NOON = Date.UTC(2026, 2, 31, 12);
const run: ScheduledRun = { beganAt: NOON, endedAt: NOON + 4249, exit: 3, accounts: { ok: 3, 'needs-consent': 1 }, added: 12 };
const record = (): string => join(home, 'logs/last-run.json');

it('a run is a line of the log, and the last one comes back as it was', () => {
  recordRun(home, run);
  recordRun(home, { ...run, beganAt: NOON + 1000, exit: 75, accounts: {}, added: 0, failure: 'sync-running' });
  expect(readFileSync(logOf(home), 'utf8')).toBe('2026-03-31T12:00:00.000Z exit 3, 12 new, ok 3, needs-consent 1, 4.2 s\n2026-03-31T12:00:01.000Z exit 75, sync-running, 0 new, 3.2 s\n');
  expect(lastRun(home)).toEqual({ beganAt: NOON + 1000, endedAt: NOON + 4249, exit: 75, accounts: {}, added: 0, failure: 'sync-running' });
});

it('only the owner can read it', () => {
  recordRun(home, run);
  expect([join(home, 'logs'), logOf(home), record()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600, 0o600]);
});

it('takes counts and words of ft only: no name, amount or line that an outsider could put there', () => {
  recordRun(home, { ...run, accounts: { ok: 1, 'Kari Nordmann 1234.56.78903': 2, 'x\nforged': 1, state: -1, other: 0.5 }, failure: 'Bearer abc\u001b[2J' });
  expect(readFileSync(logOf(home), 'utf8')).toBe('2026-03-31T12:00:00.000Z exit 3, 12 new, ok 1, 4.2 s\n');
  expect(JSON.parse(readFileSync(record(), 'utf8'))).toEqual({ ...run, accounts: { ok: 1 } });
});

it('past 1 MB begins anew, and three older ones are kept', () => {
  for (let round = 1; round <= 5; round++) {
    recordRun(home, { ...run, added: round });
    writeFileSync(logOf(home), `${'x'.repeat(1_000_000)}${round}`);
  }
  recordRun(home, run);
  expect(readdirSync(join(home, 'logs')).sort()).toEqual(['last-run.json', 'sync.log', 'sync.log.1', 'sync.log.2', 'sync.log.3']);
  expect([1, 2, 3].map((at) => readFileSync(`${logOf(home)}.${at}`, 'utf8').at(-1))).toEqual(['5', '4', '3']);
  expect(readFileSync(logOf(home), 'utf8')).toBe(`${runLine(run)}\n`);
});

it.each(['', '{', 'null', '[]', '"x"', '{"beganAt":1}', JSON.stringify({ ...run, beganAt: 1e300 }), JSON.stringify({ ...run, exit: '0' }), JSON.stringify({ ...run, endedAt: -1 }), 'x'.repeat(20_000)])('a record that is none is none: %.30s', (text) => {
  recordRun(home, run);
  writeFileSync(record(), text);
  expect(lastRun(home)).toBeUndefined();
});

it('what else a record says is left out, and nothing of it reaches a prototype', () => {
  recordRun(home, run);
  writeFileSync(record(), JSON.stringify(run).replace('{"ok":3', '{"__proto__":{"polluted":1},"constructor":7,"ok":3').replace(/}$/, ',"token":"hush"}'));
  expect(lastRun(home)).toEqual({ ...run, accounts: { constructor: 7, ok: 3, 'needs-consent': 1 } });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

it('is removed without a trace, save what is not its own', () => {
  recordRun(home, run);
  writeFileSync(`${logOf(home)}.2`, '');
  removeRuns(home);
  expect(readdirSync(home)).toEqual([]);
  removeRuns(home);
  recordRun(home, run);
  writeFileSync(join(home, 'logs/mine.txt'), '');
  removeRuns(home);
  expect(readdirSync(join(home, 'logs'))).toEqual(['mine.txt']);
});
