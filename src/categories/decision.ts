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

/** The text that a transaction is known by: its description, else the counterparty. */
export const textKnownBy = (description: string, counterparty: string | null): string => (description.trim() === '' ? (counterparty ?? '') : description);

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
  /** `scheme:code`, surest first: `purpose:SALA`, `iso20022:PMNT-CCRD-CWDL`, `gvc:166`, `swift:MSC`, `ofx:ATM`. */
  readonly bankCodes?: readonly string[] | undefined;
  /** Merchant category code, ISO 18245. */
  readonly mcc?: string | undefined;
}

/** A step that answers at once, one description at a time; undefined where it does not know. */
export interface InstantStep {
  readonly step: Step;
  decideNow(description: Description): Decision | undefined;
  /** One plain sentence on a decision this step gave. `about` supplies the currency that amounts are shown in. */
  explain(decision: Decision, about?: Description): string;
}

/** A category and the calibrated probability that it is the right one. */
export interface Likely { readonly category: string; readonly confidence: number }

/** What a step that guesses has to show for itself. */
export interface Evidence {
  /** Likeliest first. */
  readonly alternatives: readonly Likely[];
  /** The words that carried the likeliest one: how much of its probability goes without each. */
  readonly words: readonly { readonly word: string; readonly weight: number }[];
}

/** True for a guess, or a broad code of the bank's, below the confidence from which neither needs a second look. `sureFrom` undefined: nothing is. */
export const isUnsure = ({ step, confidence }: Pick<Decision, 'step' | 'confidence'>, sureFrom: number | undefined): boolean =>
  (step === 'model' || step === 'bank-code') && sureFrom !== undefined && confidence < sureFrom;

/** A step that takes time and answers many descriptions at once: the local model. */
export interface BatchStep {
  /** The step its decisions carry. */
  readonly step: Step;
  /** Answers in order, one per description; undefined where the step does not know. */
  decide(batch: readonly Description[]): Promise<readonly (Decision | undefined)[]>;
  /** What it holds likeliest, in order, also where it is not sure enough to decide; empty where it knows nothing. */
  likely?(batch: readonly Description[]): Promise<readonly (readonly Likely[])[]>;
  examine?(about: Description): Promise<Evidence | undefined>;
  /** False once it turned out that it cannot answer here; absent, it always can. */
  isThere?(): boolean;
  explain?(decision: Decision, about?: Description): string;
}
