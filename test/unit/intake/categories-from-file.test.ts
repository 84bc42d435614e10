/** The categories of a file: what each name means here, what is created where, and which rows carry it. */
import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../src/categories/names-elsewhere.ts';
import type { UserCategory } from '../../../src/categories/taxonomy.ts';
import { isPersonal, namesIn, settle, type Wishes, withCategories } from '../../../src/intake/categories-from-file.ts';
import type { Row, StatementSource } from '../../../src/intake/rows.ts';

const wishes = (how: Wishes['how'], words: Record<string, string> = {}): Wishes => ({ how, words: new Map(Object.entries(words).map(([name, id]) => [nameKey(name), id])), into: 'Other' });
const counts = (...names: string[]): Map<string, number> => new Map(names.map((name, at) => [name, names.length - at]));
const becomes = (names: readonly string[], how: Wishes['how'] = 'map', words: Record<string, string> = {}, added: readonly UserCategory[] = []): unknown[] =>
  settle(counts(...names), wishes(how, words), added).names.map(({ becomes: id }) => id);

const row = (fields: Partial<Row>): Row => ({ line: 1, bookingDate: '2026-01-01', amount: -100, currency: 'NOK', description: 'x', ...fields }) as Row;
const sourceOf = (...rows: Row[]): StatementSource => ({ format: 'csv', program: 'YNAB', *batches() { yield { rows, problems: [], pending: [], ignored: 0 }; } }) as unknown as StatementSource;

describe('a name', () => {
  it('means the category of that name, in either language, whatever its case and marks', () => {
    expect(becomes(['Groceries', 'food: DAGLIGVARER', 'mat: Kafé & bakeri', 'bank-fees', '🚗 Bil: Drivstoff og lading'])).toEqual(['groceries', 'groceries', 'cafes', 'bank-fees', 'fuel']);
  });
  it('means what other programs call so', () => expect(becomes(['Food & Dining: Fast Food', 'Auto:Fuel', 'Gas & Fuel'])).toEqual(['restaurants', 'fuel', 'fuel']));
  it('means nothing that is not there', () => expect(becomes(['Quality of Life', 'Wants: Sunday thing'])).toEqual([undefined, undefined]));
  it('means what the person says, by its whole name or its last step', () => {
    expect(becomes(['Wants: Dining Out', 'Needs: Stuff'], 'map', { 'Dining Out': 'cafes', 'Needs: Stuff': 'pets' })).toEqual(['cafes', 'pets']);
  });
  it('means a category of the person\'s own before a built-in one', () => {
    expect(becomes(['Coffee'], 'map', {}, [{ id: 'coffee', label: 'Coffee', group: 'food' }])).toEqual(['coffee']);
  });
  it('under income means income only', () => expect(becomes(['Income: Interest', 'Income: Gifts'])).toEqual(['investment-income', undefined]));
});

describe('what is created', () => {
  const created = (...names: string[]): unknown[] => settle(counts(...names), wishes('create'), []).events.map(({ subject, payload }) => [subject, payload]);
  it('stands in our group of that name, in a group of its own, or in the one that was asked for', () => {
    expect(created('Auto & Transport: Boat fuel card', 'Wants: Sunday thing', 'Lakrids')).toEqual([
      ['boat-fuel-card', { label: 'Boat fuel card', group: 'transport' }], ['sunday-thing', { label: 'Sunday thing', group: 'Wants' }], ['lakrids', { label: 'Lakrids', group: 'Other' }],
    ]);
  });
  it('is told apart by its group where the name is taken, and is found again', () => {
    expect(created('Boat: Varnish', 'House: Varnish')).toEqual([['varnish', { label: 'Varnish', group: 'Boat' }], ['varnish-house', { label: 'Varnish (House)', group: 'home' }]]);
    const added = [{ id: 'varnish', label: 'Varnish', group: 'Boat' }, { id: 'varnish-house', label: 'Varnish (House)', group: 'House' }];
    expect(becomes(['Boat: Varnish', 'House: Varnish'], 'create', {}, added)).toEqual(['varnish', 'varnish-house']);
  });
  it('is not called as a group is', () => expect(created('Transport')).toEqual([['transport-other', { label: 'Transport (other)', group: 'Other' }]]));
  it('leaves out what has no letters, and control signs', () => {
    expect(created('Mine: 🎉', 'Mine: a\u001b[31mb', '\u0001: c')).toEqual([['a-31mb', { label: 'a[31mb', group: 'Mine' }], ['c', { label: 'c', group: 'Other' }]]);
    // A sign that folds into eighteen letters.
    expect(created('ﷺ'.repeat(80))).toEqual([]);
  });
});

describe('rows', () => {
  it('are counted by name, parts too, and carry what it means', () => {
    const source = sourceOf(row({ bankCategory: 'Groceries' }), row({ bankCategory: 'Inflow: Ready to Assign' }), row({ parts: [{ amount: -60, category: 'Groceries', note: 'a' }, { amount: -40 }] as never }), row({ bankCategory: 'Odd' }));
    const found = namesIn([source]);
    expect([...found]).toEqual([['Groceries', 2], ['Odd', 1]]);
    let applied = 0;
    const { names } = settle(found, wishes('map'), []);
    const rows = [...withCategories(source, names, () => { applied++; }).batches()].flatMap((batch) => batch.rows);
    expect(rows.map(({ carried }) => carried)).toEqual([{ own: 'groceries' }, undefined, { parts: [{ amount: -60, category: 'groceries', note: 'a' }, { amount: -40, category: 'uncategorized' }] }, undefined]);
    expect(applied).toBe(2);
  });
  it('that carry a decision already keep it', () => {
    const source = sourceOf(row({ bankCategory: 'Groceries', carried: { own: 'pets' } }));
    const { names } = settle(namesIn([source]), wishes('map'), []);
    expect([...withCategories(source, names, () => {}).batches()][0]!.rows[0]!.carried).toEqual({ own: 'pets' });
  });
  it('of a bank name no categories of the person\'s', () => {
    expect(isPersonal(sourceOf())).toBe(true);
    expect(isPersonal({ ...sourceOf(), program: undefined as never })).toBe(false);
  });
});
