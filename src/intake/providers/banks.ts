/** Which bank is which: its profile, by the names that providers have for it. */
import { foldedText } from '../../values/text.ts';
import type { ProviderId } from '../../values/feeds.ts';
import type { BankProfile } from './bank-profile.ts';
import { KNOWN_BANKS } from './known-banks.ts';

export type { BankProfile } from './bank-profile.ts';

const UNKNOWN: BankProfile = { id: 'unknown', stableIds: [], date: 'booking', historyDays: 89 };

/** The provider is the bank, or gives all banks one shape. */
const OF_PROVIDER: Partial<Readonly<Record<ProviderId, BankProfile>>> = {
  demo: { id: 'demo', stableIds: ['entry_reference'], date: 'booking', historyDays: 89 },
  // the window goes by the day of the purchase, the row by the day it is booked
  sparebank1: { id: 'sparebank1-direct', stableIds: [], date: 'booking', historyDays: 365, marginDays: 14 },
  simplefin: { id: 'simplefin', stableIds: ['id'], date: 'booking', historyDays: 60 },
};

/**
 * Provider and its id or name for the bank -> the profile; "unknown" for banks of which nothing is known. `country`: ISO 3166-1 alpha-2; an
 * Enable Banking id has it ("Danske Bank (NO)").
 */
export function bankProfile(provider: ProviderId, bank: string, country = ''): BankProfile {
  const own = OF_PROVIDER[provider];
  if (own !== undefined) return own;
  const [, plain = bank, inId = ''] = /^(.*?)(?:\s*\(([A-Z]{2})\))?$/su.exec(bank) ?? [];
  const where = (country || inId).toUpperCase();
  const name = foldedText(plain);
  const found = KNOWN_BANKS.find((known) =>
    known.institution?.test(bank) === true || (known.named?.test(name) === true && (known.country === undefined || known.country === where)));
  return found?.profile ?? UNKNOWN;
}
