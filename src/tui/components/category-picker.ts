/** Asks for one of all categories, by fuzzy search over their names in both languages. */
import type { Leaf } from '../../categories/taxonomy.ts';
import type { Session } from '../screen.ts';
import { coversOf } from './category-covers.ts';

/** The category the person chose; undefined for Esc. */
export async function pickCategory(session: Session, title: string): Promise<Leaf | undefined> {
  const { known, locale } = session;
  if (!known) return undefined;
  const { taxonomy } = known;
  const other = locale === 'nb' ? 'en' : 'nb';
  return session.ask.pick({
    title,
    items: taxonomy.leaves().map((leaf) => ({ value: leaf, text: leaf.label[locale], also: `${taxonomy.label(leaf.group, locale)}  ${leaf.label[other]}` })),
    preview: (leaf) => [coversOf(leaf, locale)].filter((covers) => covers !== ''),
  });
}
