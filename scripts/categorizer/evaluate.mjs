/**
 * The evaluation set before the shipped model, its fp32 twin, the linear baseline and the whole cascade -> one JSON document of figures.
 *   node scripts/categorizer/evaluate.mjs [--model DIR] [--fp32 DIR] [--baseline FILE]
 * Uses the built program (npm run build): the model runs in the very thread that ships.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { evaluationRows, isSeen } from './evaluation-set.mjs';
import { figuresOf } from './figures.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program's own cleaning, so that the model reads what it reads there. */
async function features() {
  const { outputFiles: [code] } = await build({ absWorkingDir: root, entryPoints: ['src/categories/transformer/features.ts'], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`);
}

/** The thread that ships. One for all models: its runtime cannot be loaded twice in a process. */
const worker = new Worker(join(root, 'dist/model-worker.js'), { stdout: true, stderr: true });

/** Rows -> one row of probabilities each, from the model in a folder. */
async function askModel(folder, rows, temperature, labels) {
  const { modelText } = await features();
  const inputs = rows.map(({ text, amount, currency }) => modelText(text, amount === '' ? undefined : Math.round(Number(amount) * 100), currency || undefined) || '3.9.17');
  const answer = await new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (told) => { if (told.id === 1) resolve(told); });
    worker.postMessage({ id: 1, folder, inputs, labels: labels.length, temperature });
  });
  if (answer.failed) throw new Error(answer.failed);
  return rows.map((_, at) => [...answer.probabilities.subarray(at * labels.length, (at + 1) * labels.length)]);
}

/** Rows through `ft classify` in an empty home -> its answers. */
function askCascade(rows, model) {
  const home = mkdtempSync(join(tmpdir(), 'ft-evaluation-'));
  const input = rows.map(({ text, amount, currency }) => JSON.stringify({ description: text, ...(amount ? { amount } : {}), ...(currency ? { currency } : {}) })).join('\n');
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'bin/ft.js'), 'classify', '--home', home], { input, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, FT_MODEL: model } });
  rmSync(home, { recursive: true });
  if (status !== 0 || stderr) throw new Error(stderr || `ft classify ended with ${status}`);
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

/** What an answer of the cascade holds likeliest, decided or not: category, confidence, and whether it labels. */
const ofCascade = ({ category, confidence, source, alternatives: [first] }) =>
  (source === 'none' ? { category: first?.category ?? 'none', confidence: first?.confidence ?? 0, labelled: false, step: source } : { category, confidence, labelled: true, step: source });

const { values } = parseArgs({ options: { model: { type: 'string', default: join(root, 'models/transaction-categorizer') }, fp32: { type: 'string' }, baseline: { type: 'string' } } });
const config = JSON.parse(readFileSync(join(values.model, 'config.json'), 'utf8'));
const labels = Object.values(config.id2label);
const { temperature, label_from: labelFrom } = config.finance_tracker;
const best = (probabilities) => {
  const at = probabilities.indexOf(Math.max(...probabilities));
  return { category: labels[at], confidence: probabilities[at], labelled: probabilities[at] >= labelFrom, step: 'model' };
};

const rows = evaluationRows();
const unseen = rows.map((row) => !isSeen(row));
// The model's part is disjoint from its training by merchant; asserted here once more by the whole name.
const trained = new Set(rows.filter((_, at) => !unseen[at]).map(({ merchant }) => merchant.toLowerCase()));
const twice = rows.find(({ merchant }, at) => unseen[at] && merchant !== '' && trained.has(merchant.toLowerCase()));
if (twice) throw new Error(`${twice.merchant} stands among the seen and the unseen merchants`);
const answers = { cascade: askCascade(rows, values.model).map(ofCascade), int8: (await askModel(values.model, rows, temperature, labels)).map(best) };
if (values.fp32) answers.fp32 = (await askModel(values.fp32, rows, temperature, labels)).map(best);
if (values.baseline) answers.baseline = JSON.parse(readFileSync(values.baseline, 'utf8')).map(best);

const systems = Object.fromEntries(Object.entries(answers).map(([name, given]) => [name, {
  all: figuresOf(rows, given),
  unseen: figuresOf(rows.filter((_, at) => unseen[at]), given.filter((_, at) => unseen[at])),
  seen: figuresOf(rows.filter((_, at) => !unseen[at]), given.filter((_, at) => !unseen[at])),
}]));
await worker.terminate();
process.stdout.write(`${JSON.stringify({ rows: rows.length, unseen: unseen.filter(Boolean).length, labelFrom, systems }, null, 1)}\n`);
