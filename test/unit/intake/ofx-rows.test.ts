/** One OFX transaction: amounts, currencies, days, texts, and what is kept beside them. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/intake/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { ACCOUNT, failureOf, read, statement, transaction } from './ofx-file.ts';

const rowOf = (fields: Record<string, string>, inner = '', curdef = 'USD'): Row | string => {
  const { rows, problems } = read(`${statement(`${transaction(fields, inner)}${transaction()}`, { around: `<CURDEF>${curdef}${ACCOUNT}` })}`);
  return problems[0]?.reason ?? rows[0]!;
};
const amountOf = (TRNAMT: string, curdef?: string): number | string => {
  const row = rowOf({ TRNAMT }, '', curdef);
  return typeof row === 'string' ? row : row.amount;
};

describe('an amount', () => {
  it.each([
    ['-30.000', -3000], ['-3.77000', -377], ['+12', 1200], ['12,5', 1250], [' -1 234,50 ', -123450], ['1,234.56', 123456], ['1.234,56', 123456], ['1,234,567', 123456700], ['-.5', -50], ['0', 0], ['-0.00', 0], ['7.', 700],
    ['$-12.00', -1200], ['99999999.99', 9999999999],
  ])('%j is %d', (text, minor) => expect(amountOf(text)).toBe(minor));

  it('with more decimals than its currency has is rounded half away from zero', () => {
    expect(['123.456', '123.454999', '0.005', '-0.005', '-0,0049', '1.995', '-99.99999'].map((text) => amountOf(text))).toEqual([12346, 12345, 1, -1, 0, 200, -10000]);
    expect([amountOf('1500.5', 'JPY'), amountOf('-1.2345', 'KWD')]).toEqual([1501, -1235]);
  });
  it('with a comma before three digits says neither thousands nor a fraction, unless the currency has three', () => {
    expect(amountOf('1,500')).toBe('the amount "1,500" can be read as thousands or as a fraction');
    expect([amountOf('1,500', 'KWD'), amountOf('0,500')]).toEqual([1500, 50]);
  });
  it.each([['', 'it has no amount'], ['abc', 'the amount "abc" holds no digits'], ['1e5', 'the amount "1e5" is written with an exponent'], ['1.2.3', 'the amount "1.2.3" is no number with a decimal comma'], ['99999999999999999', 'the amount "99999999999999999" is too large']])('%j is a problem', (text, reason) => expect(amountOf(text)).toBe(reason));
  it('keeps its sign whatever the type says', () => {
    expect([rowOf({ TRNTYPE: 'DEBIT', TRNAMT: '5' }), rowOf({ TRNTYPE: 'CREDIT', TRNAMT: '-5' })]).toMatchObject([{ amount: 500 }, { amount: -500 }]);
  });
});

describe('another currency', () => {
  const foreign = (tag: string, symbol: string, rate: string) => `<${tag}><CURRATE>${rate}<CURSYM>${symbol}</${tag}>`;
  it.each([
    ['-100', 'EUR', '1.10', 'USD', -11000, -10000], ['-100', 'EUR', '1,1', 'USD', -11000, -10000], ['-150', 'JPY', '0.0067', 'USD', -101, -150], ['0.10', 'EUR', '1.05', 'USD', 11, 10], ['-0.10', 'EUR', '1.05', 'USD', -11, -10], ['-0.10', 'EUR', '1.04999', 'USD', -10, -10],
    ['-0.01', 'EUR', '0.1', 'USD', 0, -1], ['99999999999.99', 'EUR', '1.000000000000001', 'USD', 9999999999999, 9999999999999], ['-10.00', 'USD', '149.5', 'JPY', -1495, -1000], ['-1.234', 'KWD', '3.25', 'USD', -401, -1234],
  ])('as CURRENCY is the amount\'s own: %s %s at %s is turned into the account\'s %s', (TRNAMT, symbol, rate, curdef, amount, original) => {
    expect(rowOf({ TRNAMT, NAME: 'Hotel' }, foreign('CURRENCY', symbol, rate), curdef)).toMatchObject({ amount, currency: curdef, original: { amount: original, currency: symbol, rate: rate.replace(',', '.') }, description: 'Hotel' });
  });
  it('as CURRENCY without a rate that can be used is a problem', () => {
    expect(rowOf({ TRNAMT: '-100' }, '<CURRENCY>EUR')).toBe('the amount "-100" is in EUR, and no rate to USD stands beside it');
    for (const rate of ['1.00', '0', 'x', '1,085', '-1.1', '99999999999999']) expect(rowOf({ TRNAMT: '-100' }, foreign('CURRENCY', 'EUR', rate))).toBe(`the amount "-100" is in EUR, and its rate to USD, "${rate}", cannot be used`);
    expect(rowOf({ TRNAMT: '9000000000000' }, foreign('CURRENCY', 'EUR', '99999'))).toBe('the amount "9000000000000" is in EUR, and its rate to USD, "99999", cannot be used');
    expect(rowOf({}, foreign('CURRENCY', 'XX1', '1'))).toBe('the currency "XX1" is not in ISO 4217');
  });
  it('as CURRENCY at a rate needs the account\'s own, which the person may name', () => {
    const file = statement(transaction({ TRNAMT: '-100' }, foreign('CURRENCY', 'EUR', '1.1')), { around: `<CURDEF>${ACCOUNT}` });
    expect(failureOf(file)).toBe('currency-unknown');
    expect(read(file, { currency: 'USD' as Currency }).rows[0]).toMatchObject({ amount: -11000, currency: 'USD' });
  });
  it('as CURRENCY that is the account\'s, or where the account has none, is the row\'s', () => {
    for (const curdef of ['EUR', '']) {
      const [row] = read(statement(transaction({ TRNAMT: '-100' }, foreign('CURRENCY', 'EUR', '1.0')), { around: `<CURDEF>${curdef}${ACCOUNT}` })).rows;
      expect(row).toMatchObject({ amount: -10000, currency: 'EUR' });
      expect(row).not.toHaveProperty('original');
    }
  });
  it('as ORIGCURRENCY gives the original amount where the rate gives it exactly', () => {
    expect(rowOf({ TRNAMT: '-120.35', NAME: 'Hotel' }, foreign('ORIGCURRENCY', 'EUR', '1,2035'))).toMatchObject({ amount: -12035, currency: 'USD', original: { amount: -10000, currency: 'EUR', rate: '1.2035' }, description: 'Hotel' });
    expect(rowOf({ TRNAMT: '-6.70' }, foreign('ORIGCURRENCY', 'JPY', '0.0067'))).toMatchObject({ original: { amount: -1000, currency: 'JPY' } });
  });
  it('keeps its rate in the text where it does not, or where a rate of 1 stands for none', () => {
    for (const [rate, text] of [['1.2037', 'Hotel · EUR 1.2037'], ['1.0', 'Hotel · EUR 1.0'], ['0', 'Hotel · EUR 0'], ['', 'Hotel · EUR']] as const) {
      const row = rowOf({ TRNAMT: '-120.35', NAME: 'Hotel' }, foreign('ORIGCURRENCY', 'EUR', rate));
      expect(row).toMatchObject({ description: text });
      expect(row).not.toHaveProperty('original');
    }
    expect(rowOf({ NAME: 'Hotel' }, foreign('ORIGCURRENCY', 'USD', '1'))).toMatchObject({ description: 'Hotel' });
  });
});

describe('a day', () => {
  it.each(['20260105', '20260105235959', '20260105120000.000[-5:EST]', '20260105000000[+13:NZDT]', '20260105093914:014', '2026-01-05', '2026-01-05T23:59:59Z'])('%s is taken as written, in no zone', (DTPOSTED) => expect(rowOf({ DTPOSTED })).toMatchObject({ bookingDate: '2026-01-05' }));
  it.each(['00000000', '20260231', '05/01/2026', '2026010', '202601051', 'x'])('%s is a problem', (DTPOSTED) => expect(rowOf({ DTPOSTED })).toBe(`the date "${DTPOSTED}" is no date`));
  it('of value is kept, and one of zeros is none', () => {
    expect(rowOf({ DTAVAIL: '20260107' })).toMatchObject({ valueDate: '2026-01-07' });
    expect(rowOf({ DTAVAIL: '00000000', DTUSER: '20260101' })).not.toHaveProperty('valueDate');
    expect(rowOf({ DTPOSTED: '' })).toBe('it has no date');
  });
});

describe('texts', () => {
  it.each([
    ['Kiosk', '', 'Kiosk'], ['', 'Kiosk', 'Kiosk'], ['Kiosk', 'kiosk', 'kiosk'], ['KIOSK AM PL', 'Kiosk am Platz', 'Kiosk am Platz'], ['Kiosk am Platz', 'KIOSK AM', 'Kiosk am Platz'], ['Kiosk', 'Card 17', 'Kiosk · Card 17'],
    ['Wohnungsgenossenschaft Nordlicht', 'er Hof', 'Wohnungsgenossenschaft Nordlichter Hof'], ['Wohnungsgenossenschaft Nordlicht', 'Miete', 'Wohnungsgenossenschaft Nordlicht · Miete'],
  ])('%j and %j are %j', (NAME, MEMO, description) => expect(rowOf({ NAME, MEMO })).toMatchObject({ description }));

  it('are decoded, twice where they were escaped twice', () => {
    expect(rowOf({ NAME: 'A &amp;amp; B &amp;lt;C&amp;gt; &#233;&#xe9;&eacute;&nbsp;&euro; &copy;&', MEMO: 'AT&T &nosuch; &#0; &#xD800; R&D;' })).toMatchObject({ counterparty: 'A & B <C> ééé\u00a0€ ©&', description: 'A & B <C> ééé\u00a0€ ©& · AT&T &nosuch; &#0; &#xD800; R&D;' });
  });
  it('name the other side by NAME, PAYEE or the longer EXTDNAME', () => {
    expect(rowOf({}, '<PAYEE><NAME>Anna Berg<ADDR1>Road 1<CITY>Bergen<STATE><POSTALCODE>5003<PHONE>1</PAYEE>')).toMatchObject({ counterparty: 'Anna Berg', description: 'Anna Berg' });
    expect(rowOf({ NAME: 'Long nam', EXTDNAME: 'Long name of a shop', MEMO: 'x' })).toMatchObject({ counterparty: 'Long name of a shop', description: 'Long name of a shop · x' });
    expect(rowOf({ MEMO: 'a' }, '<MEMO>b')).toMatchObject({ description: 'a · b' });
  });
});

it('keeps type, codes, ids and the other account', () => {
  expect(rowOf({ TRNTYPE: 'atm', FITID: ' 7 ', REFNUM: 'R', CHECKNUM: '0012', SIC: '5411' }, '<CCACCTTO><ACCTID>99</CCACCTTO>'))
    .toMatchObject({ type: 'atm', bankCodes: ['ofx:ATM'], reference: '7', checkNumber: '0012', mcc: '5411', counterpartyAccount: '99', account: '4711' });
  const bare = rowOf({ TRNTYPE: 'Bill Pay', CHECKNUM: '0', SIC: '54', REFNUM: 'R' });
  expect(bare).toMatchObject({ type: 'Bill Pay', reference: 'R' });
  for (const field of ['bankCodes', 'mcc', 'checkNumber', 'counterpartyAccount']) expect(bare).not.toHaveProperty(field);
});

it('does not carry out corrections', () => {
  expect(rowOf({ CORRECTFITID: 'F0', CORRECTACTION: 'DELETE' })).toBe('it corrects (DELETE) the earlier transaction "F0": mend that one by hand');
});

it('sets apart what is only reserved', () => {
  const { rows, pending } = read(statement(transaction({ TRNTYPE: 'HOLD' }) + transaction({ PENDING: 'Y', DTPOSTED: '' }) + transaction({ PENDING: 'N' }) + '<STMTTRNP><DTTRAN>20260109<NAME>Hotel</STMTTRNP>'));
  expect([rows.length, pending.map(({ bookingDate, amount }) => [bookingDate, amount])]).toEqual([1, [['2026-01-05', -100], [undefined, -100], ['2026-01-09', undefined]]]);
});
