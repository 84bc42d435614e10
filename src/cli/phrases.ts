/** Words that many commands answer with, and the one way they ask before they change much. */
import { dayText } from '../format/day.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import type { Invocation } from './command.ts';
import type { Terminal } from './terminal.ts';

/** Count and noun: "1 row", "2 rows"; `many` where an s does not make the plural. */
export const plural = (count: number, noun: string, many = `${noun}s`): string => `${count} ${count === 1 ? noun : many}`;

/** A share in whole percent; what is more than nothing is not called nothing. */
export const percent = (share: number): string => (share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`);

/** What the bank (or the person) wrote: the description, else the counterparty; blanks as one. Not inert. */
export const rowText = ({ description, counterparty }: Pick<TransactionRow, 'description' | 'counterparty'>): string =>
  (description.trim() === '' ? (counterparty ?? '') : description).replace(/\s+/g, ' ').trim();

/** Characters of a text in a sentence; `ft show` has it whole. */
const SENTENCE = 160;

/** Day and text of a transaction: "2026-03-31  Rema 1000". A text without end is cut. Not inert. */
export const rowWords = (row: Pick<TransactionRow, 'date' | 'description' | 'counterparty'>, locale: Terminal['locale']): string => {
  const text = rowText(row);
  return `${dayText(row.date, locale)}  ${text.length > SENTENCE ? `${text.slice(0, SENTENCE - 1)}…` : text}`;
};

/** How to take a commit back; nothing where none was written. */
export const undoLines = (commit: { readonly id: string } | undefined): string[] => (commit ? [`Undo it with: ft undo ${shortCommit(commit.id)}`] : []);

/** The end of a commit's id, as people type it: its beginning is only the time. */
export const shortCommit = (id: string): string => id.slice(-8);

/** Said where a preview was all that happened. */
export const PREVIEW_ONLY = 'Nothing was done: add --yes to go ahead.';

/**
 * May what was previewed be done? `--yes` says so; a person at a terminal is shown the preview and asked; nobody else can.
 * `preview`: inert lines.
 */
export async function consent({ yes, terminal }: Invocation, preview: readonly string[], question: string): Promise<boolean> {
  if (yes) return true;
  if (!terminal.isInteractive) return false;
  terminal.settle();
  for (const line of preview) terminal.line(line);
  return terminal.confirm(question);
}
