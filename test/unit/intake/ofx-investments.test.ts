/** Investment statements in OFX: money that moved becomes a row, what is bought and sold is named. */
import { describe, expect, it } from 'vitest';
import { Document } from '../../../src/intake/ofx/document.ts';
import { Scanner } from '../../../src/intake/ofx/scanner.ts';
import { read, statement, transaction } from './ofx-file.ts';

const investment = (list: string, behind = ''): string => statement(list, { around: '<CURDEF>USD<INVACCTFROM><BROKERID>b<ACCTID>I-1</INVACCTFROM>', behind }).replaceAll('BANKTRANLIST', 'INVTRANLIST').replaceAll('STMTRS>', 'INVSTMTRS>');
const TRADE = '<INVTRAN><FITID>T1<DTTRADE>20260310<DTSETTLE>20260312<MEMO>Dividend Example Corp</INVTRAN><SECID><UNIQUEID>123456789<UNIQUEIDTYPE>CUSIP</SECID>';
const BUY = '<BUYSTOCK><INVBUY><INVTRAN><FITID>B1<DTTRADE>20260302</INVTRAN><UNITS>10<TOTAL>-250.00<SUBACCTFUND>CASH</INVBUY></BUYSTOCK>';
/** One record beside a deposit -> what is read of it. */
function of(record: string) {
  const { rows, problems, leftOut } = read(investment(`${record}<INVBANKTRAN>${transaction({ FITID: 'D1' })}<SUBACCTFUND>CASH</INVBANKTRAN>`));
  expect(rows.at(-1)).toMatchObject({ reference: 'D1', account: 'I-1' });
  return { row: rows.length > 1 ? rows[0] : undefined, problem: problems[0]?.reason, leftOut };
}

it('takes the cash movements and names the rest, closed or not', () => {
  const list = `<BUYMF><TOTAL>-5<SPLIT></SPLIT></BUYMF><INVBANKTRAN>${transaction({ NAME: 'Deposit' })}<SUBACCTFUND>CASH</INVBANKTRAN><SELLSTOCK><TRNAMT>1<REINVEST><UNITS>1<INVBANKTRAN>${transaction()}<X.NEW><TOTAL>3</X.NEW>`;
  const { rows, problems, leftOut } = read(investment(list));
  expect(rows.map(({ account, description }) => [account, description])).toEqual([['I-1', 'Deposit'], ['I-1', '']]);
  expect([problems, leftOut]).toEqual([[], ['fund purchase (BUYMF)', 'share split (SPLIT)', 'share sale (SELLSTOCK)', 'reinvestment (REINVEST)', 'investment record (X.NEW)']]);
});

it('with trades only is named in full, without rows', () => {
  const document = new Document(new Scanner([investment(`${BUY}<REINVEST>${TRADE}<INCOMETYPE>DIV<TOTAL>-12.00</REINVEST>`)].values(), '\n', 'a.ofx'), 'a.ofx', undefined);
  expect([...document.batches()]).toEqual([{ rows: [], problems: [], pending: [], ignored: 0, balances: [], leftOut: ['share purchase (BUYSTOCK)', 'reinvestment (REINVEST)'] }]);
});

