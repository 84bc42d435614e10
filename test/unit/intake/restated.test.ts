/** Same day, same amount, other words: one transaction reworded, or another one. */
import { expect, it } from 'vitest';
import { likeness } from '../../../src/intake/likeness.ts';
import { matchRestated } from '../../../src/intake/restated.ts';
import type { Draft } from '../../../src/intake/draft.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

const day = '2026-01-13' as Day;
const draft = (text: string): Draft => ({ line: 2, bookingDate: day, amount: -3900 as Minor, currency: 'NOK' as Currency, description: text, account: 'a', text, named: {} }) as Draft;

/** What becomes of a row with `text` when `known` is not in the delivery: reworded, asked about, or new. */
function fate(known: string, text: string): 'reworded' | 'asked' | 'new' {
  const { restated, doubtful } = matchRestated([{ id: 'arrival', ordinal: 1, draft: draft(text) }], () => [{ id: 'known', account: 'a', date: day, text: known, description: known, counterparty: null, counterpartyAccount: null, valueDate: null, details: null, amount: -3900 as Minor, currency: 'NOK' as Currency, step: 'none', parts: null, twin: null }], { from: day, to: day });
  return restated.length ? 'reworded' : doubtful.length ? 'asked' : 'new';
}

it('takes a text for the same when all its words stand in the other, in any place', () => {
  expect(fate('kiwi oslo', 'kiwi oslo s 13.01')).toBe('reworded');
  expect(fate('kiwi oslo', 'kiwi 123 oslo')).toBe('reworded');
  expect(fate('irma kobenhavn k', 'irma koben')).toBe('reworded');
});

it('asks where a word or a number is another one', () => {
  expect(fate('ruter billett 1', 'ruter billett 3')).toBe('asked');
  expect(fate('ruter billett 1', 'ruter billett 12')).toBe('asked');
  expect(fate('kiwi 123 oslo', 'kiwi 456 oslo')).toBe('asked');
  expect(fate('kiwi 123 oslo', 'husleie januar')).toBe('new');
});

it('does not take a number cut in two for the beginning of a text', () => {
  expect(likeness('ticket 1', 'ticket 12')).toBeLessThan(0.95);
  expect(likeness('ticket 1', 'ticket 1 oslo')).toBeGreaterThan(0.95);
});
