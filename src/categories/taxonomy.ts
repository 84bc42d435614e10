/**
 * The categories as one value: the built-in list and what the user added or renamed. Built-in labels are English and
 * Norwegian (bokmål); a user's label is the same in both.
 */
import { type FailureOf, failure } from '../errors.ts';
import { type Result, err, ok } from '../values/result.ts';
import { foldedText } from '../values/text.ts';
import { names, named } from './named.ts';
import builtIn from './taxonomy.json' with { type: 'json' };

export type Language = 'en' | 'nb';
export type Labels = Readonly<Record<Language, string>>;
/** How a category counts in reports: `neutral` is neither spending nor income (money that stays the owner's). */
export type Kind = 'income' | 'spending' | 'neutral';

export interface Leaf {
  readonly id: string;
  readonly label: Labels;
  readonly group: string;
  /** What belongs here, in words; empty for the user's own. */
  readonly covers: string;
  readonly own: boolean;
}
export interface Group { readonly id: string; readonly label: Labels; readonly leaves: readonly Leaf[] }
/** A category that the user added, or (with a built-in id) renamed. `group`: id of a group, or the label of a new one. */
export interface UserCategory { readonly id: string; readonly label: string; readonly group: string }

type Unknown = FailureOf<'category-unknown'>;
type Exists = FailureOf<'category-exists'>;

const FALLBACK: Leaf = {
  id: builtIn.fallback, label: { en: 'Uncategorized', nb: 'Ukategorisert' }, group: builtIn.fallback, covers: 'what no step settled', own: false,
};
const FALLBACK_GROUP: Group = { id: FALLBACK.id, label: FALLBACK.label, leaves: [FALLBACK] };
/** Money that moves between what the owner has: never spending, never income. */
const NEUTRAL = new Set(['internal-transfer', 'savings', 'card-payment']);
/** May be either: its sign tells. Money to a person is spent, money from one is income. */
const BY_SIGN = new Set([FALLBACK.id, 'person-to-person']);
const builtInGroups = new Set(builtIn.groups.map((group) => group.id));

/** Label -> id: folded to plain letters, words joined by "-": "Hytta på fjellet" -> "hytta-pa-fjellet". */
export const slug = (label: string): string => foldedText(label).replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');

export class Taxonomy {
  readonly #leaves = new Map<string, Leaf>([[FALLBACK.id, FALLBACK]]);
  readonly #groups = new Map<string, Group>();

  /** `added`: the user's categories, oldest first. One with a built-in id renames that category where it stands. */
  constructor(added: readonly UserCategory[] = []) {
    for (const group of builtIn.groups) {
      this.#groups.set(group.id, { id: group.id, label: group.label, leaves: [] });
      for (const category of group.categories) this.#put({ ...category, group: group.id, own: false });
    }
    for (const category of added) this.#add(category);
  }

  /** The groups with their categories, built-in ones first; the fallback is not among them. */
  groups(): readonly Group[] { return [...this.#groups.values()]; }

  /** Every category, group by group, without the fallback. */
  leaves(): readonly Leaf[] { return this.groups().flatMap((group) => group.leaves); }

  leaf(id: string): Leaf | undefined { return this.#leaves.get(id); }

  /** Group by id; "uncategorized" is a group of its own. */
  group(id: string): Group | undefined { return id === FALLBACK_GROUP.id ? FALLBACK_GROUP : this.#groups.get(id); }

  /** Category id -> id of its group; of a category that is not known: "uncategorized". */
  groupOf(id: string): string { return this.#leaves.get(id)?.group ?? FALLBACK.group; }

  /** Label of a category or group; the id itself when there is none. */
  label(id: string, language: Language = 'en'): string {
    return (this.#leaves.get(id) ?? this.group(id))?.label[language] ?? id;
  }

  /**
   * How money in this category counts. Group "income": income. Between own accounts, savings and paying off a card:
   * neutral; so is what the user adds to the group "transfers". Uncategorized, people, and groups of the user's own go by
   * the sign of `amount` (any unit; none = money out). Everything else is spending, where money in is a refund.
   */
  kind(id: string, amount = -1): Kind {
    const leaf = this.#leaves.get(id) ?? FALLBACK;
    if (leaf.group === 'income') return 'income';
    if (NEUTRAL.has(leaf.id) || (leaf.own && leaf.group === 'transfers')) return 'neutral';
    const bySign = BY_SIGN.has(leaf.id) || !builtInGroups.has(leaf.group);
    return bySign && amount > 0 ? 'income' : 'spending';
  }

  /** Id, label in either language (case and accents aside), or the unique beginning of one -> category; fails with the nearest. */
  find(text: string): Result<Leaf, Unknown> {
    return named(text, [...this.#leaves.values()]);
  }

  /** As `find`, for groups. */
  findGroup(text: string): Result<Group, Unknown> {
    return named(text, [...this.#groups.values(), FALLBACK_GROUP]);
  }

  /** A new category of the user's: its id from the label, in a group that exists or begins with it. Fails when it exists. */
  draft(label: string, group: string): Result<UserCategory, Exists> {
    const shown = label.trim().replace(/\s+/g, ' ');
    const id = slug(shown);
    const taken = id === '' || this.#leaves.has(id) || [...this.#leaves.values()].some((leaf) => names(leaf).includes(foldedText(shown)));
    if (taken) return err(failure('category-exists', { category: shown }));
    const place = group.trim().replace(/\s+/g, ' ');
    const known = [...this.#groups.values()].find((one) => names(one).includes(foldedText(place)));
    return ok({ id, label: shown, group: known?.id ?? place });
  }

  #add(category: UserCategory): void {
    const label = { en: category.label, nb: category.label };
    const known = this.#leaves.get(category.id);
    if (known) return this.#put({ ...known, label });
    const id = this.#groups.has(category.group) ? category.group : slug(category.group) || 'own';
    if (!this.#groups.has(id)) this.#groups.set(id, { id, label: { en: category.group, nb: category.group }, leaves: [] });
    this.#put({ id: category.id, label, group: id, covers: '', own: true });
  }

  #put(leaf: Leaf): void {
    this.#leaves.set(leaf.id, leaf);
    const group = this.#groups.get(leaf.group);
    if (!group) return;
    const others = group.leaves.filter((one) => one.id !== leaf.id);
    const at = group.leaves.findIndex((one) => one.id === leaf.id);
    this.#groups.set(group.id, { ...group, leaves: others.toSpliced(at < 0 ? others.length : at, 0, leaf) });
  }
}
