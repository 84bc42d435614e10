/** `ft budget`: what a month's budgets say, and setting, ending and undoing them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome } from './ft.ts';
import { household } from './household.ts';

let home: string;
beforeAll(async () => { home = await household(); });

interface Budgets { readonly month: string; readonly budgets: Record<string, unknown>[]; readonly totals: unknown[] }
const budget = (...argv: string[]): Promise<Budgets> => ftJson<Budgets>(home, 'budget', ...argv);

describe('ft budget', () => {
  it('begins without any', async () => {
    expect((await ft(home, 'budget')).stdout).toBe('No budgets in January 2026.\nSet one with: ft budget set groceries 9500\n');
    expect((await ft(home, 'budget', 'list')).stdout).toContain('No budgets yet.');
    expect(await ftJson(home, 'budget', 'list')).toEqual({ budgets: [] });
  });
  it('sets one from this month on, in the currency of most accounts, and says how to take it back', async () => {
    const { stdout, exit } = await ft(home, 'budget', 'set', 'Dagligvarer', '310,00');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Groceries: 310\.00 NOK a month from January 2026 on, not rolling over\.\nUndo it with: ft undo [0-9a-f]{8}\n$/);
    expect(await budget()).toEqual({
      month: '2026-01',
      budgets: [{
        kind: 'category', target: 'groceries', label: 'Groceries', currency: 'NOK', budgeted: '310.00', rolledIn: '0.00', spent: '200.00', left: '110.00',
        pace: '150.00', overPace: true, rollover: false, rollsOver: '0.00', within: null,
      }],
      totals: [{ currency: 'NOK', budgeted: '310.00', rolledIn: '0.00', spent: '200.00', left: '110.00' }],
    });
  });
  it('rolls over what is left, from the month it was set from', async () => {
    const set = await ftJson(home, 'budget', 'set', 'food', '2000', '--rollover', '--from', '2025-12');
    expect(set).toMatchObject({ kind: 'group', target: 'food', currency: 'NOK', amount: '2000.00', from: '2025-12', rollover: true, applied: true, commit: expect.any(String) as string });
    const { budgets, totals } = await budget();
    expect(budgets.map(({ target, rolledIn, spent, left, within }) => [target, rolledIn, spent, left, within])).toEqual([['food', '500.00', '240.00', '2260.00', null], ['groceries', '0.00', '200.00', '110.00', 'food']]);
    expect(totals).toEqual([{ currency: 'NOK', budgeted: '2000.00', rolledIn: '500.00', spent: '240.00', left: '2260.00' }]);
  });
  it('leaves rollover as it is unless told otherwise', async () => {
    const other = await household();
    const set = async (...argv: string[]) => (await ft(other, 'budget', 'set', 'clothing', ...argv)).stdout.split('\n')[0];
    expect(await set('7000', '--from', '2025-12', '--rollover')).toBe('Clothes and shoes: 7,000.00 NOK a month from December 2025 on, rolling over.');
    expect(await set('8000')).toBe('Clothes and shoes: 8,000.00 NOK a month from January 2026 on, rolling over.');
    expect((await ftJson<Budgets>(other, 'budget')).budgets).toMatchObject([{ budgeted: '8000.00', rolledIn: '7000.00', rollover: true }]);
    expect(await set('900', '--from', '2025-11')).toContain('from November 2025 on, not rolling over.');
    expect(await set('8000', '--no-rollover')).toContain('from January 2026 on, not rolling over.');
    expect(await set('8100', '--from', '2026-02')).toContain('from February 2026 on, not rolling over.');
  });
  it('keeps the sign of rollover on a narrow terminal: bars give way first, then labels', async () => {
    const at = async (columns: number, ascii = false) => (await ftWith({ typed: [], environment: { columns, ascii } }, home, 'budget')).stdout.split('\n').filter((line) => !line.includes(' left rolls over'));
    const [wide, narrow, tight] = [await at(100), await at(80), await at(73)];
    const bar = (lines: string[]): number => lines.find((line) => line.startsWith('Food'))!.match(/[█▏▎▍▌▋▊▉·┃]/g)!.length;
    expect([bar(wide), bar(tight)]).toEqual([16, 8]);
    expect(bar(narrow)).toBeLessThan(16);
    expect(narrow.find((line) => line.startsWith('Food'))).toMatch(/^Food and drink ↻ /);
    expect(tight.find((line) => line.startsWith('Food'))).toMatch(/^Food and.*… ↻ /);
    for (const [lines, columns] of [[wide, 100], [narrow, 80], [tight, 73]] as const) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect((await at(74, true)).find((line) => line.startsWith('Food'))).toMatch(/^Food and.* ~ +\[/);
  });
  it('draws bars, the pace and what the signs mean', async () => {
    const { stdout } = await ft(home, 'budget');
    expect(stdout).toContain('Budget, January 2026  (2026-01-15, day 15 of 31)');
    expect(stdout).toMatch(/Food and drink ↻ +█[^ ]+┃[^ ]* +240\.00 +2,000\.00 +500\.00 +2,260\.00 +1,209\.67/);
    expect(stdout).toMatch(/ {2}Groceries +█+[^ ]*> +200\.00 +310\.00 +110\.00 +150\.00/);
    expect(stdout).toContain('┃ an even pace   > ahead of it   ↻ what is left rolls over');
    const past = await ft(home, 'budget', '--month', '2025-12');
    expect(past.stdout).toMatch(/^Budget, December 2025\n/);
    expect(past.stdout).not.toContain('Pace');
  });
  it('keeps currencies apart and works in ASCII', async () => {
    await ft(home, 'budget', 'set', 'cafes', '5', '--currency', 'eur');
    const { stdout } = await ftWith({ environment: { ascii: true } }, home, 'budget');
    expect(stdout).toMatch(/EUR +Spent +Budget +Left +Pace\n/);
    expect(stdout).toMatch(/Cafes and bakeries +\[#+\|?#*\]! +10\.00 +5\.00 +-5\.00/);
    expect(stdout).toContain('! over budget');
  });
  it('lists every setting, ends one, and undo brings it back', async () => {
    const end = await ft(home, 'budget', 'end', 'groceries');
    expect(end.stdout).toContain('No budget for Groceries (NOK) from January 2026 on.');
    expect((await budget()).budgets.map(({ target }) => target)).toEqual(['cafes', 'food']);
    expect((await ft(home, 'budget', 'list')).stdout).toMatch(/Food and drink \(group\) +December 2025 +2,000\.00 NOK +rolls over/);
    const commit = /ft undo ([0-9a-f]{8})/.exec(end.stdout)![1]!;
    expect((await ft(home, 'undo', commit, '--yes')).exit).toBe(0);
    expect((await budget()).budgets.map(({ target }) => target)).toEqual(['cafes', 'food', 'groceries']);
  });
  it.each([
    [['set', 'grocries', '5'], 1, 'There is no category "grocries".'],
    [['set', 'groceries'], 2, 'A budget is set on one target and amount'],
    [['set', 'groceries=5', 'cafes', '8'], 2, 'A budget is set on one target and amount'],
    [['set', 'groceries=5', 'Dagligvarer=6'], 2, 'Groceries is named twice.'],
    [['set', 'cafes', '5 EUR', '--currency', 'NOK'], 2, '"5 EUR" is not in NOK.'],
    [['copy', '--from', '2026-01', '--to', '2026-01'], 2, 'The months are the same.'],
    [['set', 'group:grocries', '5'], 1, 'There is no category "grocries".'],
    [['set', 'groceries', 'lots'], 2, '"lots" is not an amount'],
    [['set', 'groceries', '-5'], 2, 'a budget is what may be spent, so it has no minus'],
    [['set', 'groceries', '5', '--from', 'March'], 2, '"March" is not a date.'],
    [['set', 'groceries', '5', '--currency', 'XXX'], 2, 'XXX is not a currency of ISO 4217.'],
    [['end', 'taxi'], 1, 'There is no budget for taxi.'],
    [['--month', '2026'], 2, '"2026" is not a date.'],
  ])('refuses %j', async (argv, exit, sentence) => {
    const answer = await ft(home, 'budget', ...argv);
    expect([answer.exit, answer.stderr]).toEqual([exit, expect.stringContaining(sentence)]);
  });
  it('cannot guess a currency without accounts', async () => {
    expect((await ft(temporaryHome(), 'budget', 'set', 'groceries', '5')).stderr).toContain('There is no account yet, so the currency must be named.');
  });
});

describe('several budgets at once', () => {
  let several: string;
  beforeAll(async () => { several = await household(); });
  const shown = async (...argv: string[]) => (await ftJson<Budgets>(several, 'budget', ...argv)).budgets.map(({ kind, target, currency, budgeted, rollover }) => [kind, target, currency, budgeted, rollover]);

  it('are set in one commit, each in its own currency, rollover as it was', async () => {
    await ft(several, 'budget', 'set', 'clothing', '700', '--from', '2025-12', '--rollover');
    const set = await ftJson(several, 'budget', 'set', 'category:groceries=6500', 'group:transport=900,50', 'clothing=800', 'cafes=40 EUR', '--from', '2026-01');
    expect(set).toEqual({
      from: '2026-01', applied: true, commit: expect.any(String) as string,
      budgets: [
        { kind: 'category', target: 'groceries', currency: 'NOK', amount: '6500.00', was: null, rollover: false }, { kind: 'group', target: 'transport', currency: 'NOK', amount: '900.50', was: null, rollover: false },
        { kind: 'category', target: 'clothing', currency: 'NOK', amount: '800.00', was: '700.00', rollover: true }, { kind: 'category', target: 'cafes', currency: 'EUR', amount: '40.00', was: null, rollover: false },
      ],
    });
    const all = [['category', 'cafes', 'EUR', '40.00', false], ['category', 'groceries', 'NOK', '6500.00', false], ['category', 'clothing', 'NOK', '800.00', true], ['group', 'transport', 'NOK', '900.50', false]];
    expect(await shown()).toEqual(all);
    expect((await ft(several, 'undo', '--yes')).exit).toBe(0);
    expect(await shown()).toEqual([['category', 'clothing', 'NOK', '700.00', true]]);
    expect((await ft(several, 'redo', '--yes')).exit).toBe(0);
    expect(await shown()).toEqual(all);
  });
  it('are written whole or not at all', async () => {
    const before = await shown();
    expect((await ft(several, 'budget', 'set', 'groceries=1', 'grocries=2')).exit).toBe(1);
    expect(await shown()).toEqual(before);
  });
  it('take the currency behind an amount', async () => {
    expect(await ftJson(several, 'budget', 'set', 'cafes', '55 EUR')).toMatchObject({ currency: 'EUR', amount: '55.00' });
    expect(await ftJson(several, 'budget', 'set', 'cafes', 'eur 56')).toMatchObject({ currency: 'EUR', amount: '56.00' });
  });
});

describe('ft budget copy', () => {
  let copied: string;
  beforeAll(async () => {
    copied = await household();
    await ft(copied, 'budget', 'set', 'groceries=2000', 'cafes=300', '--from', '2025-12');
    await ft(copied, 'budget', 'set', 'groceries', '2500', '--from', '2026-01');
    await ft(copied, 'budget', 'end', 'cafes', '--from', '2026-01');
  });
  it('only previews without --yes: what was, what it would become', async () => {
    const { stdout } = await ft(copied, 'budget', 'copy');
    expect(stdout).toMatch(/^From January 2026 on +Was +Becomes +Left over\n/);
    expect(stdout).toMatch(/Groceries +2,500\.00 NOK +2,000\.00 NOK +lapses\n/);
    expect(stdout).toMatch(/Cafes and bakeries +300\.00 NOK +lapses\n/);
    expect(stdout).toContain('Nothing was done: add --yes to go ahead.');
    expect(await ftJson(copied, 'budget', 'copy')).toMatchObject({ from: '2026-01', applied: false, commit: null });
    expect((await ftJson<Budgets>(copied, 'budget')).budgets).toMatchObject([{ target: 'groceries', budgeted: '2500.00' }]);
  });
  it('asks at a terminal, and no is no', async () => {
    const { stdout } = await ftWith({ typed: ['n'] }, copied, 'budget', 'copy');
    expect(stdout).toContain('Nothing was done.');
    expect((await ftJson<Budgets>(copied, 'budget')).budgets).toHaveLength(1);
  });
  it('sets what was spent, in one commit', async () => {
    const { budgets } = await ftJson<{ budgets: unknown[] }>(copied, 'budget', 'copy', '--from', '2025-12', '--to', '2026-01', '--spent', '--yes');
    expect(budgets).toEqual([{ kind: 'category', target: 'cafes', currency: 'NOK', amount: '0.00', was: null, rollover: false }, { kind: 'category', target: 'groceries', currency: 'NOK', amount: '1500.00', was: '2500.00', rollover: false }]);
    expect((await ft(copied, 'undo', '--yes')).stdout).toContain('Undone');
    expect((await ftJson<Budgets>(copied, 'budget')).budgets).toMatchObject([{ target: 'groceries', budgeted: '2500.00' }]);
  });
  it('sets the amounts of the month before, and then has nothing to do', async () => {
    expect((await ft(copied, 'budget', 'copy', '--yes')).stdout).toMatch(/Undo it with: ft undo [0-9a-f]{8}\n$/);
    expect((await ftJson<Budgets>(copied, 'budget')).budgets).toMatchObject([{ target: 'cafes', budgeted: '300.00' }, { target: 'groceries', budgeted: '2000.00' }]);
    const again = await ft(copied, 'budget', 'copy', '--yes');
    expect([again.exit, again.stdout]).toEqual([0, 'They stand so already; there is nothing to set.\n']);
  });
});
