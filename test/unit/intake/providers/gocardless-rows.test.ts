/** Rows of GoCardless, which speaks as the Berlin Group does, and what banks make of its fields. */
import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { gocardless } from '../../../../src/intake/providers/gocardless.ts';
import type { FeedAccount, FeedReading } from '../../../../src/intake/providers/provider.ts';
import { KARI, pageOf, troubleOf } from './conversation.ts';

type Sent = Readonly<Record<string, unknown>>;
const nok = (amount: unknown): Sent => ({ transactionAmount: { amount, currency: 'NOK' } });
const { currency: _, ...NAMELESS } = KARI;
function read(booked: readonly unknown[], { bank = '', pending, account = KARI }: { bank?: string; pending?: unknown; account?: FeedAccount } = {}): FeedReading {
  return gocardless.read([pageOf('transactions', { transactions: { booked, ...(pending === undefined ? {} : { pending }) }, last_updated: '2026-03-18T06:00:01Z' })], account, bankProfile('gocardless', bank));
}
const first = (sent: Sent, bank = ''): Sent => ({ ...read([sent], { bank }).booked[0] });

describe('a row', () => {
  it('has everything that was sent', () => {
    const reading = read([{
      transactionId: '2026031700012345', internalTransactionId: '9f0c1d', entryReference: '55512', endToEndId: 'NOTPROVIDED', mandateId: 'M-7', checkId: '000', bookingDate: '2026-03-17', valueDate: '2026-03-16', ...nok('-249.50'),
      creditorName: 'KIWI 123 TORSHOV', creditorAccount: { bban: '98765432109' }, debtorName: 'Kari Nordmann', debtorAccount: { iban: 'NO7212345678903' }, remittanceInformationUnstructured: '16.03 KIWI 123', remittanceInformationStructured: 'RF18539007547034',
      bankTransactionCode: 'PMNT-CCRD-POSD', proprietaryBankTransactionCode: 'NSTO+166+9310+997', purposeCode: 'SALA', merchantCategoryCode: '5411', balanceAfterTransaction: { balanceAmount: { amount: '1000.5', currency: 'NOK' }, balanceType: 'interimBooked' },
    }]);
    expect(reading.booked).toEqual([{
      line: 1, bookingDate: '2026-03-17', valueDate: '2026-03-16', amount: -24950, currency: 'NOK', description: '16.03 KIWI 123', counterparty: 'KIWI 123 TORSHOV', counterpartyAccount: '98765432109', reference: '2026031700012345',
      ids: { transactionId: '2026031700012345', entryReference: '55512', internalTransactionId: '9f0c1d' }, mandateId: 'M-7', creditorReference: 'RF18539007547034', mcc: '5411', type: 'NSTO+166+9310+997',
      bankCodes: ['purpose:SALA', 'iso20022:PMNT-CCRD-POSD', 'gvc:166'], balance: 100050,
    }]);
    expect([reading.pending, reading.problems, reading.ignored, reading.balances]).toEqual([[], [], 0, []]);
  });

  it('of money in is from the debtor, of money out never from the holder', () => {
    expect(first({ ...nok('250.00'), bookingDate: '2026-01-19', debtorName: 'Firma AS', debtorAccount: 'NO9386011117947' })).toMatchObject({ counterparty: 'Firma AS', counterpartyAccount: 'NO9386011117947' });
    expect(first({ ...nok('-12.50'), bookingDate: '2026-01-15', debtorName: 'Kari Nordmann', debtorAccount: { iban: 'NO7212345678903' }, remittanceInformationUnstructured: 'Kort' }, 'ALIOR_ALBPPLPW')).not.toHaveProperty('counterparty');
    expect(first({ ...nok('-5.00'), bookingDate: '2026-01-15', creditorName: 'Kari Nordmann', creditorAccount: { iban: 'NO72 1234 5678 903' }, debtorName: 'Legene', debtorAccount: { iban: 'NO9386011117947' } })).toMatchObject({ counterparty: 'Legene', counterpartyAccount: 'NO9386011117947' });
    expect(first({ ...nok('-5.00'), bookingDate: '2026-01-15', creditorName: null, ultimateCreditor: 'Strøm AS', creditorAccount: { bban: '' } })).toMatchObject({ counterparty: 'Strøm AS' });
  });

  it.each([
    [{ bookingDate: '2026-01-02', valueDate: '2026-01-03' }, '2026-01-02', '2026-01-03'], [{ bookingDate: '2024-01-01T00:00:00Z' }, '2024-01-01', undefined], [{ bookingDateTime: '2024-01-01T23:30:00.950' }, '2024-01-01', undefined],
    [{ valueDateTime: '2023-12-09T15:43:37.950' }, '2023-12-09', '2023-12-09'], [{ valueDate: '2027-01-01' }, '2027-01-01', '2027-01-01'], [{ transactionDate: '2026-05-05' }, '2026-05-05', undefined], [{ bookingDate: ' ', valueDate: '2026-01-03' }, '2026-01-03', '2026-01-03'],
  ])('with %j is of %s', (dates, day, value) => {
    const row = first({ ...nok('-1'), ...dates });
    expect([row['bookingDate'], row['valueDate']]).toEqual([day, value]);
  });

  it.each([
    [{ ...nok('-1') }, 'it has no date'], [{ ...nok('-1'), bookingDate: '2026-02-31', valueDate: '2026-03-01' }, 'the date "2026-02-31" is none'], [{ ...nok('1e2'), bookingDate: '2026-02-01' }, 'the amount "1e2" is written with an exponent'],
    [{ bookingDate: '2026-02-01' }, 'it has no amount'], [{ transactionAmount: { amount: '1', currency: 'XXX' }, bookingDate: '2026-02-01' }, 'the currency "XXX" is not in ISO 4217'],
    [{ transactionAmount: { amount: { a: 1 }, currency: 'NOK' }, bookingDate: '2026-02-01' }, 'it has no amount'], ['text', 'it is no transaction'], [null, 'it is no transaction'], [[1], 'it is no transaction'],
  ])('that is %j is a problem: %s', (sent, reason) => {
    const { booked, problems } = read([{ ...nok('-2'), bookingDate: '2026-02-01' }, sent]);
    expect([booked.length, problems.map(({ line, reason: why }) => [line, why])]).toEqual([1, [[2, reason]]]);
  });

  it('without a currency is in the account\'s, where that has one', () => {
    expect(read([{ transactionAmount: { amount: '5' }, bookingDate: '2026-02-01' }]).booked[0]).toMatchObject({ amount: 500, currency: 'NOK' });
    expect(read([{ transactionAmount: { amount: '5' }, bookingDate: '2026-02-01' }], { account: NAMELESS }).problems[0]?.reason).toBe('it has no currency');
  });
});

