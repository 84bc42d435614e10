/** MT940 and MT942: entries, marks, days, accounts, pages, balances. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import type { StatementSource } from '../../../src/intake/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { gathered, type Read, textFile } from './read-statement.ts';

const sourceOf = (text: string, currency?: Currency) => identify(textFile('a.sta', text), { userProfiles: [], ...(currency ? { currency } : {}) });
const read = (text: string): Read => gathered(sourceOf(text));
const errorOf = (text: string): unknown => {
  const source = sourceOf(text);
  return source.ok ? undefined : source.error;
};
/** One statement around its entries. */
const statement = (entries: string, { account = 'NL20INGB0001234567', opening = 'C260101EUR100,00', closing = 'C260131EUR100,00' } = {}): string =>
  `:20:REF\n:25:${account}\n:28C:1/1\n:60F:${opening}\n${entries}\n:62F:${closing}\n-\n`;
const amounts = (entries: string, opening = 'C260101EUR100,00', closing = opening): number[] => read(statement(entries, { opening, closing })).rows.map(({ amount }) => amount);
const days = (sixAndFour: string): (string | undefined)[] => read(statement(`:61:${sixAndFour}C1,NTRFNONREF`)).rows.map(({ valueDate, bookingDate }) => `${valueDate} ${bookingDate}`);

describe('marks', () => {
  it('a reversed credit goes out, a reversed debit comes in', () => expect(amounts(':61:260102C1,NTRFA\n:61:260102D2,NTRFA\n:61:260102RC3,NTRFA\n:61:260102RD4,NTRFA')).toEqual([100, -200, -300, 400]));
  it('the third letter of the currency is no part of the mark', () =>
    expect(amounts(':61:260102CR1,NTRFA\n:61:260102DR2,NTRFA\n:61:260102RCR3,NTRFA\n:61:260102RDR4,NTRFA\n:61:260102CK5,NTRFA\n:61:260102DF6,NTRFA')).toEqual([100, -200, -300, 400, 500, -600]));
  it('expected entries are pending', () => {
    const { rows, pending } = read(statement(':61:260102C1,NTRFA\n:61:260103EC7,NTRFA\n:61:260103EDR8,NTRFA'));
    expect([rows.map(({ amount }) => amount), pending.map(({ amount }) => amount)]).toEqual([[100], [700, -800]]);
  });
});

describe('amounts', () => {
  it('have a decimal comma, with none, one or two digits behind it, or zeros before', () => expect(amounts(':61:260102C100,NTRFA\n:61:260102C1,5NTRFA\n:61:260102C000000000025,00NTRFA')).toEqual([10_000, 150, 2500]));
  it('with a point for it are taken where the point can be nothing else', () => expect(amounts(':61:260102C100.50NTRFA\n:61:260102C1.200,50NTRFA')).toEqual([10_050, 120_050]));
  it('follow the exponent of the currency', () => {
    expect(amounts(':61:260102C1200,NTRFA', 'C260101JPY0,')).toEqual([1200]);
    expect(amounts(':61:260102C1,234NTRFA', 'C260101KWD0,')).toEqual([1234]);
  });
  it('that cannot be read, or in two ways, are problems with their line', () => {
    const { rows, problems } = read(statement(':61:260102C1,NTRFA\n:61:260102C1,234NTRFA\n:61:260102C1.200NTRFA\n:61:26XX02C1,NTRFA\n:86:of none\n:61:260102C9,NTRFA'));
    expect(rows.map(({ amount, description }) => [amount, description])).toEqual([[100, 'A'], [900, 'A']]);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [6, 'the amount "1,234" has more than 2 decimals'], [7, 'the amount "1.200" can be read in two ways'], [8, 'the transaction does not have the form of a :61: field'],
    ]);
  });
});

describe('days', () => {
  it('are booked at the entry date, else at the value date', () => expect([...days('2601020105'), ...days('260102')]).toEqual(['2026-01-02 2026-01-05', '2026-01-02 2026-01-02']));
  it('of the entry date lie in the year nearest to the value date', () => expect([...days('2512310102'), ...days('2601011230'), ...days('2602280301')]).toEqual(['2025-12-31 2026-01-02', '2026-01-01 2025-12-30', '2026-02-28 2026-03-01']));
  it('29 and 30 February are the last of the month, for value and entry date', () => expect([...days('260230'), ...days('2602280230'), ...days('2402300301'), ...days('260229')]).toEqual(['2026-02-28 2026-02-28', '2026-02-28 2026-02-28', '2024-02-29 2024-03-01', '2026-02-28 2026-02-28']));
  it('of two digits before 80 are of this century', () => expect(read(statement(':61:990104C1,NTRFA', { opening: 'C990101NLG0,', closing: 'C990105NLG1,' })).rows[0]?.bookingDate).toBe('1999-01-04'));
  it('that do not exist are problems', () => {
    const { problems } = read(statement(':61:260431C1,NTRFA\n:61:2604301301C1,NTRFA\n:61:260102C1,NTRFA'));
    expect(problems.map(({ reason }) => reason)).toEqual(['the date "260431" is no date', 'the entry date "1301" is no date']);
  });
});

