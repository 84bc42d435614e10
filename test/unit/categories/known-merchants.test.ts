/** Known merchants: what is found in bank texts, and what is left alone. A small list of its own, so that no change of the shipped ones moves it. */
import { describe, expect, it } from 'vitest';
import type { Description } from '../../../src/categories/decision.ts';
import { createKnownMerchants, knownMerchants, merchantClue, merchantStep, shownMerchant } from '../../../src/categories/known-merchants.ts';
import { MerchantIndex, compileMerchants } from '../../../src/categories/merchant-index.ts';
import { type KnownMerchant } from '../../../src/categories/merchant-list.ts';
import { normalText } from '../../../src/values/text.ts';

const merchant = (name: string, category: string, countries: string, isWord = false): KnownMerchant => ({ name, category, countries: countries.split(','), isWord });
const entries = [
  { form: 'rema1000', merchant: merchant('REMA 1000', 'groceries', 'NO,DK') }, { form: 'rema', merchant: merchant('REMA 1000', 'groceries', 'NO,DK') },
  { form: 'coop', merchant: merchant('Coop', 'groceries', 'NO,SE') }, { form: 'coopextra', merchant: merchant('Coop Extra', 'groceries', 'NO') }, { form: 'coopenergi', merchant: merchant('Coop Energi', 'utilities', 'NO') },
  { form: 'power', merchant: merchant('Power', 'electronics', 'NO') }, { form: 'power', merchant: merchant('Power', 'fuel', 'BE') }, { form: 'joker', merchant: merchant('Joker', 'groceries', 'NO', true) },
  { form: 'netflix', merchant: merchant('Netflix', 'streaming', '*') }, { form: 'espressohouse', merchant: merchant('Espresso House', 'cafes', 'SE,NO') },
  { form: 'tokyobar', merchant: merchant('Tokyo Bar', 'restaurants', 'DE') }, { form: 'tokyobar', merchant: merchant('Tokyo Bar', 'alcohol', 'FR') },
];
const small = createKnownMerchants(new MerchantIndex(compileMerchants(entries)));
const nameIn = (text: string, currency?: string): string | undefined => small.find(text, currency)?.merchant.name;

describe('the index', () => {
  const index = new MerchantIndex(compileMerchants(entries));
  it('knows each form, and no other', () => {
    for (const { form } of entries) expect(index.bearers(form).length).toBeGreaterThan(0);
    expect(index.bearers('power')).toHaveLength(2);
    for (const form of ['', 'rem', 'rema10000', 'zzz', 'æ']) expect(index.bearers(form)).toEqual([]);
  });
  it('counts a merchant of two forms once', () => { expect(index.count).toBe(11); });
  it('lists the forms that begin so, in order', () => {
    expect([...index.beginning('coop')].map(({ form }) => form)).toEqual(['coop', 'coopenergi', 'coopextra']);
    expect([...index.beginning('rema1')].map(({ form }) => form)).toEqual(['rema1000']);
    expect([...index.beginning('zz')]).toEqual([]);
    expect([...index.beginning('')]).toHaveLength(entries.length);
  });
  it('holds nothing as well', () => { expect(new MerchantIndex(compileMerchants([])).bearers('kiwi')).toEqual([]); });
});

describe('a name in a bank text', () => {
  it.each([
    ['REMA 1000 OSLO', 'NOK', 'REMA 1000'], ['rema1000', 'NOK', 'REMA 1000'], ['*1234 23.10 NOK 249.00 REMA 1000 SINSEN Kurs: 1.0000', 'NOK', 'REMA 1000'], ['Varekjøp Coop Extra Storo', 'NOK', 'Coop Extra'],
    ['COOPEXTRA 4411', 'NOK', 'Coop Extra'], ['PAYPAL *NETFLIX', 'GBP', 'Netflix'], ['NETFLIX.COM 866-579-7172', undefined, 'Netflix'], ['ESPRESSO HOU/25-12-17', 'SEK', 'Espresso House'],
    ['POWER 123 ALNA', 'NOK', 'Power'], ['Joker', 'NOK', 'Joker'], ['JOKER 4411', 'NOK', 'Joker'],
  ])('%s (%s) is %s', (text, currency, name) => { expect(nameIn(text, currency)).toBe(name); });

  it.each([
    ['a word among others', 'Joker Spill og Moro', 'NOK'], ['a word of another country', 'Joker', 'SEK'], ['one name, two trades', 'TOKYO BAR', 'EUR'], ['only in the middle', 'Bilverkstedet Rema', 'NOK'], ['nothing', '', 'NOK'], ['signs', '*** /// ---', 'NOK'],
  ])('%s is none', (_, text, currency) => { expect(nameIn(text, currency)).toBeUndefined(); });

  it('the country of the account settles a name that two trades bear', () => {
    expect(small.find('POWER', 'NOK')?.merchant.category).toBe('electronics');
    expect(small.find('POWER', 'EUR')?.merchant.category).toBe('fuel');
  });
  it('is the whole story only beside branches and places', () => {
    expect(small.find('REMA 1000 SINSEN', 'NOK')?.isWhole).toBe(true);
    expect(small.find('REMA 1000 FRISØR', 'NOK')?.isWhole).toBe(false);
  });
  it('stands in the counterparty first', () => { expect(small.find('Betaling', 'NOK', 'Netflix')?.merchant.name).toBe('Netflix'); });
  it('takes no time over 10,000 characters', () => { expect(nameIn('rema '.repeat(2_000), 'NOK')).toBe('REMA 1000'); });
});

describe('the step of the shipped lists', () => {
  const about = (text: string, amount = -10_000, currency = 'NOK'): Description => ({ text, normal: normalText(text), amount, currency });
  it('has more than 5,000 names', () => { expect(knownMerchants().count()).toBeGreaterThan(5_000); });
  it.each([
    ['KIWI 471 BISLET', 'NOK', 'groceries'], ['CLAS OHLSON', 'SEK', 'home-improvement'], ['NETTO AARHUS', 'DKK', 'groceries'], ['K-Citymarket Kerava', 'EUR', 'groceries'], ['TFL TRAVEL CH', 'GBP', 'public-transport'], ['Netflix.com', 'USD', 'streaming'],
  ])('%s (%s): %s', (text, currency, category) => { expect(merchantStep.decideNow(about(text, -10_000, currency))).toMatchObject({ category, step: 'merchant' }); });
  it.each([['pay', 'Lønn REMA 1000 NORGE AS', 3_000_000], ['much money in', 'REMA 1000 NORGE', 3_000_000], ['cash', 'Minibank Rema 1000 Sinsen', -50_000], ['a clue only', 'Mango Sushi', -20_000]])('%s is not for it', (_, text, amount) => {
    expect(merchantStep.decideNow(about(text, amount))).toBeUndefined();
  });
  it('a refund is', () => { expect(merchantStep.decideNow(about('REMA 1000 SINSEN', 24_900))).toMatchObject({ category: 'groceries' }); });
  it("a supermarket's pump sells fuel", () => { expect(merchantClue(about('TESCO PFS 3012', -4_000, 'GBP'))?.decision.category).toBe('fuel'); });
  it('gives the name to show', () => {
    expect(shownMerchant('VAREKJØP REMA 1000 SINSEN', 'NOK')).toBe('REMA 1000');
    expect(shownMerchant('VAREKJØP XQZ BLORP', 'NOK')).toBe('XQZ Blorp');
    expect(shownMerchant('1234', 'NOK')).toBeUndefined();
  });
});
