/**
 * What other budgets would come to: a month, a year, and the end of this year, beside how it has been and how the budgets stand.
 * Spending without a budget goes on as it has been on average; spending with one is taken to be what the budget says.
 */
import type { Currency } from '../values/currency.ts';
import type { Month } from '../values/day.ts';
import { type Minor, ZERO, add, minor, subtract } from '../values/money.ts';
import { type BudgetLine, type BudgetTarget, type Spending, spentIn } from './budgets.ts';
import type { CashflowLine, KindOf } from './reports.ts';
import { mean, monthsBefore, monthsFrom } from './usual-spending.ts';

/** Positive where more comes in than goes out. */
export interface Course {
  /** A month. */
  readonly spending: Minor;
  /** Income less spending, a month. */
  readonly saved: Minor;
  /** The same over twelve months. */
  readonly aYear: Minor;
  /** From January to December of the year of the month: what came of the months gone by, and the others at this rate. */
  readonly yearEnd: Minor;
}
export interface Outlook {
  readonly currency: Currency;
  /** How many months the average is of; at least 1. */
  readonly months: number;
  /** Income a month, on average. */
  readonly income: Minor;
  readonly asBefore: Course;
  readonly budgets: Course;
  readonly trial: Course;
}
export interface WhatIf {
  /** Income and spending by month, of the twelve months before `month` and of the whole year of `month`. */
  readonly flow: readonly CashflowLine[];
  readonly spending: Spending;
  /** The month's budgets as they stand, and as tried. */
  readonly budgets: readonly BudgetLine[];
  readonly trial: readonly BudgetLine[];
  readonly month: Month;
  /** The first month with data, and the first that is not over: the one that runs, or the one after the last with data. */
  readonly first: Month;
  readonly open: Month;
  readonly kindOf: KindOf;
  /** Categories of a group. */
  readonly categoriesOf: (group: string) => readonly string[];
}

const AVERAGED = 12;

/** The months over which habits are averaged: up to twelve before the month shown that are over; the one that runs where there are none. */
export function averagedMonths({ month, first, open }: Pick<WhatIf, 'month' | 'first' | 'open'>): Month[] {
  const before = monthsBefore(month <= open ? month : open, AVERAGED, first);
  return before.length > 0 ? before : [open];
}

/** One outlook per currency that has budgets, as they stand or tried. */
export function outlooks(asked: WhatIf): Outlook[] {
  const currencies = new Set([...asked.budgets, ...asked.trial].map(({ currency }) => currency));
  const months = averagedMonths(asked);
  const at = new Map(asked.flow.map((line) => [`${line.period}\u001f${line.currency}`, line]));
  return [...currencies].sort().map((currency): Outlook => {
    const of = (member: 'income' | 'spending' | 'net', month: Month): Minor => at.get(`${month}\u001f${currency}`)?.[member] ?? ZERO;
    const income = mean(months.map((month) => of('income', month)));
    const usual = mean(months.map((month) => of('spending', month)));
    const planned = (lines: readonly BudgetLine[]): Minor => lines.filter((line) => line.currency === currency && line.within === null && isSpending(line, asked))
      .reduce((total, line) => add(total, subtract(line.budgeted, mean(months.map((month) => spentIn(asked.spending, line, month))))), usual);
    const spendings = { asBefore: usual, budgets: planned(asked.budgets), trial: planned(asked.trial) };
    const january = `${asked.month.slice(0, 4)}-01` as Month;
    // A month that runs is not over: it goes at the rate of the course, as the ones after it.
    const over = asked.month <= asked.open ? asked.month : asked.open;
    const gone = monthsFrom(january, asked.month).filter((month) => month < over);
    const done = gone.reduce((total, month) => add(total, of('net', month)), ZERO);
    const [between, left] = [Number(asked.month.slice(5)) - 1 - gone.length, 13 - Number(asked.month.slice(5))];
    const course = (spending: Minor, until: Minor): Course => {
      const saved = subtract(income, spending);
      return { spending, saved, aYear: minor(saved * 12), yearEnd: add(done, minor(subtract(income, until) * between + saved * left)) };
    };
    return {
      currency, months: months.length, income, asBefore: course(spendings.asBefore, spendings.asBefore), budgets: course(spendings.budgets, spendings.budgets),
      // What is tried begins with the month shown; until then the budgets hold as they stand.
      trial: course(spendings.trial, spendings.budgets),
    };
  });
}

/** Money put aside is no spending: a budget for it changes nothing in what is left over. */
function isSpending({ kind, target }: BudgetTarget, { kindOf, categoriesOf }: WhatIf): boolean {
  return (kind === 'category' ? [target] : categoriesOf(target)).some((category) => kindOf(category, -1) === 'spending');
}