describe('texts', () => {
  it.each([
    [{ remittanceInformationUnstructured: '-', remittanceInformationUnstructuredArray: ['-'], additionalInformation: 'uuid', creditorName: 'PAYPAL' }, ''],
    [{ remittanceInformationUnstructuredArray: ['BEA, Betaalpas', 'Kiosk,PAS123', 'BY'] }, 'BEA, Betaalpas · Kiosk,PAS123 · BY'],
    [{ remittanceInformationUnstructured: 'one two three fou', remittanceInformationUnstructuredArray: ['one two', 'three four five'] }, 'one two · three four five'],
    [{ remittanceInformationUnstructured: 'Faktura 12', remittanceInformationStructured: 'Faktura 12' }, 'Faktura 12'], [{ remittanceInformationStructuredArray: ['Entgelt', 'siehe Anlage'] }, 'Entgelt · siehe Anlage'],
    [{ additionalInformation: 'only there' }, 'only there'], [{ remittanceInformationUnstructured: 42 }, '42'], [{ remittanceInformationUnstructured: { a: 1 } }, ''], [{ remittanceInformationUnstructured: 'a\u0007b\nc' }, 'a\u0007b\nc'],
  ])('of %j are %j', (fields, text) => expect(first({ ...nok('-1'), bookingDate: '2026-01-02', ...fields })['description']).toBe(text));

  it.each([
    [['5345', 'SCOR'], '5345'], ['RF18539007547034', 'RF18539007547034'], [{ reference: '00123456789', referenceType: 'SCOR' }, '00123456789'], [[{ reference: '0012345' }], '0012345'], ['Miete 12/2023', undefined],
  ])('of the structured kind %j hold the reference %s', (sent, reference) => {
    const name = Array.isArray(sent) ? 'remittanceInformationStructuredArray' : 'remittanceInformationStructured';
    expect(first({ ...nok('-1'), bookingDate: '2026-01-02', [name]: sent })['creditorReference']).toBe(reference);
  });
});

