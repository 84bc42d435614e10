/**
 * `node scripts/bench/categorizer.mjs [--texts 10000] [--runs 5]`: what naming categories costs, as ratios measured side by side in one run:
 * end to end against the bare runtime over the same batches, an import with the model against one without, the first answer against
 * bare node, and BERT-base in the same runtime (where python3 with onnx is there to write one).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rules, writeStatement } from './generate-statement.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const ft = join(root, 'bin/ft.js');
const model = join(root, 'models/transaction-categorizer');
const flag = (name, otherwise) => (process.argv.includes(`--${name}`) ? Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) : otherwise);
const [count, runs] = [flag('texts', 10_000), flag('runs', 5)];
const folder = mkdtempSync(join(tmpdir(), 'ft-bench-'));
const environment = { ...process.env };
delete environment.NODE_EXTRA_CA_CERTS;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const table = [['what', 'ft', 'beside it', 'ratio', 'goal']];

/** Runs each contender in turn, `times` times -> the median milliseconds of each. */
async function compare(contenders, times = runs) {
  const spent = contenders.map(() => []);
  for (let run = 0; run < times; run++)
    for (const [at, contender] of contenders.entries()) {
      const before = process.hrtime.bigint();
      await contender();
      spent[at].push(Number(process.hrtime.bigint() - before) / 1e6);
    }
  return spent.map(median);
}

/** Own modules, bundled on the spot, so that the bench measures what ships. */
async function modules() {
  const { outputFiles: [code] } = await build({
    absWorkingDir: root, bundle: true, format: 'esm', platform: 'node', write: false, define: { 'import.meta.url': JSON.stringify(new URL('../../src/categories/', import.meta.url).href) },
    stdin: { contents: "export * from './src/categories/transformer/batches.ts'; export * from './src/categories/transformer/features.ts'; export * from './src/categories/transformer/model.ts'; export * from './src/categories/transformer/predictor.ts'; export * from './src/values/text.ts';", resolveDir: root },
  });
  return import(`data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`);
}

/** Distinct texts as banks write them: the project's own samples, each with another ending. */
function texts() {
  const samples = JSON.parse(readFileSync(join(root, 'fixtures/categorizer/features.json'), 'utf8')).map(([text]) => text).filter((text) => text.length > 3 && text.length < 100);
  const letters = (n) => n.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));
  return Array.from({ length: count }, (_, at) => ({ text: `${samples[at % samples.length]} ${letters(at + 26)}`, amount: -((at * 7919) % 90_000) - 100, currency: 'NOK' }));
}

async function throughput({ batchesOf, createTokenizer, modelText, Model, Predictor, normalText }) {
  const { InferenceSession, Tensor } = createRequire(import.meta.url)('onnxruntime-node');
  const session = await InferenceSession.create(join(model, 'onnx/model_quantized.onnx'));
  const inputs = texts();
  // The very batches that the thread makes of questions of 1,024.
  const tokenize = createTokenizer();
  const batches = [];
  for (let at = 0; at < inputs.length; at += 1_024) batches.push(...batchesOf(inputs.slice(at, at + 1_024).map(({ text, amount, currency }) => modelText(text, amount, currency)), tokenize));
  const feeds = batches.map(({ places, words, grams, ids, mask }) => ({ input_ids: new Tensor('int64', ids, [places.length, words, grams]), attention_mask: new Tensor('int64', mask, [places.length, words]) }));
  const loaded = new Model({ folder: model, worker: join(root, 'dist/model-worker.js') });
  const whole = async () => {
    const predictor = new Predictor({ model: loaded, cache: undefined, progress: () => undefined });
    const answer = await predictor.rank(inputs.map((input) => ({ ...input, normal: normalText(input.text) })));
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  };
  const bare = async () => { for (const feed of feeds) await session.run(feed); };
  await compare([whole, bare], 1);
  const [ours, theirs] = await compare([whole, bare]);
  const perSecond = (ms) => Math.round((count / ms) * 1000);
  table.push([`distinct texts a second, end to end`, perSecond(ours), `bare onnxruntime ${perSecond(theirs)}`, `${Math.round((100 * theirs) / ours)} %`, '>= 80 %']);

  const bert = join(folder, 'bert.onnx');
  if (spawnSync('python3', [join(here, 'bert-shapes.py'), bert]).status !== 0 && spawnSync('/usr/bin/python3', [join(here, 'bert-shapes.py'), bert]).status !== 0) return table.push(['BERT-base fp32', 'no python3 with onnx', '', '', '']);
  const large = await InferenceSession.create(bert);
  const tokens = () => large.run({ input_ids: new Tensor('int64', BigInt64Array.from({ length: 32 * 16 }, (_, at) => BigInt((at * 977) % 30_522)), [32, 16]) });
  await tokens();
  const [ms] = await compare([tokens], 3);
  table.push(['  beside BERT-base fp32, 16 tokens', perSecond(ours), `BERT-base ${Math.round((32 / ms) * 1000)}`, `${Math.round(perSecond(ours) / ((32 / ms) * 1000))}x`, '']);
}

function importing() {
  const statement = join(folder, 'statement.csv');
  writeStatement(statement, 100_000);
  const template = join(folder, 'template');
  for (const { text, category } of rules()) execFileSync(process.execPath, [ft, '--home', template, '--quiet', 'rules', 'add', '--text', text, '--category', category], { env: environment, stdio: 'ignore' });
  const peaks = {};
  const run = (name, env) => () => {
    const home = join(folder, 'home');
    rmSync(home, { recursive: true, force: true });
    cpSync(template, home, { recursive: true });
    const peak = join(folder, 'peak');
    execFileSync(process.execPath, ['--import', join(here, 'peak.mjs'), ft, '--home', home, '--quiet', 'import', statement], { env: { ...environment, FT_BENCH_PEAK: peak, ...env }, stdio: 'ignore' });
    peaks[name] = Number(readFileSync(peak, 'utf8'));
  };
  return compare([run('model', {}), run('rules', { FT_MODEL: join(folder, 'none') })]).then(([ours, without]) => {
    table.push(['import 100,000 rows, about 5,000 texts', `${Math.round(ours)} ms`, `without the model ${Math.round(without)} ms`, `${(ours / without).toFixed(2)}x`, '<= 1.5x']);
    table.push(['  peak memory', `${peaks.model} MB`, `without ${peaks.rules} MB`, '', '<= 400 MB']);
  });
}

async function first() {
  const home = join(folder, 'empty');
  const run = (args) => () => { execFileSync(process.execPath, args, { env: environment, stdio: 'ignore' }); };
  const [ours, known, bare] = await compare([run([ft, '--home', home, 'classify', 'Fjordveien Rørleggerservice']), run([ft, '--home', home, 'classify', 'REMA 1000 OSLO']), run(['-e', '0'])], runs * 4);
  table.push(['first answer, cold process, by the model', `${Math.round(ours)} ms`, `bare node ${Math.round(bare)} ms`, `${(ours / bare).toFixed(1)}x`, '<= 5x']);
  table.push(['  a known merchant', `${Math.round(known)} ms`, `bare node ${Math.round(bare)} ms`, `${(known / bare).toFixed(1)}x`, '<= 5x']);
}

try {
  await first();
  await importing();
  await throughput(await modules());
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((cells) => String(cells[column]).length)));
  for (const cells of table) console.log(cells.map((cell, at) => String(cell).padEnd(widths[at])).join('  ').trimEnd());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
