/** The server dies in the middle, or a disk is full on either side: what was whole stays, the rest comes with the next sync. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { failureIn, tell } from '../../src/errors.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { commitsOf, expectEqual, expectReported, expectSound, expectWholeHub } from './sound.ts';

let postgres: Postgres;
let databases = 0;
let now = Date.UTC(2026, 0, 5, 12);
const clock = (): number => (now += 1000);
const homes: Home[] = [];
/** What is done right before a question is asked. */
let before: (question: string) => void = () => undefined;
const home = (name: string): Home => {
  const made = makeHome({ name: `${name}${databases}`, clock, server: { onAsk: (question) => { before(question); } } });
  homes.push(made);
  return made;
};
/** A commit of one transaction and so many events that cost little to fold. */
const many = (commit: number, count: number): NewEvent[] => [
  recorded('x', '2026-02-01', -100 - commit, 'ROW', `c${commit}`),
  ...Array.from({ length: count - 1 }, (_, at): NewEvent => ({ type: 'transaction.noted.v1', subject: `c${commit}`, payload: { note: `${at} ${'æ'.repeat(60)}` } })),
];
const failing = async (work: Promise<unknown>, exit = 75): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    const failure = failureIn(error);
    if (!failure) throw error;
    expect(tell(failure).exit).toBe(exit);
    return failure.code;
  }
};
/** Does `what` once, at the question of this number that is like a text. */
function at(like: RegExp, number: number, what: () => void): void {
  let seen = 0;
  before = (question) => { if (like.test(question) && ++seen === number) what(); };
}

/** What happens in the server when a table gets more rows than so many. */
const atRow = (url: string, table: string, rows: number, what: string): Promise<unknown> => postgres.ask(url, `CREATE SEQUENCE written;
  CREATE FUNCTION at_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('written') > ${rows} THEN ${what}; END IF; RETURN NEW; END $$;
  CREATE TRIGGER at_row BEFORE INSERT ON finance_tracker.${table} FOR EACH ROW EXECUTE FUNCTION at_row(); GRANT USAGE ON SEQUENCE written TO PUBLIC`);

beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });
afterEach(() => {
  before = () => undefined;
  for (const made of homes.splice(0)) made.remove();
});

async function pair(): Promise<{ url: string; a: Home; b: Home }> {
  const url = await postgres.database(`hub_${++databases}`);
  const [a, b] = [home('a'), home('b')];
  await a.write('import', [openedAccount('x')]);
  await a.connect(url);
  await b.connect(url);
  return { url, a, b };
}
async function expectFinished(url: string, a: Home, b: Home): Promise<void> {
  await a.sync();
  await b.sync();
  await a.sync();
  expectEqual(a, b);
  expect(await expectWholeHub(postgres, url)).toEqual(commitsOf(a, b));
  await expectReported(postgres, url, a);
}

describe('the server is killed', () => {
  test.each([['in the first batch', 500, 1, 1], ['in a later batch', 43_500, 2, 4]])('while rows are copied to it, %s', async (_, rows, least, most) => {
    const { url, a, b } = await pair();
    for (let commit = 0; commit < 4; commit++) await a.write('import', many(commit, 11_000));
    // It hangs in the middle of the rows until it dies.
    await atRow(url, 'events', rows, 'PERFORM pg_sleep(60)');
    let crashed: Promise<void> | undefined;
    const hanging = setInterval(() => { void postgres.ask<{ n: string }>(url, `SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event = 'PgSleep'`).then(([found]) => { if (found?.n === '1') crashed ??= postgres.crash(); }, () => undefined); }, 50);
    expect(await failing(a.sync())).toBe('hub-unreachable');
    clearInterval(hanging);
    await crashed;
    expect(await failing(a.sync())).toBe('hub-unreachable');
    await postgres.start();
    await postgres.ask(url, 'DROP FUNCTION at_row CASCADE');
    // The batches before the one that was cut are there, whole.
    const { length } = await expectWholeHub(postgres, url);
    expect([length >= least, length <= most]).toEqual([true, true]);
    expectSound(a);
    await expectFinished(url, a, b);
  }, 60_000);

  test('while rows are taken from it', async () => {
    const { url, a, b } = await pair();
    for (let commit = 0; commit < 4; commit++) await a.write('import', many(commit, 10_000));
    await a.write('import', many(9, 41_000));
    await a.sync();
    const sizes: number[] = [];
    for (const like of [/FROM finance_tracker\.events WHERE/, /FROM finance_tracker\.events WHERE .* place >=/]) {
      let crashed: Promise<void> | undefined;
      at(like, 2, () => {
        crashed = postgres.crash();
        // Dead before the question goes out.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      });
      expect(await failing(b.sync())).toBe('hub-unreachable');
      await crashed;
      await postgres.start();
      expectSound(b);
      sizes.push(b.app.log().size());
    }
    // A first batch stayed, then the others; of the large commit nothing, though a piece of it had come.
    expect(sizes[0]).toBeGreaterThan(1);
    expect(sizes[0]).toBeLessThan(5);
    expect(sizes[1]).toBe(5);
    before = () => undefined;
    await expectFinished(url, a, b);
    expect(b.app.log().sizeAround('').total).toBe(81_001);
  }, 60_000);
});

describe('a full disk', () => {
  test.each([['events', 15], ['events', 9000], ['commits', 1], ['transactions', 1]])('at the server, in the table %s after %i rows', async (table, rows) => {
    const { url, a, b } = await pair();
    await atRow(url, table, rows, `RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file: No space left on device'`);
    await a.write('import', many(0, 12_000));
    await a.write('import', many(1, 300));
    const held = await expectWholeHub(postgres, url);
    expect(await failing(a.sync())).toBe('hub-full');
    expect(await failing(a.sync())).toBe('hub-full');
    if (table !== 'transactions') expect(await expectWholeHub(postgres, url)).toEqual(held);
    expect((await a.tools()).memory().tried()?.failed?.code).toBe('hub-full');
    await postgres.ask(url, `DROP FUNCTION at_row CASCADE`);
    await expectFinished(url, a, b);
    expect((await a.tools()).memory().tried()?.failed).toBe(null);
  }, 60_000);

  test('at the device, while it takes commits in: nothing is half there', async () => {
    const { url, a, b } = await pair();
    for (let commit = 0; commit < 3; commit++) await a.write('import', many(commit, 6000));
    await a.sync();
    const database = (b.app.replica() as unknown as { home: { ledger(): { database: import('better-sqlite3').Database } } }).home.ledger().database;
    const pages = database.pragma('page_count', { simple: true }) as number;
    const sizes: number[] = [];
    for (const room of [0, 1, 30, 300]) {
      database.pragma(`max_page_count = ${pages + room}`);
      expect(await failing(b.sync(), 1)).toBe('disk-full');
      sizes.push(b.app.log().size());
      expect((await b.tools()).log().arrivedAfter(0).length).toBe(b.app.log().size());
    }
    expect(sizes.every((size) => size <= 4)).toBe(true);
    database.pragma('max_page_count = 1073741823');
    expectSound(b);
    await expectFinished(url, a, b);
  }, 60_000);
});
