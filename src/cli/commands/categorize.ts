/** `ft categorize`: the person's own word on a category; the merchant is remembered, and look-alikes follow where wanted. */
import type { Change } from '../../categories/history-diff.ts';
import { correct, takeBack } from '../../categories/teaching.ts';
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { changeLines, changesJson } from '../change-answer.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { consent, plural, rowWords, undoLines } from '../phrases.ts';
import { resolveCategory, resolveTransaction } from '../resolve.ts';
import { type Names, transactionJson } from '../transaction-json.ts';

export const categorizeCommand: Command = {
  name: 'categorize',
  summary: 'choose the category of transactions; the merchant is remembered',
  operands: '<id> [ids-then-category...]',
  options: [
    ['--only', 'only these transactions: teach nothing about the merchant'],
    ['--forget', 'take your own choice back, and what it taught'],
  ],
  examples: ['ft categorize 2c9k4tq groceries', 'ft categorize 2c9k4tq 2c9m1xa "Eating out" --yes', 'ft categorize 2c9k4tq gifts --only', 'ft categorize 2c9k4tq --forget'],
  run,
};

interface Done { readonly rows: readonly TransactionRow[]; readonly taught: readonly string[]; readonly found: readonly Change[]; readonly names: Names }

async function run(invocation: Invocation): Promise<Outcome> {
  const { app, operands, options, terminal, yes } = invocation;
  if (options['forget'] === true) return forget(invocation);
  if (operands.length < 2) raise('usage', { why: 'Say which transactions, and then the category.', hint: 'Example: ft categorize 2c9k4tq groceries' });
  const only = options['only'] === true;
  const request = { command: 'categorize', arguments: { ids: operands.slice(0, -1), category: operands.at(-1)!, ...(only ? { only } : {}) } };
  const perform = (applies: boolean, rehearse: boolean) => app.write(request, async ({ commit, model }): Promise<Done> => {
    const names = { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
    const { id: category } = resolveCategory(names.taxonomy, operands.at(-1)!);
    const rows = whole(model, operands.slice(0, -1));
    const { taught, found } = await correct(rows, category, { teaches: !only, labels: applies }, { commit, model, cascade: () => app.cascade(model) });
    commit.settle();
    return { rows: rows.map(({ id }) => model.transactions.get(id)!), taught, found, names };
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

/** Ids as typed -> transactions, none of them split. */
function whole(model: ReadModel, ids: readonly string[]): TransactionRow[] {
  const rows = [...new Map(ids.map((id) => resolveTransaction(model, id)).map((row) => [row.id, row])).values()];
  const split = rows.find((row) => row.parts !== null);
  if (split) raise('usage', { why: `${split.id} is split: its parts have their own categories.`, hint: `Split it anew, or first: ft split ${split.id} --none` });
  return rows;
}

function answer({ app, terminal, operands }: Invocation, { rows, taught, found, names }: Done, commit: { id: string } | undefined, applied: boolean): Outcome {
  const category = rows[0]!.category;
  return {
    json: {
      transactions: rows.map((row) => transactionJson(row, names)), category, group: names.taxonomy.groupOf(category), taught,
      lookalikes: { count: found.length, applied: applied && found.length > 0, examples: changesJson(found, app.read(), names) },
      applied: true, commit: commit?.id ?? null,
    },
    lines: async () => {
      const label = names.taxonomy.label(category, terminal.locale);
      const lines = rows.map((row) => inertText(`${rowWords(row, terminal.locale)}: ${label}`));
      if (!commit) lines.push('That stood so already; nothing was changed.');
      if (taught.length > 0) lines.push(inertText(`    Remembered: ${taught.map((key) => `"${key}"`).join(', ')} is ${label}.`));
      if (found.length > 0 && applied) lines.push(`    ${plural(found.length, 'look-alike')} labelled too.`);
      else if (found.length > 0) {
        lines.push('', ...(await changeLines(found, app.read(), names, terminal)), '', `${plural(found.length, 'other transaction')} of the same merchant ${found.length === 1 ? 'was' : 'were'} left as ${found.length === 1 ? 'it is' : 'they are'}.`,
          inertText(`Label ${found.length === 1 ? 'it' : 'them'} too with: ft categorize ${operands.slice(0, -1).join(' ')} ${category} --yes`));
      }
      return [...lines, ...undoLines(commit)];
    },
  };
}

/** Takes the own decision back; without --only also what its merchant was taught. */
async function forget({ app, terminal, operands, options }: Invocation): Promise<Outcome> {
  app.read();
  const only = options['only'] === true;
  const request = { command: 'categorize', arguments: { ids: operands, forget: true, ...(only ? { only } : {}) } };
  const { value, commit } = await app.write(request, async ({ commit: draft, model }) => {
    const rows = whole(model, operands);
    const forgotten = takeBack(rows, !only, { commit: draft, model });
    draft.settle();
    return { rows: rows.map(({ id }) => model.transactions.get(id)!), forgotten, names: { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() } };
  });
  const { rows, forgotten, names } = value;
  return {
    json: { transactions: rows.map((row) => transactionJson(row, names)), forgotten, applied: commit !== undefined, commit: commit?.id ?? null },
    lines: () => [
      ...rows.map((row) => inertText(`${rowWords(row, terminal.locale)}: ${names.taxonomy.label(row.category, terminal.locale)}`)),
      ...(commit ? [] : ['None of them carries a choice of yours; nothing was changed.']),
      ...(forgotten.length > 0 ? [inertText(`    Forgotten: ${forgotten.map((key) => `"${key}"`).join(', ')}. What it labelled changes with: ft rules apply`)] : []),
      ...undoLines(commit),
    ],
  };
}
