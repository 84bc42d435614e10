/**
 * `npm run bench:formats`: how fast each statement format is read, beside CSV in the same run, and how flat memory stays on
 * large files. `-- --rows 100000 --runs 3 --megabytes 100`. Each reading is a process of its own; medians, peak of all runs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flag = (name, otherwise) => (process.argv.includes(`--${name}`) ? Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) : otherwise);
const rows = flag('rows', 100_000);
const runs = flag('runs', 3);
const megabytes = flag('megabytes', 100);
const folder = mkdtempSync(join(tmpdir(), 'ft-bench-'));

/** The reading alone: file -> rows, no ledger. */
const READER = `
import { identify } from './src/intake/identify.ts';
const started = process.hrtime.bigint();
const source = identify(process.argv[2], { userProfiles: [], currency: 'NOK' });
if (!source.ok) throw new Error(JSON.stringify(source.error));
let rows = 0;
for (const batch of source.value.batches()) rows += batch.rows.length;
process.stdout.write(JSON.stringify({ rows, ms: Number(process.hrtime.bigint() - started) / 1e6 }));`;

const reader = join(folder, 'reader.cjs');
await build({
  absWorkingDir: root, stdin: { contents: READER, resolveDir: root, loader: 'ts' }, outfile: reader, bundle: true, format: 'cjs', platform: 'node', minifySyntax: true,
  define: { 'import.meta.url': JSON.stringify(import.meta.url) }, external: ['onnxruntime-node', 'better-sqlite3'], logLevel: 'error',
});

/** One reading in a process of its own -> rows, milliseconds, peak resident MB. */
function once(file) {
  const peak = join(folder, 'peak');
  const ended = spawnSync(process.execPath, ['--import', join(root, 'scripts/bench/peak.mjs'), reader, file], { env: { ...process.env, FT_BENCH_PEAK: peak }, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`${file}: ${ended.stderr.slice(-800)}`);
  return { ...JSON.parse(ended.stdout), mb: Number(readFileSync(peak, 'utf8')) };
}

/** Writes a file of a format and answers its path. */
function write(format, name, count) {
  const path = join(folder, name);
  execFileSync(process.execPath, [join(root, 'scripts/bench/generate-formats.mjs'), format, path, String(count)]);
  return path;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const table = [['format', 'rows', 'file', 'read', 'rows/s', 'MB/s', 'beside csv', 'peak']];

/** Reads files in turns, so that what slows the machine slows all; the first is the yardstick. */
function compare(files) {
  const results = files.map(() => []);
  for (let run = 0; run < runs; run++) files.forEach(({ file }, at) => results[at].push(once(file)));
  const perSecond = results.map((all) => (all[0].rows / median(all.map(({ ms }) => ms))) * 1000);
  files.forEach(({ name, file }, at) => {
    const all = results[at];
    const ms = median(all.map((one) => one.ms));
    const size = statSync(file).size / 1e6;
    table.push([name, all[0].rows.toLocaleString('en'), `${size.toFixed(1)} MB`, `${Math.round(ms)} ms`, Math.round(perSecond[at]).toLocaleString('en'), (size / ms * 1000).toFixed(1), `${(perSecond[0] / perSecond[at]).toFixed(2)}x`, `${Math.max(...all.map(({ mb }) => mb))} MB`]);
  });
}

/** The whole way into a new home, once: what it takes and how much memory. */
function imported(name, file) {
  const peak = join(folder, 'peak');
  const started = process.hrtime.bigint();
  const ended = spawnSync(process.execPath, ['--import', join(root, 'scripts/bench/peak.mjs'), join(root, 'bin/ft.js'), '--home', join(folder, name), '--json', 'import', file], { env: { ...process.env, FT_BENCH_PEAK: peak, FT_MODEL: 'off' }, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`${file}: ${ended.stderr.slice(-800)}`);
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  const { rows } = JSON.parse(ended.stdout).files[0];
  table.push([`import ${name}`, rows.toLocaleString('en'), '', `${Math.round(ms)} ms`, Math.round((rows / ms) * 1000).toLocaleString('en'), '', '', `${readFileSync(peak, 'utf8')} MB`]);
  rmSync(join(folder, name), { recursive: true });
}

try {
  const written = (format, count, name = format) => ({ name, file: write(format, `${name.replaceAll(' ', '-')}.${format}`, count) });
  compare(['csv', 'ofx', 'camt', 'mt940', 'qif', 'html', 'xlsx', 'xls'].map((format) => written(format, format === 'xls' ? Math.min(rows, 65_000) : rows)));
  const bytesPerRow = (format) => statSync(write(format, 'small', 1000)).size / 1000;
  const large = ['csv', 'ofx', 'camt', 'mt940'].map((format) => written(format, Math.round((megabytes * 1e6) / bytesPerRow(format)), `${format} ${megabytes} MB`));
  compare(large);
  for (const { name, file } of large) imported(name, file);
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  writeFileSync(1, `${table.map((cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ')).join('\n')}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
