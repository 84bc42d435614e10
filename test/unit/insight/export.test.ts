/** Exports: accepted by the programs they are for, and balancing to the minor unit. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/format/csv.ts';
import { jsonDocument } from '../../../src/format/json.ts';
import { beancountFile } from '../../../src/insight/export/beancount.ts';
import { csvRecords } from '../../../src/insight/export/csv.ts';
import { type Entry, type ExportSource, entries } from '../../../src/insight/export/entries.ts';
import { hledgerJournal } from '../../../src/insight/export/hledger.ts';
import { beancountString, hledgerComment, hledgerDescription } from '../../../src/insight/export/journal-text.ts';
import { jsonAccount, jsonTransaction } from '../../../src/insight/export/json.ts';
import { AccountNames, beancountComponent, hledgerComponent } from '../../../src/insight/export/names.ts';
import type { TransactionRow } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { type Day, addDays } from '../../../src/values/day.ts';
import { type Minor, decimalText, sum } from '../../../src/values/money.ts';
import { ACCOUNTS, category, row, rows, source } from './export-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'ft-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const hledger = has('hledger');
const beanCheck = has('bean-check');
if (!hledger) console.warn('hledger is not on PATH: its check of the export is skipped');
if (!beanCheck) console.warn('bean-check is not on PATH: its check of the export is skipped');

function run(program: string, text: string, ...args: string[]): { status: number | null; out: string } {
  const file = join(folder, program === 'hledger' ? 'x.journal' : 'x.beancount');
  writeFileSync(file, text);
  const done = program === 'hledger' ? spawnSync(program, ['-f', file, ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } }) : spawnSync(program, [file], { encoding: 'utf8' });
  return { status: done.status, out: done.stdout + done.stderr };
}
const joined = (pieces: Iterable<string>): string => [...pieces].join('');

/** What each account holds in the end, by the rows alone. */
function balances(list: readonly TransactionRow[]): Map<string, string> {
  return new Map(ACCOUNTS.map((account) => [account.id, decimalText(sum([account.openingBalance, ...list.filter((r) => r.account === account.id).map((r) => r.amount)]), account.currency)]));
}

/** Random ledgers: texts from anywhere, splits, transfers with both halves at most four days apart. */
const ledgers = fc.array(fc.record({
  day: fc.nat(40), account: fc.constantFrom('acc-1', 'acc-2', 'acc-3', 'acc-4'), amount: fc.integer({ min: -1e9, max: 1e9 }), text: fc.string({ unit: 'binary', maxLength: 30 }),
  category: fc.constantFrom('groceries', 'salary', 'odd', 'odd2', 'uncategorized', 'savings'), kind: fc.constantFrom('plain', 'plain', 'split', 'transfer'), share: fc.integer({ min: -1e6, max: 1e6 }),
}), { maxLength: 25 }).map((facts) => facts.flatMap((f, i) => {
  const date = addDays('2026-02-01' as Day, f.day);
  const base = { id: `r${i}`, counterparty: f.text, note: f.text };
  if (f.kind === 'split') return [row(date, f.account, f.amount, f.text, f.category, { ...base, parts: [{ amount: f.share as Minor, category: 'odd3', note: f.text }, { amount: (f.amount - f.share) as Minor, category: f.category }] })];
  if (f.kind === 'transfer' && f.amount !== 0) {
    const halves = [['acc-1', f.amount, date], ['acc-2', -f.amount, addDays(date, f.share % 5)]] as const;
    return halves.map(([account, amount, on], h) => row(on, account, amount, f.text, 'savings', { ...base, id: `r${i}-${h}`, twin: `r${i}-${1 - h}` }));
  }
  return [row(date, f.account, f.amount, f.text, f.category, base)];
}).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)));

