/** An export is a backup: imported into a fresh home it answers every question as the home it came from. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ft, ftJson, temporaryHome, written } from './ft.ts';
import { household, idOf } from './household.ts';

interface Imported { readonly files: readonly [{ readonly new: number; readonly duplicate: number; readonly rejected: readonly { reason: string }[] }]; readonly commit: string | null }
interface Export { readonly accounts: Record<string, unknown>[]; readonly transactions: Record<string, unknown>[] }

const LATER = `Dato;Tekst;Beløp;Saldo;Status;Avstemt
12.01.2026;=1+1 KIOSK RØD OSLO;-30,00;33.160,00;Utført;Nei
13.01.2026;BUSS;-40,00;33.120,00;Utført;Nei
`;
const QUESTIONS = [
  'list', 'list note:kari', 'report spending', 'report cashflow', 'report networth', 'report merchants', 'budget', 'accounts', 'transfers', 'review', 'rules', 'categories', 'profiles',
];

let home: string;
let file: string;
let fresh: string;
beforeAll(async () => {
  home = await household();
  for (const argv of [
    ['import', '--account', 'Brukskonto', written(home, 'later.csv', LATER)], ['budget', 'set', 'groceries', '1500'], ['categories', 'add', 'Hytte', '--group', 'home'],
    ['categorize', await idOf(home, 'ukjent'), 'hytte'], ['accounts', 'rename', 'Sparekonto', 'Sparing'], ['accounts', 'open', 'Gammel', '--currency', 'NOK'], ['accounts', 'close', 'Gammel'],
  ]) expect(await ft(home, ...argv)).toMatchObject({ exit: 0 });
  file = join(temporaryHome(), 'backup.json');
  await ft(home, 'export', '--output', file);
  fresh = temporaryHome();
  await ft(fresh, 'import', file);
});
const importing = (into: string, path: string, ...more: string[]): Promise<Imported> => ftJson<Imported>(into, 'import', path, ...more);
const parsed = (): Export => JSON.parse(readFileSync(file, 'utf8')) as Export;
/** The export as somebody else's program would write it. */
const rewritten = (change: (content: Export & Record<string, unknown>) => unknown, indent = 2): string => written(temporaryHome(), 'rewritten.json', JSON.stringify(change(parsed() as never), null, indent));

describe('an export of everything, in a fresh home', () => {
  it.each(QUESTIONS)('answers ft %s as before', async (question) => {
    const [answer, before] = [await ft(fresh, '--json', ...question.split(' ')), await ft(home, '--json', ...question.split(' '))];
    expect([answer.exit, answer.stdout]).toEqual([0, before.stdout]);
  });
  it('is written again byte by byte', async () => {
    expect((await ft(fresh, 'export', '--format', 'json')).stdout).toBe(readFileSync(file, 'utf8'));
  });
  it('brings nothing new the second time, and neither do the bank\'s own files', async () => {
    const { files: [again], commit } = await importing(fresh, file);
    expect([again.new, again.duplicate, commit]).toEqual([0, parsed().transactions.length, null]);
    const [bank] = (await importing(fresh, join(home, 'bruk.csv'), '--account', 'Brukskonto')).files;
    expect([bank.new, bank.duplicate]).toEqual([0, 9]);
    expect(await ftJson(fresh, 'log', 'verify')).toMatchObject({ verified: true });
  });
  it('shows where each row came from', async () => {
    const id = await idOf(fresh, 'kaffe');
    expect((await ft(fresh, 'show', id)).stdout).toContain('bruk.csv, line 9');
  });
  it('is taken back whole by one undo', async () => {
    const other = temporaryHome();
    const { commit } = await importing(other, file);
    await ft(other, '--yes', 'undo', commit!);
    expect(await ftJson(other, 'list')).toEqual([]);
    expect(await ftJson(other, 'accounts')).toEqual({ accounts: [] });
  });
  it('writes nothing on a dry run', async () => {
    const other = temporaryHome();
    expect(await importing(other, file, '--dry-run')).toMatchObject({ commit: null, files: [{ new: parsed().transactions.length }] });
    expect((await ft(other, 'list')).stderr).toContain('There is no data yet');
  });
});

