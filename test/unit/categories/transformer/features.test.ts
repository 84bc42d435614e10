/** Cleaning and hashing exist twice, here and in the trainer; a fixture that the trainer wrote holds them together. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { circumstances, gramsOf, MAX_WORDS, wordsOf } from '../../../../src/categories/transformer/features.ts';
import { type Currency, exponentOf } from '../../../../src/values/currency.ts';

type Case = readonly [text: string, amount: number | null, currency: string | null, words: readonly string[], circumstances: readonly number[], digest: number];
const cases = JSON.parse(readFileSync(new URL('../../../../fixtures/categorizer/features.json', import.meta.url), 'utf8')) as readonly Case[];

/** FNV-1a over the ids as text, as the trainer writes it. */
function digest(ids: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(ids.join(','))) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

describe('features', () => {
  it('has a fixture of at least 500 strings', () => { expect(cases.length).toBeGreaterThanOrEqual(500); });

  it.each(cases.map((one) => [JSON.stringify(one[0]).slice(0, 60), one] as const))('%s is cleaned and hashed as the trainer does', (_, [text, amount, currency, words, around, sum]) => {
    const minor = amount === null || currency === null ? amount ?? undefined : Math.round(amount * 10 ** exponentOf(currency as Currency));
    expect(wordsOf(text)).toEqual(words);
    expect(circumstances(minor, currency ?? undefined)).toEqual(around);
    expect(digest([around, ...words.map(gramsOf)].flat())).toBe(sum);
  });

  it('knows the published values of FNV-1a', () => {
    // "<a>" as 32-bit FNV-1a, reckoned by hand from the published constants.
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from('<a>')) hash = Math.imul(hash ^ byte, 0x01000193);
    expect(gramsOf('a')[0]).toBe(32 + ((hash >>> 0) % (65_536 - 32)));
  });

  it.each([
    ['nothing', '', []], ['blanks', ' \t\n', []], ['numbers', '1234 56 7', []], ['a long number', '12345678901', ['#']], ['emoji', '😀🎉👨‍👩‍👧', []],
    ['right to left', 'שלום مرحبا', []], ['control characters', '\u0000\u001b[31m KIWI\u0007', ['kiwi']], ['a mask', 'XXXX XXXX1234', []],
    ['three foldings', 'Rørlegger RORLEGGER ROERLEGGER', ['rorlegger', 'rorlegger', 'roerlegger']], ['a lost letter', 'R?RLEGGER', ['r?rlegger']],
    ['an apostrophe', "McDonald's MCDONALD’S", ['mcdonalds', 'mcdonalds']], ['signs in a name', 'H&M', ['h&m']], ['a number in a name', 'REMA1000', ['rema']],
  ] as const)('%s', (_, text, words) => { expect(wordsOf(text)).toEqual(words); });

  it('takes no time over a text without end', () => {
    expect(wordsOf('ø'.repeat(10_000))).toEqual(['o'.repeat(20)]);
    expect(wordsOf('kaffe '.repeat(2_000))).toHaveLength(MAX_WORDS);
  });
});
