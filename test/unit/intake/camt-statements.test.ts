/** What whole statements of a CAMT file tell beside their entries: that they stand twice, that pages are missing, that a balance moves by itself. */
import { describe, expect, it } from 'vitest';
import { RepeatedEntries } from '../../../src/intake/camt/repeated-entries.ts';
import { entry, message, readCamtText, statement } from './camt-statement.ts';

const balance = (code: string, amount: string, currency = 'EUR'): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-01</Dt></Dt></Bal>`;
const both = (from: string, to: string): string => balance('OPBD', from) + balance('CLBD', to);
const coffee = (reference = 'F1', amount = '2', more = ''): string => entry({ amount, direction: 'DBIT', more: `<AcctSvcrRef>${reference}</AcctSvcrRef>${more}` });
const account = (iban: string): string => `<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
const OTHER = account('FI2112345600000785');
const amounts = (text: string): unknown => { const { rows, leftOut } = readCamtText(text); return [rows.map(({ amount }) => amount), leftOut]; };

describe('a statement that stands in the file twice', () => {
  const twice = ['statement that stands in the file twice'];
  const good = statement(`<Id>7</Id>${both('10', '8')}${coffee()}`);
  it('is read once, with its balances and problems', () => {
    const bad = entry({ amount: '1,5', status: '<Sts>BOOK</Sts>' });
    const whole = statement(`<Id>7</Id>${both('10', '8')}${coffee()}${bad}${entry({ amount: '3', status: '<Sts>PDNG</Sts>' })}`);
    const { rows, problems, pending, balances, leftOut } = readCamtText(message(whole + whole + whole));
    expect([rows.length, problems.length, pending.length, balances.map(({ amount }) => amount), leftOut]).toEqual([1, 1, 1, [1000, 800], [...twice, ...twice]]);
  });
  it('is told as well where it holds no entries', () => {
    const empty = statement(`<Id>7</Id>${both('8', '8')}`);
    expect(readCamtText(message(empty + good + empty))).toMatchObject({ leftOut: twice, balances: [{ amount: 800 }, { amount: 800 }, { amount: 1000 }, { amount: 800 }] });
  });
  it.each([
    ['other entries', good.replace('F1', 'F2')], ['one entry more', good.replace('</Stmt>', `${coffee('F3', '1')}</Stmt>`)], ['another balance', good.replace('8</Amt>', '9</Amt>')], ['another Id', good.replace('<Id>7', '<Id>8')],
    ['another account', statement(`<Id>7</Id>${both('10', '8')}${coffee()}`, OTHER)], ['another sequence number', good.replace('<Id>7</Id>', '<Id>7</Id><ElctrncSeqNb>2</ElctrncSeqNb>')], ['another page', good.replace('<Id>7</Id>', '<Id>7</Id><StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>')],
    ['no Id', good.replace('<Id>7</Id>', '')],
  ])('is another one with %s', (_, other) => {
    const { rows, leftOut } = readCamtText(message(good + other));
    expect([rows.length >= 2, rows[1]?.amount, leftOut]).toEqual([true, -200, []]);
  });
  it('is known by when it was made where it has no balances', () => {
    const bare = statement(`<Id>7</Id>${coffee()}`);
    expect(amounts(message(bare + bare))).toEqual([[-200], twice]);
    expect(amounts(message(bare + bare.replace('10:00:00', '11:00:00')))).toEqual([[-200, -200], []]);
  });
  it('fails the file where it is too large to be held back', () => {
    const large = statement(`<Id>7</Id>${both('10', '8')}${entry({ amount: '1' }).repeat(20_001)}`);
    expect(() => readCamtText(message(large + large))).toThrow('stands in the file twice, with 20001 entries');
    expect(readCamtText(message(large + large.replace('<Amt Ccy="EUR">8<', '<Amt Ccy="EUR">9<'))).rows).toHaveLength(40_002);
  });
});

