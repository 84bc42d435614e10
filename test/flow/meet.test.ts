/** Devices that imported the same bank facts apart: after they meet there is one ledger, as if one device had imported all. */
import { afterEach, describe, expect, it } from 'vitest';
import { Device, type Fact, type Format, inLedger, inTruth, seen, settle } from './apart.ts';

const FACTS: readonly Fact[] = [
  { day: 0, amount: -24900, shop: 'Bunnpris Torshov' }, { day: 0, amount: -3900, shop: 'Kaffebrenneriet' }, { day: 0, amount: -3900, shop: 'Kaffebrenneriet' },
  { day: 1, amount: -129900, shop: 'Fjordkraft' }, { day: 2, amount: 4125000, shop: 'Fjordverk' }, { day: 2, amount: -10900, shop: 'Netflix' },
];

let devices: Device[] = [];
const apart = (...names: string[]): Device[] => (devices = names.map((name) => new Device(name)));
afterEach(() => {
  for (const device of devices) device.dispose();
  devices = [];
});

describe('two devices', () => {
  it('that imported the same days in other formats hold each row once', async () => {
    for (const [one, other] of [['csv', 'camt'], ['camt', 'ofx'], ['short', 'csv'], ['csv', 'csv'], ['ofx', 'csv']] as const satisfies readonly (readonly [Format, Format])[]) {
      const [a, b] = apart('a', 'b') as [Device, Device];
      await a.import(one, FACTS);
      await b.import(other, FACTS);
      const arrived = await b.receive(a);
      const { met } = await b.meet(arrived);
      expect(met, `${one} ${other}`).toEqual({ same: one === other ? 0 : 6, parted: 0, asked: 0, doubtful: 0 });
      // Once more: nothing is left to say.
      expect((await b.meet(arrived)).commit).toBeUndefined();
      await settle(devices);
      for (const device of devices) {
        expect(inLedger(device)).toEqual(inTruth(FACTS));
        expect(device.app.read().digests()).toEqual(device.app.rebuiltDigests());
      }
      expect(seen(a)).toEqual(seen(b));
      for (const device of devices) device.dispose();
    }
    devices = [];
  });

  it('meet with as many equal rows as the one that told most', async () => {
    const [a, b] = apart('a', 'b') as [Device, Device];
    const coffee: Fact = { day: 0, amount: -3900, shop: 'Kaffebrenneriet' };
    await a.import('csv', [coffee, coffee, FACTS[3]!]);
    await b.import('camt', [coffee, coffee, coffee, FACTS[3]!]);
    await settle(devices);
    expect(inLedger(a)).toEqual(inTruth([coffee, coffee, coffee, FACTS[3]!]));
    expect(seen(a)).toEqual(seen(b));
  });

  it('keep what stands when either import is undone, and lose it with both', async () => {
    const [a, b] = apart('a', 'b') as [Device, Device];
    const first = (await a.import('csv', FACTS))!;
    const second = (await b.import('camt', FACTS))!;
    await settle(devices);
    for (const one of [first, second]) {
      await a.write('undo', { type: 'commit.undone.v1', subject: one, payload: {} });
      expect(inLedger(a)).toEqual(inTruth(FACTS));
      await a.write('redo', { type: 'commit.redone.v1', subject: one, payload: {} });
    }
    for (const one of [first, second]) await a.write('undo', { type: 'commit.undone.v1', subject: one, payload: {} });
    expect(inLedger(a)).toEqual([]);
  });

  it('know the other words from then on', async () => {
    const [a, b] = apart('a', 'b') as [Device, Device];
    await a.import('csv', FACTS);
    await b.import('camt', FACTS);
    await settle(devices);
    await a.import('camt', FACTS.slice(0, 4));
    await b.import('csv', FACTS);
    await settle(devices);
    expect(inLedger(a)).toEqual(inTruth(FACTS));
    expect(seen(a)).toEqual(seen(b));
  });

  it('hold both rows again when the person takes the meeting back, and ask no more', async () => {
    const [a, b] = apart('a', 'b') as [Device, Device];
    await a.import('csv', FACTS);
    await b.import('camt', FACTS);
    const arrived = await b.receive(a);
    const { commit } = await b.meet(arrived);
    await b.write('undo', { type: 'commit.undone.v1', subject: commit!.id, payload: {} });
    expect(b.rows()).toHaveLength(2 * FACTS.length);
    expect(await b.meet(arrived)).toMatchObject({ met: { same: 0 }, commit: undefined });
    await settle(devices);
    expect(a.rows()).toHaveLength(2 * FACTS.length);
    expect(seen(a)).toEqual(seen(b));
  });
});

