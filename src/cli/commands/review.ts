/** `ft review`: what the machine could not settle, or settled unsurely, most money first. */
import { type OpenGroup, openGroups } from '../../categories/open-groups.ts';
import { isUnsure } from '../../categories/decision.ts';
import { descriptionOfRow } from '../../categories/history.ts';
import type { Correction } from '../../categories/teaching.ts';
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { settleAsDuplicate, settleAsNew } from '../../intake/settle-doubt.ts';
import type { DoubtRow } from '../../read-model/doubts.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { plural, rowWords } from '../../words/phrases.ts';
import { undoLines } from '../asking.ts';
import { resolveCategory, resolveTransaction } from '../resolve.ts';
import { type Waiting, type WaitingGroup, reviewJson, reviewLines } from '../review-answer.ts';
import { settleGroup } from '../review-group.ts';
import { walk } from '../review-walk.ts';
import { transactionJson } from '../transaction-json.ts';
import { suggestedPairs } from '../transfer-pairs.ts';
import { limitTyped } from '../typed.ts';

/** Rows that an answer shows in full; the rest is counted. */
const SHOWN = 10;

export const reviewCommand: Command = {
  name: 'review',
  summary: 'what waits for you: no category or an unsure one, known already or not, transfer or not',
  options: [['--list', 'only show it, ask nothing'], ['--limit <count>', 'at most so many merchants, those with most at stake']],
  details: [
    'On a terminal it asks about one merchant after the other, with one key each: 1, 2 or 3 takes what the local model holds likeliest,',
    'Enter keeps the category it has, c names another, s skips, q quits. The merchant is remembered, and its look-alikes follow.',
  ],
  examples: ['ft review', 'ft review --list', 'ft review --list --limit 20 --json'],
  run: review,
  children: [
    {
      name: 'settle', summary: 'answer one question: a category for a merchant that waits; for a doubtful row new, or the same as a known transaction',
      operands: '<id> <answer> [transaction]',
      details: [
        'ft review settle ID CATEGORY: ID is any transaction of the merchant. It becomes your own choice, the merchant is remembered, and all its',
        'look-alikes follow, in one step to undo. Where the text names nobody, all that wait with the very same text are chosen.',
        'ft review settle ID new, or ID duplicate [TRANSACTION]: ID is a doubtful row, as ft review shows it.',
      ],
      examples: ['ft review settle 2c9k4tq groceries', 'ft review settle 2c9k4tq duplicate', 'ft review --list'], run: settle,
    },
  ],
};

async function review(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, options } = invocation;
  const model = app.read();
  const names = { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
  const found = openGroups(model, app.sureFrom(true));
  const all = { merchants: found.length, transactions: totalOf(found, 'count'), unsure: totalOf(found, 'unsure') };
  const groups = await withLikely(found.slice(0, limitTyped(textOption(options, 'limit'))), invocation, model);
  const waiting: Waiting = { all, groups, doubts: model.doubts.all(), pairs: suggestedPairs(model, model.queries.span()) };
  const isEmpty = waiting.groups.length + waiting.doubts.length + waiting.pairs.length === 0;
  if (!terminal.isInteractive || options['list'] === true || isEmpty || app.isPast)
    return { json: reviewJson(waiting, model, names), lines: () => reviewLines(waiting, model, names, terminal) };
  const settled = await walk(invocation, waiting, names);
  return { json: { settled }, lines: () => ['', settled === 0 ? 'Nothing was changed.' : `${plural(settled, 'question')} settled. ft history shows each; ft undo takes one back.`] };
}

const totalOf = (groups: readonly OpenGroup[], what: 'count' | 'unsure'): number => groups.reduce((total, group) => total + group[what], 0);

/** Merchants with what the local model holds likeliest for the newest row of each. */
async function withLikely(groups: readonly OpenGroup[], { app }: Invocation, model: ReadModel): Promise<readonly WaitingGroup[]> {
  const cascade = await app.cascade(model);
  const likely = groups.length === 0 ? [] : await cascade.likely(groups.map(({ newest }) => descriptionOfRow(newest)));
  return groups.map((group, at) => ({ ...group, likely: (likely[at] ?? []).filter(({ category }) => category !== 'uncategorized') }));
}

/** Open questions whose ids begin so. */
function doubtsLike(model: ReadModel, text: string): DoubtRow[] {
  const typed = text.trim().toLowerCase();
  return typed === '' ? [] : model.doubts.all().filter(({ id }) => id.startsWith(typed));
}

