/**
 * A device's chain forked: a backup was restored, or a disk cloned, and both copies went on writing. The commits after the fork become the
 * beginning of a chain of their own. They keep ids, contents and digests, so that what later commits say of them holds; device, sequence,
 * previous and hash are made anew. The one change of headers there is: only of commits that no hub has.
 */
import { createHash } from 'node:crypto';
import { headerHash } from './chain.ts';
import { tick, wallOf } from './clock.ts';
import { type Database, prepared } from './database.ts';
import type { Log, StoredCommit } from './log.ts';

/** Commit after the fork -> the device that it and those after it become commits of. Whoever holds the same branch gets the same device. */
function branchDevice({ hash }: Pick<StoredCommit, 'hash'>): string {
  const hex = createHash('sha256').update(`branch of ${hash}`).digest('hex');
  // The form of a UUID of version 8: made from a digest, in no way of the standard's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Gives the commits of `device` after `sequence` to a device of their own, inside an open SQLite transaction; where this file writes as `device`, it
 * goes on as the new one. A clock later than `latest` (Unix milliseconds) is set back, in order. Gives back the new device's id; undefined where there are none.
 */
export function branchOff(database: Database, log: Log, device: string, sequence: number, latest: number): string | undefined {
  const commits = log.chain(device, sequence);
  const [first] = commits;
  if (!first) return undefined;
  const branch = branchDevice(first);
  const moved = new Set(commits.map(({ number }) => number));
  let clock = log.commits().findLast((one) => !moved.has(one.number) && wallOf(one.clock) <= latest)?.clock;
  const triggers = database.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'commits_refuse_update'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  const update = prepared(database, 'UPDATE commits SET device = ?, sequence = ?, clock = ?, previous = ?, hash = ? WHERE number = ?');
  let previous = '';
  for (const [at, commit] of commits.entries()) {
    const isAhead = wallOf(commit.clock) > latest;
    const header = { ...commit, device: branch, sequence: at + 1, previous, clock: isAhead ? tick(clock, latest) : commit.clock };
    previous = headerHash(header);
    update.run(header.device, header.sequence, header.clock, header.previous, previous, commit.number);
    if (clock === undefined || header.clock > clock) clock = header.clock;
  }
  for (const { sql } of triggers) database.exec(sql);
  prepared(database, 'UPDATE device SET id = ? WHERE id = ?').run(branch, device);
  return branch;
}
