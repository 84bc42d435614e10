/**
 * The categories that files of other programs name -> the person's own decisions here, on the person's word. `hint` keeps them as
 * hints; `map` takes over those that mean a category of this ledger; `create` adds the rest as categories of the person's own.
 */
import { groupElsewhere, isNoCategory, leafElsewhere, nameKey } from '../categories/names-elsewhere.ts';
import { slug, Taxonomy, type UserCategory } from '../categories/taxonomy.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { Row, RowBatch, StatementSource } from './rows.ts';

export type TakeOver = 'hint' | 'map' | 'create';

/** One name in the files. `becomes`: id of the category, where one is meant. */
export interface FileCategory { readonly name: string; readonly rows: number; readonly becomes: string | undefined; readonly isNew: boolean }

/** What the files' categories come to. */
export interface FileCategories {
  /** Most rows first; names that stand for no category are not among them. */
  readonly names: readonly FileCategory[];
  /** Adds what is new. */
  readonly events: readonly NewEvent[];
}

export interface Wishes {
  readonly how: TakeOver;
  /** What the person says of names, as `nameKey` -> category id. */
  readonly words: ReadonlyMap<string, string>;
  /** Group of created categories whose own group the file does not name. */
  readonly into: string;
}

/** Different names that are looked at; a file with more has none a person chose. */
const MOST = 5_000;
const LONGEST_LABEL = 80;
/** Letters that fold into several make an id longer than its label. */
const LONGEST_ID = 200;

/** True when a file's categories are the person's own, chosen in another program. */
export const isPersonal = ({ program, format }: StatementSource): boolean => program !== undefined || format === 'qif';

/** Sources -> rows by category name, as written. Reads the files once. */
export function namesIn(sources: readonly StatementSource[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string | undefined): void => {
    if (name !== undefined && (counts.has(name) || counts.size < MOST) && !isNoCategory(nameKey(name))) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const source of sources)
    for (const { rows } of source.batches())
      for (const row of rows) {
        count(row.bankCategory);
        for (const { category } of row.parts ?? []) count(category);
      }
  return counts;
}

/** Names and how many rows have each, what the person wishes, the categories that the person added -> what each becomes. */
export function settle(counts: ReadonlyMap<string, number>, wishes: Wishes, added: readonly UserCategory[]): FileCategories {
  const own = [...added];
  const events: NewEvent[] = [];
  const before = new Taxonomy(own);
  const known = keysOf(before);
  const created = new Map<string, string>();
  const create = (name: string): string | undefined => {
    const same = created.get(nameKey(name));
    const draft = same === undefined ? draftOf(name, new Taxonomy(own), wishes.into) : undefined;
    if (!draft) return same;
    own.push(draft);
    created.set(nameKey(name), draft.id);
    events.push({ type: 'category.added.v1', subject: draft.id, payload: { label: draft.label, group: draft.group } });
    return draft.id;
  };
  const names = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name, rows]): FileCategory => {
    // What another name of this file begins is that one's.
    const meant = meaning(name, wishes.words, known, before);
    const made = meant === undefined && wishes.how === 'create' ? create(name) : undefined;
    return { name, rows, becomes: meant ?? made, isNew: made !== undefined };
  });
  return { names, events };
}

/** `nameKey` of every id and label -> id; the person's own go before built-in ones. */
function keysOf(taxonomy: Taxonomy): ReadonlyMap<string, string> {
  const leaves = taxonomy.leaves().toSorted((a, b) => Number(a.own) - Number(b.own));
  return new Map(leaves.flatMap(({ id, label }) => [id, label.en, label.nb].map((name) => [nameKey(name), id] as const)));
}

/** "Food: Dining out" -> its steps, from the group down. */
const steps = (name: string): string[] => name.split(/:+/).map((part) => part.trim()).filter(Boolean);

/** Name -> id: by the person's word, by a category of that name, by what other programs call it; the whole name first, then its last step. */
function meaning(name: string, words: Wishes['words'], known: ReadonlyMap<string, string>, taxonomy: Taxonomy): string | undefined {
  const path = steps(name);
  const last = path.at(-1) ?? name;
  const keys = [nameKey(name), ...(path.length > 1 ? [nameKey(`${last} (${path.at(-2)!})`)] : []), nameKey(last)];
  for (const key of keys) if (words.has(key)) return words.get(key);
  for (const key of keys) {
    const id = known.get(key) ?? leafElsewhere(key);
    if (id !== undefined && fitsGroup(id, path, taxonomy)) return id;
  }
  return undefined;
}

/** Under "Income" only income is meant, and elsewhere never: an "Interest" there is earned, here paid. */
function fitsGroup(id: string, path: readonly string[], taxonomy: Taxonomy): boolean {
  if (path.length < 2) return true;
  const isIncome = groupOf(path[0]!, taxonomy) === 'income';
  return isIncome ? taxonomy.groupOf(id) === 'income' || taxonomy.groupOf(id) === 'transfers' : true;
}

function groupOf(name: string, taxonomy: Taxonomy): string | undefined {
  const key = nameKey(name);
  return taxonomy.groups().find(({ id, label }) => [id, label.en, label.nb].some((known) => nameKey(known) === key))?.id ?? groupElsewhere(key);
}

const shortened = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').slice(0, LONGEST_LABEL).trim();

/** Name -> a category of the person's own: in the group that the file's group means, in a group of that name, or in `into`. */
function draftOf(name: string, taxonomy: Taxonomy, into: string): UserCategory | undefined {
  const path = steps(name).map(shortened).filter(Boolean);
  const last = path.at(-1) ?? '';
  if (nameKey(last) === '') return undefined;
  const group = path.length > 1 ? (groupOf(path[0]!, taxonomy) ?? path[0]!) : (groupOf(into, taxonomy) ?? shortened(into));
  // A category may not be called as a group is, nor as a category in another group.
  const labels = [...(groupOf(last, taxonomy) === slug(last) ? [] : [last]), `${last} (${path.at(-2) ?? 'other'})`];
  for (const label of labels) {
    const draft = taxonomy.draft(label, group);
    if (draft.ok && draft.value.id.length <= LONGEST_ID) return draft.value;
  }
  return undefined;
}

/** Source -> the same with categories as the person's decisions. `counted` is called once for each row that has one, however often they are read. */
export function withCategories(source: StatementSource, names: readonly FileCategory[], counted: () => void): StatementSource {
  const ids = new Map(names.flatMap(({ name, becomes }) => (becomes === undefined ? [] : [[name, becomes] as const])));
  let told = 0;
  const decided = (row: Row, count: () => void): Row => {
    if (row.carried) return row;
    const carried = row.parts?.some(({ category }) => ids.has(category ?? '')) ? { parts: row.parts.map(({ amount, category, note }) => ({ amount, category: ids.get(category ?? '') ?? 'uncategorized', ...(note === undefined ? {} : { note }) })) }
      : row.bankCategory !== undefined && ids.has(row.bankCategory) ? { own: ids.get(row.bankCategory)! } : undefined;
    if (!carried) return row;
    count();
    return { ...row, carried };
  };
  function* batches(): Generator<RowBatch, void, undefined> {
    let here = 0;
    const count = (): void => {
      if (++here <= told) return;
      told = here;
      counted();
    };
    for (const batch of source.batches()) yield { ...batch, rows: batch.rows.map((row) => decided(row, count)) };
  }
  return { ...source, batches };
}
