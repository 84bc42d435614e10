import { beforeEach, describe, expect, it } from 'vitest';
import { demoStatement, ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';

let home: string;
beforeEach(async () => {
  home = temporaryHome();
  await ft(home, 'import', demoStatement('dnb-brukskonto-2025.csv'));
  await ft(home, 'import', written(home, 'strom.csv', POWER), '--account', 'DNB', '--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', 'NOK', '--date-order', 'dmy');
});

/** Twelve bills of somebody whom no list knows. */
const POWER = ['Dato;Tekst;Beløp', ...Array.from({ length: 12 }, (_, month) => `17.${String(month + 1).padStart(2, '0')}.2025;XQZVRUMF KRAFT;-${900 + month},00`), ''].join('\n');

interface Added { rule: { id: string }; wouldChange: number; changed: number; commit: string }
interface Diff { changed: number; own: number; rows: { id: string; from: string; to: string; by: string }[]; applied: boolean; byCategory: { from: string; to: string; count: number }[] }

describe('ft rules', () => {
  it('add says how much of history it would change, and apply changes it', async () => {
    const added = await ftJson<Added>(home, 'rules', 'add', '--text', 'kiwi', '--category', 'cafes');
    expect(added).toMatchObject({ changed: 0, rule: { text: 'kiwi', category: 'cafes', group: 'food', direction: null } });
    expect(added.rule.id).toMatch(/^[0-9a-z]{6}$/);
    expect(added.wouldChange).toBeGreaterThan(10);
    const preview = await ftJson<Diff>(home, 'rules', 'apply');
    expect(preview).toMatchObject({ changed: added.wouldChange, applied: false, commit: null });
    expect((await ft(home, 'rules', 'apply')).stdout).toMatch(/Nothing was done: add --yes to go ahead\.\n$/);
    expect(await ftJson<Diff>(home, 'rules', 'apply', '--yes')).toMatchObject({ changed: added.wouldChange, applied: true });
    expect((await ft(home, 'rules', 'apply')).stdout).toBe('History stands as the rules say already; nothing to change.\n');
  });

  it('test shows the diff of a rule that is not there, and writes nothing', async () => {
    const diff = await ftJson<Diff>(home, 'rules', 'test', '--text', 'xqzvrumf', '--category', 'utilities', '--limit', '2');
    expect(diff).toMatchObject({ changed: 12, applied: false, byCategory: [{ from: 'uncategorized', to: 'utilities', count: 12 }] });
    expect(diff.rows).toHaveLength(2);
    const { stdout } = await ft(home, 'rules', 'test', '--text', 'xqzvrumf', '--category', 'utilities');
    expect(stdout).toContain('12 transactions would change; 0 choices of your own are left alone. Nothing was written.');
    expect(await ftJson(home, 'rules')).toEqual({ rules: [] });
    expect((await ft(home, 'rules')).stdout).toContain('No rules yet.');
  });

  it('leaves own choices alone, and gives back what a removed rule labelled', async () => {
    const before = await ftJson<Diff>(home, 'rules', 'test', '--text', 'xqzvrumf', '--category', 'utilities');
    const own = before.rows[0]!.id;
    await ft(home, 'categorize', own, 'gifts', '--only');
    const { rule, changed } = await ftJson<Added>(home, 'rules', 'add', '--text', 'xqzvrumf', '--category', 'utilities', '--apply');
    expect(changed).toBe(11);
    const removed = await ft(home, 'rules', 'remove', rule.id.slice(0, 4));
    expect(removed.stdout).toContain('11 transactions that it labelled keep their category until: ft rules apply');
    expect(await ftJson<Diff>(home, 'rules', 'apply', '--yes')).toMatchObject({ changed: 11, own: 1, byCategory: [{ from: 'utilities', to: 'uncategorized', count: 11 }] });
  });

  it('takes amounts in the only currency there is, direction and account', async () => {
    const { rule } = await ftJson<Added>(home, 'rules', 'add', '--regex', 'kiwi|coop', '--min', '100', '--max', '500,50', '--direction', 'out', '--account', 'dnb', '--category', 'groceries');
    expect(rule).toMatchObject({ regex: 'kiwi|coop', min: '100.00', max: '500.50', currency: 'NOK', direction: 'out', account: 'DNB' });
    const { stdout } = await ft(home, 'rules', 'list');
    expect(stdout).toContain('the text fits /kiwi|coop/, the account is DNB, the amount is from 100.00 NOK to 500.50 NOK, the currency is NOK and money goes out');
  });

  it('asks a person before it labels history', async () => {
    await ft(home, 'rules', 'add', '--text', 'xqzvrumf', '--category', 'utilities');
    const no = await ftWith({ typed: [''] }, home, 'rules', 'apply');
    expect(no.stderr).toContain('Label them so? [y/N]');
    expect(no.stdout).toMatch(/Nothing was done\.\n$/);
    expect((await ftWith({ typed: ['yes'] }, home, 'rules', 'apply')).stdout).toContain('12 transactions labelled anew.');
  });

  it.each([
    [['rules', 'add'], 2, 'That rule cannot be used: it has no condition, so it would fit everything.'],
    [['rules', 'add', '--category', 'groceries'], 2, 'That rule cannot be used: it has no condition, so it would fit everything.'],
    [['rules', 'add', '--text', 'kiwi'], 2, 'That rule cannot be used: it has no category.'],
    [['rules', 'add', '--text', 'k', '--category', 'groceries'], 2, 'That rule cannot be used: the text is shorter than two characters.'],
    [['rules', 'add', '--min', '5', '--max', '2', '--category', 'groceries'], 2, 'That rule cannot be used: the smallest amount is above the largest.'],
    [['rules', 'add', '--text', 'kiwi', '--direction', 'up', '--category', 'groceries'], 2, 'That rule cannot be used: the direction is up, but there is in and out.'],
    [['rules', 'remove', 'zzzzzz'], 1, 'There is no rule zzzzzz.'],
    [['rules', 'test', '--limit', 'x'], 2, '--limit is x, but it is a number of rows.'],
  ])('refuses %j', async (argv, exit, sentence) => {
    const answer = await ft(home, ...argv);
    expect(answer.exit).toBe(exit);
    expect(answer.stderr).toContain(`ft: ${sentence}\n`);
  });

  it('refuses the same rule twice', async () => {
    await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries');
    expect((await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries')).stderr).toMatch(/the rule [0-9a-z]{6} says the same already\./);
  });
});
