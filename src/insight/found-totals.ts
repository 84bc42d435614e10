/** What the transactions of a query come to. Of a split only the parts that the query means count, as in the reports. */
import type { Query, Term } from '../read-model/query-sql.ts';
import type { CurrencySum, FoundRow } from '../read-model/row-slices.ts';
import type { TransactionQueries } from '../read-model/transaction-queries.ts';
import type { Part, TransactionRow } from '../read-model/rows.ts';
import { type Minor, ZERO, add, subtract } from '../values/money.ts';

export interface FoundTotals {
  readonly count: number;
  /** Minor units by currency; `out` <= 0. */
  readonly sums: readonly { readonly currency: string; readonly in: Minor; readonly out: Minor }[];
  /** Splits of which only some parts are in the sums. */
  readonly partly: number;
}

type Choice = (part: Part) => boolean;
const CHOOSES: (term: Term) => Choice | undefined = (term) => {
  if (term.not) return undefined;
  if (term.kind === 'categories') return ({ category }) => term.ids.includes(category);
  return term.kind === 'is' && term.state === 'uncategorized' ? ({ category }) => category === 'uncategorized' : undefined;
};

/** Splits that a query finds by a category (only these transactions, where named) -> the parts that it means: those that satisfy all of an alternative's categories, else any of them. */
function meantParts(queries: TransactionQueries, query: Query, among: readonly Term[] = []): Map<string, { readonly row: TransactionRow; readonly parts: Set<Part> }> {
  const found = new Map<string, { row: TransactionRow; parts: Set<Part> }>();
  if (!query.any.some((terms) => terms.some(CHOOSES))) return found;
  for (const terms of query.any) {
    const choices = terms.flatMap((term) => CHOOSES(term) ?? []);
    for (const row of queries.find({ any: [[...terms, ...among, { kind: 'is', state: 'split', not: false }]] })) {
      // The same row read twice holds other objects: the first reading stands.
      const kept = found.get(row.id) ?? { row, parts: new Set<Part>() };
      found.set(row.id, kept);
      const all = kept.row.parts ?? [];
      const every = all.filter((part) => choices.every((choice) => choice(part)));
      for (const part of every.length > 0 ? every : all.filter((part) => choices.some((choice) => choice(part)))) kept.parts.add(part);
    }
  }
  return found;
}

const into = (amount: Minor): Minor => (amount > 0 ? amount : ZERO);
const out = (amount: Minor): Minor => (amount < 0 ? amount : ZERO);

type Sums = Map<string, { readonly currency: string; in: Minor; out: Minor }>;

/** Takes out of the sums what a query does not mean of the splits that it finds by a category; answers how many splits that were. */
function withoutOtherParts(sums: Sums, meant: ReturnType<typeof meantParts>): number {
  let partly = 0;
  for (const { row, parts } of meant.values()) {
    const sum = sums.get(row.currency);
    if (!sum || parts.size === row.parts?.length) continue;
    partly += 1;
    sum.in = subtract(sum.in, into(row.amount));
    sum.out = subtract(sum.out, out(row.amount));
    for (const { amount } of parts) {
      sum.in = add(sum.in, into(amount));
      sum.out = add(sum.out, out(amount));
    }
  }
  return partly;
}

/** Query -> count and sums. Splits that it finds by a category, a group or is:uncategorized count by their matching parts. */
export function foundTotals(queries: TransactionQueries, query: Query): FoundTotals {
  const { count, sums } = queries.totals(query);
  const byCurrency: Sums = new Map(sums.map((sum) => [sum.currency, { currency: sum.currency, in: sum.in as Minor, out: sum.out as Minor }]));
  const partly = withoutOtherParts(byCurrency, meantParts(queries, query));
  return { count, sums: [...byCurrency.values()], partly };
}

/** The same, counted as the rows come in: some found rows at a time. */
export class CountedTotals {
  #count = 0;
  #partly = 0;
  readonly #sums: Sums = new Map();

  constructor(private readonly queries: TransactionQueries, private readonly query: Query) {}

  /** Rows that the query finds, none of them twice. */
  add(found: readonly FoundRow[]): void {
    const splits: string[] = [];
    for (const [id, amount, currency, isSplit] of found) {
      const sum = this.#sumOf(currency);
      if (amount > 0) sum.in = add(sum.in, amount);
      else sum.out = add(sum.out, amount);
      if (isSplit) splits.push(id);
    }
    this.#count += found.length;
    if (splits.length > 0) this.#partly += withoutOtherParts(this.#sums, meantParts(this.queries, this.query, [{ kind: 'ids', ids: splits, not: false }]));
  }

  /** Rows of a query by days alone, summed already: a split counts whole there. */
  addSums(found: readonly CurrencySum[]): void {
    for (const { currency, count, in: incoming, out: outgoing } of found) {
      const sum = this.#sumOf(currency);
      sum.in = add(sum.in, incoming);
      sum.out = add(sum.out, outgoing);
      this.#count += count;
    }
  }

  #sumOf(currency: string): { in: Minor; out: Minor } {
    let sum = this.#sums.get(currency);
    if (!sum) this.#sums.set(currency, (sum = { currency, in: ZERO, out: ZERO }));
    return sum;
  }

  /** What has been counted until now. */
  get totals(): FoundTotals {
    return { count: this.#count, sums: [...this.#sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)), partly: this.#partly };
  }
}
