/** The shipped model as it lies on disk: what its config says, and the proof that its weights are the ones that were trained. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FailureOf, failure } from '../../errors.ts';
import { type Result, err, ok } from '../../values/result.ts';
import { Taxonomy } from '../taxonomy.ts';

/** What config.json says beside what transformers.js reads of it. */
export interface ModelFacts {
  /** Name and the first letters of its digest; stands in every event that carries a category of it. */
  readonly id: string;
  /** Digest of all that its answers hang on: the weights, the labels and the temperature. Answers are remembered under it. */
  readonly answersAs: string;
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
    config = (JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) ?? {}) as Partial<Config>;
  } catch (error) {
    return err(missing(folder, error));
  }
  const { id2label, finance_tracker: own } = config;
  if (!isRecord(id2label) || !isRecord(own)) return err(failure('model-missing', { folder, why: 'its config.json says neither labels nor thresholds' }));
  const labels = Object.entries(id2label).sort(([a], [b]) => Number(a) - Number(b)).map(([, label]) => label);
  const why = complaint(labels, own);
  if (why !== undefined) return err(failure('model-missing', { folder, why: `in its config.json ${why}` }));
  const { name, sha256, temperature, label_from: labelFrom, sure_from: sureFrom } = own;
  const answersAs = createHash('sha256').update(JSON.stringify([sha256, labels, temperature])).digest('hex').slice(0, 16);
  return ok({ id: `${name}-${sha256.slice(0, 8)}`, answersAs, sha256, labels, temperature, labelFrom, sureFrom });
}

const isRecord = (value: unknown): value is Readonly<Record<string, never>> => typeof value === 'object' && value !== null;
const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;

/** What is wrong with the part of config.json that no digest guards; undefined when nothing is. */
function complaint(labels: readonly unknown[], own: Readonly<Record<keyof Config['finance_tracker'], unknown>>): string | undefined {
  const builtIn = new Taxonomy();
  const isCategory = (label: unknown): boolean => typeof label === 'string' && builtIn.leaf(label) !== undefined;
  if (labels.length === 0 || new Set(labels).size < labels.length || !labels.every(isCategory)) return 'the labels are not categories of ft, each once';
  if (typeof own.name !== 'string' || !/^[\w.-]{1,40}$/.test(own.name)) return 'the model has no usable name';
  if (typeof own.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(own.sha256)) return 'the digest of the weights is missing';
  if (typeof own.temperature !== 'number' || !(own.temperature > 0)) return 'the temperature is not above 0';
  return isShare(own.label_from) && isShare(own.sure_from) ? undefined : 'a threshold is not from 0 to 1';
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
