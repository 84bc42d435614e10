/** `ft review`: what the machine could not settle, or settled unsurely, most money first. */
import { type OpenGroup, openGroups } from '../../categories/open-groups.ts';
import { descriptionOfRow } from '../../categories/history.ts';
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { settleAsDuplicate, settleAsNew } from '../../intake/settle-doubt.ts';
import type { DoubtRow } from '../../read-model/doubts.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { plural, rowWords } from '../../words/phrases.ts';
import { undoLines } from '../asking.ts';
import { resolveTransaction } from '../resolve.ts';
import { type Waiting, type WaitingGroup, reviewJson, reviewLines } from '../review-answer.ts';
import { walk } from '../review-walk.ts';
import { transactionJson } from '../transaction-json.ts';
import { suggestedPairs } from '../transfer-pairs.ts';

export const reviewCommand: Command = {
  name: 'review',
  summary: 'what waits for you: no category or an unsure one, known already or not, transfer or not',
  options: [['--list', 'only show it, ask nothing']],
  details: [
    'On a terminal it asks about one merchant after the other, with one key each: 1, 2 or 3 takes what the local model holds likeliest,',
    'Enter keeps the category it has, c names another, s skips, q quits. The merchant is remembered, and its look-alikes follow.',
  ],
  examples: ['ft review', 'ft review --list'],
  run: review,
  children: [
    { name: 'settle', summary: 'say whether a doubtful row is new or the same as a known transaction', operands: '<doubt> <answer> [transaction]', examples: ['ft review --list'], run: settle },
  ],
};

async function review(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, options } = invocation;
  const model = app.read();
  const names = { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
  const groups = await withLikely(openGroups(model, app.sureFrom(true)), invocation, model);
  const waiting: Waiting = { groups, doubts: model.doubts.all(), pairs: suggestedPairs(model, model.queries.span()) };
  const isEmpty = waiting.groups.length + waiting.doubts.length + waiting.pairs.length === 0;
  if (!terminal.isInteractive || options['list'] === true || isEmpty || app.isPast)
    return { json: reviewJson(waiting, model, names), lines: () => reviewLines(waiting, model, names, terminal) };
  const settled = await walk(invocation, waiting, names);
  return { json: { settled }, lines: () => ['', settled === 0 ? 'Nothing was changed.' : `${plural(settled, 'question')} settled. ft history shows each; ft undo takes one back.`] };
}

/** Merchants with what the local model holds likeliest for the newest row of each. */
async function withLikely(groups: readonly OpenGroup[], { app }: Invocation, model: ReadModel): Promise<readonly WaitingGroup[]> {
  const cascade = await app.cascade(model);
  const likely = groups.length === 0 ? [] : await cascade.likely(groups.map(({ newest }) => descriptionOfRow(newest)));
  return groups.map((group, at) => ({ ...group, likely: (likely[at] ?? []).filter(({ category }) => category !== 'uncategorized') }));
}

/** The open question whose id begins so. Raises 'doubt-unknown', 'id-ambiguous'. */
function doubtOf(model: ReadModel, text: string): DoubtRow {
  const typed = text.trim().toLowerCase();
  const found = typed === '' ? [] : model.doubts.all().filter(({ id }) => id.startsWith(typed));
  if (found.length > 1) raise('id-ambiguous', { what: 'doubtful row', prefix: text, matches: found.slice(0, 5).map(({ id }) => id) });
  return found[0] ?? raise('doubt-unknown', { id: text });
}

async function settle({ app, terminal, operands }: Invocation): Promise<Outcome> {
  const [wanted = '', as = '', of] = operands;
  if (as !== 'new' && as !== 'duplicate') raise('usage', { why: `The answer is ${as}, but there is new and duplicate.`, hint: 'Example: ft review settle 2c9k4tq duplicate' });
  app.read();
  const { value, commit } = await app.write({ command: 'review settle', arguments: { doubt: wanted, as, ...(of === undefined ? {} : { of }) } }, async ({ commit: draft, model }) => {
    const doubt = doubtOf(model, wanted);
    const id = as === 'new' ? await settleAsNew(doubt, { commit: draft, model, cascade: await app.cascade(model) }) : duplicateOf(model, doubt, of);
    if (as === 'duplicate') settleAsDuplicate(doubt, model.transactions.get(id)!, { commit: draft });
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

/** The transaction that is meant: the one named, else the only candidate. Raises 'usage' when there are several. */
function duplicateOf(model: ReadModel, doubt: DoubtRow, text: string | undefined): string {
  if (text !== undefined) return resolveTransaction(model, text).id;
  const standing = doubt.candidates.flatMap(({ id }) => model.transactions.resolve(id) ?? []);
  const [only] = standing;
  if (standing.length > 1) raise('usage', { why: `It may be ${standing.join(' or ')}.`, hint: `Say which: ft review settle ${doubt.id} duplicate ${only}` });
  return only ?? raise('transaction-unknown', { id: doubt.candidates[0]!.id });
}
