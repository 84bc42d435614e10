/** Statements without transactions: a balance alone is a statement, nothing at all is none. */
import { expect, it } from 'vitest';
import type { RowBatch } from '../../../src/intake/rows.ts';
import { streamedSource } from '../../../src/intake/statements/streamed.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

const file = { name: 'a.sta', size: 10, *chunks() { yield Buffer.from('x'); } };
const read = (batch: Partial<RowBatch>) => streamedSource(file, { digest: 'd' }, () => ({ format: 'mt940', profile: 'mt940', encoding: 'utf-8' }), function* () {
  yield { rows: [], problems: [], pending: [], ignored: 0, ...batch };
});
const balance = { kind: 'closing' as const, day: '2026-01-31' as Day, amount: 100 as Minor, currency: 'NOK' as Currency };
const problem = { line: 3, reason: 'it has no date', excerpt: '' };

it('is a source of its balances', () => expect(read({ balances: [balance] })).toMatchObject({ ok: true, value: { records: 0, from: '2026-01-31', to: '2026-01-31' } }));
it('fails by what it leaves out, by what cannot be read, and by nothing', () => {
  expect(read({ leftOut: ['share purchase', 'share purchase'] })).toMatchObject({ ok: false, error: { code: 'file-has-no-rows', leftOut: ['share purchase'] } });
  expect(read({ problems: [problem], balances: [balance] })).toMatchObject({ ok: false, error: { code: 'rows-unreadable', isTable: false, first: 'line 3: it has no date' } });
  expect(read({})).toMatchObject({ ok: false, error: { code: 'file-has-no-rows', leftOut: [] } });
});
