/** Merchants of the months that are shown. They stand in the transactions alone, so these are read in slices of days that keep keys quick. */
import { MerchantTrend } from '../../insight/merchant-trend.ts';
import { kindsOf } from '../../insight/reports.ts';
import { type Day, type Month, addDays, firstDay, lastDay, monthOf } from '../../values/day.ts';
import type { Session } from '../screen.ts';

/** Milliseconds that one slice should take; the days in it grow and shrink towards that. */
const SLICE_MS = 5;
const MOST_DAYS = 31;
/** Milliseconds of slices done at once: a small ledger is read before the first frame. */
const AT_ONCE_MS = 8;

export class MerchantStore {
  #read: { readonly from: Month; readonly to: Month; readonly trend: MerchantTrend } | undefined;
  #stop: (() => void) | undefined;
  #days = 4;
  #done: Day | undefined;

  /** `changed`: all is read. */
  constructor(private readonly session: Pick<Session, 'between' | 'known' | 'now'>, private readonly changed: () => void) {}

  /** What was read last, also of an earlier state of the ledger or other months, until the new is there. */
  get trend(): MerchantTrend | undefined { return this.#read?.trend; }
  /** The newest month that is being read, undefined when all is there. */
  get reading(): Month | undefined { return this.#stop && this.#done ? monthOf(this.#done) : undefined; }

  /** The ledger has changed, or the screen goes out of sight. */
  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  spoil(): void {
    this.close();
    this.#read = this.#read && { ...this.#read, from: '' as Month };
  }

  /** Reads these months unless they are there. */
  want(from: Month, to: Month): void {
    const { known } = this.session;
    if (!known || (this.#read?.from === from && this.#read.to === to)) return;
    this.close();
    const trend = new MerchantTrend(kindsOf(known.taxonomy));
    let next = firstDay(from);
    const step = (): 'more' | 'done' => {
      const end = least(addDays(next, this.#days - 1), lastDay(monthOf(next)));
      const before = this.session.now();
      trend.add(monthOf(next), known.model.daySums.merchants(next, end, null));
      const took = this.session.now() - before;
      this.#days = took > SLICE_MS ? Math.max(1, this.#days >> 1) : took < SLICE_MS / 2 ? Math.min(MOST_DAYS, this.#days * 2) : this.#days;
      this.#done = end;
      if (end >= lastDay(to)) {
        this.#stop = undefined;
        this.#read = { from, to, trend };
        return 'done';
      }
      next = addDays(end, 1);
      return 'more';
    };
    const begun = this.session.now();
    while (this.session.now() - begun < AT_ONCE_MS) if (step() === 'done') return;
    this.#stop = this.session.between(() => {
      const said = step();
      if (said === 'done') this.changed();
      return said;
    });
  }
}

const least = (a: Day, b: Day): Day => (a < b ? a : b);
