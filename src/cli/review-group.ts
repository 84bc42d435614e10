/** One merchant of `ft review`: what the local model holds likeliest, and one key to settle it with all its look-alikes. */
import type { WriteRequest, Written } from '../app.ts';
import type { Likely } from '../categories/decision.ts';
import { answeredWith } from '../categories/open-groups.ts';
import { type Correction, correct, keyOfRow } from '../categories/teaching.ts';
import type { Leaf, Taxonomy } from '../categories/taxonomy.ts';
import { inertText } from '../format/inert.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { foldedText } from '../values/text.ts';
import type { Invocation } from './command.ts';
import { percent, plural, rowWords } from '../words/phrases.ts';
import { resolveWhole } from './resolve.ts';
import { type WaitingGroup, amountWords, groupName } from './review-answer.ts';
import type { Names } from '../words/names.ts';

export type Answer = 'settled' | 'skipped' | 'quit';

/**
 * Asks about one merchant: 1, 2, 3 take a suggestion, Enter keeps what it has, c names another, s skips, q quits. Where keys do not
 * come one by one, a name may be typed at once. The answer teaches the merchant and labels its look-alikes, in one commit.
 */
export async function askGroup(invocation: Invocation, group: WaitingGroup, { taxonomy }: Names): Promise<Answer> {
  const { terminal } = invocation;
  const { newest, likely, held: [held] } = group;
  const label = (category: string): string => taxonomy.label(category, terminal.locale);
  terminal.line(inertText(`  ${groupName(group)}: ${plural(group.count, 'transaction')}, ${amountWords(group, terminal)}`));
  terminal.line(inertText(`  latest ${rowWords(newest, terminal.locale)}`));
  if (held) terminal.line(inertText(`  labelled ${label(held.category)}, sure to ${percent(held.confidence)}`));
  if (likely.length > 0) terminal.line(inertText(`  ${likely.map(({ category, confidence }, at) => `${at + 1} ${label(category)} ${percent(confidence)}`).join('   ')}`));
  const prompt = promptFor(likely, held !== undefined);
  for (;;) {
    const key = await terminal.key(prompt);
    if (key === undefined || key === 'q') return 'quit';
    if (key === 's' || (key === '' && !held)) return 'skipped';
    if (key === '' && held) return settle(invocation, group, taxonomy.leaf(held.category), held.newest.id, label(held.category));
    const suggested = likely[Number(key) - 1];
    if (suggested) return settle(invocation, group, taxonomy.leaf(suggested.category), newest.id, label(suggested.category));
    if (key !== 'c' && [...key].length === 1) continue;
    const named = await askName(invocation, taxonomy, key === 'c' ? undefined : key);
    if (named === 'quit' || named === 'skipped') return named;
    if (named) return settle(invocation, group, named, newest.id, label(named.id));
  }
}

const promptFor = (likely: readonly Likely[], isHeld: boolean): string => `Which category? ${[
  ...(likely.length > 0 ? [likely.length > 1 ? `1 to ${likely.length} take one above` : '1 takes the one above'] : []),
  ...(isHeld ? ['Enter keeps what it has'] : []), likely.length > 0 || isHeld ? 'c names another' : 'c names one', 's skips', 'q quits',
].join(', ')}: `;

/** A category by its name, or by its number among those that a name may mean; undefined goes back to the keys. `first`: typed already. */
async function askName({ terminal }: Invocation, taxonomy: Taxonomy, first: string | undefined): Promise<Leaf | 'quit' | 'skipped' | undefined> {
  let offered: readonly Leaf[] = [];
  for (let typed = first; ; typed = undefined) {
    const text = typed ?? (await terminal.ask('Its name, or part of it (Enter goes back): ')).trim();
    if (text === '') return undefined;
    if (text === 'q') return 'quit';
    if (text === 's') return 'skipped';
    const chosen = offered[Number(text) - 1] ?? only(offered = matching(taxonomy, text));
    if (chosen) return chosen;
    terminal.line(offered.length > 0 ? inertText(`  ${offered.map((leaf, at) => `${at + 1} ${leaf.label[terminal.locale]}`).join('   ')}`) : '  No category is called that; ft categories lists them.');
  }
}

/** The answer, written and told. */
async function settle(invocation: Invocation, group: WaitingGroup, leaf: Leaf | undefined, example: string, label: string): Promise<Answer> {
  // Its own category was taken back meanwhile, with the commit that made it.
  if (!leaf) return 'skipped';
  const { value } = await settleGroup(invocation, { command: 'review', arguments: { key: group.key ?? group.newest.text, category: leaf.id } }, () => example, leaf.id);
  const others = value.found.length + value.confirmed;
  invocation.terminal.line(inertText(`  ${label}${others > 0 ? `, and ${plural(others, 'look-alike')} with it` : ''}.`));
  return 'settled';
}

/**
 * One commit: the person's own decision on a transaction (on all that wait with the very same text, where the text names nobody), what it
 * teaches about the merchant, and the look-alikes labelled with it. Answers the rows decided, as they stand then.
 */
export const settleGroup = ({ app }: Pick<Invocation, 'app'>, request: WriteRequest, example: (model: ReadModel) => string, category: string): Promise<Written<Correction & { rows: readonly TransactionRow[] }>> => {
  const sureFrom = app.sureFrom(false);
  return app.write(request, async ({ commit, model }) => {
    const row = resolveWhole(model, [example(model)])[0]!;
    const rows = answeredWith(row, model, sureFrom);
    const correction = await correct(rows, category, { teaches: keyOfRow(row) !== undefined, labels: true }, { commit, model, cascade: () => app.cascade(model) });
    commit.settle();
    return { ...correction, rows: rows.flatMap(({ id }) => model.transactions.get(id) ?? []) };
  });
};

const only = (leaves: readonly Leaf[]): Leaf | undefined => (leaves.length === 1 ? leaves[0] : undefined);

/** Categories a text means: the one it names, else those whose name or description holds it, else the nearest; at most nine. */
function matching(taxonomy: Taxonomy, text: string): readonly Leaf[] {
  const found = taxonomy.find(text);
  if (found.ok) return [found.value];
  const wanted = foldedText(text);
  const holds = (part: string): boolean => foldedText(part).includes(wanted);
  const leaves = taxonomy.leaves();
  const named = leaves.filter((leaf) => [leaf.id, ...Object.values(leaf.label)].some(holds));
  const covered = named.length > 0 ? named : leaves.filter((leaf) => holds(leaf.covers));
  return (covered.length > 0 ? covered : found.error.near.flatMap((id) => taxonomy.leaf(id) ?? [])).slice(0, 9);
}
