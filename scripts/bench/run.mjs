/**
 * `npm run bench`: what the promises of speed come to on this machine, as ratios measured side by side in one run.
 * Absolute times mean nothing on a shared machine; medians of alternating runs and their ratios do.
 * `npm run bench -- --rows 100000 --runs 5 --million` (the million takes some minutes).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules as sixtyRules, writeStatement } from './generate-statement.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const rules = sixtyRules();
const ft = fileURLToPath(new URL('../../bin/ft.js', import.meta.url));
const flag = (name, otherwise) => (process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : otherwise);
const rows = Number(flag('rows', 100_000));
const runs = Number(flag('runs', 5));
const million = process.argv.includes('--million');
const folder = mkdtempSync(join(tmpdir(), 'ft-bench-'));
const environment = { ...process.env, FT_BUSY_MS: '1000' };
// It adds some 50 ms to every start of Node 20 and would flatter every ratio to bare node.
delete environment.NODE_EXTRA_CA_CERTS;

/** Runs a command -> wall milliseconds, peak resident MB and what it printed. Throws when it fails. */
function once(command, args, input) {
  const peak = join(folder, 'peak');
  const started = process.hrtime.bigint();
  const isNode = command === process.execPath;
  const ended = spawnSync(command, [...(isNode && !args.includes('--bare') ? ['--import', join(here, 'peak.mjs')] : []), ...args.filter((arg) => arg !== '--bare')], { env: { ...environment, FT_BENCH_PEAK: peak }, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  if (ended.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${ended.stderr || ended.error}`);
  return { ms, mb: isNode && !args.includes('--bare') ? Number(readFileSync(peak, 'utf8')) : undefined, stdout: ended.stdout };
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Alternates the contenders and answers each one's median. */
function compare(contenders, times = runs) {
  const results = contenders.map(() => []);
  for (let run = 0; run < times; run++) contenders.forEach((contender, at) => results[at].push(contender()));
  return results.map((all) => ({ ms: median(all.map((one) => one.ms)), mb: all[0].mb === undefined ? undefined : Math.max(...all.map((one) => one.mb)), last: all.at(-1) }));
}

const table = [];
const line = (what, figure, base, ratio, goal) => table.push([what, figure, base, ratio, goal]);
const ms = (value) => `${Math.round(value)} ms`;
const times = (value) => `${value.toFixed(2)}x`;
const has = (tool) => spawnSync(tool, ['--version']).status === 0;
const fresh = () => {
  const home = join(folder, 'home');
  rmSync(home, { recursive: true, force: true });
  return home;
};

/** A home with the sixty rules of the bench, and nothing else. */
function homeWithRules() {
  const home = fresh();
  for (const { text, category } of rules) execFileSync(process.execPath, [ft, '--home', home, '--quiet', 'rules', 'add', '--text', text, '--category', category], { env: environment, stdio: 'ignore' });
  return home;
}

function importBench(count, times_) {
  const statement = join(folder, `${count}.csv`);
  writeStatement(statement, count);
  const template = homeWithRules();
  const kept = join(folder, 'template');
  rmSync(kept, { recursive: true, force: true });
  execFileSync('cp', ['-r', template, kept]);
  const [ours, bare] = compare([
    () => { const home = fresh(); execFileSync('cp', ['-r', kept, home]); return once(process.execPath, [ft, '--home', home, '--quiet', 'import', statement]); },
    () => once(process.execPath, [join(here, 'bare-loop.mjs'), statement, join(folder, 'bare.db')]),
  ], times_);
  line(`import ${count.toLocaleString('en')} rows, 60 rules, durable`, `${ms(ours.ms)} (${Math.round(count / ours.ms * 1000).toLocaleString('en')} rows/s)`, `bare loop ${ms(bare.ms)}`, times(ours.ms / bare.ms), '<= 3x');
  line(`  peak memory`, `${ours.mb} MB`, `bare loop ${bare.mb} MB`, '', '<= 300 MB');
  const bytes = statSync(join(folder, 'home', 'ledger.db')).size;
  line(`  on disk`, `${Math.round(bytes / count)} B a transaction`, '', '', '');
  return { statement, home: join(folder, 'home') };
}

function reportBench(home, count) {
  const [ours, bare] = compare([
    () => once(process.execPath, ['--bare', ft, '--home', home, 'report', 'spending', '--by', 'month']),
    () => once(process.execPath, ['--bare', '-e', '0']),
  ], runs * 3);
  line(`report spending by month over ${count.toLocaleString('en')}`, ms(ours.ms), `bare node ${ms(bare.ms)}`, times(ours.ms / bare.ms), '<= 3x');
}

function startBench() {
  const [ours, bare] = compare([() => once(process.execPath, ['--bare', ft, '--version']), () => once(process.execPath, ['--bare', '-e', '0'])], runs * 4);
  line('ft --version', ms(ours.ms), `bare node ${ms(bare.ms)}`, times(ours.ms / bare.ms), '<= 1.5x');
}

/** The same statement through hledger: read with rules of the same sixty texts, and month by category. */
function hledgerBench(statement, home, count) {
  if (!has('hledger')) return line('hledger', 'not installed', '', '', '');
  const rulesFile = join(folder, 'hledger.rules');
  const text = readFileSync(statement, 'latin1');
  const utf8 = join(folder, 'utf8.csv');
  writeFileSync(utf8, text);
  writeFileSync(rulesFile, ['separator ;', 'skip 1', 'fields date, description, amount, saldo, booked, reconciled', 'date-format %d.%m.%Y', 'decimal-mark ,', 'currency NOK', 'account1 assets:bank', 'account2 expenses:unknown',
    ...rules.flatMap((rule) => [`if %description ${rule.text}`, ` account2 expenses:${rule.category}`])].join('\n'));
  const journal = join(folder, 'bench.journal');
  const [read] = compare([() => { const run = once('hledger', ['-f', utf8, '--rules-file', rulesFile, 'print']); writeFileSync(journal, run.stdout); return run; }], 1);
  const [ours] = compare([() => { const into = fresh(); execFileSync('cp', ['-r', join(folder, 'template'), into]); return once(process.execPath, [ft, '--home', into, '--quiet', 'import', statement]); }], 1);
  line(`hledger print of the same ${count.toLocaleString('en')} rows`, ms(read.ms), `ft import ${ms(ours.ms)}`, times(read.ms / ours.ms), '');
  const [report, own] = compare([() => once('hledger', ['-f', journal, 'balance', '--monthly', 'expenses']), () => once(process.execPath, ['--bare', ft, '--home', home, 'report', 'spending', '--by', 'month'])], 1);
  line(`hledger balance --monthly over ${count.toLocaleString('en')}`, ms(report.ms), `ft report ${ms(own.ms)}`, times(report.ms / own.ms), '');
}

try {
  startBench();
  const small = importBench(rows, runs);
  reportBench(small.home, rows);
  hledgerBench(small.statement, small.home, rows);
  if (million) {
    const large = importBench(1_000_000, 1);
    reportBench(large.home, 1_000_000);
  }
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((cells) => cells[column].length)));
  const head = ['what', 'ft', 'beside it', 'ratio', 'goal'];
  for (const cells of [head, ...table]) console.log(cells.map((cell, at) => cell.padEnd(Math.max(widths[at], head[at].length))).join('  ').trimEnd());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
