import { describe, expect, test } from 'vitest';
import { fuzzy } from '../../../src/tui/components/fuzzy.ts';

const found = (typed: string, ...texts: string[]): string[] => fuzzy(texts, typed, (text) => [text]);

describe('fuzzy search', () => {
  test('nothing typed: all, in their order', () => expect(found(' ', 'b', 'a')).toEqual(['b', 'a']));
  test('what stands there as typed goes before scattered letters', () => expect(found('gro', 'General store', 'Groceries', 'Big rooms')).toEqual(['Groceries', 'Big rooms', 'General store']));
  test('the beginning of a word goes before its middle', () => expect(found('car', 'Scarves', 'Card payment', 'New car')).toEqual(['Card payment', 'New car', 'Scarves']));
  test('case and accents do not count', () => expect(found('fjell', 'FJÆRE', 'Hytta på Fjellet')).toEqual(['Hytta på Fjellet']));
  test('letters in their order are enough', () => expect(found('rstr', 'Restaurants', 'Streaming')).toEqual(['Restaurants']));
  test('a second text counts less than the first', () => {
    const items = [{ name: 'Kafé', also: 'cafes' }, { name: 'Cafes', also: 'x' }];
    expect(fuzzy(items, 'cafes', ({ name, also }) => [name, also]).map(({ name }) => name)).toEqual(['Cafes', 'Kafé']);
  });
  test('what is not in it is not found', () => expect(found('xyz', 'Groceries')).toEqual([]));
});
