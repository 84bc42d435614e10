/** QIF: dates and amounts as programs of many countries write them, registers, splits, transfers and what is no transaction. */
import { describe, expect, it } from 'vitest';
import { type Failure, tell } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import type { Row } from '../../../src/intake/rows.ts';
import type { QifOptions } from '../../../src/intake/statements/qif.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { gathered, textFile } from './read-statement.ts';

const read = (text: string, options: QifOptions = {}) => gathered(identify(textFile('a.qif', text), { userProfiles: [], currency: 'EUR' as Currency, ...options }));
/** Records of a bank register: `D…|T…|P…`, one a word. */
const bank = (...records: string[]): string => ['!Type:Bank', ...records.flatMap((record) => [...record.split('|'), '^']), ''].join('\n');
const days = (text: string, options?: QifOptions): string[] => read(text, options).rows.map(({ bookingDate }) => bookingDate);
const amounts = (text: string, options?: QifOptions): number[] => read(text, options).rows.map(({ amount }) => amount);
const row = (fields: string): Row => read(bank(`D31/01/2026|${fields}`)).rows[0]!;
const refused = (text: string, options: Partial<QifOptions> = {}): Failure => {
  const source = identify(textFile('a.qif', text), { userProfiles: [], currency: 'EUR' as Currency, ...options });
  if (source.ok) throw new Error('it was read');
  return source.error;
};

describe('dates', () => {
  it.each([
    ['day first', ['13/02/2026', '01/03/2026'], ['2026-02-13', '2026-03-01']],
    ['month first', ['02/13/26', '03/01/26'], ['2026-02-13', '2026-03-01']],
    ['year first', ['2026-02-13', '2026-03-01'], ['2026-02-13', '2026-03-01']],
    ['eight digits', ['20260213', '20260301'], ['2026-02-13', '2026-03-01']],
    ['points', ['13.02.2026', '1.3.26'], ['2026-02-13', '2026-03-01']],
    ['padded with blanks', [' 2/13/94', '6/ 1/94'], ['1994-02-13', '1994-06-01']],
    ['an apostrophe before the year', ["2/14'2020", "2/ 1'05", "2/ 1' 5", "12/31'99"], ['2020-02-14', '2005-02-01', '2005-02-01', '1999-12-31']],
    ['named months', ['14 Feb 2020', '1 March 2020'], ['2020-02-14', '2020-03-01']],
    ['both readings one day', ['02/02/2026', '03/03/2026'], ['2026-02-02', '2026-03-03']],
  ])('%s', (_, written, expected) => expect(days(bank(...written.map((date) => `D${date}|T1.00`)))).toEqual(expected));

  it('one date of the file settles the order of all, whichever register it stands in', () => {
    expect(days(`${bank('D01/02/2026|T1.00')}!Type:CCard\nD03/02/2026\nT1.00\n^\nD28/02/2026\nT1.00\n^\n`)).toEqual(['2026-02-01', '2026-02-03', '2026-02-28']);
  });

  it('nothing settles the order: a failure that names the flag, and the flag settles it', () => {
    const text = bank('D01/02/2026|T1.00', 'D03/04/2026|T2.00');
    expect(tell(refused(text))).toMatchObject({ message: 'The column "D (date)" of a.qif can be read as day-month-year or month-day-year, and no row settles it.', hint: 'Settle it with --date-order dmy or mdy.' });
    expect([days(text, { dateOrder: 'dmy' }), days(text, { dateOrder: 'mdy' })]).toEqual([['2026-02-01', '2026-04-03'], ['2026-01-02', '2026-03-04']]);
    expect(refused(text, { currency: 'USD' as Currency }).code).toBe('column-ambiguous');
    expect(days(`!Option:MDY\n${text}`)).toEqual(['2026-01-02', '2026-03-04']);
  });

  it("Quicken's own form has the month first in US dollars, and is open in other currencies", () => {
    const text = bank('D6/1/94|T1.00', "D6/ 2' 4|T1.00");
    expect(days(text, { currency: 'USD' as Currency })).toEqual(['1994-06-01', '2004-06-02']);
    expect(refused(text).code).toBe('column-ambiguous');
    expect(refused(bank('D6/1/94|T1.00', 'D06/02/94|T1.00'), { currency: 'USD' as Currency }).code).toBe('column-ambiguous');
  });
});

