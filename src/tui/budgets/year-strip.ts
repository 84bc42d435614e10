/** A year as a heat strip: a cell a month for each budget, by how full it was; a sign stands beside every colour. */
import { shortMonthText } from '../../format/day.ts';
import { displayWidth } from '../../format/display-width.ts';
import { type Locale, amountText } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import type { Fullness, YearCell, YearRow, YearTotal } from '../../insight/budget-year.ts';
import { type BudgetTarget, targetKey } from '../../insight/budgets.ts';
import type { Month } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import { budgetWords } from './words.ts';

export interface YearFacts {
  readonly theme: Theme;
  readonly locale: Locale;
  readonly labelOf: (target: BudgetTarget) => string;
  /** Key of the line, and the month, under the cursor. */
  readonly selected: string | undefined;
  readonly month: Month;
}

const SIGNS: Readonly<Record<'unicode' | 'ascii', Readonly<Record<Fullness, string>>>> = {
  unicode: { low: '░', middle: '▒', high: '▓', over: '!', ahead: '·', none: ' ' },
  ascii: { low: '.', middle: '-', high: '=', over: '!', ahead: ' ', none: ' ' },
};
const ROLES: Readonly<Record<Fullness, Role | undefined>> = { low: 'muted', middle: 'good', high: 'warning', over: 'bad', ahead: 'muted', none: undefined };
const LABEL_MIN = 12;
const LABEL_MAX = 28;
const CELL_MAX = 7;
/** From this many columns on, a cell says its share in figures. */
const CELL_FIGURES = 5;

const signsOf = ({ unicode }: Theme) => SIGNS[unicode ? 'unicode' : 'ascii'];

/** What the signs mean. */
export function yearLegend(width: number, theme: Theme, locale: Locale): string {
  const signs = signsOf(theme);
  const { yearLegend: meanings, yearHint } = budgetWords(locale);
  return line([...(['low', 'middle', 'high', 'over'] as const).flatMap((fullness): Piece[] => [{ text: ` ${signs[fullness]} `, role: ROLES[fullness] }, { text: `${meanings[fullness]} `, role: 'muted' }]), { text: `  ${yearHint}`, role: 'muted' }], width, theme);
}

/** Rows and totals -> a line of month names, one line for each row that is shown, and one for each total, `width` columns. */
export function yearTable(rows: readonly YearRow[], totals: readonly YearTotal[], shown: { readonly from: number; readonly to: number }, width: number, facts: YearFacts): string[] {
  const { theme, locale, labelOf, selected, month } = facts;
  const words = budgetWords(locale);
  const several = new Set(rows.map(({ currency }) => currency)).size > 1;
  const labelText = (row: YearRow): string => `${row.within === null ? '' : '  '}${labelOf(row)}${several ? ` ${row.currency}` : ''}`;
  const wanted = Math.min(LABEL_MAX, Math.max(LABEL_MIN, ...rows.map((row) => displayWidth(labelText(row)) + 1)));
  const figures = (member: 'spent' | 'budgeted'): number => Math.max(displayWidth(words.budgetedYear), ...[...rows, ...totals].map((row) => displayWidth(amountText(row[member], row.currency, locale)))) + 2;
  const [spent, budgeted] = [figures('spent'), figures('budgeted')];
  const sums = width - 2 - wanted - spent - budgeted >= 12 * (CELL_FIGURES + 1) ? spent + budgeted : 0;
  const cell = Math.min(CELL_MAX, Math.floor((width - 2 - Math.min(wanted, Math.max(LABEL_MIN, width - 2 - sums - 12 * CELL_FIGURES)) - sums) / 12));
  const label = Math.min(wanted, width - 2 - sums - 12 * cell);
  const [first] = rows;
  const head = line([
    { text: '', width: 2 + label }, ...(first?.cells ?? []).map((one): Piece => ({ text: ` ${shortMonthText(one.month, locale).slice(0, Math.min(3, cell - 1))}`, width: cell, role: one.month === month ? 'accent' : 'muted' })),
    ...(sums > 0 ? [{ text: words.spentYear, width: spent, align: 'right' as const, role: 'muted' as const }, { text: words.budgetedYear, width: budgeted, align: 'right' as const, role: 'muted' as const }] : []),
  ], width, theme);
  const ends = (row: YearTotal): Piece[] => {
    const money = (amount: Minor): string => amountText(amount, row.currency, locale);
    return sums > 0 ? [{ text: money(row.spent), width: spent, align: 'right', role: row.spent > row.budgeted ? 'bad' : undefined }, { text: money(row.budgeted), width: budgeted, align: 'right' }] : [];
  };
  const under = totals.map((total) => line([
    { text: '', width: 2 }, { text: several ? `${words.total} ${total.currency}` : words.total, width: label, role: 'heading' }, ...total.cells.map((one) => cellPiece(one, cell, false, theme)), ...ends(total),
  ], width, theme));
  return [head, ...rows.slice(shown.from, shown.to).map((row) => {
    const isSelected = targetKey(row) === selected;
    return line([
      { text: isSelected ? theme.glyphs.pointer : '', width: 2, role: 'accent' }, { text: labelText(row), width: label, role: isSelected ? 'accent' : undefined },
      ...row.cells.map((one) => cellPiece(one, cell, isSelected && one.month === month, theme)), ...ends(row),
    ], width, theme);
  }), ...under];
}

function cellPiece({ fullness, percent }: YearCell, width: number, isUnder: boolean, theme: Theme): Piece {
  const sign = signsOf(theme)[fullness];
  const marker = isUnder ? theme.glyphs.pointer : ' ';
  const figure = percent === null ? '' : percent > 999 ? '>>>' : String(percent);
  const text = width >= CELL_FIGURES ? `${marker}${sign}${figure.padStart(3)}` : `${marker}${sign.repeat(Math.max(1, width - 2))}`;
  return { text, width, role: isUnder ? 'selected' : ROLES[fullness] };
}
