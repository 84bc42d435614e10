import { describe, expect, it } from 'vitest';
import { groupElsewhere, isNoCategory, leafElsewhere, nameKey, namesElsewhere } from '../../../src/categories/names-elsewhere.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';

describe('what other programs call categories', () => {
  it('means categories and groups that there are, each name one of them, written as it compares', () => {
    const taxonomy = new Taxonomy();
    const { leaves, groups } = namesElsewhere();
    for (const [name, id] of leaves) expect([name, taxonomy.leaf(id)?.id, nameKey(name)]).toEqual([name, id, name]);
    for (const [name, id] of groups) expect([name, taxonomy.group(id)?.id, nameKey(name)]).toEqual([name, id, name]);
    for (const list of [leaves, groups]) expect(new Set(list.map(([name]) => name)).size).toBe(list.length);
  });
  it('compares without pictures, marks and accents', () => {
    expect(nameKey('🍔 Food & Dining')).toBe('food and dining');
    expect(nameKey('Gas/Fuel  (car)')).toBe('gas fuel car');
    expect(nameKey('Lønn')).toBe('lonn');
  });
  it.each([['Dining Out', 'restaurants'], ['Gas & Fuel', 'fuel'], ['Paycheck', 'salary'], ['Mortgage & Rent', 'rent'], ['Credit Card Payment', 'card-payment'], ['Coffee Shops', 'cafes']])('%s is %s', (name, id) => expect(leafElsewhere(nameKey(name))).toBe(id));
  it('knows groups, and names that stand for none', () => {
    expect(groupElsewhere(nameKey('Auto & Transport'))).toBe('transport');
    for (const name of ['', 'Inflow: Ready to Assign', 'Uncategorized', '🤷', 'Income: Available this month']) expect(isNoCategory(nameKey(name)), name).toBe(true);
    expect(isNoCategory(nameKey('Inflow: Interest'))).toBe(false);
  });
});
