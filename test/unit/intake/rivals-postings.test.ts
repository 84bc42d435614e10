/** Postings of hledger and ledger: which are rows, what they were for, and what is not guessed. */
import { describe, expect, it } from 'vitest';
import { identify, type IdentifyOptions } from '../../../src/intake/identify.ts';
import type { Row, RowBatch } from '../../../src/intake/rows.ts';
import { fileOf } from './write-statement.ts';

const PRINT = '"txnidx","date","date2","status","code","description","comment","account","amount","commodity","debit","credit","posting-status","posting-comment"\n';
/** "1|2026-01-02|Kiwi|assets:bank|-10|NOK" -> a record. */
const print = (...lines: string[]): string => PRINT + lines.map((line) => {
  const [index, date, text, account, amount, commodity] = line.split('|') as [string, string, string, string, string, string];
  return `"${index}","${date}","","","","${text.replace(';', '|')}","","${account}","${amount}","${commodity}","","","",""\n`;
}).join('');
/** "2026/01/02|Kiwi|Assets:Bank|NOK|-10" -> a record of ledger. */
const ledger = (...lines: string[]): string => lines.map((line) => {
  const [date, payee, account, commodity, amount] = line.split('|') as [string, string, string, string, string];
  return `"${date}","","${payee}","${account}","${commodity}","${amount}","*",""\n`;
}).join('');

function all(text: string, options: Partial<IdentifyOptions> = {}): { readonly rows: readonly Row[]; readonly batches: readonly RowBatch[] } {
  const source = identify(fileOf(text), { userProfiles: [], ...options });
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  const batches = [...source.value.batches()];
  return { rows: batches.flatMap(({ rows }) => rows), batches };
}
const failureOf = (text: string, options: Partial<IdentifyOptions> = {}): unknown => {
  const source = identify(fileOf(text), { userProfiles: [], ...options });
  return source.ok ? source.value.profile : source.error;
};
const brief = ({ accountName, amount, bankCategory }: Row): unknown[] => [accountName, amount, bankCategory];

describe('own accounts', () => {
  const FOREIGN = print('1|2026-01-02|Kiwi|Lommebok|-10|NOK', '1|2026-01-02|Kiwi|Mat|10|NOK');
  it('are assets and liabilities in any case, also by their names in other languages', () => {
    const text = print('1|2026-01-02|Kiwi|Eiendeler:Bank|-10|NOK', '1|2026-01-02|Kiwi|Utgifter:Mat|10|NOK', '2|2026-01-03|Lån|GJELD:Billån|-5|NOK', '2|2026-01-03|Lån|Aktiva:Kasse|5|NOK');
    expect(all(text).rows.map(brief)).toEqual([['Eiendeler:Bank', -1000, 'Mat'], ['GJELD:Billån', -500, undefined], ['Aktiva:Kasse', 500, undefined]]);
  });
  it('are asked for where the names do not tell', () => {
    expect(failureOf(FOREIGN)).toMatchObject({ code: 'column-ambiguous', column: 'account', readings: ['an account of yours ("Lommebok")', 'a category'] });
    expect(all(FOREIGN, { own: ['lommebok'] }).rows.map(brief)).toEqual([['Lommebok', -1000, undefined]]);
  });
  it('are told by whole parts of a name', () => {
    const text = print('1|2026-01-02|Kiwi|a:b|-10|NOK', '1|2026-01-02|Kiwi|a:bc|10|NOK');
    expect(all(text, { own: ['a:b'] }).rows.map(brief)).toEqual([['a:b', -1000, 'bc']]);
  });
});

describe('currencies and marks', () => {
  it('asks what a $ is, and takes the word of the person', () => {
    const text = print('1|2026-01-02|Kiwi|assets:bank|-10|$', '1|2026-01-02|Kiwi|expenses:food|10|$');
    expect(failureOf(text)).toMatchObject({ code: 'currency-unknown', found: '$' });
    expect(all(text, { currency: 'CAD' as never }).rows).toMatchObject([{ amount: -1000, currency: 'CAD' }]);
  });
  it('reads a decimal comma that stands in the file, and asks where none proves it', () => {
    expect(all(print('1|2026-01-02|K|assets:b|-1.234,50|NOK', '1|2026-01-02|K|expenses:f|1.234,50|NOK', '2|2026-01-02|K|assets:b|1,5|NOK')).rows.map(({ amount }) => amount)).toEqual([-123450, 150]);
    const open = print('1|2026-01-02|K|assets:b|-1,234|NOK');
    expect(failureOf(open)).toMatchObject({ code: 'column-ambiguous', column: 'amount' });
    expect(all(open, { decimal: '.' }).rows.map(({ amount }) => amount)).toEqual([-123400]);
  });
  it('tells shares as not imported, and asks nothing for a posting of nothing', () => {
    const { rows, batches } = all(print('1|2026-01-02|Fond|assets:fond|10|GLOB', '1|2026-01-02|Fond|assets:bank|-500|NOK', '2|2026-01-31|avstemt|assets:bank|0|'));
    expect(rows.map(brief)).toEqual([['assets:bank', -50000, undefined]]);
    expect(batches.flatMap(({ leftOut }) => leftOut ?? [])).toEqual(['holding of GLOB']);
  });
});

