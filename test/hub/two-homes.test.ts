/** Two homes, one ledger: what one does the other has, whichever way round, and nothing is asked twice. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';

let postgres: Postgres;
let databases = 0;
let now = Date.UTC(2026, 0, 5, 12);
const clock = (): number => (now += 1000);
const homes: Home[] = [];
const home = (name: string, options: Partial<Parameters<typeof makeHome>[0]> = {}): Home => {
  const made = makeHome({ name, clock, ...options });
  homes.push(made);
  return made;
};
const fresh = (): Promise<string> => postgres.database(`hub_${++databases}`);

beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });
afterEach(() => { for (const made of homes.splice(0)) made.remove(); });

const twin = async (schema: Partial<Parameters<Home['connect']>[1]> = {}): Promise<{ url: string; a: Home; b: Home }> => {
  const url = await fresh();
  const [a, b] = [home(`a${databases}`), home(`b${databases}`)];
  await a.write('import', [openedAccount('x'), recorded('x', '2026-01-02', -4200, 'KAFFE', 'aa01'), recorded('x', '2026-01-03', -9900, 'KIWI 123', 'aa02')]);
  const { code } = await a.connect(url, schema);
  await b.connect(url, code === undefined ? {} : { code });
  return { url, a, b };
};

/** Everything derived is alike on both, and as a rebuild makes it. */
function expectEqual(...alike: readonly Home[]): void {
  const [first, ...others] = alike;
  for (const other of others) expect(other.tables()).toEqual(first!.tables());
  for (const one of alike) expect([...one.app.rebuiltDigests()]).toEqual([...one.app.read().digests()]);
}

describe.each([['a hub that can read', {}], ['a sealed hub', { encrypt: true }]])('%s', (_, wish) => {
  test('gives a second home what the first one has', async () => {
    const { a, b } = await twin(wish);
    expect(b.app.read().transactions.count()).toBe(2);
    expectEqual(a, b);
  });

  test('carries decisions both ways; the later one counts, whoever syncs first', async () => {
    const { a, b } = await twin(wish);
    await b.write('categorize', [{ type: 'transaction.categorized.v1', subject: 'aa01', payload: { category: 'restaurants' } }]);
    await a.write('categorize', [{ type: 'transaction.categorized.v1', subject: 'aa01', payload: { category: 'groceries' } }]);
    await a.sync();
    await b.sync();
    await a.sync();
    expect([a, b].map((one) => one.app.read().transactions.get('aa01')?.category)).toEqual(['groceries', 'groceries']);
    expectEqual(a, b);
  });

  test('carries an undo, also of another device\'s commit, and what was undone before it came', async () => {
    const { a, b } = await twin(wish);
    const first = a.app.log().commits()[0]!;
    await b.write('undo', [{ type: 'commit.undone.v1', subject: first.id, payload: {} }]);
    await a.write('categorize', [{ type: 'transaction.categorized.v1', subject: 'aa02', payload: { category: 'groceries' } }]);
    await b.sync();
    await a.sync();
    await b.sync();
    expect(a.app.read().transactions.count()).toBe(0);
    expectEqual(a, b);
  });

  test('is asked two questions where there is nothing to do', async () => {
    const { a } = await twin(wish);
    await a.sync();
    const { roundTrips, pulled, pushed } = await a.sync();
    expect([roundTrips, pulled, pushed]).toEqual([2, 0, 0]);
  });

  test('passes an erasure on to every device and forgets it itself', async () => {
    const { url, a, b } = await twin(wish);
    const { device, sequence } = a.app.log().commits()[0]!;
    expect(await a.app.replica().redact([{ device, sequence, index: 2 }, { device, sequence, index: -1 }])).toBe(2);
    expect((await a.sync()).erased).toEqual({ here: 0, there: 2 });
    expect((await b.sync()).erased).toEqual({ here: 2, there: 0 });
    expect(b.app.read().transactions.count()).toBe(1);
    expect((await a.sync()).roundTrips).toBe(2);
    const left = await postgres.ask<{ text: string }>(url, 'SELECT string_agg(coalesce(payload, \'\') || encode(coalesce(sealed, \'\'), \'escape\'), \' \') AS text FROM finance_tracker.events');
    expect(left[0]!.text).not.toContain('KIWI 123');
    expectEqual(a, b);
  });
});

