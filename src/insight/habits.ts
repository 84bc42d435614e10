/**
 * Reading habits out of the ledger: what recurs, what stands out, what waits. Fourteen months may be hundreds of thousands of rows, so the reading is cut into pieces of a few
 * milliseconds, each asked for by `next`.
 */
import { isUnsure } from '../categories/decision.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { Query, Term } from '../read-model/query-sql.ts';
import type { HabitRow } from '../read-model/transaction-queries.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Currency } from '../values/currency.ts';
import { type Day, addDays, addMonths, daysBetween, firstDay, monthOf } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import { absolute } from '../values/money.ts';
import { checkInSteps } from './account-checks.ts';
import { type Charge, type Finding, findingsIn } from './charges.ts';
import type { MonthAnswer } from './month.ts';
import { type Freshness, type Notice, noticesOf } from './notices.ts';
import { type RecurringItem, bookingGroup, recurringOf } from './recurring.ts';
import { kindsOf, spendingReport } from './reports.ts';
import { risesOf, usualMonth } from './rises.ts';

/** What habits say. */
export interface Habits {
  readonly recurring: readonly RecurringItem[];
  readonly notices: readonly Notice[];
  /** Day of the newest booking of each account that has any in the time that was read. */
  readonly seenUntil: ReadonlyMap<string, Day>;
}

export interface HabitsAsked {
  readonly model: ReadModel;
  readonly taxonomy: Taxonomy;
  readonly today: Day;
  /** Confidence from which on a guess needs no second look; undefined where no model says. */
  readonly sureFrom: number | undefined;
  /** The newest month with data. */
  readonly newest: MonthAnswer;
}

/** Months that are looked back on: a year, and two more to know a yearly bill again. */
const MONTHS = 14;
/** Days that a charge stands out for: as long as card charges can be disputed; one that is only large is news for less. */
const DISPUTABLE = 120;
/** Rows that are counted in one piece of work. */
const COUNTED = 1500;
/** Rows of one piece of work, and bookings of merchants that are looked at in one. */
const ROWS = 200;
const BOOKINGS = 150;

/** A reading, begun: each `next` does a few milliseconds of it; the value it is done with is what was read. */
export function* habits(asked: HabitsAsked): Generator<undefined, Habits, undefined> {
  const { model, taxonomy, today, newest } = asked;
  const span = model.queries.span();
  if (!span) return { recurring: [], notices: [], seenUntil: new Map() };
  const reading = new Reading(asked.sureFrom);
  const first = firstDay(addMonths(monthOf(span.to), -MONTHS));
  for (let after: string | undefined = dayPrefix(first); after !== undefined; yield) after = reading.take(model.queries.habits(after, ROWS));
  const sums = model.sums.between(addMonths(newest.month, -12), newest.month);
  const spending = spendingReport(sums, 'month', kindsOf(taxonomy));
  const counted = sums.filter(({ month, transfer }) => month === newest.month && !transfer);
  yield;
  yield* reading.judge(addDays(span.to, -DISPUTABLE), usualMonth(spending, newest.month));
  const checks = checkInSteps(model);
  let checked = checks.next();
  for (; checked === undefined; checked = checks.next()) yield;
  yield* reading.countOlder(model, dayPrefix(first));
  const accounts = model.accounts.all();
  const drifts = checked.flatMap(({ account, drift }) => (drift ? [{ drift, currency: accounts.find(({ id }) => id === account)!.currency }] : []));
  const open = new Set(accounts.filter(({ closed }) => closed === null).map(({ id }) => id));
  const notices = noticesOf({
    today, newest: span.to, budget: newest.budget, drifts,
    bookingsOf: ({ kind, target, currency }) => counted.filter((sum) => sum.currency === currency && (kind === 'category' ? sum.category : taxonomy.groupOf(sum.category)) === target).reduce((all, { count }) => all + count, 0),
    findings: reading.findings, recurring: reading.recurring, rises: risesOf(spending, newest.month),
    freshness: [...reading.freshness.values()].filter(({ account }) => open.has(account)),
    waiting: { ...reading.waiting, doubtful: model.doubts.count() },
  });
  return { recurring: reading.recurring, notices, seenUntil: new Map([...reading.freshness].map(([account, { last }]) => [account, last])) };
}

