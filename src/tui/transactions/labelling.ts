/** Choosing the category of transactions, and taking the choice back; look-alikes follow where the person wants them to. */
import { dayText } from '../../format/day.ts';
import { displayWidth } from '../../format/display-width.ts';
import { plainMoneyText } from '../../format/money.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Day } from '../../values/day.ts';
import { rowText } from '../../words/phrases.ts';
import { pickCategory } from '../components/category-picker.ts';
import { line } from '../components/layout.ts';
import type { Session } from '../screen.ts';
import { numberText } from './summary.ts';
import type { TransactionList } from './transaction-list.ts';
import { type TransactionWords, transactionWords } from './words.ts';

/** What `ft categorize --json` says, as far as it is needed here. */
interface Answer {
  readonly commit: string | null;
  readonly taught?: readonly string[];
  readonly lookalikes: { readonly count: number; readonly applied: boolean; readonly examples: readonly Example[] };
}
interface Example { readonly date: Day; readonly amount: string; readonly currency: string; readonly description: string; readonly from: string; readonly to: string }

/** Texts in a title. */
const TITLE = 40;
const EXAMPLES = 6;

/** Asks for a category and puts transactions in it. `row`: the transaction, where it is only one; `columns`: room for a line. True when it was done. */
export async function categorize(ids: readonly string[], row: TransactionRow | undefined, { list, columns }: { readonly list: TransactionList; readonly columns: number }, session: Session): Promise<boolean> {
  const words = transactionWords(session.locale);
  if (ids.length === 0) return false;
  if (ids.length === 1 && row?.parts) {
    session.say(words.isSplit, 'warning');
    return false;
  }
  const title = ids.length === 1 && row ? words.categorizeOne(rowText(row).slice(0, TITLE)) : words.categorizeMany(numberText(ids.length, session));
  const chosen = await pickCategory(session, title);
  if (!chosen) return false;
  const argv = ['categorize', ...ids, chosen.id];
  const answer = (await list.meanwhile(ids, { category: chosen.id, step: 'own', confidence: 1, by: null }, session.change(argv, { label: words.labelling }))) as Answer | undefined;
  if (!answer) return false;
  const label = chosen.label[session.locale];
  const many = words.found(ids.length, numberText(ids.length, session));
  const taught = answer.taught ?? [];
  session.say(`${words.labelled(label, many)}${taught.length === 1 ? `   ${words.remembered(taught[0]!)}` : ''}`, 'good');
  const { count, applied } = answer.lookalikes;
  if (count === 0 || applied) return true;
  const also = await session.ask.confirm({ title: words.lookalikes(numberText(count, session), label), lines: exampleLines(answer, columns, session, words), yes: words.labelThem });
  if (also && (await session.change([...argv, '--yes'], { label: words.labelling }))) session.say(words.lookalikesToo(numberText(count, session), label), 'good');
  return true;
}

/** Takes the person's own choice on transactions back, and what it taught. `columns`: room for a line. */
export async function forget(ids: readonly string[], columns: number, session: Session): Promise<void> {
  const words = transactionWords(session.locale);
  if (ids.length === 0) return;
  const argv = ['categorize', ...ids, '--forget'];
  const answer = (await session.change(argv, { label: words.forgetting })) as Answer | undefined;
  if (!answer) return;
  session.say(answer.commit === null ? words.nothingOwn : words.forgotten, answer.commit === null ? 'warning' : 'good');
  const { count, applied } = answer.lookalikes;
  if (count === 0 || applied) return;
  const anew = await session.ask.confirm({ title: words.anew(numberText(count, session)), lines: exampleLines(answer, columns, session, words), yes: words.labelAnew });
  if (anew) await session.change([...argv, '--yes'], { label: words.forgetting });
}

/** Some of the look-alikes: what they are, and from which category to which. */
function exampleLines({ lookalikes: { count, examples } }: Answer, columns: number, session: Session, words: TransactionWords): string[] {
  const { theme, locale, known } = session;
  const label = (category: string): string => known?.taxonomy.label(category, locale) ?? category;
  const shown = examples.slice(0, EXAMPLES);
  const amounts = shown.map(({ amount, currency }) => plainMoneyText(`${locale === 'nb' ? amount.replace('.', ',') : amount} ${currency}`));
  const wide = Math.max(0, ...amounts.map((text) => displayWidth(text)));
  return [
    ...shown.map(({ date, description, from, to }, at) => line([
      { text: `  ${dayText(date, locale)}  ` }, { text: amounts[at] ?? '', width: wide, align: 'right' }, { text: `  ${label(from)} ${theme.glyphs.right} ${label(to)}`, role: 'muted' }, { text: `  ${description.replace(/\s+/g, ' ').slice(0, 200)}` },
    ], columns, theme)),
    ...(count > shown.length ? [`  ${words.andMore(numberText(count - shown.length, session))}`] : []),
  ];
}
