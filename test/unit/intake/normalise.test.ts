import { describe, expect, it } from 'vitest';
import { descriptionOf } from '../../../src/intake/draft.ts';
import { normalise } from '../../../src/intake/normalise.ts';
import type { Row } from '../../../src/intake/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day } from '../../../src/values/day.ts';
import { minor } from '../../../src/values/money.ts';

const row = (more: Partial<Row>): Row =>
  ({ line: 2, bookingDate: '2026-03-01' as Day, amount: minor(-24_900), currency: 'NOK' as Currency, description: '', ...more });
const drafted = (more: Partial<Row>) => normalise([row(more)], () => 'acc-1')[0]!;

describe('normalise', () => {
  it('keeps the row as it came and adds account, text and merchant', () => {
    const full = row({ description: '  Varekjøp  XQZ BLORP TORSHOV ', valueDate: '2026-03-02' as Day, type: 'Varekjøp', reference: 'x1', balance: minor(5), counterpartyAccount: '1', bankCategory: 'Mat', account: '1234.56.78901' });
    const { account: _, ...kept } = full;
    expect(drafted(full)).toMatchObject({ ...kept, account: 'acc-1', text: 'varekjøp xqz blorp torshov', named: { merchant: 'XQZ Blorp Torshov' } });
  });
  it('takes the text of the counterparty where the description is empty', () => {
    expect(drafted({ counterparty: 'FJORDLYS KRAFT AS' })).toMatchObject({ text: 'fjordlys kraft as', named: { merchant: 'Fjordlys Kraft' } });
    expect(drafted({ description: ' ', counterparty: 'A\nB-kiosken' }).text).toBe('a b-kiosken');
    expect(drafted({ description: 'Faktura 1', counterparty: 'Fjordlys Kraft AS' })).toMatchObject({ text: 'faktura 1', named: { merchant: 'Fjordlys Kraft' } });
    expect(drafted({})).toMatchObject({ text: '', named: { merchant: undefined } });
  });
  it('gives one draft per row, in order, equal for equal texts', () => {
    const rows = ['KIWI 1', 'Meny', 'KIWI 1'].map((description, at) => row({ description, line: at + 2 }));
    const drafts = normalise(rows, (one) => `acc-${one.line}`);
    expect(drafts.map((one) => [one.line, one.account, one.text])).toEqual([[2, 'acc-2', 'kiwi 1'], [3, 'acc-3', 'meny'], [4, 'acc-4', 'kiwi 1']]);
  });
  it('describes a draft for the cascade', () => {
    expect(descriptionOf(drafted({ counterparty: 'Kiwi', bankCategory: 'Mat' })))
      .toEqual({ text: 'Kiwi', normal: 'kiwi', counterparty: 'Kiwi', amount: -24_900, currency: 'NOK', account: 'acc-1', bankCategory: 'Mat' });
    expect(descriptionOf(drafted({ description: 'Meny Alna' }))).toMatchObject({ text: 'Meny Alna', normal: 'meny alna', counterparty: undefined });
  });
});
