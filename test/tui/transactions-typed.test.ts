/** What a person types: parts of a split, and queries that Tab completes. */
import { describe, expect, test } from 'vitest';
import { Taxonomy } from '../../src/categories/taxonomy.ts';
import type { Known } from '../../src/tui/screen.ts';
import { completions } from '../../src/tui/transactions/query-completion.ts';
import { partTyped } from '../../src/tui/transactions/split-editor.ts';
import { transactionWords } from '../../src/tui/transactions/words.ts';
import type { Currency } from '../../src/values/currency.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';

describe('a part of a split', () => {
  const row = { amount: -46840 as Minor, currency: 'NOK' as Currency };
  const typed = (text: string, left = -46840, whole = row) => partTyped(text, whole, left as Minor, transactionWords('en'), 'en');

  test.each([
    ['100', { amount: -10000 }], ['100,40', { amount: -10040 }], ['100.40 for Kari', { amount: -10040, note: 'for Kari' }], ['-100', { amount: -10000 }],
    ['+50 deposit back', { amount: 5000, note: 'deposit back' }],
  ])('%s', (text, part) => expect(typed(text)).toEqual({ ok: true, value: part }));

  test('nothing takes the rest, also with a note', () => {
    expect(typed('', -300)).toEqual({ ok: true, value: { amount: -300 } });
    expect(typed('', -46840).ok).toBe(false);
  });

  test('money in is split into money in', () => expect(typed('30', 5000, { amount: 9000 as Minor, currency: 'NOK' as Currency })).toEqual({ ok: true, value: { amount: 3000 } }));

  test.each([['for Kari', 'Begin with an amount'], ['0', 'A part of nothing'], ['468,40', 'The whole is no part'], ['468,41', 'Only 468.40']])('%s is refused', (text, why) => {
    const part = typed(text);
    expect(part.ok ? '' : part.error.replaceAll('\u00a0', ' ')).toContain(why);
  });
});

describe('completion of a query', () => {
  const known = { taxonomy: new Taxonomy(), accounts: [{ name: 'Daily', currency: 'NOK' }, { name: 'Joint account', currency: 'EUR' }] } as unknown as Known;
  const complete = (text: string): string[] => completions(text, known, '2026-01-15' as Day);

  test.each([
    ['', []], ['kiwi', []], ['me', ['merchant:']], ['kiwi -acc', ['kiwi -account:']], ['account:', ['account:Daily', 'account:"Joint account"']], ['account:"joint a', ['account:"Joint account"']],
    ['currency:', ['currency:NOK', 'currency:EUR']], ['is:un', ['is:uncategorized', 'is:unsure']], ['kiwi not:category:groc', ['kiwi not:category:groceries']], ['date:last-m', ['date:last-month']],
    ['date:2025-12', ['date:2025-12']], ['amount:', []],
  ])('%s', (text, offered) => expect(complete(text)).toEqual(offered));
});