describe('income', () => {
  it('in cash is a row of the day of trade', () => {
    expect(of(`<INCOME>${TRADE}<INCOMETYPE>DIV<TOTAL>4.20<SUBACCTSEC>CASH<SUBACCTFUND>CASH</INCOME>`)).toEqual({
      row: { line: 5, bookingDate: '2026-03-10', valueDate: '2026-03-12', amount: 420, currency: 'USD', account: 'I-1', reference: 'T1', type: 'INCOME DIV', bankCodes: ['ofx:DIV'], description: 'Dividend Example Corp' }, problem: undefined, leftOut: [],
    });
  });
  it.each([['INTEREST', ['ofx:INT']], ['DIV', ['ofx:DIV']], ['CGLONG', undefined], ['MISC', undefined]])('of the type %s has its code, where there is one', (type, bankCodes) => {
    const { row } = of(`<INCOME>${TRADE}<INCOMETYPE>${type}<TOTAL>4.20</INCOME>`);
    expect([row?.amount, row?.type, row?.bankCodes]).toEqual([420, `INCOME ${type}`, bankCodes]);
  });
  it('whose tags do not end, or that is taken back, is a row each', () => {
    const { rows } = read(investment(`<INCOME><INVTRAN><FITID>1<DTTRADE>20260310<SECID><UNIQUEID>1<TOTAL>4<INCOME><INVTRAN><FITID>2<REVERSALFITID>1<DTTRADE>20260311<SECID><UNIQUEID>77<UNIQUEIDTYPE>ISIN<TOTAL>-4${BUY}`));
    expect(rows.map(({ reference, amount, description }) => [reference, amount, description])).toEqual([['1', 400, '1'], ['2', -400, 'ISIN 77']]);
  });
  it('paid into another account, or reinvested, moves no cash here', () => {
    expect(of(`<INCOME>${TRADE}<INCOMETYPE>DIV<TOTAL>4.20<SUBACCTFUND>OTHER</INCOME>`)).toMatchObject({ row: undefined, problem: undefined, leftOut: ['investment income (INCOME)'] });
    expect(of(`<REINVEST>${TRADE}<INCOMETYPE>DIV<TOTAL>-4.20</REINVEST>`)).toMatchObject({ row: undefined, leftOut: ['reinvestment (REINVEST)'] });
  });
  it('in another currency is turned into the account\'s', () => {
    expect(of(`<INCOME>${TRADE}<INCOMETYPE>DIV<TOTAL>10<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY></INCOME>`).row).toMatchObject({ amount: 1100, currency: 'USD', original: { amount: 1000, currency: 'EUR', rate: '1.1' } });
  });
  it('that cannot be read is a problem', () => {
    expect(of(`<INCOME>${TRADE}<INCOMETYPE>DIV</INCOME>`).problem).toBe('it has no amount');
    expect(of('<INCOME><INVTRAN><FITID>1</INVTRAN><TOTAL>4</INCOME>').problem).toBe('it has no date');
    expect(of(`<INCOME>${TRADE}<TOTAL>4${TRADE}<TOTAL>5</INCOME>`).problem).toBe('it has two values of DTTRADE: a part of the file is lost');
  });
});

describe('other records that move cash', () => {
  it('are rows: capital returned, expenses, margin interest', () => {
    expect(of(`<RETOFCAP>${TRADE}<TOTAL>30.00<SUBACCTFUND>CASH</RETOFCAP>`).row).toMatchObject({ amount: 3000, type: 'RETOFCAP' });
    expect(of(`<INVEXPENSE>${TRADE}<TOTAL>-2.50<SUBACCTFUND>CASH</INVEXPENSE>`).row).toMatchObject({ amount: -250, type: 'INVEXPENSE', bankCodes: ['ofx:FEE'] });
    expect(of(`<MARGININTEREST>${TRADE}<TOTAL>-1.10<SUBACCTFUND>MARGIN</MARGININTEREST>`).row).toMatchObject({ amount: -110, type: 'MARGININTEREST', bankCodes: ['ofx:INT'] });
  });
  it('that are charged without a sign are not guessed', () => {
    expect(of(`<INVEXPENSE>${TRADE}<TOTAL>2.50</INVEXPENSE>`)).toMatchObject({ row: undefined, problem: 'the amount "2.50" has no minus sign: it may be charged or paid back' });
    expect(of(`<INVEXPENSE>${TRADE}<REVERSALFITID>T0<TOTAL>2.50</INVEXPENSE>`).row).toMatchObject({ amount: 250 });
  });
  it('of transfers are those of cash', () => {
    const transfer = (inner: string) => of(`<TRANSFER>${TRADE}${inner}<SUBACCTSEC>CASH</TRANSFER>`);
    expect(transfer('<UNITS>10<TFERACTION>IN')).toMatchObject({ row: undefined, leftOut: ['transfer of securities (TRANSFER)'] });
    expect(transfer('<UNITS>10<TOTAL>500<TFERACTION>IN')).toMatchObject({ row: undefined, leftOut: ['transfer of securities (TRANSFER)'] });
    expect(transfer('<UNITS>0.00<TOTAL>500<TFERACTION>IN').row).toMatchObject({ amount: 50000, type: 'TRANSFER', bankCodes: ['ofx:XFER'] });
    expect([transfer('<TOTAL>500<TFERACTION>OUT').row?.amount, transfer('<TOTAL>-500<TFERACTION>OUT').row?.amount, transfer('<TOTAL>-500').row?.amount, transfer('<TOTAL>+500<TFERACTION>OUT').row?.amount]).toEqual([-50000, -50000, -50000, -50000]);
    expect(transfer('<TOTAL>-500<TFERACTION>IN').problem).toBe('the amount "-500" has another direction than TFERACTION says');
  });
});
