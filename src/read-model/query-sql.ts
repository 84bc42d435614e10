/** Typed conditions over transactions -> SQL. Values are always bound, never spliced. */
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import type { Minor } from '../values/money.ts';
import type { Step } from './rows.ts';

export type Condition =
  /** Occurs in the folded text (description and counterparty). */
  | { readonly kind: 'text' | 'merchant' | 'note'; readonly folded: string }
  /** Category ids; a split holds when one of its parts does. */
  | { readonly kind: 'categories' | 'accounts'; readonly ids: readonly string[] }
  /** These transactions, however many. */
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** Minor units per currency, both ends included; null is open. A currency that is not named holds for none. */
  | { readonly kind: 'amount'; readonly eitherWay: boolean; readonly bounds: readonly { readonly currency: Currency; readonly min: Minor | null; readonly max: Minor | null }[] }
  /** Booking dates, both included. */
  | { readonly kind: 'dates'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'currency'; readonly currency: Currency }
  | { readonly kind: 'is'; readonly state: 'uncategorized' | 'transfer' | 'split' | 'noted' }
  /** Labelled by the local model with less confidence than this. */
  | { readonly kind: 'unsure'; readonly below: number }
  | { readonly kind: 'step'; readonly step: Step };
export type Term = Condition & { readonly not: boolean };
/** Any of these conjunctions; one without terms holds for every row. */
export interface Query { readonly any: readonly (readonly Term[])[] }

export const EVERYTHING: Query = { any: [[]] };

interface Sql { readonly sql: string; readonly values: readonly unknown[] }

/** Query -> a WHERE expression and its values, in order. */
export function compile(query: Query): Sql {
  const alternatives = query.any.map((terms) => joined(terms.map(termSql), ' AND ', '1'));
  return joined(alternatives, ' OR ', '0');
}

function joined(parts: readonly Sql[], by: string, none: string): Sql {
  if (parts.length === 0) return { sql: none, values: [] };
  return { sql: parts.map((part) => `(${part.sql})`).join(by), values: parts.flatMap((part) => part.values) };
}

function termSql(term: Term): Sql {
  const { sql, values } = conditionSql(term);
  // A NULL column makes a condition NULL; its negation must hold for that row.
  return { sql: term.not ? `NOT coalesce(${sql}, 0)` : sql, values };
}

const STATES = {
  // A split row is judged by its parts, as in the sums; a linked transfer needs no category.
  uncategorized: "(twin IS NULL AND CASE WHEN parts IS NULL THEN category = 'uncategorized' ELSE EXISTS (SELECT 1 FROM json_each(parts) WHERE value ->> 'category' = 'uncategorized') END)",
  transfer: 'twin IS NOT NULL',
  split: 'parts IS NOT NULL',
  noted: 'note IS NOT NULL',
} as const;

function conditionSql(condition: Condition): Sql {
  switch (condition.kind) {
    case 'text': return { sql: 'instr(coalesce(text, lower(description)), ?) > 0', values: [condition.folded] };
    case 'merchant': return { sql: 'instr(folded(merchant), ?) > 0', values: [condition.folded] };
    case 'note': return { sql: 'instr(folded(note), ?) > 0', values: [condition.folded] };
    case 'accounts': return { sql: `account IN (${marks(condition.ids)})`, values: condition.ids };
    case 'ids': return { sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(condition.ids)] };
    case 'categories': return {
      sql: `CASE WHEN parts IS NULL THEN category IN (${marks(condition.ids)}) ELSE EXISTS (SELECT 1 FROM json_each(parts) WHERE value ->> 'category' IN (${marks(condition.ids)})) END`,
      values: [...condition.ids, ...condition.ids],
    };
    // Ids begin with the booking day, and they are the key of the table.
    case 'dates': return { sql: 'id >= ? AND id < ?', values: [dayPrefix(condition.from), `${dayPrefix(condition.to)}~`] };
    case 'currency': return { sql: 'currency = ?', values: [condition.currency] };
    case 'is': return { sql: STATES[condition.state], values: [] };
    // As with uncategorized: a linked transfer needs no category, and a split is judged by its parts, which are the person's own.
    case 'unsure': return { sql: "(twin IS NULL AND parts IS NULL AND step IN ('model', 'bank-code') AND confidence < ?)", values: [condition.below] };
    case 'step': return { sql: 'step = ?', values: [condition.step] };
    case 'amount': return joined(condition.bounds.map(({ currency, min, max }) => {
      const amount = condition.eitherWay ? 'abs(amount)' : 'amount';
      return joined([
        { sql: 'currency = ?', values: [currency] },
        ...(min === null ? [] : [{ sql: `${amount} >= ?`, values: [min] }]),
        ...(max === null ? [] : [{ sql: `${amount} <= ?`, values: [max] }]),
      ], ' AND ', '1');
    }), ' OR ', '0');
  }
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ') || 'NULL';
