/** The dashboard in docs/deploy asks what a hub answers, as a login that reads reports and nothing else; and the files beside it fit together. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { incomeReport, kindsOf, spendingReport, totals } from '../../src/insight/reports.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import type { Currency } from '../../src/values/currency.ts';
import type { Month } from '../../src/values/day.ts';
import { decimalText } from '../../src/values/money.ts';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';

const DEPLOY = fileURLToPath(new URL('../../docs/deploy/', import.meta.url));
const text = (path: string): string => readFileSync(`${DEPLOY}${path}`, 'utf8');

interface Target { readonly rawSql?: string; readonly expr?: string; readonly format?: string; readonly datasource: { readonly uid: string } }
interface Panel { readonly id: number; readonly title: string; readonly type: string; readonly datasource: { readonly type: string; readonly uid: string }; readonly targets: readonly Target[] }
interface Variable { readonly name: string; readonly type: string; readonly query: string }
const dashboard = JSON.parse(text('grafana/finance.json')) as { uid: string; schemaVersion: number; timezone: string; panels: Panel[]; templating: { list: Variable[] } };
const variable = (name: string): Variable => dashboard.templating.list.find((one) => one.name === name)!;

const NOK = 'NOK' as Currency;
const FROM = '2025-02-10T00:00:00Z';
const TO = '2026-01-20T15:30:00Z';
const quoted = (one: string): string => `'${one.replaceAll("'", "''")}'`;

/** SQL as Grafana sends it: variables first, then macros, whose instants are texts in UTC. */
function expanded(sql: string, schema: string, accounts: readonly string[], currency = 'NOK'): string {
  const whole = sql.replaceAll('${schema:raw}', schema).replaceAll('${spending_groups:raw}', variable('spending_groups').query)
    .replaceAll('${currency:sqlstring}', quoted(currency)).replaceAll('${account:sqlstring}', accounts.map(quoted).join(','))
    .replace(/\$__timeFilter\(([^)]*)\)/g, `$1 BETWEEN '${FROM}' AND '${TO}'`).replaceAll('$__timeFrom()', `'${FROM}'`).replaceAll('$__timeTo()', `'${TO}'`);
  expect(whole).not.toMatch(/\$(?:\{|__)/);
  return whole;
}

const categorized = (subject: string, category: string): NewEvent => ({ type: 'transaction.categorized.v1', subject, payload: { category } });

/** Two accounts in NOK and one in EUR; pay, shopping with a refund, savings, a loan among friends, and a transfer between own accounts. */
async function fill(home: Home): Promise<void> {
  await home.write('import', [
    openedAccount('x'), openedAccount("o'y"), { type: 'account.opened.v1', subject: 'e', payload: { currency: 'EUR' as Currency, name: 'Account e' } },
    { type: 'account.opening-balance-set.v1', subject: 'x', payload: { balance: 100_000, day: '2024-12-01' } },
    recorded('x', '2024-12-30', -1000, 'KIWI 100', 'aa00'), recorded('x', '2025-02-05', -5000, 'KIWI 101', 'aa01'),
    recorded('x', '2025-02-25', 300_000, 'LØNN', 'aa02'), recorded('x', '2026-01-05', -40_050, 'REMA 1000', 'aa03'), recorded('x', '2026-01-06', 10_000, 'REMA RETUR', 'aa04'),
    recorded('x', '2026-01-07', -50_000, 'SPARING', 'aa05'), recorded('x', '2026-01-08', 2500, 'VIPPS KARI', 'aa06'), recorded('x', '2026-01-09', -7700, 'VIPPS OLA', 'aa07'),
    recorded('x', '2026-01-10', -20_000, 'TIL KONTO Y', 'aa08'), recorded("o'y", '2026-01-10', 20_000, 'FRA KONTO X', 'aa09'),
    recorded('x', '2026-01-15', -333, 'UKJENT', 'aa10'), recorded('x', '2026-01-21', -99_999, 'IMORGEN', 'aa11'),
    { type: 'transaction.recorded.v2', subject: 'ee01', payload: { account: 'e', amount: -4200, currency: 'EUR' as Currency, date: '2026-01-11', description: 'CAFE', ordinal: 1, source: 'csv' } },
  ]);
  await home.write('categorize', [
    ...['aa00', 'aa01', 'aa03', 'aa04'].map((id) => categorized(id, 'groceries')), categorized('aa02', 'salary'), categorized('aa05', 'savings'), ...['aa06', 'aa07'].map((id) => categorized(id, 'person-to-person')),
    categorized('ee01', 'cafes'), categorized('aa11', 'groceries'),
  ]);
  await home.write('link', [{ type: 'transfer.linked.v1', subject: 'aa08-aa09', payload: { by: 'own', out: 'aa08', in: 'aa09' } }]);
}

