/**
 * A local model for tests that is small, real and predictable: it knows some words, each with one category and a probability, and is at
 * a loss for everything else. Written as the shipped one lies on disk, so that thread, runtime and digest are the real ones.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gramsOf } from '../src/categories/transformer/features.ts';

export interface KeywordModel {
  /** Word in plain form -> its category and how likely it makes that one. */
  readonly words: Readonly<Record<string, readonly [category: string, probability: number]>>;
  /** 0.5 unless said. */
  readonly labelFrom?: number;
  /** 0.8 unless said. */
  readonly sureFrom?: number;
  /** Stands in the id of the model. */
  readonly name?: string;
}

/** Categories it tells apart beside those of its words: what it spreads the rest over. */
const OTHERS = ['groceries', 'cafes', 'pharmacy', 'hobbies', 'books', 'gifts', 'fuel', 'clothing'];

/** Writes the model into a folder of its own -> that folder, for FT_MODEL. */
export function keywordModel(model: KeywordModel): string {
  const words = Object.entries(model.words);
  const labels = [...new Set([...OTHERS, ...words.map(([, [category]]) => category)])];
  const weights = new Float32Array(words.length * labels.length);
  words.forEach(([, [category, probability]], row) => {
    weights[row * labels.length + labels.indexOf(category)] = Math.log((probability * (labels.length - 1)) / (1 - probability));
  });
  const ids = BigInt64Array.from(words, ([word]) => BigInt(gramsOf(word)[0] as number));
  return modelFolder(graph(ids, weights, labels.length), { ...model, labels });
}

/** Any bytes as the weights of a model whose config says that they are right: a file that is whole but cannot be run. */
export function modelFolder(weights: Uint8Array, { labels, name = 'keywords', labelFrom = 0.5, sureFrom = 0.8 }: Omit<KeywordModel, 'words'> & { labels: readonly string[] }): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'ft-model-')), 'model');
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'onnx/model_quantized.onnx'), weights);
  writeFileSync(join(folder, 'config.json'), JSON.stringify({
    model_type: 'distilbert', architectures: ['DistilBertForSequenceClassification'],
    id2label: Object.fromEntries(labels.map((label, at) => [at, label])), label2id: Object.fromEntries(labels.map((label, at) => [label, at])),
    finance_tracker: { name, sha256: createHash('sha256').update(weights).digest('hex'), temperature: 1, label_from: labelFrom, sure_from: sureFrom },
  }));
  return folder;
}

// --- the few shapes of ONNX (protocol buffers) that the graph takes

const varint = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))]);
const whole = (field: number, value: number): number[] => [...varint(field << 3), ...varint(value)];
const bytes = (field: number, value: Iterable<number> | string): number[] => {
  const content = typeof value === 'string' ? [...Buffer.from(value)] : [...value];
  return [...varint((field << 3) | 2), ...varint(content.length), ...content];
};
const FLOAT = 1;
const INT64 = 7;
const attributes = { INT: 2, INTS: 7 };

const tensor = (name: string, type: number, dims: readonly number[], data: ArrayBufferView): number[] =>
  [...dims.flatMap((dim) => whole(1, dim)), ...whole(2, type), ...bytes(8, name), ...bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))];
const node = (kind: string, inputs: readonly string[], output: string, ...given: number[][]): number[] =>
  [...inputs.flatMap((input) => bytes(1, input)), ...bytes(2, output), ...bytes(4, kind), ...given.flatMap((attribute) => bytes(5, attribute))];
const int = (name: string, value: number): number[] => [...bytes(1, name), ...whole(3, value), ...whole(20, attributes.INT)];
const ints = (name: string, values: readonly number[]): number[] => [...bytes(1, name), ...values.flatMap((value) => whole(8, value)), ...whole(20, attributes.INTS)];
const value = (name: string, type: number, dims: readonly (string | number)[]): number[] =>
  [...bytes(1, name), ...bytes(2, bytes(1, [...whole(1, type), ...bytes(2, dims.flatMap((dim) => bytes(1, typeof dim === 'string' ? bytes(2, dim) : whole(1, dim))))]))];

/** Which of the words stand in the text, times what each says of the labels. */
function graph(ids: BigInt64Array, weights: Float32Array, labels: number): Uint8Array {
  const nodes = [
    node('Unsqueeze', ['input_ids', 'last'], 'each'), node('Equal', ['each', 'words'], 'equal'), node('Cast', ['equal'], 'found', int('to', FLOAT)),
    node('ReduceMax', ['found'], 'stands', ints('axes', [1, 2]), int('keepdims', 0)), node('MatMul', ['stands', 'weights'], 'logits'),
  ];
  const constants = [tensor('last', INT64, [1], BigInt64Array.of(3n)), tensor('words', INT64, [ids.length], ids), tensor('weights', FLOAT, [ids.length, labels], weights)];
  const content = [
    ...nodes.flatMap((one) => bytes(1, one)), ...bytes(2, 'keywords'), ...constants.flatMap((one) => bytes(5, one)),
    ...bytes(11, value('input_ids', INT64, ['batch', 'words', 'grams'])), ...bytes(11, value('attention_mask', INT64, ['batch', 'words'])), ...bytes(12, value('logits', FLOAT, ['batch', labels])),
  ];
  return Uint8Array.from([...whole(1, 8), ...bytes(2, 'test'), ...bytes(7, content), ...bytes(8, [...bytes(1, ''), ...whole(2, 14)])]);
}
