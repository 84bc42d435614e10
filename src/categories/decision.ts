/** One answer of the cascade: the category, which step gave it, how sure it is, and what exactly decided. */
export type Step = 'own' | 'rule' | 'correction' | 'bank-code' | 'merchant' | 'model' | 'none';

export interface Decision {
  /** Category id of the taxonomy or the user's own; "uncategorized" when no step settled it. */
  readonly category: string;
  readonly step: Step;
  /** 0..1; 1 for own decisions, rules and corrections; 0 for none. */
  readonly confidence: number;
  /** What decided: rule id, merchant key, bank code, model id. Absent for own and none. */
  readonly by?: string;
}

export const UNDECIDED: Decision = { category: 'uncategorized', step: 'none', confidence: 0 };

/** What the cascade looks at. */
export interface Description {
  /** Text as the bank wrote it. */
  readonly text: string;
  /** `normalText(text)`. */
  readonly normal: string;
  readonly counterparty?: string;
  /** Minor units, holder's sign. Absent when only a text is to be classified. */
  readonly amount?: number;
  readonly currency?: string;
  readonly account?: string;
  readonly bankCategory?: string;
}

/** A step that can answer many descriptions at once; later steps (known merchants, the local model) enter by this door. */
export interface BatchStep {
  /** Answers in order, one per description; undefined where the step does not know. */
  decide(batch: readonly Description[]): Promise<readonly (Decision | undefined)[]>;
}
