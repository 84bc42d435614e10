/** Rows and balances of Enable Banking, and what the profiles of banks do to them. */
import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { enableBanking } from '../../../../src/intake/providers/enable-banking.ts';
import { gocardless } from '../../../../src/intake/providers/gocardless.ts';
import type { FeedReading } from '../../../../src/intake/providers/provider.ts';
import type { ProviderId } from '../../../../src/values/feeds.ts';
import { KARI, pageOf, troubleOf } from './conversation.ts';

type Sent = Readonly<Record<string, unknown>>;
const read = (transactions: readonly unknown[], bank = '', account = KARI): FeedReading =>
  enableBanking.read([pageOf('transactions', { transactions, continuation_key: null })], account, bankProfile('enablebanking', bank));
const row = (amount: string, more: Sent = {}): Sent => ({ transaction_amount: { currency: 'NOK', amount }, status: 'BOOK', booking_date: '2026-03-17', ...more });

describe('a row', () => {
  it('has everything that was sent', () => {
    const { booked } = read([{
      ...row('512.00', { credit_debit_indicator: 'DBIT' }), entry_reference: '77120004', transaction_id: 'abc', value_date: '2026-03-16', transaction_date: '2026-03-15', merchant_category_code: '5411',
      creditor: { name: 'Rema 1000' }, creditor_account: { other: { identification: '98765432109', scheme_name: 'BBAN' } }, debtor: { name: 'Kari Nordmann' }, debtor_account: { iban: 'NO7212345678903' },
      remittance_information: ['Varekjøp', '15.03 REMA 1000', '-'], reference_number: '00123456789', bank_transaction_code: { description: 'Varekjøp', code: 'PMNT', sub_code: 'CCRD-POSD' },
      balance_after_transaction: { currency: 'NOK', amount: '-12.5' }, exchange_rate: { instructed_amount: { currency: 'SEK', amount: '500' }, exchange_rate: '1.024' },
    }]);
    expect(booked).toEqual([{
      line: 1, bookingDate: '2026-03-17', valueDate: '2026-03-16', amount: -51200, currency: 'NOK', description: 'Varekjøp · 15.03 REMA 1000', counterparty: 'Rema 1000', counterpartyAccount: '98765432109', reference: '77120004',
      ids: { entry_reference: '77120004', transaction_id: 'abc' }, mcc: '5411', creditorReference: '00123456789', type: 'Varekjøp', bankCodes: ['iso20022:PMNT-CCRD-POSD'], balance: -1250, original: { amount: -50000, currency: 'SEK', rate: '1.024' },
    }]);
  });

  it.each([['100.50', 'CRDT', 10050], ['-25.99', 'DBIT', -2599], ['25.99', 'DBIT', -2599], ['-3.00', 'CRDT', 300], ['5.00', undefined, 500], ['-5', undefined, -500], ['0.00', 'DBIT', 0], ['7', 'dbit', -700]])('of %s %s is %i', (amount, indicator, expected) => {
    expect(read([row(amount, { credit_debit_indicator: indicator })]).booked.map((one) => one.amount)).toEqual([expected]);
  });

  it('is booked, pending or nothing by its status', () => {
    const reading = read(['BOOK', undefined, null, 'PDNG', 'HOLD', 'SCHD', 'RJCT', 'CNCL', 'OTHR', 'toString'].map((status) => row('1', { status })));
    expect([reading.booked.map(({ line }) => line), reading.pending.map(({ line }) => line), reading.ignored]).toEqual([[1, 2, 3], [4, 5], 3]);
    expect(reading.problems.map(({ line, reason }) => [line, reason])).toEqual([[9, 'the status "OTHR" does not say whether it is booked'], [10, 'the status "TOSTRING" does not say whether it is booked']]);
  });

  it('has no session\'s id as its reference', () => {
    expect(read([row('1', { entry_reference: null, transaction_id: 'handle' }), row('1', { entry_reference: '0', transaction_id: 'h2' })]).booked.map(({ reference, ids }) => [reference, ids])).toEqual([[undefined, { transaction_id: 'handle' }], [undefined, { transaction_id: 'h2' }]]);
  });

  it('without a date is a problem when it is booked', () => {
    const { booked, pending, problems } = read([row('1', { booking_date: null }), row('1', { booking_date: null, transaction_date: '2026-01-01' }), row('-7.50', { booking_date: null, status: 'PDNG' })]);
    expect([booked.map(({ bookingDate }) => bookingDate), pending.map(({ bookingDate }) => bookingDate), problems.map(({ reason }) => reason)]).toEqual([['2026-01-01'], [undefined], ['it has no date']]);
  });

  it('of a wrong type is a problem', () => {
    expect(read([5, null, 'x', [], {}, row('1', { credit_debit_indicator: 'UP' }), row('1', { transaction_amount: 'x' })]).problems.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

it('a missing list is no empty one', async () => {
  for (const body of [{}, { transactions: null }, { transactions: {} }]) expect((await troubleOf(() => enableBanking.read([pageOf('transactions', body)], KARI, bankProfile('enablebanking', '')))).kind).toBe('down');
});

describe('profiles', () => {
  it.each<[ProviderId, string, string]>([
    ['enablebanking', 'DNB (NO)', 'dnb'], ['gocardless', 'DNB_DNBANOKK', 'dnb'], ['enablebanking', 'Danske Bank (NO)', 'danske-no'], ['enablebanking', 'Danske Bank (DK)', 'danske-dk'], ['gocardless', 'DANSKEBANK_DABANO22', 'danske-no'],
    ['enablebanking', 'SpareBank 1 SR-Bank (NO)', 'sparebank1-sr'], ['enablebanking', 'SpareBank 1 Østlandet (NO)', 'sparebank1-ostlandet'], ['enablebanking', 'SpareBank 1 BV (NO)', 'sparebank1'], ['enablebanking', 'Sparebanken Vest (NO)', 'sparebanken-norge'],
    ['enablebanking', 'Bulder Bank (NO)', 'sparebanken-norge'], ['enablebanking', 'Bank Norwegian (DK)', 'bank-norwegian-dk'], ['enablebanking', 'Bank Norwegian (SE)', 'bank-norwegian'], ['gocardless', 'NORWEGIAN_NO_NORWNOK1', 'bank-norwegian'],
    ['enablebanking', 'Nordea (NO)', 'nordea-no'], ['enablebanking', 'Nordea (DK)', 'nordea-dk'], ['enablebanking', 'Nordea (FI)', 'nordea-fi'], ['gocardless', 'NORDEA_NDEADKKK', 'nordea-dk'], ['gocardless', 'SEB_KORT_AB_NO_SKHSFI21', 'seb-kort'],
    ['enablebanking', 'SEB (SE)', 'seb'], ['enablebanking', 'SEB (EE)', 'unknown'], ['enablebanking', 'ING (RO)', 'ing-ro'], ['enablebanking', 'ING (NL)', 'ing'], ['enablebanking', 'Revolut (LT)', 'revolut'], ['gocardless', 'N26_NTSBDEB1', 'n26'], ['gocardless', 'ENTERCARD_SWEDNOKK', 'entercard'],
    ['enablebanking', 'Fjordbanken (NO)', 'unknown'], ['gocardless', '__proto__', 'unknown'], ['demo', 'Fjordbanken (NO)', 'demo'], ['sparebank1', '', 'sparebank1-direct'], ['simplefin', '', 'simplefin'],
  ])('%s calls %s the bank %s', (provider, bank, id) => expect(bankProfile(provider, bank).id).toBe(id));

  it('of Bank Norwegian in Denmark: the day of the purchase is the value date', () => {
    const sent = [row('-10', { booking_date: '2026-04-01', value_date: '2026-03-12' })];
    expect(read(sent, 'Bank Norwegian (DK)').booked[0]).toMatchObject({ bookingDate: '2026-03-12', valueDate: '2026-04-01' });
    expect(read(sent, 'Bank Norwegian (NO)').booked[0]).toMatchObject({ bookingDate: '2026-04-01' });
    expect(read(sent, 'Bank Norwegian (NO)').booked[0]).not.toHaveProperty('valueDate');
  });

  it('of Danske in Norway: no value date, and no end-to-end id in the text', () => {
    const [booked] = read([row('-64.68', { value_date: '2026-05-01', remittance_information: ['12.03 Kiwi\nEndToEndID: NOTPROVIDED'] })], 'Danske Bank (NO)').booked;
    expect(booked).toMatchObject({ description: '12.03 Kiwi', amount: -6468 });
    expect(booked).not.toHaveProperty('valueDate');
  });

  it('of SEB Kort: the sign is the bank\'s, and the balance is owed', () => {
    const bank = bankProfile('gocardless', 'SEB_KORT_AB_NO_SKHSFI21');
    const bodies = [
      pageOf('transactions', { transactions: { booked: [{ bookingDate: '2026-03-01', transactionAmount: { amount: '120.00', currency: 'NOK' }, additionalInformation: 'Coop Obs', remittanceInformationUnstructured: 'KJØP' }] } }),
      pageOf('balances', { balances: [{ balanceAmount: { amount: '500', currency: 'NOK' }, balanceType: 'expected' }, { balanceAmount: { amount: '80', currency: 'NOK' }, balanceType: 'nonInvoiced' }] }),
    ];
    const { booked, balances } = gocardless.read(bodies, KARI, bank);
    expect(booked[0]).toMatchObject({ amount: -12000, description: 'Coop Obs' });
    expect(balances[0]).toEqual({ type: 'expected+nonInvoiced', kind: 'booked', amount: -42000, currency: 'NOK', day: undefined });
  });

  it('of Entercard: what was billed stands in the text', () => {
    const sent = { bookingDate: '2026-03-01', transactionAmount: { amount: '-10.00', currency: 'EUR' }, remittanceInformationUnstructuredArray: ['Hotel', 'billingAmount: 113.45'] };
    const { booked } = gocardless.read([pageOf('transactions', { transactions: { booked: [sent] } })], KARI, bankProfile('gocardless', 'ENTERCARD_SWEDNOKK'));
    expect(booked[0]).toMatchObject({ amount: -11345, currency: 'SEK', original: { amount: -1000, currency: 'EUR' } });
  });

  it('of ING: a name may stand in the address alone', () => {
    const sent = [row('-1', { creditor: { name: null, postal_address: { address_line: ['Bakker Jan', '1012 AB'] } } })];
    expect([read(sent, 'ING (NL)').booked[0]?.counterparty, read(sent).booked[0]?.counterparty]).toEqual(['Bakker Jan', undefined]);
    expect(gocardless.read([pageOf('transactions', { transactions: { booked: [{ bookingDate: '2026-03-01', transactionAmount: { amount: '-1', currency: 'EUR' }, remittanceInformationUnstructured: 'mandatereference:M1,creditorid:DE1,remittanceinformation:Strom 03' }] } })], KARI, bankProfile('gocardless', 'ING_INGDDEFF')).booked[0]?.description).toBe('Strom 03');
  });
});

describe('balances', () => {
  const balance = (type: string, amount: unknown, more: Sent = {}): Sent => ({ name: 'x', balance_type: type, balance_amount: { currency: 'NOK', amount }, ...more });
  const balancesOf = (sent: readonly unknown[], bank = ''): FeedReading => enableBanking.read([pageOf('balances', { balances: sent })], KARI, bankProfile('enablebanking', bank));

  it('come best first, each as what it is worth', () => {
    const { balances } = balancesOf([balance('ITAV', '900.00'), balance('XPCD', '-50.75'), balance('ITBD', '100.1', { reference_date: '2026-03-24' }), balance('OPBD', '5', { reference_date: '2026-03-24' }), balance('VALU', '1'), balance('CLBD', '12', { credit_debit_indicator: 'DBIT', reference_date: '2026-03-23' })]);
    expect(balances.map(({ type, kind, amount, day }) => [type, kind, amount, day])).toEqual([
      ['CLBD', 'booked', -1200, '2026-03-23'], ['ITBD', 'booked', 10010, '2026-03-24'], ['OPBD', 'opening', 500, '2026-03-24'], ['XPCD', 'expected', -5075, undefined], ['ITAV', 'available', 90000, undefined], ['VALU', 'available', 100, undefined],
    ]);
  });
  it('by the bank\'s own order, where it has one', () => {
    expect(balancesOf([balance('ITAV', '1'), balance('XPCD', '2'), balance('OPBD', '3', { reference_date: '2026-03-24' })], 'DNB (NO)').balances.map(({ type }) => type)).toEqual(['OPBD', 'XPCD', 'ITAV']);
  });
  it('of an earlier day say nothing without that day, and with credit in them are not booked', () => {
    expect(balancesOf([balance('PRCD', '1'), balance('OPBD', '2')]).balances.map(({ kind }) => kind)).toEqual(['available', 'available']);
    const sent = [{ balanceAmount: { amount: '9', currency: 'NOK' }, balanceType: 'InterimBooked', creditLimitIncluded: true }, { balanceAmount: { amount: '8', currency: 'NOK' }, balanceType: 'InterimBooked' }];
    expect(gocardless.read([pageOf('balances', { balances: sent })], KARI, bankProfile('gocardless', '')).balances.map(({ kind, amount }) => [kind, amount])).toEqual([['available', 900], ['booked', 800]]);
  });
  it('that cannot be read are told', () => {
    const { balances, problems } = balancesOf([balance('CLBD', '1e2'), { balance_type: 'CLBD' }, { balance_type: 'CLBD', balance_amount: { amount: '1', currency: 'XXX' } }, 7]);
    expect([balances, problems.length]).toEqual([[], 4]);
  });
});
