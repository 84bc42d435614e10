/** A row that is asked about here while another device took it for new: whatever is answered, it stands once or not at all. */
import { afterEach, describe, expect, it } from 'vitest';
import { settleAsDuplicate, settleAsNew } from '../../src/intake/settle-doubt.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import type { Currency } from '../../src/values/currency.ts';
import { Device } from './apart.ts';

const devices: Device[] = [];
afterEach(() => { for (const one of devices.splice(0)) one.dispose(); });

const draft = (description: string) => ({ account: 'x', amount: -4200, currency: 'NOK' as Currency, date: '2026-01-05', description, ordinal: 1, source: 'csv' });
const opened: NewEvent = { type: 'account.opened.v1', subject: 'x', payload: { currency: 'NOK' as Currency, name: 'X' } };

/** Here Y stands and X is asked about; there X was recorded. Both know of it now. */
async function apart(): Promise<Device> {
  const [here, there] = [new Device('here'), new Device('there')];
  devices.push(here, there);
  await here.app.write({ command: 'import', arguments: {} }, ({ commit }) => commit.append([opened, { type: 'transaction.recorded.v2', subject: '1000y', payload: draft('Kaffe') }, { type: 'doubt.raised.v2', subject: '1000x', payload: { candidates: [{ id: '1000y', why: 'alike' }], draft: draft('Kaffebar') } }]));
  await there.app.write({ command: 'import', arguments: {} }, ({ commit }) => commit.append([opened, { type: 'transaction.recorded.v2', subject: '1000x', payload: draft('Kaffebar') }]));
  await here.receive(there);
  return here;
}
const stands = ({ app }: Device): string[] => app.read().transactions.ofIds(['1000x', '1000y', '2']).map(({ id }) => id);

describe('a doubt about a row that another device recorded', () => {
  it('answered with new adds nothing', async () => {
    const here = await apart();
    await here.app.write({ command: 'review', arguments: {} }, async ({ commit, model }) => settleAsNew(model.doubts.all()[0]!, { commit, model, cascade: await here.app.cascade(model) }));
    expect([here.app.read().transactions.count(), here.app.read().doubts.count()]).toEqual([2, 0]);
  });

  it('answered with a duplicate leaves the other one alone, and knows its name', async () => {
    const here = await apart();
    await here.app.write({ command: 'review', arguments: {} }, ({ commit, model }) => { settleAsDuplicate(model.doubts.all()[0]!, model.transactions.get('1000y')!, { commit, model }); });
    expect([stands(here), here.app.read().transactions.resolve('1000x'), here.app.read().doubts.count()]).toEqual([['1000y'], '1000y', 0]);
    expect(here.app.read().digests()).toEqual(here.app.rebuiltDigests());
  });
});
