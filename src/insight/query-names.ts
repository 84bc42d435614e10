/** A query as typed -> a query over ids, days and minor units, which read-model turns into SQL. */
import type { Failure } from '../errors.ts';
import type { Condition as IdCondition, Query as IdQuery, Term as IdTerm } from '../read-model/query-sql.ts';
import type { Currency } from '../values/currency.ts';
import { type Result, err, ok } from '../values/result.ts';
import { minorBounds } from './amount-range.ts';
import type { Condition, Query } from './query.ts';

/** How names are looked up: each answers with ids, or with the failure to tell ('category-unknown', 'account-unknown' ...). */
export interface QueryNames {
  /** A category's id or label. */
  readonly categories: (name: string) => Result<readonly string[], Failure>;
  /** A group's id or label -> the ids of its categories. */
  readonly group: (name: string) => Result<readonly string[], Failure>;
  readonly accounts: (name: string) => Result<readonly string[], Failure>;
  /** Every currency there are rows in: an amount is compared in each. */
  readonly currencies: readonly Currency[];
  /** Confidence below which the local model is unsure; undefined when none says so: then nothing is unsure. */
  readonly sureFrom: () => number | undefined;
}

function resolved(condition: Condition, names: QueryNames): Result<IdCondition, Failure> {
  const withIds = (kind: 'categories' | 'accounts', found: Result<readonly string[], Failure>): Result<IdCondition, Failure> =>
    (found.ok ? ok({ kind, ids: found.value }) : found);
  switch (condition.kind) {
    case 'category': return withIds('categories', names.categories(condition.name));
    case 'group': return withIds('categories', names.group(condition.name));
    case 'account': return withIds('accounts', names.accounts(condition.name));
    case 'date': return ok({ kind: 'dates', from: condition.from, to: condition.to });
    case 'amount': return ok({ kind: 'amount', eitherWay: condition.eitherWay, bounds: names.currencies.map((currency) => ({ currency, ...minorBounds(condition, currency) })) });
    case 'text': case 'merchant': case 'note': return ok({ kind: condition.kind, folded: condition.folded });
    case 'currency': return ok({ kind: 'currency', currency: condition.currency });
    case 'is': return ok(condition.state === 'unsure' ? { kind: 'unsure', below: names.sureFrom() ?? 0 } : { kind: 'is', state: condition.state });
    case 'step': return ok({ kind: 'step', step: condition.step });
  }
}

/** Query as typed -> query over ids. Fails with the first name that nobody knows. */
export function resolveQuery(query: Query, names: QueryNames): Result<IdQuery, Failure> {
  const any: IdTerm[][] = [];
  for (const terms of query.any) {
    const conjunction: IdTerm[] = [];
    for (const term of terms) {
      const found = resolved(term, names);
      if (!found.ok) return err(found.error);
      conjunction.push({ ...found.value, not: term.not });
    }
    any.push(conjunction);
  }
  return ok({ any });
}