let postgres: Postgres;
const places = [
  { name: 'plain PostgreSQL', isTimescale: false, schema: 'finance_tracker', skip: false },
  { name: 'TimescaleDB', isTimescale: true, schema: 'ft_dash', skip: process.env['FT_TIMESCALE_URL'] === undefined },
] as const;

beforeAll(async () => {
  if (places[1].skip) process.stderr.write('FT_TIMESCALE_URL is not set: the dashboard is not tried on TimescaleDB.\n');
  postgres = await startPostgres();
});
afterAll(async () => { await postgres.stop(); });

describe.each(places)('the dashboard on $name', ({ isTimescale, schema, skip }) => {
  const readerName = `${schema}_dashboard`;
  let home: Home;
  let url: string;
  let reader: string;

  const clear = async (): Promise<void> => {
    await postgres.ask(url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    for (const { role } of await postgres.ask<{ role: string }>(url, `SELECT rolname AS role FROM pg_roles WHERE rolname LIKE '${schema}\\_%'`)) await postgres.ask(url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  };

  beforeAll(async () => {
    if (skip) return;
    url = isTimescale ? process.env['FT_TIMESCALE_URL']! : await postgres.database('dashboard');
    if (isTimescale) await clear();
    home = makeHome({ name: `dashboard ${schema}`, clock: () => Date.UTC(2026, 0, 20, 12) });
    await fill(home);
    await home.connect(url, { schema });
    await postgres.ask(url, `CREATE ROLE ${readerName} LOGIN PASSWORD 'reader' IN ROLE ${schema}_readers`);
    const address = new URL(url);
    [address.username, address.password] = [readerName, 'reader'];
    reader = address.href;
  });

  afterAll(async () => {
    if (skip) return;
    home.remove();
    if (isTimescale) await clear();
  });

  const accounts = ["Account o'y", 'Account x'];
  const asked = async <Row extends object>(title: string, of: readonly string[] = accounts): Promise<Row[]> =>
    postgres.ask<Row>(reader, expanded(dashboard.panels.find((panel) => panel.title === title)!.targets[0]!.rawSql!, schema, of));
  const numbers = (row: object | undefined): Record<string, number> => Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]));

  test.skipIf(skip)('every panel and every variable gets an answer, as a reader', async () => {
    for (const { title, targets, datasource } of dashboard.panels) {
      if (datasource.uid !== 'finance-hub') continue;
      for (const { rawSql, format } of targets) {
        const rows = await postgres.ask<Record<string, unknown>>(reader, expanded(rawSql!, schema, accounts));
        expect(rows.length, title).toBeGreaterThan(0);
        if (format === 'time_series') for (const { time } of rows) expect(time, title).toBeInstanceOf(Date);
      }
    }
    const asks = async (name: string): Promise<string[]> => (await postgres.ask<Record<string, string>>(reader, expanded(variable(name).query, schema, accounts))).map((row) => Object.values(row)[0]!);
    expect(await asks('currency')).toEqual(['NOK', 'EUR']);
    expect(await asks('account')).toEqual(accounts);
  });

  test.skipIf(skip)('income and spending are what ft itself reports, month by month and in the month', async () => {
    const model = home.app.read();
    const kindOf = kindsOf(await home.app.taxonomy(model));
    const sums = model.sums.between('2025-02' as Month, '2026-01' as Month).filter(({ currency }) => currency === NOK);
    const told = (lines: ReturnType<typeof spendingReport>): Map<string, number> => new Map(totals(lines).map(({ period, amount }) => [period, Number(decimalText(amount, NOK))]));
    const [income, spending] = [told(incomeReport(sums, 'month', kindOf)), told(spendingReport(sums, 'month', kindOf))];
    const rows = await asked<{ time: Date; Income: string; Spending: string }>('Income and spending by month');
    expect(rows.map(({ time }) => time.getMonth())).toEqual([1, 0]);
    const months = ['2025-02', '2026-01'];
    expect(rows.map(({ Income }) => Number(Income))).toEqual(months.map((month) => income.get(month) ?? 0));
    expect(rows.map(({ Spending }) => Number(Spending))).toEqual(months.map((month) => spending.get(month) ?? 0));
    const [month] = await asked('The month');
    expect(numbers(month)).toEqual({ Income: income.get('2026-01'), Spending: spending.get('2026-01'), 'Left over': Math.round(100 * (income.get('2026-01')! - spending.get('2026-01')!)) / 100 });
    expect(numbers(month)['Income']).toBe(25);
  });

  test.skipIf(skip)('spending goes by category, less what came back', async () => {
    const rows = await asked<{ Category: string; Spending: string }>('Spending by category');
    expect(rows.map(({ Category, Spending }) => [Category, Number(Spending)])).toEqual([['Groceries', 1350.49], ['To and from people', 77], ['uncategorized', 3.33]]);
    expect(numbers((await asked('Uncategorized'))[0])).toEqual({ Uncategorized: 1 });
  });

  test.skipIf(skip)('balances begin with what was held before the chosen days, and end with them', async () => {
    const rows = await asked<{ time: Date; metric: string; value: string }>('Balances');
    const of = (name: string): number[] => rows.filter(({ metric }) => metric === name).map(({ value }) => Number(value));
    expect(of('Account x')).toEqual([940, 3940, 3539.5, 3639.5, 3139.5, 3164.5, 3087.5, 2887.5, 2884.17, 2884.17]);
    expect(of("Account o'y")).toEqual([200, 200]);
  });

  test.skipIf(skip)('the table has the days of the chosen time, and no move between own accounts', async () => {
    const rows = await asked<{ Day: string; Who: string; Amount: string }>('Largest transactions');
    expect(rows.map(({ Day, Amount }) => [Day, Number(Amount)])).toEqual([['2025-02-25', 3000], ['2026-01-05', -400.5], ['2026-01-06', 100], ['2026-01-09', -77], ['2026-01-08', 25], ['2026-01-15', -3.33]]);
    expect(await asked('Largest transactions', ["Account o'y"])).toEqual([]);
    expect((await asked<{ Year: string }>('Income and spending by year')).map((row) => [row.Year, numbers(row)['Spending']])).toEqual([['2024', 10], ['2025', 50], ['2026', 1380.82]]);
    expect(await asked('Booked up to')).toEqual([{ 'Booked up to': '2026-01-21' }]);
  });

  test.skipIf(skip)('a reader sees no event, no commit and no device, and changes nothing', async () => {
    for (const table of ['events', 'commits', 'chains', 'devices', 'erasures', 'hub', 'transactions']) await expect(postgres.ask(reader, `SELECT * FROM ${schema}.${table}`), table).rejects.toThrow(/permission denied/);
    for (const sql of [`DELETE FROM ${schema}.accounts`, `UPDATE ${schema}.booked SET note = ''`, `SELECT ${schema}.erase('x', 1, 0, '', '')`, `CREATE TABLE ${schema}.mine (x int)`, `SET ROLE ${schema}_devices`]) await expect(postgres.ask(reader, sql), sql).rejects.toThrow(/permission denied|cannot update view/);
  });
});

