/** The panes of the overview, in reading order: the month currency by currency, then accounts, what is due, what is new. */
import { monthText, shortDayText } from '../../format/day.ts';
import { expectedSoon, outlookFrom } from '../../insight/expected.ts';
import { notReserved } from '../../insight/pending.ts';
import type { Habits } from '../../insight/habits.ts';
import type { MonthAnswer } from '../../insight/month.ts';
import type { CashflowLine } from '../../insight/reports.ts';
import type { Currency } from '../../values/currency.ts';
import { ZERO } from '../../values/money.ts';
import type { OverviewFacts } from './facts.ts';
import { accountLines, hintLine, newestLines, pendingLines, upcomingLines } from './list-lines.ts';
import { type Drawing, budgetLines, flowLines, groupLines } from './month-lines.ts';
import type { Section } from './section.ts';
import { overviewWords } from './words.ts';

/** What is known -> the panes. `habits`: undefined until they are read. */
export function overviewSections(drawing: Drawing, facts: OverviewFacts, habits: Habits | undefined): Section[] {
  const { locale, open } = drawing;
  const words = overviewWords(locale);
  const { answer, currencies, rows } = facts;
  const main = currencies[0];
  const from = outlookFrom(facts.lastDay, drawing.today());
  const due = habits ? upcomingLines(drawing, notReserved(expectedSoon(habits, from), facts.feeds.pending), main) : [];
  const reserved = pendingLines(drawing, facts.feeds.pending, main);
  const none = hintLine(drawing, 'no due', habits ? words.nothingKnown : words.reading, () => {});
  const newest = newestLines(drawing, rows, main);
  return [
    ...(answer ? currencies.flatMap((currency) => monthSections(drawing, facts, answer, currency)) : []),
    { id: 'accounts', title: words.accounts, lines: accountLines(drawing, facts, habits), least: 3, place: [1, 1] },
    {
      id: 'upcoming', title: from === drawing.today() ? words.upcoming : words.upcomingAfter(shortDayText(from, locale)),
      lines: reserved.length + due.length > 0 ? [...reserved, ...due] : [none], least: 3, place: [1, 1],
    },
    {
      id: 'newest', title: words.newest, isEndless: true,
      lines: newest.length > 0 ? newest : [hintLine(drawing, 'no rows', words.nothingBooked, () => open('accounts', { id: 'import' }))], least: 3, place: [1, 2],
    },
  ];
}

/** The month in one currency: in and out, budgets, groups. Where no currency has a budget, how to come by one. */
function monthSections(drawing: Drawing, facts: OverviewFacts, answer: MonthAnswer, currency: Currency): Section[] {
  const { locale, open } = drawing;
  const words = overviewWords(locale);
  const isMain = currency === facts.currencies[0];
  const named = (title: string): string => (facts.currencies.length > 1 ? `${title} ${currency}` : title);
  const title = `${monthText(answer.month, locale)}${answer.isCurrent || answer.month !== facts.newest?.month ? '' : `, ${words.newestMonth}`}`;
  const nothing: CashflowLine | undefined = isMain ? { period: answer.month, currency, income: ZERO, spending: ZERO, net: ZERO, neutral: ZERO } : undefined;
  const flow = answer.flow.find((one) => one.currency === currency) ?? nothing;
  const budgets = budgetLines(drawing, answer, currency);
  const hint = isMain && answer.budget.lines.length === 0 ? [hintLine(drawing, 'no budgets', words.noBudgets, () => open('budgets', { month: answer.month }))] : [];
  const groups = groupLines(drawing, facts, currency, answer);
  return [
    ...(flow ? [{ id: `flow ${currency}`, title: named(title), lines: flowLines(drawing, answer, flow, facts.feeds.pending), least: 4, place: [0, 0] } as const] : []),
    ...(budgets.length + hint.length > 0 ? [{ id: `budgets ${currency}`, title: named(words.budgets), lines: [...budgets, ...hint], least: 5, place: [0, 0], columns: budgets.length > 0 ? words.spentLeft : '' } as const] : []),
    ...(groups.length > 0 ? [{ id: `groups ${currency}`, title: named(words.groups), lines: groups, least: 3, place: [0, 0], columns: answer.isCurrent ? words.ofUsual : words.usual } as const] : []),
  ];
}
