/** What a sync that broke off leaves undone is done by the next one: what came is looked through once, and what was erased leaves the reports too. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { planConnect } from '../../src/hub/connect.ts';
import { syncHub } from '../../src/hub/sync.ts';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { commitsOf, expectEqual, expectReported, expectWholeHub } from './sound.ts';

let postgres: Postgres;
let databases = 0;
let now = Date.UTC(2026, 0, 5, 12);
const clock = (): number => (now += 1000);
const homes: Home[] = [];
let before: (question: string) => void = () => undefined;
const home = (name: string): Home => {
  const made = makeHome({ name: `${name}${databases}`, clock, server: { onAsk: (question) => { before(question); }, lockMs: 300 } });
  homes.push(made);
  return made;
};
/** Stops the work at the first question that is like this. */
const stopAt = (like: RegExp): void => { before = (question) => { if (like.test(question)) throw new Error('stopped'); }; };

beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });
afterEach(() => {
  before = () => undefined;
  for (const made of homes.splice(0)) made.remove();
});

async function pair(wish = {}): Promise<{ url: string; a: Home; b: Home }> {
  const url = await postgres.database(`hub_${++databases}`);
  const [a, b] = [home('a'), home('b')];
  await a.write('import', [openedAccount('x'), recorded('x', '2026-01-02', -4200, 'KAFFE', 'aa01')]);
  const { code } = await a.connect(url, wish);
  await b.connect(url, code === undefined ? {} : { code });
  return { url, a, b };
}

test('commits that came before it broke off are looked through by the next sync, once, and own ones never', async () => {
  const { a, b } = await pair();
  const looked: string[][] = [];
  const sync = async (): Promise<void> => {
    const tools = await b.tools();
    await syncHub({ ...tools, meet: async (arrived) => {
      const commits = b.app.log().commits();
      looked.push(arrived.map((number) => commits.find((one) => one.number === number)!.id));
      return { same: 0, parted: 0, asked: 0, doubtful: 0 };
    } });
  };
  await a.write('import', [recorded('x', '2026-01-03', -100, 'ROW', 'aa02')]);
  await a.sync();
  await b.write('import', [recorded('x', '2026-01-03', -200, 'ROW', 'bb01')]);
  const [taken] = [a.app.log().headOf(a.app.log().ownDevice()!)!.id];
  // It took the commit, and was killed before it looked at it.
  const tools = await b.tools();
  await expect(syncHub({ ...tools, meet: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
  expect(b.app.log().commitById(taken)).toBeDefined();
  b.reopen();
  await b.write('import', [recorded('x', '2026-01-03', -300, 'ROW', 'bb02')]);
  await sync();
  await sync();
  await a.sync();
  expect(looked).toEqual([[taken]]);
  expectEqual(a, b);
});

test.each([['the reports are told', /DELETE FROM finance_tracker\.transactions/], ['the reports are looked at', /DELETE FROM finance_tracker\.accounts/], ['it says that it was here', /INSERT INTO finance_tracker\.devices/]])('an erasure that went out leaves the reports, though the sync was stopped before %s', async (_, like) => {
  const { url, a, b } = await pair();
  await a.write('import', [recorded('x', '2026-01-03', -100, 'SECRET', 'aa02')]);
  for (const one of [a, b, a]) await one.sync();
  await a.app.replica().redact([{ device: a.app.log().ownDevice()!, sequence: 2, index: 0 }]);
  stopAt(like);
  await expect(a.sync()).rejects.toThrow('stopped');
  before = () => undefined;
  // The next sync mends it, though nothing else is to be done.
  await a.sync();
  expect(await postgres.ask(url, `SELECT 1 FROM finance_tracker.transactions WHERE description = 'SECRET'`)).toEqual([]);
  await b.sync();
  expectEqual(a, b);
  await expectReported(postgres, url, b);
});

test('many erasures go in few questions', async () => {
  const { a, b } = await pair();
  await a.write('import', Array.from({ length: 2500 }, (_, at) => recorded('x', '2026-01-03', -100 - at, 'ROW', `row${at}`)));
  await a.sync();
  await a.app.replica().redact(Array.from({ length: 2500 }, (_, index) => ({ device: a.app.log().ownDevice()!, sequence: 2, index })));
  const { erased, roundTrips } = await a.sync();
  expect(erased.there).toBe(2500);
  expect(roundTrips).toBeLessThan(60);
  expect((await b.sync()).pulled).toBe(1);
  expectEqual(a, b);
});

test('a sealed hub whose making was stopped is taken up again with the same key', async () => {
  const url = await postgres.database(`hub_${++databases}`);
  const a = home('a');
  await a.write('import', [openedAccount('x')]);
  stopAt(/CREATE ROLE finance_tracker_[0-9a-f]{12}/);
  await expect(a.connect(url, { encrypt: true })).rejects.toThrow('stopped');
  before = () => undefined;
  await expect(home('b').connect(url, { encrypt: true })).rejects.toMatchObject({ failure: { code: 'hub-key-needed' } });
  const { code } = await a.connect(url, { encrypt: true });
  expect(code).toMatch(/^[0-9A-Z-]{34}$/);
  expect((await a.sync()).pushed).toBe(0);
  expect(await expectWholeHub(postgres, url)).toEqual(commitsOf(a));
});

test('two that make a hub at once: one makes it, the other joins it', async () => {
  const url = await postgres.database(`hub_${++databases}`);
  const [a, b] = [home('a'), home('b')];
  await a.write('import', [openedAccount('x')]);
  await Promise.all([a.connect(url), b.connect(url)]);
  for (const one of [a, b, a]) await one.sync();
  expectEqual(a, b);
});

test('a hub that somebody else holds is busy, and says so', async () => {
  const { url, a } = await pair();
  await a.write('import', [recorded('x', '2026-01-03', -100, 'ROW', 'aa02')]);
  const holding = postgres.ask(url, `SELECT pg_advisory_lock(hashtext('finance-tracker'), hashtext('finance_tracker')), pg_sleep(1.5)`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(a.sync()).rejects.toMatchObject({ failure: { code: 'hub-busy' } });
  await holding;
  expect((await a.sync()).pushed).toBe(1);
});

test.each([`x; DROP SCHEMA finance_tracker CASCADE; --`, 'X', '', 'a b', '"a"', 'é', 'a'.repeat(60)])('a schema named %s is refused before anything is asked', async (schema) => {
  const { url } = await pair();
  const a = home('c');
  let asked = 0;
  before = () => { asked++; };
  await expect(a.tools().then((tools) => planConnect(tools, { url, schema, encrypt: false, code: undefined }))).rejects.toMatchObject({ failure: { code: 'hub-address-invalid' } });
  expect(asked).toBe(0);
});
