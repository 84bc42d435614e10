/** The table of a month: label, bar, spent, budget, rolled in, left; in a narrow window the bar and what rolled in give way first. */
import { type BarState, barState, budgetBar } from '../../format/bar.ts';
import { displayWidth } from '../../format/display-width.ts';
import { amountText } from '../../format/money.ts';
import type { Locale } from '../../format/money.ts';
import type { BudgetLine, BudgetTarget } from '../../insight/budgets.ts';
import type { Currency } from '../../values/currency.ts';
import { type Minor, add } from '../../values/money.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import type { AmountCell } from './amount-cell.ts';
import { type Row, type TargetRow, isTarget } from './rows.ts';
import { budgetWords } from './words.ts';

export interface TableFacts {
  readonly theme: Theme;
  readonly locale: Locale;
  readonly labelOf: (target: BudgetTarget) => string;
  /** The month runs: bars have a marker where an even pace would be. */
  readonly isRunning: boolean;
  /** Key of the line with the cursor. */
  readonly selected: string | undefined;
  readonly cell: AmountCell | undefined;
  /** Keys of lines that a trial has changed. */
  readonly tried: ReadonlySet<string>;
}

interface Widths { readonly label: number; readonly bar: number; readonly spent: number; readonly budget: number; readonly rolledIn: number; readonly left: number }

const ROLES = { within: 'good', ahead: 'warning', over: 'bad' } as const satisfies Record<BarState, string>;
const LABEL_MIN = 12;
const LABEL_MAX = 34;
const BAR_MIN = 4;
const BAR_MAX = 40;
/** An amount that is typed has room. */
const CELL_MIN = 11;
const GAP = 2;

/** How a line stands, and what its bar is drawn from. */
const barFacts = (budget: BudgetLine, isRunning: boolean) => ({ spent: budget.spent, available: add(budget.budgeted, budget.rolledIn), pace: isRunning ? budget.pace : null });

/** The role of a line's figures: good, warning, bad. */
export const roleOf = (budget: BudgetLine, isRunning: boolean) => ROLES[barState(barFacts(budget, isRunning))];

function widthsFor(rows: readonly Row[], width: number, { theme, locale, labelOf }: TableFacts): Widths {
  const { columns } = budgetWords(locale);
  const wide = (title: string, amounts: readonly (readonly [Minor, Currency])[]): number => Math.max(displayWidth(title), ...amounts.map(([amount, currency]) => displayWidth(amountText(amount, currency, locale))));
  const targets = rows.filter(isTarget);
  const totals = rows.flatMap((row) => (row.kind === 'total' ? [row.total] : []));
  const of = (member: 'budgeted' | 'rolledIn' | 'left'): (readonly [Minor, Currency])[] => [...targets.flatMap(({ line: budget }) => (budget ? [budget] : [])), ...totals].map((one) => [one[member], one.currency]);
  const spent = wide(columns.spent, [...targets.map((row): readonly [Minor, Currency] => [row.spent, row.target.currency]), ...rows.flatMap((row): (readonly [Minor, Currency])[] => (row.kind === 'unbudgeted' ? [[row.spent, row.currency]] : row.kind === 'total' ? [[row.total.spent, row.total.currency]] : []))]);
  const budget = Math.max(CELL_MIN, wide(columns.budget, [...of('budgeted'), ...targets.flatMap((row): (readonly [Minor, Currency])[] => (row.suggestion === undefined ? [] : [[row.suggestion, row.target.currency]]))]));
  const left = wide(columns.left, of('left'));
  const rolls = rows.some((row) => row.kind === 'head' && row.rolls);
  const rolled = rolls ? wide(columns.rolledIn, of('rolledIn')) : 0;
  const labels = Math.min(LABEL_MAX, Math.max(LABEL_MIN, ...targets.map((row) => displayWidth(labelOf(row.target)) + 4)));
  const brackets = theme.unicode ? 0 : 2;
  const room = (rolledIn: number): number => width - 2 - (spent + GAP) - (budget + GAP) - (left + GAP) - (rolledIn > 0 ? rolledIn + GAP : 0);
  const rolledIn = room(rolled) >= LABEL_MIN + GAP + BAR_MIN + 1 + brackets ? rolled : 0;
  const rest = room(rolledIn);
  const bars = targets.some(({ line: one }) => one !== undefined);
  // Half of what is left is the bar's, as long as labels are whole or short.
  const label = Math.max(Math.min(LABEL_MIN, rest - GAP), Math.min(labels, rest - GAP - 1 - (bars ? brackets + 8 : 0)));
  const cells = Math.min(BAR_MAX, rest - label - GAP - brackets - 1);
  return { label, bar: bars && cells >= BAR_MIN ? cells : 0, spent, budget, rolledIn, left };
}

/** Rows -> lines of `width` columns; the same number, in the same order. `shown`: only these are drawn (from..to, exclusive). */
export function monthTable(rows: readonly Row[], shown: { readonly from: number; readonly to: number }, width: number, facts: TableFacts): string[] {
  const widths = widthsFor(rows, width, facts);
  return rows.slice(shown.from, shown.to).map((row) => rowLine(row, widths, width, facts));
}

