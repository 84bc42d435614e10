/** Which texts a taught key may decide: never fewer than the whole step decides by it, whatever else is taught. */
import { assert, constantFrom, array, integer, option, property, record, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { answersBy, correctionStep, teachableKey } from '../../../src/categories/corrections.ts';
import { textKnownBy } from '../../../src/categories/decision.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import { normalText } from '../../../src/values/text.ts';

const taxonomy = new Taxonomy();
const NAMES = ['Blomsterglede', 'Blomster Glede', 'Sportsboden', 'Sørensen Bakeri', 'Sorensen', 'Kiwi', 'Rema 1000', 'Nordlyskiosken', 'Café Göteborg', 'Fjellhotellet Geilo', 'Omega Edda', 'Kari Anne Berg', 'Gunnarsson Hörnet', 'Zibbet', 'Østlandet Rør', 'H&M', 'Ingrids', "Macy's", 'Xqz', 'Æra Øl'];
const FRONTS = ['', 'Varekjøp ', 'VIPPS FRA ', '*4411 23.10 NOK 249.00 ', 'Nettgiro til: ', 'PAYPAL *', 'Restaurant ', 'KORTKÖP 250213 '];
const BACKS = ['', ' OSLO', ' 471 BISLET', ' Kurs: 1.0000', ' Betalt: 14.02.25', ' AS', ' Trondheim NOR', '\nlinje to', ' REF 4562'];

/** What a bank does to a name: cuts it, misspells it, loses a letter, shouts it. */
const damaged = (name: string, how: number, at: number): string => {
  const place = 1 + (at % Math.max(1, name.length - 1));
  const letters = [...name];
  switch (how) {
    case 1: return name.slice(0, Math.max(3, place));
    case 2: return letters.toSpliced(place, 1).join('');
    case 3: return letters.with(Math.min(place, letters.length - 1), 'x').join('');
    case 4: return name.toUpperCase();
    case 5: return name.replaceAll(' ', '');
    case 6: return name.replace(/[æøåäöé]/gi, '?');
    case 7: return `${name.slice(0, place)} ${name.slice(place)}`;
    default: return name;
  }
};
const text = tuple(constantFrom(...FRONTS), constantFrom(...NAMES), integer({ min: 0, max: 7 }), integer({ min: 0, max: 40 }), constantFrom(...BACKS)).map(([front, name, how, at, back]) => `${front}${damaged(name, how, at)}${back}`);
const row = record({ description: constantFrom('', '  ').chain((blank) => (blank === '' ? text : text.map((one) => (one.length % 7 === 0 ? blank : one)))), counterparty: option(text, { nil: null, freq: 3 }) });

it('every row that the step decides by one of the keys is among them', () => {
  let decided = 0;
  assert(property(array(row, { minLength: 1, maxLength: 3 }), array(row, { maxLength: 60 }), array(row, { minLength: 25, maxLength: 40 }), (mine, others, rows) => {
    const keysOf = (some: typeof rows): string[] => [...new Set(some.flatMap(({ description, counterparty }) => teachableKey(description, counterparty ?? undefined) ?? []))];
    const keys = keysOf(mine);
    const all = [...new Set([...keys, ...keysOf(others)])];
    const step = correctionStep(all.map((key) => ({ key, category: keys.includes(key) ? 'gifts' : 'pets' })), taxonomy);
    const mayDecide = answersBy(keys);
    for (const { description, counterparty } of rows) {
      const known = textKnownBy(description, counterparty);
      const decision = step.decideNow({ text: known, normal: normalText(known), counterparty: counterparty ?? undefined });
      if (decision?.by === undefined || !keys.includes(decision.by)) continue;
      decided++;
      expect(mayDecide(description, counterparty), `${description} | ${counterparty ?? ''} by ${decision.by}`).toBe(true);
      // Asked again, it is remembered.
      expect(mayDecide(description, counterparty)).toBe(true);
    }
  }), { numRuns: 600, seed: 5 });
  expect(decided).toBeGreaterThan(500);
});

it('a text of another merchant is seldom among them, so that there is something to gain', () => {
  const mayDecide = answersBy(['zibbet']);
  expect(['Kiwi Bislet', 'Sportsboden', 'Varekjøp Rema 1000', 'Zibbet Oslo', '*4411 23.10 NOK 249.00 ZIBBET Kurs: 1.0000'].map((one) => mayDecide(one, null))).toEqual([false, false, false, true, true]);
  expect(mayDecide('Overføring', 'Zibbet AS')).toBe(true);
  expect(mayDecide('  ', 'Zibbet AS')).toBe(true);
});