describe('ids', () => {
  it('that are placeholders are none', () => {
    for (const id of ['NOTPROVIDED', ' ', '000000000', '-----------']) expect(first({ ...nok('-1'), bookingDate: '2026-01-02', transactionId: id, entryReference: '4976' })).toMatchObject({ reference: '4976', ids: { entryReference: '4976' } });
  });
  it('that a bank encrypts anew each time are kept, but are no reference', () => {
    const row = first({ ...nok('-1'), bookingDate: '2026-01-02', transactionId: 'enc!!a==', internalTransactionId: 'i1', proprietaryBankTransactionCode: 'P77' }, 'SPAREBANK_SR_BANK_SPRONO22');
    expect(row).toMatchObject({ reference: 'P77', ids: { transactionId: 'enc!!a==', internalTransactionId: 'i1', proprietaryBankTransactionCode: 'P77' } });
    expect(row).not.toHaveProperty('type');
    expect(first({ ...nok('-1'), bookingDate: '2026-01-02', transactionId: 'enc!!a==' })).not.toHaveProperty('reference');
    expect(first({ ...nok('-1'), bookingDate: '2026-01-02', transactionId: 'enc!!b', internalTransactionId: 'i2' }, 'SPAREBANK_OSTLANDET_SHEDNO22')['reference']).toBe('i2');
  });
});

it('what was paid abroad stands in an object or a list', () => {
  const exchange = { instructedAmount: { amount: '10.00', currency: 'USD' }, exchangeRate: '10.512', sourceCurrency: 'USD' };
  for (const currencyExchange of [exchange, [exchange]]) expect(first({ ...nok('-105.12'), bookingDate: '2026-01-02', currencyExchange })['original']).toEqual({ amount: -1000, currency: 'USD', rate: '10.512' });
  for (const currencyExchange of [[{ exchangeRate: '0.97' }], { instructedAmount: { amount: '1', currency: 'NOK' } }, 'x', [null]]) expect(first({ ...nok('-105.12'), bookingDate: '2026-01-02', currencyExchange })).not.toHaveProperty('original');
});

it('a balance with credit in it is none after a row', () => {
  expect(first({ ...nok('-1'), bookingDate: '2026-01-02', balanceAfterTransaction: { balanceAmount: { amount: '5', currency: 'NOK' }, balanceType: 'interimAvailable' } })).not.toHaveProperty('balance');
});

describe('pending rows', () => {
  it('may have no date, and may be missing as a whole', () => {
    const { pending, problems } = read([], { pending: [{ ...nok('-80.00'), valueDate: '2026-03-18' }, { ...nok('-7.5') }, { ...nok('-1'), bookingDate: 'soon' }, 5] });
    expect(pending.map(({ line, bookingDate, amount }) => [line, bookingDate, amount])).toEqual([[1, '2026-03-18', -8000], [2, undefined, -750], [3, undefined, -100]]);
    expect(problems).toHaveLength(1);
    expect(read([]).pending).toEqual([]);
    expect(read([], { pending: null }).pending).toEqual([]);
  });
  it('without a minus are money out at some banks', () => {
    expect(read([], { bank: 'NBG_ETHNGRAA', pending: [{ ...nok('80.00') }] }).pending[0]?.amount).toBe(-8000);
    expect(read([], { pending: [{ ...nok('80.00') }] }).pending[0]?.amount).toBe(8000);
  });
});

describe('a body without rows', () => {
  it.each([[{}], [{ transactions: {} }], [{ transactions: { booked: null } }], [{ transactions: { booked: {} } }], [{ transactions: { booked: [], pending: 'x' } }], [{ transactions: [] }]])('that is %j is no answer', async (body) => {
    expect((await troubleOf(() => gocardless.read([pageOf('transactions', body)], KARI, bankProfile('gocardless', '')))).kind).toBe('down');
  });
  it('but errors on the way are passed over', () => {
    expect(gocardless.read([pageOf('transactions', '<html>', 503), pageOf('details', 'x'), pageOf('transactions', { transactions: { booked: [] } })], KARI, bankProfile('gocardless', '')).booked).toEqual([]);
  });
});