describe('entries', () => {
  const of = (list: readonly TransactionRow[]): Entry[] => [...entries(list)];
  it('makes one entry of a transfer, dated by its first half', () => {
    const found = of(rows());
    const transfer = found.filter((entry) => entry.postings.every(({ place }) => place.kind === 'own'));
    expect(transfer.map((entry) => [entry.date, entry.description, entry.note, ...entry.postings.map((p) => [p.id, p.amount, p.date])])).toEqual([
      ['2026-01-06', 'Til sparing', 'both; notes', ['out1', -500_00, undefined], ['in1', 500_00, '2026-01-08']],
      ['2026-01-07', 'Først inn', null, ['out2', -77_00, '2026-01-08'], ['in2', 77_00, undefined]],
    ]);
    const clearing = found.filter((entry) => entry.postings.some(({ place }) => place.kind === 'transfers'));
    expect(clearing.map((entry) => entry.postings[0]?.id)).toEqual(['fx1', 'fx2', 'lone']);
  });
  it('refuses a split that does not add up', () => {
    expect(() => of([row('2026-01-01', 'acc-1', -10, 'x', 'groceries', { parts: [{ amount: -9 as Minor, category: 'odd' }] })])).toThrow('do not add up');
  });
  it('balances every entry and keeps every row once', () => {
    fc.assert(fc.property(ledgers, (list) => {
      const found = of(list);
      for (const entry of found) for (const currency of new Set(entry.postings.map((p) => p.currency))) expect(sum(entry.postings.filter((p) => p.currency === currency).map((p) => p.amount))).toBe(0);
      const own = found.flatMap((entry) => entry.postings.filter((p) => p.id !== undefined).map((p) => [p.id, p.amount, p.date ?? entry.date]));
      expect(own.sort()).toEqual(list.map((r) => [r.id, r.amount, r.date]).sort());
    }));
  });
});

describe('account names', () => {
  it('are safe and never shared', () => {
    const all = (component: (text: string) => string): string[] => {
      const names = new AccountNames(source(), component);
      return [...ACCOUNTS.map(({ id }) => names.of({ kind: 'own', account: id })), ...['groceries', 'odd', 'odd2', 'odd3', 'savings', 'salary', 'uncategorized'].map((id) => names.of({ kind: 'category', category: id, direction: 'in' })), names.of({ kind: 'opening' }), names.of({ kind: 'transfers' })];
    };
    expect(all(hledgerComponent)).toEqual([
      'Assets:Bank:Brukskonto felles lønn æøå', 'Assets:Bank:brukskonto felles lønn æøå-2', 'Assets:Bank:普通預金', 'Assets:Bank:acc-4', 'Assets:Bank:Euro', 'Assets:Bank:Never used',
      'Expenses:Food and drink:Groceries', 'Expenses:Food and drink:x', 'Expenses:Food and drink:日本', 'Expenses:Food and drink:韓国', 'Equity:Transfers:Savings', 'Income:Inntekt:Lønn', 'Income:Uncategorized', 'Equity:Opening Balances', 'Equity:Transfers',
    ]);
    expect(all(beancountComponent)).toEqual([
      'Assets:Bank:Brukskonto-felles-lonn-aeoa', 'Assets:Bank:Brukskonto-felles-lonn-aeoa-2', 'Assets:Bank:Acc-3', 'Assets:Bank:Acc-4', 'Assets:Bank:Euro', 'Assets:Bank:Never-used',
      'Expenses:Food-and-drink:Groceries', 'Expenses:Food-and-drink:X', 'Expenses:Food-and-drink:Odd2', 'Expenses:Food-and-drink:Odd3', 'Equity:Transfers:Savings', 'Income:Inntekt:Lonn', 'Income:Uncategorized', 'Equity:Opening-Balances', 'Equity:Transfers',
    ]);
  });
});

describe('text in journals', () => {
  it('keeps nothing that the journal would act on', () => {
    expect(hledgerComment('a; date:2026-99-99, [2026-13-01]\n\u001bx')).toBe('a； date：2026-99-99， ［2026-13-01］ x');
    expect(hledgerDescription('(code) a ; b | c\n2026')).toBe('（code) a ； b ｜ c 2026');
    expect(beancountString('say "hi" \\ \n there')).toBe('"say \\"hi\\" \\\\ there"');
  });
  it.skipIf(!hledger)('a note cannot move a posting or give it a tag', () => {
    const [split] = rows().filter((r) => r.parts !== null);
    if (!split) throw new Error('the sample has a split');
    const parts = [{ amount: split.amount, category: 'groceries', note: 'x [2027-01-01] evil:yes, date:2027-02-02' }];
    const text = joined(hledgerJournal(source([{ ...split, parts, note: 'evil:yes, date:2027-02-02' }])));
    expect(run('hledger', text, 'reg', '-b', '2027', '-O', 'csv').out).not.toContain('2027-');
    expect(run('hledger', text, 'reg', 'tag:evil', '-O', 'csv').out).not.toContain('Split');
  });
});

