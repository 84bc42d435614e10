/** Beside or under the table: what there is to say of a line, its months, and in a trial where it all leads. */
import { displayWidth } from '../../format/display-width.ts';
import { shortMonthText } from '../../format/day.ts';
import { type Locale, amountText } from '../../format/money.ts';
import type { Course, Outlook } from '../../insight/what-if.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import { type Month, addMonths } from '../../values/day.ts';
import { type Minor, minor, subtract } from '../../values/money.ts';
import { type Piece, heading, line, wrapped } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import type { BudgetBook } from './budget-book.ts';
import type { Fact } from './line-facts.ts';
import type { TargetRow } from './rows.ts';
import { budgetWords } from './words.ts';

/** Facts one under the other, each wrapped. */
export const factLines = (facts: readonly Fact[], width: number, theme: Theme): string[] =>
  facts.flatMap(({ text, role }) => wrapped(text, width).map((part) => line([{ text: part, role }], width, theme)));

/** Facts behind each other in `rows` lines: as many whole ones as fit. */
export function factRows(facts: readonly Fact[], width: number, rows: number, theme: Theme): string[] {
  const lines: Piece[][] = [[]];
  let used = 1;
  for (const { text, role } of facts) {
    const columns = displayWidth(text) + (used > 1 ? 3 : 0);
    if (used > 1 && used + columns > width) { lines.push([]); used = 1; }
    lines.at(-1)!.push({ text: used > 1 ? '   ' : ' ' }, { text, role });
    used += displayWidth(text) + (used > 1 ? 3 : 0);
  }
  return Array.from({ length: rows }, (_, at) => line(lines[at] ?? [], width, theme));
}

const MONTHS = 12;
/** A name of a figure is cut to no less. */
const LABEL_MIN = 12;

/** The last twelve months of a line up to the one shown: a bar for what was spent, a marker where the budget stood. */
export function monthBars(row: Pick<TargetRow, 'target' | 'line' | 'spent'>, book: BudgetBook, month: Month, width: number, theme: Theme, locale: Locale): string[] {
  const months = Array.from({ length: MONTHS }, (_, at) => addMonths(month, at + 1 - MONTHS)).filter((one) => one >= book.first || one === month);
  const values = months.map((one) => ({ one, spent: one === month ? row.spent : book.spent(row.target, one), budget: (one === month ? row.line : book.lines(one).find(({ kind, target, currency }) => kind === row.target.kind && target === row.target.target && currency === row.target.currency))?.budgeted }));
  const most = Math.max(1, ...values.map(({ spent, budget }) => Math.max(spent, budget ?? 0)));
  const money = (amount: Minor): string => amountText(amount, row.target.currency, locale);
  const amounts = Math.max(...values.map(({ spent }) => displayWidth(money(spent))));
  const label = Math.max(...months.map((one) => displayWidth(shortMonthText(one, locale))));
  const cells = Math.max(0, width - label - amounts - 6);
  return values.map(({ one, spent, budget }) => {
    const filled = Math.round((Math.max(0, spent) / most) * cells);
    const drawn = [...theme.glyphs.bar.repeat(filled), ...' '.repeat(cells - filled)];
    if (budget !== undefined && cells > 0) drawn[Math.min(cells - 1, Math.floor((budget / most) * cells))] = theme.glyphs.between;
    const isOver = budget !== undefined && spent > budget;
    return line([
      { text: shortMonthText(one, locale), width: label, role: one === month ? 'accent' : 'muted' }, '  ', { text: drawn.join(''), role: isOver ? 'bad' : budget === undefined ? 'muted' : 'good' },
      isOver ? ` ${theme.glyphs.over}` : '  ', { text: money(spent), width: amounts, align: 'right' },
    ], width, theme);
  });
}

/** An estimate: whole main units, without decimals. */
function wholeText(amount: Minor, currency: Currency, locale: Locale): string {
  const unit = 10 ** exponentOf(currency);
  const text = amountText(minor(Math.round(amount / unit) * unit), currency, locale);
  return unit === 1 ? text : text.replace(/[.,]0+$/, '');
}

type Member = 'income' | 'spending' | 'saved' | 'aYear' | 'yearEnd';

/** Where the budgets lead as they stand and as tried: a small table per currency, with the year's end. */
export function outlookLines(outlooks: readonly Outlook[], month: Month, width: number, theme: Theme, locale: Locale): string[] {
  const words = budgetWords(locale);
  return outlooks.flatMap(({ currency, income, months, asBefore, budgets, trial }) => {
    const money = (amount: Minor): string => wholeText(amount, currency, locale);
    const rows: readonly (readonly [string, Member])[] = [[words.courseIncome, 'income'], [words.courseSpending, 'spending'], [words.courseSaved, 'saved'], [words.courseYear, 'aYear'], [words.courseEnd(month.slice(0, 4)), 'yearEnd']];
    const course = (title: string, own: Course, role: Piece['role']) => {
      const of = { ...own, income };
      return { title, of, role, width: 2 + Math.max(displayWidth(title), ...rows.map(([, member]) => displayWidth(money(of[member])))) };
    };
    const all = [course(words.asBefore, asBefore, undefined), course(words.asBudgets, budgets, undefined), course(words.asTrial, trial, 'accent')];
    const labelOf = (courses: typeof all): number => width - courses.reduce((total, one) => total + one.width, 0);
    // Huge amounts in a narrow pane: what the budgets say is told by the last line.
    const courses = labelOf(all) < LABEL_MIN ? all.filter((_, at) => at !== 1) : all;
    const label = labelOf(courses);
    const gain = subtract(trial.aYear, budgets.aYear);
    return [
      heading(words.outlook(months), width, theme),
      line([{ text: currency, width: label, role: 'muted' }, ...courses.map((one): Piece => ({ text: one.title, width: one.width, align: 'right', role: 'muted' }))], width, theme),
      ...rows.map(([title, member]) => line([{ text: title, width: label }, ...courses.map((one): Piece => ({ text: money(one.of[member]), width: one.width, align: 'right', role: one.of[member] < 0 ? 'bad' : member === 'income' ? 'muted' : one.role }))], width, theme)),
      line([{ text: words.trialYear(`${gain > 0 ? '+' : ''}${money(gain)} ${currency}`), role: gain < 0 ? 'warning' : 'good' }], width, theme),
    ];
  });
}
