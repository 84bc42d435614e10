/**
 * The query language of `ft list`, as a typed tree of what was typed; query-names.ts resolves its names and read-model turns that into SQL. Terms beside each other must all
 * hold; `or` stands between alternatives and binds weaker. `-term` or `not:term` negates one term. Words and "quoted
 * phrases" look in the text with accents folded away.
 */
import { type FailureOf, failure } from '../errors.ts';
import type { Step } from '../read-model/rows.ts';
import { type Currency, currencyFrom } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { type Result, err, ok } from '../values/result.ts';
import { foldedText } from '../values/text.ts';
import { type AmountRange, parseAmountRange } from './amount-range.ts';
import { type Period, parsePeriod } from './period.ts';
import { type Token, nearest, tokens } from './query-tokens.ts';

export type State = 'uncategorized' | 'unsure' | 'transfer' | 'split' | 'noted';
export type Condition =
  /** `folded` occurs in the folded text of the transaction, of its merchant key or of its note. */
  | { readonly kind: 'text' | 'merchant' | 'note'; readonly folded: string }
  /** As typed; an id, or a name that query-names.ts looks up. A split holds when one of its parts does. */
  | { readonly kind: 'category' | 'group' | 'account'; readonly name: string }
  | ({ readonly kind: 'amount' } & AmountRange)
  /** Booking date, both days included. */
  | ({ readonly kind: 'date' } & Period)
  | { readonly kind: 'currency'; readonly currency: Currency }
  | { readonly kind: 'is'; readonly state: State }
  | { readonly kind: 'step'; readonly step: Step };
export type Term = Condition & { readonly not: boolean };
/** Any of these conjunctions. A conjunction without terms holds for every row; a Query has at least one conjunction. */
export interface Query { readonly any: readonly (readonly Term[])[] }

const STATES: readonly State[] = ['uncategorized', 'unsure', 'transfer', 'split', 'noted'];
const STEPS: readonly Step[] = ['own', 'rule', 'correction', 'bank-code', 'merchant', 'model', 'none'];
const KEYS = ['category', 'group', 'account', 'merchant', 'amount', 'date', 'currency', 'is', 'step', 'note'] as const;

type Read = Result<Condition, string>;

function oneOf<T extends string>(words: readonly T[], value: string, key: string): Result<T, string> {
  const word = words.find((candidate) => candidate === value.toLowerCase());
  return word === undefined ? err(`${key}:${value} is unknown; there is ${words.join(', ')}`) : ok(word);
}

const readers: Record<(typeof KEYS)[number], (value: string, today: Day) => Read> = {
  category: (name) => ok({ kind: 'category', name }),
  group: (name) => ok({ kind: 'group', name }),
  account: (name) => ok({ kind: 'account', name }),
  merchant: (value) => ok({ kind: 'merchant', folded: foldedText(value) }),
  note: (value) => ok({ kind: 'note', folded: foldedText(value) }),
  amount: (value) => {
    const range = parseAmountRange(value);
    return range.ok ? ok({ kind: 'amount', ...range.value }) : range;
  },
  date: (value, today) => {
    const period = parsePeriod(value, today);
    if (period.ok) return ok({ kind: 'date', ...period.value });
    return err(period.error.backwards === true ? `date:${value} runs backwards` : `date:${value} is not a period such as 2026-03, 2026-01-15..2026-02-14 or >2026-03-31`);
  },
  currency: (value) => {
    const currency = currencyFrom(value);
    return currency === undefined ? err(`${value} is not a currency of ISO 4217`) : ok({ kind: 'currency', currency });
  },
  is: (value) => {
    const state = oneOf(STATES, value, 'is');
    return state.ok ? ok({ kind: 'is', state: state.value }) : state;
  },
  step: (value) => {
    const step = oneOf(STEPS, value, 'step');
    return step.ok ? ok({ kind: 'step', step: step.value }) : step;
  },
};

function condition(token: Token, today: Day): Read {
  if (token.key === null) {
    const folded = foldedText(token.value);
    return folded === '' ? err('there is an empty "" in it') : ok({ kind: 'text', folded });
  }
  const key = KEYS.find((candidate) => candidate === token.key);
  if (key === undefined) {
    const near = nearest(token.key, KEYS);
    return err(`there is no ${token.key}: to ask for${near === undefined ? `; there is ${KEYS.join(', ')}` : `; did you mean ${near}:`} (quote "${token.key}:…" to find it as text)`);
  }
  return token.value.trim() === '' ? err(`nothing follows ${key}:`) : readers[key](token.value.trim(), today);
}

/** Text -> typed tree; blank text finds everything. Fails with 'query-invalid', saying what cannot be read. */
export function parseQuery(query: string, today: Day): Result<Query, FailureOf<'query-invalid'>> {
  const wrong = (why: string): Result<Query, FailureOf<'query-invalid'>> => err(failure('query-invalid', { query, why }));
  const read = tokens(query);
  if (!read.ok) return wrong(read.error);
  if (read.value.length === 0) return ok({ any: [[]] });
  const any: Term[][] = [[]];
  for (const token of read.value) {
    if (token.or) {
      if (any.at(-1)?.length === 0) return wrong('"or" needs a term on both sides');
      any.push([]);
      continue;
    }
    const found = condition(token, today);
    if (!found.ok) return wrong(found.error);
    any.at(-1)?.push({ ...found.value, not: token.not });
  }
  return any.at(-1)?.length === 0 ? wrong('"or" needs a term on both sides') : ok({ any });
}
