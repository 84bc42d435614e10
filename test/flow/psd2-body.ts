/** Bodies of the PSD2 corpus: their records, and the same bodies changed so that one thing at a time can be asked of them. */
import { isLosslessNumber, parse, stringify } from 'lossless-json';

export type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
const fieldsIn = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Text of a field; a number is one too. */
export const fieldText = (record: Fields, field: string): string => (typeof record[field] === 'string' ? (record[field] as string) : isLosslessNumber(record[field]) ? String(record[field]) : '').trim();

const DATES = ['bookingDate', 'bookingDateTime', 'valueDate', 'valueDateTime', 'transactionDate', 'booking_date', 'value_date', 'transaction_date', 'date', 'posted', 'transacted_at'];
const DIRECTION = 'credit_debit_indicator';

/** A body in which records can be changed; numbers stay as they are written. */
export class Body {
  readonly #root: unknown;
  constructor(readonly text: string) { this.#root = parse(text); }

  /** Every list of records that some provider has. */
  #lists(): { readonly holder: Fields; readonly name: string }[] {
    const root = isFields(this.#root) ? this.#root : {};
    const report = [root['transactions'], root['cardTransactions']].find(isFields);
    const holders: [Fields, string][] = report ? [[report, 'booked'], [report, 'pending']] : [[root, 'transactions'], ...fieldsIn(root['accounts']).map((one): [Fields, string] => [one, 'transactions'])];
    return holders.map(([holder, name]) => ({ holder, name })).filter(({ holder, name }) => Array.isArray(holder[name]));
  }

  records(): readonly Fields[] { return this.#lists().flatMap(({ holder, name }) => fieldsIn(holder[name])); }
  accounts(): readonly Fields[] { return isFields(this.#root) ? fieldsIn(this.#root['accounts']) : []; }
  /** Number of the account that the body is about, where it says so. */
  ownNumber(): string | undefined {
    const account = isFields(this.#root) && isFields(this.#root['account']) ? this.#root['account'] : {};
    return fieldText(account, 'iban') || undefined;
  }

  #changed(change: (records: readonly Fields[]) => readonly Fields[]): string {
    const copy = new Body(this.text);
    for (const { holder, name } of copy.#lists()) holder[name] = change(fieldsIn(holder[name]));
    return stringify(copy.#root) ?? '';
  }

  /** Records without any date get one, so that what else they say is read. */
  dated(day: string): string {
    return this.#changed((records) => records.map((record) => (DATES.some((field) => fieldText(record, field) !== '') ? record : { ...record, bookingDate: day, booking_date: day })));
  }
  /** As `dated`, and amounts lose the word beside them that says which way they go. */
  asSent(day: string): string {
    return new Body(this.dated(day)).#changed((records) => records.map((record) => ({ ...record, [DIRECTION]: undefined })));
  }
  /** Only records with a booking date. */
  withBookingDate(): string {
    return this.#changed((records) => records.filter((record) => fieldText(record, 'bookingDate') !== '' || fieldText(record, 'booking_date') !== ''));
  }
}
