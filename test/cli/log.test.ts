import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { demoStatement, ft, ftJson, temporaryHome } from './ft.ts';

let home: string;
beforeEach(async () => {
  home = temporaryHome();
  await ft(home, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
  await ft(home, 'add', '20', 'kaffe');
});

/** Does to the file what ft never would: without its triggers. */
function tamper(...statements: string[]): void {
  const database = new Sqlite(join(home, 'ledger.db'));
  // Takes the guards down for it and puts them up again: who tampers well leaves them standing.
  const guards = database.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of guards) database.exec(`DROP TRIGGER "${name}"`);
  for (const statement of statements) database.exec(statement);
  for (const { sql } of guards) database.exec(sql);
  database.close();
}

describe('ft log', () => {
  it('verifies, and prints the head', async () => {
    const verified = await ftJson<{ heads: { hash: string; sequence: number }[] }>(home, 'log', 'verify');
    expect(verified).toMatchObject({ verified: true, commits: 2, erased: 0, unknown: { count: 0, types: [] }, heads: [{ sequence: 2 }] });
    const { stdout } = await ft(home, 'log', 'head');
    expect(stdout).toMatch(/^[0-9a-f]{64} {2}2 {2}[0-9a-f]{8}\n$/);
    expect(stdout.slice(0, 64)).toBe(verified.heads[0]?.hash);
    expect((await ft(home, 'log', 'verify')).stdout).toContain('The log verifies: 2 commits, ');
  });

  it('fails by name when an event was changed outside ft', async () => {
    tamper("UPDATE events SET payload = replace(payload, 'kaffe', 'gull!') WHERE payload LIKE '%kaffe%'");
    const { exit, stderr } = await ft(home, 'log', 'verify');
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^ft: The log does not verify at commit [0-9a-f-]{36}: the content of an event was changed\.\n {4}The file was changed outside ft/);
    expect(await ftJson(home, 'log', 'verify')).toMatchObject({ error: { code: 'chain-broken' } });
    expect(await ftJson(home, 'doctor')).toMatchObject({ healthy: false });
    expect((await ft(home, 'doctor')).exit).toBe(1);
  });

  it('prints the head as it was at an instant, and proves only the log as it is', async () => {
    const { commits } = await ftJson<{ commits: { id: string; hash: string }[] }>(home, 'history');
    expect(await ftJson(home, 'log', 'head', '--as-of', commits[1]?.id ?? '')).toMatchObject({ heads: [{ sequence: 1, hash: commits[1]?.hash, commit: commits[1]?.id }] });
    for (const words of [['log', 'verify'], ['rebuild'], ['doctor'], ['demo']]) {
      await ft(home, 'undo', '--yes');
      expect(await ftJson(home, ...words, '--as-of', commits[0]?.id ?? '')).toMatchObject({ error: { code: 'usage', message: 'This speaks of the ledger as it stands now, so there is no --as-of.' } });
    }
  });

  it('is one JSON document also where a command below it is missing', async () => {
    expect(await ftJson(home, 'log')).toMatchObject({ error: { code: 'usage', message: 'ft log needs one of its commands.', hint: 'ft log verify' } });
  });

  it('counts events of types that only a newer version knows', async () => {
    tamper("UPDATE events SET type = 'transaction.geotagged.v1' WHERE type = 'account.opened.v1'");
    const { unknownEvents } = await import('../../src/cli/unknown-events.ts');
    const { Log } = await import('../../src/ledger/log.ts');
    const database = new Sqlite(join(home, 'ledger.db'));
    expect(await unknownEvents(new Log(database))).toEqual({ count: 1, types: ['transaction.geotagged.v1'] });
    database.close();
  });
});

describe('ft rebuild', () => {
  it('gives the same, and says so', async () => {
    expect((await ft(home, 'rebuild')).stdout).toMatch(/^Rebuilt from \d+ events: equal to what stood before, byte for byte\.\n$/);
  });

  it('mends derived tables that were changed, and exits 1 for it', async () => {
    tamper("UPDATE transactions SET amount = amount + 1 WHERE description = 'kaffe'");
    expect(await ftJson(home, 'doctor')).toMatchObject({ healthy: false, findings: expect.arrayContaining([expect.objectContaining({ check: 'derived', state: 'bad', mend: 'Mend it with: ft rebuild' })]) as unknown });
    const { exit, stdout } = await ft(home, 'rebuild');
    expect(exit).toBe(1);
    expect(stdout).toContain('It differed from what stood before (transactions); what stands now is what the log says.');
    expect(await ftJson(home, 'rebuild')).toMatchObject({ equal: true });
  });
});

describe('ft doctor', () => {
  it('says what is well and what to look at', async () => {
    chmodSync(home, 0o755);
    const { exit, stdout } = await ft(home, 'doctor');
    expect(exit).toBe(0);
    expect(stdout).toContain('ok    The ledger opens: 32 transactions in 1 account.');
    expect(stdout).toContain('look  32 transactions of 32 (100 %) have no category.\n      ft review goes through them');
    expect(stdout).toContain(`look  Others on this machine can look into the home folder.\n      Close it with: chmod 700 "${home}"`);
    expect(stdout).toMatch(/Nothing is wrong\.\n$/);
  });

  it('begins with how to begin', async () => {
    expect((await ft(temporaryHome(), 'doctor')).stdout).toContain('look  There is no data here yet.\n      Begin with: ft import FILE…');
  });
});
