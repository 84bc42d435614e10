/**
 * `npm run bench:sync`: what a sync costs with nothing new, how fast new rows come in beside the same rows from a CSV file, and how it grows where much is
 * known already. The bank is the simulator in a process of its own; each run is a whole `ft` on a copy of a connected home. Medians of alternating runs.
 * `-- --runs 5 --rows 50000 --only idle,bulk,known,alike --profile --ft bin/ft.js` (`--profile`: one more run of each, and where its time goes).
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tellProfile } from './profile.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flag = (name, otherwise) => (process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : otherwise);
const runs = Number(flag('runs', 5));
const bulk = Number(flag('rows', 50_000));
const only = flag('only', 'idle,bulk,known,alike').split(',');
const isProfiled = process.argv.includes('--profile');
const ft = flag('ft', join(root, 'bin/ft.js'));
const folder = mkdtempSync(join(tmpdir(), 'ft-bench-'));
const cost = join(folder, 'cost.json');
const environment = { ...process.env, FT_SECRETS: 'file', FT_MODEL: 'off', FT_LANG: 'en', FT_BENCH_COST: cost, XDG_CONFIG_HOME: join(folder, 'config') };
// It adds some 50 ms to every start of Node 20.
delete environment.NODE_EXTRA_CA_CERTS;
const DAY = 86_400_000;

const program = join(folder, 'bank.mjs');
await build({ entryPoints: [join(root, 'scripts/bench/sync-bank.mjs')], outfile: program, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });

/** Address -> what it answers, over a connection of its own: kept ones are closed while this process waits for another. */
const asked = (url) => new Promise((resolve, reject) => {
  get(url, { agent: false }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => resolve({ text, location: answer.headers.location })).on('error', reject);
  }).on('error', reject);
});

