/** The shipped model as it lies on disk: what its config says, and the proof that its weights are the ones that were trained. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FailureOf, failure } from '../../errors.ts';
import { type Result, err, ok } from '../../values/result.ts';

/** What config.json says beside what transformers.js reads of it. */
export interface ModelFacts {
  /** Name and the first letters of its digest; stands in every event that carries a category of it. */
  readonly id: string;
  /** Of the weights. */
  readonly sha256: string;
  /** Category ids, in the order of the model's answers. */
  readonly labels: readonly string[];
  readonly temperature: number;
  /** From this probability on an answer labels. */
  readonly labelFrom: number;
  /** Below this one, what it labelled is asked about in a review. */
  readonly sureFrom: number;
}

const WEIGHTS = 'onnx/model_quantized.onnx';

interface Config {
  readonly id2label: Readonly<Record<string, string>>;
  readonly finance_tracker: { readonly name: string; readonly sha256: string; readonly temperature: number; readonly label_from: number; readonly sure_from: number };
}

/** Folder -> what its config.json claims; the weights are not looked at. Fails by 'model-missing'. */
export function readModelConfig(folder: string): Result<ModelFacts, FailureOf<'model-missing'>> {
  let config: Partial<Config>;
  try {
    config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as Partial<Config>;
  } catch (error) {
    return err(missing(folder, error));
  }
  const own = config.finance_tracker;
  const labels = Object.entries(config.id2label ?? {}).sort(([a], [b]) => Number(a) - Number(b)).map(([, label]) => label);
  if (!own || labels.length === 0) return err(failure('model-missing', { folder, why: 'its config.json says neither labels nor thresholds' }));
  return ok({ id: `${own.name}-${own.sha256.slice(0, 8)}`, sha256: own.sha256, labels, temperature: own.temperature, labelFrom: own.label_from, sureFrom: own.sure_from });
}

/** Undefined when the weights in a folder are the ones its config.json names; fails by 'model-missing' and 'model-tampered'. */
export function proveWeights(folder: string, sha256: string): FailureOf<'model-missing' | 'model-tampered'> | undefined {
  try {
    const digest = createHash('sha256').update(readFileSync(join(folder, WEIGHTS))).digest('hex');
    return digest === sha256 ? undefined : failure('model-tampered', { file: join(folder, WEIGHTS) });
  } catch (error) {
    return missing(folder, error);
  }
}

const missing = (folder: string, error: unknown): FailureOf<'model-missing'> => failure('model-missing', { folder, why: error instanceof Error ? error.message : String(error) });
