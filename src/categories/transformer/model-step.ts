/** The last step of the cascade: the local transformer, heard only where it is sure enough. */
import { type Failure } from '../../errors.ts';
import type { Ranking } from '../../read-model/predictions.ts';
import type { BatchStep, Description, Evidence, Likely } from '../decision.ts';
import { merchantClue } from '../known-merchants.ts';
import { wordsOf } from './features.ts';
import type { Model } from './model.ts';
import { type Predictor, textOf } from './predictor.ts';

export interface ModelStepParts {
  readonly model: Model;
  readonly predictor: Predictor;
  /** Hears once why there is no model to ask; the other steps go on without it. */
  readonly unavailable: (failure: Failure) => void;
}

/** Categories shown to a person. */
const SHOWN = 3;

/** The model -> its step. Without a model it knows nothing, and says so once. */
export function modelStep({ model, predictor, unavailable }: ModelStepParts): BatchStep & { likely: NonNullable<BatchStep['likely']>; examine: NonNullable<BatchStep['examine']> } {
  const rank = async (batch: readonly Description[]): Promise<readonly Ranking[]> => {
    const ranked = await predictor.rank(batch);
    if (ranked.ok) return ranked.value;
    unavailable(ranked.error);
    return batch.map(() => []);
  };
  const likely = async (batch: readonly Description[]): Promise<readonly (readonly Likely[])[]> => (await rank(batch)).map(shown);
  return {
    step: 'model',
    likely,
    async decide(batch) {
      const rankings = await rank(batch);
      const facts = model.facts();
      return batch.map((about, at) => {
        const [first] = rankings[at] as Ranking;
        const clue = merchantClue(about)?.decision;
        if (!facts.ok || !first) return clue;
        const { id, labelFrom, sureFrom } = facts.value;
        // A known name among other words: those must speak clearly against it to be heard above it.
        if (clue && (first[0] === clue.category || first[1] < sureFrom)) return clue;
        return first[1] >= labelFrom ? { category: first[0], step: 'model', confidence: first[1], by: id } : undefined;
      });
    },
    async examine(about): Promise<Evidence | undefined> {
      const [alternatives = []] = await likely([about]);
      const [best] = alternatives;
      return best && { alternatives, words: await carriers(about, best, predictor) };
    },
    explain: ({ by = '' }) => `The local model ${by} read the text; nobody had told it this merchant.`,
  };
}

const shown = (ranking: Ranking): Likely[] => ranking.slice(0, SHOWN).map(([category, confidence]) => ({ category, confidence }));

/** By occlusion: each word is covered in turn, and what the likeliest category loses is what the word carried. Weightiest first. */
async function carriers(about: Description, best: Likely, predictor: Predictor): Promise<Evidence['words']> {
  const words = [...new Set(wordsOf(textOf(about)))];
  if (words.length < 2) return words.map((word) => ({ word, weight: best.confidence }));
  const without = words.map((covered): Description => ({ ...about, counterparty: undefined, text: words.filter((word) => word !== covered).join(' ') }));
  const ranked = await predictor.rank(without);
  if (!ranked.ok) return [];
  const weights = ranked.value.map((ranking, at) => {
    const kept = ranking.find(([category]) => category === best.category)?.[1] ?? 0;
    return { word: words[at] as string, weight: Math.round((best.confidence - kept) * 1000) / 1000 };
  });
  return weights.filter(({ weight }) => weight >= 0.02).sort((a, b) => b.weight - a.weight).slice(0, SHOWN);
}
