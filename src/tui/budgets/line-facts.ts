/** What there is to say of the line under the cursor, the weightiest first. */
import { monthText } from '../../format/day.ts';
import { type Locale, moneyText } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import type { BudgetLine } from '../../insight/budgets.ts';
import { type Day, type Month, daysInMonth, monthOf } from '../../values/day.ts';
import { type Minor, absolute, add, minor, subtract } from '../../values/money.ts';
import type { AmountCell } from './amount-cell.ts';
import type { BudgetBook } from './budget-book.ts';
import { roleOf } from './month-table.ts';
import type { TargetRow } from './rows.ts';
import { budgetWords } from './words.ts';

export interface Fact { readonly text: string; readonly role?: Role | undefined }
export interface FactsAsked {
  readonly book: BudgetBook;
  readonly month: Month;
  readonly today: Day;
  readonly locale: Locale;
  readonly labelOf: (id: string) => string;
  /** In a trial: the amount as it is written, undefined where there is no budget. */
  readonly standing?: { readonly amount: Minor | undefined } | undefined;
}

/** A share in whole percent behind its amounts: " (79 %)"; nothing where there is nothing to share. */
const shareText = (spent: Minor, available: Minor): string => (available > 0 ? ` (${Math.round((spent / available) * 100)} %)` : '');

/** What a row says besides its columns. */
export function lineFacts(row: TargetRow, asked: FactsAsked): Fact[] {
  const { book, month, locale } = asked;
  const words = budgetWords(locale);
  const money = (amount: Minor): string => moneyText(amount, row.target.currency, locale);
  const months = book.habitMonths(month);
  const habit = months.length === 0 ? [] : [{ text: words.averages(money(book.usual(row.target, month)), months.length), role: 'muted' as const }];
  const { line } = row;
  if (!line) return [
    { text: row.spent > 0 ? words.noBudget(money(row.spent)) : words.noBudgetYet }, ...(row.suggestion === undefined ? [] : [{ text: words.suggestion(money(row.suggestion)) }]), ...habit, { text: words.rowHint, role: 'muted' },
  ];
  const available = add(line.budgeted, line.rolledIn);
  const later = book.nextSetting(line, month);
  return [
    ...trialFacts(line, asked),
    { text: words.spentOf(money(line.spent), money(available), shareText(line.spent, available)) },
    { text: line.left < 0 ? words.over(money(absolute(line.left))) : words.leftOver(money(line.left)), role: roleOf(line, month === monthOf(asked.today)) },
    ...paceFacts(line, asked),
    ...(line.rolledIn === 0 ? [] : [{ text: words.rolledIn(money(line.rolledIn)) }]),
    { text: line.rollover ? words.rolls : words.lapses, role: 'muted' },
    ...(line.within === null ? [] : [{ text: words.within(asked.labelOf(line.within)), role: 'muted' as const }]),
    ...(line.allocated === 0 ? [] : [{ text: words.allocated(money(line.allocated), money(line.budgeted)), role: line.allocated > line.budgeted ? 'warning' as const : 'muted' as const }]),
    ...habit,
    ...(later === undefined ? [] : [{ text: words.until(monthText(later, locale)), role: 'warning' as const }]),
  ];
}

/** In a trial: what the budget was, and how it compares with what is spent on average. */
function trialFacts(line: BudgetLine, { book, month, locale, standing }: FactsAsked): Fact[] {
  if (!standing) return [];
  const words = budgetWords(locale);
  const money = (amount: Minor): string => moneyText(amount, line.currency, locale);
  const away = subtract(line.budgeted, book.average(line, month));
  return [
    ...(standing.amount === undefined || standing.amount === line.budgeted ? [] : [{ text: words.before(money(standing.amount)), role: 'accent' as const }]),
    { text: away < 0 ? words.mustSave(money(absolute(away))) : words.slack(money(away)), role: away < 0 ? 'warning' : 'good' },
  ];
}

/** While the month runs: where spending stands against an even pace, and what is left a day. */
function paceFacts(line: BudgetLine, { month, today, locale }: FactsAsked): Fact[] {
  if (month !== monthOf(today)) return [];
  const words = budgetWords(locale);
  const money = (amount: Minor): string => moneyText(amount, line.currency, locale);
  const away = subtract(line.spent, line.pace);
  const days = daysInMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7))) - Number(today.slice(8)) + 1;
  return [
    ...(line.left < 0 ? [] : [away > 0 ? { text: words.aheadOfPace(money(away)), role: 'warning' as const } : { text: words.behindPace(money(absolute(away))) }]),
    ...(line.left > 0 ? [{ text: words.aDay(money(minor(Math.floor(line.left / days))), days) }] : []),
  ];
}

/** What is being typed, as it would stand, or why it will not do. The keys stand behind it. */
export function cellFacts(row: TargetRow, cell: AmountCell, asked: FactsAsked): Fact[] {
  const { book, month, locale } = asked;
  const words = budgetWords(locale);
  const money = (amount: Minor): string => moneyText(amount, row.target.currency, locale);
  const read = cell.read;
  const hint: Fact = { text: words.editing, role: 'muted' };
  if (!read.ok) return [{ text: read.error, role: 'bad' }, ...(row.suggestion === undefined ? [] : [{ text: words.suggestion(money(row.suggestion)) }]), hint];
  const left = subtract(add(read.value, row.line?.rolledIn ?? minor(0)), row.spent);
  const later = book.nextSetting(row.target, month);
  return [
    { text: words.becomes(money(read.value), monthText(month, locale), money(left)), role: left < 0 ? 'warning' : 'good' },
    ...(later === undefined ? [] : [{ text: words.until(monthText(later, locale)), role: 'warning' as const }]), hint,
  ];
}
