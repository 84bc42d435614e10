/** `ft budget`: the budgets of a month against what was spent, as JSON (a public interface) and with bars. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { barState, budgetBar } from '../format/bar.ts';
import { dayText, monthText } from '../format/day.ts';
import { cutTo, displayWidth } from '../format/display-width.ts';
import { inertText } from '../format/inert.ts';
import { amountText } from '../format/money.ts';
import { type Paint, paintFor, plainPaint } from '../format/paint.ts';
import { type Cell, type Column, tableLines } from '../format/table.ts';
import type { BudgetLine, BudgetTotal } from '../insight/budgets.ts';
import type { Currency } from '../values/currency.ts';
import { daysInMonth, monthOf } from '../values/day.ts';
import { type Minor, add, decimalText } from '../values/money.ts';
import type { Terminal } from './terminal.ts';
import type { MonthBudget } from '../insight/month-budget.ts';

/** Amounts as decimal text; `within` names the group whose budget covers a category too. */
export function budgetJson({ month, lines, totals }: MonthBudget, taxonomy: Taxonomy): unknown {
  return {
    month,
    budgets: lines.map((line) => {
      const money = (amount: Minor): string => decimalText(amount, line.currency);
      return {
        kind: line.kind, target: line.target, label: taxonomy.label(line.target), currency: line.currency, budgeted: money(line.budgeted), rolledIn: money(line.rolledIn), spent: money(line.spent),
        left: money(line.left), pace: money(line.pace), overPace: line.overPace, rollover: line.rollover, rollsOver: money(line.rollsOver), within: line.within,
      };
    }),
    totals: totals.map(({ currency, budgeted, rolledIn, spent, left }) => ({
      currency, budgeted: decimalText(budgeted, currency), rolledIn: decimalText(rolledIn, currency), spent: decimalText(spent, currency), left: decimalText(left, currency),
    })),
  };
}

const BAR_CELLS = 16;
const BAR_CELLS_MIN = 8;
const LABEL_MIN = 12;
const ROLES = { within: 'good', ahead: 'warning', over: 'bad' } as const;
/** Stands behind a budget whose rest goes over to the next month. */
const rollSign = ({ unicode }: Terminal): string => (unicode ? '↻' : '~');

/** One table a currency: bar, spent, what there is, what is left; the pace while the month runs. */
export async function budgetLines(budget: MonthBudget, taxonomy: Taxonomy, terminal: Terminal): Promise<string[]> {
  const { month, lines, totals } = budget;
  if (lines.length === 0) return [`No budgets in ${monthText(month, terminal.locale)}.`, 'Set one with: ft budget set groceries 9500'];
  const paint = await paintFor(terminal.color);
  const tables = totals.map((total) => {
    const own = lines.filter((line) => line.currency === total.currency);
    const several = own.filter(({ within }) => within === null).length > 1;
    return budgetTable(budget, own, { currency: total.currency, others: [], footer: several ? total : undefined }, taxonomy, terminal, paint);
  });
  return [paint('heading', `Budget, ${monthText(month, terminal.locale)}`) + paint('muted', where(budget, terminal)), '', ...tables.flatMap((one, at) => (at > 0 ? ['', ...one] : one)), ...legend(budget, terminal, paint)];
}

const isRunning = ({ month, today }: MonthBudget): boolean => month === monthOf(today);

function where(budget: MonthBudget, { locale }: Terminal): string {
  const { month, today } = budget;
  return isRunning(budget) ? `  (${dayText(today, locale)}, day ${Number(today.slice(8))} of ${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))})` : '';
}

/** What the signs after the bars mean, as far as they are there. */
function legend(budget: MonthBudget, terminal: Terminal, paint: Paint): string[] {
  const states = new Set(budget.lines.map((line) => stateOf(budget, line)));
  const words = [
    ...(isRunning(budget) ? [`${terminal.unicode ? '┃' : '|'} an even pace`] : []), ...(states.has('ahead') ? ['> ahead of it'] : []), ...(states.has('over') ? ['! over budget'] : []),
    ...(budget.lines.some((line) => line.rollover) ? [`${rollSign(terminal)} what is left rolls over`] : []),
  ];
  return words.length > 0 ? ['', paint('muted', words.join('   '))] : [];
}

const factsOf = (budget: MonthBudget, line: Pick<BudgetLine, 'spent' | 'budgeted' | 'rolledIn'> & { readonly pace?: Minor }) =>
  ({ spent: line.spent, available: add(line.budgeted, line.rolledIn), pace: isRunning(budget) ? (line.pace ?? null) : null });
