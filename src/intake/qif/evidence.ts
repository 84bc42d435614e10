/** What the dates and amounts of a whole QIF file prove: in which order day, month and year stand, and which mark is the decimal one. */
import { type FailureOf, failure } from '../../errors.ts';
import { type DecimalMark, type MarkProof, markOf } from '../../values/amount-text.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import { type DateOrder, dayFromText, ordersOf } from '../../values/day-text.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { ownText } from '../../values/text.ts';

/** More different dates than a century and a half has days are no dates: what was seen decides. */
const DISTINCT = 50_000;
/** No program writes a date longer. */
const LONGEST = 40;

/**
 * D as written -> a date as others write it: `6/ 1/94` without its padding, and `1/1' 5` as 1/1/05. The apostrophe is
 * Quicken's sign for a year after 1999, which is how a short year is read anyway.
 */
export function dateText(written: string): string {
  if (written.length > LONGEST) return written;
  const plain = /[ '\u2019]/.test(written) ? written.replace(/\s*['\u2019]\s*/g, '/').replace(/\s*([./-])\s*/g, '$1') : written;
  return /^\d{1,2}[./-]\d{1,2}[./-]\d$/.test(plain) ? `${plain.slice(0, -1)}0${plain.slice(-1)}` : plain;
}

/** How the file is read. */
export interface Reading { readonly order: DateOrder; readonly mark: DecimalMark }
export interface Settled { readonly dateOrder?: DateOrder | undefined; readonly decimal?: DecimalMark | undefined; readonly currency: Currency }

export class QifEvidence {
  readonly #dates = new Map<string, number>();
  readonly #marks: Record<MarkProof, number> = { integer: 0, point: 0, comma: 0, 'point-three': 0, 'comma-three': 0, 'point-groups': 0, 'comma-groups': 0, text: 0, empty: 0 };
  /** True until a date is not written as Quicken does in America: 6/1/94, 6/ 1/94, 6/1'06. */
  #isQuicken = true;
  /** True when a date has Quicken's apostrophe, which stands before the year. */
  #hasApostrophe = false;
  #last = '';
  #count = 0;

  /** D, as written. */
  date(written: string): void {
    if (written === this.#last) {
      this.#count++;
      return;
    }
    this.#settle();
    this.#last = written;
    this.#count = 1;
  }

  #settle(): void {
    const text = dateText(this.#last);
    if (text === '' || text.length > LONGEST) return;
    const known = this.#dates.get(text);
    if (known !== undefined || this.#dates.size < DISTINCT) this.#dates.set(ownText(text), (known ?? 0) + this.#count);
    if (/['\u2019]/.test(this.#last)) this.#hasApostrophe = true;
    if (!/^(?: ?[1-9]|1\d|2\d|3[01])\/(?: ?[1-9]|1\d|2\d|3[01])[/'][ \d]\d$/.test(this.#last)) this.#isQuicken = false;
  }

  /** T, U or $, as written. */
  amount(written: string): void { this.#marks[markOf(written)]++; }

  /** The reading of the file `file`; what nothing settles is a failure that names its flag. */
  decide(file: string, settled: Settled): Result<Reading, FailureOf<'column-ambiguous'>> {
    const order = settled.dateOrder === undefined ? this.#order(file, settled.currency) : ok(settled.dateOrder);
    if (!order.ok) return order;
    const mark = settled.decimal === undefined ? this.#mark(file, settled.currency) : ok(settled.decimal);
    return mark.ok ? ok({ order: order.value, mark: mark.value }) : mark;
  }

  #order(file: string, currency: Currency): Result<DateOrder, FailureOf<'column-ambiguous'>> {
    this.#settle();
    const counts = new Map<DateOrder, number>();
    for (const [text, count] of this.#dates) for (const order of ordersIn(text)) counts.set(order, (counts.get(order) ?? 0) + count);
    const most = Math.max(0, ...counts.values());
    let winners = [...counts.keys()].filter((order) => counts.get(order) === most);
    if (winners.length > 1 && !this.#mayBeginWithYear()) winners = winners.filter((order) => order !== 'ymd');
    const [first = 'dmy', ...others] = winners;
    if (others.every((order) => this.#isAlike(first, order))) return ok(first);
    // Quicken's own form, in dollars of the United States: the month stands first there.
    if (this.#isQuicken && currency === 'USD' && winners.includes('mdy')) return ok('mdy');
    return err(failure('column-ambiguous', { file, column: 'D (date)', readings: winners.map((order) => WORDS[order] ?? order), flag: `--date-order ${winners.join(' or ')}` }));
  }

  /** False when the first numbers of the dates change more often than the last ones: days do in a statement, years do not. */
  #mayBeginWithYear(): boolean {
    if (this.#hasApostrophe) return false;
    const parts = [...this.#dates.keys()].map((text) => /^(\d+)\D+\d+\D+(\d+)/.exec(text)).filter((part) => part !== null);
    return parts.some(([, year = '']) => year.length === 4) || new Set(parts.map(([, first]) => first)).size <= new Set(parts.map(([, , last]) => last)).size;
  }

  /** True when two orders read every date alike ("03/03/2026"). */
  #isAlike(a: DateOrder, b: DateOrder): boolean {
    for (const text of this.#dates.keys()) if (dayFromText(text, a) !== dayFromText(text, b)) return false;
    return true;
  }

  #mark(file: string, currency: Currency): Result<DecimalMark, FailureOf<'column-ambiguous'>> {
    const marks = this.#marks;
    const point = marks.point + marks['comma-groups'];
    const comma = marks.comma + marks['point-groups'];
    if (point !== comma) return ok(point > comma ? '.' : ',');
    const pointThree = marks['point-three'];
    const commaThree = marks['comma-three'];
    if (pointThree + commaThree === 0) return ok('.');
    // A currency without decimals: one mark alone groups thousands.
    if (exponentOf(currency) === 0 && (pointThree === 0 || commaThree === 0)) return ok(pointThree > 0 ? ',' : '.');
    const three = pointThree > 0 ? '1.234' : '1,234';
    return err(failure('column-ambiguous', { file, column: 'T (amount)', readings: [`${three} = 1234`, `${three} = 1 and ${three.slice(2)} thousandths`], flag: "--decimal ',' or --decimal '.'" }));
  }
}

const WORDS: Partial<Record<DateOrder, string>> = { dmy: 'day-month-year', mdy: 'month-day-year', ymd: 'year-month-day' };

/** No program writes a day number, nor a year of one digit first. */
const ordersIn = (text: string): DateOrder[] => ordersOf(text).filter((order) => order !== 'serial' && (order !== 'ymd' || /^\d{2}/.test(text)));