describe('hledger journal', () => {
  it('reads as one would write it', () => {
    const text = joined(hledgerJournal(source(rows().slice(-16, -12))));
    expect(text).toContain('\n2026-01-04 * (t0033) Lønn\n    Assets:Bank:Brukskonto felles lønn æøå  30000.00 NOK  ; id:t0033\n    Income:Inntekt:Lønn  -30000.00 NOK\n');
    expect(joined(hledgerJournal(source()))).toContain('    Assets:Bank:brukskonto felles lønn æøå-2  500.00 NOK  ; id:in1, date:2026-01-08\n');
  });
  it.skipIf(!hledger)('is accepted and holds what the rows hold', () => {
    const text = joined(hledgerJournal(source()));
    for (const args of [['check', '--strict'], ['check', 'accounts', 'commodities']]) expect(run('hledger', text, ...args)).toEqual({ status: 0, out: '' });
    const report = run('hledger', text, 'bal', 'Assets', '-N', '--flat', '-E', '-O', 'csv');
    const found = new Map((parse(report.out, { fromLine: 2 }) as [string, string][]));
    const names = new AccountNames(source(), hledgerComponent);
    for (const [id, balance] of balances(rows())) {
      const shown = (found.get(names.of({ kind: 'own', account: id })) ?? '0').split(' ')[0];
      expect(shown === '0' ? Number(balance) : shown, id).toBe(shown === '0' ? 0 : balance);
    }
    const everything = run('hledger', text, 'bal', '-N', '-E', '--flat', '-O', 'csv').out;
    expect(everything).toContain('"Equity:Transfers:Savings"'.replace(':Savings', ''));
    expect(run('hledger', text.replace('30000.00 NOK  ; id', '30000.01 NOK  ; id'), 'check').status).not.toBe(0);
    const ids = run('hledger', text, 'print', 'tag:id=in1').out;
    expect(ids.match(/^2026/gm)).toHaveLength(1);
  });
  it.skipIf(!hledger)('is accepted with anything in its texts', () => {
    fc.assert(fc.property(ledgers, (list) => {
      expect(run('hledger', joined(hledgerJournal(source(list))), 'check', '--strict')).toEqual({ status: 0, out: '' });
    }), { numRuns: 12 });
  }, 60_000);
});

describe('beancount file', () => {
  it('reads as one would write it', () => {
    const text = joined(beancountFile(source()));
    expect(text).toContain('\n2026-01-06 * "Til sparing"\n  note: "both; notes"\n  Assets:Bank:Brukskonto-felles-lonn-aeoa  -500.00 NOK\n    id: "out1"\n  Assets:Bank:Brukskonto-felles-lonn-aeoa-2  500.00 NOK\n    id: "in1"\n    booked: 2026-01-08\n');
    expect(text).toContain('2026-02-01 close Assets:Bank:Brukskonto-felles-lonn-aeoa-2\n');
    for (const [id, balance] of balances(rows())) if (!['acc-6'].includes(id)) {
      const account = ACCOUNTS.find((a) => a.id === id);
      expect(text).toContain(`2026-02-01 balance ${new AccountNames(source(), beancountComponent).of({ kind: 'own', account: id })}  ${balance} ~ 0 ${account?.currency}\n`);
    }
  });
  it.skipIf(!beanCheck)('is accepted, and its own balances would catch a changed amount', () => {
    const text = joined(beancountFile(source()));
    expect(run('bean-check', text)).toEqual({ status: 0, out: '' });
    const tampered = text.replace('  30000.00 NOK', '  30000.01 NOK').replace('  -30000.00 NOK', '  -30000.01 NOK');
    expect(tampered).not.toBe(text);
    expect(run('bean-check', tampered).status).not.toBe(0);
  }, 30_000);
  it.skipIf(!beanCheck)('is accepted with anything in its texts', () => {
    fc.assert(fc.property(ledgers, (list) => {
      expect(run('bean-check', joined(beancountFile(source(list))))).toEqual({ status: 0, out: '' });
    }), { numRuns: 8 });
  }, 90_000);
});