describe('accounts', () => {
  const accountOf = (account: string): string | undefined => read(statement(':61:260102C1,NTRFA', { account })).rows[0]?.account;
  it('are named without the bank, the currency and a slash before', () => {
    expect(['NL20INGB0001234567EUR', 'NL20INGB0001234567 EUR', '/PL61109010140000071219812874', 'NDEASESS/SE3550000000054910000003', 'DABADKKK/1506.20.00017', '0123456789EUR'].map(accountOf))
      .toEqual(['NL20INGB0001234567', 'NL20INGB0001234567', 'PL61109010140000071219812874', 'SE3550000000054910000003', '1506.20.00017', '0123456789']);
  });
  it('of Germany keep their Bankleitzahl', () => expect([accountOf('25050180/0910123456'), accountOf('25050180/0910123456EUR')]).toEqual(['25050180/0910123456', '25050180/0910123456']));
  it('letters at the end of a valid IBAN are its own', () => expect([accountOf('MT84MALT011000012345MTLCAST001S'), accountOf('MT94MALT01100000000000000000EUR'), accountOf('MT95MALT01100000000000000000EUR')]).toEqual(['MT84MALT011000012345MTLCAST001S', 'MT94MALT01100000000000000000EUR', 'MT95MALT01100000000000000000']));
  it('are named in full by the IBAN that the statement states', () => {
    const text = statement(':61:260102C1,NTRFA', { account: 'DABADKKK/1506.20.00017' }).replace(':61:', ':86:For your inform. IBAN no.: NO9315062000017\n:61:');
    expect(read(text)).toMatchObject({ rows: [{ account: 'NO9315062000017', description: 'A' }] });
    expect(read(text.replace('NO9315062000017', 'NO9386011117947'))).toMatchObject({ rows: [{ account: '1506.20.00017' }] });
    expect(sourceOf(text)).toMatchObject({ value: { bank: 'Danske Bank', country: 'NO', profile: 'mt940-no' } satisfies Partial<StatementSource> });
  });
  it('of several messages keep their rows apart', () =>
    expect(read(statement(':61:260102C1,NTRFA') + statement(':61:260102C2,NTRFB', { account: 'NL44RABO0123456789', opening: 'C260101USD0,', closing: 'C260102USD2,' })).rows.map(({ account, currency }) => `${account} ${currency}`)).toEqual(['NL20INGB0001234567 EUR', 'NL44RABO0123456789 USD']));
});

describe('balances', () => {
  it('open before the earliest row and close at their day', () => {
    expect(read(statement(':61:2601050105C1,NTRFA\n:61:2601030103C1,NTRFA', { closing: 'D260105EUR98,' })).balances).toEqual([
      { kind: 'opening', day: '2026-01-03', amount: 10_000, currency: 'EUR', account: 'NL20INGB0001234567' }, { kind: 'closing', day: '2026-01-05', amount: -9800, currency: 'EUR', account: 'NL20INGB0001234567' },
    ]);
  });
  it('are not stated at the end of a day after which rows were booked', () => expect(read(statement(':61:2601050105C1,NTRFA', { closing: 'C260104EUR101,' })).balances.map(({ kind }) => kind)).toEqual(['opening']));
  it('in a currency that is none are a failure, and so are two currencies', () => {
    expect(errorOf(statement(':61:260102C1,NTRFA', { opening: 'C260101XYZ1,' }))).toMatchObject({ code: 'currency-unknown', found: 'XYZ' });
    expect(errorOf(statement(':61:260102C1,NTRFA', { closing: 'C260102USD1,' }))).toMatchObject({ code: 'statement-broken', why: 'a statement in EUR closes in USD' });
  });
});

