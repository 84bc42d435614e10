/** A bank's text grows after another format has told the same row in words of its own. */
import { afterEach, expect, it } from 'vitest';
import { Device, inLedger, inTruth } from './apart.ts';

const devices: Device[] = [];
afterEach(() => { for (const one of devices.splice(0)) one.dispose(); });
const FACTS = [{ day: 1, amount: -4500, shop: 'Kaffebrenneriet' }, { day: 2, amount: -9900, shop: 'Bunnpris Torshov' }, { day: 2, amount: -100, shop: 'Cutters Bryn' }, { day: 4, amount: -9900, shop: 'Bunnpris Torshov' }];

it.each([['short', 'ofx', 'csv'], ['short', 'camt', 'csv'], ['csv', 'camt', 'short']] as const)('%s, then %s, then %s are one history', async (...formats) => {
  const device = new Device(formats.join(' '));
  devices.push(device);
  for (const format of formats) await device.import(format, FACTS);
  expect([inLedger(device), device.app.read().doubts.count()]).toEqual([inTruth(FACTS), 0]);
});

it('the next visit to a shop, told in another format that leaves the first one out, is a visit of its own', async () => {
  const device = new Device('visits');
  devices.push(device);
  const visits = [{ day: 3, amount: -9900, shop: 'Cutters Bryn' }, { day: 5, amount: -9900, shop: 'Cutters Bryn' }];
  await device.import('ofx', visits.slice(0, 1));
  await device.import('short', visits.slice(1));
  expect(inLedger(device)).toEqual(inTruth(visits));
});
