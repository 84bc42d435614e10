import { describe, expect, it } from 'vitest';
import { demoStatement, ft, ftJson, ftWith, temporaryHome } from './ft.ts';

interface History { count: number; commits: { id: string; command: string; what: string; undone: boolean; events: number; at: string }[] }
interface Undone { applied: boolean; undo?: string; redo?: string; what: string; commit: string | null; effect: { removed: { count: number; sums: unknown[]; examples: unknown[] }; returned: { count: number }; changed: number; orphaned: Record<string, number>; accounts: { change: string; name: string }[]; rules: { change: string }[]; categories: unknown[]; budgets: unknown[] } }
const history = async (home: string): Promise<History['commits']> => (await ftJson<History>(home, 'history')).commits;

describe('ft undo and ft redo', () => {
  it('preview first: without a terminal and without --yes nothing is done', async () => {
    const home = temporaryHome();
    await ft(home, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
    const preview = await ftJson<Undone>(home, 'undo');
    expect(preview).toMatchObject({ applied: false, commit: null, what: 'imported 31 rows from sparebank1-sparekonto-2025.csv into SpareBank 1 32103' });
    expect(preview.effect).toMatchObject({ removed: { count: 31, sums: [{ currency: 'NOK', in: expect.any(String) as string, out: expect.any(String) as string }] }, accounts: [{ change: 'gone', name: 'SpareBank 1 32103' }], changed: 0 });
    expect(preview.effect.removed.examples).toHaveLength(5);
    const { stdout } = await ft(home, 'undo');
    expect(stdout).toMatch(/^Undo [0-9a-f]{8}, 20\d\d-\d\d-\d\d \d\d:\d\d: imported 31 rows from sparebank1-sparekonto-2025\.csv into SpareBank 1 32103\n31 transactions go away \(/);
    expect(stdout).toMatch(/Nothing was done: add --yes to go ahead\.\n$/);
    expect(await history(home)).toHaveLength(1);
    expect(await ftJson(home, 'rebuild')).toMatchObject({ equal: true });
  });

  it('takes back and brings back; a file whose import was undone can be imported again', async () => {
    const home = temporaryHome();
    const file = demoStatement('sparebank1-sparekonto-2025.csv');
    await ft(home, 'import', file);
    expect(await ftJson<Undone>(home, 'undo', '--yes')).toMatchObject({ applied: true });
    expect((await ft(home, 'accounts')).stdout).toContain('No accounts yet.');
    expect((await ft(home, 'undo', '--yes')).stderr).toBe('ft: There is nothing to undo.\n    ft history shows what was done.\n');
    expect(await ftJson(home, 'import', file)).toMatchObject({ files: [{ new: 31, duplicate: 0 }] });
    await ft(home, 'undo', '--yes');
    expect((await ft(home, 'redo', '--yes')).stdout).toContain('31 transactions came back');
    expect(await ftJson(home, 'rebuild')).toMatchObject({ equal: true, differed: [] });
  });

  it('takes back any commit, says which own work goes with it, and gives that back too', async () => {
    const home = temporaryHome();
    const { id, commit } = await ftJson<{ id: string; commit: string }>(home, 'add', '249', 'Rema 1000');
    await ft(home, 'categorize', id, 'groceries', '--only');
    await ft(home, 'note', id, 'middag');
    await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries');
    const { stdout } = await ft(home, 'undo', commit.slice(-8), '--yes');
    expect(stdout).toContain('Undone: added -249.00 NOK Rema 1000 in Cash\n1 transaction went away (249.00 NOK out).');
    expect(stdout).toContain('With them went what you put on them since: 1 category of your own choice, 1 note. It is kept, and comes back with them.');
    expect(stdout).toContain(`Bring it back with: ft redo ${commit.slice(-8)}`);
    expect((await history(home)).map(({ undone }) => undone)).toEqual([false, false, false, false, true]);
    expect(await ftJson<Undone>(home, 'redo', commit, '--yes')).toMatchObject({ effect: { returned: { count: 1 } } });
    expect(await ftJson(home, 'categorize', id, 'groceries', '--only')).toMatchObject({ commit: null, transactions: [{ categorySource: 'own' }] });
  });

  it('undoes decisions without touching the transaction, and tells rules by their words', async () => {
    const home = temporaryHome();
    const { id } = await ftJson<{ id: string }>(home, 'add', '249', 'Xqz Blorp 17');
    await ft(home, 'categorize', id, 'groceries');
    expect((await ft(home, 'undo', '--yes')).stdout).toMatch(/1 transaction changed:\n.*Xqz Blorp 17.*: Groceries → Uncategorized\nThat "xqz blorp" is Groceries was forgotten\./);
    await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries');
    expect((await ft(home, 'undo')).stdout).toMatch(/The rule [0-9a-z]{6} \(Groceries when the text contains "kiwi"\) goes away\./);
  });

  it('knows the undo of an undo, and refuses what stands so already', async () => {
    const home = temporaryHome();
    await ft(home, 'add', '1', 'x');
    const { commit: undo, undo: target } = await ftJson<Undone>(home, 'undo', '--yes');
    expect((await ft(home, 'undo', target!)).stderr).toContain(`Commit ${target!.slice(-8)} is undone already.`);
    expect(await ftJson<Undone>(home, 'undo', undo!, '--yes')).toMatchObject({ applied: true, effect: { returned: { count: 1 } } });
    expect((await ft(home, 'redo', target!)).stderr).toContain(`Commit ${target!.slice(-8)} stands; it is not undone.`);
    expect((await ft(home, 'redo')).exit).toBe(0);
    expect((await ft(home, 'undo', 'ffffffffffff')).stderr).toBe('ft: There is no commit ffffffffffff.\n    ft history lists them.\n');
    expect(await ftJson(home, 'rebuild')).toMatchObject({ equal: true });
  });

  it('asks a person', async () => {
    const home = temporaryHome();
    await ft(home, 'add', '1', 'x');
    const no = await ftWith({ typed: ['n'] }, home, 'undo');
    expect(no.stdout).toMatch(/1 transaction goes away[\s\S]*Nothing was done\.\n$/);
    expect(no.stderr).toContain('Take it back? [y/N]');
    expect((await ftWith({ typed: ['j'] }, home, 'undo')).stdout).toMatch(/Undone: added/);
  });

  it('needs data', async () => {
    for (const command of ['undo', 'redo', 'history']) expect(await ft(temporaryHome(), command)).toMatchObject({ exit: 1, stderr: expect.stringContaining('There is no data yet.') as string });
  });
});

describe('ft history', () => {
  it('tells commits in words, newest first, and marks undone ones', async () => {
    const home = temporaryHome();
    await ft(home, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
    await ft(home, 'accounts', 'rename', '98765432103', 'Sparekonto');
    await ft(home, 'add', '20', 'kaffe\u001b[2J');
    await ft(home, 'undo', '--yes');
    const { stdout } = await ft(home, 'history');
    const lines = stdout.split('\n').slice(2);
    expect(lines[0]).toMatch(/took back [0-9a-f]{8} \(added -20\.00 NOK kaffe␛\[2J in Sparekonto\)$/);
    expect(lines[1]).toMatch(/^[0-9a-f]{8} {2}20\d\d-\d\d-\d\d \d\d:\d\d {2}undone: added -20\.00/);
    expect(lines[2]).toMatch(/renamed an account to Sparekonto$/);
    expect(lines[3]).toMatch(/imported 31 rows from sparebank1-sparekonto-2025\.csv into Sparekonto$/);
    expect((await ft(home, 'history', '--limit', '1')).stdout).toContain('… and 3 earlier commits: ft history --all');
    const [newest] = await history(home);
    expect(newest).toMatchObject({ command: 'undo', undone: false, events: 1 });
    expect(newest?.at).toMatch(/^2026-01-15T\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('--as-of shows the log as it stood', async () => {
    const home = temporaryHome();
    const { commit } = await ftJson<{ commit: string }>(home, 'add', '20', 'kaffe');
    await ft(home, 'undo', '--yes');
    const { commits } = await ftJson<History>(home, 'history', '--as-of', commit);
    expect(commits).toMatchObject([{ id: commit, undone: false }]);
    expect((await ft(home, 'undo', '--as-of', commit, '--yes')).stderr).toContain('The past cannot be changed');
  });
});
