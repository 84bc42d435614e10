/** What is looked for: the text of the search, and the filters beside it. */
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { type Failure } from '../../errors.ts';
import { monthText } from '../../format/day.ts';
import type { Locale } from '../../format/money.ts';
import { findQuery } from '../../insight/find.ts';
import type { Query, Term } from '../../read-model/query-sql.ts';
import { type Day, type Month, firstDay, lastDay } from '../../values/day.ts';
import { type Result, ok } from '../../values/result.ts';
import { accountName } from '../../words/names.ts';
import type { Known } from '../screen.ts';

export interface Filters {
  /** In the language of `ft list`. */
  readonly text: string;
  /** Account id. */
  readonly account?: string | undefined;
  /** Id of a category or a group. */
  readonly category?: string | undefined;
  readonly month?: Month | undefined;
}

export const NO_FILTERS: Filters = { text: '' };

/** The two look for the same. */
export const sameFilters = (a: Filters, b: Filters): boolean => a.text.trim() === b.text.trim() && a.account === b.account && a.category === b.category && a.month === b.month;

/** A category's own id, or those of all categories of a group. */
const categoryIds = (taxonomy: Taxonomy, id: string): readonly string[] => (taxonomy.leaf(id) ? [id] : (taxonomy.group(id)?.leaves.map((leaf) => leaf.id) ?? [id]));

/** What is looked for -> a query. Fails where the text cannot be read, as `ft list` does. */
export function queryOf({ text, account, category, month }: Filters, { taxonomy, accounts, sureFrom }: Known, today: Day): Result<Query, Failure> {
  const found = findQuery({ words: text.split(' ').filter((word) => word !== '') }, { taxonomy, accounts, today, sureFrom: () => sureFrom });
  if (!found.ok) return found;
  const terms: Term[] = [
    ...(account === undefined ? [] : [{ kind: 'accounts', ids: [account], not: false } as const]),
    ...(category === undefined ? [] : [{ kind: 'categories', ids: categoryIds(taxonomy, category), not: false } as const]),
    ...(month === undefined ? [] : [{ kind: 'dates', from: firstDay(month), to: lastDay(month), not: false } as const]),
  ];
  return ok({ any: found.value.any.map((alternative) => [...alternative, ...terms]) });
}

/** The filters beside the text, as people read them. */
export function chipsOf({ account, category, month }: Filters, { taxonomy, accounts }: Known, locale: Locale): string[] {
  return [
    ...(account === undefined ? [] : [accountName(accounts, account)]), ...(category === undefined ? [] : [taxonomy.label(category, locale)]), ...(month === undefined ? [] : [monthText(month, locale)]),
  ];
}
