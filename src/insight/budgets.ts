/**
 * Budgets of a month against what was spent. A setting holds from its month on until a later one of the same target.
 * Spending is net of refunds, per currency; linked own transfers never count. With rollover, what is left of a month goes to
 * the next, overspending too (as in an envelope). A category under a group's budget counts in both: its line says `within`,
 * and totals leave it out, so nothing is counted twice.
 */
import type { BudgetRow, MonthSum } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { type Day, type Month, addMonths, daysInMonth, monthOf } from '../values/day.ts';
import { type Minor, ZERO, add, minor, subtract } from '../values/money.ts';
import type { KindOf } from './reports.ts';

export interface BudgetLine {
  readonly kind: 'category' | 'group';
  /** Category or group id: the label's id. */
  readonly target: string;
  readonly currency: Currency;
  /** Set for this month, >= 0. */
  readonly budgeted: Minor;
  /** Came over from the month before; below zero after overspending. */
  readonly rolledIn: Minor;
  readonly spent: Minor;
  /** budgeted + rolledIn - spent. */
  readonly left: Minor;
  /** Spending expected by today at an even pace: nothing in a month to come, all of it in a month gone by. */
  readonly pace: Minor;
  readonly overPace: boolean;
  /** What the next month gets as things stand; 0 without rollover. */
  readonly rollsOver: Minor;
  readonly rollover: boolean;
  /** The group whose budget of this currency covers this category too. */
  readonly within: string | null;
  /** Of a group: what its categories have as budgets of their own. 0 for a category. */
  readonly allocated: Minor;
}
export type GroupOf = (category: string) => string | undefined;
/** What a budget is set on: a category or a group, by id, in one currency. */
export type BudgetTarget = Pick<BudgetLine, 'kind' | 'target' | 'currency'>;
/** Net spending of categories and groups by month; ask it with `spentIn`. */
export type Spending = ReadonlyMap<string, Minor>;

const keyOf = (kind: string, target: string, currency: string): string => `${kind}\u001f${target}\u001f${currency}`;
/** One text for one target: equal for equal ones. */
export const targetKey = ({ kind, target, currency }: BudgetTarget): string => keyOf(kind, target, currency);
/** Net spending of a target in a month, 0 where there is none. */
export const spentIn = (spending: Spending, target: BudgetTarget, month: Month): Minor => spending.get(`${targetKey(target)}\u001f${month}`) ?? ZERO;

/** The months whose sums are needed to answer for `month`: back to the first one whose left-over can reach it. */
export function budgetSpan(settings: readonly BudgetRow[], month: Month): { readonly from: Month; readonly to: Month } {
  let from = month;
  for (const setting of settings) if (setting.rollover && setting.from < from) from = setting.from;
  return { from, to: month };
}

/**
 * Net spending by target and month, from the sums of categories: made once, asked for any month in it. Money in is a refund, as in the reports; where a category goes by the
 * sign (people, what nobody categorized) it is income, and no budget grows by it. Without `kindOf` no category does.
 */
export function spendingOf(sums: Iterable<MonthSum>, groupOf: GroupOf, kindOf?: KindOf): Spending {
  const index = new Map<string, Minor>();
  const goesBySign = (category: string): boolean => kindOf?.(category, 1) === 'income' && kindOf(category, -1) === 'spending';
  for (const sum of sums) {
    if (sum.transfer) continue;
    const spent = minor(-((goesBySign(sum.category) ? ZERO : sum.in) + sum.out));
    const group = groupOf(sum.category);
    const keys = [keyOf('category', sum.category, sum.currency), ...(group === undefined ? [] : [keyOf('group', group, sum.currency)])];
    for (const key of keys) {
      const at = `${key}\u001f${sum.month}`;
      index.set(at, add(index.get(at) ?? ZERO, spent));
    }
  }
  return index;
}

/** Even pace in whole minor units, without leaving the safe integers. Day of month over days in month, rounded down. */
function paceOf(available: Minor, month: Month, today: Day): Minor {
  const current = monthOf(today);
  if (available <= 0 || month > current) return ZERO;
  if (month < current) return available;
  const days = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  const day = Number(today.slice(8));
  return minor(Math.floor(available / days) * day + Math.floor(((available % days) * day) / days));
}

type Alone = Omit<BudgetLine, 'within' | 'allocated'>;

