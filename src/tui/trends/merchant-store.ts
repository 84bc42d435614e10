/** Merchants of the months that are shown. They stand in the transactions alone, so these are read in slices of days that keep keys quick. */
import { MerchantTrend } from '../../insight/merchant-trend.ts';
import { kindsOf } from '../../insight/reports.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import { type Day, type Month, addDays, firstDay, lastDay, monthOf } from '../../values/day.ts';
import type { Session } from '../screen.ts';

/** Rows that are summed in one step: a millisecond of work. */
const ROWS = 700;
/** Milliseconds of days read at once: a small ledger is read before the first frame. */
const AT_ONCE_MS = 8;

export class MerchantStore {
  /** What was read since the ledger changed, by the months it is of. */
  readonly #kept = new Map<string, MerchantTrend>();
  #shown: MerchantTrend | undefined;
  #stop: (() => void) | undefined;
  #done: Day | undefined;

  /** `changed`: all is read. */
  constructor(private readonly session: Pick<Session, 'between' | 'known' | 'ticks'>, private readonly changed: () => void) {}

  /** What was read last, also of an earlier state of the ledger or other months, until the new is there. */
  get trend(): MerchantTrend | undefined { return this.#shown; }
  /** The newest month that is being read, undefined when all is there. */
  get reading(): Month | undefined { return this.#stop && this.#done ? monthOf(this.#done) : undefined; }

  /** The screen goes out of sight. */
  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** The ledger has changed. */
  spoil(): void {
    this.close();
    this.#kept.clear();
  }

  /** Reads these months unless they are there. */
  want(from: Month, to: Month): void {
    const { known } = this.session;
    if (!known) return;
    this.close();
    const name = `${from} ${to}`;
    const kept = this.#kept.get(name);
    if (kept) return void (this.#shown = kept);
    const trend = new MerchantTrend(kindsOf(known.taxonomy));
    let next = firstDay(from);
    let days = 1;
    const step = (): 'more' | 'done' => {
      if (next === firstDay(monthOf(next))) days = daysAtOnce(known.model, monthOf(next));
      const end = least(addDays(next, days - 1), lastDay(monthOf(next)));
      trend.add(monthOf(next), known.model.daySums.merchants(next, end, null));
      this.#done = end;
      next = addDays(end, 1);
      if (end < lastDay(to)) return 'more';
      this.#stop = undefined;
      this.#shown = trend;
      this.#kept.set(name, trend);
      return 'done';
    };
    const begun = this.session.ticks();
    while (this.session.ticks() - begun < AT_ONCE_MS) if (step() === 'done') return;
    this.#stop = this.session.between(() => {
      const said = step();
      if (said === 'done') this.changed();
      return said;
    });
  }
}

/** Days of a month that hold about as many rows as a step sums. */
const daysAtOnce = ({ sums }: Pick<ReadModel, 'sums'>, month: Month): number =>
  Math.max(1, Math.min(31, Math.floor((31 * ROWS) / Math.max(1, sums.between(month, month).reduce((all, { count }) => all + count, 0)))));

const least = (a: Day, b: Day): Day => (a < b ? a : b);
