/** `ft categorize`: the person's own word on a category; the merchant is remembered, and look-alikes follow where wanted. */
import type { Change } from '../../categories/history-diff.ts';
import { correct, keyOfRow } from '../../categories/teaching.ts';
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { changeLines, changesJson } from '../change-answer.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { consent, undoLines } from '../asking.ts';
import { plural, rowWords } from '../../words/phrases.ts';
import { forget } from '../forgetting.ts';
import { relabel } from '../relabelling.ts';
import { resolveCategory, resolveWhole } from '../resolve.ts';
import type { Names } from '../../words/names.ts';
import { transactionJson } from '../transaction-json.ts';

export const categorizeCommand: Command = {
  name: 'categorize',
  summary: 'choose the category of transactions; the merchant is remembered',
  operands: '[ids-then-category...]',
  options: [
    ['--only', 'only these transactions: teach nothing about the merchant'],
    ['--forget', 'take your own choice back, and what it taught'],
    ['--history', 'put all of history before today\'s rules, corrections, known merchants and model; your own choices stay'],
    ['--retrain-history', 'the same as --history'],
  ],
  examples: ['ft categorize 2c9k4tq groceries', 'ft categorize 2c9k4tq 2c9m1xa "Restaurants and takeaway" --yes', 'ft categorize 2c9k4tq gifts --only', 'ft categorize 2c9k4tq --forget', 'ft categorize --history'],
  run,
};

interface Done { readonly rows: readonly TransactionRow[]; readonly taught: readonly string[]; readonly found: readonly Change[]; readonly confirmed: number; readonly names: Names }

async function run(invocation: Invocation): Promise<Outcome> {
  const { app, operands, options, terminal, yes } = invocation;
  if (options['history'] === true || options['retrainHistory'] === true) return history(invocation);
  if (options['forget'] === true) return forget(invocation);
  if (operands.length < 2) raise('usage', { why: 'Say which transactions, and then the category.', hint: 'Example: ft categorize 2c9k4tq groceries' });
  const only = options['only'] === true;
  const request = { command: 'categorize', arguments: { ids: operands.slice(0, -1), category: operands.at(-1)!, ...(only ? { only } : {}) } };
  const perform = (applies: boolean, rehearse: boolean) => app.write(request, async ({ commit, model }): Promise<Done> => {
    const names = { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
    const { id: category } = resolveCategory(names.taxonomy, operands.at(-1)!);
    const rows = resolveWhole(model, operands.slice(0, -1));
    const { taught, found, confirmed } = await correct(rows, category, { teaches: !only, labels: applies }, { commit, model, cascade: () => app.cascade(model) });
    commit.settle();
    return { rows: rows.map(({ id }) => model.transactions.get(id)!), taught, found, confirmed, names };
  }, rehearse);
  app.read();
  let applies = yes;
  if (!yes && terminal.isInteractive && !only) {
    const { value } = await perform(false, true);
    const model = app.read();
    applies = value.found.length > 0 && await consent(invocation, [...(await changeLines(value.found, model, value.names, terminal)), ''], `${plural(value.found.length, 'other transaction')} of the same merchant: label ${value.found.length === 1 ? 'it' : 'them'} too?`);
  }
  const { value, commit } = await perform(applies, false);
  return answer(invocation, value, commit, applies);
}

/** All of history by the cascade as it stands today. */
function history(invocation: Invocation): Promise<Outcome> {
  const { operands, options } = invocation;
  if (operands.length > 0 || options['forget'] === true || options['only'] === true)
    raise('usage', { why: '--history goes over all of history, so it takes no ids and no other option of categorize.', hint: 'Example: ft categorize --history' });
  return relabel(invocation, { command: 'categorize', arguments: { history: true }, unchanged: 'History stands already as rules, corrections, known merchants and model say; nothing to change.' });
}

function answer({ app, terminal, operands, options }: Invocation, { rows, taught, found, confirmed, names }: Done, commit: { id: string } | undefined, applied: boolean): Outcome {
  const category = rows[0]!.category;
  return {
    json: {
      transactions: rows.map((row) => transactionJson(row, names)), category, group: names.taxonomy.groupOf(category), taught,
      lookalikes: { count: found.length, applied: applied && found.length > 0, examples: changesJson(found, app.read(), names), confirmed },
      applied: true, commit: commit?.id ?? null,
    },
    lines: async () => {
      const label = names.taxonomy.label(category, terminal.locale);
      const lines = rows.map((row) => inertText(`${rowWords(row, terminal.locale)}: ${label}`));
      if (!commit) lines.push('That stood so already; nothing was changed.');
      if (taught.length > 0) lines.push(inertText(`    Remembered: ${taught.map((key) => `"${key}"`).join(', ')} is ${label}.`));
      if (commit && options['only'] !== true && category !== 'uncategorized' && rows.every((row) => keyOfRow(row) === undefined)) lines.push('    Nothing is remembered of it: the text names nobody in particular.');
      if (confirmed > 0) lines.push(`    ${plural(confirmed, 'look-alike')} of the same category ${confirmed === 1 ? 'is' : 'are'} sure now.`);
      if (found.length > 0 && applied) lines.push(`    ${plural(found.length, 'look-alike')} labelled too.`);
      else if (found.length > 0) {
        lines.push('', ...(await changeLines(found, app.read(), names, terminal)), '', `${plural(found.length, 'other transaction')} of the same merchant ${found.length === 1 ? 'was' : 'were'} left as ${found.length === 1 ? 'it is' : 'they are'}.`,
          inertText(`Label ${found.length === 1 ? 'it' : 'them'} too with: ft categorize ${operands.slice(0, -1).join(' ')} ${category} --yes`));
      }
      return [...lines, ...undoLines(commit)];
    },
  };
}
