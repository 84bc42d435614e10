/** What the ledger says about budgets, read once and kept: every month that is shown is worked out from it without a query. */
import { type BudgetLine, type BudgetTarget, type Spending, budgetSpan, budgetsIn, spendingOf, spentIn, targetKey } from '../../insight/budgets.ts';
import { type YearRow, budgetYear } from '../../insight/budget-year.ts';
import { type CashflowLine, cashflowReport, kindsOf, spendingReport } from '../../insight/reports.ts';
import { mean, median, monthsBefore, suggestedBudget } from '../../insight/usual-spending.ts';
import { type Outlook, averagedMonths, outlooks } from '../../insight/what-if.ts';
import type { BudgetRow, MonthSum } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import { type Day, type Month, addMonths, monthOf } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { Known } from '../screen.ts';

/** Months of habits that a suggestion looks at. */
const HABIT = 6;

export class BudgetBook {
  readonly settings: readonly BudgetRow[];
  /** The first month with data, the last, and the first that is not over. */
  readonly first: Month;
  readonly #last: Month;
  readonly #open: Month;
  #sums: readonly MonthSum[] = [];
  #spending: Spending = new Map();
  #lines = new Map<Month, readonly BudgetLine[]>();
  #flow: readonly CashflowLine[] | undefined;
  #from: Month;
  #to: Month;
  readonly groupOf = (category: string): string => this.known.taxonomy.groupOf(category);

  /** `month`: the one that is shown; those around it are read with it. */
  constructor(private readonly known: Known, private readonly today: Day, month: Month) {
    this.settings = known.model.knowledge.budgets();
    const span = known.model.queries.span();
    const now = monthOf(today);
    this.first = span ? monthOf(span.from) : now;
    this.#last = span ? monthOf(span.to) : now;
    this.#open = this.#last < now ? addMonths(this.#last, 1) : now;
    this.#from = this.#to = month;
    this.#read(month, 0);
  }

  /** Sees to it that a month, its year and the twelve months before it can be asked for. */
  cover(month: Month): void {
    const { from, to } = this.#needed(month);
    if (from < this.#from || to > this.#to) this.#read(month, 12);
  }

  #needed(month: Month): { readonly from: Month; readonly to: Month } {
    const year = addMonths(month, -12);
    const span = budgetSpan(this.settings, month).from;
    return { from: [span, year].sort()[0]!, to: `${month.slice(0, 4)}-12` as Month };
  }

  /** `margin`: months more on either side, so that the next steps need no reading. */
  #read(month: Month, margin: number): void {
    const { from, to } = this.#needed(month);
    this.#from = addMonths(from, -margin);
    this.#to = addMonths(to, margin);
    this.#sums = this.known.model.sums.between(this.#from, this.#to);
    this.#spending = spendingOf(this.#sums, this.groupOf, kindsOf(this.known.taxonomy));
    this.#lines.clear();
    this.#flow = undefined;
  }

  /** The budgets in force in a month; `tried`: settings that hold before those that are written. */
  lines(month: Month, tried: readonly BudgetRow[] = []): readonly BudgetLine[] {
    if (tried.length > 0) return budgetsIn([...this.settings, ...tried], this.#spending, month, this.today, this.groupOf);
    const kept = this.#lines.get(month) ?? budgetsIn(this.settings, this.#spending, month, this.today, this.groupOf);
    this.#lines.set(month, kept);
    return kept;
  }

  year(year: string, tried: readonly BudgetRow[]): YearRow[] { return budgetYear([...this.settings, ...tried], this.#spending, year, this.today, this.groupOf); }

  /** What was spent in a month on categories that no budget covers, by currency, the largest first; of a month to come, what usually is. */
  unbudgeted(month: Month, lines: readonly BudgetLine[]): { readonly target: BudgetTarget; readonly spent: Minor }[] {
    const covered = new Set(lines.map(targetKey));
    const months = new Set(month > this.#last ? this.habitMonths(month) : [month]);
    const found = spendingReport(this.#sums.filter((sum) => months.has(sum.month)), 'year', kindsOf(this.known.taxonomy)).map(({ key, currency, amount }) => ({ target: { kind: 'category', target: key, currency } as const, amount }));
    return [...new Map(found.map((one) => [targetKey(one.target), one])).values()].flatMap(({ target, amount }) => {
      const isCovered = covered.has(targetKey(target)) || covered.has(targetKey({ ...target, kind: 'group', target: this.groupOf(target.target) }));
      return amount === 0 || isCovered ? [] : [{ target, spent: this.spent(target, month) }];
    });
  }

  spent(target: BudgetTarget, month: Month): Minor { return spentIn(this.#spending, target, month); }

  /** The six whole months before one, as far as there is data. */
  habitMonths(month: Month): Month[] { return monthsBefore(month <= this.#open ? month : this.#open, HABIT, this.first); }

  usual(target: BudgetTarget, month: Month): Minor { return median(this.habitMonths(month).map((one) => this.spent(target, one))); }

  /** What is spent a month over up to twelve months, as the outlook has it. */
  average(target: BudgetTarget, month: Month): Minor { return mean(averagedMonths({ month, first: this.first, open: this.#open }).map((one) => this.spent(target, one))); }

  /** An amount to begin with; in the first month of all, from what is spent in it. */
  suggestion(target: BudgetTarget, month: Month): Minor | undefined {
    const months = this.habitMonths(month);
    return suggestedBudget(this.#spending, target, months.length > 0 ? months : [month]);
  }

  /** How many transactions there are in each currency, in the months that are known. */
  uses(): Map<Currency, number> {
    const uses = new Map<Currency, number>();
    for (const { currency, count } of this.#sums) uses.set(currency, (uses.get(currency) ?? 0) + count);
    return uses;
  }

  /** The month from which a later setting of the target holds, undefined where none does. */
  nextSetting(target: BudgetTarget, month: Month): Month | undefined {
    return this.settings.filter((row) => targetKey(row) === targetKey(target) && row.from > month).map(({ from }) => from).sort()[0];
  }

  outlooks(month: Month, tried: readonly BudgetLine[]): Outlook[] {
    const { taxonomy } = this.known;
    this.#flow ??= cashflowReport(this.#sums, 'month', kindsOf(taxonomy));
    return outlooks({
      flow: this.#flow, spending: this.#spending, budgets: this.lines(month), trial: tried, month, first: this.first, open: this.#open, kindOf: kindsOf(taxonomy),
      categoriesOf: (group) => taxonomy.group(group)?.leaves.map(({ id }) => id) ?? [],
    });
  }
}
