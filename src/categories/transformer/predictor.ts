/** Descriptions -> what the model makes of them, each distinct one asked once: remembered in the process and in the read model. */
import type { Predictions, Ranking } from '../../read-model/predictions.ts';
import { type Result, ok } from '../../values/result.ts';
import type { Description } from '../decision.ts';
import { modelText } from './features.ts';
import type { Model, ModelFailure } from './model.ts';

export interface PredictorParts {
  readonly model: Model;
  readonly cache: Pick<Predictions, 'known' | 'remember'> | undefined;
  /** Hears texts done and texts to do, when there are enough for it to take a moment. */
  readonly progress: (done: number, total: number) => void;
}

/** Categories of an answer that are kept: enough for `why` and for a review. */
const KEPT = 5;
/** Fewer texts than this are done before a person could read how far. */
const SLOW = 2_000;
const REMEMBERED = 4_000;

export class Predictor {
  readonly #answers = new Map<string, Ranking>();

  constructor(private readonly parts: PredictorParts) {}

  /** Rankings in order, likeliest category first; empty for a description without a word. Fails as the model does. */
  async rank(batch: readonly Description[]): Promise<Result<readonly Ranking[], ModelFailure>> {
    const { model, cache } = this.parts;
    const claims = model.claims();
    if (!claims.ok) return claims;
    const { answersAs, labels } = claims.value;
    const seen = batch.map((about) => modelText(textOf(about), about.amount, about.currency));
    const open = new Set(seen.filter((text) => text !== '' && !this.#answers.has(text)));
    const asked = [...open];
    cache?.known(answersAs, asked).forEach((ranking, at) => {
      if (!ranking) return;
      this.#keep(asked[at] as string, ranking);
      open.delete(asked[at] as string);
    });
    if (open.size > 0) {
      const total = open.size;
      const texts = [...open];
      const answer = await model.ask(texts, (done) => { if (total >= SLOW) this.parts.progress(done, total); });
      if (!answer.ok) return answer;
      const fresh = texts.map((text, at) => [text, rankingOf(answer.value[at] as Float32Array, labels)] as const);
      for (const [key, ranking] of fresh) this.#keep(key, ranking);
      cache?.remember(answersAs, fresh);
    }
    const ranked = ok(seen.map((text) => this.#answers.get(text) ?? []));
    if (this.#answers.size > REMEMBERED) this.#answers.clear();
    return ranked;
  }

  #keep(key: string, ranking: Ranking): void { this.#answers.set(key, ranking); }
}

/** The text the model reads of a description, and the counterparty where that says more. */
export function textOf({ text, counterparty }: Description): string {
  const more = counterparty && !text.toLowerCase().includes(counterparty.toLowerCase());
  return more ? `${text} ${counterparty}` : text;
}

const rounded = (probability: number): number => Math.round(probability * 1000) / 1000;

function rankingOf(probabilities: Float32Array, labels: readonly string[]): Ranking {
  const best: number[] = [];
  for (let at = 0; at < probabilities.length; at++) {
    const probability = probabilities[at] as number;
    if (best.length === KEPT && probability <= (probabilities[best[KEPT - 1] as number] as number)) continue;
    let place = best.length;
    while (place > 0 && (probabilities[best[place - 1] as number] as number) < probability) place--;
    best.splice(place, 0, at);
    if (best.length > KEPT) best.pop();
  }
  return best.map((at) => [labels[at] as string, rounded(probabilities[at] as number)] as const);
}
