/** First and last day of a date column and whether they stand in order, for each way to read it, in one pass. */
import { type DateOrder, dayFromText } from '../../values/day-text.ts';
import type { Day } from '../../values/day.ts';

export interface Span { readonly from: Day; readonly to: Day; readonly dayOrder: 'ascending' | 'descending' | 'mixed' }
const ORDERS = ['ymd', 'dmy', 'mdy', 'serial'] as const satisfies readonly DateOrder[];

/** Follows the days of one reading. */
export class SpanOfDays {
  private from: Day | undefined;
  private to: Day | undefined;
  private previous: Day | undefined;
  private rose = false;
  private fell = false;

  add(day: Day): void {
    if (day === this.previous) return;
    if (this.previous !== undefined) {
      if (day > this.previous) this.rose = true;
      else this.fell = true;
    }
    this.previous = day;
    if (this.from === undefined || day < this.from) this.from = day;
    if (this.to === undefined || day > this.to) this.to = day;
  }

  get span(): Span | undefined {
    if (this.from === undefined || this.to === undefined) return undefined;
    return { from: this.from, to: this.to, dayOrder: this.rose ? (this.fell ? 'mixed' : 'ascending') : this.fell ? 'descending' : 'ascending' };
  }
}

/** Follows a column under every date order at once, because the order is only known at the end of the file. */
export class DaySpan {
  private readonly spans = ORDERS.map(() => new SpanOfDays());
  private readonly known = new Map<string, (Day | undefined)[]>();
  private last = '';

  add(cell: string): void {
    if (cell.length > 60) return;
    const key = cell.length > 12 && cell.charCodeAt(4) === 45 ? cell.slice(0, 10) : cell;
    if (key === this.last) return;
    this.last = key;
    let days = this.known.get(key);
    if (!days) {
      days = ORDERS.map((order) => dayFromText(key, order));
      if (this.known.size > 20_000) this.known.clear();
      this.known.set(key, days);
    }
    for (let index = 0; index < days.length; index++) {
      const day = days[index];
      if (day) this.spans[index]!.add(day);
    }
  }

  /** What was seen under one order. */
  under(order: DateOrder): Span | undefined {
    const index = (ORDERS as readonly DateOrder[]).indexOf(order);
    return index < 0 ? undefined : this.spans[index]!.span;
  }
}