describe('pages', () => {
  const page = (number: number, opening: string, entry: string, closing: string): string => `:20:R\n:25:10020030/1234567890\n:28C:7/${number}\n${opening}\n:61:${entry}\n${closing}\n-\n`;
  const first = page(1, ':60F:C260101EUR10,', '260102C1,NTRFA', ':62M:C260102EUR11,');
  const second = page(2, ':60M:C260102EUR11,', '260102C2,NTRFB', ':62M:C260102EUR13,');
  const third = page(3, ':60M:C260102EUR13,', '260103C4,NTRFC', ':62F:C260103EUR17,');
  it('make one statement: the first opens it, the last closes it', () => {
    const { rows, problems, balances } = read(first + second + third);
    expect([rows.length, problems, balances.map(({ kind, amount }) => [kind, amount])]).toEqual([3, [], [['opening', 1000], ['closing', 1700]]]);
  });
  it('that are missing are told, and the others are read', () => {
    const told = (text: string): unknown[] => { const { rows, problems } = read(text); return [rows.length, ...problems.map(({ line, reason }) => `${line} ${reason.split(':')[0]}`)]; };
    expect(told(first + third)).toEqual([2, '11 a page of the statement is missing above']);
    expect(told(second + third)).toEqual([2, '4 the pages of the statement before this one are not in the file']);
    expect(told(first)).toEqual([1, '6 the statement goes on on a page that is not in the file']);
  });
  it('may be interleaved with those of another account', () => expect(read(first + statement(':61:260102C2,NTRFB') + second + third).problems).toEqual([]));
});

describe('interim reports', () => {
  const interim = (rest: string, floor = ':34F:EUR0,\n'): string => `:20:R\n:25:10020030/1234567890\n:28C:7/1\n${floor}:13D:2601151030+0100\n:61:260115C5,NTRFA\n:61:260115D2,NTRFB\n:61:260116ED9,NTRFC\n${rest}-\n`;
  it('hold booked and expected entries and no balances', () => {
    const { rows, pending, balances } = read(interim(':90D:1EUR2,\n:90C:1EUR5,\n'));
    expect([rows.length, pending.length, balances, sourceOf(interim(''))]).toMatchObject([2, 1, [], { value: { profile: 'mt942-de', format: 'mt940' } }]);
  });
  it('may count the expected ones or not', () => expect([interim(':90D:2EUR11,\n:90C:1EUR5,\n'), interim(':90C:1EUR5,\n'), interim('')].map(errorOf)).toEqual([undefined, undefined, undefined]));
  it('that hold less than they state were cut', () => {
    expect(errorOf(interim(':90D:4EUR2,\n:90C:1EUR5,\n'))).toMatchObject({ code: 'statement-broken', why: 'a part of an interim report is missing: it states 5 entries, but holds 3' });
    expect(errorOf(interim(':90D:1EUR3,\n:90C:1EUR5,\n'))).toMatchObject({ code: 'statement-broken', why: 'a part of an interim report is missing: its entries do not add up to the sums it states' });
  });
  it('are counted without a limit or a time of day, each for itself', () => {
    const bare = (rest: string): string => interim(rest, '').replace(/:13D:.*\n/, '').replace('1234567890', '1234567890EUR');
    expect([bare(':90D:1EUR2,\n:90C:1EUR5,\n'), bare('') + bare(':90D:1EUR2,\n:90C:1EUR5,\n'), bare(':90D:3EUR2,\n:90C:1EUR5,\n')].map(errorOf)).toMatchObject([undefined, undefined, { code: 'statement-broken' }]);
  });
  it('go over pages, whose last one states the sums', () => {
    const [first, last] = [interim('').replace('7/1', '8/1'), interim(':90D:2EUR4,\n:90C:2EUR10,\n').replace('7/1', '8/2')];
    expect([first + last, last].map(errorOf)).toMatchObject([undefined, { code: 'statement-broken' }]);
  });
  it('may leave small entries out', () => {
    for (const floor of [':34F:EURD10,\n:34F:EURC10,\n', ':34F:EURD10,\n:34F:EURC0,\n']) expect(errorOf(interim(':90D:4EUR9,\n:90C:1EUR5,\n', floor))).toBeUndefined();
  });
  it('in an envelope end with it', () => {
    const text = `{1:F01INGBNL2AXXXX0000000000}{2:I942INGBNL2AXXXN}{4:\n${interim('')}`.slice(0, -2);
    expect([errorOf(`${text}-}`), errorOf(text)]).toMatchObject([undefined, { code: 'statement-broken', why: 'it ends inside a message' }]);
  });
  it('that name no currency take the one that is given', () => {
    const text = interim('', '');
    expect(errorOf(text)).toMatchObject({ code: 'currency-unknown', found: '' });
    expect(gathered(sourceOf(text, 'EUR' as Currency)).rows.map(({ currency }) => currency)).toEqual(['EUR', 'EUR']);
  });
});