describe('the files of docs/deploy', () => {
  const compose = parse(text('compose.yaml')) as { services: Record<string, { image: string; volumes?: string[]; ports?: string[]; environment?: Record<string, string>; depends_on?: Record<string, unknown>; healthcheck: { test: string[] } }>; volumes: Record<string, null> };

  test('name one another as they are', () => {
    const made = new Set(['./certificates', './certificates/server.crt']);
    const mounted = new Map<string, string>();
    for (const [name, { volumes = [], image, depends_on: needs = {}, healthcheck }] of Object.entries(compose.services)) {
      expect(image, name).toMatch(/:v?\d+\.\d+\.\d+(?:-pg17)?$/);
      expect(healthcheck.test[0], name).toBe('CMD');
      for (const other of Object.keys(needs)) expect(compose.services, name).toHaveProperty(other);
      for (const [from, to] of volumes.map((volume) => volume.split(':') as [string, string])) {
        mounted.set(`${name} ${to}`, from);
        if (from.startsWith('./')) expect(made.has(from) || existsSync(`${DEPLOY}${from}`), from).toBe(true);
        else expect(compose.volumes).toHaveProperty(from);
      }
    }
    expect(readFileSync(`${DEPLOY}.gitignore`, 'utf8').split('\n')).toEqual(expect.arrayContaining(['.env', 'certificates/']));
    const prometheus = parse(text('prometheus.yml')) as { scrape_configs: { static_configs: { targets: string[] }[] }[] };
    for (const target of prometheus.scrape_configs.flatMap(({ static_configs: groups }) => groups.flatMap(({ targets }) => targets))) expect(['127.0.0.1', ...Object.keys(compose.services)]).toContain(target.split(':')[0]);
    const { providers } = parse(text('grafana/provisioning/dashboards/finance.yaml')) as { providers: { options: { path: string } }[] };
    expect(mounted.get(`grafana ${providers[0]!.options.path}/finance.json`)).toBe('./grafana/finance.json');
  });

  test('open nothing beyond this machine by themselves, and keep no password', () => {
    for (const { ports = [] } of Object.values(compose.services)) for (const port of ports) expect(port).toMatch(/^(?:127\.0\.0\.1|\$\{DATABASE_ADDRESS:-127\.0\.0\.1\}):\d+:\d+$/);
    const wanted = new Set([...text('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!));
    const offered = text('.env.example').split('\n').filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('='));
    expect(new Set(offered.map(([name]) => name))).toEqual(wanted);
    for (const [name, value] of offered) if (/PASSWORD/.test(name!)) expect(value).toBe('');
  });

  test('give Grafana the datasources that the dashboard asks, by TLS, as the reader', () => {
    const { datasources } = parse(text('grafana/provisioning/datasources/hub.yaml')) as { datasources: { uid: string; type: string; user?: string; url: string; jsonData: Record<string, unknown> }[] };
    for (const { title, datasource, targets } of dashboard.panels) for (const one of [datasource, ...targets.map((target) => target.datasource)]) expect(datasources, title).toContainEqual(expect.objectContaining(one));
    const hub = datasources.find(({ uid }) => uid === 'finance-hub')!;
    expect(hub).toMatchObject({ user: 'grafana', url: 'database:5432', jsonData: { sslmode: 'verify-full' } });
    expect(text('database/roles.sql')).toMatch(/CREATE ROLE grafana LOGIN .* IN ROLE finance_tracker_readers;/);
    expect(text('database/pg_hba.conf')).not.toMatch(/^host\s/m);
    expect(readdirSync(`${DEPLOY}grafana/provisioning`).sort()).toEqual(['dashboards', 'datasources']);
  });

  test('make the logins: a device joins as ft, Grafana reads the reports, the exporter none of them', async () => {
    const url = await postgres.database('deployed');
    const as = (user: string): string => url.replace('postgres:password', `${user}:pw`);
    const sql = text('database/roles.sql').replace(/^\\getenv .*$/gm, '').replace(/:'\w+'/g, "'pw'").replaceAll(':"DBNAME"', 'deployed').replaceAll('finance_tracker', 'deployed_hub');
    expect(sql).not.toMatch(/\\/);
    await postgres.ask(url, sql);
    const home = makeHome({ name: 'deployed', clock: () => Date.UTC(2026, 0, 20, 12) });
    await fill(home);
    const { plan } = await home.connect(as('ft'), { schema: 'deployed_hub' });
    expect(plan.login).toMatch(/^deployed_hub_[0-9a-f]{12}$/);
    const [{ count } = { count: '' }] = await postgres.ask<{ count: string }>(as('grafana'), 'SELECT count(*) FROM deployed_hub.booked');
    expect(count).toBe(String(home.app.read().transactions.count()));
    await expect(postgres.ask(as('grafana'), 'SELECT 1 FROM deployed_hub.events')).rejects.toThrow(/permission denied/);
    await expect(postgres.ask(as('grafana'), 'CREATE TEMP TABLE mine (x int)')).rejects.toThrow(/read-only/);
    expect(await postgres.ask(as('exporter'), 'SELECT 1 FROM pg_stat_activity LIMIT 1')).toHaveLength(1);
    await expect(postgres.ask(as('exporter'), 'SELECT 1 FROM deployed_hub.booked')).rejects.toThrow(/permission denied/);
    home.remove();
  });

  test('the dashboard is one that a link and a later version find again', async () => {
    expect(dashboard).toMatchObject({ uid: 'finance-tracker', timezone: 'utc' });
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const { Taxonomy } = await import('../../src/categories/taxonomy.ts');
    const groups = new Taxonomy(undefined).groups().filter(({ id }) => !['income', 'transfers'].includes(id)).map(({ label }) => quoted(label.en));
    expect(variable('spending_groups').query).toBe(groups.join(', '));
  });
});
