/** The budgets screen as lines: the table, beside or under it what there is to say of a line. */
import { monthText } from '../../format/day.ts';
import { yearTotals } from '../../insight/budget-year.ts';
import { type BudgetTarget, targetKey } from '../../insight/budgets.ts';
import type { Outlook } from '../../insight/what-if.ts';
import { daysInMonth } from '../../values/day.ts';
import { beside, heading, line, widths, wrapped } from '../components/layout.ts';
import type { Session, Size, View } from '../screen.ts';
import type { BudgetState } from './budget-state.ts';
import { type Fact, cellFacts, lineFacts } from './line-facts.ts';
import { monthTable } from './month-table.ts';
import { factLines, factRows, monthBars, outlookLines } from './side-pane.ts';
import { budgetWords } from './words.ts';
import { yearLegend, yearTable } from './year-strip.ts';

/** From this many columns on, a pane stands beside the table. */
const WIDE = 116;
/** A trial's outlook stands under the table where there are this many rows. */
const HIGH = 18;
/** And the months of a line under that, where there is room for these besides the whole table. */
const UNDER = 28;

/** What is shown -> the view. */
export function budgetView(state: BudgetState, session: Session, { columns, rows }: Size): View {
  const isWide = columns >= WIDE;
  const [main = columns, side = 0] = isWide ? widths(columns, columns >= 170 ? [3, 2] : [2, 1]) : [columns];
  const under = isWide ? [] : belowLines(state, session, columns, rows);
  const table = state.mode === 'year' ? yearLines(state, session, main, rows - under.length) : monthLines(state, session, main, rows - under.length);
  const shown = [...table, ...Array.from({ length: Math.max(0, rows - under.length - table.length) }, () => ''), ...under].slice(0, rows);
  return beside(rows, [{ width: main, lines: shown }, ...(isWide ? [{ width: side, lines: sideLines(state, session, side - 1).slice(0, rows).map((text) => ` ${text}`) }] : [])]);
}

const labelled = ({ known, locale }: Session) => (target: BudgetTarget | string): string => {
  const id = typeof target === 'string' ? target : target.target;
  return known?.taxonomy.label(id, locale) ?? id;
};

/** The month, and where in it today is. */
function monthTitle(state: BudgetState, session: Session): string {
  const words = budgetWords(session.locale);
  const today = session.today();
  const name = monthText(state.month, session.locale);
  return state.isRunning ? `${name} (${words.dayOf(Number(today.slice(8)), daysInMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7))))})` : name;
}

function monthLines(state: BudgetState, session: Session, width: number, rows: number): string[] {
  const { theme, locale } = session;
  const words = budgetWords(locale);
  const top = [heading(monthTitle(state, session), width, theme)];
  if (state.trial) top.push(line([{ text: ` ${words.trial} `, role: 'selected' }, { text: ` ${words.trialOn(state.trial.size)}`, role: 'warning' }], width, theme));
  if (state.lines.length === 0) {
    const text = state.rows.length > 0 ? words.begin : `${words.nothing} ${words.beginEmpty}`;
    top.push(...[words.none(monthText(state.month, locale)), ...wrapped(text, width - 2)].map((one) => line([` ${one}`], width, theme)), '');
  }
  const tried = state.trial?.keys ?? new Set<string>();
  const facts = { theme, locale, labelOf: labelled(session), isRunning: state.isRunning, selected: state.key, cell: state.cell, tried };
  return [...top, ...monthTable(state.rows, state.window(rows - top.length), width, facts)];
}

function yearLines(state: BudgetState, session: Session, width: number, rows: number): string[] {
  const { theme, locale } = session;
  const words = budgetWords(locale);
  const year = state.month.slice(0, 4);
  const top = [heading(words.year(year), width, theme)];
  if (state.years.length === 0) return [...top, line([` ${words.noYear(year)} ${words.beginEmpty}`], width, theme)];
  const facts = { theme, locale, labelOf: labelled(session), selected: state.key, month: state.month };
  const totals = state.years.length > 1 ? yearTotals(state.years, session.today()) : [];
  return [...top, ...yearTable(state.years, totals, state.place.window(rows - 4 - totals.length), width, facts), '', yearLegend(width, theme, locale)];
}

/** What is said of the line under the cursor; of the cell that is typed in, how it would stand. */
function factsNow(state: BudgetState, session: Session): Fact[] {
  const { book, month, mode } = state;
  if (!book) return [];
  const label = labelled(session);
  const asked = { book, month, today: session.today(), locale: session.locale, labelOf: label, standing: state.trial && mode === 'month' && state.row ? { amount: state.standing(state.row.target)?.budgeted } : undefined };
  if (mode === 'year') {
    const row = state.yearRow;
    const held = row?.cells.find((one) => one.month === month)?.line;
    if (!row) return [];
    if (!held) return [{ text: budgetWords(session.locale).noBudgetIn(monthText(month, session.locale)) }];
    return lineFacts({ kind: 'target', key: targetKey(held), target: held, line: held, spent: held.spent, suggestion: undefined }, asked);
  }
  const { row, cell } = state;
  if (!row) return [];
  return cell ? cellFacts(row, cell, asked) : lineFacts(row, asked);
}

/** Name of the line and the month under the cursor. */
function aboutTitle(state: BudgetState, session: Session): string {
  const target = state.mode === 'year' ? state.yearRow : state.row?.target;
  return target ? `${labelled(session)(target)}, ${monthText(state.month, session.locale)}` : monthText(state.month, session.locale);
}

/** Where a trial leads in the currency of the line under the cursor, then in the others that it changes. */
function outlooksOf({ outlooks, row }: BudgetState): Outlook[] {
  const isUnder = ({ currency }: Outlook): boolean => currency === row?.target.currency;
  return [...outlooks.filter(isUnder), ...outlooks.filter((one) => !isUnder(one) && one.trial.spending !== one.budgets.spending)];
}

function belowLines(state: BudgetState, session: Session, width: number, rows: number): string[] {
  const { theme, locale } = session;
  if (state.keys.length === 0) return [];
  const shown = state.mode === 'year' || rows < HIGH ? [] : outlooksOf(state).slice(0, 1);
  const about = [heading(aboutTitle(state, session), width, theme), ...factRows(factsNow(state, session), width, rows < HIGH || shown.length > 0 ? 2 : 3, theme)];
  return [...about, ...outlookLines(shown, state.month, width, theme, locale), ...(rows - UNDER >= (state.mode === 'year' ? state.years.length : state.rows.length) ? ['', ...barLines(state, session, width)] : [])];
}

/** Month by month, of the line under the cursor. */
function barLines({ book, mode, row, yearRow, month }: BudgetState, { theme, locale }: Session, width: number): string[] {
  const target = mode === 'year' ? yearRow : row?.target;
  if (!book || !target) return [];
  const held = mode === 'year' ? yearRow?.cells.find((one) => one.month === month)?.line : row?.line;
  return [heading(budgetWords(locale).twelve, width, theme), ...monthBars({ target, line: held, spent: book.spent(target, month) }, book, month, width, theme, locale)];
}

function sideLines(state: BudgetState, session: Session, width: number): string[] {
  const { theme, locale } = session;
  const shown = state.mode === 'year' ? [] : outlooksOf(state);
  const outlook = shown.length === 0 ? [] : [...outlookLines(shown, state.month, width, theme, locale), ''];
  if (state.keys.length === 0) return outlook;
  return [...outlook, heading(aboutTitle(state, session), width, theme), ...factLines(factsNow(state, session), width, theme), '', ...barLines(state, session, width)];
}