function rowLine(row: Row, widths: Widths, width: number, facts: TableFacts): string {
  const { theme, locale } = facts;
  const words = budgetWords(locale);
  const barWidth = barColumns(widths, theme);
  const cell = (text: string, columns: number, role?: Piece['role']): Piece[] => (columns === 0 ? [] : [{ text: '', width: GAP }, { text, width: columns, align: 'right', role }]);
  const rest = (spent: Piece[], budget: Piece[], rolledIn: Piece[], left: Piece[]): Piece[] => [...spent, ...budget, ...rolledIn, ...left];
  const head = (text: string, role: Piece['role']): Piece[] => [{ text: '', width: 2 }, { text, width: widths.label + GAP + barWidth, role }];
  switch (row.kind) {
    case 'blank': return '';
    case 'head': return line([...head(row.currency, 'heading'), ...rest(cell(words.columns.spent, widths.spent, 'muted'), row.budgets ? cell(words.columns.budget, widths.budget, 'muted') : [], row.budgets ? cell(words.columns.rolledIn, widths.rolledIn, 'muted') : [], row.budgets ? cell(words.columns.left, widths.left, 'muted') : [])], width, theme);
    case 'unbudgeted': return line([...head(words.unbudgeted, 'heading'), ...cell(amountText(row.spent, row.currency, locale), widths.spent, 'muted'), ...cell(words.usual, widths.budget, 'muted')], width, theme);
    case 'total': {
      const money = (amount: Minor): string => amountText(amount, row.total.currency, locale);
      const { spent, budgeted, rolledIn, left } = row.total;
      return line([...head(words.total, 'heading'), ...rest(cell(money(spent), widths.spent, 'heading'), cell(money(budgeted), widths.budget, 'heading'), cell(rolledIn === 0 ? '' : money(rolledIn), widths.rolledIn, 'heading'), cell(money(left), widths.left, left < 0 ? 'bad' : 'heading'))], width, theme);
    }
    case 'target': return targetLine(row, widths, width, facts);
  }
}

const barColumns = ({ bar }: Widths, { unicode }: Theme): number => (bar === 0 ? 1 : bar + 1 + (unicode ? 0 : 2));

function targetLine(row: TargetRow, widths: Widths, width: number, facts: TableFacts): string {
  const { theme, locale, labelOf, isRunning, selected, cell, tried } = facts;
  const { line: budget, target, key } = row;
  const money = (amount: Minor): string => amountText(amount, target.currency, locale);
  const isSelected = key === selected;
  const edited = isSelected && cell ? cell : undefined;
  const bar = budget ? barFacts(budget, isRunning) : undefined;
  const role = budget ? roleOf(budget, isRunning) : undefined;
  const sign = budget?.rollover ? ` ${theme.glyphs.rolls}` : '';
  const indent = budget?.within ? '  ' : '';
  const mark = tried.has(key) ? `${theme.glyphs.marked} ` : '';
  const label = indent + mark;
  const before: Piece[] = [
    { text: isSelected ? theme.glyphs.pointer : '', width: 2, role: 'accent' }, { text: label, role: 'accent' },
    { text: labelOf(target), width: Math.max(1, widths.label - label.length - displayWidth(sign)) }, { text: sign, role: 'muted' }, { text: '', width: GAP },
    { text: bar === undefined ? '' : widths.bar === 0 ? budgetBar(bar, BAR_MIN, theme.unicode).slice(-1) : budgetBar(bar, widths.bar, theme.unicode), width: barColumns(widths, theme), role },
    { text: '', width: GAP }, { text: money(row.spent), width: widths.spent, align: 'right' }, { text: '', width: GAP },
  ];
  const shown: Piece = budget ? { text: money(budget.budgeted), width: widths.budget, align: 'right', role: tried.has(key) ? 'accent' : undefined }
    : { text: row.suggestion === undefined ? '' : `${money(row.suggestion)}`, width: widths.budget, align: 'right', role: 'muted' };
  const after: Piece[] = budget ? [
    ...(widths.rolledIn > 0 ? [{ text: '', width: GAP }, { text: budget.rolledIn === 0 ? '' : money(budget.rolledIn), width: widths.rolledIn, align: 'right' as const }] : []),
    { text: '', width: GAP }, { text: money(budget.left), width: widths.left, align: 'right', role },
  ] : [];
  if (!edited) return line([...before, shown, ...after], width, theme, isSelected);
  const until = width - widths.budget - (widths.rolledIn > 0 ? widths.rolledIn + GAP : 0) - widths.left - GAP;
  const start = Math.min(until, before.reduce((sum, piece) => sum + (piece.width ?? displayWidth(piece.text)), 0));
  return line(before, start, theme) + edited.field.line(widths.budget, theme) + line(after, Math.max(0, width - start - widths.budget), theme);
}
