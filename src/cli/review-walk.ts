/** `ft review` at a terminal: one question after the other; each answer is a commit of its own, to be undone by itself. */
import { correct } from '../categories/teaching.ts';
import type { OpenGroup } from '../categories/uncategorized.ts';
import type { Leaf, Taxonomy } from '../categories/taxonomy.ts';
import { inertText } from '../format/inert.ts';
import { settleAsDuplicate, settleAsNew } from '../intake/settle-doubt.ts';
import type { DoubtRow } from '../read-model/doubts.ts';
import { foldedText } from '../values/text.ts';
import type { Invocation } from './command.ts';
import { plural, rowWords } from './phrases.ts';
import { type Waiting, amountWords, doubtLines, groupName, pairWords } from './review-answer.ts';
import type { Names } from './transaction-json.ts';
import { type Pair, linkEvent, unlinkEvent } from './transfer-pairs.ts';

type Answer = 'settled' | 'skipped' | 'quit';

/** Asks about everything that waits, doubtful rows first; answers how many were settled. */
export async function walk(invocation: Invocation, waiting: Waiting, names: Names): Promise<number> {
  const { terminal } = invocation;
  const questions: (() => Promise<Answer>)[] = [
    ...waiting.doubts.map((doubt) => () => askDoubt(invocation, doubt, names)),
    ...waiting.pairs.map((pair) => () => askPair(invocation, pair, names)),
    ...waiting.groups.map((group) => () => askGroup(invocation, group, names)),
  ];
  let settled = 0;
  for (const [at, question] of questions.entries()) {
    terminal.line(`${at > 0 ? '\n' : ''}${at + 1} of ${questions.length}`);
    const answer = await question();
    if (answer === 'quit') break;
    if (answer === 'settled') settled++;
  }
  return settled;
}

/** A typed answer -> quit, skip (Enter too), or the text. */
async function typed(invocation: Invocation, prompt: string): Promise<{ answer: Answer } | { text: string }> {
  const text = (await invocation.terminal.ask(prompt)).trim();
  if (text === 'q') return { answer: 'quit' };
  return text === '' || text === 's' ? { answer: 'skipped' } : { text };
}

async function askDoubt(invocation: Invocation, doubt: DoubtRow, names: Names): Promise<Answer> {
  const { app, terminal } = invocation;
  const model = app.read();
  for (const line of doubtLines(doubt, model, names, terminal)) terminal.line(line);
  for (;;) {
    const said = await typed(invocation, 'Is it new (n), or the same as which number? s skips, q quits: ');
    if ('answer' in said) return said.answer;
    const candidate = model.transactions.get(doubt.candidates[Number(said.text) - 1]?.id ?? '');
    if (said.text !== 'n' && !candidate) continue;
    await app.write({ command: 'review', arguments: { doubt: doubt.id, as: said.text === 'n' ? 'new' : 'duplicate' } }, async ({ commit, model: current }) => {
      if (said.text === 'n') await settleAsNew(doubt, { commit, model: current, cascade: await app.cascade(current) });
      else settleAsDuplicate(doubt, candidate!, { commit });
    });
    return 'settled';
  }
}

async function askPair(invocation: Invocation, pair: Pair, names: Names): Promise<Answer> {
  const { app, terminal } = invocation;
  terminal.line(`  ${pairWords(pair, names, terminal)}`);
  for (;;) {
    const said = await typed(invocation, 'Is it a transfer (y or n)? s skips, q quits: ');
    if ('answer' in said) return said.answer;
    if (!/^(y|j|n)$/i.test(said.text)) continue;
    const isOne = !/^n$/i.test(said.text);
    await app.write({ command: 'review', arguments: { transfer: [pair.out.id, pair.into.id], linked: isOne } }, ({ commit }) => commit.append([isOne ? linkEvent(pair) : unlinkEvent(pair)]));
    return 'settled';
  }
}

async function askGroup(invocation: Invocation, group: OpenGroup, { taxonomy }: Names): Promise<Answer> {
  const { app, terminal } = invocation;
  const { newest } = group;
  terminal.line(inertText(`  ${groupName(group)}: ${plural(group.count, 'transaction')}, ${amountWords(group, terminal)}`));
  terminal.line(inertText(`  latest ${rowWords(newest, terminal.locale)}`));
  let offered: readonly Leaf[] = [];
  for (;;) {
    const said = await typed(invocation, 'Which category? s skips, q quits: ');
    if ('answer' in said) return said.answer;
    const chosen = offered[Number(said.text) - 1] ?? only(offered = matching(taxonomy, said.text));
    if (!chosen) {
      terminal.line(offered.length > 0 ? inertText(`  ${offered.map((leaf, at) => `${at + 1} ${leaf.label[terminal.locale]}`).join('   ')}`) : '  No category is called that; ft categories lists them.');
      continue;
    }
    const { value } = await app.write({ command: 'review', arguments: { key: group.key ?? newest.text, category: chosen.id } }, async ({ commit, model }) => {
      const rows = (group.key === null ? group.ids : [newest.id]).flatMap((id) => model.transactions.get(id) ?? []);
      return correct(rows, chosen.id, { teaches: group.key !== null, labels: true }, { commit, model, cascade: () => app.cascade(model) });
    });
    terminal.line(inertText(`  ${chosen.label[terminal.locale]}${value.found.length > 0 ? `, and ${plural(value.found.length, 'look-alike')} with it` : ''}.`));
    return 'settled';
  }
}

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
