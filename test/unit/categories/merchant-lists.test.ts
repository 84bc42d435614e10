/** The shipped lists of merchants: whole, of known categories and countries, and of one mind about every name. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../src/categories/bank-tokens.ts';
import { INTERMEDIARIES, isGeneric } from '../../../src/categories/bank-words.ts';
import { openingOf } from '../../../src/categories/merchant.ts';
import { gluable, readMerchants } from '../../../src/categories/merchant-list.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import { PLACES } from '../../../src/categories/places.ts';

const FOLDER = new URL('../../../src/categories/merchants/', import.meta.url);
const COLUMNS = ['name', 'category', 'spellings', 'also', 'care'];
const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.tsv')).map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));
const entries = texts.flatMap(({ file, text }) => readMerchants(file, text).map((entry) => ({ file, ...entry })));
const categories = new Set(new Taxonomy().leaves().map(({ id }) => id));

const glued = (text: string): string => tokensOf(text).map((token) => gluable(token.word || token.shown)).join('');
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const isCountry = (code: string): boolean => code === '*' || (/^[A-Z]{2}$/.test(code) && !['UK', 'EU', 'ZZ'].includes(code) && regions.of(code) !== undefined);

/** Made of such words only, and yet one company wherever the account's country is its own. */
const COMPANIES = new Set(['vinmonopolet', 'asvinmonopolet', 'apoteket', 'apoteketab', 'appstore', 'cashapp', 'cardmarket', 'pizzaexpress', 'onlinepizza', 'pizzaonline',
  'autoeurope', 'mchuset', 'parknordic', 'thecoffeeclub', 'norgestaxi', 'dkcompany', 'foodco']);

/** Words that banks and all shops use, and no place: it would be found where it is not meant. Payment companies are matched with care anyway. */
function saysNothing(name: string): boolean {
  const tokens = tokensOf(name);
  if (COMPANIES.has(glued(name)) || tokens.some(({ word, number }) => number !== undefined || INTERMEDIARIES.has(word) || PLACES.has(word))) return false;
  return openingOf(tokens) === tokens.length || tokens.every(({ word }) => word === '' || isGeneric(word));
}

/** Form and country -> the first category seen there, and what contradicts it. */
function contradictions(names: readonly { readonly form: string; readonly shown: string; readonly category: string; readonly countries: readonly string[] }[]): string[] {
  const seen = new Map<string, { category: string; shown: string }>();
  return names.flatMap(({ form, shown, category, countries }) => countries.flatMap((country) => {
    const key = `${form} ${country}`;
    const before = seen.get(key);
    if (!before) seen.set(key, { category, shown });
    return before && before.category !== category ? [`${country}: ${before.shown} ${before.category}, ${shown} ${category}`] : [];
  }));
}

describe('the lists of merchants', () => {
  it.each(texts.map(({ file, text }) => [file, text] as const))('%s is a table of its columns', (file, text) => {
    const [header = '', ...lines] = text.replace(/\n$/, '').split('\n');
    const columns = header.split('\t');
    expect(columns.filter((column) => column !== 'country')).toEqual(COLUMNS);
    expect(lines.filter((line) => line.split('\t').length > columns.length || line.includes('"\t') || line.trim() === '')).toEqual([]);
    for (const { merchant, spellings } of readMerchants(file, text))
      if (glued(merchant.name).length < 2 || spellings.includes(merchant.name)) expect.fail(`${file}: ${merchant.name}`);
  });

  it('know only the categories that ft knows', () => {
    expect(entries.filter(({ merchant }) => !categories.has(merchant.category)).map(({ file, merchant }) => `${file}: ${merchant.name}`)).toEqual([]);
  });

  it('know only countries that there are', () => {
    expect(entries.filter(({ merchant }) => merchant.countries.length === 0 || !merchant.countries.every(isCountry)).map(({ file, merchant }) => `${file}: ${merchant.name}`)).toEqual([]);
  });

  it('mark with nothing but "word"', () => {
    const care = texts.flatMap(({ text }) => text.replace(/\n$/, '').split('\n').slice(1).map((line) => line.split('\t').at(-1)?.trim() ?? ''));
    expect(new Set(care.filter((mark) => mark !== '' && mark !== 'word' && /^[a-z]+$/.test(mark)))).toEqual(new Set());
  });

  it('give a name one category in one country', () => {
    expect(contradictions(entries.map(({ merchant }) => ({ form: glued(merchant.name), shown: merchant.name, ...merchant })))).toEqual([]);
  });

  it('give no spelling that is another name, of another category, in the same country', () => {
    const names = entries.map(({ merchant }) => ({ form: glued(merchant.name), shown: merchant.name, ...merchant }));
    const spelt = entries.flatMap(({ merchant, spellings }) => spellings.map((spelling) => ({ form: glued(spelling), shown: `${merchant.name} (${spelling})`, ...merchant })));
    expect(contradictions([...names, ...spelt])).toEqual([]);
  });

  it('match a name of bank phrases and trade words only where it stands alone', () => {
    const bare = entries.filter(({ merchant }) => !merchant.isWord).flatMap(({ file, merchant, spellings }) =>
      [merchant.name, ...spellings].filter(saysNothing).map((name) => `${file}: ${merchant.name} (${name})`));
    expect(bare).toEqual([]);
  });

  it('are long enough', () => {
    const namesIn = (...countries: readonly string[]): number =>
      new Set(entries.filter(({ file }) => countries.some((country) => file.startsWith(country))).map(({ merchant }) => glued(merchant.name))).size;
    expect(new Set(entries.map(({ merchant }) => glued(merchant.name))).size).toBeGreaterThanOrEqual(5000);
    expect(namesIn('no-')).toBeGreaterThanOrEqual(1800);
    expect(namesIn('se.', 'dk.', 'fi.')).toBeGreaterThanOrEqual(1500);
  });
});
