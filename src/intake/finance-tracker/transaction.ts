/** One transaction of an export -> a row that carries what was decided about it; nothing of it is taken on trust. */
import type { Decision, Step } from '../../categories/decision.ts';
import { isCurrency } from '../../values/currency.ts';
import { type Day, dayFrom } from '../../values/day.ts';
import { dayPrefix } from '../../values/ids.ts';
import type { BackupAccount } from '../backup.ts';
import type { Carried, Original, Row } from '../rows.ts';
import { Unfit, exact } from './exact.ts';

type Json = Readonly<Record<string, unknown>>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

const STEPS: ReadonlySet<unknown> = new Set<Step>(['own', 'rule', 'correction', 'bank-code', 'merchant', 'model', 'none']);
const ID = /^[0-9a-hjkmnp-tv-z]{16}$/;
const NAMED = /^[^\u0000-\u001f\u007f]{1,200}$/;
/** Other wordings, or deliveries, of one transaction. */
const MOST_IDS = 10_000;
const MOST_PARTS = 200;

/** Parsed element and its line -> row, with the account's id as `Row.account`. `complete`: how it was first recorded is taken over as well. Throws Unfit. */
export function transactionRow(value: unknown, line: number, accounts: ReadonlyMap<string, BackupAccount>, complete: boolean): Row {
  if (!isObject(value)) throw new Unfit('it is no object');
  const bookingDate = day(value['date'], 'date');
  const account = accounts.get(string(value['accountId'], 'accountId')) ?? unfit('its account is not in the file');
  const { currency } = account;
  if (value['currency'] !== currency) throw new Unfit(`its currency is not ${currency}, as that of its account`);
  const row: Writable<Row> = { line, bookingDate, amount: exact(value['amount'], currency, 'amount'), currency, description: string(value['description'], 'description'), account: account.id };
  const valueDate = value['valueDate'];
  if (valueDate !== null && valueDate !== undefined) row.valueDate = day(valueDate, 'value date');
  for (const name of ['counterparty', 'counterpartyAccount', 'note'] as const) {
    const text = optional(value[name], name);
    if (text !== undefined) row[name] = text;
  }
  if (isPresent(value['details'])) addDetails(row, value['details']);
  row.carried = carriedOf(value, row, complete);
  return row;
}

function addDetails(row: Writable<Row>, details: unknown): void {
  if (!isObject(details)) throw new Unfit('its details are no object');
  for (const name of ['bankCategory', 'batchReference', 'checkNumber', 'creditorReference', 'endToEndId', 'mandateId', 'mcc', 'reference', 'type'] as const) {
    const text = optional(details[name], name);
    if (text !== undefined) row[name] = text;
  }
  const { bankCodes, original } = details;
  if (isPresent(bankCodes)) row.bankCodes = strings(bankCodes, 'bank codes', 20);
  if (isPresent(original)) row.original = originalOf(original);
}

function originalOf(value: unknown): Original {
  if (!isObject(value)) throw new Unfit('its original amount is no object');
  const { currency } = value;
  if (typeof currency !== 'string' || !isCurrency(currency)) throw new Unfit('the currency of its original amount is not in ISO 4217');
  const rate = optional(value['rate'], 'rate');
  return { amount: exact(value['amount'], currency, 'original amount'), currency, ...(rate === undefined ? {} : { rate }) };
}

