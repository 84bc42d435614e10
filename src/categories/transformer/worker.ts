/**
 * The thread with the model: loads it through transformers.js when one is announced or asked, then answers. Nothing is ever fetched:
 * remote models are switched off, and the folder is given.
 */
import { basename, dirname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { AutoModelForSequenceClassification, type PreTrainedModel, Tensor, env } from '@xenova/transformers';
import { batchesOf, createTokenizer } from './batches.ts';
import { type Announce, type Answer, type Ask, READY } from './messages.ts';

// What the libraries print is theirs, and must not be waited for; its beginning says what went wrong where their errors don't.
let printed = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text: string | Uint8Array): boolean => {
    printed ||= String(text);
    return true;
  };
}

// The library gives each file it reads HTTP headers; Node loads its whole HTTP client for the first of them.
Object.assign(globalThis, { Headers: Map });

env.allowRemoteModels = false;
env.useBrowserCache = false;
env.useFSCache = false;

const loaded = new Map<string, Promise<PreTrainedModel>>();
function load(folder: string): Promise<PreTrainedModel> {
  const known = loaded.get(folder);
  if (known) return known;
  env.localModelPath = dirname(folder);
  const loading = AutoModelForSequenceClassification.from_pretrained(basename(folder), { quantized: true, local_files_only: true });
  loaded.set(folder, loading);
  return loading;
}
const tokenize = createTokenizer();

parentPort?.on('message', (ask: Ask | Announce) => {
  const tell = (answer: Answer): void => parentPort?.postMessage(answer, 'probabilities' in answer ? [answer.probabilities.buffer] : []);
  // What goes wrong with a model that is only announced is told to whoever asks it.
  if (!('inputs' in ask)) return void load(ask.folder).catch(() => undefined).then(() => tell({ id: ask.id, probabilities: new Float32Array() }));
  probabilitiesOf(ask).then((probabilities) => tell({ id: ask.id, probabilities }), (error: unknown) => tell({ id: ask.id, failed: printed || String(error instanceof Error ? error.message : error) }));
});

parentPort?.postMessage({ id: READY, probabilities: new Float32Array() } satisfies Answer);

async function probabilitiesOf({ folder, inputs, labels, temperature }: Ask): Promise<Float32Array<ArrayBuffer>> {
  const model = await load(folder);
  const all = new Float32Array(inputs.length * labels);
  let running: Promise<void> | undefined;
  for (const { places, words, grams, ids, mask } of batchesOf(inputs, tokenize)) {
    // The next batch is made while the last one runs.
    await running;
    running = model({ input_ids: new Tensor('int64', ids, [places.length, words, grams]), attention_mask: new Tensor('int64', mask, [places.length, words]) })
      .then(({ logits: { data } }: { logits: { data: Float32Array } }) => {
        if (data.length !== places.length * labels) throw new Error(`it tells ${data.length / places.length} categories apart, and its config.json names ${labels}`);
        places.forEach((place, row) => writeSoftmax(data.subarray(row * labels, (row + 1) * labels), all, place * labels, temperature));
      });
  }
  await running;
  return all;
}

/** Logits -> probabilities, softened by the temperature that was fitted on merchants the model had not seen. */
function writeSoftmax(logits: Float32Array, into: Float32Array, from: number, temperature: number): void {
  let most = -Infinity;
  for (const logit of logits) if (logit > most) most = logit;
  let sum = 0;
  logits.forEach((logit, at) => { sum += into[from + at] = Math.exp((logit - most) / temperature); });
  for (let at = from; at < from + logits.length; at++) into[at] = (into[at] as number) / sum;
}
