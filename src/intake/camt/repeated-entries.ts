/** Reports of the day so far (camt.052) repeat what the reports before them told. Entries are known again by the bank's own id. */
import { ownText } from '../../values/text.ts';
import type { EntryFacts } from './row.ts';

/** So many entries at the most are remembered, of one report and of those before it; the older half is forgotten together. */
const MOST = 50_000;
/** Characters of an id; ISO 20022 allows 35. */
const LONGEST_ID = 100;
/** Ids of zeros and signs alone stand for none. */
const TELLS = /[1-9A-Za-z]/;

/** What an entry is known by; undefined where the bank gave it no id of its own. `isPending` parts it from the same entry when it is booked. */
export function entryKey({ account, reference, amount, direction, currency, bookingDate, valueDate }: EntryFacts, own: string | undefined, isPending: boolean): string | undefined {
  const id = reference ?? own;
  if (id === undefined || id.length > LONGEST_ID || !TELLS.test(id)) return undefined;
  return ownText(`${account?.slice(0, LONGEST_ID)}|${id}|${direction}${amount}${currency}|${bookingDate ?? valueDate}|${isPending}`);
}

export class RepeatedEntries {
  /** How often each stood in one of the reports before. */
  readonly #before = new Counts();
  #now = new Counts();

  /** Takes the key of an entry. True where an earlier report of the file has it: what stands twice in one report are two entries. */
  has(key: string): boolean {
    const times = this.#now.of(key) + 1;
    this.#now.set(key, times);
    return times <= this.#before.of(key);
  }

  /** The report is over. */
  end(): void {
    this.#now.each((key, times) => this.#before.set(key, Math.max(times, this.#before.of(key))));
    this.#now = new Counts();
  }
}

/** Counts in two halves: when the newer one is full, the older one is let go. */
class Counts {
  #newer = new Map<string, number>();
  #older = new Map<string, number>();

  of(key: string): number { return this.#newer.get(key) ?? this.#older.get(key) ?? 0; }

  set(key: string, times: number): void {
    this.#newer.set(key, times);
    if (this.#newer.size < MOST / 2) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  /** Every key once, the older first. */
  each(take: (key: string, times: number) => void): void {
    for (const [key, times] of this.#older) if (!this.#newer.has(key)) take(key, times);
    for (const [key, times] of this.#newer) take(key, times);
  }
}
