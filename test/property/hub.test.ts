/** Promise: whatever devices do, in whatever order they sync, and wherever that breaks off: in the end all hold the same, and the hub holds all of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureIn } from '../../src/errors.ts';
import { adopt, forks } from '../../src/hub/connect.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import { type Dice, diceOf } from '../bank-simulator/dice.ts';
import { type Home, makeHome, openedAccount, recorded } from '../hub/homes.ts';
import { type Postgres, startPostgres } from '../hub/postgres.ts';
import { commitsOf, expectEqual, expectReported, expectSound, expectWholeHub } from '../hub/sound.ts';

/** Some that are always tried and a fresh one; FT_SEED: others, with commas between them. */
const SEEDS = process.env['FT_SEED']?.split(',') ?? ['1', '2', '3', '4', String(Date.now() % 1_000_000)];
const STEPS = 36;

let postgres: Postgres;
let databases = 0;
beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });

class Killed extends Error {}

/** Homes, and a hand that kills a sync at a question of its choice. */
class World {
  readonly homes: Home[] = [];
  now = Date.UTC(2026, 0, 5, 12);
  asked = 0;
  killAt = Infinity;
  made = 0;
  constructor(readonly dice: Dice, readonly seed: string) {}

  add(): Home {
    const home = makeHome({ name: `${this.seed}/${this.homes.length}`, clock: () => (this.now += this.dice.between(0, 3) * 500), server: { onAsk: () => { if (++this.asked >= this.killAt) throw new Killed(); } } });
    this.homes.push(home);
    return home;
  }

  /** A sync that may be stopped at any question. */
  async sync(home: Home, mayDie = false): Promise<void> {
    [this.asked, this.killAt] = [0, mayDie && this.dice.chance(50) ? this.dice.between(1, 25) : Infinity];
    try {
      await home.sync();
    } catch (error) {
      if (!(error instanceof Killed) && failureIn(error)?.code !== 'hub-unreachable') throw error;
      home.reopen();
    } finally {
      this.killAt = Infinity;
    }
  }
}

/** Something that a person does on a device. */
async function act(world: World, home: Home): Promise<void> {
  const rows = home.app.reader()?.transactions.after('', 1000) ?? [];
  const one = rows.length > 0 ? world.dice.pick(rows) : undefined;
  const write = (command: string, ...events: NewEvent[]): Promise<void> => home.write(command, events);
  const kind = world.dice.between(1, 11);
  if (kind <= 3 || !one) {
    // The same rows come to several devices, as from one bank: their ids say which.
    const from = world.dice.between(0, 30);
    await write('import', openedAccount('x'), ...Array.from({ length: world.dice.between(1, 5) }, (_, at) => recorded('x', `2026-01-${String(1 + ((from + at) % 28)).padStart(2, '0')}`, -100 * (from + at), `ROW ${from + at}`, `row${String(from + at).padStart(3, '0')}`)));
    return;
  }
  const other = world.dice.pick(rows);
  const commits = home.app.log().commits();
  const commit = world.dice.pick(commits);
  switch (kind) {
    case 4: return write('categorize', { type: 'transaction.categorized.v1', subject: one.id, payload: { category: world.dice.pick(['groceries', 'restaurants', 'pets', null]) } });
    case 5: return write('categorize', { type: 'transaction.labelled.v1', subject: one.id, payload: { category: world.dice.pick(['groceries', 'salary']), confidence: 0.5, step: 'rule', by: 'r1' } });
    case 6: return write('note', { type: 'transaction.noted.v1', subject: one.id, payload: { note: `note ${++world.made}` } }, { type: 'transaction.split.v1', subject: one.id, payload: { parts: world.dice.chance(50) ? [] : [{ amount: one.amount - 1, category: 'pets' }, { amount: 1, category: 'groceries' }] } });
    case 7: case 8: return write('undo', { type: 'commit.undone.v1', subject: commit.id, payload: {} });
    case 9: return write('redo', { type: 'commit.redone.v1', subject: commit.id, payload: {} });
    case 10: {
      if (other.id !== one.id) await write('link', world.dice.chance(70) ? { type: 'transfer.linked.v1', subject: `${one.id}-${other.id}`, payload: { by: 'own', in: other.id, out: one.id } }
        : { type: 'transfer.unlinked.v1', subject: `${one.id}-${other.id}`, payload: { in: other.id, out: one.id } });
      await write('rules', { type: 'rule.added.v1', subject: `r${world.dice.between(1, 3)}`, payload: { category: 'groceries', text: 'ROW' } }, { type: 'account.renamed.v1', subject: 'x', payload: { name: `Name ${++world.made}` } });
      return;
    }
    default: {
      const index = world.dice.between(-1, commit.events - 1);
      await home.app.replica().redact([{ device: commit.device, sequence: commit.sequence, index }]);
    }
  }
}

describe.each([['readable', false], ['sealed', true]])('a hub that is %s', (_, encrypt) => {
  test.each(SEEDS)('seed %s', async (seed) => {
    const dice = diceOf(`hub ${seed} ${encrypt}`);
    const world = new World(dice, seed);
    try {
      const url = await postgres.database(`hub_${++databases}`);
      const first = world.add();
      await act(world, first);
      const { code } = await first.connect(url, { encrypt });
      const join = async (): Promise<void> => {
        const home = world.add();
        // One joins empty, another brings a history of its own.
        if (world.dice.chance(50)) await act(world, home);
        await home.connect(url, code === undefined ? {} : { code });
      };
      await join();
      for (let step = 0; step < STEPS; step++) {
        const home = world.dice.pick(world.homes);
        if (world.dice.chance(65)) await act(world, home);
        else await world.sync(home, true);
        if (world.homes.length < 4 && world.dice.chance(8)) await join();
        if (world.dice.chance(10)) expectSound(home);
      }
      for (let round = 0; round < 2; round++) for (const home of world.homes) await world.sync(home);
      expectEqual(...world.homes);
      for (const home of world.homes) expectSound(home);
      expect(await expectWholeHub(postgres, url)).toEqual(commitsOf(...world.homes));
      const erased = world.homes.map((home) => home.app.replica().erased);
      for (const one of erased) expect(one).toEqual(erased[0]);
      if (!encrypt) await expectReported(postgres, url, first);
      for (const home of world.homes) {
        expect(await adopt(await home.tools(), await forks(await home.tools()))).toEqual([]);
        expect(await home.sync()).toMatchObject({ pulled: 0, pushed: 0, roundTrips: 2 });
      }
    } catch (error) {
      throw new Error(`seed ${seed}: FT_SEED=${seed} npx vitest run test/property/hub.test.ts`, { cause: error });
    } finally {
      for (const home of world.homes) home.remove();
    }
  }, 60_000);
});
