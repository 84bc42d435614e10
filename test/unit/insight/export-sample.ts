/** A small ledger with everything that is hard to export. Written for these tests; no real person's data. */
import type { CategoryFacts, ExportSource } from '../../../src/insight/export/entries.ts';
import type { AccountRow, TransactionRow } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';
import { normalText } from '../../../src/values/text.ts';

const account = (id: string, name: string, currency: string, openingBalance = 0, openingDay: string | null = null, extra: Partial<AccountRow> = {}): AccountRow =>
  ({ id, name, currency: currency as Currency, number: null, bank: null, openingBalance: openingBalance as Minor, openingDay: openingDay as Day | null, closed: null, ...extra });

export const ACCOUNTS: readonly AccountRow[] = [
  account('acc-1', 'Brukskonto: felles (lønn); "æøå"', 'NOK', 1234_56, '2025-12-31', { number: '1234.56.78903' }),
  account('acc-2', 'brukskonto felles  lønn  æøå', 'NOK', 0, null, { closed: '2026-01-20' as Day }),
  account('acc-3', '普通預金', 'JPY', -5000),
  account('acc-4', '*!', 'KWD', 1, '2026-01-15'),
  account('acc-5', 'Euro', 'EUR'),
  account('acc-6', 'Never used', 'ISK', 0, null, { closed: '2024-01-01' as Day }),
];

const CATEGORIES: Readonly<Record<string, CategoryFacts>> = {
  groceries: { label: 'Groceries', group: 'food', groupLabel: 'Food and drink', kind: 'spending' },
  utilities: { label: 'Electricity, heating, water', group: 'home', groupLabel: 'Home', kind: 'spending' },
  salary: { label: 'Lønn', group: 'income', groupLabel: 'Inntekt', kind: 'income' },
  savings: { label: 'Savings', group: 'transfers', groupLabel: 'Transfers', kind: 'neutral' },
  odd: { label: ';:[]() "x"', group: 'food', groupLabel: 'Food and drink', kind: 'spending' },
  odd2: { label: '日本', group: 'food', groupLabel: 'Food and drink', kind: 'spending' },
  odd3: { label: '韓国', group: 'food', groupLabel: 'Food and drink', kind: 'spending' },
  uncategorized: { label: 'Uncategorized', group: 'uncategorized', groupLabel: 'Uncategorized', kind: 'spending' },
};
export const category = (id: string): CategoryFacts => CATEGORIES[id] ?? { label: id, group: 'own', groupLabel: 'Own', kind: 'spending' };

let count = 0;
export const row = (date: string, accountId: string, amount: number, description: string, categoryId: string, extra: Partial<TransactionRow> = {}): TransactionRow => ({
  id: `t${String(++count).padStart(4, '0')}`, account: accountId, date: date as Day, valueDate: null, amount: amount as Minor,
  currency: ACCOUNTS.find(({ id }) => id === accountId)?.currency ?? ('NOK' as Currency), description, counterparty: null, counterpartyAccount: null, text: normalText(description),
  merchant: null, category: categoryId, step: 'none', confidence: 0, by: null, note: null, twin: null, details: null, parts: null, commit: 1, ...extra,
});

/** Texts that mean something to a journal, a terminal or a spreadsheet. */
export const NASTY: readonly string[] = [
  '', ' ', ';', '; date:2026-99-99', 'a ; b | c', '(code) text', '* starred', '! flagged', '= 2026', '"quoted" \\ back\\', 'ends in \\', '\\"', 'two\nlines\r\n2026-01-01 open',
  'tab\there', '\u001b[2J\u0007\u0000', '\u202eright-to-left', '\u2028separator', '=cmd|\' /C calc\'!A0', '+47 1', '@SUM(A1)', '日本料理店 🍣', 'lone \ud800', 'date:2026-99-99, [2026-13-01]',
  '%s {curly} ~tilde #tag ^link', 'a'.repeat(4000), '2026-01-01', '  -5 NOK', 'end comment', 'include /etc/passwd', 'P 2026-01-01 NOK 5 EUR', '\ufeffbom', '\u00a0nbsp\u00a0',
];

/** The rows, in booking-date order. */
export function rows(): TransactionRow[] {
  count = 0;
  const nasty = NASTY.map((text, i) => row('2026-01-02', 'acc-1', -(i + 1), text, i % 2 ? 'odd' : 'groceries', { counterparty: i % 3 ? text : null, note: text, valueDate: '2026-01-03' as Day }));
  const list = [
    ...nasty,
    row('2026-01-04', 'acc-1', 30_000_00, 'Lønn', 'salary'),
    row('2026-01-05', 'acc-1', -100_00, 'Split', 'groceries', { parts: [{ amount: -60_01 as Minor, category: 'groceries', note: 'a; date:2026-99-99, b' }, { amount: -49_99 as Minor, category: 'odd2' }, { amount: 10_00 as Minor, category: 'salary' }] }),
    row('2026-01-06', 'acc-1', -500_00, 'Til sparing', 'savings', { id: 'out1', twin: 'in1' }),
    row('2026-01-07', 'acc-2', 77_00, 'Først inn', 'savings', { id: 'in2', twin: 'out2' }),
    row('2026-01-08', 'acc-2', 500_00, 'Fra bruk', 'savings', { id: 'in1', twin: 'out1', note: 'both; notes' }),
    row('2026-01-08', 'acc-1', -77_00, '', 'savings', { id: 'out2', twin: 'in2' }),
    row('2026-01-09', 'acc-1', -116_00, 'Vekslet', 'savings', { id: 'fx1', twin: 'fx2' }),
    row('2026-01-09', 'acc-5', 10_00, 'Vekslet', 'savings', { id: 'fx2', twin: 'fx1' }),
    row('2026-01-10', 'acc-1', -42_00, 'Twin lost', 'savings', { id: 'lone', twin: 'elsewhere' }),
    row('2026-01-11', 'acc-1', -20_00, 'Who knows', 'uncategorized'),
    row('2026-01-11', 'acc-1', 21_00, 'Who paid', 'uncategorized'),
    row('2026-01-12', 'acc-3', -1234, '食費', 'odd2'),
    row('2026-01-12', 'acc-3', -1, '食費', 'odd3'),
    row('2026-01-13', 'acc-4', -1234, 'Three decimals', 'utilities'),
    row('2026-01-14', 'acc-1', 0, 'Nothing', 'own-category'),
    row('2026-01-31', 'acc-2', -1_00, 'After closing', 'groceries'),
  ];
  return list;
}

export const source = (list: readonly TransactionRow[] = rows()): ExportSource => ({ accounts: ACCOUNTS, rows: list, category });
