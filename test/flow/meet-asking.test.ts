/** Rows of two devices that may be one, and are not sure to be: set aside and asked about, once. */
import { afterEach, describe, expect, it } from 'vitest';
import { settleAsDuplicate, settleAsNew } from '../../src/intake/settle-doubt.ts';
import { Device, inLedger, seen, settle } from './apart.ts';

const devices: Device[] = [];
afterEach(() => { for (const one of devices.splice(0)) one.dispose(); });

/** One says coffee, the other says books, of one day and amount; around it they agree. */
async function apart(): Promise<[Device, Device]> {
  const [a, b] = [new Device('a'), new Device('b')];
  devices.push(a, b);
  await a.import('csv', [{ day: 1, amount: -4500, shop: 'Kaffebrenneriet' }, { day: 2, amount: -9900, shop: 'Bunnpris Torshov' }]);
  await b.import('camt', [{ day: 1, amount: -4500, shop: 'Deichman Bjorvika' }, { day: 2, amount: -9900, shop: 'Bunnpris Torshov' }, { day: 2, amount: -100, shop: 'Cutters Bryn' }, { day: 1, amount: -700, shop: 'Fjordkraft' }]);
  return [a, b];
}
const doubts = (device: Device): number => device.app.read().doubts.count();

describe('what may be one on two devices', () => {
  it('is asked about on both, and the answer holds on both', async () => {
    for (const answer of ['new', 'duplicate'] as const) {
      const [a, b] = await apart();
      expect((await b.meet(await b.receive(a))).met).toMatchObject({ same: 1, asked: 1, doubtful: 0 });
      expect(inLedger(b).filter((row) => row.endsWith('-4500'))).toHaveLength(1);
      await settle(devices);
      expect([doubts(a), doubts(b)]).toEqual([1, 1]);
      a.now = b.now + 60_000;
      await a.app.write({ command: 'review', arguments: {} }, async ({ commit, model }) => {
        const doubt = model.doubts.all()[0]!;
        if (answer === 'new') await settleAsNew(doubt, { commit, model, cascade: await a.app.cascade(model) });
        else settleAsDuplicate(doubt, model.transactions.get(doubt.candidates[0]!.id)!, { commit, model });
      });
      await settle(devices);
      for (const one of devices) {
        expect(doubts(one)).toBe(0);
        expect(inLedger(one).filter((row) => row.endsWith('-4500'))).toHaveLength(answer === 'new' ? 2 : 1);
        expect(one.app.read().digests()).toEqual(one.app.rebuiltDigests());
      }
      expect(seen(a)).toEqual(seen(b));
      for (const one of devices.splice(0)) one.dispose();
    }
  });

  it('stands again where the asking is undone, and is not asked about again', async () => {
    const [a, b] = await apart();
    const { commit } = await b.meet(await b.receive(a));
    await b.write('undo', { type: 'commit.undone.v1', subject: commit!.id, payload: {} });
    await settle(devices);
    for (const one of devices) expect([inLedger(one).filter((row) => row.endsWith('-4500')).length, doubts(one)]).toEqual([2, 0]);
  });

  it('is left alone where the person decided something of it', async () => {
    const [a, b] = await apart();
    for (const one of [a, b]) for (const { id } of one.rows().filter(({ amount }) => amount === -4500)) await one.write('categorize', { type: 'transaction.categorized.v1', subject: id, payload: { category: 'gifts' } });
    expect((await b.meet(await b.receive(a))).met).toMatchObject({ asked: 0, doubtful: 1 });
    expect(inLedger(b).filter((row) => row.endsWith('-4500'))).toHaveLength(2);
  });
});
