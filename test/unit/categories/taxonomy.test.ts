import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/categories/named.ts';
import { Taxonomy, slug } from '../../../src/categories/taxonomy.ts';

const plain = new Taxonomy();
const found = (text: string, taxonomy = plain): string | readonly string[] => {
  const result = taxonomy.find(text);
  return result.ok ? result.value.id : result.error.near;
};

describe('the built-in list', () => {
  it('has its 11 groups and 57 categories, each in both languages', () => {
    expect(plain.groups()).toHaveLength(11);
    expect(plain.leaves()).toHaveLength(57);
    expect(new Set(plain.leaves().map((leaf) => leaf.id)).size).toBe(57);
    for (const leaf of plain.leaves()) expect(leaf.label.en && leaf.label.nb && leaf.covers).toBeTruthy();
  });
  it('answers by id', () => {
    expect(plain.label('groceries')).toBe('Groceries');
    expect(plain.label('groceries', 'nb')).toBe('Dagligvarer');
    expect(plain.label('food', 'nb')).toBe('Mat og drikke');
    expect(plain.label('unheard-of')).toBe('unheard-of');
    expect(plain.groupOf('groceries')).toBe('food');
    expect(plain.groupOf('unheard-of')).toBe('uncategorized');
    expect(plain.group('uncategorized')?.leaves).toHaveLength(1);
  });
  it.each([
    ['salary', 1, 'income'], ['salary', -1, 'income'], ['groceries', 1, 'spending'], ['groceries', -1, 'spending'],
    ['internal-transfer', -1, 'neutral'], ['savings', 1, 'neutral'], ['card-payment', -1, 'neutral'], ['cash', -1, 'spending'],
    ['uncategorized', 1, 'income'], ['uncategorized', -1, 'spending'], ['person-to-person', 1, 'income'], ['unheard-of', 1, 'income'],
  ] as const)('%s with sign %i counts as %s', (id, sign, kind) => expect(plain.kind(id, sign)).toBe(kind));
});

describe('finding by what a person types', () => {
  it.each([
    ['groceries', 'groceries'], ['Dagligvarer', 'groceries'], ['KLAER OG SKO', 'clothing'], ['klær og sko', 'clothing'], ['Lønn', 'salary'], ['lonn', 'salary'],
    ['groc', 'groceries'], ['Boligl', 'mortgage'], ['uncategorized', 'uncategorized'], ['Ukategorisert', 'uncategorized'],
  ])('%s is %s', (text, id) => expect(found(text)).toBe(id));
  it('names the nearest for a typing error', () => {
    expect(found('grocreies')).toContain('groceries');
    expect(found('dagligvrer')).toContain('groceries');
    expect(found('xyzzy-nothing')).toEqual([]);
    expect(found('')).toEqual([]);
  });
  it('names those that begin so when there are several', () => {
    expect(found('tax')).toEqual(expect.arrayContaining(['taxi', 'taxes']));
  });
  it('finds groups', () => {
    expect(plain.findGroup('mat og drikke')).toMatchObject({ ok: true, value: { id: 'food' } });
    expect(plain.findGroup('fodo')).toMatchObject({ ok: false, error: { code: 'category-unknown', near: ['food'] } });
  });
});

describe("the user's own", () => {
  const own = new Taxonomy([
    { id: 'hytta-pa-fjellet', label: 'Hytta på fjellet', group: 'home' },
    { id: 'honsehold', label: 'Hønsehold', group: 'Små dyr' },
    { id: 'for-til-kaniner', label: 'Fôr til kaniner', group: 'Små dyr' },
    { id: 'groceries', label: 'Maten', group: 'food' },
    { id: 'sparegris', label: 'Sparegris', group: 'transfers' },
  ]);
  it('slugs stay readable', () => {
    expect(slug('Hytta på fjellet')).toBe('hytta-pa-fjellet');
    expect(slug('  Øl & vin, årlig! ')).toBe('ol-vin-arlig');
  });
  it('stand in a group that exists or a new one', () => {
    expect(own.groupOf('hytta-pa-fjellet')).toBe('home');
    expect(own.group('sma-dyr')).toMatchObject({ label: { en: 'Små dyr', nb: 'Små dyr' } });
    expect(own.group('sma-dyr')?.leaves.map((leaf) => leaf.id)).toEqual(['honsehold', 'for-til-kaniner']);
    expect(found('hønse', own)).toBe('honsehold');
    expect(own.groups()).toHaveLength(12);
  });
  it('rename a built-in one where it stands', () => {
    expect(own.label('groceries', 'nb')).toBe('Maten');
    expect(own.group('food')?.leaves[0]).toMatchObject({ id: 'groceries', own: false });
    expect(own.groupOf('groceries')).toBe('food');
  });
  it('count by their group', () => {
    expect(own.kind('hytta-pa-fjellet', 1)).toBe('spending');
    expect(own.kind('honsehold', 1)).toBe('income');
    expect(own.kind('sparegris', -1)).toBe('neutral');
  });
  it('are drafted with an id of their own, once', () => {
    expect(plain.draft('Hytta på fjellet', 'Bolig')).toEqual({ ok: true, value: { id: 'hytta-pa-fjellet', label: 'Hytta på fjellet', group: 'home' } });
    expect(plain.draft('Hønsehold', ' Små  dyr ')).toMatchObject({ ok: true, value: { group: 'Små dyr' } });
    expect(own.draft('Enda et', 'sma-dyr')).toMatchObject({ ok: true, value: { group: 'sma-dyr' } });
    for (const taken of ['Groceries', 'dagligvarer', 'uncategorized', '!!', '']) expect(plain.draft(taken, 'home')).toMatchObject({ ok: false, error: { code: 'category-exists' } });
  });
});

it('editDistance counts swaps once', () => {
  expect(editDistance('taxi', 'taxi')).toBe(0);
  expect(editDistance('fodo', 'food')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
});
