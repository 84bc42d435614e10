/**
 * The cascade: the steps that can settle a category, surest first; the first that knows decides. The user's own decision stands
 * above it and never enters. Own rules, what corrections taught, the bank's own code, known merchants, then the `later` steps handed in (the model).
 */
import type { CorrectionRow, RuleRow } from '../read-model/rows.ts';
import { broadCode, bankCodeStep } from './bank-codes.ts';
import { correctionStep } from './corrections.ts';
import { type BatchStep, type Decision, type Description, type Evidence, type InstantStep, type Likely, type Step, UNDECIDED } from './decision.ts';
import { merchantClue, merchantStep } from './known-merchants.ts';
import { ruleStep } from './rules.ts';
import type { Taxonomy } from './taxonomy.ts';

/** What a cascade is made of. Rules stand oldest first. */
export interface CascadeParts {
  readonly rules: readonly RuleRow[];
  readonly corrections: readonly CorrectionRow[];
  readonly taxonomy: Taxonomy;
  readonly later: readonly BatchStep[];
  /** Account id -> its name, for the reasons; the id itself where left out. */
  readonly accountName?: (id: string) => string;
}

export interface Cascade {
  /** All steps; one decision per description, in order; UNDECIDED where none knew. */
  decide(batch: readonly Description[]): Promise<readonly Decision[]>;
  /** Only the steps that answer at once (rules, corrections, bank codes, known merchants); in order. */
  decideNow(batch: readonly Description[]): readonly Decision[];
  /** True when this cascade can give decisions of that step; false for a model that turned out not to run here. */
  has(step: Step): boolean;
  /** The same without the guessing steps: for what rules, corrections, bank codes and known merchants alone would change. */
  readonly instant: Decider;
  /** What the guessing steps hold likeliest for each, in order; empty lists where there is none. */
  likely(batch: readonly Description[]): Promise<readonly (readonly Likely[])[]>;
  /** What a guessing step has to show for its view of one description. */
  examine(about: Description): Promise<Evidence | undefined>;
  /** Why a transaction has its category: plain sentences. `about` gives the currency that amounts are shown in. */
  explain(decision: Decision, about?: Description): readonly string[];
}

/** As much of a cascade as history is compared with. */
export type Decider = Pick<Cascade, 'decide' | 'has'>;

/** The parts -> a cascade over them. Compiles rules and indexes corrections once; make a new one when they change. */
export function createCascade(parts: CascadeParts): Cascade {
  const { rules, corrections, taxonomy, accountName } = parts;
  const instant: readonly InstantStep[] = [ruleStep(rules, taxonomy, accountName), correctionStep(corrections, taxonomy), bankCodeStep(taxonomy), merchantStep];
  const first = (about: Description): Decision => {
    for (const step of instant) {
      const decision = step.decideNow(about);
      if (decision) return decision;
    }
    return UNDECIDED;
  };
  const decideNow = (batch: readonly Description[]): Decision[] => batch.map(first);
  const isInstant = (step: Step): boolean => instant.some((one) => one.step === step);
  return {
    decideNow,
    instant: { decide: async (batch) => decideNow(batch), has: isInstant },
    async decide(batch) {
      const decisions = decideNow(batch);
      for (const step of parts.later) await askLater(step, batch, decisions);
      return decisions.map((decision, at) => (decision.step === 'none' ? lastResort(batch[at] as Description) : undefined) ?? decision);
    },
    has: (step) => isInstant(step) || parts.later.some((one) => one.step === step && one.isThere?.() !== false),
    async likely(batch) {
      for (const step of parts.later) if (step.likely) return step.likely(batch);
      return batch.map(() => []);
    },
    async examine(about) {
      for (const step of parts.later) if (step.examine) return step.examine(about);
      return undefined;
    },
    explain: (decision, about) => explained(decision, about, [...instant, ...parts.later], parts),
  };
}

/** What is better than nothing: a known name among other words, which no model was there to weigh; else a broad code of the bank's. */
const lastResort = (about: Description): Decision | undefined => merchantClue(about)?.decision ?? broadCode(about);

/** Hands a later step what is still open, and fills in what it knows. */
async function askLater(step: BatchStep, batch: readonly Description[], decisions: Decision[]): Promise<void> {
  const open: number[] = [];
  decisions.forEach((decision, at) => { if (decision.step === 'none') open.push(at); });
  if (open.length === 0) return;
  const answers = await step.decide(open.map((at) => batch[at] as Description));
  if (answers.length !== open.length) throw new Error(`the step ${step.step} answered ${answers.length} of ${open.length} descriptions`);
  open.forEach((at, index) => { decisions[at] = answers[index] ?? UNDECIDED; });
}

function explained(
  decision: Decision, about: Description | undefined, steps: readonly (InstantStep | BatchStep)[], parts: CascadeParts,
): readonly string[] {
  const category = parts.taxonomy.label(decision.category);
  if (decision.step === 'own') return [`You chose ${category} yourself; nothing overrides that.`];
  if (decision.step === 'none') return [`Nothing settled it: ${tried(parts, about)}.`, 'Settle it with: ft categorize ID CATEGORY'];
  const step = steps.find((one) => one.step === decision.step);
  const sure = `Sure to ${Math.round(decision.confidence * 100)} %.`;
  const sentence = step?.explain?.(decision, about);
  if (sentence !== undefined) return decision.confidence === 1 ? [sentence] : [sentence, sure];
  const unknown = step ? '' : ', which this ft does not have,';
  return [`The step "${decision.step}"${unknown} gave ${category}${decision.by ? ` (by ${decision.by})` : ''}.`, sure];
}

function tried({ rules, corrections, later }: CascadeParts, about: Description | undefined): string {
  const own = rules.length === 0 ? 'there are no own rules yet' : rules.length === 1 ? 'the one own rule does not fit' : `none of the ${rules.length} own rules fits`;
  const taught = corrections.length === 0 ? 'no merchant was corrected yet' : corrections.length === 1 ? 'it is unlike the one corrected merchant' : `it is like none of the ${corrections.length} corrected merchants`;
  const code = about?.mcc !== undefined || about?.bankCodes?.length ? ['the code that the bank gave says nothing of it'] : [];
  const model = later.find(({ step }) => step === 'model');
  const last = !model ? 'and it is none of the known merchants' : `it is none of the known merchants, and the local model is not ${model.isThere?.() === false ? 'there' : 'sure enough'}`;
  return [own, taught, ...code, last].join(', ');
}
