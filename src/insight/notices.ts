/**
 * What a person should know about their money now, most important first. Facts only; the words are the faces' own. Each can be settled somewhere, and goes when it is;
 * what is doubtful is left out.
 */
import type { Currency } from '../values/currency.ts';
import { type Day, type Month, addDays, daysBetween, monthOf } from '../values/day.ts';
import { type Minor, minor, subtract } from '../values/money.ts';
import type { BudgetLine, BudgetTarget } from './budgets.ts';
import type { Finding } from './charges.ts';
import type { Drift } from './drift.ts';
import type { MonthBudget } from './month-budget.ts';
import { type RecurringItem, hasEnded } from './recurring.ts';

export interface Overspent extends BudgetTarget { /** Beyond what there is, or beyond the pace. */ readonly by: Minor }

export type Notice =
  | { readonly kind: 'drift'; readonly drift: Drift; readonly currency: Currency }
  | Extract<Finding, { kind: 'duplicate' }>
  /** Largest first, of one month. */
  | { readonly kind: 'over' | 'ahead'; readonly month: Month; readonly budgets: readonly [Overspent, ...Overspent[]] }
  | { readonly kind: 'dearer'; readonly item: RecurringItem; readonly from: Minor; readonly to: Minor; readonly day: Day }
  | Extract<Finding, { kind: 'large' }>
  /** More than ever in the year before, in a category. */
  | { readonly kind: 'category'; readonly category: string; readonly month: Month; readonly currency: Currency; readonly amount: Minor; readonly usual: Minor }
  /** Income that was due `day` and is not there, though later bookings are. */
  | { readonly kind: 'missing'; readonly item: RecurringItem; readonly day: Day }
  | { readonly kind: 'doubtful'; readonly count: number }
  | { readonly kind: 'review'; readonly uncategorized: number; readonly unsure: number }
  /** Nothing new for `days` days: of one account, or of all. */
  | { readonly kind: 'stale'; readonly account: string; readonly days: number; readonly last: Day }
  | { readonly kind: 'old'; readonly days: number; readonly last: Day };

/** Days of bookings of one account in about the last year. */
export interface Freshness { readonly account: string; readonly last: Day; readonly count: number; /** Most days between two of its bookings. */ readonly longestGap: number }

export interface NoticeFacts {
  readonly today: Day;
  /** Day of the newest booking. */
  readonly newest: Day;
  /** Of the newest month with data. */
  readonly budget: MonthBudget;
  /** How many bookings of the budget's month a budget counts. */
  readonly bookingsOf: (budget: BudgetTarget) => number;
  readonly drifts: readonly { readonly drift: Drift; readonly currency: Currency }[];
  readonly findings: readonly Finding[];
  readonly recurring: readonly RecurringItem[];
  readonly rises: readonly Extract<Notice, { kind: 'category' }>[];
  /** Of the accounts that are open. */
  readonly freshness: readonly Freshness[];
  readonly waiting: { readonly uncategorized: number; readonly unsure: number; readonly doubtful: number };
}

/** Days that a price rise is news. */
const NEWS = 60;
/** Days after the day it was due before income counts as missing. */
const PATIENCE = 5;
/** Days without a booking that nobody need be told of. */
const QUIET = 21;

/** Facts -> notices, most important first. */
export function noticesOf(facts: NoticeFacts): Notice[] {
  const { drifts, findings, rises, waiting: { uncategorized, unsure, doubtful } } = facts;
  const over = overspent(facts, 'over');
  const isOver = (category: string): boolean => over.some(({ target }) => target === category);
  return [
    ...drifts.map((one): Notice => ({ kind: 'drift', ...one })),
    ...findings.filter(({ kind }) => kind === 'duplicate').sort(byDay),
    ...ofBudgets('over', facts.budget.month, over),
    ...missing(facts),
    ...dearer(facts),
    ...findings.filter(({ kind }) => kind === 'large').sort(byDay),
    ...rises.filter(({ category }) => !isOver(category)),
    ...ofBudgets('ahead', facts.budget.month, overspent(facts, 'ahead')),
    ...(doubtful > 0 ? [{ kind: 'doubtful', count: doubtful } as const] : []),
    ...(uncategorized + unsure > 0 ? [{ kind: 'review', uncategorized, unsure } as const] : []),
    ...stale(facts),
  ];
}

const byDay = (a: { day: Day }, b: { day: Day }): number => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0);

const ofBudgets = (kind: 'over' | 'ahead', month: Month, [first, ...others]: readonly Overspent[]): Notice[] => (first ? [{ kind, month, budgets: [first, ...others] }] : []);

/** Fewest bookings that have a pace: one bill is ahead of every pace on its day. */
const PACED = 4;

/** Ahead by a tenth of the budget at least. */
const isAhead = ({ spent, pace, left, budgeted }: BudgetLine): boolean => left >= 0 && (spent - pace) * 10 > budgeted;

/** The budgets that are overspent, or ahead of their pace in the month that runs; most of its own budget first, whatever the currency. */
function overspent({ budget: { lines, month, today }, bookingsOf }: NoticeFacts, state: 'over' | 'ahead'): Overspent[] {
  if (state === 'ahead' && (month !== monthOf(today) || Number(today.slice(8)) < 5)) return [];
  const share = (line: BudgetLine): number => (state === 'over' ? -line.left : line.spent - line.pace) / Math.max(1, line.budgeted);
  return lines.filter((line) => (state === 'over' ? line.left < 0 && line.spent > 0 : isAhead(line) && bookingsOf(line) >= PACED)).sort((a, b) => share(b) - share(a))
    .map((line) => ({ kind: line.kind, target: line.target, currency: line.currency, by: state === 'over' ? minor(-line.left) : subtract(line.spent, line.pace) }));
}

function dearer({ recurring, newest }: NoticeFacts): Notice[] {
  return recurring.flatMap((item): Extract<Notice, { kind: 'dearer' }>[] => {
    const { change, direction } = item;
    if (!change || direction === 'in' || change.to <= change.from || daysBetween(change.day, newest) > NEWS) return [];
    return [{ kind: 'dearer', item, from: change.from, to: change.to, day: change.day }];
  }).sort(byDay);
}

function missing({ recurring, freshness, today }: NoticeFacts): Notice[] {
  const seenUntil = new Map(freshness.map(({ account, last }) => [account, last]));
  return recurring.flatMap((item): Notice[] => {
    const day = item.nextFrom(addDays(item.last, 1));
    const seen = seenUntil.get(item.account);
    if (item.direction === 'out' || item.ids.length < 4 || seen === undefined || daysBetween(day, seen) < PATIENCE || hasEnded(item, seen < today ? seen : today)) return [];
    return [{ kind: 'missing', item, day }];
  });
}

/** An account that was fresh and is so no more; where all of them are old, that is said once. */
function stale({ freshness, newest, today }: NoticeFacts): Notice[] {
  const days = daysBetween(newest, today);
  const usual = freshness.length === 0 ? 0 : Math.min(...freshness.map(({ longestGap }) => longestGap));
  const old: Notice[] = days > Math.max(QUIET, 2 * usual) ? [{ kind: 'old', days, last: newest }] : [];
  const behind = freshness.filter(({ last, count, longestGap }) => count > 10 && daysBetween(last, newest) > Math.max(QUIET, 2 * longestGap));
  return [...behind.map(({ account, last }): Notice => ({ kind: 'stale', account, days: daysBetween(last, newest), last })), ...old];
}
