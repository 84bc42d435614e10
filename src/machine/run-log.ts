/** The log of runs that nobody watched: `logs/sync.log` in the home, one line a run, and beside it the last one as data. Counts and states only. */
import { appendFileSync, chmodSync, readFileSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ScheduledRun } from '../values/schedule.ts';
import { instantText } from './clock.ts';
import { makePrivateFolder, replacePrivateFile } from './private-files.ts';

const ROTATE_BYTES = 1_000_000;
const KEPT = 3;
const RECORD_MAX_BYTES = 10_000;
/** States and codes are words of ft's own: nothing else gets into the log. */
const WORD = /^[a-z][a-z-]{0,39}$/;

const folderOf = (home: string): string => join(home, 'logs');
const recordOf = (home: string): string => join(folderOf(home), 'last-run.json');

/** Home -> path of the log. */
export const logOf = (home: string): string => join(folderOf(home), 'sync.log');

/** One run -> its line: "2026-03-31T04:17:09.000Z exit 3, 12 new, ok 3, needs-consent 1, 4.2 s". */
export function runLine(run: ScheduledRun): string {
  const { beganAt, endedAt, exit, added, failure } = run;
  const tenths = Math.max(0, Math.round((endedAt - beganAt) / 100));
  const states = Object.entries(run.accounts).map(([state, count]) => `${state} ${count}`);
  return [`${instantText(beganAt)} exit ${exit}`, ...(failure === undefined ? [] : [failure]), `${added} new`, ...states, `${Math.floor(tenths / 10)}.${tenths % 10} s`].join(', ');
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What a file or a caller says -> a run, whatever else it says left out; undefined where it is none. */
function runFrom(value: unknown): ScheduledRun | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { beganAt, endedAt, exit, added, failure, accounts } = value as Record<string, unknown>;
  if (!isCount(beganAt) || !isCount(endedAt) || !isCount(exit) || !isCount(added) || Math.max(beganAt, endedAt) > 8.64e15) return undefined;
  const states = Object.entries(typeof accounts === 'object' && accounts !== null ? accounts : {}).filter((pair): pair is [string, number] => WORD.test(pair[0]) && isCount(pair[1]));
  return { beganAt, endedAt, exit, added, accounts: Object.fromEntries(states), ...(typeof failure === 'string' && WORD.test(failure) ? { failure } : {}) };
}

/** Writes a run into the log and as the last one; a log past 1 MB becomes sync.log.1, of which three are kept. Raises whatever the file system does. */
export function recordRun(home: string, given: ScheduledRun): void {
  const run = runFrom(given);
  if (!run) throw new TypeError('no scheduled run');
  const log = logOf(home);
  makePrivateFolder(folderOf(home));
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) >= ROTATE_BYTES) rotate(log);
  appendFileSync(log, `${runLine(run)}\n`, { mode: 0o600 });
  chmodSync(log, 0o600);
  replacePrivateFile(recordOf(home), `${JSON.stringify(run)}\n`);
}

function rotate(log: string): void {
  for (let at = KEPT; at >= 1; at--) {
    const older = at === 1 ? log : `${log}.${at - 1}`;
    if (statSync(older, { throwIfNoEntry: false })) renameSync(older, `${log}.${at}`);
  }
}

/** Home -> the last recorded run; undefined where there is none, or what is there is none. */
export function lastRun(home: string): ScheduledRun | undefined {
  try {
    if (statSync(recordOf(home)).size > RECORD_MAX_BYTES) return undefined;
    return runFrom(JSON.parse(readFileSync(recordOf(home), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the log, its rotated ones and the record; the folder too where nothing else is in it. */
export function removeRuns(home: string): void {
  const log = logOf(home);
  for (const path of [log, ...Array.from({ length: KEPT }, (_, at) => `${log}.${at + 1}`), recordOf(home)]) rmSync(path, { force: true });
  try {
    rmdirSync(folderOf(home));
  } catch {
    // Not there, or something else lies in it.
  }
}