describe('a report of the day so far', () => {
  const left = ['entry that stands in an earlier report of the file'];
  const reports = (...contents: string[]): unknown => amounts(message(contents.map((one) => statement(one).replaceAll('Stmt>', 'Rpt>')).join(''), 'BkToCstmrAcctRpt'));
  const kiosk = coffee('R1', '5');
  it('repeats entries of the reports before, which are read once', () => expect(reports(kiosk, kiosk + coffee('R2', '6'), kiosk + coffee('R2', '6'))).toEqual([[-500, -600], [...left, ...left, ...left]]));
  it('repeats as many as stood in one of those', () => expect(reports(kiosk + kiosk, kiosk + kiosk + kiosk)).toEqual([[-500, -500, -500], [...left, ...left]]));
  it('knows a payment by the id of its only transaction', () => {
    const paid = entry({ amount: '5', more: '<NtryDtls><TxDtls><Refs><AcctSvcrRef>R1</AcctSvcrRef></Refs></TxDtls></NtryDtls>' });
    expect(reports(paid, paid)).toEqual([[500], left]);
  });
  it.each([
    ['another amount', coffee('R1', '6')], ['the other way', kiosk.replace('DBIT', 'CRDT')], ['another day', kiosk.replace('2026-02-01', '2026-02-02')], ['another id', coffee('R3', '5')],
  ])('holds another entry with %s', (_, other) => expect((reports(kiosk, other) as [number[], string[]])[0]).toHaveLength(2));
  it.each(['<AcctSvcrRef>NONREF</AcctSvcrRef>', '<AcctSvcrRef>000000</AcctSvcrRef>', '<NtryRef>1</NtryRef>', ''])('without an id of the bank (%s) is read as it is', (more) => expect(reports(entry({ amount: '5', more }), entry({ amount: '5', more }))).toEqual([[500, 500], []]));
  it('books what was pending', () => {
    const { rows, pending } = readCamtText(message([kiosk.replace('BOOK', 'PDNG'), kiosk].map((one) => statement(one).replaceAll('Stmt>', 'Rpt>')).join(''), 'BkToCstmrAcctRpt'));
    expect([rows.length, pending.length]).toEqual([1, 1]);
  });
  it('is remembered up to a number of entries, the newest first', () => {
    const entries = new RepeatedEntries();
    for (let n = 0; n < 120_000; n++) entries.has(`${n}`);
    entries.end();
    expect([0, 60_000, 99_999, 119_999].map((n) => entries.has(`${n}`))).toEqual([false, false, true, true]);
  });
  it('is one of one account, and statements repeat nothing', () => {
    const rpt = (text: string): string => text.replaceAll('Stmt>', 'Rpt>');
    expect(amounts(message(rpt(statement(kiosk) + statement(kiosk, OTHER)), 'BkToCstmrAcctRpt'))).toEqual([[-500, -500], []]);
    expect(amounts(message(statement(kiosk) + statement(kiosk)))).toEqual([[-500, -500], []]);
  });
});

describe('balances that move', () => {
  const reasons = (contents: string): string[] => readCamtText(message(statement(contents) + statement(coffee(), OTHER))).problems.map(({ reason, excerpt }) => `${reason} (${excerpt})`);
  it('without an entry are told', () => {
    expect(reasons(`<Id>9</Id>${both('12.34', '99')}`)).toEqual(['the balance moves from 12.34 to 99.00 EUR, but no entry says why (Stmt 9 DE89370400440532013000)']);
    expect(reasons(both('1', '2') + entry({ amount: '1', status: '<Sts>PDNG</Sts>' }))).toHaveLength(1);
  });
  it('stand as they are told', () => expect(readCamtText(message(statement(both('1', '2')) + statement(coffee(), OTHER))).balances.map(({ amount }) => amount)).toEqual([100, 200]));
  it('by an entry, or one that could not be read, are not', () => {
    expect(reasons(both('12', '12'))).toEqual([]);
    expect(reasons(both('12', '10') + coffee())).toEqual([]);
    expect(reasons(both('12', '10') + entry({ amount: '1,5' }))).toEqual([expect.stringContaining('the amount "1,5"')]);
    expect(reasons(balance('OPBD', '1') + balance('CLBD', '2', 'USD'))).toEqual([]);
  });
});

describe('pages', () => {
  const missing = 'pages are missing: the statement goes on on a page that is not in the file, and no closing balance is told';
  const page = (number: number, last: string, more = ''): string => `<Id>1</Id><StmtPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></StmtPgntn>${balance('OPBD', '5')}${more}${coffee(`F${number}`)}`;
  const reasons = (text: string): unknown => readCamtText(text).problems.map(({ line, reason }) => [line, reason]);
  const headed = (text: string, number: number, last: string): string => text.replace('<GrpHdr>', `<GrpHdr><MsgPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></MsgPgntn>`);

  it.each(['false', '0'])('that do not follow (LastPgInd %s) are told', (last) => expect(reasons(message(statement(page(1, last))))).toEqual([[4, missing]]));
  it('that follow are not', () => expect(reasons(message(statement(page(1, 'false')) + statement(page(2, 'false')) + statement(page(3, 'true'))))).toEqual([]));
  it('of another statement do not follow', () => {
    expect(reasons(message(statement(page(1, 'false')) + statement(page(1, 'true').replace('<Id>1', '<Id>2'))))).toEqual([[4, missing]]);
    expect(reasons(message(statement(page(1, 'false')) + statement(page(2, 'true'), OTHER)))).toEqual([[4, missing]]);
  });
  it('are not missed where the closing balance is there', () => expect(reasons(message(statement(page(1, 'false', balance('CLBD', '3')))))).toEqual([]));
  it('of the message go on with its last statement', () => {
    expect(reasons(headed(message(statement(coffee()) + statement(`${balance('OPBD', '5')}${coffee()}`, OTHER)), 1, 'false'))).toEqual([[8, missing]]);
    expect(reasons(headed(message(statement(both('5', '3') + coffee())), 1, 'false'))).toEqual([]);
    expect(reasons(headed(message(statement(balance('OPBD', '5') + coffee())), 1, 'true'))).toEqual([]);
  });
});
