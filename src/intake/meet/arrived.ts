/** What commits of other devices speak of: the transactions they recorded, and the days and accounts on which that may change which rows are one. */
import { parsed } from '../../ledger/log.ts';
import type { StoredCommit, StoredEvent } from '../../ledger/log.ts';
import type { KnownEvent } from '../../ledger/events/list.ts';
import { type Day, addDays, daysBetween } from '../../values/day.ts';
import type { Books } from './sources.ts';

/** Days of an account around which rows are compared. */
export interface Period { readonly account: string; readonly from: Day; readonly to: Day }

/** Days with more than so many between them are looked at apart, and so is each year: what is held at a time stays little. */
const GAP = 31;

export class Arrived {
  /** Transactions that were recorded, in the order of the log. */
  readonly recorded = new Set<string>();
  /** Transactions that another one was let stand for. */
  readonly withdrawn = new Set<string>();
  /** Transactions of which a person decided something, or a transfer was linked or parted. */
  readonly decided = new Set<string>();
  readonly #days = new Map<string, Set<Day>>();

  constructor(private readonly model: Pick<Books, 'log' | 'transactions'>) {}

  /** Commits by their local numbers; those that they take back or bring back count with them. */
  read(numbers: readonly number[]): void {
    const open = [...numbers];
    const seen = new Set<number>();
    while (open.length > 0) {
      const number = open.pop()!;
      if (seen.has(number)) continue;
      seen.add(number);
      const commit = this.model.log.commitsOf([{ commit: number }]).get(number);
      if (commit) open.push(...this.#readCommit(commit));
    }
  }

  #readCommit(commit: StoredCommit): number[] {
    const toggled: number[] = [];
    for (const chunk of this.model.log.chunksOf(commit)) {
      const restated: string[] = [];
      for (const stored of chunk) {
        const event = eventOf(stored);
        if (!event) continue;
        if (event.type === 'transaction.recorded.v2') {
          this.recorded.add(event.subject);
          this.concern(event.payload.account, event.payload.date as Day);
        } else if (event.type === 'commit.undone.v1' || event.type === 'commit.redone.v1') {
          const target = this.model.log.commitById(event.subject);
          if (target) toggled.push(target.number);
        } else if (event.type === 'transaction.restated.v1') restated.push(event.subject);
        else if (event.type === 'transaction.withdrawn.v1') this.withdrawn.add(event.subject);
        else if (DECIDING.has(event.type)) this.decided.add(event.subject);
        else if (event.type === 'transfer.linked.v1' || event.type === 'transfer.unlinked.v1') this.decided.add(event.payload.in).add(event.payload.out);
      }
      for (const { account, date } of this.model.transactions.ofIds(restated)) this.concern(account, date);
    }
    return toggled;
  }

  /** Rows of this day are compared too. */
  concern(account: string, day: Day): void {
    const days = this.#days.get(account);
    if (days) days.add(day);
    else this.#days.set(account, new Set([day]));
  }

  /** The days that are concerned, near ones together, in an order that all devices have. */
  periods(): Period[] {
    return [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([account, days]) => {
      const periods: { account: string; from: Day; to: Day }[] = [];
      for (const day of [...days].sort()) {
        const last = periods.at(-1);
        if (last && daysBetween(last.to, day) <= GAP && last.from.slice(0, 4) === day.slice(0, 4)) last.to = day;
        else periods.push({ account, from: day, to: day });
      }
      return periods;
    });
  }
}

const DECIDING: ReadonlySet<string> = new Set(['transaction.categorized.v1', 'transaction.split.v1', 'transaction.noted.v1']);
const READ = /^(?:transaction\.(?:recorded|restated|withdrawn|categorized|split|noted)|commit\.|transfer\.)/;

/** An event as far as it is looked at; most of the others are not even parsed. */
const eventOf = ({ payload, ...stored }: StoredEvent): KnownEvent | undefined => (payload !== null && READ.test(stored.type) ? parsed({ ...stored, payload }) : undefined);

/** A period with days on both sides of it. */
export const widened = ({ account, from, to }: Period, days: number): Period => ({ account, from: addDays(from, -days), to: addDays(to, days) });
