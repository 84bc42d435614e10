/** What waits for the person, as `ft review --list --json` tells it -> questions to go through, and whether each still stands. */
import { isOpen } from '../../categories/open-groups.ts';
import type { Likely } from '../../categories/decision.ts';
import { amountFrom } from '../../values/amount-text.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { Known } from '../screen.ts';

/** A transaction as commands tell it, as far as it is shown here. */
export interface ToldRow { readonly id: string; readonly date: Day; readonly amount: string; readonly currency: Currency; readonly account: string; readonly description: string }
/** What a group of rows is labelled, unsurely. */
export interface Labelled extends Likely { readonly id: string }

/** A merchant whose rows have no category, or an unsure one. */
export interface MerchantQuestion {
  readonly kind: 'merchant';
  readonly id: string;
  /** Merchant key; null where the text names nobody. */
  readonly key: string | null;
  readonly name: string;
  readonly count: number;
  readonly sums: readonly { readonly currency: Currency; readonly in: Minor; readonly out: Minor }[];
  /** The transaction that the answer is given on. */
  readonly example: string;
  /** Ids of its newest rows, newest first. */
  readonly latest: readonly string[];
  readonly labelled: Labelled | null;
  readonly suggestions: readonly Likely[];
}
/** A row that may be known already in other words. */
export interface DoubtQuestion { readonly kind: 'doubt'; readonly id: string; readonly row: ToldRow; readonly candidates: readonly (ToldRow & { readonly why: string })[] }
/** Two rows that may be a transfer between own accounts. */
export interface TransferQuestion {
  readonly kind: 'transfer';
  readonly id: string;
  readonly out: string;
  readonly into: string;
  readonly date: Day;
  readonly arrived: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly from: string;
  readonly to: string;
  readonly description: string;
  /** Other rows that might as well be the other half. */
  readonly others: number;
}
export type Question = MerchantQuestion | DoubtQuestion | TransferQuestion;

interface ToldMerchant {
  readonly key: string | null;
  readonly merchant: string | null;
  readonly count: number;
  readonly sums: readonly { readonly currency: Currency; readonly in: string; readonly out: string }[];
  readonly example: ToldRow;
  readonly place: number;
  readonly latest: readonly string[];
  readonly labelled: Labelled | null;
  readonly suggestions: readonly Likely[];
}
interface ToldTransfer extends Omit<TransferQuestion, 'kind' | 'id' | 'into' | 'amount'> { readonly in: string; readonly amount: string }
/** The JSON of `ft review --list`. */
export interface Told {
  readonly waiting: { readonly merchants: number };
  readonly uncategorized: readonly ToldMerchant[];
  readonly unsure: readonly ToldMerchant[];
  readonly doubtful: readonly (ToldRow & { readonly candidates: DoubtQuestion['candidates'] })[];
  readonly transfers: readonly ToldTransfer[];
}

/** Decimal text of a command -> minor units. */
export const minorFrom = (text: string, currency: Currency): Minor => amountFrom(text, '.', exponentOf(currency)) as Minor;

/** All that waits, in the order in which it is asked about: doubtful rows, transfers, merchants with most at stake first. */
export function questionsFrom({ doubtful, transfers, uncategorized, unsure }: Told): Question[] {
  return [
    ...doubtful.map(({ candidates, ...row }): Question => ({ kind: 'doubt', id: `doubt ${row.id}`, row, candidates })),
    ...transfers.map(({ in: into, amount, ...pair }): Question => ({ ...pair, kind: 'transfer', id: `transfer ${pair.out} ${into}`, into, amount: minorFrom(amount, pair.currency) })),
    ...[...uncategorized, ...unsure].sort((a, b) => a.place - b.place).map(merchantQuestion),
  ];
}

const merchantQuestion = ({ key, merchant, count, sums, example, latest, labelled, suggestions }: ToldMerchant): Question => ({
  kind: 'merchant', id: key === null ? `row ${example.id}` : `key ${key}`, key, name: merchant ?? example.description.replace(/\s+/g, ' ').trim(), count, example: example.id, latest, labelled, suggestions,
  sums: sums.map(({ currency, in: incoming, out }) => ({ currency, in: minorFrom(incoming, currency), out: minorFrom(out, currency) })),
});

/** True while nobody has answered it: by this answer, by another one that settled it too, or by another ft. */
export function stands(question: Question, { model, sureFrom }: Known): boolean {
  switch (question.kind) {
    case 'merchant': return question.latest.some((id) => { const row = model.transactions.get(id); return row !== undefined && isOpen(row, sureFrom); });
    case 'doubt': return model.doubts.isOpen(question.row.id);
    case 'transfer': {
      const { out, into } = question;
      const halves = [out, into].map((id) => model.transactions.get(id));
      return halves.every((row) => row !== undefined && row.twin === null) && !model.links.of(out).some(({ outgoing, incoming }) => outgoing === out && incoming === into);
    }
  }
}
