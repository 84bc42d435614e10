/** What CAMT entries become: status, sign, days, amounts, batches, balances. */
import { describe, expect, it } from 'vitest';
import type { Currency } from '../../../src/values/currency.ts';
import { camtFailure, entry, message, readCamtText, statement } from './camt-statement.ts';

const one = (parts: string) => readCamtText(message(statement(parts)));

describe('an entry', () => {
  it('is in or out by CdtDbtInd, also when it is a reversal', () => {
    const { rows } = one(entry({ amount: '10', direction: 'CRDT' }) + entry({ amount: '10.5', direction: 'DBIT', more: '<RvslInd>true</RvslInd>' }));
    expect(rows.map(({ amount, type }) => [amount, type])).toEqual([[1000, undefined], [-1050, 'reversal']]);
  });

  it.each([['<Sts>BOOK</Sts>', 'rows'], ['<Sts><Cd>BOOK</Cd></Sts>', 'rows'], ['<Sts><Prtry>Booked</Prtry></Sts>', 'rows'], ['', 'rows'], ['<Sts>PDNG</Sts>', 'pending'], ['<Sts><Cd>FUTR</Cd></Sts>', 'pending'], ['<Sts><Cd>XX</Cd></Sts>', 'problems']] as const)('with the status %s goes to %s', (status, where) => {
    const all = one(entry({ amount: '1', status }) + entry({ amount: '2' }));
    expect([all.rows.length, all.pending.length, all.problems.length]).toEqual([where === 'rows' ? 2 : 1, where === 'pending' ? 1 : 0, where === 'problems' ? 1 : 0]);
  });

  it('of information only is named as left out', () => expect(one(entry({ amount: '1', status: '<Sts>INFO</Sts>' }) + entry({ amount: '2' }))).toMatchObject({ ignored: 0, leftOut: ['entry for information only'], rows: [{ amount: 200 }] }));

  it.each([
    ['<BookgDt><DtTm>2026-01-31T23:30:00-05:00</DtTm></BookgDt>', '2026-01-31'], ['<BookgDt><Dt>2026-01-31Z</Dt></BookgDt>', '2026-01-31'],
    ['<ValDt><Dt>2026-01-30</Dt></ValDt>', '2026-01-30'], ['', '2026-02-01'],
  ])('dated %s is of %s', (dates, day) => expect(one(`${entry({ amount: '1', dates })}`).rows[0]?.bookingDate).toBe(day));

  it('without any date is of the day that the statement closes, of its period, of its making, in that order', () => {
    const undated = entry({ amount: '1', dates: '' });
    const period = '<FrToDt><FrDtTm>2026-01-01T00:00:00</FrDtTm><ToDtTm>2026-01-20T24:00:00</ToDtTm></FrToDt>';
    const closing = '<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-19</Dt></Dt></Bal>';
    expect([period + closing, period, ''].map((head) => one(head + undated).rows[0]?.bookingDate)).toEqual(['2026-01-19', '2026-01-20', '2026-02-01']);
  });

  it.each([
    ['1.234', 'the amount "1.234" has more than 2 decimals'], ['-5.00', 'the amount "-5.00" has a sign of its own beside CdtDbtInd'], ['1,234.00', 'the amount "1,234.00" is no number with a decimal point'],
    ['1e3', 'the amount "1e3" is written with an exponent'], ['', 'the amount "" is empty'], ['99999999999999999', 'the amount "99999999999999999" is too large'],
  ])('with the amount "%s" is a problem', (amount, reason) => expect(one(entry({ amount }) + entry({ amount: '2' }))).toMatchObject({ rows: [{ amount: 200 }], problems: [{ line: 5, reason }] }));

  it.each([
    [entry({ amount: '1', dates: '<BookgDt><Dt>2026-02-30</Dt></BookgDt>' }), 'the booking date "2026-02-30" is no date'], [entry({ amount: '1', currency: 'XYZ' }), 'the currency "XYZ" is not in ISO 4217'],
    [entry({ amount: '1', dates: '<BookgDt><Dt>2026-02-01</Dt></BookgDt><ValDt><Dt>2026-13-01</Dt></ValDt>' }), 'the value date "2026-13-01" is no date'], [entry({ amount: '1', direction: 'XX' }), 'CdtDbtInd says neither CRDT nor DBIT'],
  ])('that cannot be read is a problem: %#', (text, reason) => expect(one(text + entry({ amount: '2' })).problems).toMatchObject([{ reason }]));

  it('takes zeros past the decimals of its currency, and currencies of none or three', () => {
    const { rows } = one(entry({ amount: '8.8500' }) + entry({ amount: '1200', currency: 'JPY' }) + entry({ amount: '1.234', currency: 'KWD' }));
    expect(rows.map(({ amount, currency }) => [amount, currency])).toEqual([[885, 'EUR'], [1200, 'JPY'], [1234, 'KWD']]);
  });

  it('without a currency has that of the account, else of the word given, else the file fails', () => {
    const bare = `<Ntry><Amt>5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-01</Dt></BookgDt></Ntry>`;
    expect(one(bare).rows[0]?.currency).toBe('EUR');
    const unnamed = message(statement(bare, '<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>'));
    expect(readCamtText(unnamed, 'SEK' as Currency).rows[0]?.currency).toBe('SEK');
    expect(camtFailure(unnamed).code).toBe('currency-unknown');
  });

  it('without a status in a report is a problem: it may be pending', () => {
    const report = message(`<Rpt>${entry({ amount: '1', status: '' })}${entry({ amount: '2' })}</Rpt>`, 'BkToCstmrAcctRpt');
    expect(readCamtText(report)).toMatchObject({ rows: [{ amount: 200 }], problems: [{ reason: 'it has no status, and a report holds booked and pending entries alike' }] });
  });
});