describe('what the person decided', () => {
  const pick = (device: Device, shop: string) => device.rows().find(({ text }) => text.includes(shop))!.id;
  const put = (device: Device, shop: string, category: string) => device.write('categorize', { type: 'transaction.categorized.v1', subject: pick(device, shop), payload: { category } });

  it('holds on the one that stands, the latest of either device', async () => {
    for (const isLater of [true, false]) {
      const [a, b] = apart('a', 'b') as [Device, Device];
      await a.import('csv', FACTS);
      await b.import('camt', FACTS);
      (isLater ? b : a).now += 60_000;
      await put(a, 'fjordkraft', 'housing');
      await put(b, 'fjordkraft', 'pets');
      await put(b, 'netflix', 'gifts');
      await b.write('note', { type: 'transaction.noted.v1', subject: pick(b, 'netflix'), payload: { note: 'shared' } });
      await b.write('split', { type: 'transaction.split.v1', subject: pick(b, 'bunnpris'), payload: { parts: [{ amount: -20000, category: 'pets' }, { amount: -4900, category: 'groceries' }] } });
      await settle(devices);
      for (const device of devices) {
        expect(device.rows().find(({ text }) => text.includes('fjordkraft'))).toMatchObject({ category: isLater ? 'pets' : 'housing', step: 'own' });
        expect(device.rows().find(({ text }) => text.includes('netflix'))).toMatchObject({ category: 'gifts', note: 'shared' });
        expect(device.rows().find(({ text }) => text.includes('bunnpris'))?.parts).toHaveLength(2);
      }
      for (const device of devices) device.dispose();
    }
    devices = [];
  });

  it('counts also where a third device said it of a row that is no longer there, unless somebody spoke later', async () => {
    const [a, b, c] = apart('a', 'b', 'c') as [Device, Device, Device];
    await a.import('csv', FACTS);
    b.now += 5000;
    await b.import('camt', FACTS);
    await c.sync(b);
    c.now = b.now + 60_000;
    await put(c, 'fjordkraft', 'pets');
    b.now += 10_000;
    await put(b, 'netflix', 'gifts');
    await b.sync(a);
    await settle([a, b]);
    b.now = c.now + 60_000;
    await put(b, 'netflix', 'housing');
    await put(c, 'netflix', 'pets');
    await settle(devices);
    for (const device of devices) {
      expect(device.rows()).toHaveLength(FACTS.length);
      expect(device.rows().find(({ text }) => text.includes('fjordkraft'))).toMatchObject({ category: 'pets' });
      expect(device.rows().find(({ text }) => text.includes('netflix'))).toMatchObject({ category: 'housing' });
    }
  });

  it('stays with its payment where two shared an id', async () => {
    const [a, b] = apart('a', 'b') as [Device, Device];
    const [ola, kari] = [{ day: 0, amount: 5000, shop: 'Beitrag', endToEnd: 'E2E-OLA-1' }, { day: 0, amount: 5000, shop: 'Beitrag', endToEnd: 'E2E-KARI-1' }];
    await a.import('camt', [ola]);
    await b.import('camt', [kari]);
    expect(a.rows()[0]!.id).toBe(b.rows()[0]!.id);
    b.now += 60_000;
    await put(a, 'beitrag', 'gifts');
    await put(b, 'beitrag', 'pets');
    const arrived = await a.receive(b);
    expect((await a.meet(arrived)).met).toEqual({ same: 0, parted: 1, asked: 0, doubtful: 0 });
    expect((await a.meet(arrived)).commit).toBeUndefined();
    await settle(devices);
    for (const device of devices) expect(device.rows().map(({ details, category }) => [details?.endToEndId, category]).sort()).toEqual([['E2E-KARI-1', 'pets'], ['E2E-OLA-1', 'gifts']]);
    await b.import('camt', [kari, ola]);
    expect(b.rows()).toHaveLength(2);
  });
});

describe('three devices', () => {
  it('meet whoever meets first, also two pairs at once', async () => {
    const [a, b, c] = apart('a', 'b', 'c') as [Device, Device, Device];
    await c.import('ofx', FACTS);
    await a.import('csv', FACTS);
    await b.import('camt', FACTS);
    await b.sync(a);
    await c.sync(b);
    await a.sync(c);
    await settle(devices);
    for (const device of devices) {
      expect(inLedger(device)).toEqual(inTruth(FACTS));
      expect(seen(device)).toEqual(seen(a));
    }
  });

  it('that told it in words another had already let go bring no row back', async () => {
    const [a, b, c] = apart('a', 'b', 'c') as [Device, Device, Device];
    await a.import('csv', FACTS);
    await b.import('camt', FACTS);
    await settle([a, b]);
    c.now = b.now + 60_000;
    await c.import('camt', FACTS);
    await a.sync(c);
    expect(inLedger(a)).toEqual(inTruth(FACTS));
    await settle(devices);
    for (const device of devices) expect(inLedger(device)).toEqual(inTruth(FACTS));
  });
});