describe('what a row was for', () => {
  it('is a part for each category, with what is left for none', () => {
    const text = print('1|2026-01-02|K|assets:b|-100|NOK', '1|2026-01-02|K|expenses:a|60|NOK', '1|2026-01-02|K|expenses:c|30|NOK', '1|2026-01-02|K|equity:x|10|NOK');
    expect(all(text).rows[0]!.parts).toEqual([{ amount: -6000, category: 'a' }, { amount: -3000, category: 'c' }, { amount: -1000 }]);
  });
  it('is not said where several own accounts could bear it', () => {
    const text = print('1|2026-01-02|K|assets:a|-60|NOK', '1|2026-01-02|K|assets:b|-40|NOK', '1|2026-01-02|K|expenses:x|70|NOK', '1|2026-01-02|K|expenses:y|30|NOK');
    expect(all(text).rows.map(({ parts, bankCategory }) => [parts, bankCategory])).toEqual([[undefined, undefined], [undefined, undefined]]);
  });
  it('takes the payee apart from the note', () => {
    expect(all(print('1|2026-01-02|Kiwi ; til fest|assets:b|-1|NOK')).rows[0]).toMatchObject({ counterparty: 'Kiwi', description: 'til fest' });
  });
  it('takes equity for an opening balance only before the first row of the account', () => {
    const { rows, batches } = all(print('1|2026-01-01|Åpning|assets:b|100|NOK', '1|2026-01-01|Åpning|equity:opening|-100|NOK', '2|2026-02-01|Rettelse|assets:b|5|NOK', '2|2026-02-01|Rettelse|equity:opening|-5|NOK'));
    expect(batches.flatMap(({ balances }) => balances ?? [])).toEqual([{ kind: 'opening', day: '2026-01-01', amount: 10000, currency: 'NOK', accountName: 'assets:b' }]);
    expect(rows.map(brief)).toEqual([['assets:b', 500, undefined]]);
  });
});

describe('what is no opening balance', () => {
  it('is another movement against equity', () => {
    const { rows, batches } = all(print('1|2026-01-02|Til konto|assets:b|-5|NOK', '1|2026-01-02|Til konto|equity:transfer|5|NOK'));
    expect(rows.map(brief)).toEqual([['assets:b', -500, undefined]]);
    expect(batches.flatMap(({ balances }) => balances ?? [])).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('leaves the other own account of its entry without a category', () => {
    const { rows } = all(print('1|2026-01-02|K|assets:a|-60|NOK', '1|2026-01-02|K|assets:b|-40.005|NOK', '1|2026-01-02|K|expenses:x|100|NOK', '2|2026-01-02|K|assets:a|-1.00|NOK'));
    expect(rows.map(({ amount, bankCategory, parts }) => [amount, bankCategory, parts])).toEqual([[-6000, undefined, undefined], [-100, undefined, undefined]]);
  });
  it('is a problem of own postings only', () => {
    const { rows, batches } = all(print('1|2026-02-30|K|assets:b|-1|NOK', '1|2026-02-30|K|expenses:f|1|NOK', '2|2026-02-03|K|assets:b|-1.234|NOK', '2|2026-02-03|K|expenses:f|1.23|NOK', '3|2026-02-04|K|assets:b|-2|NOK'));
    expect(rows.map(({ line, amount }) => [line, amount])).toEqual([[6, -200]]);
    expect(batches.flatMap(({ problems }) => problems).map(({ line, reason }) => [line, reason])).toEqual([[2, 'the date "2026-02-30" is no date'], [4, 'the amount "-1.234" has more than 2 decimals']]);
  });
  it('is an amount of several commodities in a register', () => {
    const head = '"txnidx","date","code","description","account","amount","total"\n';
    const { rows, batches } = all(`${head}"1","2026-01-02","","K","assets:b","5 NOK, 3 EUR","x"\n"2","2026-01-02","","K","assets:b","-kr 5","x"\n"3","2026-01-02","","K","assets:b","$-1,000.50","x"\n`, { currency: 'NOK' as never });
    expect(rows.map(({ amount }) => amount)).toEqual([-500, -100050]);
    expect(batches.flatMap(({ problems }) => problems)).toMatchObject([{ line: 2, reason: 'the amount "5 NOK, 3 EUR" is not one number and its commodity' }]);
  });
});

describe('ledger', () => {
  it('parts equal entries of a day where each balances', () => {
    const pair = ['2026/01/02|Kiwi|Assets:Bank|NOK|-10', '2026/01/02|Kiwi|Expenses:Mat|NOK|10'];
    expect(all(ledger(...pair, ...pair)).rows.map(brief)).toEqual([['Assets:Bank', -1000, 'Mat'], ['Assets:Bank', -1000, 'Mat']]);
  });
  it('says no category where entries cannot be told apart', () => {
    const { rows } = all(ledger('2026/01/02|Kiosk|Assets:Bank|NOK|-10', '2026/01/02|Kiosk|Expenses:Mat|SEK|9', '2026/01/02|Kiosk|Assets:Bank|NOK|-20', '2026/01/02|Kiosk|Expenses:Hjem|SEK|18'));
    expect(rows.map(brief)).toEqual([['Assets:Bank', -1000, undefined], ['Assets:Bank', -2000, undefined]]);
  });
  it('is known by the shape of its records, not by a few broken ones', () => {
    const lines = Array.from({ length: 9 }, (_, at) => `2026/01/0${at + 1}|Kiwi|Assets:Bank|NOK|-10`);
    const { rows, batches } = all(`${ledger(...lines)}"2026/01/10","","Kiwi","Assets:Bank"\n`);
    expect(rows).toHaveLength(9);
    expect(batches.flatMap(({ problems }) => problems)).toMatchObject([{ line: 10, reason: 'it has 4 cells, not 8' }]);
  });
});
