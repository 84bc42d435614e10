/** Clocks that are wrong: told where it is little, kept from deciding for days where it is much. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { failureIn } from '../../src/errors.ts';
import { adopt, forks } from '../../src/hub/connect.ts';
import { hubStatus } from '../../src/hub/status.ts';
import { wallOf } from '../../src/ledger/clock.ts';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { expectEqual, expectSound, expectWholeHub } from './sound.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];
let postgres: Postgres;
let databases = 0;
const homes: Home[] = [];
const off = new Map<Home, number>();
function home(name: string, offBy = 0): Home {
  let made: Home | undefined;
  made = makeHome({ name: `${name}${databases}`, clock: () => Date.now() + (made ? off.get(made)! : offBy) });
  off.set(made, offBy);
  homes.push(made);
  return made;
}
beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });
afterEach(() => { for (const made of homes.splice(0)) made.remove(); });

async function pair(offBy: number): Promise<{ url: string; a: Home; b: Home }> {
  const url = await postgres.database(`hub_${++databases}`);
  const [a, b] = [home('a'), home('b', offBy)];
  await a.write('import', [openedAccount('x'), recorded('x', '2026-01-02', -4200, 'KAFFE', 'aa01')]);
  await a.connect(url);
  return { url, a, b };
}
const categorized = (category: string): Parameters<Home['write']>[1] => [{ type: 'transaction.categorized.v1', subject: 'aa01', payload: { category } }];
const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return failureIn(error)?.code ?? Promise.reject(error as Error);
  }
};

test('ten minutes off is told, by the device and by its neighbours', async () => {
  const { url, a, b } = await pair(10 * MINUTE);
  await b.connect(url);
  await b.write('categorize', categorized('groceries'));
  const { skewMs, pushed } = await b.sync();
  expect(skewMs).toBeGreaterThan(9 * MINUTE);
  expect(pushed).toBe(1);
  expect((await a.sync()).skewMs).toBe(undefined);
  const told = (await hubStatus(await a.tools())).devices.find(({ device }) => device === b.app.log().ownDevice())!;
  expect(told.skewMs).toBeGreaterThan(9 * MINUTE);
  // What A decides later counts later, though its clock says less.
  await a.write('categorize', categorized('restaurants'));
  await a.sync();
  await b.sync();
  expectEqual(a, b);
  expect(b.app.read().transactions.get('aa01')!.category).toBe('restaurants');
});

test('three days ahead: nothing of it is sent, a clock set right and adopt mend it', async () => {
  const { url, a, b } = await pair(0);
  await b.connect(url);
  off.set(b, 3 * DAY);
  await b.write('categorize', categorized('groceries'));
  await b.write('import', [recorded('x', '2026-01-05', -100, 'ROW', 'bb01')]);
  await a.write('import', [recorded('x', '2026-01-04', -100, 'ROW', 'aa02')]);
  await a.sync();
  expect(await codeOf(b.sync())).toBe('hub-clock-ahead');
  // It took what the others did, and sent nothing.
  expect(b.app.read().transactions.get('aa02')).toBeDefined();
  expect(await expectWholeHub(postgres, url)).toHaveLength(2);
  expect((await b.tools()).memory().tried()?.failed?.code).toBe('hub-clock-ahead');
  expect(await codeOf(b.tools().then(forks))).toBe('hub-clock-ahead');
  off.set(b, 0);
  expect(await codeOf(b.sync())).toBe('hub-clock-ahead');
  const parted = await forks(await b.tools());
  expect(parted).toMatchObject([{ isOwn: true, commits: 2 }]);
  await adopt(await b.tools(), parted);
  expectSound(b);
  for (const { clock } of b.app.log().commits()) expect(wallOf(clock)).toBeLessThan(Date.now() + MINUTE);
  await b.sync();
  await a.write('categorize', categorized('restaurants'));
  for (const one of [a, b, a]) await one.sync();
  expectEqual(a, b);
  expect(a.app.read().transactions.get('bb01')).toBeDefined();
  expect(b.app.read().transactions.get('aa01')!.category).toBe('restaurants');
  expect(await forks(await b.tools())).toEqual([]);
});

test('commits that are dated ahead wait at a device until their day, and what follows them waits too', async () => {
  const { url, a, b } = await pair(0);
  await b.connect(url);
  await a.write('import', [recorded('x', '2026-01-04', -100, 'ROW', 'aa02')]);
  await a.sync();
  // Three days behind, to B everything is ahead.
  off.set(b, -3 * DAY);
  const { pulled, ahead, skewMs } = await b.sync();
  expect(pulled).toBe(0);
  expect(ahead).toMatchObject([{ device: a.app.log().ownDevice() }]);
  expect(ahead[0]!.byMs).toBeGreaterThan(2 * DAY);
  expect(skewMs).toBeLessThan(-2 * DAY);
  // What it writes is none the less dated after all that it knows.
  await b.write('categorize', categorized('groceries'));
  expect((await b.sync()).pushed).toBe(1);
  off.set(b, 0);
  expect((await b.sync()).pulled).toBe(1);
  await a.sync();
  expectEqual(a, b);
  expect(a.app.read().transactions.get('aa01')!.category).toBe('groceries');
});
