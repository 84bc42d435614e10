/** What an undo does, in words: before it and after it, in both languages. */
import { expect, test } from 'vitest';
import { conditionsInWords } from '../../../src/categories/rule-words.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import type { UndoEffect } from '../../../src/insight/undo-effect.ts';
import type { AccountRow, RuleRow, TransactionRow } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day, Month } from '../../../src/values/day.ts';
import { minor } from '../../../src/values/money.ts';
import { effectLines } from '../../../src/words/effect-words.ts';
import type { Names } from '../../../src/words/names.ts';

const NOK = 'NOK' as Currency;
const account: AccountRow = { id: 'a1', name: 'Brukskonto', currency: NOK, number: null, bank: null, openingBalance: minor(0), openingDay: null, closed: null };
const row = (more: Partial<TransactionRow> = {}): TransactionRow => ({
  id: '1abc', account: 'a1', date: '2026-03-31' as Day, valueDate: null, amount: minor(-24_900), currency: NOK, description: 'Rema 1000', counterparty: null, counterpartyAccount: null,
  text: 'rema 1000', merchant: null, category: 'groceries', step: 'merchant', confidence: 1, by: null, note: null, twin: null, parts: null, details: null, commit: 1, ...more,
});
const rule: RuleRow = { id: 'r1', text: 'kiwi', amountMin: minor(10_000), currency: NOK, direction: 'out', category: 'groceries' };
const names: Names = { taxonomy: new Taxonomy(), accounts: [account] };
const nothing = { count: 0, sums: new Map(), examples: [] };
const none: UndoEffect = {
  removed: nothing, returned: nothing, changed: { count: 0, examples: [] }, orphaned: { categories: 0, splits: 0, notes: 0, transfers: 0 },
  accounts: [], rules: [], categories: [], budgets: [], merchants: [], profiles: [], doubts: { before: 0, after: 0 },
};
const everything: UndoEffect = {
  removed: { count: 7, sums: new Map([[NOK, { in: minor(100), out: minor(-24_900) }]]), examples: [row()] }, returned: { count: 1, sums: new Map(), examples: [] },
  changed: { count: 2, examples: [{ before: row(), after: row({ category: 'restaurants', note: 'til hytta' }) }] }, orphaned: { categories: 1, splits: 2, notes: 0, transfers: 1 },
  accounts: [{ change: 'gone', row: account }], rules: [{ change: 'back', row: rule }], categories: [{ change: 'changed', row: { id: 'c', label: 'Hytta', group: 'housing' } }],
  budgets: [{ change: 'gone', row: { kind: 'category', target: 'groceries', currency: NOK, from: '2026-02' as Month, amount: minor(500_000), rollover: false } }],
  merchants: [{ change: 'gone', row: { key: 'rema 1000', category: 'groceries' } }, { change: 'back', row: { key: 'kiwi', category: 'groceries' } }],
  profiles: [{ change: 'gone', row: { name: 'min bank' } }], doubts: { before: 3, after: 1 },
};
const lines = (effect: UndoEffect, locale: 'en' | 'nb', done: boolean, language?: 'en'): string[] =>
  effectLines(effect, names, { locale, unicode: true, width: null, ...(language ? { language } : {}) }, done).map((text) => text.replaceAll('\u00a0', ' '));

test('what goes, comes and changes before it is done, in English', () => {
  expect(lines(everything, 'en', false)).toMatchInlineSnapshot(`
    [
      "7 transactions go away (249.00 NOK out, 1.00 NOK in).",
      "  2026-03-31  Rema 1000  -249.00 NOK  Brukskonto  Groceries",
      "    … and 6 more.",
      "1 transaction comes back.",
      "    … and 1 more.",
      "2 transactions change:",
      "    2026-03-31  Rema 1000  -249.00 NOK: Groceries → Restaurants and takeaway, note "til hytta"",
      "    … and 1 more.",
      "With them goes what you put on them since: 1 category of your own choice, 2 splits, 1 transfer you linked. It is kept, and comes back with them.",
      "The account Brukskonto goes away.",
      "The rule r1 (Groceries when the text contains "kiwi", the amount is 100.00 NOK or more, the currency is NOK and money goes out) comes back.",
      "The category Hytta changes.",
      "The budget of Groceries from 2026-02 (5,000.00 NOK) goes away.",
      "That "rema 1000" is Groceries is forgotten.",
      "That "kiwi" is Groceries is remembered.",
      "The layout min bank goes away.",
      "Open questions in ft review: 3 before, 1 after.",
    ]
  `);
});

test('the same in Norwegian', () => {
  expect(lines(everything, 'nb', false)).toMatchInlineSnapshot(`
    [
      "7 transaksjoner forsvinner (249,00 NOK ut, 1,00 NOK inn).",
      "  31.03.2026  Rema 1000  -249,00 NOK  Brukskonto  Dagligvarer",
      "    … og 6 til.",
      "1 transaksjon kommer tilbake.",
      "    … og 1 til.",
      "2 transaksjoner endres:",
      "    31.03.2026  Rema 1000  -249,00 NOK: Dagligvarer → Restaurant og takeaway, notat «til hytta»",
      "    … og 1 til.",
      "Med dem forsvinner det du har gjort med dem siden: 1 kategori du har valgt selv, 2 oppdelinger, 1 overføring du har koblet. Det blir tatt vare på, og kommer tilbake med dem.",
      "Kontoen Brukskonto forsvinner.",
      "Regelen r1 (Dagligvarer når teksten inneholder «kiwi», beløpet er 100,00 NOK eller mer, valutaen er NOK og penger går ut) kommer tilbake.",
      "Kategorien Hytta endres.",
      "Budsjettet for Dagligvarer fra februar 2026 (5 000,00 NOK) forsvinner.",
      "At «rema 1000» er Dagligvarer blir glemt.",
      "At «kiwi» er Dagligvarer blir husket.",
      "Oppsettet min bank forsvinner.",
      "Åpne spørsmål i gjennomgangen: 3 før, 1 etter.",
    ]
  `);
});

test('after it is done it is told as done', () => {
  expect(lines(everything, 'en', true)[0]).toBe('7 transactions went away (249.00 NOK out, 1.00 NOK in).');
  expect(lines(everything, 'nb', true)[0]).toBe('7 transaksjoner forsvant (249,00 NOK ut, 1,00 NOK inn).');
});

test('English words may stand with Norwegian amounts', () => {
  expect(lines(everything, 'nb', true, 'en')[0]).toBe('7 transactions went away (249,00 NOK out, 1,00 NOK in).');
});

test('where nothing changes, it says so', () => {
  expect(lines(none, 'en', false)).toEqual(['Nothing that counts changes by it.']);
  expect(lines(none, 'nb', false)).toEqual(['Ingenting som teller endres av det.']);
});

test('what a bank wrote comes out inert', () => {
  const hostile = { ...none, removed: { count: 1, sums: new Map(), examples: [row({ description: 'a\u001b[2Jb\u202ec' })] } };
  expect(lines(hostile, 'nb', false).join('')).not.toMatch(/[\u001b\u202e]/);
});

test('the conditions of a rule, in Norwegian', () => {
  expect(conditionsInWords(rule, undefined, 'nb')).toBe('teksten inneholder «kiwi», beløpet er 100,00 NOK eller mer, valutaen er NOK og penger går ut');
  expect(conditionsInWords({ ...rule, amountMax: minor(10_000) }, undefined, 'nb')).toContain('beløpet er 100,00 NOK');
});
