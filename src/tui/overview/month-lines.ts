/** The month of the overview as lines: in and out, the budgets, the groups over six months. */
import { barState, budgetBar } from '../../format/bar.ts';
import { displayWidth } from '../../format/display-width.ts';
import { amountText, moneyText, signedMoneyText } from '../../format/money.ts';
import { wholeAmountText } from '../../format/short-amount.ts';
import { sparkline } from '../../format/sparkline.ts';
import type { BudgetLine } from '../../insight/budgets.ts';
import { type MonthAnswer, leftToSpend } from '../../insight/month.ts';
import { type Reserved, pendingOut } from '../../insight/pending.ts';
import type { CashflowLine } from '../../insight/reports.ts';
import type { Currency } from '../../values/currency.ts';
import { lastDay } from '../../values/day.ts';
import { type Minor, absolute, add, minor } from '../../values/money.ts';
import { percent } from '../../words/phrases.ts';
import { feedWords } from '../accounts/feed-words.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Known, Session } from '../screen.ts';
import type { GroupLine, OverviewFacts } from './facts.ts';
import type { SectionLine } from './section.ts';
import { overviewWords } from './words.ts';

export type Drawing = Pick<Session, 'theme' | 'locale' | 'open' | 'today'> & { readonly known: Known };

const ROLES = { within: 'good', ahead: 'warning', over: 'bad' } as const;
/** From this width on amounts stand with their decimals; narrower ones round them. */
const EXACT = 56;

/** A line of pieces with the pointer before it where it is selected. */
export const pointed = ({ theme }: Drawing, pieces: (width: number) => readonly (Piece | string)[]): SectionLine['draw'] => (width, selected) =>
  line([{ text: selected ? theme.glyphs.pointer : ' ', width: 1, role: 'accent' }, ...pieces(width - 1)], width, theme, selected);

const amount = ({ locale }: Drawing, value: Minor, currency: Currency, width: number): string => (width < EXACT ? wholeAmountText : amountText)(value, currency, locale);

/** Columns that every one of these amounts fits into, a blank before it; at least `least`. Answers for a width of the pane. */
function figuresFor(drawing: Drawing, values: readonly Minor[], currency: Currency, [rounded, exact]: readonly [number, number]): (width: number) => number {
  const widest = (width: number): number => Math.max(0, ...values.map((value) => displayWidth(amount(drawing, value, currency, width)))) + 1;
  const [narrow, wide] = [Math.max(rounded, widest(0)), Math.max(exact, widest(EXACT))];
  return (width) => (width < EXACT ? narrow : wide);
}

/** Income, spending, what will yet go out, what is left over, and what the budgets leave, of one currency. `reserved`: what banks have not booked. */
export function flowLines(drawing: Drawing, answer: MonthAnswer, flow: CashflowLine, reserved: readonly Reserved[]): SectionLine[] {
  const { theme, locale, open } = drawing;
  const { currency, income, spending, net } = flow;
  const words = overviewWords(locale);
  const told = feedWords(locale);
  const most = Math.max(income, spending, 1);
  const query = (term: string): string => `${term} currency:${currency} date:${answer.month}`;
  const pending = answer.isCurrent ? pendingOut(reserved, answer.month).filter((one) => one.currency === currency) : [];
  const labelled = Math.max(...[words.income, words.spending, ...pending.map(() => told.pending), words.net, words.left, words.leftThen].map(displayWidth)) + 1;
  const figures = Math.max(14, ...[income, spending, net].map((value) => displayWidth(signedMoneyText(value, currency, locale))));
  const bar = (id: string, label: string, value: Minor, role: 'good' | 'accent', term: string): SectionLine => ({
    id, open: () => open('transactions', { query: query(term) }),
    draw: pointed(drawing, (width) => {
      const cells = Math.max(0, width - labelled - figures - 1);
      const text = moneyText(value, currency, locale);
      return [{ text: label, width: labelled }, { text, width: figures, align: 'right' }, ' ', { text: theme.glyphs.bar.repeat(Math.round((Math.max(0, value) / most) * cells)), role }];
    }),
  });
  return [
    bar(`in ${currency}`, words.income, income, 'good', 'group:income'), bar(`out ${currency}`, words.spending, spending, 'accent', '-group:income -is:transfer'),
    ...pending.map(({ count, sum }): SectionLine => ({
      id: `pending ${currency}`, open: () => open('accounts'),
      draw: pointed(drawing, (width) => {
        const said = `  ${told.outLater(count)}`;
        return [{ text: told.pending, width: labelled }, { text: moneyText(absolute(sum), currency, locale), width: figures, align: 'right' }, { text: labelled + figures + displayWidth(said) <= width ? said : `  ${told.rows(count)}`, role: 'muted' }];
      }),
    })),
    {
      id: `net ${currency}`, open: () => open('trends', { month: answer.month }),
      draw: pointed(drawing, () => [{ text: words.net, width: labelled }, { text: signedMoneyText(net, currency, locale), width: figures, align: 'right', role: net < 0 ? 'bad' : 'good' }]),
    },
    ...leftLines(drawing, answer, currency, labelled, figures),
  ];
}