/** A bank of so many accounts -> its address and keys; `ask` asks the bench's own question. */
async function startBank(...options) {
  const child = spawn(process.execPath, [program, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    const told = JSON.parse(line);
    const ask = async (path) => (await asked(`${told.url}/_bench${path}`)).text;
    return { ...told, env: { ...environment, FT_BANK_ENABLEBANKING_URL: `${told.url}/enablebanking` }, ask, rows: async (count) => JSON.parse(await ask(`?rows=${count}`)), close: () => child.stdin.end() };
  }
  throw new Error('the bank did not start');
}

/** A home that is connected with a bank as `ft bank connect` does it, its rows of now fetched. */
async function connected(bank, name) {
  const home = join(folder, name);
  const secrets = join(folder, 'secrets.json');
  const { applicationId, privateKey, redirectUrl } = bank;
  writeFileSync(join(folder, 'key.pem'), privateKey, { mode: 0o600 });
  writeFileSync(secrets, JSON.stringify({ applicationId, privateKey: join(folder, 'key.pem'), redirectUrl }), { mode: 0o600 });
  const child = spawn(process.execPath, [ft, '--home', home, 'bank', 'connect', '--provider', 'enablebanking', '--bank', 'Bench', '--secrets', secrets], { env: bank.env, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  for await (const line of createInterface(child.stderr)) {
    said += `${line}\n`;
    if (!line.startsWith(`${bank.url}/`)) continue;
    child.stdin.end(`${(await asked(line)).location}\n`);
  }
  if (child.exitCode !== 0) await new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode !== 0) throw new Error(`bank connect: ${said}`);
  return home;
}

/** A whole process of node -> wall and processor milliseconds, peak MB, what it printed. Throws when it fails. */
function once(args, env = environment) {
  const began = performance.now();
  const ended = spawnSync(process.execPath, ['--require', join(root, 'scripts/bench/cost.cjs'), ...args], { env, encoding: 'utf8', input: '', maxBuffer: 1 << 28 });
  const ms = performance.now() - began;
  if (ended.status !== 0) throw new Error(`${args.join(' ')}: ${ended.stderr.slice(-800)}${ended.stdout.slice(-800)}`);
  return { ms, ...JSON.parse(readFileSync(cost, 'utf8')), stdout: ended.stdout };
}

/** The same on a copy of a home: what is counted and remembered in it is the same each time. */
function onCopy(home, args, bank, before = []) {
  const copy = join(folder, 'copy');
  rmSync(copy, { recursive: true, force: true });
  if (home) cpSync(home, copy, { recursive: true });
  return once([...before, ft, '--home', copy, '--json', ...args], bank.env);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Contenders in turns -> medians of each, its peak, its last run. */
function compare(contenders, times = runs) {
  const results = contenders.map(() => []);
  for (let run = 0; run < times; run++) contenders.forEach((contender, at) => results[at].push(contender()));
  return results.map((all) => ({ ms: median(all.map((one) => one.ms)), cpu: median(all.map((one) => one.cpu)), mb: Math.max(...all.map((one) => one.mb)), last: all.at(-1) }));
}

const table = [['what', 'wall', 'own CPU', 'peak', 'beside it', 'goal']];
const round = (value) => `${Math.round(value).toLocaleString('en')} ms`;
const line = (what, { ms, cpu, mb }, beside = '', goal = '') => table.push([what, round(ms), round(cpu), `${mb} MB`, beside, goal]);
const newRows = ({ stdout }) => JSON.parse(stdout).accounts.reduce((total, account) => total + (account.new ?? 0), 0);

/** Where the time of one run goes: its own part of each file and function of the built program, largest first. */
function profiled(what, home, args, bank) {
  if (!isProfiled) return;
  const into = join(folder, 'profile');
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  onCopy(home, args, bank, ['--cpu-prof', '--cpu-prof-interval', '250', `--cpu-prof-dir=${into}`]);
  tellProfile(what, into);
}

/** Ten accounts with a quarter of history, and nothing new. */
async function idle() {
  const bank = await startBank('--accounts', '10');
  await bank.rows(300);
  const home = await connected(bank, 'idle');
  await bank.rows(300);
  const [bare, version, ours] = compare([() => once(['-e', '0']), () => once([ft, '--version']), () => onCopy(home, ['sync'], bank)], runs * 2);
  const { transactions, pages, balances, other } = await bank.rows(300);
  line('node -e 0', bare);
  line('ft --version', version);
  line('ft sync, 10 accounts x 300 rows, nothing new', ours, `${round(ours.cpu - bare.cpu)} over bare node`, '<= 300 ms');
  const each = (count) => count / (runs * 2);
  table.push(['  requests of it', '', '', '', `${each(transactions)} + ${each(pages)} pages + ${each(balances)} balances${other ? ` + ${each(other)} others` : ''}`, '10 + 10']);
  profiled('ft sync, nothing new', home, ['sync'], bank);
  bank.close();
}

/** Many new rows at once, beside the same rows from a file. */
async function many() {
  const bank = await startBank();
  const home = await connected(bank, 'bulk');
  await bank.rows(bulk);
  const file = join(folder, 'rows.csv');
  writeFileSync(file, await bank.ask('/csv'));
  const since = new Date(Date.now() - 95 * DAY).toISOString().slice(0, 10);
  await bank.rows(bulk);
  const times = Math.max(1, Math.ceil(runs / 2));
  const [imported, synced] = compare([() => onCopy(undefined, ['import', file], bank), () => onCopy(home, ['sync', '--since', since], bank)], times);
  const { ms } = await bank.rows(bulk);
  const rate = ({ ms: took }) => bulk / took * 1000;
  const shown = (result) => `${Math.round(rate(result)).toLocaleString('en')} rows/s`;
  if (newRows(synced.last) !== bulk) throw new Error(`${newRows(synced.last)} rows came`);
  line(`ft import, ${bulk.toLocaleString('en')} rows of CSV`, imported, shown(imported));
  line(`ft sync, ${bulk.toLocaleString('en')} new rows`, synced, `${shown(synced)}, ${Math.round(100 * rate(synced) / rate(imported))} % (bank ${round(ms / times)})`, '>= 80 %');
  profiled('ft sync, many new rows', home, ['sync', '--since', since], bank);
  bank.close();
}

/** A large window that is known already: per row it must cost what a small one does. */
async function known(name, count, ...options) {
  const bank = await startBank(...options);
  const since = new Date(Date.now() - 95 * DAY).toISOString().slice(0, 10);
  for (const rows of [count / 4, count]) {
    await bank.rows(rows);
    const home = await connected(bank, `${name}-${rows}`);
    const [result] = compare([() => onCopy(home, ['sync', '--since', since], bank)], Math.max(1, Math.ceil(runs / 2)));
    if (newRows(result.last) !== 0) throw new Error(`${newRows(result.last)} rows are new`);
    line(`ft sync again, ${rows.toLocaleString('en')} known rows${name === 'alike' ? ' of one day and amount' : ''}`, result, `${(result.cpu / rows * 1000).toFixed(0)} ms per 1,000`);
    if (rows === count) profiled(`ft sync again, ${name}`, home, ['sync', '--since', since], bank);
  }
  bank.close();
}

try {
  if (only.includes('idle')) await idle();
  if (only.includes('bulk')) await many();
  if (only.includes('known')) await known('known', 20_000);
  if (only.includes('alike')) await known('alike', 5_000, '--alike');
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  writeFileSync(1, `${table.map((cells) => cells.map((cell, at) => (at === 0 || at > 3 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ').trimEnd()).join('\n')}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
