/** Exports of other programs: what each is known by, what becomes of its splits, transfers and opening balances, and what is told where it cannot be known. */
import { describe, expect, it } from 'vitest';
import { tell } from '../../../src/errors.ts';
import { identify, type IdentifyOptions } from '../../../src/intake/identify.ts';
import type { Row, RowBatch } from '../../../src/intake/rows.ts';
import { fileOf } from './write-statement.ts';

const fixture = (name: string): string => new URL(`../../../fixtures/statements/rivals/${name}`, import.meta.url).pathname;
const NOK = { currency: 'NOK' as never };

function read(file: string, options: Partial<IdentifyOptions> = {}): { readonly profile: string; readonly program: string | undefined; readonly batches: readonly RowBatch[]; readonly rows: readonly Row[] } {
  const source = identify(file, { userProfiles: [], ...options });
  if (!source.ok) throw new Error(`${source.error.code}: ${tell(source.error).message}`);
  const batches = [...source.value.batches()];
  return { profile: source.value.profile, program: source.value.program, batches, rows: batches.flatMap(({ rows }) => rows) };
}
const failureOf = (file: string, options: Partial<IdentifyOptions> = {}): unknown => {
  const source = identify(file, { userProfiles: [], ...options });
  return source.ok ? source.value.profile : source.error;
};
const brief = ({ line, amount, accountName, bankCategory }: Row): unknown[] => [line, amount, accountName, bankCategory];

describe('YNAB', () => {
  const HEADER = '"Account","Flag","Date","Payee","Category Group/Category","Category Group","Category","Memo","Outflow","Inflow","Cleared"\n';
  const row = (date: string, memo: string, out: string, account = 'Bruk'): string => `"${account}","","${date}","Butikk","Mat: Dagligvarer","Mat","Dagligvarer","${memo}",${out},kr0.00,"Cleared"\n`;

  it('does not take "kr" for a currency', () => {
    const file = fileOf(HEADER + row('31.01.2026', '', 'kr12.50'));
    expect(failureOf(file)).toMatchObject({ code: 'currency-unknown' });
    expect(read(file, NOK).rows.map(brief)).toEqual([[2, -1250, 'Bruk', 'Mat: Dagligvarer']]);
  });
  it('asks for the date order that its setting hides', () => {
    const file = fileOf(HEADER + row('03/04/2026', '', 'kr1.00') + row('05/04/2026', '', 'kr2.00'));
    expect(failureOf(file, NOK)).toMatchObject({ code: 'column-ambiguous', column: 'Date' });
    expect(read(file, { ...NOK, dateOrder: 'mdy' }).rows[0]!.bookingDate).toBe('2026-03-04');
  });
  it('makes one row of a split whichever part comes first, also across batches', () => {
    const many = Array.from({ length: 3_999 }, () => row('31.01.2026', '', 'kr1.00')).join('');
    const { rows } = read(fileOf(HEADER + many + row('30.01.2026', 'Split (2/2) b', 'kr3.00') + row('30.01.2026', 'Split (1/2) a', 'kr4.00')), NOK);
    expect(rows).toHaveLength(4_000);
    expect(rows.at(-1)).toMatchObject({ amount: -700, parts: [{ amount: -400, note: 'a' }, { amount: -300, note: 'b' }] });
  });
  it('takes no part of a split for the whole when others are missing', () => {
    const { rows, batches } = read(fileOf(HEADER + row('30.01.2026', 'Split (1/3) a', 'kr4.00') + row('30.01.2026', 'Split (3/3) b', 'kr3.00') + row('30.01.2026', '', 'kr9.00')), NOK);
    expect(rows.map(brief)).toEqual([[4, -900, 'Bruk', 'Mat: Dagligvarer']]);
    expect(batches.flatMap(({ problems }) => problems).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'only 2 of the 3 parts of its split stand beside it'], [3, 'only 2 of the 3 parts of its split stand beside it'],
    ]);
  });
  it('rejects all of a split of which a part cannot be read', () => {
    const { rows, batches } = read(fileOf(HEADER + row('30.01.2026', 'Split (1/2) a', 'kr4.00') + row('30.01.2026', 'Split (2/2) b', 'kr4.x') + row('29.01.2026', '', 'kr9.00')), NOK);
    expect(rows).toHaveLength(1);
    expect(batches.flatMap(({ problems }) => problems).map(({ line }) => line).sort()).toEqual([2, 3]);
  });
  it('keeps splits of two accounts apart', () => {
    const { rows } = read(fileOf(HEADER + row('30.01.2026', 'Split (1/2) a', 'kr1.00', 'A') + row('30.01.2026', 'Split (2/2) a', 'kr1.00', 'A') + row('30.01.2026', 'Split (1/2) a', 'kr2.00', 'B') + row('30.01.2026', 'Split (2/2) a', 'kr2.00', 'B')), NOK);
    expect(rows.map(({ accountName, amount }) => [accountName, amount])).toEqual([['A', -200], ['B', -400]]);
  });
  it('names the plan that its export brings along', () => {
    expect(failureOf(fixture('ynab-plan.csv'))).toMatchObject({ code: 'file-binary', looksLike: 'a YNAB plan, which holds budgets and no transactions' });
  });
});

