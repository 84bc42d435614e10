/** Providers by name. */
import { expect, it } from 'vitest';
import { failureIn } from '../../../../src/errors.ts';
import { PROVIDER_IDS, providerIdOf, providerOf } from '../../../../src/intake/providers/list.ts';
import { FEEDS } from '../../../../src/values/feeds.ts';

it('every provider of the feeds can be loaded, and is what it is called', async () => {
  expect([...PROVIDER_IDS].sort()).toEqual([...FEEDS].sort());
  for (const id of PROVIDER_IDS) {
    const provider = await providerOf(id);
    expect(provider.id).toBe(id);
    expect(provider.baseUrl === undefined || /^https:\/\/[^/]+(\/[a-z0-9/]*[a-z0-9])?$/.test(provider.baseUrl)).toBe(true);
    expect(new Set(provider.asks.map(({ name }) => name)).size).toBe(provider.asks.length);
    expect(provider.summary).toMatch(/^\S[^\n]{19,}[^.]$/);
  }
});

it.each([['Enable Banking', 'enablebanking'], ['enable_banking', 'enablebanking'], ['SPAREBANK 1', 'sparebank1'], ['sb1', 'sparebank1'], ['Nordigen', 'gocardless'], ['berlin-group', 'berlingroup'], ['SimpleFIN', 'simplefin'], ['demo', 'demo']])('%s is %s', (name, id) => {
  expect(providerIdOf(name)).toBe(id);
});

it.each(['', 'tink', '__proto__', 'constructor'])('%j is no provider, and says which there are', (name) => {
  let caught: unknown;
  try { providerIdOf(name); } catch (error) { caught = error; }
  expect(failureIn(caught)).toEqual({ code: 'provider-unknown', provider: name, known: PROVIDER_IDS });
});