/** Settings of one target -> its line in each of the months from..to in which a budget holds. */
function linesOf(settings: readonly BudgetRow[], spentAt: (month: Month) => Minor, from: Month, to: Month, today: Day): Map<Month, Alone> {
  const lines = new Map<Month, Alone>();
  let rolledIn = ZERO;
  let next = 0;
  let setting: BudgetRow | undefined;
  for (let at = settings[0]?.from ?? from; at <= to; at = addMonths(at, 1)) {
    for (; next < settings.length && (settings[next]?.from ?? at) <= at; next++) setting = settings[next];
    if (!setting || setting.amount === null) {
      rolledIn = ZERO;
      continue;
    }
    // Without rollover nothing of a month before the first one matters.
    if (at < from && !setting.rollover) {
      rolledIn = ZERO;
      continue;
    }
    const available = add(setting.amount, rolledIn);
    const spent = spentAt(at);
    const left = subtract(available, spent);
    const rollsOver = setting.rollover ? left : ZERO;
    if (at >= from) {
      const pace = paceOf(available, at, today);
      lines.set(at, {
        kind: setting.kind, target: setting.target, currency: setting.currency, budgeted: setting.amount, rolledIn, spent, left,
        pace, overPace: spent > pace && spent > 0, rollsOver, rollover: setting.rollover,
      });
    }
    rolledIn = rollsOver;
  }
  return lines;
}

/** Lines of one month -> with what covers what, sorted by currency; a group stands before its categories, which follow it. */
function arranged(found: ReadonlyMap<string, Alone>, groupOf: GroupOf): BudgetLine[] {
  const withinOf = (line: BudgetTarget): string | null => {
    const group = line.kind === 'category' ? groupOf(line.target) : undefined;
    return group !== undefined && found.has(keyOf('group', group, line.currency)) ? group : null;
  };
  const allocated = new Map<string, Minor>();
  for (const line of found.values()) {
    const group = withinOf(line);
    if (group === null) continue;
    const key = keyOf('group', group, line.currency);
    allocated.set(key, add(allocated.get(key) ?? ZERO, line.budgeted));
  }
  const place = budgetOrder(groupOf);
  return [...found].map(([key, line]): BudgetLine => ({ ...line, within: withinOf(line), allocated: allocated.get(key) ?? ZERO })).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Target -> a text that sorts as tables do: by currency, group by group, the group itself before its categories. */
export const budgetOrder = (groupOf: GroupOf) => ({ kind, target, currency }: BudgetTarget): string =>
  [currency, kind === 'group' ? target : (groupOf(target) ?? ''), kind === 'group' ? '' : target].join('\u001f');

/** The budgets in force in each of the months from..to (inclusive). `spending` must cover `budgetSpan(settings, from)` and these months. */
export function budgetsOver(settings: readonly BudgetRow[], spending: Spending, { from, to }: { readonly from: Month; readonly to: Month }, today: Day, groupOf: GroupOf): Map<Month, BudgetLine[]> {
  const byTarget = new Map<string, BudgetRow[]>();
  for (const setting of settings) {
    const key = targetKey(setting);
    const own = byTarget.get(key);
    if (own) own.push(setting);
    else byTarget.set(key, [setting]);
  }
  const found = new Map<Month, Map<string, Alone>>();
  for (let month = from; month <= to; month = addMonths(month, 1)) found.set(month, new Map());
  for (const [key, own] of byTarget) {
    const inOrder = own.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    for (const [month, line] of linesOf(inOrder, (at) => spending.get(`${key}\u001f${at}`) ?? ZERO, from, to, today)) found.get(month)?.set(key, line);
  }
  return new Map([...found].map(([month, lines]) => [month, arranged(lines, groupOf)]));
}

/**
 * The budgets in force in `month`. `spending` must cover `budgetSpan(settings, month)`; more does no harm.
 * Sorted by currency; a group stands before its categories, which follow it.
 */
export const budgetsIn = (settings: readonly BudgetRow[], spending: Spending, month: Month, today: Day, groupOf: GroupOf): BudgetLine[] =>
  budgetsOver(settings, spending, { from: month, to: month }, today, groupOf).get(month) ?? [];

/** As `budgetsIn`, from the sums themselves. */
export const budgetsOf = (settings: readonly BudgetRow[], sums: Iterable<MonthSum>, month: Month, today: Day, groupOf: GroupOf, kindOf?: KindOf): BudgetLine[] =>
  budgetsIn(settings, spendingOf(sums, groupOf, kindOf), month, today, groupOf);

export interface BudgetTotal {
  readonly currency: Currency;
  readonly budgeted: Minor;
  readonly rolledIn: Minor;
  readonly spent: Minor;
  readonly left: Minor;
}

/** Lines -> one total per currency, categories inside a budgeted group left out. */
export function budgetTotals(lines: readonly BudgetLine[]): BudgetTotal[] {
  const sums = new Map<Currency, BudgetTotal>();
  for (const line of lines) {
    if (line.within !== null) continue;
    const before = sums.get(line.currency) ?? { currency: line.currency, budgeted: ZERO, rolledIn: ZERO, spent: ZERO, left: ZERO };
    sums.set(line.currency, {
      currency: line.currency,
      budgeted: add(before.budgeted, line.budgeted),
      rolledIn: add(before.rolledIn, line.rolledIn),
      spent: add(before.spent, line.spent),
      left: add(before.left, line.left),
    });
  }
  return [...sums.values()];
}
