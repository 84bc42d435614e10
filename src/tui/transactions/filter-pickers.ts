/** Asking for one account, category or month to look at. Each answers null for all of them, undefined for Esc. */
import { monthText } from '../../format/day.ts';
import { type Month, addMonths, monthOf } from '../../values/day.ts';
import type { PickItem, Session } from '../screen.ts';
import { transactionWords } from './words.ts';

/** Account id. */
export function pickAccount(session: Session): Promise<string | null | undefined> {
  const words = transactionWords(session.locale);
  const accounts = session.known?.accounts ?? [];
  const items: PickItem<string | null>[] = [{ value: null, text: words.everyAccount }, ...accounts.map(({ id, name, number }) => ({ value: id, text: name, ...(number === null ? {} : { also: number }) }))];
  return session.ask.pick({ title: words.byAccount, items });
}

/** Id of a category or a group. */
export async function pickCategoryOrGroup({ known, locale, ask }: Session): Promise<string | null | undefined> {
  if (!known) return undefined;
  const words = transactionWords(locale);
  const label = (id: string): string => known.taxonomy.label(id, locale);
  const groups = known.taxonomy.groups().flatMap((group): PickItem<string | null>[] => [
    { value: group.id, text: label(group.id), also: words.group }, ...group.leaves.map((leaf) => ({ value: leaf.id, text: label(leaf.id), also: label(group.id) })),
  ]);
  return ask.pick<string | null>({ title: words.byCategory, items: [{ value: null, text: words.everyCategory }, { value: 'uncategorized', text: label('uncategorized') }, ...groups] });
}

/** One of the months from the first to the last transaction, newest first. */
export async function pickMonth({ known, locale, ask }: Session): Promise<Month | null | undefined> {
  const span = known?.model.queries.span();
  if (!span) return undefined;
  const words = transactionWords(locale);
  const items: PickItem<Month | null>[] = [{ value: null, text: words.everyMonth }];
  for (let month = monthOf(span.to); month >= monthOf(span.from); month = addMonths(month, -1)) items.push({ value: month, text: monthText(month, locale), also: month });
  return ask.pick({ title: words.byMonth, items });
}
