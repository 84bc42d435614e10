/** One account imported in several formats: one ledger, more told of each transaction, what is unsure asked about. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Row } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { NOK, TestHome } from './home.ts';

const IBAN = 'NO9312345678901';
const row = (day: string, amount: number, description: string, more: Partial<Row> = {}): Row => ({ line: 2, bookingDate: `2026-03-${day}` as Day, amount: amount as Minor, currency: NOK, description, ...more });
const CSV = [
  row('02', -24900, 'Varekjøp Rema 1000 Torget'), row('02', -3900, 'Ruter billett'), row('03', -129900, 'Nettgiro til: Fjordkraft Betalt: 02.03.26'), row('05', 4125000, 'Lønn'), row('05', -10900, 'Visa 100026 Netflix.com'),
];
const card = (day: string, amount: number, counterparty: string): Row => row(day, amount, `*1234 0${Number(day)}.03 NOK ${-amount / 100}.00 ${counterparty.toUpperCase()} Kurs: 1.0000`, { counterparty, account: IBAN, mcc: '5411' });
const CAMT = [
  card('02', -24900, 'Rema 1000 Torget'), card('02', -3900, 'Ruter'), row('03', -129900, 'Faktura 4711', { counterparty: 'Fjordkraft AS', counterpartyAccount: '15031234567', account: IBAN, endToEndId: 'E2E-4711' }),
  row('05', 4125000, 'Lønn mars', { counterparty: 'Fjordverk AS', account: IBAN }), card('05', -10900, 'Netflix International'),
];
const camt = { format: 'camt', profile: 'camt.053.001.08', bank: '' } as const;

let home: TestHome;
afterEach(() => home.dispose());
const all = () => home.app.read().queries.find(EVERYTHING);
const counts = (outcome: Awaited<ReturnType<TestHome['deliver']>>) => {
  const [file] = outcome.value.files;
  if (!file || !('report' in file)) throw new Error('not imported');
  return [file.report.new, file.report.duplicate, file.report.doubtful, file.report.accounts.map(({ name }) => name).join()];
};

describe('the same account in two formats', () => {
  it('is one account and one ledger, whichever came first', async () => {
    home = new TestHome();
    await home.deliver(CSV);
    expect(counts(await home.deliver(CAMT, camt))).toEqual([0, 5, 0, 'Test Bank']);
    expect(home.app.read().accounts.all()).toMatchObject([{ number: '12345678901' }]);
    expect(counts(await home.deliver(CSV))).toEqual([0, 5, 0, 'Test Bank']);
    expect(counts(await home.deliver(CAMT, { ...camt, digest: 'again' }))).toEqual([0, 5, 0, 'Test Bank']);
    home.dispose();
    home = new TestHome();
    await home.deliver(CAMT, camt);
    expect(counts(await home.deliver(CSV))).toEqual([0, 5, 0, 'Account 78901']);
    expect(all()).toHaveLength(5);
  });

  it('tells more of what is known, and one undo takes that and the links back', async () => {
    home = new TestHome();
    await home.deliver(CSV);
    const before = all();
    const { commit } = await home.deliver(CAMT, camt);
    expect(all().find(({ amount }) => amount === -129900)).toMatchObject({ counterparty: 'Fjordkraft AS', counterpartyAccount: '15031234567', details: { endToEndId: 'E2E-4711' } });
    expect(all().find(({ amount }) => amount === -24900)?.details).toEqual({ mcc: '5411' });
    await home.write('undo', { type: 'commit.undone.v1', subject: commit!.id, payload: {} });
    expect(all()).toEqual(before);
    expect(home.app.read().accounts.all()).toMatchObject([{ number: null }]);
  });

  it('keeps the words of both, and settles what no step had settled before', async () => {
    home = new TestHome();
    await home.deliver([...CSV, row('09', -50000, 'Overføring Innland')]);
    expect(all().find(({ amount }) => amount === -50000)).toMatchObject({ category: 'uncategorized' });
    await home.deliver([...CAMT, row('09', -50000, 'Avdrag', { account: IBAN, bankCodes: ['purpose:RENT'] })], camt);
    expect(all().find(({ amount }) => amount === -50000)).toMatchObject({ description: 'Overføring Innland · Avdrag', category: 'rent', step: 'bank-code' });
    expect(all().find(({ amount }) => amount === -24900)).toMatchObject({ description: expect.stringContaining('Rema 1000 Torget') });
  });

  it('asks where the words have nothing in common and the days do not agree, and guesses nothing', async () => {
    home = new TestHome();
    await home.deliver([...CSV, row('09', -5000, 'Kiwi Oslo')]);
    const missing = CAMT.slice(0, 2);
    // A place in common is no name in common.
    expect(counts(await home.deliver([...missing, row('09', -5000, 'Meny Oslo', { account: IBAN }), row('09', -700, 'Parkering', { account: IBAN }), row('10', -800, 'Bom', { account: IBAN })], { ...camt, account: 'Test Bank' } as never))).toEqual([2, 2, 1, 'Test Bank']);
    expect(all()).toHaveLength(8);
    expect(home.app.read().doubts.all()).toMatchObject([{ draft: { description: 'Meny Oslo' } }]);
  });

  it('finds the same purchase a day apart by who is named, and leaves a series of equal amounts alone', async () => {
    home = new TestHome();
    await home.deliver([row('02', -24900, 'Varekjøp Rema 1000 Torget'), row('10', -100, 'Kiwi'), row('03', -3900, 'Ruter'), row('04', -3900, 'Ruter'), row('05', -3900, 'Ruter')]);
    const ofx = { format: 'ofx', profile: 'ofx-102', account: 'Test Bank' } as const;
    // The OFX covers the day of "Kiwi" and lacks it, and has "Meny" a day later: that is asked about.
    expect(counts(await home.deliver([row('01', -100, 'Meny'), row('03', -24900, 'REMA 1000'), row('11', -100, 'Meny')], ofx))).toEqual([1, 1, 1, 'Test Bank']);
    const [fresh, known, doubtful] = counts(await home.deliver([row('02', -3900, 'RUTER AS'), row('06', -3900, 'RUTER AS'), row('03', -3900, 'RUTER AS')], { ...ofx, digest: 'two' }));
    expect([known, Number(fresh) + Number(doubtful)]).toEqual([1, 2]);
  });

  it('keeps two equal purchases of a day two', async () => {
    home = new TestHome();
    await home.deliver([row('02', -3900, 'Kaffe Oslo'), row('02', -3900, 'Kaffe Oslo'), row('03', -1000, 'Kiosk')]);
    const twice = [row('02', -3900, 'Kaffe Oslo AS'), row('02', -3900, 'Kaffe Oslo AS'), row('03', -1000, 'Kiosk AS')];
    expect(counts(await home.deliver(twice, { ...camt, account: 'Test Bank' } as never))).toEqual([0, 3, 0, 'Test Bank']);
    expect(counts(await home.deliver([...twice, row('02', -3900, 'Kaffe Oslo AS')], { ...camt, digest: 'more', account: 'Test Bank' } as never))).toEqual([1, 3, 0, 'Test Bank']);
  });

  it('asserts the balances that a statement states, and sets what the account held before', async () => {
    home = new TestHome();
    const balance = (kind: 'opening' | 'closing', day: string, amount: number) => ({ kind, day: `2026-03-${day}` as Day, amount: amount as Minor, currency: NOK, account: IBAN });
    const { value } = await home.deliver(CAMT, { ...camt, balances: [balance('opening', '02', 100000), balance('closing', '05', 100000 + CAMT.reduce((sum, { amount }) => sum + amount, 0))] });
    expect(home.app.read().accounts.all()).toMatchObject([{ openingBalance: 100000, openingDay: '2026-03-02' }]);
    expect(value.files[0]).toMatchObject({ balances: [{ checked: 1, drift: null }] });
    const { value: off } = await home.deliver([row('06', -100, 'Kiwi', { account: IBAN })], { ...camt, balances: [balance('closing', '06', 1)] });
    expect(off.files[0]).toMatchObject({ balances: [{ checked: 2, drift: { day: '2026-03-06' } }] });
  });
});

describe('which account a file without a name is of', () => {
  it('is told by what was booked, also between accounts of one bank', async () => {
    home = new TestHome();
    await home.deliver(CSV, { account: 'Household' });
    await home.deliver([row('02', 100, 'a'), row('03', 200, 'b'), row('04', 300, 'c')], { account: 'Savings' });
    expect(counts(await home.deliver([...CSV, row('06', -100, 'Kiwi')], { format: 'ofx', profile: 'ofx', bank: '' }))).toEqual([1, 5, 0, 'Household']);
  });

  it('is asked for where nothing tells', async () => {
    home = new TestHome();
    await home.deliver(CSV, { bank: 'Test Bank' });
    await expect(home.deliver([row('20', -100, 'Kiwi', { account: IBAN })], camt)).rejects.toThrow(/whose number no file has told, may be the same one/);
    await expect(home.deliver([row('20', -100, 'Kiwi')], { ...camt })).rejects.toThrow(/does not say its account/);
    expect(counts(await home.deliver([row('20', -100, 'Kiwi', { account: IBAN })], { ...camt, bank: 'Another Bank' }))).toEqual([1, 0, 0, 'Another Bank 78901']);
  });

  it('is the one of the name that the file gives', async () => {
    home = new TestHome();
    const named = { format: 'qif', profile: 'qif', bank: '' } as const;
    expect(counts(await home.deliver([row('20', -100, 'Kiwi', { accountName: 'Brukskonto' })], named))).toEqual([1, 0, 0, 'Brukskonto']);
    expect(counts(await home.deliver([row('21', -100, 'Kiwi', { accountName: 'Brukskonto' })], named))).toEqual([1, 0, 0, 'Brukskonto']);
  });
});

describe('an account that shares some bills with another', () => {
  it('is not taken for it: three rows of many are no proof', async () => {
    home = new TestHome();
    const bills = [row('02', -10000, 'Strøm'), row('03', -20000, 'Husleie'), row('04', -30000, 'Internett')];
    await home.deliver([...bills, ...Array.from({ length: 12 }, (_, at) => row('05', -1000 - at, `Kiwi ${at}`)), row('06', -500, 'Kiosk')], { account: 'A', bank: 'Test Bank' });
    await expect(home.deliver([...bills, row('06', 4000000, 'Lønn B')].map((one) => ({ ...one, account: IBAN })), camt)).rejects.toThrow(/may be the same one/);
  });

  it('is another one where the banks are known to differ, also one of two letters; a code names none', async () => {
    home = new TestHome();
    await home.deliver(CAMT, { ...camt, bank: 'Nordea' });
    expect(counts(await home.deliver([row('20', -100, 'Kiwi')], { profile: 'fi-op-2025', bank: 'OP' }))).toEqual([1, 0, 0, 'OP']);
    home.dispose();
    home = new TestHome();
    await home.deliver(CAMT, { ...camt, bank: 'NDEANOKK' });
    await expect(home.deliver([row('20', -100, 'Kiwi')], { profile: 'fi-op-2025', bank: 'OP' })).rejects.toThrow(/could be NDEANOKK/);
  });
});