/** The open question whose id begins so. Raises 'doubt-unknown', 'id-ambiguous'. */
function doubtOf(model: ReadModel, text: string): DoubtRow {
  const found = doubtsLike(model, text);
  if (found.length > 1) raise('id-ambiguous', { what: 'doubtful row', prefix: text, matches: found.slice(0, 5).map(({ id }) => id) });
  return found[0] ?? raise('doubt-unknown', { id: text });
}

async function settle(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands } = invocation;
  const [wanted = '', as = '', of] = operands;
  const read = app.read();
  if (as !== 'new' && as !== 'duplicate') {
    if (doubtsLike(read, wanted).length === 0) return settleMerchant(invocation, wanted, as);
    raise('usage', { why: `The answer is ${as}, but there is new and duplicate.`, hint: 'Example: ft review settle 2c9k4tq duplicate' });
  }
  const { value, commit } = await app.write({ command: 'review settle', arguments: { doubt: wanted, as, ...(of === undefined ? {} : { of }) } }, async ({ commit: draft, model }) => {
    const doubt = doubtOf(model, wanted);
    const id = as === 'new' ? await settleAsNew(doubt, { commit: draft, model, cascade: await app.cascade(model) }) : duplicateOf(model, doubt, of);
    if (as === 'duplicate') settleAsDuplicate(doubt, model.transactions.get(id)!, { commit: draft, model });
    draft.settle();
    return { doubt: doubt.id, row: model.transactions.get(id)!, names: { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() }, left: model.doubts.all().length };
  });
  const { doubt, row, names, left } = value;
  return {
    json: { doubt, as, transaction: transactionJson(row, names), left, commit: commit?.id ?? null },
    lines: () => [
      inertText(as === 'new' ? `Recorded as new: ${rowWords(row, terminal.locale)}` : `The same as ${row.id}: ${rowWords(row, terminal.locale)}`),
      ...(left > 0 ? [`${plural(left, 'doubtful row')} left.`] : []), ...undoLines(commit),
    ],
  };
}

/** Look-alikes that did not wait: they were in another category, and nobody had doubted it. */
const movedBy = ({ found }: Correction, sureFrom: number | undefined): number => found.filter(({ from }) => from.category !== 'uncategorized' && !isUnsure(from, sureFrom)).length;

/** A merchant that waits, by one of its transactions: the same as answering in `ft review`. */
async function settleMerchant(invocation: Invocation, id: string, text: string): Promise<Outcome> {
  const { app, terminal } = invocation;
  const names = { taxonomy: await app.taxonomy(app.read()), accounts: app.read().accounts.all() };
  const { id: category } = resolveCategory(names.taxonomy, text);
  const { value, commit } = await settleGroup(invocation, { command: 'review settle', arguments: { transaction: id, category } }, (model) => resolveTransaction(model, id).id, category);
  const { rows, taught, found, confirmed } = value;
  const others = found.length + confirmed;
  const moved = movedBy(value, app.sureFrom(false));
  return {
    json: {
      transactions: rows.slice(0, SHOWN).map((row) => transactionJson(row, names)), count: rows.length, category, group: names.taxonomy.groupOf(category), taught,
      lookalikes: { count: found.length, confirmed, moved }, commit: commit?.id ?? null,
    },
    lines: () => [
      inertText(`${rowWords(rows[0]!, terminal.locale)}: ${names.taxonomy.label(category, terminal.locale)}${rows.length > 1 ? `, and ${plural(rows.length - 1, 'other')} with the same text` : ''}${others > 0 ? `, and ${plural(others, 'look-alike')} with it` : ''}`),
      ...(moved > 0 ? [`    ${moved} of them had another category before.`] : []), ...undoLines(commit),
    ],
  };
}

/** The transaction that is meant: the one named, else the only candidate. Raises 'usage' when there are several. */
function duplicateOf(model: ReadModel, doubt: DoubtRow, text: string | undefined): string {
  if (text !== undefined) return resolveTransaction(model, text).id;
  const standing = doubt.candidates.flatMap(({ id }) => model.transactions.resolve(id) ?? []);
  const [only] = standing;
  if (standing.length > 1) raise('usage', { why: `It may be ${standing.join(' or ')}.`, hint: `Say which: ft review settle ${doubt.id} duplicate ${only}` });
  return only ?? raise('transaction-unknown', { id: doubt.candidates[0]!.id });
}
