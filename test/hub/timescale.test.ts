/** The same on TimescaleDB, where FT_TIMESCALE_URL names an empty database with it: hypertables, compressed chunks, aggregates. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import pg from 'pg';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';

const url = process.env['FT_TIMESCALE_URL'] ?? '';
const schema = `ft_test_${process.pid}`;
let now = Date.UTC(2026, 0, 5, 12);
const homes: Home[] = [];
const home = (name: string): Home => {
  const made = makeHome({ name, clock: () => (now += 1000) });
  homes.push(made);
  return made;
};
async function ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values.length > 0 ? [...values] : undefined)).rows;
  } finally {
    await client.end();
  }
}

afterEach(() => { for (const made of homes.splice(0)) made.remove(); });
afterAll(async () => {
  if (url === '') return;
  await ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  for (const { rolname } of await ask<{ rolname: string }>(`SELECT rolname FROM pg_roles WHERE rolname LIKE '${schema}%'`)) await ask(`DROP OWNED BY ${rolname}; DROP ROLE ${rolname}`);
});

describe.skipIf(url === '')(url === '' ? 'without FT_TIMESCALE_URL' : 'on TimescaleDB', () => {
  test('parts the log by time, and takes late commits and erasures also where it is compressed', async () => {
    const [a, b] = [home('ta'), home('tb')];
    await a.write('import', [openedAccount('x'), recorded('x', '2026-01-02', -4200, 'KAFFE', 'aa01'), recorded('x', '2026-01-03', -9900, 'KIWI 123', 'aa02')]);
    await a.connect(url, { schema });
    const tables = await ask<{ name: string; compressed: boolean }>('SELECT hypertable_name AS name, compression_enabled AS compressed FROM timescaledb_information.hypertables WHERE hypertable_schema = $1 ORDER BY 1', [schema]);
    expect(tables).toEqual([{ name: 'commits', compressed: true }, { name: 'events', compressed: true }, { name: 'transactions', compressed: false }]);
    for (const table of ['commits', 'events']) await ask(`SELECT compress_chunk(c) FROM show_chunks('${schema}.${table}') c`);
    await b.connect(url, { schema });
    await b.write('categorize', [{ type: 'transaction.categorized.v1', subject: 'aa01', payload: { category: 'restaurants' } }]);
    expect((await b.sync()).pushed).toBe(1);
    const { device, sequence } = a.app.log().commits()[0]!;
    await a.sync();
    await a.app.replica().redact([{ device, sequence, index: 2 }]);
    expect((await a.sync()).erased).toEqual({ here: 0, there: 1 });
    expect((await b.sync()).erased).toEqual({ here: 1, there: 0 });
    expect(b.tables()).toEqual(a.tables());
    expect((await ask<{ count: string }>(`SELECT count(*) FROM ${schema}.events WHERE payload LIKE '%KIWI%'`))[0]!.count).toBe('0');
    expect((await b.sync()).roundTrips).toBe(2);
    const sums = async (): Promise<unknown[]> => ask(`SELECT month::text, category, outgoing::text FROM ${schema}.monthly_by_category ORDER BY 1, 2`);
    // As its own job does each minute: what lies before what was summed up once is behind until then.
    for (const view of ['daily_sums', 'monthly_sums']) await ask(`CALL refresh_continuous_aggregate('${schema}.${view}', NULL, NULL)`);
    expect(await sums()).toEqual([{ month: '2026-01-01', category: 'restaurants', outgoing: '-42.00' }]);
  }, 60_000);
});
