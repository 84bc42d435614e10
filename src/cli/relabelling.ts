/** History before the cascade as it stands: what would change, shown, and done in one commit where wanted. Own decisions are never touched. */
import type { Decider } from '../categories/cascade.ts';
import { type Change, type HistoryDiff, historyDiff } from '../categories/history-diff.ts';
import { historyRows, labelled } from '../categories/history.ts';
import { EVERYTHING } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { changeLines, changesJson, countsOf, summaryLines } from './change-answer.ts';
import type { Invocation, Outcome } from './command.ts';
import { PREVIEW_ONLY, consent, undoLines } from './asking.ts';
import { plural } from '../words/phrases.ts';
import type { Terminal } from './terminal.ts';
import type { Names } from '../words/names.ts';

/** Rows in JSON; the counting beside them goes on. */
const MOST_ROWS = 1_000;

export interface Relabelling {
  /** Name of the command, for the log. */
  readonly command: string;
  readonly arguments: Readonly<Record<string, boolean>>;
  /** Said when history stands so already. */
  readonly unchanged: string;
}

/** All of history before a cascade; progress where it takes a moment. */
export function wholeHistory(model: ReadModel, cascade: Decider, terminal: Terminal): Promise<HistoryDiff> {
  let done = 0;
  function* counted() {
    for (const row of historyRows(model, EVERYTHING)) {
      if (++done % 10_000 === 0) terminal.progress('comparing', done, 0);
      yield row;
    }
  }
  return historyDiff(counted(), cascade);
}

/** Labels history by the cascade of this home: shows the diff, asks on a terminal, goes ahead with --yes, else only shows. */
export async function relabel(invocation: Invocation, { command, arguments: given, unchanged }: Relabelling): Promise<Outcome> {
  const { app, terminal, yes } = invocation;
  const model = app.read();
  const names: Names = { taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
  const diffOf = async (current: ReadModel): Promise<HistoryDiff> => wholeHistory(current, await app.cascade(current), terminal);
  const head = model.log.head()?.id;
  const diff = await diffOf(model);
  const { changed, reattributed } = diff;
  const preview = await previewLines(diff, model, names, terminal);
  const goesAhead = changed.length + reattributed.length > 0 && await consent(invocation, preview, 'Label them so?');
  const commit = goesAhead ? (await app.write({ command, arguments: given }, async ({ commit: draft, model: current }) => {
    // What was shown is what is done, unless another ft wrote meanwhile.
    const now = current.log.head()?.id === head ? diff : await diffOf(current);
    draft.append(labelled([...now.changed, ...now.reattributed]));
  })).commit : undefined;
  return {
    json: { ...diffJson(changed, diff, app.read(), names, MOST_ROWS), applied: commit !== undefined, commit: commit?.id ?? null },
    lines: () => {
      if (changed.length + reattributed.length === 0) return [unchanged];
      if (!commit) return terminal.isInteractive && !yes ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY];
      return [`${plural(changed.length, 'transaction')} labelled anew.`, ...undoLines(commit)];
    },
  };
}

async function previewLines(diff: HistoryDiff, model: ReadModel, names: Names, terminal: Terminal): Promise<string[]> {
  const { changed, reattributed, own } = diff;
  if (changed.length + reattributed.length === 0) return [];
  const table = await changeLines(changed, model, names, terminal);
  return [
    ...table, ...(table.length > 0 ? [''] : []), ...(await summary(changed, names, terminal)), `${wouldChange(changed.length)}; ${leftAlone(own)}.`,
    ...(reattributed.length > 0 ? [`${plural(reattributed.length, 'transaction')} would keep the category, for another reason than before.`] : []),
  ];
}

/** "12 transactions would change" */
export const wouldChange = (count: number): string => `${plural(count, 'transaction')} would change`;

/** "2 choices of your own are left alone" */
export const leftAlone = (own: number): string => `${plural(own, 'choice of your own is', 'choices of your own are')} left alone`;

/** Counts by from and to as a table and a blank line; nothing where one line says it all. */
export async function summary(changed: readonly Change[], names: Names, terminal: Terminal): Promise<string[]> {
  const lines = await summaryLines(changed, names, terminal);
  return lines.length > 0 ? [...lines, ''] : [];
}

/** A diff as every command gives it; `limit` bounds the rows, not the counts. */
export const diffJson = (changed: readonly Change[], { own, reattributed }: HistoryDiff, model: ReadModel, names: Names, limit: number) => ({
  changed: changed.length, reattributed: reattributed.length, own, byCategory: countsOf(changed), rows: changesJson(changed, model, names, limit),
});
