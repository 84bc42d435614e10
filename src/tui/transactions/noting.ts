/** The person's own words beside a transaction. */
import type { TransactionRow } from '../../read-model/rows.ts';
import { rowText } from '../../words/phrases.ts';
import type { Session } from '../screen.ts';
import type { TransactionList } from './transaction-list.ts';
import { transactionWords } from './words.ts';

const TITLE = 50;

/** Asks for the note and writes it down; an empty one takes it away. */
export async function note(row: TransactionRow, list: TransactionList, session: Session): Promise<void> {
  const words = transactionWords(session.locale);
  const text = await session.ask.prompt({ title: words.note(rowText(row).slice(0, TITLE)), initial: row.note ?? '', hint: words.noteHint });
  if (text === undefined || text === (row.note ?? '')) return;
  // A blank before it, so that a note beginning with a dash is no option; ft takes it off again.
  const argv = text === '' ? ['note', row.id, '--none'] : ['note', row.id, ` ${text}`];
  const done = await list.meanwhile([row.id], { note: text === '' ? null : text }, session.change(argv, { label: words.saving }));
  if (done !== undefined) session.say(text === '' ? words.noteGone : words.noted, 'good');
}
