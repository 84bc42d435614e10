/**
 * By the standard a FITID is the id of one transaction of an account: a row under the same one that says the same in another statement
 * of the file, is the same. Within one statement banks that build it from day and amount give it to two equal purchases: both stay.
 */
import type { Row } from '../rows.ts';

/** Rows that are remembered at least; twice as many at most. A repeated row stands beside its first, or in the next statement of the file. */
const REMEMBERED = 100_000;
/** Room for them: a power of two, so that a place is found by a mask, and never more than half full, so that it is found soon. */
const PLACES = 262_144;
/** Characters of a FITID. */
const LONGEST_FITID = 255;

/** 64 bits of each row, in two arrays: a set of texts would take a third of the time of reading a file. Two of 200,000 rows are the same by chance once in a thousand million files. */
class Digests {
  size = 0;
  readonly #first = new Int32Array(PLACES);
  readonly #second = new Int32Array(PLACES);
  readonly #list = new Int32Array(PLACES);

  /** Number of the list it stood in, from 1; 0 where it did not. */
  listOf(first: number, second: number): number { return this.#list[this.#placeOf(first, second)]!; }

  add(first: number, second: number, list: number): void {
    const place = this.#placeOf(first, second);
    this.#first[place] = first;
    this.#second[place] = second;
    this.#list[place] = list;
    this.size++;
  }

  /** Where it stands, or the free place where it would. */
  #placeOf(first: number, second: number): number {
    let place = second & (PLACES - 1);
    while (this.#first[place] !== 0 && (this.#first[place] !== first || this.#second[place] !== second)) place = (place + 1) & (PLACES - 1);
    return place;
  }
}

export class Repeats {
  #recent: Digests | undefined;
  #before: Digests | undefined;
  #list = 1;

  /** Another statement begins. */
  begin(): void { this.#list++; }

  /** Row and its FITID -> true when an equal row stood under it in an earlier statement of its account. Ids without a digit but 0 stand for none; some banks give one id to rows that differ. */
  isOne(row: Row, fitid: string | undefined): boolean {
    if (fitid === undefined || fitid.length > LONGEST_FITID || !/[1-9]/.test(fitid)) return false;
    const { account, accountName, currency, bookingDate, amount, description, counterparty, counterpartyAccount, type, checkNumber } = row;
    // FNV-1a, and a second sum with another factor; 0 stands for a free place
    let first = 0x811c9dc5 ^ amount;
    let second = Math.floor(amount / 0x1_0000_0000) ^ Math.imul(amount, 0x85ebca6b);
    for (const text of [fitid, bookingDate, account, accountName, currency, description, counterparty, counterpartyAccount, type, checkNumber]) {
      if (text !== undefined) {
        for (let at = 0; at < text.length; at++) {
          const code = text.charCodeAt(at);
          first = Math.imul(first ^ code, 0x01000193);
          second = Math.imul(second + code, 0x9e3779b1);
        }
      }
      // between two texts, and for one that is missing
      first = Math.imul(first ^ 0x1f, 0x01000193);
      second = Math.imul(second + 0x1f, 0x9e3779b1);
    }
    first ||= 1;
    const list = this.#recent?.listOf(first, second) || this.#before?.listOf(first, second) || 0;
    if (list !== 0) return list !== this.#list;
    if (!this.#recent || this.#recent.size >= REMEMBERED) {
      this.#before = this.#recent;
      this.#recent = new Digests();
    }
    this.#recent.add(first, second, this.#list);
    return false;
  }
}