describe('a batch', () => {
  const part = (amount: string, name: string, more = ''): string => `<TxDtls><Amt Ccy="EUR">${amount}</Amt>${more}<RltdPties><Cdtr><Pty><Nm>${name}</Nm></Pty></Cdtr></RltdPties></TxDtls>`;
  const batch = (amount: string, parts: string): string => entry({ amount, direction: 'DBIT', more: `<NtryDtls>${parts}</NtryDtls>` });

  it('becomes a row for each transaction where they add up, each with its own sign', () => {
    const { rows } = one(batch('9', part('10', 'A') + part('1', 'B', '<CdtDbtInd>CRDT</CdtDbtInd>')));
    expect(rows.map(({ amount, counterparty }) => [amount, counterparty])).toEqual([[-1000, 'A'], [100, undefined]]);
  });

  it('stays one row where they do not add up, or one has no amount in its currency', () => {
    expect(one(batch('9', part('10', 'Anna') + part('1', 'Berta'))).rows).toMatchObject([{ amount: -900, description: 'Anna · Berta' }]);
    expect(one(batch('9', `${part('9', 'Anna')}<TxDtls><RmtInf><Ustrd>zweite</Ustrd></RmtInf></TxDtls>`)).rows).toMatchObject([{ amount: -900, description: 'Anna · zweite' }]);
  });

  it('takes the entry’s amount for its only transaction', () => expect(one(batch('9', part('8.50', 'A'))).rows).toMatchObject([{ amount: -900, counterparty: 'A' }]));

  it('of more transactions than are held stays one row with a short text', () => {
    const { rows } = one(batch('20001', part('1', 'Name').repeat(20_001)));
    expect(rows).toMatchObject([{ amount: -2000100, counterparty: 'Name' }]);
    expect(rows[0]!.description.length).toBeLessThanOrEqual(1_000);
  });
});

describe('a statement', () => {
  const balance = (code: string, amount: string, day: string, more = ''): string => `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry>${more}</Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  const row = entry({ amount: '1' });
  const told = (balances: string, pages = ''): unknown => one(`${pages}${balances}${row}`).balances.map(({ kind, day, amount }) => [kind, day, amount]);

  it('asserts its booked balances and no others', () => {
    expect(told(balance('PRCD', '4', '2026-01-29') + balance('OPBD', '5', '2026-01-30') + balance('CLBD', '6', '2026-02-01') + balance('CLAV', '7', '2026-02-01') + balance('ITBD', '8', '2026-02-01'))).toEqual([['opening', '2026-02-01', 500], ['closing', '2026-02-01', 600]]);
    expect(told(balance('constructor', '6', '2026-02-01'))).toEqual([]);
    expect(told(balance('CLBD', '6', '2026-02-01', '<SubTp><Cd>INTM</Cd></SubTp>'))).toEqual([]);
    expect(told(balance('CLBD', '6', '2026-01-31') + balance('CLBD', '7', '2026-02-01'))).toEqual([['closing', '2026-02-01', 700]]);
  });

  it('in pages opens on the first and closes on the last', () => {
    const both = balance('OPBD', '5', '2026-01-30') + balance('CLBD', '6', '2026-02-01');
    const page = (number: number, last: boolean): string => `<StmtPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></StmtPgntn>`;
    expect([page(1, false), page(2, false), page(2, true)].map((pages) => (told(both, pages) as string[][]).map(([kind]) => kind))).toEqual([['opening'], [], ['closing']]);
  });

  it('that tells of more entries than it holds is broken', () => {
    const summary = (count: number): string => `<TxsSummry><TtlNtries><NbOfNtries>${count}</NbOfNtries></TtlNtries></TxsSummry>`;
    expect(camtFailure(message(statement(summary(3) + row + row)))).toMatchObject({ code: 'statement-broken', why: 'the statement that ends here tells of 3 entries and holds 2' });
    expect(one(summary(1) + row + row).rows).toHaveLength(2);
  });

  it('without entries leaves the others in the file', () => expect(readCamtText(message(statement('') + statement(row))).rows).toHaveLength(1));
});
