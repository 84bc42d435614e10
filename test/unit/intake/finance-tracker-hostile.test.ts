/** Exports that are cut, endless, deep or mutated: a named failure within bounds, never a wrong row, never a defect. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import { dayFrom } from '../../../src/values/day.ts';
import { account, exportOf, rule, transaction } from './finance-tracker-sample.ts';
import { textFile } from './read-statement.ts';

const read = (content: string | Buffer) => identify(textFile('backup.json', content), { userProfiles: [] });
const failureOf = (content: string | Buffer) => {
  const source = read(content);
  return source.ok ? undefined : source.error;
};
const WHOLE = exportOf({
  accounts: [account({ openingDay: '2026-01-01', openingDayBalance: '5.00' })], categories: [{ id: 'hytte', label: 'Hytte', group: 'home' }], rules: [rule()], corrections: [{ merchant: 'shop', category: 'pets' }],
  budgets: [{ kind: 'group', target: 'food', currency: 'NOK', from: '2026-01', amount: null, rollover: false }], layouts: [{ name: 'x', profile: { id: 'x' } }],
  balances: [{ statement: 's', account: 'acc1', days: [['2026-01-14', '1.00']] }], transfers: [{ out: '1cyj4gwnr82gp85r', in: 'b', linked: false, by: null }],
  doubts: [{ id: 'd1', draft: { account: 'acc1', amount: '-1.00', currency: 'NOK', date: '2026-01-14', description: 'x', ordinal: 1, source: 'csv' }, candidates: [{ id: 'b', why: 'like' }] }],
  transactions: [transaction(), transaction({ id: '1cyj4gwnr82gp85s', description: 'Ærlig "talt" \\', parts: [{ amount: '-10.00', category: 'pets' }], details: { mcc: '5812', original: { amount: '1.00', currency: 'EUR' } } })],
}, 1);

describe('an export that is no whole one', () => {
  it('is broken wherever it is cut', () => {
    for (let end = 40; end < WHOLE.length; end += 7) expect([end, failureOf(WHOLE.slice(0, end))?.code]).toEqual([end, 'statement-broken']);
    expect(failureOf(WHOLE)).toBeUndefined();
  });
  it.each([
    ['something after its end', `${WHOLE}x`, 'statement-broken'], ['a comma too many', WHOLE.replace('"rules": [', '"rules": [,'), 'statement-broken'], ['a list that is none', exportOf({ transactions: 'none' }), 'statement-broken'],
    ['no transactions and nothing else', exportOf({ accounts: [], transactions: [] }), 'file-has-no-rows'], ['no member that says what it is', JSON.stringify({ accounts: [], transactions: [transaction()] }), 'file-binary'],
    ['letters of no Unicode', Buffer.from(WHOLE, 'latin1'), 'statement-broken'], ['NUL bytes', `${WHOLE.slice(0, 300)}\0${WHOLE.slice(300)}`, 'file-binary'],
    ['no row that can be read', exportOf({ transactions: [{ ...transaction(), date: 'x' }] }), 'rows-unreadable'], ['a version that is no number', exportOf({ version: 'two' }), 'export-newer'], ['another list', '[1]', 'layout-unknown'],
  ])('with %s', (_what, content, code) => {
    const found = failureOf(content)?.code;
    expect(code === 'layout-unknown' ? found !== undefined : found).toBe(code === 'layout-unknown' ? true : code);
  });
  it('in UTF-16 or with a mark at its beginning is read', () => {
    expect(failureOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(WHOLE, 'utf16le')]))).toBeUndefined();
    expect(failureOf(`\ufeff${WHOLE}`)).toBeUndefined();
  });
});

describe('a hostile export', () => {
  const head = '{"format":"finance-tracker","version":1,"accounts":';
  it.each([
    ['nested without end', `${head}${'['.repeat(200_000)}`], ['nested in an entry', `${head}[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`], ['one text of many megabytes', `${head}["${'x'.repeat(30_000_000)}"]}`],
    ['one number of many megabytes', `${head}[${'1'.repeat(10_000_000)}]}`], ['a name of many megabytes', `{"format":"finance-tracker","${'x'.repeat(10_000_000)}":1}`],
  ])('%s is refused', (_what, content) => {
    expect(failureOf(content)?.code).toBe('statement-hostile');
  });
  it('with more entries than any ledger is refused', () => {
    const entry = `,${JSON.stringify({ merchant: 'x'.repeat(150), category: 'pets' })}`;
    expect(failureOf(`{"format":"finance-tracker","version":1,"corrections":[${entry.slice(1)}${entry.repeat(500_000)}]}`)?.code).toBe('statement-hostile');
  });
});

describe('a mutated export', () => {
  const whole = Buffer.from(WHOLE);
  const mutation = fc.record({ at: fc.nat(whole.length - 1), length: fc.nat(60), do: fc.constantFrom('flip', 'delete', 'double', 'nul', 'splice', 'cut'), other: fc.nat(whole.length - 1), byte: fc.nat(255) });
  const mutated = (bytes: Buffer, { at, length, do: what, other, byte }: { at: number; length: number; do: string; other: number; byte: number }): Buffer => {
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + length)];
    switch (what) {
      case 'flip': return Buffer.concat([before, Buffer.from([byte]), bytes.subarray(at + 1)]);
      case 'delete': return Buffer.concat([before, after]);
      case 'double': return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
      case 'nul': return Buffer.concat([before, Buffer.alloc(1 + (length % 3)), bytes.subarray(at)]);
      case 'splice': return Buffer.concat([before, bytes.subarray(other, other + length), after]);
      default: return Buffer.from(before);
    }
  };
  const fresh = Number(process.env['FT_SEED'] ?? Date.now() % 1_000_000);
  it.each([['the fixed seed 4', 4], [`FT_SEED=${fresh}`, fresh]])('gives sound rows or a failure with a name (%s)', (_name, seed) => {
    fc.assert(fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const source = read(mutations.reduce(mutated, whole));
      if (!source.ok) {
        expect(failureCodes()).toContain(source.error.code);
        return;
      }
      for (const { rows, problems } of source.value.batches()) {
        for (const row of rows) expect([Number.isSafeInteger(row.amount), dayFrom(row.bookingDate)]).toEqual([true, row.bookingDate]);
        for (const { reason } of problems) expect(reason).not.toBe('');
      }
    }), { seed, numRuns: 1500 });
  });
});