describe('an export, in a home that holds something', () => {
  it('brings only what is missing, with the ids it had', async () => {
    const other = temporaryHome();
    await ft(other, 'import', '--account', 'Brukskonto', join(home, 'bruk.csv'));
    const { files: [taken] } = await importing(other, file);
    expect([taken.new + taken.duplicate, taken.duplicate, taken.rejected]).toEqual([parsed().transactions.length, 9, []]);
    const ids = (of: Export): unknown[] => of.transactions.map(({ id }) => id);
    expect(ids(JSON.parse((await ft(other, 'export', '--format', 'json')).stdout) as Export)).toEqual(ids(parsed()));
  });
  it('goes into the account of the same number or name where that has another id here', async () => {
    const other = temporaryHome();
    await ft(other, 'accounts', 'open', 'Reise', '--currency', 'EUR', '--number', '12345678901');
    const moved = rewritten((content) => ({ ...content, accounts: content.accounts.map((account) => (account['name'] === 'Reise' ? { ...account, number: '1234.56.78901', name: 'Ferie' } : account)) }));
    expect((await importing(other, moved)).files[0].rejected).toEqual([]);
    const { accounts } = await ftJson<{ accounts: { name: string; balance: string }[] }>(other, 'accounts');
    expect(accounts.filter(({ name }) => ['Reise', 'Ferie'].includes(name)).map(({ name, balance }) => [name, balance])).toEqual([['Reise', '-10.00']]);
  });
  it('identifies rows anew there, and carries over what was said of them', async () => {
    const other = temporaryHome();
    const numbers: Record<string, string> = { Brukskonto: '11111111111', Sparing: '22222222222' };
    for (const number of Object.values(numbers)) await ft(other, 'accounts', 'open', `Konto ${number}`, '--currency', 'NOK', '--number', number);
    const moved = rewritten((content) => ({ ...content, accounts: content.accounts.map((account) => ({ ...account, number: numbers[account['name'] as string] ?? null })) }));
    expect((await importing(other, moved)).files[0]).toMatchObject({ rejected: [], new: parsed().transactions.length });
    const figures = async (of: string): Promise<unknown[]> => {
      const { transactions } = JSON.parse((await ft(of, 'export', '--format', 'json')).stdout) as Export;
      return transactions.map(({ date, amount, category, categorySource, note, transfer, parts }) => JSON.stringify([date, amount, category, categorySource, note, transfer !== null, parts])).sort();
    };
    expect(await figures(other)).toEqual(await figures(home));
    const { commit, files: [again] } = await importing(other, moved);
    expect([commit, again.new, again.duplicate]).toEqual([null, 0, parsed().transactions.length]);
  });
  it('keeps its own word on what it was taught', async () => {
    const other = temporaryHome();
    await ft(other, 'add', '10', 'Is', '--currency', 'NOK');
    await ft(other, 'budget', 'set', 'groceries', '99');
    await importing(other, file);
    expect((await ft(other, '--json', 'budget')).stdout).toContain('99.00');
    expect((await ft(other, '--json', 'rules')).stdout).toBe((await ft(home, '--json', 'rules')).stdout);
  });
  it('names its accounts itself', async () => {
    expect((await ft(temporaryHome(), 'import', file, '--account', 'X')).stderr).toContain('is an export of ft, which names its accounts itself');
  });
});

describe('a part of a ledger', () => {
  it('comes with its rows, accounts and own categories, and is a statement of its own', async () => {
    const part = join(temporaryHome(), 'part.json');
    await ft(home, 'export', '--output', part, '--account', 'Reise');
    expect(Object.keys(JSON.parse(readFileSync(part, 'utf8')) as object)).toEqual(['format', 'version', 'complete', 'accounts', 'categories', 'transactions']);
    const other = temporaryHome();
    expect((await importing(other, part)).files[0]).toMatchObject({ new: 1, format: 'finance-tracker', profile: 'finance-tracker-1', account: 'Reise' });
    expect(await ftJson(other, 'list')).toMatchObject([{ amount: '-10.00', category: 'cafes', categorySource: 'own' }]);
  });
});

describe('an export that went through other hands', () => {
  it('may have its members in any order, over many lines, and members that nobody knows', async () => {
    const other = temporaryHome();
    const turned = rewritten((content) => ({ ...Object.fromEntries(Object.entries(content).reverse()), mood: { good: [1, '}'] } }));
    expect((await importing(other, turned)).files[0]).toMatchObject({ rejected: [] });
    expect((await ft(other, 'export', '--format', 'json')).stdout).toBe(readFileSync(file, 'utf8'));
  });
  it('of version 1, as it was frozen, gives itself', async () => {
    const frozen = resolve(import.meta.dirname, '../../fixtures/statements/finance-tracker/everything.json');
    const other = temporaryHome();
    expect((await importing(other, frozen)).files[0]).toMatchObject({ new: 6, rejected: [] });
    expect((await ft(other, 'export', '--format', 'json')).stdout).toBe(readFileSync(frozen, 'utf8'));
  });
  it('of a newer version asks for an update', async () => {
    const answer = await ft(temporaryHome(), 'import', rewritten((content) => ({ ...content, version: 2 }), 0));
    expect([answer.exit, answer.stderr]).toEqual([1, expect.stringMatching(/was written by a newer ft \(export version 2; this one knows 1\)\.\n\s+Update finance-tracker/)]);
  });
});

describe('the CSV export', () => {
  it('is known again: rows, accounts, notes and splits, with the categories as another program names them', async () => {
    const other = temporaryHome();
    const csv = join(temporaryHome(), 'all.csv');
    await ft(home, 'export', '--output', csv);
    expect((await importing(other, csv)).files[0]).toMatchObject({ profile: 'finance-tracker-csv', new: parsed().transactions.length, rejected: [] });
    const figures = async (of: string): Promise<unknown[]> => (await ftJson<{ date: string; amount: string; account: string }[]>(of, 'list')).map(({ date, amount, account }) => `${date} ${account} ${amount}`).sort();
    expect(await figures(other)).toEqual(await figures(home));
  });
});
