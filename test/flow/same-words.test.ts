/** Rows of one day, amount and text: facts of their payments tell which is which, and balances tell that a statement goes on. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Row, StatedBalance } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { NOK, TestHome } from './home.ts';

const DAY = '2026-03-02' as Day;
const ACCOUNT = '15031234567';
const row = (amount: number, description: string, more: Partial<Row> = {}): Row => ({ line: 2, bookingDate: DAY, amount: amount as Minor, currency: NOK, description, account: ACCOUNT, ...more });
const ola = row(5000, 'Beitrag 2026', { counterparty: 'Ola Hansen', counterpartyAccount: '12041111111', endToEndId: 'E2E-OLA-1', reference: 'R100001' });
const kari = row(5000, 'Beitrag 2026', { counterparty: 'Kari Berg', counterpartyAccount: '12042222222', endToEndId: 'E2E-KARI-1', reference: 'R100002' });
const mt940 = { format: 'mt940', profile: 'mt940-no', bank: '' } as const;
const stated = (kind: 'opening' | 'closing', amount: number): StatedBalance => ({ kind, day: DAY, amount: amount as Minor, currency: NOK, account: ACCOUNT });

let home: TestHome;
afterEach(() => home.dispose());
const all = () => home.app.read().queries.find(EVERYTHING);
async function counts(rows: readonly Row[], options: Parameters<TestHome['deliver']>[1] = mt940): Promise<number[]> {
  const [file] = (await home.deliver(rows, { ...mt940, ...options })).value.files;
  if (!file || !('report' in file)) throw new Error('not imported');
  return [file.report.new, file.report.duplicate, file.report.doubtful];
}

describe('two payers with the same words', () => {
  it('are two, in whatever files and order they come', async () => {
    for (const files of [[[ola], [kari], [ola, kari]], [[kari], [ola, kari], [kari, ola]], [[ola], [kari, ola]], [[ola, kari], [kari], [ola]]]) {
      home = new TestHome();
      for (const file of files) await counts(file);
      expect(all().map(({ counterparty, counterpartyAccount, details }) => [counterparty, counterpartyAccount, details?.endToEndId]).sort()).toEqual([
        ['Kari Berg', '12042222222', 'E2E-KARI-1'], ['Ola Hansen', '12041111111', 'E2E-OLA-1'],
      ]);
      home.dispose();
    }
    home = new TestHome();
  });

  it('are one where the other file only leaves out what it does not know', async () => {
    home = new TestHome();
    await counts([row(5000, 'Beitrag 2026'), row(5000, 'Beitrag 2026')]);
    expect(await counts([kari, ola])).toEqual([0, 2, 0]);
    expect(all().map(({ details }) => details?.endToEndId).sort()).toEqual(['E2E-KARI-1', 'E2E-OLA-1']);
  });

  it('are never told of one another, also across formats', async () => {
    home = new TestHome();
    await counts([ola]);
    expect(await counts([{ ...kari, description: 'Beitrag 2026 Kari' }], { format: 'camt', profile: 'camt.053.001.08' })).toEqual([1, 0, 0]);
    expect(all().map(({ details }) => details?.endToEndId).sort()).toEqual(['E2E-KARI-1', 'E2E-OLA-1']);
  });
});

describe('a second statement of the day', () => {
  it('that goes on where the first ended holds other payments; the same one again holds none', async () => {
    home = new TestHome();
    const coffee = row(-3900, 'Kaffe');
    await counts([coffee], { balances: [stated('opening', 10000), stated('closing', 6100)] });
    const second = { balances: [stated('opening', 6100), stated('closing', 2200)] };
    expect(await counts([coffee], { ...second, digest: 'second' })).toEqual([1, 0, 0]);
    expect(await counts([coffee], { ...second, digest: 'second again' })).toEqual([0, 1, 0]);
    expect(await counts([coffee, coffee], { digest: 'the whole day', balances: [stated('opening', 10000), stated('closing', 2200)] })).toEqual([0, 2, 0]);
    expect(all()).toHaveLength(2);
  });
});

describe('a day told again', () => {
  it('as a whole is no statement that goes on, also where the account was emptied in between', async () => {
    home = new TestHome();
    const [into, sweep, late] = [row(10000, 'Inn'), row(-10000, 'Sweep'), row(3000, 'Sent')];
    await counts([into], { balances: [stated('opening', 0), stated('closing', 10000)] });
    expect(await counts([sweep], { digest: 'b', balances: [stated('opening', 10000), stated('closing', 0)] })).toEqual([1, 0, 0]);
    expect(await counts([into, sweep, late], { digest: 'c', balances: [stated('opening', 0), stated('closing', 3000)] })).toEqual([1, 2, 0]);
  });
});

describe('references as others write them', () => {
  it('are the same without leading zeros, check digits of ISO 11649, or their end', async () => {
    home = new TestHome();
    await counts([row(100, 'A', { creditorReference: '0012345678' }), row(200, 'B', { creditorReference: 'RF18539007547034' }), row(300, 'C', { endToEndId: 'INV-2026-000123-ABC' })]);
    expect(await counts([row(100, 'A', { creditorReference: '12345678' }), row(200, 'B', { creditorReference: '539007547034' }), row(300, 'C', { endToEndId: 'INV-2026-000123' })])).toEqual([0, 3, 0]);
  });
});

describe('a batch and its payments', () => {
  const total = row(30085, 'Samlet innbetaling', { reference: 'BATCH-77' });
  const parts = [row(20085, 'KID 1', { batchReference: 'BATCH-77', counterparty: 'A', reference: 'P1' }), row(10000, 'KID 2', { batchReference: 'BATCH-77', counterparty: 'B', reference: 'P2' })];
  const notified = { format: 'camt', profile: 'camt.054.001.08' } as const;
  const booked = { format: 'camt', profile: 'camt.053.001.08' } as const;

  it('are the same money, whichever came first, and undo leaves the other', async () => {
    home = new TestHome();
    await counts([total, row(-100, 'Gebyr')], booked);
    expect(await counts(parts, notified)).toEqual([0, 2, 0]);
    expect(all().map(({ amount, counterparty }) => [amount, counterparty]).sort()).toEqual([[-100, null], [30085, null]]);
    home.dispose();
    home = new TestHome();
    const { commit } = await home.deliver(parts, { ...notified, bank: '' });
    expect(await counts([total, row(-100, 'Gebyr')], booked)).toEqual([1, 1, 0]);
    expect(await counts(parts, { ...notified, digest: 'again' })).toEqual([0, 2, 0]);
    await home.write('undo', { type: 'commit.undone.v1', subject: commit!.id, payload: {} });
    expect(all().reduce((sum, { amount }) => sum + amount, 0)).toBe(30085 - 100);
  });

  it('stay apart where the sum or the reference is another', async () => {
    home = new TestHome();
    await counts([{ ...total, amount: 30086 as Minor }], booked);
    expect(await counts(parts, notified)).toEqual([2, 0, 0]);
  });
});
