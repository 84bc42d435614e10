/** Banks beyond the Nordic countries whose ways are known, as data; sources as in `known-banks.ts`. */
import type { BankProfile, KnownBank } from './bank-profile.ts';

const profile = (id: string, ways: Partial<BankProfile> = {}): BankProfile => ({ id, stableIds: [], date: 'booking', historyDays: 89, ...ways });

/** Banks beyond the Nordic countries. */
export const BANKS_OF_EUROPE: readonly KnownBank[] = [
  { profile: profile('revolut'), institution: /^REVOLUT_/, named: /^revolut\b/ },
  // one id on two rows in its own documentation; remittance "-"
  { profile: profile('n26'), institution: /^N26_/, named: /^n26\b/ },
  { profile: profile('ing-de', { strips: ['^mandatereference:.*?,creditorid:.*?,remittanceinformation:'], namesInAddress: true }), institution: /^ING_INGDDE/ },
  { profile: profile('ing-de', { strips: ['^mandatereference:.*?,creditorid:.*?,remittanceinformation:'], namesInAddress: true }), named: /^ing\b/, country: 'DE' },
  // one id for all rows
  { profile: profile('ing-ro', { namesInAddress: true }), institution: /^ING_INGBRO/ },
  { profile: profile('ing-ro', { namesInAddress: true }), named: /^ing\b/, country: 'RO' },
  { profile: profile('ing-nl', { namesInAddress: true }), institution: /^ING_INGBNL/ },
  { profile: profile('ing', { namesInAddress: true }), institution: /^ING_/, named: /^ing\b/ },
  // placeholder ids while pending, booking dates ahead
  { profile: profile('nationwide'), institution: /^NATIONWIDE_/, named: /^nationwide\b/ },
  { profile: profile('virgin'), institution: /^VIRGIN_/, named: /^virgin\b/ },
  { profile: profile('nbg', { pendingIsOut: true }), institution: /^NBG_/, named: /^(?:nbg\b|national bank of greece)/ },
  { profile: profile('ssk-dusseldorf'), institution: /^SSK_DUSSELDORF_/ },
  { profile: profile('commerzbank'), institution: /^COMMERZBANK_/, named: /^commerzbank\b/ },
  { profile: profile('easybank'), institution: /^EASYBANK_/, named: /^easybank\b/ },
  { profile: profile('alior'), institution: /^ALIOR_/, named: /^alior\b/ },
  // interimAvailable is the credit that is left
  { profile: profile('hsbc', { balances: ['interimBooked', 'ITBD'] }), institution: /^HSBC_/, named: /^hsbc\b/ },
  { profile: profile('amex', { balances: ['interimBooked', 'ITBD'] }), institution: /^AMERICAN_EXPRESS_/, named: /^american express\b/ },
  // reserved rows come as booked without an id (sure#2883)
  { profile: profile('dsk', { holdsAsBooked: true }), institution: /^DSK_/, named: /^dsk\b/ },
  // a reference changes though both answers say booked
  { profile: profile('oberbank'), institution: /^OBERBANK_/, named: /^oberbank\b/ },
  { profile: profile('kbc'), institution: /^KBC_/, named: /^kbc\b/ },
];
