/** A feed over the real ledger: what a person would notice first if it went wrong. */
import { describe, expect, it } from 'vitest';
import { disconnect, reconnect } from '../../src/intake/feed/connect.ts';
import { type AccountSynced, sync } from '../../src/intake/feed/sync.ts';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { startSimulator } from '../bank-simulator/simulator.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { connectTo, enableBankingKeys, feedHome, Killed, personWith } from './feed-home.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 1, 10, 9);

function begin(view = 'well-behaved', onStep?: (what: string) => void) {
  const bank = viewOf(view);
  const simulator = startSimulator({ seed: 'feed', now: NOW, accounts: 2, faces: [enableBanking], views: [bank] });
  const home = feedHome(simulator, onStep ? { onStep } : {});
  const person = personWith(simulator, enableBankingKeys(simulator), bank.name);
  return { simulator, home, person, connect: () => connectTo(home, 'enablebanking', person, bank.country), sync: (attended = false) => home.process((tools) => sync(tools, {}), attended) };
}
const counts = (synced: readonly AccountSynced[]): number[] => synced.map(({ reports }) => reports.reduce((sum, report) => sum + report.new, 0));
const states = (synced: readonly AccountSynced[]): string[] => synced.map(({ state }) => state);

describe('a feed', () => {
  it('brings the history with the consent, and nothing twice', async () => {
    const { home, connect, sync: again, simulator } = begin();
    const { synced, connection } = await connect();
    expect(states(synced)).toEqual(['ok', 'ok']);
    expect(counts(synced)[0]).toBeGreaterThan(100);
    const rows = () => home.read((model) => model.accounts.all().map(({ id }) => model.statements.sumsByDay(id)));
    const before = rows();
    simulator.advance(60_000);
    expect(counts(await again())).toEqual([0, 0]);
    expect(rows()).toEqual(before);
    expect(connection.consents).toHaveLength(1);
    home.remove();
  });

  it('asks four times a day while nobody is there, and says until when it waits', async () => {
    const { home, connect, sync: again, simulator } = begin();
    await connect();
    const met: string[][] = [];
    for (let run = 0; run < 6; run++) {
      simulator.advance(HOUR);
      met.push(states(await again()));
    }
    expect(met).toEqual([...Array(4).fill(['ok', 'ok']), ['wait-until', 'wait-until'], ['wait-until', 'wait-until']]);
    // Pages of one question count as one.
    const asked = new Set(simulator.log.filter(({ path, isAttended }) => path.endsWith('/transactions') && !isAttended).map(({ path, at }) => `${path} ${at}`));
    expect(asked.size).toBe(8);
    expect(states(await again(true))).toEqual(['ok', 'ok']);
    const [first] = await again();
    expect(first!.until).toBe(NOW + HOUR + 24 * HOUR);
    home.remove();
  });

  it('does not ask for a balance again soon after the bank had enough of that', async () => {
    const { home, connect, sync: again, simulator } = begin();
    await connect();
    const asked = (from: number): number => simulator.log.slice(from).filter(({ path }) => path.endsWith('/balances')).length;
    simulator.advance(HOUR);
    simulator.plan({ face: 'enablebanking', path: '/balances', fault: 'status-429', times: 2 });
    expect(states(await again(true))).toEqual(['ok', 'ok']);
    const before = simulator.log.length;
    simulator.advance(HOUR);
    expect([states(await again(true)), asked(before)]).toEqual([['ok', 'ok'], 0]);
    simulator.advance(7 * HOUR);
    await again(true);
    expect(asked(before)).toBe(2);
    home.remove();
  });

  it('takes in what lay on disk when a process was killed, without asking again', async () => {
    let fuse = Infinity;
    const { home, connect, sync: again, simulator } = begin('well-behaved', (what) => { if (what === 'before commit' && fuse-- <= 0) throw new Killed(); });
    await connect();
    simulator.advance(30 * HOUR);
    fuse = 0;
    await expect(again()).rejects.toThrow(Killed);
    fuse = Infinity;
    const before = simulator.log.length;
    const [current] = await again();
    expect(current!.state).toBe('ok');
    expect(simulator.log.slice(before).filter(({ path }) => path.includes('/transactions'))).toHaveLength(1);
    home.remove();
  });

  it('does not ask once the consent is over, and goes on after a new one without doubling anything', async () => {
    const { home, connect, sync: again, simulator, person } = begin('dnb');
    const { connection } = await connect();
    const rows = () => home.read((model) => model.accounts.all().map(({ id }) => [...model.transactions.booked(id, '2020-01-01' as never, '2030-01-01' as never)].length));
    simulator.advance(HOUR);
    await again();
    const before = rows();
    simulator.revoke();
    simulator.advance(HOUR);
    expect(states(await again())).toEqual(['needs-consent', 'needs-consent']);
    const asked = simulator.log.length;
    expect(states(await again())).toEqual(['needs-consent', 'needs-consent']);
    expect(simulator.log).toHaveLength(asked);
    const renewed = await home.process((tools) => reconnect(tools, connection, person), true);
    expect(states(renewed.synced)).toEqual(['ok', 'ok']);
    expect(counts(renewed.synced).reduce((a, b) => a + b)).toBeLessThan(10);
    expect(rows().map((count, at) => count - before[at]!)).toEqual(counts(renewed.synced));
    expect(home.read((model) => model.connections.get(connection.id)!.consents.map(({ ended }) => ended?.why))).toEqual(['revoked', undefined]);
    home.remove();
  });

  it('leaves with the consent ended at the bank and no key kept; the transactions stay', async () => {
    const { home, connect, simulator } = begin();
    const { connection } = await connect();
    const before = home.read((model) => model.log.size());
    await home.process((tools) => disconnect(tools, connection, false), true);
    expect(simulator.state.consents.map(({ status }) => status)).toEqual(['closed']);
    expect(home.secrets.size).toBe(0);
    expect(home.read((model) => [model.connections.get(connection.id)!.closed !== undefined, model.accounts.all().length, model.log.size()])).toEqual([true, 2, before + 1]);
    home.remove();
  });
});