describe('Actual', () => {
  it('never counts the whole of a split beside its parts', () => {
    const { rows, batches, profile } = read(fixture('actual-splits.csv'), { currency: 'EUR' as never });
    expect(profile).toBe('actual-2025');
    expect(rows.map(brief)).toEqual([[2, -2550, 'Checking', undefined], [5, -10000, 'Checking', undefined], [6, 10000, 'Savings', undefined], [7, 145025, 'Checking', 'Income: Income']]);
    expect(rows[0]).toMatchObject({ note: 'weekend', parts: [{ amount: -2000, category: 'Usual Expenses: Food' }, { amount: -550, category: 'Usual Expenses: General', note: 'lamp, brass' }] });
    expect(batches.flatMap(({ balances }) => balances ?? [])).toEqual([{ kind: 'opening', day: '2026-01-01', amount: 51200, currency: 'EUR', accountName: 'Checking' }]);
  });
  it('reads the older columns, and tells parts that do not add up', () => {
    const old = 'Account,Date,Payee,Notes,Category,Amount\nBruk,2020-02-03,Kiosk,avis,News: Papers,-35\n';
    expect(read(fileOf(old), NOK).rows.map(brief)).toEqual([[2, -3500, 'Bruk', 'News: Papers']]);
    const torn = 'Account,Date,Payee,Notes,Category,Amount,Split_Amount,Cleared\nA,2026-01-02,X,(SPLIT INTO 2) ,,-9,0,Cleared\nA,2026-01-02,X,(SPLIT 1 OF 2) ,F,-5,0,Cleared\nA,2026-01-02,X,(SPLIT 2 OF 2) ,G,-5,0,Cleared\nA,2026-01-03,X,,G,-1,0,Cleared\n';
    expect(read(fileOf(torn), NOK).batches.flatMap(({ problems }) => problems)).toMatchObject([{ line: 2, reason: 'the parts of its split do not add up to it' }]);
  });
});

describe('Mint', () => {
  it('takes signs from the type, days month first, labels and notes as the note', () => {
    const { rows, program } = read(fixture('mint-export.csv'), { currency: 'USD' as never });
    expect(program).toBe('Mint');
    expect(rows.map(brief)).toEqual([
      [2, -8317, 'Everyday Checking', 'Groceries'], [3, 475, 'Everyday Checking', 'Groceries'], [4, 212040, 'Everyday Checking', 'Paycheck'],
      [5, -4104, 'Rewards Card', 'Restaurants'], [6, 31000, 'Rewards Card', 'Credit Card Payment'],
    ]);
    expect(rows[3]).toMatchObject({ bookingDate: '2024-01-12', description: 'SQ *BLUE HERON GRILL', counterparty: 'Blue Heron Grill', note: 'with Kim · vacation tax-related' });
    expect(failureOf(fixture('mint-export.csv'))).toMatchObject({ code: 'currency-unknown' });
  });
});

describe('Firefly III', () => {
  const HEADER = 'user_id,group_id,journal_id,created_at,updated_at,group_title,type,amount,foreign_amount,currency_code,foreign_currency_code,description,date,source_name,source_iban,source_type,destination_name,destination_iban,destination_type,reconciled,category,budget,bill,tags,notes\n';
  const record = (type: string, amount: string, source: string, destination: string, group = ',1,'): string => {
    const [title, id] = [group.split(',')[0], group.split(',')[1]];
    return `1,${id},9,,,${title},${type},${amount},,NOK,,Tekst,2021-05-06T00:00:00+02:00,${source},${destination},,Cat,,,,\n`;
  };
  const A = 'Bruk,,Asset account';
  it('reads the older order of columns, amounts with or without a sign', () => {
    const text = HEADER + record('Withdrawal', '-12.500000000000', A, 'Kiwi,,Expense account') + record('Withdrawal', '12.50', A, 'Kiwi,,Expense account') + record('Deposit', '-7.00', 'NAV,,Revenue account', A) + record('Transfer', '-5', A, 'Billån,,Loan');
    expect(read(fileOf(text)).rows.map(brief)).toEqual([[2, -1250, 'Bruk', 'Cat'], [3, -1250, 'Bruk', 'Cat'], [4, 700, 'Bruk', 'Cat'], [5, -500, 'Bruk', undefined], [5, 500, 'Billån', undefined]]);
  });
  it('puts the parts of a split together, also where other records stand between them', () => {
    const text = HEADER + record('Withdrawal', '-1', A, 'Kiwi,,Expense account', 'Handel,5') + record('Deposit', '3', 'NAV,,Revenue account', A) + record('Withdrawal', '-2', A, 'Kiwi,,Expense account', 'Handel,5');
    expect(read(fileOf(text)).rows).toMatchObject([{ line: 3, amount: 300 }, { line: 2, amount: -300, description: 'Handel', counterparty: 'Kiwi', parts: [{ amount: -100, category: 'Cat' }, { amount: -200, category: 'Cat' }] }]);
  });
  it('rejects what it cannot read, and the rest of that split', () => {
    const text = HEADER + record('Withdrawal', '-1', A, 'Kiwi,,Expense account', 'Handel,5') + record('Withdrawal', 'x', A, 'Kiwi,,Expense account', 'Handel,5') + record('Deposit', '3', 'NAV,,Revenue account', A) + '1,2,3\n';
    const { rows, batches } = read(fileOf(text));
    expect(rows).toHaveLength(1);
    expect(batches.flatMap(({ problems }) => problems).map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'the amount "x" holds no digits'], [2, 'another part of its split cannot be read'], [5, 'it has 3 of the 25 cells of a row'],
    ]);
  });
  it('does not pass over a type that it does not know', () => {
    expect(read(fileOf(HEADER + record('Withdrawal', '-1', A, 'Kiwi,,Expense account') + record('Valuation', '5', A, A))).batches.flatMap(({ leftOut }) => leftOut ?? [])).toEqual(['record of the type "Valuation"']);
  });
});
