/** An export of ft as a statement: what its transactions become, and what is refused entry by entry. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import type { RowBatch, StatementSource } from '../../../src/intake/rows.ts';
import { account, exportOf, rule, transaction } from './finance-tracker-sample.ts';
import { textFile } from './read-statement.ts';

const read = (text: string | Buffer): StatementSource => {
  const source = identify(textFile('backup.json', text), { userProfiles: [] });
  if (!source.ok) throw new Error(source.error.code);
  return source.value;
};
const all = (source: StatementSource): RowBatch => {
  const batches = [...source.batches()];
  return { rows: batches.flatMap(({ rows }) => rows), problems: batches.flatMap(({ problems }) => problems), pending: [], ignored: 0 };
};
const reasons = (content: Record<string, unknown>): string[] => all(read(exportOf(content))).problems.map(({ reason }) => reason);
const refusal = (change: Record<string, unknown>): string[] => reasons({ transactions: [transaction(), transaction({ id: '1cyj4gwnr82gp85s', ...change })] });

describe('a transaction', () => {
  it('becomes a row that carries what was decided about it', () => {
    const { rows, problems } = all(read(exportOf({
      transactions: [transaction({
        category: 'cafes', categorySource: 'own', confidence: 1, decided: { category: 'groceries', categorySource: 'rule', confidence: 1, by: 'r1' }, merchant: 'Shop', note: 'with Kari', valueDate: '2026-01-15',
        parts: [{ amount: '-4.00', category: 'cafes', note: null }, { amount: '-6.00', category: 'pets', note: 'Fido' }], aliases: ['1cyj4alias'], attested: ['s2'],
        recorded: { ordinal: 2, source: 'manual', statement: null, line: null }, details: { mcc: '5812', bankCodes: ['purpose:SALA'], original: { amount: '-1.5', currency: 'KWD', rate: '0.3' }, reference: 'R1' },
      })],
    })));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{
      bookingDate: '2026-01-14', valueDate: '2026-01-15', amount: -1000, currency: 'NOK', description: 'Croissant', account: 'acc1', note: 'with Kari', mcc: '5812', bankCodes: ['purpose:SALA'], reference: 'R1',
      original: { amount: -1500, currency: 'KWD', rate: '0.3' },
      carried: {
        identity: { id: '1cyj4gwnr82gp85r', ordinal: 2 }, own: 'cafes', decision: { category: 'groceries', step: 'rule', confidence: 1, by: 'r1' }, merchant: 'Shop', aliases: ['1cyj4alias'], attested: ['s2'],
        recorded: { source: 'manual' }, parts: [{ amount: -400, category: 'cafes' }, { amount: -600, category: 'pets', note: 'Fido' }],
      },
    }]);
    expect(rows[0]!.carried!.recorded).toEqual({ source: 'manual' });
  });
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a day that does not exist', { date: '2026-02-31' }, /^transaction 2: the date "2026-02-31" is no day$/],
    ['an id of another day', { id: '1cxaamyk765a1xvx' }, /its id 1cxaamyk765a1xvx is not of the day 2026-01-14/],
    ['an id that is none', { id: '../../etc/passwd' }, /is none that ft gives/],
    ['more decimals than its currency has', { amount: '-10.005' }, /the amount "-10.005" has more than 2 decimals/],
    ['an amount in other writing', { amount: '-1,000.00' }, /the amount "-1,000.00" is no number with a decimal point/],
    ['an amount that a reader may have rounded', { amount: -10 }, /the amount is no text/],
    ['an amount past all sums', { amount: '-99999999999999999.00' }, /is too large/],
    ['a currency that is not its account\'s', { currency: 'EUR' }, /its currency is not NOK/],
    ['an account that is not there', { accountId: '__proto__' }, /its account is not in the file/],
    ['parts that are too little', { parts: [{ amount: '-9.99', category: 'cafes' }] }, /its parts do not add up to its amount/],
    ['a confidence past one', { confidence: 1e9 }, /confidence is no number from 0 to 1/],
    ['a step that there is not', { categorySource: 'toString' }, /categorySource is none that there is/],
    ['a category with control characters', { category: 'a\u001fb' }, /its category is no name of one/],
    ['a text that is none', { description: { toString: 'x' } }, /its description is missing or no text/],
    ['an ordinal of nought', { recorded: { ordinal: 0, source: 'csv' } }, /its ordinal is no whole number from 1/],
    ['an original amount in no currency', { details: { original: { amount: '1', currency: 'XXX' } } }, /original amount is not in ISO 4217/],
  ])('with %s is refused, and the others are taken', (_what, change, reason) => {
    expect(refusal(change)).toEqual([expect.stringMatching(reason)]);
  });
  it('whose id stands there twice is refused, wherever the first stood', () => {
    const [a, b] = [transaction(), transaction({ id: '1cyj4gwnr82gp85s' })];
    expect(reasons({ transactions: [b, a, b] })).toEqual(['transaction 3: its id 1cyj4gwnr82gp85s stands there twice']);
  });
  it('is named by its line and number', () => {
    const { problems } = all(read(exportOf({ transactions: [transaction(), { ...transaction(), date: 'x' }] }, 1)));
    expect(problems).toMatchObject([{ line: exportOf({ transactions: [transaction(), { ...transaction(), date: 'x' }] }, 1).split('\n').findLastIndex((line) => line === '  {') + 1, reason: expect.stringMatching(/^transaction 2: /) as string }]);
  });
});

describe('what stands beside the transactions', () => {
  it('is told where it is not as ft writes it, and the rest is taken', () => {
    const content = {
      transactions: [transaction()],
      accounts: [account(), account({ id: 'acc1' }), account({ id: 'acc2', currency: 'XXX' })], categories: [{ id: 'hytte', label: 'Hytte', group: 'home' }, { id: 'x\u0000', label: 'X', group: 'home' }],
      rules: [rule(), rule({ id: 'r2', text: undefined, regex: '(a+)+$' }), rule({ id: 'r3', amountMin: '1.005', currency: 'NOK' })], corrections: [{ merchant: 'shop', category: 7 }],
      budgets: [{ kind: 'category', target: 'pets', currency: 'NOK', from: '2026-13', amount: '1', rollover: true }], balances: [{ statement: 's1', account: 'none', days: [] }],
      transfers: [{ out: 'a', in: 'a', linked: true, by: 'own' }], doubts: [{ id: 'd', draft: {}, candidates: [] }],
    };
    const source = read(exportOf(content));
    expect(all(source).problems.map(({ reason }) => reason.replace(/\(.*/, '(…'))).toEqual([
      'account 2: its id acc1 stands there twice', 'account 3: it is not as ft writes it (…', 'category 2: it is not as ft writes it (…', expect.stringMatching(/^rule 2: That rule cannot be used/),
      'rule 3: the amount "1.005" has more than 2 decimals', 'correction 1: it is not as ft writes it (…', 'budget 1: it is not as ft writes it (…', 'transfer 1: it names one transaction twice',
      'doubtful row 1: it is not as ft writes it (…', 'balance 1: its account none is not in the file',
    ]);
    expect(source.backup).toMatchObject({ complete: true, accounts: [{ id: 'acc1' }], knowledge: [{ subject: 'hytte' }, { subject: 'r1' }], transfers: [] });
  });
  it('links only opposite amounts of two accounts', () => {
    const [out, into] = ['1cyj4gwnr82gp85r', '1cyj4gwnr82gp85s'] as const;
    const pair = { out, in: into, linked: true, by: 'own' };
    const halves = (amount: string, accountId: string) => ({ accounts: [account(), account({ id: 'acc2', name: 'Savings' })], transfers: [pair], transactions: [transaction(), transaction({ id: into, amount, accountId })] });
    expect([reasons(halves('10.00', 'acc2')), reasons(halves('9.00', 'acc2')), reasons(halves('10.00', 'acc1'))])
      .toEqual([[], [`transfer ${out} - ${into}: their amounts are not opposite`], [`transfer ${out} - ${into}: both are in one account`]]);
    const source = read(exportOf(halves('9.00', 'acc2')));
    all(source);
    expect(source.backup!.transfers).toEqual([]);
  });
  it('reaches no prototype', () => {
    const text = exportOf({ transactions: [transaction()] }).replace('"name":"Brukskonto"', '"name":"Brukskonto","__proto__":{"closed":"2020-01-01"}').replace('"version"', '"__proto__":{"complete":false},"constructor":[1],"version"');
    expect(read(text).backup).toMatchObject({ complete: true, accounts: [{ id: 'acc1' }] });
    expect(read(text).backup!.accounts[0]).not.toHaveProperty('closed', '2020-01-01');
    expect(({} as { complete?: unknown }).complete).toBeUndefined();
  });
});
