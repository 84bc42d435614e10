/** The banks that the simulator plays, as data; what each of them does to its customers is told in FACTS section 7. */
import type { Currency } from '../../src/values/currency.ts';
import type { View } from './contract.ts';

const BOOKED = { kind: 'booked', enablebanking: 'CLBD', berlingroup: 'closingBooked' } as const;
const INTERIM_BOOKED = { kind: 'booked', enablebanking: 'ITBD', berlingroup: 'interimBooked' } as const;
const OPENING = { kind: 'opening', enablebanking: 'OPBD', berlingroup: 'openingBooked' } as const;
const EXPECTED = { kind: 'expected', enablebanking: 'XPCD', berlingroup: 'expected' } as const;
const AVAILABLE = { kind: 'available', enablebanking: 'ITAV', berlingroup: 'interimAvailable' } as const;

const NOK = 'NOK' as Currency;

const WELL: View = {
  id: 'well-behaved', name: 'Fjordbanken', country: 'NO', bic: 'FJRDNOKK', institution: 'FJORDBANKEN_FJRDNOKK', currency: NOK,
  ids: { entryReference: 'stable', transactionId: 'stable', internalTransactionId: 'stable' },
  pending: 'own-id', pendingDate: 'booking', pendingPayee: 'right', text: 'full', date: 'booking', sign: 'unsigned', amountAs: 'text', decimals: 'two',
  balances: [BOOKED, AVAILABLE], runningBalance: true, history: { deepDays: 730, deepMinutes: 60, days: 90, refusal: 'with-date' }, consentDays: 180,
  psuHeaders: [], dailyCalls: 4, pageSize: 50, about: 'ids for good, running balances, nothing that surprises',
};

export const VIEWS: readonly View[] = [
  WELL,
  {
    ...WELL, id: 'dnb', name: 'DNB', bic: 'DNBANOKK', institution: 'DNB_DNBANOKK', runningBalance: undefined,
    ids: { entryReference: 'absent', transactionId: 'session', internalTransactionId: 'absent' }, pending: 'own-id', pendingDate: 'value', pendingPayee: 'wrong',
    text: 'enriched', textInAdditional: true, decimals: 'one', balances: [OPENING, AVAILABLE, EXPECTED], history: { deepDays: 395, deepMinutes: 60, days: 90, refusal: 'without-date' },
    about: 'ids live in a session; the text of booked rows grows hours later; no closing balance',
  },
  {
    ...WELL, id: 'sparebank1', name: 'SpareBank 1 SR-Bank', bic: 'SPRONO22', institution: 'SPAREBANK_SR_BANK_SPRONO22', runningBalance: undefined,
    ids: { entryReference: 'absent', transactionId: 'reissued', internalTransactionId: 'reissued' }, pending: 'own-id', text: 'prefix-dropped',
    balances: [INTERIM_BOOKED, AVAILABLE], about: 'every fetch gives other ids; the date before the text goes away later',
  },
  {
    ...WELL, id: 'sparebanken-norge', name: 'Sparebanken Norge', bic: 'SPAVNOBB', institution: 'SPAREBANKEN_VEST_SPAVNOBB', runningBalance: undefined,
    ids: { entryReference: 'positional', transactionId: 'absent', internalTransactionId: 'absent' }, pending: 'no-id', pendingDate: 'value',
    psuHeaders: ['psuIpAddress', 'psuUserAgent'], about: 'ids are day and place in it, none on the day itself; refuses where only some PSU headers are sent',
  },
  {
    ...WELL, id: 'nordea-dk', name: 'Nordea', country: 'DK', bic: 'NDEADKKK', institution: 'NORDEA_NDEADKKK', currency: 'DKK' as Currency, runningBalance: undefined,
    ids: { entryReference: 'first-then-again', transactionId: 'first-then-again', internalTransactionId: 'reissued' }, pending: 'absent', sign: 'signed',
    balances: [BOOKED, AVAILABLE], history: { deepDays: 365, deepMinutes: 15, days: 89, refusal: 'silent' }, about: 'H… is shown again as P…, both for a day',
  },
  {
    ...WELL, id: 'danske', name: 'Danske Bank', bic: 'DABANO22', institution: 'DANSKEBANK_DABANO22', runningBalance: undefined,
    ids: { entryReference: 'reissued', transactionId: 'reissued', internalTransactionId: 'reissued' }, pending: 'as-booked', text: 'end-to-end', date: 'value-ahead', sign: 'signed',
    balances: [AVAILABLE], about: 'reserved rows come as booked ones under the day of the purchase, and again another day; value dates weeks ahead',
  },
  {
    ...WELL, id: 'bank-norwegian', name: 'Bank Norwegian', country: 'DK', bic: 'NORWDK22', institution: 'NORWEGIAN_DK_NORWDK22', currency: 'DKK' as Currency, runningBalance: undefined,
    ids: { entryReference: 'stable', transactionId: 'stable', internalTransactionId: 'stable' }, pending: 'own-id', pendingDate: 'remittance', date: 'month-end',
    balances: [EXPECTED, AVAILABLE], about: 'rows are booked on the 1st of the next month; the day is the value date',
  },
  {
    ...WELL, id: 'revolut', name: 'Revolut', country: 'LT', bic: 'REVOLT21', institution: 'REVOLUT_REVOLT21', currency: 'EUR' as Currency, runningBalance: undefined,
    pending: 'same-id', pendingDate: 'value', balances: [{ kind: 'booked', enablebanking: 'ITBD', berlingroup: 'InterimBooked' }],
    history: { deepDays: 730, deepMinutes: 5, days: 90, refusal: 'without-date' }, consentDays: 90, about: 'reserved and booked rows share an id; five minutes of deep history',
  },
  {
    ...WELL, id: 'n26', name: 'N26', country: 'DE', bic: 'NTSBDEB1', institution: 'N26_NTSBDEB1', currency: 'EUR' as Currency, runningBalance: undefined,
    ids: { entryReference: 'reused', transactionId: 'reused', internalTransactionId: 'blank' }, pending: 'no-id', pendingDate: 'none', pendingWrongSign: true, pendingPayee: 'blank', text: 'dash',
    amountAs: 'number', sign: 'signed', decimals: 'one', balances: [EXPECTED, INTERIM_BOOKED], history: { deepDays: 730, deepMinutes: 15, days: 90, refusal: 'without-date' },
    about: 'one id on two rows, no text, amounts with one decimal where one is enough; reserved rows without day and sign',
  },
  {
    ...WELL, id: 'ing-ro', name: 'ING', country: 'RO', bic: 'INGBROBU', institution: 'ING_INGBROBU', currency: 'RON' as Currency, runningBalance: undefined,
    ids: { entryReference: 'constant', transactionId: 'constant', internalTransactionId: 'reissued' }, pending: 'own-id', text: 'cut', sign: 'signed', consentDays: 90,
    balances: [BOOKED], about: 'every row has the id NOTPROVIDED; texts end after 140 characters',
  },
];

/** The demo's only bank. */
export const DEMO: View = { ...WELL, id: 'demo', text: 'prefix-dropped', dailyCalls: 100, about: 'ids for good; the date before the text goes away later; asked as often as one likes' };

/** Id -> the view. Fails for an unknown one (a slip of a test). */
export function viewOf(id: string): View {
  const found = VIEWS.find((view) => view.id === id);
  if (!found) throw new Error(`no view ${id}: ${VIEWS.map((view) => view.id).join(', ')}`);
  return found;
}
