/** What the budgets screen asks in pickers: what to add, what to copy, whether to keep a trial. */
import { monthText } from '../../format/day.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { type BudgetChange, type CopySource, copiedBudgets } from '../../insight/budget-copy.ts';
import { type BudgetLine, type BudgetTarget, targetKey } from '../../insight/budgets.ts';
import type { Currency } from '../../values/currency.ts';
import { type Month, addMonths } from '../../values/day.ts';
import type { PickItem, Session } from '../screen.ts';
import type { BudgetBook } from './budget-book.ts';
import { budgetWords } from './words.ts';

/** Which category or group a budget is wanted for; 'all': every one that was spent on without one. Undefined for Esc. */
export async function askTarget(session: Session, book: BudgetBook, month: Month, lines: readonly BudgetLine[], currencies: readonly Currency[], loose: number): Promise<BudgetTarget | 'all' | undefined> {
  const { known, locale } = session;
  if (!known) return undefined;
  const words = budgetWords(locale);
  const { taxonomy } = known;
  const other = locale === 'nb' ? 'en' : 'nb';
  const [only] = currencies;
  const currency = currencies.length > 1 ? await session.ask.pick({ title: words.currencyTitle, items: currencies.map((value) => ({ value, text: value })) }) : only;
  if (currency === undefined) return undefined;
  const there = new Set(lines.map(targetKey));
  const item = (kind: 'category' | 'group', id: string, also: string): PickItem<BudgetTarget | 'all'> => {
    const target: BudgetTarget = { kind, target: id, currency };
    const held = lines.find((line) => targetKey(line) === targetKey(target));
    const suggestion = held ? undefined : book.suggestion(target, month);
    const amount = held ? moneyText(held.budgeted, currency, locale) : suggestion === undefined ? '' : words.suggestion(moneyText(suggestion, currency, locale));
    return { value: target, text: taxonomy.label(id, locale), also: [amount, also].filter((text) => text !== '').join('  ') };
  };
  const groups = taxonomy.groups().filter((group) => group.leaves.length > 0);
  const items = groups.flatMap((group) => [
    item('group', group.id, `${words.group}  ${group.label[other]}`), ...group.leaves.map((leaf) => item('category', leaf.id, `${taxonomy.label(group.id, locale)}  ${leaf.label[other]}`)),
  ]);
  const isOpen = (value: BudgetTarget | 'all'): boolean => value !== 'all' && !there.has(targetKey(value));
  const all: PickItem<BudgetTarget | 'all'>[] = loose > 1 ? [{ value: 'all', text: words.addAll(loose), also: words.addAllAbout }] : [];
  return session.ask.pick({ title: words.addTitle, items: [...all, ...items.filter(({ value }) => isOpen(value)), ...items.filter(({ value }) => !isOpen(value))] });
}

/** Changes as lines to look at: label, what was, what it becomes. */
function changesShown(changes: readonly BudgetChange[], { known, locale, theme }: Session): string[] {
  const words = budgetWords(locale);
  const labels = changes.map(({ target }) => known?.taxonomy.label(target, locale) ?? target);
  return changes.map(({ currency, amount, was }, at) => {
    const before = was === null ? words.newBudget : moneyText(was, currency, locale);
    return inertText(` ${labels[at]}: ${before} ${theme.glyphs.right} ${moneyText(amount, currency, locale)}`);
  });
}

/** Which way to copy the month before, looked over and agreed to; undefined for Esc or no. */
export async function askCopy(session: Session, book: BudgetBook, month: Month): Promise<CopySource | undefined> {
  const words = budgetWords(session.locale);
  const before = addMonths(month, -1);
  const name = monthText(before, session.locale);
  const changes = (source: CopySource): BudgetChange[] => copiedBudgets(book.lines(before), book.lines(month), source, (target) => book.spent(target, before));
  const ways = { budgeted: changes('budgeted'), spent: changes('spent') };
  const title = words.copyTitle(monthText(month, session.locale));
  const source = await session.ask.pick<CopySource>({
    title, items: [{ value: 'budgeted', text: words.copyBudgets(name), also: words.copyChanges(ways.budgeted.length) }, { value: 'spent', text: words.copySpent(name), also: words.copyChanges(ways.spent.length) }],
    preview: (value) => changesShown(ways[value], session),
  });
  if (source === undefined) return undefined;
  if (ways[source].length === 0) {
    session.say(words.copyNone);
    return undefined;
  }
  return (await session.ask.confirm({ title, lines: changesShown(ways[source], session), yes: words.copyYes })) ? source : undefined;
}

/** What becomes of a trial; undefined goes on. */
export async function askTrial(session: Session, month: Month, changes: readonly BudgetChange[]): Promise<'keep' | 'throw' | undefined> {
  const words = budgetWords(session.locale);
  return session.ask.pick<'keep' | 'throw' | undefined>({
    title: words.trialChoice(changes.length),
    items: [{ value: 'keep', text: words.keep(monthText(month, session.locale)) }, { value: undefined, text: words.goOn }, { value: 'throw', text: words.throwAway }],
    preview: () => [changesShown(changes, session).map((text) => text.trim()).join('   ')],
  });
}
