/** `ft report`: figures that can be added up by hand, per currency, whatever way time is cut. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith } from './ft.ts';
import { household } from './household.ts';

let home: string;
beforeAll(async () => { home = await household(); });

interface Line { readonly period: string; readonly currency: string; readonly category: string; readonly amount: string }
const spending = async (...argv: string[]) => (await ftJson<{ lines: Line[] }>(home, 'report', 'spending', ...argv)).lines.map(({ period, currency, category, amount }) => [period, currency, category, amount]);

describe('ft report spending', () => {
  it('counts by month and category: refunds off, splits by part, transfers nowhere', async () => {
    expect(await spending()).toEqual([
      ['2025-12', 'NOK', 'groceries', '1500.00'], ['2025-12', 'NOK', 'uncategorized', '70.00'],
      ['2026-01', 'EUR', 'cafes', '10.00'], ['2026-01', 'NOK', 'groceries', '200.00'], ['2026-01', 'NOK', 'cafes', '40.00'], ['2026-01', 'NOK', 'uncategorized', '30.00'],
    ]);
  });
  it('cuts a period at its days', async () => {
    expect(await spending('--from', '2025-12-20', '--to', '2026-01-02')).toEqual([['2025-12', 'NOK', 'groceries', '500.00'], ['2025-12', 'NOK', 'uncategorized', '70.00'], ['2026-01', 'NOK', 'groceries', '200.00']]);
    expect(await spending('--period', '2026-01-10')).toEqual([['2026-01', 'NOK', 'groceries', '50.00'], ['2026-01', 'NOK', 'cafes', '40.00']]);
  });
  it('narrows by category, group and account, and widens by quarter and year', async () => {
    expect(await spending('--category', 'cafes', '--account', 'Brukskonto')).toEqual([['2026-01', 'NOK', 'cafes', '40.00']]);
    expect(await spending('--group', 'food', '--by', 'quarter', '--account', 'Brukskonto')).toEqual([['2025-Q4', 'NOK', 'groceries', '1500.00'], ['2026-Q1', 'NOK', 'groceries', '200.00'], ['2026-Q1', 'NOK', 'cafes', '40.00']]);
    expect((await ftJson<{ totals: unknown }>(home, 'report', 'spending', '--by', 'year', '--period', '2025')).totals).toEqual([{ period: '2025', currency: 'NOK', amount: '1570.00' }]);
  });
  it('is the same whether months or single days are read', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 31 }), async (first, second) => {
      const days = [`2025-12-${String(first).padStart(2, '0')}`, `2026-01-${String(second).padStart(2, '0')}`] as const;
      const total = async (...argv: string[]): Promise<number> => (await ftJson<{ totals: { currency: string; amount: string }[] }>(home, 'report', 'spending', ...argv)).totals.filter(({ currency }) => currency === 'NOK').reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
      const listed = (await ftJson<{ amount: string; currency: string; category: string; transfer?: string }[]>(home, 'list', '--from', days[0], '--to', days[1]))
        .filter(({ currency, category, transfer }) => currency === 'NOK' && category !== 'salary' && transfer === undefined).reduce((sum, { amount }) => sum - Math.round(Number(amount) * 100), 0);
      expect(await total('--from', days[0], '--to', days[1])).toBe(listed);
    }), { numRuns: 12 });
  });
  it('shows groups, categories and a total as a table per currency', async () => {
    const { stdout } = await ft(home, 'report', 'spending');
    expect(stdout).toMatch(/Spending, EUR +Dec 25 +Jan 26 +Total/);
    expect(stdout).toMatch(/Food and drink +1,500\.00 +240\.00 +1,740\.00\n {2}Groceries +1,500\.00 +200\.00 +1,700\.00\n {2}Cafes and bakeries +40\.00 +40\.00\n/);
    expect(stdout).toMatch(/Total +1,570\.00 +270\.00 +1,840\.00/);
  });
  it('breaks wide tables on a terminal, and unasked shows the newest months that fit', async () => {
    const terminal = { typed: [], environment: { columns: 46 } };
    const asked = await ftWith(terminal, home, 'report', 'spending', '--period', 'all', '--account', 'Brukskonto');
    expect(asked.stdout.match(/Spending, NOK/g)).toHaveLength(2);
    const unasked = await ftWith(terminal, home, 'report', 'spending', '--account', 'Brukskonto');
    expect(unasked.stdout).toContain('The last 1 of 2 months. All of them: --period all');
    expect(unasked.stdout).not.toContain('Dec 25');
  });
});

describe('the other reports', () => {
  it('income and cash flow', async () => {
    expect((await ftJson<{ lines: unknown }>(home, 'report', 'income')).lines).toEqual([{ period: '2025-12', currency: 'NOK', category: 'salary', group: 'income', amount: '30000.00' }]);
    expect((await ftJson<{ lines: unknown[] }>(home, 'report', 'cashflow')).lines).toEqual([
      { period: '2025-12', currency: 'NOK', income: '30000.00', spending: '1570.00', net: '28430.00', neutral: '0.00' },
      { period: '2026-01', currency: 'EUR', income: '0.00', spending: '10.00', net: '-10.00', neutral: '0.00' },
      { period: '2026-01', currency: 'NOK', income: '0.00', spending: '270.00', net: '-270.00', neutral: '0.00' },
    ]);
    expect((await ft(home, 'report', 'cashflow')).stdout).toMatch(/Left over +28,430\.00 +-270\.00 +28,160\.00/);
  });
  it('net worth: opening balances of the statement\'s balance column, transfers moved, currencies apart', async () => {
    const { lines } = await ftJson<{ lines: { period: string; day: string; currency: string; total: string; accounts: unknown }[] }>(home, 'report', 'networth');
    expect(lines).toEqual([
      { period: '2025-12', day: '2025-12-31', currency: 'NOK', total: '38430.00', accounts: [{ account: 'Brukskonto', balance: '38430.00' }] },
      { period: '2026-01', day: '2026-01-31', currency: 'EUR', total: '-10.00', accounts: [{ account: 'Reise', balance: '-10.00' }] },
      { period: '2026-01', day: '2026-01-31', currency: 'NOK', total: '38160.00', accounts: [{ account: 'Brukskonto', balance: '33160.00' }, { account: 'Sparekonto', balance: '5000.00' }] },
    ]);
    expect((await ft(home, 'report', 'networth', '--by', 'year')).stdout).toMatch(/Brukskonto +38,430\.00 +33,160\.00/);
  });
  it('merchants, largest first', async () => {
    const { lines } = await ftJson<{ lines: { merchant: string; currency: string; amount: string; count: number; categories: string[] }[] }>(home, 'report', 'merchants', '--account', 'Brukskonto', '--category', 'groceries');
    expect(lines.map(({ amount, categories }) => [amount, categories])).toEqual(expect.arrayContaining([['50.00', ['groceries']]]));
    expect(lines.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(1700);
    expect((await ft(home, 'report', 'merchants', '--limit', '1')).stdout).toMatch(/the first 2 of \d+; more: --limit/);
  });
  it('say so when nothing is booked', async () => {
    for (const name of ['spending', 'income', 'cashflow', 'networth']) expect((await ft(home, 'report', name, '--period', '2019')).stdout).toBe('Nothing booked in that time.\n');
    expect((await ft(home, 'report', 'merchants', '--period', '2019')).stdout).toBe('Nothing spent in that time.\n');
    expect(await ftJson(home, 'report', 'spending', '--period', '2019')).toEqual({ report: 'spending', by: 'month', from: null, to: null, lines: [], totals: [] });
  });
  it.each([
    [['--by', 'week'], '--by is week, but there is month, quarter and year.'],
    [['--period', '2026', '--from', '2025'], '--period goes without --from and --to.'],
    [['--period', 'whenever'], '"whenever" is not a date.'],
    [['--account', 'x'], 'There is no account "x".'],
    [['--group', 'x'], 'There is no category "x".'],
  ])('refuse %j', async (argv, sentence) => expect((await ft(home, 'report', 'spending', ...argv)).stderr).toContain(sentence));
});
