/** The log refuses to be changed, notices when it was, migrates forward from its first schema, and can erase without breaking. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '../../../src/errors.ts';
import { eventDigest, hexOf } from '../../../src/ledger/chain.ts';
import { endOfMillisecond, tick, wallOf } from '../../../src/ledger/clock.ts';
import type { NewEvent } from '../../../src/ledger/events/list.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { migrate } from '../../../src/ledger/migrate.ts';
import { commitsAndEvents } from '../../../src/ledger/migrations/0001-commits-and-events.ts';
import { verify } from '../../../src/ledger/verify.ts';
import { ReadModel } from '../../../src/read-model/read-model.ts';
import { seededRandom } from '../../../src/machine/random.ts';
import { EVERYTHING } from '../../../src/read-model/query-sql.ts';
import type { Month } from '../../../src/values/day.ts';

let home: string;
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'ft-log-')); });
afterEach(() => rmSync(home, { recursive: true, force: true }));
const open = (): Ledger => Ledger.open({ home, clock: () => 1_767_225_600_000, random: seededRandom('log'), create: true })!;

async function filled(): Promise<Ledger> {
  const ledger = open();
  const { projection } = ReadModel.open(ledger.database);
  for (const amount of [-100, -200, -300])
    await ledger.commit({ command: 'add', arguments: { text: 'kaffe' } }, projection, (draft) => draft.append(<NewEvent[]>[
      { type: 'account.opened.v1', subject: 'acc', payload: { name: 'Cash', currency: 'NOK' } },
      { type: 'transaction.recorded.v2', subject: `t${-amount}`, payload: { account: 'acc', amount, currency: 'NOK', date: '2026-01-02', description: 'kaffe', ordinal: 1, source: 'manual' } },
    ]));
  return ledger;
}
const brokenAt = (ledger: Ledger): string => {
  const result = verify(ledger.log);
  return result.ok ? 'sound' : result.error.why;
};

describe('the log', () => {
  it('refuses UPDATE and DELETE', async () => {
    const ledger = await filled();
    for (const sql of ["UPDATE events SET payload = '{}'", 'DELETE FROM events', "UPDATE commits SET command = 'x'", 'DELETE FROM commits', "UPDATE events SET payload = NULL, salt = NULL WHERE position = 2", "UPDATE events SET subject = 'other'"])
      expect(() => ledger.database.exec(sql), sql).toThrow('the log is append-only');
    expect(brokenAt(ledger)).toBe('sound');
    ledger.close();
  });

  it.each([
    ['a payload was changed', "UPDATE events SET payload = replace(payload, '-200', '-900') WHERE position = 4", 'the content of an event was changed'],
    ['a salt was changed', 'UPDATE events SET salt = zeroblob(16) WHERE position = 4', 'the content of an event was changed'],
    ['a type was changed', "UPDATE events SET type = 'transaction.noted.v1' WHERE position = 4", 'the content of an event was changed'],
    ['an event was taken out', 'DELETE FROM events WHERE position = 4', 'it has 1 events instead of 2'],
    ['the last event was taken out', 'DELETE FROM events WHERE position = 6', 'it has 1 events instead of 2'],
    ['an event was slipped in', "INSERT INTO events (position, \"commit\", type, subject, payload, salt) VALUES (7, 3, 'transaction.noted.v1', 't1', '{}', zeroblob(16))", '1 events belong to no commit'],
    ['a header was changed', "UPDATE commits SET command = 'import' WHERE number = 2", 'its header was changed'],
    ['arguments were changed', "UPDATE commits SET arguments = '{}' WHERE number = 2", 'the content of an event was changed'],
    ['a commit was taken out', 'DELETE FROM events WHERE "commit" = 2; DELETE FROM commits WHERE number = 2', 'its sequence is 3, but 2 follows'],
    ['the clock of a commit was changed', "UPDATE commits SET clock = '1' || clock WHERE number = 3", 'its header was changed'],
  ])('notices when %s behind its back', async (_, sql, why) => {
    const ledger = await filled();
    for (const trigger of ['commits_refuse_update', 'commits_refuse_delete', 'events_refuse_update', 'events_refuse_delete']) ledger.database.exec(`DROP TRIGGER ${trigger}`);
    ledger.database.pragma('foreign_keys = OFF');
    ledger.database.exec(sql);
    expect(brokenAt(ledger)).toBe(why);
    ledger.close();
  });

  it('lets an event be erased by its digest alone: the chain verifies, the rebuild leaves it out', async () => {
    const ledger = await filled();
    const event = ledger.database.prepare<[], { salt: Uint8Array; type: string; subject: string; payload: string }>('SELECT * FROM events WHERE position = 4').get()!;
    ledger.database.prepare("UPDATE events SET payload = NULL, salt = NULL, subject = '', digest = ? WHERE position = 4").run(eventDigest(hexOf(event.salt), event.type, event.subject, event.payload));
    expect(verify(ledger.log)).toMatchObject({ ok: true, value: { commits: 3, events: 6, erased: 1 } });
    expect(ReadModel.rebuild(ledger.database).queries.find(EVERYTHING).map((row) => row.amount)).toEqual([-300, -100]);
    expect(() => ledger.database.exec("UPDATE events SET digest = 'x' WHERE position = 4")).toThrow('the log is append-only');
    ledger.close();
  });

  it('keeps and skips event types of a newer version, and counts them', async () => {
    const ledger = await filled();
    ledger.database.exec(`INSERT INTO commits SELECT 9, 'new', device, 4, clock || 'f', 'future', arguments, arguments_salt, 7, 1, digest, hash, 'h', NULL FROM commits WHERE number = 3;
      INSERT INTO events (position, "commit", type, subject, payload, salt) VALUES (7, 9, 'transaction.blessed.v7', 't100', '{"by":"a newer ft"}', zeroblob(16))`);
    expect(ledger.log.countByType().get('transaction.blessed.v7')).toBe(1);
    expect(ReadModel.rebuild(ledger.database).queries.find(EVERYTHING)).toHaveLength(3);
    ledger.close();
  });
});

describe('migration', () => {
  it('brings a frozen copy of the first schema forward with everything in it', async () => {
    // Made by the first version of the log: three commits, an import among them. Never remade.
    copyFileSync(new URL('../../../fixtures/ledgers/format-1.db', import.meta.url), join(home, 'ledger.db'));
    const before = new Sqlite(join(home, 'ledger.db'), { readonly: true });
    expect(before.pragma('user_version', { simple: true })).toBe(1);
    const hashes = before.prepare('SELECT hash FROM commits ORDER BY number').pluck().all();
    before.close();
    const ledger = open();
    expect(ledger.database.pragma('user_version', { simple: true })).toBe(4);
    expect(ledger.log.commits().map((commit) => commit.hash)).toEqual(hashes);
    expect(brokenAt(ledger)).toBe('sound');
    expect(ReadModel.open(ledger.database).queries.find(EVERYTHING).map((row) => [row.date, row.amount, row.description])).toEqual([
      ['2026-01-05', 2_500_000, 'Lønn'], ['2026-01-03', -9900, 'REMA 1000'], ['2026-01-02', -4500, 'KIWI 471'],
    ]);
    ledger.close();
  });

  it('runs only the missing steps, all or none, and refuses a newer file', () => {
    const database = new Sqlite(':memory:');
    expect(migrate(database, [commitsAndEvents])).toBe(true);
    expect(migrate(database, [commitsAndEvents])).toBe(false);
    expect(() => migrate(database, [commitsAndEvents, 'CREATE TABLE extra (a)', 'nonsense'])).toThrow();
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'extra'").get()).toBeUndefined();
    expect(migrate(database, [commitsAndEvents, 'CREATE TABLE extra (a)'])).toBe(true);
    expect(() => migrate(database, [commitsAndEvents])).toThrow(FailureError);
  });
});

describe('the hybrid clock', () => {
  it('always moves forward, whatever the wall clock does', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 40 }), (walls) => {
      let last: string | undefined;
      for (const wall of walls) {
        const next = tick(last, wall);
        if (last !== undefined) expect(next > last).toBe(true);
        expect(wallOf(next)).toBeGreaterThanOrEqual(Math.min(wall, wallOf(next)));
        last = next;
      }
    }));
  });
  it('goes on into the next millisecond when the counter is full', () => {
    expect(tick(endOfMillisecond(5), 3)).toBe('0000000000006.0000');
  });
});

describe('what stands around the log', () => {
  it('verification misses a guard that was taken down', async () => {
    const ledger = await filled();
    ledger.database.exec('DROP TRIGGER events_refuse_delete');
    expect(brokenAt(ledger)).toBe('the triggers that refuse changes are gone: events_refuse_delete');
    ledger.close();
  });

  it('a derived table that is gone is made anew at the next opening', async () => {
    const ledger = await filled();
    ledger.database.exec('DROP TABLE month_sums');
    expect(ReadModel.open(ledger.database).sums.between('2026-01' as Month, '2026-01' as Month)).toMatchObject([{ out: -600, count: 3 }]);
    ledger.close();
  });
});
