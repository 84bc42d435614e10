/** Providers by the names people give them; the code of each is loaded when it is first wanted. */
import { raise } from '../../errors.ts';
import type { Provider, ProviderId } from './provider.ts';

const LOADERS: Readonly<Record<ProviderId, () => Promise<Provider>>> = {
  enablebanking: async () => (await import('./enable-banking.ts')).enableBanking,
  sparebank1: async () => (await import('./sparebank1.ts')).sparebank1,
  gocardless: async () => (await import('./gocardless.ts')).gocardless,
  berlingroup: async () => (await import('./berlin-group.ts')).berlinGroup,
  simplefin: async () => (await import('./simplefin.ts')).simplefin,
  // a program of this machine that speaks as Enable Banking does
  demo: async () => ({ ...(await import('./enable-banking.ts')).enableBanking, id: 'demo', name: 'Demo bank', baseUrl: undefined, summary: 'an invented bank on this machine, to see a sync in a minute' }),
};

/** Every provider, those that a private person is likeliest to use first. */
export const PROVIDER_IDS = Object.keys(LOADERS) as readonly ProviderId[];

/** Other names, written without anything but letters and digits. */
const ALIASES: Readonly<Record<string, ProviderId>> = {
  eb: 'enablebanking', sb1: 'sparebank1', nordigen: 'gocardless', gocardlessbankaccountdata: 'gocardless', xs2a: 'berlingroup', nextgenpsd2: 'berlingroup', demobank: 'demo',
};

/** Name in any spelling ("Enable Banking", "berlin-group", "nordigen") -> the provider's id. Raises 'provider-unknown'. */
export function providerIdOf(name: string): ProviderId {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const id = PROVIDER_IDS.find((one) => one === plain) ?? (Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined);
  return id ?? raise('provider-unknown', { provider: name, known: PROVIDER_IDS });
}

/** Id or name -> the provider, loaded. Raises 'provider-unknown'. */
export const providerOf = (name: string): Promise<Provider> => LOADERS[providerIdOf(name)]();