const stateOf = (budget: MonthBudget, line: BudgetLine) => barState(factsOf(budget, line));

/** What a table holds besides the budget lines: spending without a budget, and the footer. */
interface Beside {
  readonly currency: Currency;
  readonly others: readonly { readonly label: string; readonly spent: Minor }[];
  readonly footer: { readonly label: string; readonly spent: Minor } | BudgetTotal | undefined;
}

/** Budget lines of one currency as a table. On a narrow terminal the bars give way first, then the labels, which keep their sign. */
export function budgetTable(budget: MonthBudget, lines: readonly BudgetLine[], beside: Beside, taxonomy: Taxonomy, terminal: Terminal, paint: Paint): string[] {
  const drawn = (room: Room, brush: Paint): string[] => drawnTable(budget, lines, beside, taxonomy, terminal, brush, room);
  const full = { cells: BAR_CELLS, over: 0 };
  if (!terminal.environment.stdoutIsTty) return drawn(full, paint);
  const excess = Math.max(0, ...drawn(full, plainPaint).map(displayWidth)) - terminal.width;
  if (excess <= 0) return drawn(full, paint);
  const cells = lines.length > 0 ? Math.max(BAR_CELLS_MIN, BAR_CELLS - excess) : BAR_CELLS;
  return drawn({ cells, over: Math.max(0, excess - (BAR_CELLS - cells)) }, paint);
}

/** Cells of a bar, and how many columns the labels are too wide by. */
interface Room { readonly cells: number; readonly over: number }

/** Labels with the sign each carries ('' for none) -> texts, all short enough that the widest gives up `over` columns; a sign is never cut. */
function labelTexts(labels: readonly (readonly [text: string, sign: string])[], over: number): string[] {
  const widthOf = ([text, sign]: readonly [string, string]): number => displayWidth(text) + displayWidth(sign);
  const width = Math.max(LABEL_MIN, Math.max(0, ...labels.map(widthOf)) - over);
  return labels.map((label) => (over > 0 && widthOf(label) > width ? cutTo(label[0], width - displayWidth(label[1])) : label[0]) + label[1]);
}

function drawnTable(budget: MonthBudget, lines: readonly BudgetLine[], { currency, others, footer }: Beside, taxonomy: Taxonomy, terminal: Terminal, paint: Paint, room: Room): string[] {
  const money = (amount: Minor): string => amountText(amount, currency, terminal.locale);
  const rolls = lines.some((line) => line.rolledIn !== 0);
  const paced = isRunning(budget) && lines.length > 0;
  const right = (title: string): Column => ({ title, align: 'right' });
  const columns: Column[] = [
    { title: currency, shrinks: false }, ...(lines.length > 0 ? [{ title: '', shrinks: false }] : []), right('Spent'),
    ...(lines.length > 0 ? [right('Budget'), ...(rolls ? [right('Rolled in')] : []), right('Left'), ...(paced ? [right('Pace')] : [])] : []),
  ];
  const cells = (label: string, line: Parameters<typeof factsOf>[1] & { readonly left: Minor }): Cell[] => {
    const facts = factsOf(budget, line);
    const role = ROLES[barState(facts)];
    return [
      label, { text: budgetBar(facts, room.cells, terminal.unicode), role }, money(line.spent), money(line.budgeted),
      ...(rolls ? [line.rolledIn === 0 ? '' : money(line.rolledIn)] : []), { text: money(line.left), role }, ...(paced ? [line.pace === undefined ? '' : money(line.pace)] : []),
    ];
  };
  const plain = ({ label, spent }: { readonly label: string; readonly spent: Minor }): Cell[] => (lines.length > 0 ? [label, '', money(spent)] : [label, money(spent)]);
  const texts = labelTexts([
    ...lines.map((line) => [`${line.within === null ? '' : '  '}${inertText(taxonomy.label(line.target, terminal.locale))}`, line.rollover ? ` ${rollSign(terminal)}` : ''] as const),
    ...others.map(({ label }) => [inertText(label), ''] as const),
  ], room.over);
  const rows = [...lines.map((line, at) => cells(texts[at] ?? '', line)), ...others.map((other, at) => plain({ ...other, label: texts[lines.length + at] ?? '' }))];
  const last = footer === undefined ? [] : 'label' in footer ? [plain(footer)] : [cells('Total', footer)];
  return tableLines(columns, rows, { width: null, paint, unicode: terminal.unicode }, last);
}
