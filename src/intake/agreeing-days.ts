/**
 * Days on which two formats tell the same of an account. Each file is a whole account of its days: where the amounts that one
 * tells of a day are exactly those that the ledger holds from another, they are the same transactions, however they are worded.
 */
import type { Day } from '../values/day.ts';

interface Booked { readonly date: Day; readonly amount: number }

/** So much of the days that both cover must agree before any is taken for proven, and so many rows. */
const SHARE = 0.9;
const ROWS = 5;

/** The amounts of some rows by day; equal amounts are counted. */
class DayAmounts {
  readonly days = new Map<Day, Map<number, number>>();
  add({ date, amount }: Booked): void {
    const day = this.days.get(date) ?? new Map<number, number>();
    this.days.set(date, day.set(amount, (day.get(amount) ?? 0) + 1));
  }
  rowsOf(day: Day): number {
    let rows = 0;
    for (const count of this.days.get(day)?.values() ?? []) rows += count;
    return rows;
  }
  equals(other: DayAmounts, day: Day): boolean {
    const [a, b] = [this.days.get(day), other.days.get(day)];
    if (!a || !b || a.size !== b.size) return false;
    for (const [amount, count] of a) if (b.get(amount) !== count) return false;
    return true;
  }
}

/**
 * The rows of one account that a delivery holds and the ledger does not know exactly, the days on which it holds rows that
 * nothing known could be, and the known rows that it does not hold exactly, all within the days that both cover -> the days
 * that agree, none where too few do. The first and the last day may be cut in either and do not speak against it.
 */
export function agreeingDays(arrived: Iterable<Booked>, alone: ReadonlySet<Day>, known: Iterable<Booked>): ReadonlySet<Day> {
  const [here, there] = [new DayAmounts(), new DayAmounts()];
  for (const row of arrived) here.add(row);
  for (const row of known) there.add(row);
  const days = [...new Set([...here.days.keys(), ...there.days.keys(), ...alone])].sort();
  const agreeing = days.filter((day) => !alone.has(day) && here.equals(there, day));
  const against = days.filter((day, at) => at > 0 && at < days.length - 1 && (alone.has(day) || !here.equals(there, day))).length;
  const rows = agreeing.reduce((sum, day) => sum + here.rowsOf(day), 0);
  return rows >= ROWS && agreeing.length >= SHARE * (agreeing.length + against) ? new Set(agreeing) : new Set();
}
