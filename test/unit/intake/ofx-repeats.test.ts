/** The same FITID twice in one OFX file: what is one transaction, and what only shares an id. */
import { expect, it } from 'vitest';
import { Repeats } from '../../../src/intake/ofx/repeats.ts';
import type { Row } from '../../../src/intake/rows.ts';
import { read, statement, transaction } from './ofx-file.ts';

const TOLD = 'transaction that stands in the file twice (FITID)';
const bus = transaction({ FITID: 'F1', NAME: 'Bus' });

it('equal rows of one statement stay, also under one id: some banks build it from day and amount', () => {
  const { rows, leftOut, problems } = read(statement(bus + bus + transaction({ FITID: 'F2', NAME: 'Bus' }) + bus));
  expect([rows.map(({ reference }) => reference), leftOut, problems]).toEqual([['F1', 'F1', 'F2', 'F1'], [], []]);
});

it('one that a later statement of the same account holds again is read once, and told', () => {
  const later = statement(bus + transaction({ FITID: 'F3', NAME: 'Tram' }));
  const overlap = later.slice(later.indexOf('<STMTTRNRS>'), later.indexOf('</BANKMSGSRSV1>'));
  const { rows, leftOut } = read(statement(bus).replace('</BANKMSGSRSV1>', `${overlap}</BANKMSGSRSV1>`));
  expect([rows.map(({ reference }) => reference), leftOut]).toEqual([['F1', 'F3'], [TOLD]]);
  const other = read(statement(bus).replace('</BANKMSGSRSV1>', `${overlap.replace('4711', '4712')}</BANKMSGSRSV1>`));
  expect([other.rows.map(({ account }) => account), other.leftOut]).toEqual([['4711', '4712', '4712'], []]);
});

it.each([['day', { DTPOSTED: '20260106' }], ['amount', { TRNAMT: '-1.01' }], ['name', { NAME: 'Tram' }], ['memo', { MEMO: 'Card 17' }], ['check number', { CHECKNUM: '17' }]])('rows under one id that differ in %s stay', (_, fields) => {
  const { rows, leftOut } = read(statement(bus + transaction({ FITID: 'F1', NAME: 'Bus', ...fields })));
  expect([rows.length, leftOut]).toEqual([2, []]);
});

it.each(['', '0', '0000', 'NONREF', '9'.repeat(256)])('equal rows stay where the id, %j, is none', (FITID) => {
  const { rows, leftOut } = read(statement(transaction({ FITID, NAME: 'Bus' }).repeat(2)));
  expect([rows.length, leftOut]).toEqual([2, []]);
});

it('a hundred thousand rows are remembered, and not many more', () => {
  const repeats = new Repeats();
  const row: Row = { line: 1, bookingDate: '2026-01-05' as Row['bookingDate'], amount: -100 as Row['amount'], currency: 'USD' as Row['currency'], description: 'Bus' };
  let repeated = 0;
  for (let id = 1; id <= 210_000; id++) if (repeats.isOne(row, `F${id}`)) repeated++;
  repeats.begin();
  expect([repeated, repeats.isOne(row, 'F110001'), repeats.isOne(row, 'F210000'), repeats.isOne(row, 'F1')]).toEqual([0, true, true, false]);
});
