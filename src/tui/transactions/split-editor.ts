/** Parting a transaction: amounts one by one, each with its category, until nothing is left. */
import { moneyText } from '../../format/money.ts';
import type { Part, TransactionRow } from '../../read-model/rows.ts';
import { type Minor, ZERO, absolute, negate, subtract, sum } from '../../values/money.ts';
import { type Result, err, ok } from '../../values/result.ts';
import { commandAmount, typedAmount } from '../../values/typed-amount.ts';
import { pickCategory } from '../components/category-picker.ts';
import type { Session } from '../screen.ts';
import type { TransactionList } from './transaction-list.ts';
import { type TransactionWords, transactionWords } from './words.ts';

/** Asks for the parts, or whether a split is to be made whole, and does it. */
export async function split(row: TransactionRow, list: TransactionList, session: Session): Promise<void> {
  const words = transactionWords(session.locale);
  if (row.parts !== null) {
    const choice = await session.ask.pick({ title: words.isSplitAlready, items: [{ value: 'anew', text: words.splitAnew }, { value: 'whole', text: words.wholeAgain }] });
    if (choice === 'whole') return whole(row, list, session, words);
    if (choice === undefined) return;
  }
  const parts = await partsAsked(row, session, words);
  if (!parts) return;
  const typed = parts.map(({ amount, category, note }) => `${amount > 0 ? '+' : ''}${commandAmount(amount, row.currency)}=${category}${note === undefined ? '' : `=${note}`}`);
  const done = await list.meanwhile([row.id], { parts }, session.change(['split', row.id, ...typed], { label: words.saving }));
  if (done !== undefined) session.say(words.splitDone(parts.length), 'good');
}

async function whole(row: TransactionRow, list: TransactionList, session: Session, words: TransactionWords): Promise<void> {
  const done = await list.meanwhile([row.id], { parts: null }, session.change(['split', row.id, '--none'], { label: words.saving }));
  if (done !== undefined) session.say(words.wholeDone, 'good');
}

/** Undefined where the person gave it up. */
async function partsAsked(row: TransactionRow, session: Session, words: TransactionWords): Promise<Part[] | undefined> {
  const { locale, known } = session;
  const money = (amount: Minor): string => moneyText(amount, row.currency, locale);
  const parts: Part[] = [];
  for (;;) {
    const left = subtract(row.amount, sum(parts.map(({ amount }) => amount)));
    if (left === 0) return parts;
    const told = parts.map(({ amount, category }) => `${money(amount)} ${known?.taxonomy.label(category, locale) ?? category}`).join(', ');
    const typed = await session.ask.prompt({
      title: words.split(money(row.amount), told), hint: words.partAmount(money(absolute(left))),
      check: (text) => { const part = partTyped(text, row, left, words, locale); return part.ok ? undefined : part.error; },
    });
    const part = typed === undefined ? undefined : partTyped(typed, row, left, words, locale);
    if (!part?.ok) return undefined;
    const category = await pickCategory(session, words.partCategory(money(part.value.amount)));
    if (!category) return undefined;
    parts.push({ ...part.value, category: category.id });
  }
}

/** "180,50 for Kari" -> amount and note; nothing takes all that is left. Without a sign it has that of the transaction. */
export function partTyped(text: string, row: Pick<TransactionRow, 'amount' | 'currency'>, left: Minor, words: TransactionWords, locale: Session['locale']): Result<{ readonly amount: Minor; readonly note?: string }, string> {
  const [, figures = '', rest = ''] = /^([+\-\u2212\u2013]?\s*\d[\d.,\s\u00a0]*)?(.*)$/s.exec(text.trim()) ?? [];
  const note = rest.trim() === '' ? {} : { note: rest.trim() };
  if (figures === '' && rest.trim() !== '') return err(words.notAmount);
  const read = figures === '' ? undefined : typedAmount(figures.trim(), row.currency);
  if (read && !read.ok) return err(words.notAmount);
  const amount = !read ? left : read.value.signed || row.amount > 0 ? read.value.amount : negate(read.value.amount);
  if (amount === ZERO) return err(words.nothingPart);
  if (amount === row.amount) return err(words.onePart);
  // More than is left only where the person said which way it goes: a part that comes back.
  if (!read?.value.signed && absolute(amount) > absolute(left)) return err(words.tooMuch(moneyText(absolute(left), row.currency, locale)));
  return ok({ amount, ...note });
}