function leftLines(drawing: Drawing, answer: MonthAnswer, currency: Currency, labelled: number, figures: number): SectionLine[] {
  const { theme, locale, open, today } = drawing;
  const words = overviewWords(locale);
  const left = leftToSpend(answer).find((one) => one.currency === currency);
  if (!left) return [];
  const daysLeft = Number(lastDay(answer.month).slice(8)) - Number(today().slice(8)) + 1;
  const perDay = answer.isCurrent && left.left > 0 ? `  ${words.perDay(moneyText(minor(Math.floor(left.left / daysLeft)), currency, locale))}` : '';
  return [{
    id: `left ${currency}`, open: () => open('budgets', { month: answer.month }),
    draw: pointed(drawing, (width) => {
      const shownLabel = answer.isCurrent ? words.left : words.leftThen;
      const fits = (text: string): boolean => labelled + figures + displayWidth(text) <= width;
      const overspent = [words.overspent, words.over, (money: string): string => money].map((told) => `  ${theme.glyphs.over} ${told(amount(drawing, left.over, currency, width))}`);
      const over = left.over > 0 ? (overspent.find(fits) ?? overspent.at(-1)!) : '';
      // What is overspent matters more than what the rest comes to a day.
      const daily = fits(over + perDay) ? perDay : '';
      return [{ text: shownLabel, width: labelled }, { text: moneyText(left.left, currency, locale), width: Math.max(figures, displayWidth(moneyText(left.left, currency, locale))), align: 'right', role: 'good' }, { text: over, role: 'bad' }, { text: daily, role: 'muted' }];
    }),
  }];
}

/** The budgets of one currency as bars. */
export function budgetLines(drawing: Drawing, answer: MonthAnswer, currency: Currency): SectionLine[] {
  const own = answer.budget.lines.filter((line) => line.currency === currency);
  const label = ({ target, within }: BudgetLine): string => `${within === null ? '' : '  '}${drawing.known.taxonomy.label(target, drawing.locale)}`;
  const labelled = Math.max(0, ...own.map((line) => displayWidth(label(line)) + (line.rollover ? 2 : 0)));
  const figures = figuresFor(drawing, own.flatMap(({ spent, left }) => [spent, left]), currency, [8, 11]);
  return own.map((budget): SectionLine => ({
    id: `budget ${budget.kind} ${budget.target} ${currency}`, open: () => drawing.open('transactions', { query: `${budget.kind}:${budget.target} currency:${currency} date:${answer.month}` }),
    draw: pointed(drawing, (width) => budgetPieces(drawing, answer, budget, { label: label(budget), labelled, figures: figures(width) }, width)),
  }));
}

function budgetPieces(drawing: Drawing, answer: MonthAnswer, budget: BudgetLine, { label, labelled, figures }: { readonly label: string; readonly labelled: number; readonly figures: number }, width: number): Piece[] {
  const { theme } = drawing;
  const facts = { spent: budget.spent, available: add(budget.budgeted, budget.rolledIn), pace: answer.isCurrent ? budget.pace : null };
  const role = ROLES[barState(facts)];
  const named = Math.min(labelled, Math.max(8, width - 2 * figures - 14)) + 1;
  const frame = theme.unicode ? 1 : 3;
  const cells = Math.max(4, Math.min(40, width - named - 2 * figures - frame));
  const rolls = budget.rollover ? ` ${theme.glyphs.rolls}` : '';
  return [
    { text: label, width: named - 1 - rolls.length }, { text: rolls, role: 'muted' }, { text: ' ' }, { text: budgetBar(facts, cells, theme.unicode), role },
    { text: amount(drawing, budget.spent, budget.currency, width), width: figures, align: 'right' }, { text: amount(drawing, budget.left, budget.currency, width), width: figures, align: 'right', role },
  ];
}

/** Groups of one currency: six months at a glance, this month, and how that is against the five before. */
export function groupLines(drawing: Drawing, { groups }: OverviewFacts, currency: Currency, answer: MonthAnswer): SectionLine[] {
  const { theme, locale, known: { taxonomy } } = drawing;
  const own = groups.filter((group) => group.currency === currency);
  const figuresOf = figuresFor(drawing, own.map(({ months }) => months.at(-1)!), currency, [9, 12]);
  return own.map((group): SectionLine => ({
    id: `group ${group.group} ${currency}`, open: () => drawing.open('transactions', { query: `group:${group.group} currency:${currency} date:${answer.month}` }),
    draw: pointed(drawing, (width) => {
      const spent = group.months.at(-1)!;
      const figures = figuresOf(width);
      return [
        { text: taxonomy.label(group.group, locale), width: width - figures - 18 }, { text: ' ' }, { text: sparkline(group.months, theme.unicode), width: 7, role: 'accent' },
        { text: amount(drawing, spent, currency, width), width: figures, align: 'right' }, ...changePieces(drawing, group, answer.isCurrent),
      ];
    }),
  }));
}

/** The month against the mean of the ones before; while it runs, how much of that it has come to. */
function changePieces({ theme }: Drawing, { months }: GroupLine, isRunning: boolean): Piece[] {
  const before = months.slice(0, -1);
  const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
  const spent = months.at(-1)!;
  if (mean <= 0) return [];
  if (isRunning) return [{ text: percent(Math.max(0, spent / mean)), width: 9, align: 'right', role: 'muted' }];
  const share = (spent - mean) / mean;
  // Beyond three times as much the figure says no more than the sign.
  const text = Math.abs(share) < 0.005 ? '=' : `${share > 0 ? theme.glyphs.up : theme.glyphs.down}${share > 2 ? '> 200 %' : percent(Math.abs(share))}`;
  return [{ text, width: 9, align: 'right', role: 'muted' }];
}
