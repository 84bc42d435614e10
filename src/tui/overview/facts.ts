/** What the overview shows of a month, read in a few small queries. */
import { type Balance, balancesOf } from '../../insight/balances.ts';
import { type MonthAnswer, answerOf, monthAnswer } from '../../insight/month.ts';
import { kindsOf, spendingReport } from '../../insight/reports.ts';
import { EVERYTHING } from '../../read-model/query-sql.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import { type Day, type Month, addMonths, monthOf } from '../../values/day.ts';
import { type Minor, ZERO } from '../../values/money.ts';
import type { Feeds } from '../accounts/account-facts.ts';
import type { Known } from '../screen.ts';

/** Months of a group's line, the month that is shown the last of them. */
const MONTHS = 6;
/** Newest transactions that are kept: as many as the tallest terminal may show. */
const NEWEST = 60;

export interface GroupLine {
  /** Id of the group. */
  readonly group: string;
  readonly currency: Currency;
  /** Spending by month, oldest first. */
  readonly months: readonly Minor[];
}

export interface OverviewFacts {
  /** First and last month that can be looked at. */
  readonly reach: { readonly from: Month; readonly to: Month };
  /** The month that is shown, undefined while nothing is booked. */
  readonly answer: MonthAnswer | undefined;
  /** The month that stands there unasked. */
  readonly newest: MonthAnswer | undefined;
  readonly groups: readonly GroupLine[];
  readonly balances: readonly Balance[];
  readonly rows: readonly TransactionRow[];
  /** Day of the newest booking. */
  readonly lastDay: Day | undefined;
  readonly feeds: Feeds;
  /** Currencies of the month and its budgets. */
  readonly currencies: readonly Currency[];
}

/** What is known, also by feeds -> what is shown of `month`, or of the newest month with data. */
export function overviewFacts({ model, taxonomy, accounts }: Known, feeds: Feeds, today: Day, month: Month | undefined): OverviewFacts {
  const span = model.queries.span();
  const newest = monthAnswer(model, taxonomy, today);
  const answer = newest && month !== undefined && month !== newest.month ? answerOf(model, taxonomy, month, today) : newest;
  const now = monthOf(today);
  const last = span && monthOf(span.to) > now ? monthOf(span.to) : now;
  const groups = answer ? groupLines({ model, taxonomy }, answer.month) : [];
  const currencies = new Set(answer ? [...answer.flow, ...answer.budget.lines, ...groups].map(({ currency }) => currency) : []);
  return {
    reach: { from: span ? monthOf(span.from) : now, to: last }, answer, newest, groups, balances: balancesOf(model), feeds,
    rows: model.queries.find(EVERYTHING, { limit: NEWEST }), lastDay: span?.to, currencies: mostUsedFirst([...currencies], accounts, answer ? [...answer.spending, ...answer.budget.lines, ...groups] : []),
  };
}

/** The currency of most accounts first, then the one with most lines: that is where one lives. */
function mostUsedFirst(currencies: readonly Currency[], accounts: Known['accounts'], lines: readonly { readonly currency: Currency }[]): Currency[] {
  const count = (some: readonly { readonly currency: Currency }[], wanted: Currency): number => some.filter(({ currency }) => currency === wanted).length;
  return currencies.toSorted((a, b) => count(accounts, b) - count(accounts, a) || count(lines, b) - count(lines, a) || (a < b ? -1 : 1));
}

/** Groups in which anything was spent in these months, most in the last month first. */
function groupLines({ model, taxonomy }: Pick<Known, 'model' | 'taxonomy'>, month: Month): GroupLine[] {
  const months = Array.from({ length: MONTHS }, (_, at) => addMonths(month, at - MONTHS + 1));
  const spending = spendingReport(model.sums.between(months[0]!, month), 'month', kindsOf(taxonomy), (sum) => taxonomy.groupOf(sum.category));
  const found = new Map<string, { group: string; currency: Currency; months: Minor[] }>();
  for (const { period, currency, key, amount } of spending) {
    const id = `${currency} ${key}`;
    const line = found.get(id) ?? { group: key, currency, months: months.map(() => ZERO) };
    line.months[months.indexOf(period as Month)] = amount;
    found.set(id, line);
  }
  const total = (line: GroupLine): number => line.months.reduce((sum, amount) => sum + amount, 0);
  return [...found.values()].filter((line) => line.months.some((amount) => amount !== 0)).sort((a, b) => b.months.at(-1)! - a.months.at(-1)! || total(b) - total(a) || (a.group < b.group ? -1 : 1));
}