function carriedOf(value: Json, row: Row, complete: boolean): Carried {
  const id = string(value['id'], 'id');
  if (!ID.test(id)) throw new Unfit(`its id "${id.slice(0, 40)}" is none that ft gives`);
  if (!id.startsWith(dayPrefix(row.bookingDate))) throw new Unfit(`its id ${id} is not of the day ${row.bookingDate}`);
  const said = decisionOf(value);
  const carried: Writable<Carried> = { identity: { id, ordinal: ordinalOf(value['recorded']) }, decision: said.step === 'own' ? decidedBeneath(value['decided']) : said };
  if (said.step === 'own') carried.own = said.category;
  const merchant = optional(value['merchant'], 'merchant');
  if (merchant !== undefined) carried.merchant = merchant;
  if (isPresent(value['parts'])) carried.parts = partsOf(value['parts'], row);
  if (isPresent(value['aliases'])) carried.aliases = strings(value['aliases'], 'aliases', MOST_IDS);
  if (!complete) return carried;
  carried.recorded = recordedOf(value['recorded']);
  if (isPresent(value['attested'])) carried.attested = strings(value['attested'], 'deliveries', MOST_IDS);
  return carried;
}

/** What stands beneath an own category: a machine's decision, or none. */
const decidedBeneath = (value: unknown): Decision => (isObject(value) ? decisionOf(value) : { category: 'uncategorized', step: 'none', confidence: 0 });

function decisionOf(value: Json): Decision {
  const { category, categorySource: step, confidence } = value;
  if (typeof category !== 'string' || !NAMED.test(category)) throw new Unfit('its category is no name of one');
  if (!STEPS.has(step)) throw new Unfit('its categorySource is none that there is');
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) throw new Unfit('its confidence is no number from 0 to 1');
  const by = optional(value['by'], 'by');
  return { category, step: step as Step, confidence, ...(by === undefined ? {} : { by }) };
}

function partsOf(value: unknown, row: Row): NonNullable<Carried['parts']> {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_PARTS) throw new Unfit('its parts are no list of parts');
  const parts = (value as unknown[]).map((part) => {
    if (!isObject(part)) throw new Unfit('one of its parts is no object');
    const note = optional(part['note'], 'note');
    const category = part['category'];
    if (typeof category !== 'string' || !NAMED.test(category)) throw new Unfit('the category of a part is no name of one');
    return { amount: exact(part['amount'], row.currency, 'amount of a part'), category, ...(note === undefined ? {} : { note }) };
  });
  if (parts.reduce((total, part) => total + part.amount, 0) !== row.amount) throw new Unfit('its parts do not add up to its amount');
  return parts;
}

function ordinalOf(recorded: unknown): number {
  const ordinal = isObject(recorded) ? recorded['ordinal'] : 1;
  return typeof ordinal === 'number' && Number.isSafeInteger(ordinal) && ordinal >= 1 ? ordinal : unfit('its ordinal is no whole number from 1');
}

function recordedOf(value: unknown): NonNullable<Carried['recorded']> {
  if (!isObject(value)) throw new Unfit('it does not say how it was recorded');
  const { source, statement, line } = value;
  if (typeof source !== 'string' || source === '' || source.length > 40) throw new Unfit('its source is no name of a format');
  if (isPresent(statement) && (typeof statement !== 'string' || !NAMED.test(statement))) throw new Unfit('its statement is no id');
  if (isPresent(line) && !Number.isSafeInteger(line)) throw new Unfit('its line is no number');
  return { source, ...(isPresent(statement) ? { statement: statement as string } : {}), ...(isPresent(line) ? { line: line as number } : {}) };
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPresent = (value: unknown): boolean => value !== null && value !== undefined;
const unfit = (why: string): never => { throw new Unfit(why); };

function day(value: unknown, what: string): Day {
  return (typeof value === 'string' ? dayFrom(value) : undefined) ?? unfit(`the ${what} ${typeof value === 'string' ? `"${value.slice(0, 40)}" ` : ''}is no day`);
}
function string(value: unknown, what: string): string {
  return typeof value === 'string' ? value : unfit(`its ${what} is missing or no text`);
}
function optional(value: unknown, what: string): string | undefined {
  return isPresent(value) ? string(value, what) : undefined;
}
function strings(value: unknown, what: string, most: number): string[] {
  if (!Array.isArray(value) || value.length > most || !value.every((one) => typeof one === 'string' && NAMED.test(one))) throw new Unfit(`its ${what} are no list of texts`);
  return value as string[];
}
