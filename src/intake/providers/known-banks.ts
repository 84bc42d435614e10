/**
 * Banks whose ways are known, as data. What is told of them comes from the projects that met it: actualbudget/actual-server src/app-gocardless/banks,
 * martinohansen/ynabber reader/{nordigen,enablebanking}, we-promise/sure, and issues named beside a bank. The first that matches counts.
 */
import type { BankProfile, KnownBank } from './bank-profile.ts';
import { BANKS_OF_EUROPE } from './known-banks-europe.ts';

/** No id is proven to last, so none is trusted; 90 days are one too many at some banks. */
const profile = (id: string, ways: Partial<BankProfile> = {}): BankProfile => ({ id, stableIds: [], date: 'booking', historyDays: 89, ...ways });

/** GoCardless gives a row's text there alone. */
const TOLD_BESIDE = { textField: 'additionalInformation' } as const;
const NO_END_TO_END = ['\\s*EndToEndID:\\s*NOTPROVIDED\\s*$'] as const;

const NORWAY: readonly KnownBank[] = [
  // Enable Banking gives no entry_reference and a transaction_id that ends with the session (ynabber#148)
  { profile: profile('dnb', { ...TOLD_BESIDE, balances: ['openingBooked', 'OPBD', 'expected', 'XPCD', 'interimAvailable', 'ITAV'] }), institution: /^DNB_/, named: /^dnb\b/ },
  // every other id is encrypted anew for each answer (ynabber#105, #64)
  { profile: profile('sparebank1-sr', { stableIds: ['proprietaryBankTransactionCode'] }), institution: /^SPAREBANK_SR_/, named: /^sparebank ?1 s(?:r|or)\b/ },
  { profile: profile('sparebank1-ostlandet', { stableIds: ['internalTransactionId'] }), institution: /^SPAREBANK_OSTLANDET_/, named: /^sparebank ?1 ostlandet/ },
  { profile: profile('sparebank1'), institution: /^SPAREBANK_?1?_(?!VEST|NORGE)/, named: /^sparebank ?1\b/ },
  // references are the day and a position, and move (whisper-money#669); formerly Sparebanken Vest
  { profile: profile('sparebanken-norge', { needsPsu: true }), institution: /^(?:SPAREBANKEN_(?:VEST|NORGE)|BULDER)/, named: /^(?:sparebanken (?:vest|norge)|bulder)\b/ },
  // the day of a purchase stands in the value date in Denmark (actual#724); elsewhere the value date is when the bill is due
  { profile: profile('bank-norwegian-dk', { date: 'value', balances: ['expected', 'XPCD'] }), institution: /^NORWEGIAN_DK_/ },
  { profile: profile('bank-norwegian-dk', { date: 'value', balances: ['expected', 'XPCD'] }), named: /^(?:bank )?norwegian\b/, country: 'DK' },
  { profile: profile('bank-norwegian', { dropsValueDate: true, balances: ['expected', 'XPCD'] }), institution: /^NORWEGIAN_/, named: /^(?:bank )?norwegian\b/ },
  // the value date is the card's due date weeks ahead, reserved rows come as booked (actual#1392)
  { profile: profile('danske-no', { dropsValueDate: true, holdsAsBooked: true, strips: NO_END_TO_END, balances: ['interimAvailable', 'ITAV'] }), institution: /^DANSKEBANK_DABANO/ },
  { profile: profile('danske-no', { dropsValueDate: true, holdsAsBooked: true, strips: NO_END_TO_END, balances: ['interimAvailable', 'ITAV'] }), named: /^danske\b/, country: 'NO' },
  { profile: profile('seb-kort', { ...TOLD_BESIDE, isReversed: true, balanceSum: { expected: -1, nonInvoiced: 1 } }), institution: /^SEB_KORT/, named: /^seb kort\b/ },
  { profile: profile('entercard', { billed: { currency: 'SEK', after: 'billingAmount: ' } }), institution: /^ENTERCARD_/, named: /^entercard\b/ },
  { profile: profile('handelsbanken'), institution: /^HANDELSBANKEN_/, named: /^(?:svenska )?handelsbanken\b/ },
  { profile: profile('nordea-no'), institution: /^NORDEA_NDEANO/ },
  { profile: profile('nordea-no'), named: /^nordea\b/, country: 'NO' },
  { profile: profile('morrow'), institution: /^MORROW_/, named: /^morrow\b/ },
  // portals of Tietoevry: ids are encrypted anew for each answer
  { profile: profile('tietoevry'), institution: /^(?:FANA|LANDKREDITT|SPARESKILLINGSBANKEN|SBM)/, named: /^(?:fana sparebank|landkreditt|spareskillingsbanken|sparebanken more|sbm)\b/ },
];

const NORDICS: readonly KnownBank[] = [
  { profile: profile('danske-dk', { strips: NO_END_TO_END }), institution: /^DANSKEBANK_/, named: /^danske\b/ },
  // a row with an id H… is shown again as P… (ynabber#90)
  { profile: profile('nordea-dk', { shownAgain: { first: 'H', again: 'P' } }), institution: /^NORDEA_NDEADK/ },
  { profile: profile('nordea-dk', { shownAgain: { first: 'H', again: 'P' } }), named: /^nordea\b/, country: 'DK' },
  { profile: profile('nordea-fi'), institution: /^NORDEA_NDEAFI/ },
  { profile: profile('nordea-fi'), named: /^nordea\b/, country: 'FI' },
  { profile: profile('nordea'), institution: /^NORDEA_/, named: /^nordea\b/ },
  { profile: profile('op'), institution: /^OP_/, named: /^(?:op|osuuspankki)\b/ },
  { profile: profile('swedbank'), institution: /^SWEDBANK_/, named: /^swedbank\b/ },
  { profile: profile('lhv'), institution: /^LHV_/, named: /^lhv\b/ },
  // reserved amounts come positive through Enable Banking (securo#937)
  { profile: profile('seb', { ...TOLD_BESIDE, pendingIsOut: true, balances: ['interimBooked', 'ITBD'] }), institution: /^SEB_ESSE/, named: /^seb\b/, country: 'SE' },
  { profile: profile('bec', TOLD_BESIDE), institution: /^(?:SPAR_?NORD|LA?EGERNES|LAGERNES|FA?ELLESKASSEN|ARBEJDERNES|NYKREDIT)/, named: /^(?:spar nord|laegernes|faelleskassen|arbejdernes|nykredit)/ },
];

/** Every bank that is known; the first match is the one. */
export const KNOWN_BANKS: readonly KnownBank[] = [...NORWAY, ...NORDICS, ...BANKS_OF_EUROPE];