describe('amounts', () => {
  it.each([
    ['point', ['-1,234.56', '1234.5', '+10', '-5.00-'.slice(0, 5)], [-123456, 123450, 1000, -500]],
    ['comma', ['-1.234,56', '1234,5', '10', '1 000,00'], [-123456, 123450, 1000, 100000]],
    ['one amount settles the others', ['1,234', '0.50'], [123400, 50]],
  ])('%s', (_, written, expected) => expect(amounts(bank(...written.map((amount) => `D31/01/2026|T${amount}`)))).toEqual(expected));

  it('one mark before three digits and nothing else: a failure that names the flag', () => {
    const text = bank('D31/01/2026|T1.234');
    expect(tell(refused(text)).hint).toBe("Settle it with --decimal ',' or --decimal '.'.");
    expect(amounts(text, { decimal: ',' })).toEqual([123400]);
    expect(amounts(text, { currency: 'JPY' as Currency })).toEqual([1234]);
  });

  it('U is the amount where T has no room for it, and a currency must be named', () => {
    expect(amounts(bank('D31/01/2026|T99,999,999.99|U123,456,789.01'))).toEqual([12345678901]);
    expect(gathered(identify(textFile('a.qif', bank('D31/01/2026|T1.00')), { userProfiles: [], currency: 'KWD' as Currency })).rows[0]!.amount).toBe(1000);
    const bare = identify(textFile('a.qif', bank('D31/01/2026|T1.00')), { userProfiles: [] });
    expect(bare).toMatchObject({ ok: false, error: { code: 'currency-unknown' } });
  });

  it('a record that cannot be read is told with its line', () => {
    const { rows, problems } = read(bank('D31/02/2026|T1.00', 'D31/01/2026|Tabc', 'D31/01/2026|PNo amount', 'T1.00', 'D30/01/2026|T1.00|D31/01/2026|T2.00', 'D31/01/2026|T1.005', 'D31/01/2026|T7.00'));
    expect(rows.map(({ amount }) => amount)).toEqual([700]);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'the date "31/02/2026" is no date'], [5, 'the amount "abc" holds no digits'], [8, 'it has no amount'], [11, 'it has no date'], [13, 'it holds two dates, so the ^ between two records is missing'],
      [18, 'the amount "1.005" has more than 2 decimals'],
    ]);
  });
});

describe('what a record says', () => {
  it('payee, memo, number, category', () => {
    expect(row('T1.00|PShop|MTwo pens')).toMatchObject({ counterparty: 'Shop', description: 'Two pens' });
    expect(row('T1.00|PShop')).toMatchObject({ counterparty: 'Shop', description: 'Shop' });
    expect(row('T1.00|MTwo pens|Mblue')).toMatchObject({ description: 'Two pens · blue' });
    expect(row('T1.00|N1005')).toMatchObject({ checkNumber: '1005' });
    expect(row('T1.00|NATM')).toMatchObject({ type: 'ATM' });
    expect(row('T1.00|NFT26031-17')).toMatchObject({ reference: 'FT26031-17' });
    expect(row('T1.00|LFood:Groceries/Holiday')).toMatchObject({ bankCategory: 'Food:Groceries' });
    expect(row('T1.00|L--Split--')).not.toHaveProperty('bankCategory');
  });

  it('a transfer names the account on the other side', () => {
    expect(row('T1.00|L[Savings]/Trip')).toEqual({ line: 2, bookingDate: '2026-01-31', amount: 100, currency: 'EUR', description: '', counterparty: 'Savings', type: 'transfer' });
    expect(row('T1.00|PRent|L[NO93 8601 1117 947]')).toMatchObject({ counterparty: 'Rent', counterpartyAccount: 'NO93 8601 1117 947', type: 'transfer' });
  });

  it('a split is kept when its parts add up, and the row is whole when they do not', () => {
    const split = row('T-10.00|LFood|SFood|EBread|$-4.00|S[Cash]|$-6.00');
    expect(split.parts).toEqual([{ amount: -400, category: 'Food', note: 'Bread' }, { amount: -600, note: '[Cash]' }]);
    for (const parts of ['SFood|$-4.00|SFun|$-5.00', 'SFood|$-4.00|SFun|$=6.00', 'SFood|$-10.00']) {
      expect(row(`T-10.00|LFood|${parts}`)).toMatchObject({ amount: -1000, bankCategory: 'Food' });
      expect(row(`T-10.00|LFood|${parts}`)).not.toHaveProperty('parts');
    }
  });
});