const UNCATEGORIZED: readonly Term[] = [{ kind: 'is', state: 'uncategorized', not: false }, { kind: 'step', step: 'own', not: true }, { kind: 'is', state: 'split', not: true }];

/** What has been read until now. */
class Reading {
  readonly recurring: RecurringItem[] = [];
  readonly findings: Finding[] = [];
  readonly waiting = { uncategorized: 0, unsure: 0 };
  readonly freshness = new Map<string, Freshness>();
  readonly #groups = new Map<string, Charge[]>();
  /** Texts that repeat are kept once. */
  readonly #texts = new Map<string, string>();

  constructor(private readonly sureFrom: number | undefined) {}

  /** Takes rows, oldest first; answers the id to go on after, undefined after the last. */
  take(rows: readonly HabitRow[]): string | undefined {
    for (const row of rows) {
      if (row.linked === 0 && row.split === 0 && row.step !== 'own' && row.category === 'uncategorized') this.waiting.uncategorized++;
      else if (row.linked === 0 && row.split === 0 && isUnsure(row, this.sureFrom)) this.waiting.unsure++;
      const account = this.#once(row.account);
      const date = this.#once(row.date) as Day;
      const before = this.freshness.get(account);
      this.freshness.set(account, { account, last: date, count: (before?.count ?? 0) + 1, longestGap: Math.max(before?.longestGap ?? 0, before ? daysBetween(before.last, date) : 0) });
      // What moves between own accounts is neither spent nor earned.
      if (row.linked === 1) continue;
      const key = bookingGroup(row);
      const charge = { id: row.id, date, account, amount: row.amount, currency: this.#once(row.currency) as Currency, merchant: row.merchant, byText: row.named === 0, category: this.#once(row.category), isNoted: row.noted === 1 };
      const group = this.#groups.get(key);
      if (group) group.push({ ...charge, merchant: group[0]!.merchant });
      else this.#groups.set(key, [charge]);
    }
    return rows.length < ROWS ? undefined : rows.at(-1)!.id;
  }

  /** Counts what waits among older transactions too, some thousand at a time. */
  *countOlder({ queries }: ReadModel, before: string): Generator<undefined, void, undefined> {
    const counted: readonly (readonly [kind: 'uncategorized' | 'unsure', query: Query])[] = [
      ['uncategorized', { any: [UNCATEGORIZED] }], ...(this.sureFrom === undefined ? [] : [['unsure', { any: [[{ kind: 'unsure', below: this.sureFrom, not: false }]] }] as const]),
    ];
    for (const [kind, query] of counted) {
      const slices = queries.slices(query);
      for (let key: string | undefined = before; key !== undefined; yield) {
        const { found, next } = slices.below(key, COUNTED);
        this.waiting[kind] += found.length;
        key = next;
      }
    }
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  /** Looks at every merchant, some bookings at a time. `since`: charges before it are left alone; `monthly`: ordinary spending of a month. */
  *judge(since: Day, monthly: ReadonlyMap<Currency, number>): Generator<undefined, void, undefined> {
    let looked = 0;
    for (const charges of this.#groups.values()) {
      const recurring = recurringOf(charges);
      this.recurring.push(...recurring);
      const first = charges[0]!;
      const returned = first.amount < 0 ? (this.#groups.get(bookingGroup({ ...first, amount: absolute(first.amount) })) ?? []) : [];
      this.findings.push(...findingsIn(charges, { since, monthly: monthly.get(first.currency) ?? 0, recurring, returned }));
      looked += charges.length + 5;
      if (looked < BOOKINGS) continue;
      looked = 0;
      yield;
    }
    this.#groups.clear();
  }
}
