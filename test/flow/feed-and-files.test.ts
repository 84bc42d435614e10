/** One account told by a bank's interface and by statement files: it is one ledger, whichever came first. */
import { describe, expect, it } from 'vitest';
import { sync } from '../../src/intake/feed/sync.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { Row } from '../../src/intake/rows.ts';
import { ok } from '../../src/values/result.ts';
import { addDays, type Day } from '../../src/values/day.ts';
import type { View } from '../bank-simulator/contract.ts';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { expectedRows } from '../bank-simulator/ledger.ts';
import { startSimulator } from '../bank-simulator/simulator.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { connectTo, enableBankingKeys, feedHome, personWith } from './feed-home.ts';
import { sourceOf } from './home.ts';

const NOW = Date.UTC(2026, 3, 20, 9);
const FROM = '2026-02-20' as Day;

function begin(view: View, seed: string) {
  const simulator = startSimulator({ seed, now: NOW, firstDay: FROM, accounts: 1, faces: [enableBanking], views: [view] });
  const home = feedHome(simulator);
  const truth = simulator.truth(view);
  const [account] = truth.accounts;
  /** As the bank's web page writes the same rows into a file: other words, no ids. */
  const rows = (to: Day): Row[] => expectedRows(truth, view, account!.key, simulator.state.now).filter(({ day }) => day <= to).map(({ event, day, amount, currency }, at) => {
    const { merchant, place, bought } = truth.bought(account!.key, FROM, '2026-12-31' as Day).find(({ id }) => id === event)!;
    return { line: at + 2, bookingDate: day, amount, currency, description: `Varekjøp ${merchant} ${place} Dato ${bought.slice(8)}.${bought.slice(5, 7)}`.trim() } as Row;
  });
  const importing = (to: Day, number: string | undefined) => home.process((tools) => tools.write({ command: 'import', arguments: {} }, async ({ commit, model }) =>
    deliver([{ file: 'web.csv', source: ok({ ...sourceOf(rows(to), {}), bank: view.name, ...(number === undefined ? {} : { account: number }) }) }], { strict: false }, { commit, model, cascade: await tools.cascade(model), progress: () => {} })));
  const person = personWith(simulator, enableBankingKeys(simulator), view.name);
  const held = () => home.read((model) => ({
    accounts: model.accounts.all().length, doubts: model.doubts.count(),
    rows: model.accounts.all().flatMap(({ id }) => [...model.transactions.booked(id, '2020-01-01' as Day, '2030-01-01' as Day)].map(({ date, amount }) => `${date} ${amount}`)).sort(),
  }));
  const expected = () => expectedRows(truth, view, account!.key, simulator.state.now).map(({ day, amount }) => `${day} ${amount}`).sort();
  return { simulator, home, importing, person, held, expected, number: account!.bban, connect: () => connectTo(home, 'enablebanking', person, view.country) };
}

describe.each(['well-behaved', 'dnb', 'sparebank1', 'sparebanken-norge'])('%s, by interface and by file', (id) => {
  const view = viewOf(id);
  it.each(['with its number', 'without a number'])('the file first, %s', async (how) => {
    const { importing, connect, held, expected, number, home } = begin(view, `${id}/${how}`);
    await importing(addDays('2026-04-20' as Day, -10), how === 'with its number' ? number : undefined);
    const { synced } = await connect();
    expect(synced.map(({ state, says }) => says ?? state)).toEqual(['ok']);
    expect(held()).toEqual({ accounts: 1, doubts: 0, rows: expected() });
    home.remove();
  }, 60_000);

  it('the interface first, then a file with its number, then the interface again', async () => {
    const { importing, connect, held, expected, number, home, simulator } = begin(view, `${id}/then`);
    await connect();
    const { value } = await importing('2026-04-19' as Day, number);
    const [outcome] = value.files;
    expect(outcome && 'report' in outcome ? [outcome.report.new, outcome.report.doubtful] : outcome).toEqual([0, 0]);
    simulator.advance(30 * 3_600_000);
    await home.process((tools) => sync(tools, {}));
    expect(held()).toEqual({ accounts: 1, doubts: 0, rows: expected() });
    home.remove();
  }, 60_000);
});