describe('registers', () => {
  it('each account has its own rows; lists and prices are counted, unknown headers are told', () => {
    const { rows, ignored, problems } = read([
      '!Account', 'NChecking', 'TBank', '^', '!Type:Bank', 'D31/01/2026', 'T1.00', '^', '!Type:Cat', 'NFood', '^', 'NFun', '^',
      '!Account', 'N86011117947', '^', '!Type:Oth L', 'D31/01/2026', 'T2.00', '^', '!Type:Invoice', 'D31/01/2026', 'T3.00', '^', '',
    ].join('\n'));
    expect(rows.map(({ account, accountName, amount }) => [accountName ?? account, amount])).toEqual([['Checking', 100], ['86011117947', 200]]);
    expect(rows[1]).toHaveProperty('account', '86011117947');
    expect([ignored, problems.map(({ reason }) => reason)]).toEqual([2, ['records under the header !Invoice are not known']]);
  });

  it('an opening balance is one, not income; a later transfer to itself is a row', () => {
    const opens = bank('D31/01/2026|T250.00|POpening Balance|L[Checking]', 'D31/01/2026|T1.00', 'D31/01/2026|T-3.00|PBalance Adjustment|L[Checking]');
    expect(read(opens)).toMatchObject({ balances: [{ kind: 'opening', day: '2026-01-31', amount: 25000, currency: 'EUR', accountName: 'Checking' }], rows: [{ accountName: 'Checking', amount: 100 }, { amount: -300 }] });
    expect(read(`!Account\nNKonto\n^\n${bank('D31/01/2026|T9.00|PStart|L[Konto]', 'D31/01/2026|T1.00')}`).balances).toMatchObject([{ amount: 900, accountName: 'Konto' }]);
    expect(read(bank('D31/01/2026|T9.00|PMove|L[Konto]', 'D31/01/2026|T1.00')).rows).toHaveLength(2);
  });

  it('securities: cash comes in by the direction of its action, shares are named as left out', () => {
    const invst = (...records: string[]): string => bank(...records).replace('Bank', 'Invst');
    const { rows, leftOut, problems } = read(invst('D31/01/2026|NDiv|YACME|T5.00', 'D31/01/2026|NMiscExp|T2.00', 'D31/01/2026|NXOut|T3.00|L[Bank]', 'D31/01/2026|NCash|T-4.00', 'D31/01/2026|NBuy|T9.00|Q1', 'D31/01/2026|NDivX|T9.00', 'D31/01/2026|NFly|T1.00'));
    expect(rows.map(({ amount, type }) => [amount, type])).toEqual([[500, 'Div'], [-200, 'MiscExp'], [-300, 'transfer'], [-400, 'Cash']]);
    expect(leftOut).toEqual(['share purchase (Buy)', 'dividend into another account (DivX)']);
    expect(problems).toMatchObject([{ reason: 'the action "Fly" is not known' }]);
  });
});

describe('how a file is written', () => {
  it.each([['CR', '\r'], ['CRLF', '\r\n'], ['blank lines', '\n\n']])('%s', (_, end) => expect(amounts(bank('D31/01/2026|T1.00', 'D31/01/2026|T2.00').replaceAll('\n', end))).toEqual([100, 200]));
  it('headers in any case, with blanks behind, and none at all', () => {
    expect(amounts('!TYPE:bank  \nD31/01/2026\nT1.00\n^\n')).toEqual([100]);
    expect(amounts('D31/01/2026\nPShop\nT1.00\n^\n')).toEqual([100]);
    expect(amounts('!Account\nNx\n^\n!type:ccard\nD31/01/2026\nT1.00\n^')).toEqual([100]);
  });
});