describe('both journals', () => {
  it('stand without any rows, and without accounts', () => {
    for (const empty of [source([]), { accounts: [], rows: [], category }] satisfies ExportSource[]) {
      if (hledger) expect(run('hledger', joined(hledgerJournal(empty)), 'check', '--strict')).toEqual({ status: 0, out: '' });
      if (beanCheck) expect(run('bean-check', joined(beancountFile(empty)))).toEqual({ status: 0, out: '' });
      expect(joined(hledgerJournal(empty)) + joined(beancountFile(empty))).toContain('Written by finance-tracker');
    }
  }, 30_000);
  it('refuse rows out of order or of no account, and close their source when left early', () => {
    const [a, b] = [row('2026-01-02', 'acc-1', 1, 'x', 'salary'), row('2026-01-01', 'acc-1', 1, 'x', 'salary')];
    for (const write of [hledgerJournal, beancountFile]) {
      expect(() => joined(write(source([a, b])))).toThrow('booking-date order');
      expect(() => joined(write(source([{ ...a, account: 'gone' }])))).toThrow('not exported');
      let closed = false;
      function* cursor(): Generator<TransactionRow> {
        try { yield* [a, a, a]; } finally { closed = true; }
      }
      const pieces = write({ ...source(), rows: cursor() })[Symbol.iterator]();
      for (let text = ''; !text.includes('2026-01-02 *'); text += pieces.next().value);
      for (let i = 0; i < 8; i++) pieces.next();
      pieces.return();
      expect(closed).toBe(true);
    }
  });
});

describe('csv and json', () => {
  it('csv adds up by category and account, and no cell runs', () => {
    const text = [...csvRecords(source())].map(csvLine).join('');
    const records = parse(text, { columns: true }) as Record<string, string>[];
    const minor = (r: Record<string, string>): number => Number((r['amount'] ?? '').replace('.', ''));
    for (const account of ACCOUNTS)
      expect(records.filter((r) => r['account'] === account.name.replaceAll('\u0000', '')).reduce((total, r) => total + minor(r), 0)).toBe(sum(rows().filter((r) => r.account === account.id).map((r) => r.amount)));
    expect(records.filter((r) => r['part'] !== '').map((r) => [r['part'], r['amount'], r['category'], r['group']])).toEqual([['1', '-60.01', 'groceries', 'food'], ['2', '-49.99', 'odd2', 'food'], ['3', '10.00', 'salary', 'income']]);
    for (const record of records) for (const cell of Object.values(record)) {
      expect(cell).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      if (!/^-\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }
  });
  it('json keeps every text exactly', () => {
    const text = joined(jsonDocument({ accounts: ACCOUNTS.map(jsonAccount) }, 'transactions', rows().map((one) => jsonTransaction(one, one.account, source().category))));
    const read = JSON.parse(text) as { accounts: { openingBalance: string }[]; transactions: { description: string; amount: string; parts: unknown[] | null }[] };
    expect(read.transactions.map((t) => t.description)).toEqual(rows().map((r) => r.description));
    expect(read.accounts.map((a) => a.openingBalance)).toEqual(['1234.56', '0.00', '-5000', '0.001', '0.00', '0']);
    expect(read.transactions.find((t) => t.parts !== null)).toMatchObject({ amount: '-100.00', group: 'food', status: 'booked', parts: [{ amount: '-60.01', group: 'food' }, { amount: '-49.99', note: null }, { amount: '10.00' }] });
  });
  it('writes plain decimals only', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), fc.constantFrom('NOK', 'JPY', 'KWD'), (amount, currency) => {
      const record = [...csvRecords(source([{ ...row('2026-01-01', 'acc-1', amount, 'x', 'odd'), currency: currency as Currency }]))][1];
      expect(record?.[6]).toMatch(/^-?\d+(\.\d{2,3})?$/);
    }));
  });
});
