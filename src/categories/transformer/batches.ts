/** Inputs -> tensors' contents: sorted by length, so that little of a batch is padding. */
import { memoised } from '../memo.ts';
import { gramsOf, idsOf } from './features.ts';

/** Texts a batch; more gains nothing on two cores. */
const BATCH = 64;

export interface Batch {
  /** Which inputs these are, by their place. */
  readonly places: readonly number[];
  readonly words: number;
  readonly grams: number;
  /** [inputs, words, grams], 0 where there is none. */
  readonly ids: BigInt64Array<ArrayBuffer>;
  /** [inputs, words] */
  readonly mask: BigInt64Array<ArrayBuffer>;
}

type Features = readonly (readonly number[])[];
const longestOf = (features: Features): number => Math.max(...features.map((word) => word.length));

/** A tokenizer that remembers the letter groups of words: banks repeat them. */
export function createTokenizer(): (input: string) => Features {
  const grams = memoised(gramsOf);
  return (input) => idsOf(input, grams);
}

/** Inputs, as `modelText` makes them -> batches that together hold each of them once. */
export function* batchesOf(inputs: readonly string[], tokenize: (input: string) => Features): Generator<Batch, void, undefined> {
  const sorted = inputs.map((input, place) => {
    const features = tokenize(input);
    return { place, features, words: features.length, grams: longestOf(features) };
  }).sort((a, b) => a.words - b.words || a.grams - b.grams || a.place - b.place);
  for (let at = 0; at < sorted.length; at += BATCH) {
    const part = sorted.slice(at, at + BATCH);
    const words = Math.max(...part.map((one) => one.words));
    const grams = Math.max(...part.map((one) => one.grams));
    const ids = new BigInt64Array(part.length * words * grams);
    const mask = new BigInt64Array(part.length * words);
    // Ids fit in 32 bits: writing the lower halves spares a BigInt each.
    const low = new Int32Array(ids.buffer);
    const first = IS_LITTLE_ENDIAN ? 0 : 1;
    part.forEach(({ features }, row) => features.forEach((word, column) => {
      mask[row * words + column] = 1n;
      const start = (row * words + column) * grams;
      for (let gram = 0; gram < word.length; gram++) low[2 * (start + gram) + first] = word[gram] as number;
    }));
    yield { places: part.map(({ place }) => place), words, grams, ids, mask };
  }
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
