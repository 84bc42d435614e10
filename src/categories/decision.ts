/** One answer of the cascade: the category, which step gave it, how sure it is, and what exactly decided. */
export type Step = 'own' | 'rule' | 'correction' | 'bank-code' | 'merchant' | 'model' | 'none';

export interface Decision {
  /** Category id of the taxonomy or the user's own; "uncategorized" when no step settled it. */
  readonly category: string;
  readonly step: Step;
  /** 0..1; 1 for own decisions, rules and corrections of the very same merchant; the likeness for similar ones; 0 for none. */
  readonly confidence: number;
  /** What decided: rule id, merchant key, bank code, model id. Absent for own and none. */
  readonly by?: string;
}

export const UNDECIDED: Decision = Object.freeze({ category: 'uncategorized', step: 'none', confidence: 0 });

/** What the cascade looks at. */
export interface Description {
  /** Text as the bank wrote it. */
  readonly text: string;
  /** `normalText(text)`. */
  readonly normal: string;
  readonly counterparty?: string | undefined;
  /** Minor units, holder's sign. Absent when only a text is to be classified. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  /** Account id. */
  readonly account?: string | undefined;
  readonly bankCategory?: string | undefined;
}

/** A step that answers at once, one description at a time; undefined where it does not know. */
export interface InstantStep {
  readonly step: Step;
  decideNow(description: Description): Decision | undefined;
  /** One plain sentence on a decision this step gave. `about` supplies the currency that amounts are shown in. */
  explain(decision: Decision, about?: Description): string;
}

/** A step that can answer many descriptions at once; later steps (known merchants, the local model) enter by this door. */
export interface BatchStep {
  /** The step its decisions carry. */
  readonly step: Step;
  /** Answers in order, one per description; undefined where the step does not know. */
  decide(batch: readonly Description[]): Promise<readonly (Decision | undefined)[]>;
  explain?(decision: Decision, about?: Description): string;
}
