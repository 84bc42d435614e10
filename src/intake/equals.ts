/**
 * Rows of one delivery that are equal in all that identity compares, counted by day: which of several each is. Ordinals go by
 * the order in the file, but a row that names facts of its payment takes the known transaction that names the same.
 */
import type { Known } from './arrivals.ts';
import { confirms, contradicts, hasFacts } from './contradiction.ts';
import { type Draft, wordingId } from './draft.ts';

/** `known`: the transaction that the row is; undefined for one that nothing known is. */
export interface Place { readonly id: string; readonly ordinal: number; readonly known: string | undefined }

/** Nobody books as many equal rows on one day. */
const MOST = 10_000;

export class Equals {
  /** Ordinals given out, by the id of the first: a number n stands for 1 to n. */
  #taken = new Map<string, number | Set<number>>();

  /** `isOccupied`: a transaction that was found in the delivery before its rows are placed; its ordinal is nobody else's. */
  constructor(private readonly known: Pick<Known, 'resolve' | 'get'>, private readonly isClaimed: (id: string) => boolean, private readonly isOccupied: ((id: string) => boolean) | undefined) {}

  /** Another day begins, and no row of an earlier one comes again. */
  forget(): void { this.#taken.clear(); }

  /** Row -> its place. `near`: anything of its account is known around its day. `isOther`: nothing known can be it. */
  place(draft: Draft, near: boolean, isOther: boolean): Place {
    const first = wordingId(draft, 1);
    const ordinal = near && (isOther || hasFacts(draft)) ? this.#fitting(first, draft, isOther) : this.#next(first, draft);
    this.#take(first, ordinal);
    const id = ordinal === 1 ? first : wordingId(draft, ordinal);
    const known = near && !isOther ? this.known.resolve(id) : undefined;
    return { id, ordinal, known: known !== undefined && !this.isClaimed(known) ? known : undefined };
  }

  #next(first: string, draft: Draft): number {
    const taken = this.#taken.get(first) ?? 0;
    let ordinal = typeof taken === 'number' ? taken + 1 : 1;
    while ((typeof taken !== 'number' && taken.has(ordinal)) || this.#isOccupied(draft, ordinal)) ordinal++;
    return ordinal;
  }

  #isOccupied(draft: Draft, ordinal: number): boolean {
    if (!this.isOccupied) return false;
    const known = this.known.resolve(wordingId(draft, ordinal));
    return known !== undefined && this.isOccupied(known);
  }

  #isTaken(first: string, ordinal: number): boolean {
    const taken = this.#taken.get(first) ?? 0;
    return typeof taken === 'number' ? ordinal <= taken : taken.has(ordinal);
  }

  #take(first: string, ordinal: number): void {
    const taken = this.#taken.get(first) ?? 0;
    if (typeof taken !== 'number') taken.add(ordinal);
    else if (ordinal === taken + 1) this.#taken.set(first, ordinal);
    else this.#taken.set(first, new Set([...Array.from({ length: taken }, (_, at) => at + 1), ordinal]));
  }

  /** The known equal that names the same facts; else the first that names none; else the first place that is free. */
  #fitting(first: string, draft: Draft, isOther: boolean): number {
    let neutral: number | undefined;
    let free: number | undefined;
    for (let ordinal = 1; ordinal <= MOST; ordinal++) {
      if (this.#isTaken(first, ordinal)) continue;
      const known = this.known.resolve(ordinal === 1 ? first : wordingId(draft, ordinal));
      if (known === undefined) {
        free = ordinal;
        break;
      }
      if (isOther || this.isClaimed(known)) continue;
      const row = this.known.get(known);
      if (row && confirms(draft, row)) return ordinal;
      if (!row || !contradicts(draft, row)) neutral ??= ordinal;
    }
    return neutral ?? free ?? this.#next(first, draft);
  }
}