test('two devices that send at once both arrive, in some order', async () => {
  const { url, a, b } = await twin();
  const c = home('c');
  await c.connect(url);
  for (let round = 0; round < 3; round++) {
    await Promise.all([a, b, c].map((one, at) => one.write('import', [recorded('x', '2026-02-01', -100 * (at + 1), `ROW ${round}`, `bb${round}${at}`)])));
    await Promise.all([a, b, c].map((one) => one.sync()));
  }
  for (const one of [a, b, c]) await one.sync();
  for (const one of [a, b, c]) await one.sync();
  expect(a.app.read().transactions.count()).toBe(11);
  expectEqual(a, b, c);
});

test('a sealed hub tells nobody what is in it', async () => {
  const { url } = await twin({ encrypt: true });
  const dump = await postgres.ask<{ text: string }>(url, `SELECT string_agg(t::text, ' ') AS text FROM (SELECT e::text AS t FROM finance_tracker.events e UNION ALL SELECT c::text FROM finance_tracker.commits c) all_of_it`);
  for (const word of ['KAFFE', 'KIWI', 'NOK', 'transaction', 'import', '4200']) {
    expect(dump[0]!.text).not.toContain(word);
    expect(dump[0]!.text).not.toContain(Buffer.from(word).toString('hex'));
  }
  const [tables] = await postgres.ask<{ count: string }>(url, `SELECT count(*) FROM pg_class WHERE relnamespace = 'finance_tracker'::regnamespace AND relname IN ('transactions', 'booked', 'accounts')`);
  expect(tables!.count).toBe('0');
});

test('a device joins a sealed hub with its code only', async () => {
  const { url, a } = await twin({ encrypt: true });
  const c = home('c');
  await expect(c.connect(url)).rejects.toMatchObject({ failure: { code: 'hub-key-needed' } });
  await expect(c.connect(url, { code: '0000-0000-0000-0000-0000-0000-0000' })).rejects.toMatchObject({ failure: { code: 'hub-code-invalid' } });
  expect(c.secrets.size).toBe(0);
  expect(a.secrets.get('hub')?.['code']).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
});

test('each device gets a login that may add and read, and drop or change nothing', async () => {
  const { a } = await twin();
  const own = a.secrets.get('hub')!['url']!;
  expect(own).not.toContain('postgres:password');
  for (const sql of ['DELETE FROM finance_tracker.commits', 'UPDATE finance_tracker.events SET payload = NULL', 'DROP TABLE finance_tracker.events', 'TRUNCATE finance_tracker.commits', 'CREATE TABLE finance_tracker.more (x int)', 'INSERT INTO finance_tracker.erasures VALUES (1, 1, 1)'])
    await expect(postgres.ask(own, sql)).rejects.toThrow(/permission denied|must be owner/);
});

test('tells its reports what stands, and only what changed after that', async () => {
  const { url, a, b } = await twin();
  const spent = async (): Promise<unknown[]> => postgres.ask(url, `SELECT month::text, category, outgoing::text FROM finance_tracker.monthly_by_category ORDER BY 1, 2`);
  expect(await spent()).toEqual([{ month: '2026-01-01', category: 'uncategorized', outgoing: '-141.00' }]);
  for (let at = 0; at < 20; at++) await b.write('import', [recorded('x', '2026-03-01', -1000, `ROW ${at}`, `cc${at}`)]);
  await b.sync();
  await a.sync();
  await a.write('categorize', [{ type: 'transaction.categorized.v1', subject: 'aa01', payload: { category: 'restaurants' } }]);
  expect((await a.sync()).reported).toBe(1);
  expect(await spent()).toEqual([{ month: '2026-01-01', category: 'restaurants', outgoing: '-42.00' }, { month: '2026-01-01', category: 'uncategorized', outgoing: '-99.00' }, { month: '2026-03-01', category: 'uncategorized', outgoing: '-200.00' }]);
  const balances = await postgres.ask<{ balance: string }>(url, 'SELECT balance::text FROM finance_tracker.daily_balances ORDER BY day');
  expect(balances.map(({ balance }) => balance)).toEqual(['-42.00', '-141.00', '-341.00']);
  const before = a.app.log().commits().find(({ command }) => command === 'categorize')!;
  await b.sync();
  await b.write('undo', [{ type: 'commit.undone.v1', subject: before.id, payload: {} }]);
  expect((await b.sync()).reported).toBe(1);
  expect((await spent())[0]).toEqual({ month: '2026-01-01', category: 'uncategorized', outgoing: '-141.00' });
});
