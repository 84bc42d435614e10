/** `ft categorize --forget`: the own decision taken back, what its merchant was taught with it, and what that had labelled. */
import type { Change } from '../categories/history-diff.ts';
import { takeBack } from '../categories/teaching.ts';
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { changeLines, changesJson } from './change-answer.ts';
import type { Invocation, Outcome } from './command.ts';
import { consent, undoLines } from './asking.ts';
import { plural, rowWords } from '../words/phrases.ts';
import { resolveWhole } from './resolve.ts';
import type { Names } from '../words/names.ts';
import { transactionJson } from './transaction-json.ts';

interface Done { readonly rows: readonly TransactionRow[]; readonly forgotten: readonly string[]; readonly found: readonly Change[]; readonly names: Names }

/**
 * Takes the own decision back; without --only also what its merchant was taught. The rows that this had labelled get what the cascade
 * says without it: shown and asked about on a terminal, done with --yes, else left and shown.
 */
export async function forget(invocation: Invocation): Promise<Outcome> {
  const { app, operands, options, terminal, yes } = invocation;
  if (operands.length === 0) raise('usage', { why: 'Say which transactions.', hint: 'Example: ft categorize 2c9k4tq --forget' });
  const only = options['only'] === true;
  const request = { command: 'categorize', arguments: { ids: operands, forget: true, ...(only ? { only } : {}) } };
  const perform = (applies: boolean, rehearse: boolean) => app.write(request, async ({ commit, model }): Promise<Done> => {
    const rows = resolveWhole(model, operands);
    const { forgotten, found } = await takeBack(rows, { unteaches: !only, labels: applies }, { commit, model, cascade: () => app.cascade(model) });
    commit.settle();
    return { rows: rows.map(({ id }) => model.transactions.get(id)!), forgotten, found, names: { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() } };
  }, rehearse);
  app.read();
  let applies = yes;
  if (!yes && terminal.isInteractive && !only) {
    const { value: { found, names } } = await perform(false, true);
    applies = found.length > 0 && await consent(invocation, [...(await changeLines(found, app.read(), names, terminal)), ''], `${plural(found.length, 'other transaction')} that it labelled would change: label ${them(found)} anew?`);
  }
  const { value, commit } = await perform(applies, false);
  return answer(invocation, value, commit, applies && value.found.length > 0);
}

const them = (found: readonly Change[]): string => (found.length === 1 ? 'it' : 'them');

function answer({ app, terminal, operands }: Invocation, { rows, forgotten, found, names }: Done, commit: { id: string } | undefined, applied: boolean): Outcome {
  return {
    json: {
      transactions: rows.map((row) => transactionJson(row, names)), forgotten,
      lookalikes: { count: found.length, applied, examples: changesJson(found, app.read(), names) }, applied: commit !== undefined, commit: commit?.id ?? null,
    },
    lines: async () => [
      ...rows.map((row) => inertText(`${rowWords(row, terminal.locale)}: ${names.taxonomy.label(row.category, terminal.locale)}`)),
      ...(commit || found.length > 0 ? [] : ['None of them carries a choice of yours; nothing was changed.']),
      ...(forgotten.length > 0 ? [inertText(`    Forgotten: ${forgotten.map((key) => `"${key}"`).join(', ')}.`)] : []),
      ...(found.length === 0 ? [] : applied ? [`    ${plural(found.length, 'transaction')} that it had labelled ${found.length === 1 ? 'was' : 'were'} labelled anew.`] : await leftLines()),
      ...undoLines(commit),
    ],
  };

  async function leftLines(): Promise<string[]> {
    return [
      '', ...(await changeLines(found, app.read(), names, terminal)), '',
      `${plural(found.length, 'transaction')} that it had labelled ${found.length === 1 ? 'was' : 'were'} left as ${found.length === 1 ? 'it is' : 'they are'}.`,
      inertText(`Label ${them(found)} anew with: ft categorize ${operands.join(' ')} --forget --yes`),
    ];
  }
}
