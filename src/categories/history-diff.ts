/** What a changed cascade (a rule added, a merchant taught) would make of rows that are recorded already. Pure; writes nothing. */
import { restsOnBroadCode } from './bank-codes.ts';
import type { Decider } from './cascade.ts';
import type { Decision, Description, Step } from './decision.ts';

export interface HistoryRow { readonly id: string; readonly about: Description; readonly decision: Decision }
export interface Change { readonly id: string; readonly from: Decision; readonly to: Decision }

export interface HistoryDiff {
  /** Rows that would get another category. */
  readonly changed: readonly Change[];
  /** Rows that would keep their category, for another reason. */
  readonly reattributed: readonly Change[];
  /** Rows left as they are, the own decisions included. */
  readonly kept: number;
  /** Rows the user decided: never touched. */
  readonly own: number;
}

/** Rows at a time: enough for a guessing step to sort them by length and to meet a text only once. */
const BATCH = 8_000;

/**
 * Rows and the cascade as it would be -> what would change, in the order of the rows. Own decisions are never touched, and what a
 * step decided that this cascade does not have (an absent model) yields only to a surer step.
 */
export async function historyDiff(rows: Iterable<HistoryRow>, cascade: Decider): Promise<HistoryDiff> {
  const changed: Change[] = [];
  const reattributed: Change[] = [];
  let kept = 0;
  let own = 0;
  let batch: HistoryRow[] = [];
  const settle = async (): Promise<void> => {
    const decisions = await cascade.decide(batch.map((row) => row.about));
    batch.forEach(({ id, decision: from }, at) => {
      const to = decisions[at] as Decision;
      if (sameDecision(from, to) || (!cascade.has(from.step) && !isSurer(to, from))) kept++;
      else (from.category === to.category ? reattributed : changed).push({ id, from, to });
    });
    batch = [];
  };
  for (const row of rows) {
    if (row.decision.step === 'own') {
      own++;
      kept++;
      continue;
    }
    batch.push(row);
    if (batch.length === BATCH) await settle();
  }
  if (batch.length > 0) await settle();
  return { changed, reattributed, kept, own };
}

/** Surest first; the own decision stands above them. */
const ORDER: readonly Step[] = ['rule', 'correction', 'bank-code', 'merchant', 'model', 'none'];

/** A broad code of the bank's stands above a guess in the order, but is heard after it. */
const isSurer = (to: Decision, from: Decision): boolean =>
  ORDER.indexOf(to.step) <= ORDER.indexOf(from.step) && !(restsOnBroadCode(to) && from.step === 'model');

/** The confidence of a model moves a little with what it reads beside a text: by itself that is no news. */
const sameDecision = (a: Decision, b: Decision): boolean =>
  a.category === b.category && a.step === b.step && a.by === b.by && (a.confidence === b.confidence || a.step === 'model');
