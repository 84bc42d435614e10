import { describe, expect, it } from 'vitest';
import { isId, onceEach } from '../../../../src/intake/feed/one-answer.ts';
import type { FeedPendingRow, FeedRow } from '../../../../src/intake/providers/provider.ts';

let line = 0;
const row = (ids: Record<string, string>, amount = -4500, more: Partial<FeedRow> = {}): FeedRow =>
  ({ line: ++line, bookingDate: '2026-01-05', amount, currency: 'NOK', description: 'KAFFE', ids, ...more }) as unknown as FeedRow;
const count = (rows: FeedRow[], bank = {}): [number, number] => {
  const { booked, repeated } = onceEach({ booked: rows, pending: [] }, bank);
  return [booked.length, repeated];
};

describe('rows told twice in one answer', () => {
  it('are one under one id of their own, two under two', () => {
    expect(count([row({ ref: 'A1234567' }), row({ ref: 'A1234567' })])).toEqual([1, 1]);
    expect(count([row({ ref: 'A1234567' }), row({ ref: 'B1234567' })])).toEqual([2, 0]);
  });
  it('are as many as there are where nothing tells them apart', () => {
    expect(count([row({}), row({})])).toEqual([2, 0]);
    expect(count([row({ ref: 'NOTPROVIDED' }), row({ ref: 'NOTPROVIDED' })])).toEqual([2, 0]);
    expect(count([row({ ref: '0' }), row({ ref: '0' })])).toEqual([2, 0]);
  });
  it('under an id that other rows have too are as many as there are: it is no id', () => {
    expect(count([row({ ref: 'CONST99' }), row({ ref: 'CONST99' }), row({ ref: 'CONST99' }, -100)])).toEqual([3, 0]);
  });
  it('are as many as there are with one balance after them: a refund between two coffees brings it back', () => {
    expect(count([row({}, -4500, { balance: 100 as never }), row({}, -4500, { balance: 100 as never })])).toEqual([2, 0]);
  });
  it('a session\'s own id tells a page that repeats a row, though it means nothing tomorrow', () => {
    expect(count([row({ transaction_id: 'd1f0-aa' }), row({ transaction_id: 'd1f0-aa' }), row({ transaction_id: 'e2a1-bb' })])).toEqual([2, 1]);
  });
  it('a second showing goes only with a first one of its day and amount', () => {
    const again = { shownAgain: { first: 'H', again: 'P' } };
    expect(count([row({ ref: 'H100200' }), row({ ref: 'P300400' })], again)).toEqual([1, 1]);
    expect(count([row({ ref: 'P300400' })], again)).toEqual([1, 0]);
    expect(count([row({ ref: 'H100200' }), row({ ref: 'P300400' }, -4500, { bookingDate: '2026-01-06' as never })], again)).toEqual([2, 0]);
    expect(count([row({ ref: 'H100200' }), row({ ref: 'P300400' }), row({ ref: 'P300401' })], again)).toEqual([2, 1]);
  });
  it('a pending row with the id and amount of a booked one is that one', () => {
    const pending = (ids: Record<string, string>, amount: number): FeedPendingRow => ({ ...row(ids, amount), bookingDate: undefined }) as unknown as FeedPendingRow;
    const { pending: left } = onceEach({ booked: [row({ ref: 'A1234567' })], pending: [pending({ ref: 'A1234567' }, -4500), pending({ ref: 'A1234567' }, -9900), pending({}, -4500)] }, {});
    expect(left.map(({ amount }) => amount)).toEqual([-9900, -4500]);
  });
});

describe('an id', () => {
  it.each(['A77', '2026-02-25-0', 'enc!!x'])('%s can be one', (text) => expect(isId(text)).toBe(true));
  it.each(['', ' ', '0', '000000000', 'NOTPROVIDED', 'Not provided', 'null', '-', '12'])('%s is none', (text) => expect(isId(text)).toBe(false));
});
