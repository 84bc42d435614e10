/**
 * An unknown layout, told from the words of its header and the shapes of its columns. Taken only when there is one
 * reading: otherwise it is a failure that shows the columns, and the user says which is which.
 */
import { type Failure, failure } from '../../errors.ts';
import { amountFrom, markOf } from '../../values/amount-text.ts';
import { currencyFrom } from '../../values/currency.ts';
import { ordersOf } from '../../values/day-text.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { ColumnRef, Profile, ProfileColumns } from '../profiles/profile.ts';
import { columnName, headerNames } from './header.ts';
import { namesTold } from './cells.ts';
import { type Layout, layOut, sameHeader } from './layout.ts';
import { HEADER_DEPTH } from './recognise.ts';
import type { RawRecord } from './records.ts';
import { runs } from './running-balance.ts';
import { isNegative, speaksOfCard } from './sign-evidence.ts';
import type { Table } from './table.ts';
import { GENERIC_DIRECTIONS, type Role, roleOf } from './words.ts';

/** Rows looked at to tell the columns; how they are read is decided over the whole file afterwards. */
const LOOKED = 2_000;

interface Shape { readonly at: number; readonly role: Role | undefined; readonly filled: number; readonly dates: number; readonly numbers: number; readonly decimals: number; readonly negative: number; readonly positive: number; readonly currencies: number; readonly directions: number; readonly distinct: number; readonly texts: number }
interface Roles { date?: number; valueDate?: number; amount?: number; in?: number; out?: number; direction?: number; balance?: number; currency?: number; account?: number; counterparty?: number; reference?: number; type?: number; description: number[]; /** False where nothing tells whether amounts without a sign go in or out. */ isSigned: boolean }

/**
 * Table -> the one layout that its columns have. `cards` are layouts in anybody's words that write charges without a sign, and are
 * only taken by name. Failures: file-has-no-rows, layout-unknown; column-ambiguous where only the signs are open and one of `cards` has the header.
 */
export function infer(table: Table, cards: readonly Profile[]): Result<Layout[], Failure> {
  const { sample, file, delimiter } = table;
  const head = headerOf(sample);
  const header = head < 0 ? [] : sample[head]!;
  const rows = sample.slice(head + 1, head + 1 + LOOKED).filter((record) => record.some((cell) => ordersOf(cell).length > 0));
  const unknown = (): Result<Layout[], Failure> => err(failure('layout-unknown', { file, header: namesTold(header.length ? header : (sample[0] ?? [])) }));
  if (rows.length === 0) return looksLikeTable(header) ? err(failure('file-has-no-rows', { file })) : unknown();
  const width = Math.max(...rows.map((record) => record.length));
  const shapes = Array.from({ length: width }, (_, at) => shapeOf(rows, at, header[at]));
  const names = headerNames(header);
  const card = cards.find((profile) => sameHeader(names, headerNames(profile.header ?? [])));
  const roles = rolesOf(shapes, rows, card !== undefined);
  if (!roles) return unknown();
  if (!roles.isSigned) return card ? err(signsOpen(file, card)) : unknown();
  const ref = (at: number): ColumnRef => (names[at] && names.indexOf(names[at]) === at ? header[at]!.trim() : at);
  const status = names.findIndex((name) => STATUS.test(name));
  const layout = layOut({ ...profileOf(roles, ref, header, delimiter), ...(status < 0 ? {} : rulesOf(ref(status))) }, header, head + 1);
  return typeof layout === 'string' ? unknown() : ok([layout]);
}

/** A file that may be of an account or of a card: both readings, and how to say which. */
function signsOpen(file: string, { id, columns: { date, amount, description } }: Profile): Failure {
  const map = `date=${date},amount=${amount},description=${description.join('+')}`;
  return failure('column-ambiguous', { file, column: String(amount), readings: ['what a card was charged', 'what came into an account'], flag: `--profile ${id} (a card) or --map ${map} (an account)` });
}

/** A column that says what became of each row, and the words for those that are not booked yet or never will be. */
const STATUS = /^(?:transaction )?(?:status|state|tila|stav|estado|stato|statut|etat|état)$/;
const WAITING = ['pending', 'venter', 'vent', 'väntar', 'reserv', 'vorgemerkt', 'offen', 'varaus', 'odott', 'ausstehend', 'en attente', 'en cours', 'pendiente', 'pendente', 'in sospeso', 'in behandeling', 'authori', 'processing', 'oczek', 'čeká'];
const NEVER = ['declined', 'denied', 'reject', 'fail', 'cancel', 'revert', 'void', 'expired', 'avvist', 'avbrutt', 'avbruten', 'afvist', 'annul', 'nekad', 'avvisad', 'storniert', 'abgelehnt', 'refus', 'hylätty', 'rechaz', 'rifiut', 'geweigerd', 'odrzuc', 'zamítn'];
const rulesOf = (column: ColumnRef): Pick<Profile, 'pending' | 'ignore'> => ({ pending: [{ column, startsWith: WAITING }], ignore: [{ column, startsWith: NEVER }] });

/** Index of the last line of words before the first row; -1 when the file begins with a row. */
function headerOf(records: readonly RawRecord[]): number {
  const first = records.slice(0, HEADER_DEPTH + 1).findIndex((record) => record.length > 1 && record.some((cell) => ordersOf(cell).length > 0) && record.some((cell) => isNumber(cell)));
  if (first <= 0) return first === 0 ? -1 : records.findIndex((record) => record.length > 1);
  for (let index = first - 1; index >= 0; index--) {
    const record = records[index]!;
    if (record.length > 1 && record.filter((cell) => cell.trim() !== '').length > 1 && !record.some(isValue)) return index;
  }
  return -1;
}

/** A date, also one that does not exist, or a number with decimals: the cell of a row that went wrong, never a column's name. */
const isValue = (cell: string): boolean => ordersOf(cell).length > 0 || /^\W*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b/.test(cell) || /^\W*\d[\d\s.,]*[.,]\d{2}\W*$/.test(cell);

const looksLikeTable = (header: RawRecord): boolean => header.map((name) => roleOf(columnName(name))).includes('date');

const isNumber = (cell: string): boolean => {
  const mark = markOf(cell);
  // with four decimals, as rates have; huge amounts only fit with two
  return mark !== 'text' && mark !== 'empty' && ([4, 2] as const).some((exponent) => !Number.isNaN(amountFrom(cell, '.', exponent)) || !Number.isNaN(amountFrom(cell, ',', exponent)));
};

function shapeOf(rows: readonly RawRecord[], at: number, name: string | undefined): Shape {
  const shape = { at, role: name === undefined ? undefined : roleOf(columnName(name).replace('¤', '')), filled: 0, dates: 0, numbers: 0, decimals: 0, negative: 0, positive: 0, currencies: 0, directions: 0, distinct: 0, texts: 0 };
  const seen = new Set<string>();
  const directions: readonly string[] = [...GENERIC_DIRECTIONS.in, ...GENERIC_DIRECTIONS.out];
  for (const record of rows) {
    const cell = (record[at] ?? '').trim();
    if (cell === '') continue;
    shape.filled++;
    if (seen.size < 1000) seen.add(cell);
    if (ordersOf(cell).some((order) => order !== 'serial' || shape.role === 'date')) shape.dates++;
    else if (isNumber(cell)) {
      shape.numbers++;
      const mark = markOf(cell);
      if (mark !== 'integer') shape.decimals++;
      if (isNegative(cell)) shape.negative++;
      else if (/[1-9]/.test(cell)) shape.positive++;
    } else if (currencyFrom(cell)) shape.currencies++;
    else if (directions.includes(cell.toLowerCase())) shape.directions++;
    else shape.texts++;
  }
  shape.distinct = seen.size;
  return shape;
}

/** Shapes -> roles, or undefined when more than one reading stands. `asCard`: a card's file may have the same header. */
function rolesOf(shapes: readonly Shape[], rows: readonly RawRecord[], asCard: boolean): Roles | undefined {
  const roles: Roles = { description: [], isSigned: false };
  const most = (shape: Shape, count: number): boolean => shape.filled > 0 && count >= shape.filled * 0.8;
  const dates = shapes.filter((shape) => most(shape, shape.dates) && shape.filled >= rows.length * 0.5);
  if (!datesOf(dates, roles)) return undefined;
  const numeric = shapes.filter((shape) => most(shape, shape.numbers) && shape.at !== roles.date && shape.role !== 'reference' && shape.role !== 'account');
  const direction = shapes.filter((shape) => most(shape, shape.directions) && shape.distinct <= 4 && shape.filled >= rows.length * 0.9);
  if (!amountsOf(numeric, direction, roles, rows, asCard)) return undefined;
  const currency = shapes.filter((shape) => most(shape, shape.currencies) && shape.filled >= rows.length * 0.9);
  const chosen = currency.length > 1 ? currency.filter((shape) => shape.role === 'currency') : currency;
  if (chosen.length === 1) roles.currency = chosen[0]!.at;
  textsOf(shapes, roles);
  return roles;
}

/** One date column, or one whose name says it is the booking date and another one that says it is the value date. */
function datesOf(dates: readonly Shape[], roles: Roles): boolean {
  const value = dates.filter(({ role }) => role === 'valueDate');
  const others = dates.filter(({ role }) => role !== 'valueDate');
  const main = others.length === 1 ? others[0] : others.length === 0 && dates.length === 1 ? dates[0] : undefined;
  if (main) {
    roles.date = main.at;
    if (value.length === 1 && value[0] !== main) roles.valueDate = value[0]!.at;
    return true;
  }
  const named = others.filter(({ role }) => role === 'date');
  if (named.length === 1) roles.date = named[0]!.at;
  return named.length === 1;
}

/** An account has at least one row out for so many in; fewer look like a card's payments among its charges. */
const FEW = 5;

/** Which number is the amount: by words, by pairs where one side is empty, and by a balance that runs with it. False where that is open; the sign is told apart. */
function amountsOf(numeric: readonly Shape[], direction: readonly Shape[], roles: Roles, rows: readonly RawRecord[], asCard: boolean): boolean {
  const into = numeric.filter(({ role }) => role === 'in');
  const out = numeric.filter(({ role }) => role === 'out');
  const balances = numeric.filter(({ role }) => role === 'balance');
  if (balances.length === 1) roles.balance = balances[0]!.at;
  if (into.length === 1 && out.length === 1 && oneSided(rows, into[0]!.at, out[0]!.at)) {
    roles.in = into[0]!.at;
    roles.out = out[0]!.at;
    roles.isSigned = true;
    return true;
  }
  const named = numeric.filter(({ role }) => role === 'amount');
  let open = named.length === 1 ? named : numeric.filter(({ role, decimals, at }) => role !== 'balance' && role !== 'fee' && role !== 'in' && role !== 'out' && (decimals > 0 || role === 'amount') && at !== roles.balance);
  if (open.length === 0 && numeric.length === 1 && numeric[0]!.role !== 'balance' && numeric[0]!.role !== 'fee') open = [...numeric];
  if (open.length === 2) {
    const [a, b] = open as [Shape, Shape];
    const aRuns = runs(rows, a.at, b.at);
    const bRuns = runs(rows, b.at, a.at);
    if (aRuns === bRuns) return false;
    const [amount, balance] = aRuns ? [a, b] : [b, a];
    roles.balance = balance.at;
    open = [amount];
  }
  const amount = open.length === 1 ? open[0] : undefined;
  if (!amount || (amount.role === 'in' || amount.role === 'out')) return false;
  roles.amount = amount.at;
  if (direction.length === 1 && amount.negative === 0) roles.direction = direction[0]!.at;
  // amounts without a sign, or with one here and there, may be the charges of a card: only a direction or a balance that runs with them tells
  const hasRunning = roles.balance !== undefined && runs(rows, amount.at, roles.balance);
  roles.isSigned = roles.direction !== undefined || hasRunning || (amount.negative * FEW >= amount.positive && !speaksOfCard(rows, amount.at, asCard));
  // whether a fee is in the amount or comes on top only the balance tells
  return hasRunning || !numeric.some(({ role, negative, positive }) => role === 'fee' && negative + positive > 0);
}

/** True when in no row both columns hold a value. */
function oneSided(rows: readonly RawRecord[], a: number, b: number): boolean {
  return rows.filter((record) => /[1-9]/.test(record[a] ?? '') && /[1-9]/.test(record[b] ?? '')).length <= rows.length * 0.02;
}

/** Columns of text: those whose names say so ("Deposit" and "Withdrawal" are texts there), else the one with the most different texts. */
function textsOf(shapes: readonly Shape[], roles: Roles): void {
  const taken = new Set<number | boolean>(Object.values(roles).flat());
  const texts = shapes.filter((shape) => shape.texts > 0 && (shape.texts + (shape.role === 'description' ? shape.directions : 0)) * 2 >= shape.filled && !taken.has(shape.at));
  const by = (role: Role): Shape[] => texts.filter((shape) => shape.role === role);
  const words = by('description');
  const people = by('counterparty');
  const rest = [...texts].sort((a, b) => b.distinct - a.distinct);
  roles.description = words.length ? words.map(({ at }) => at) : people.length ? people.map(({ at }) => at) : rest.slice(0, 1).map(({ at }) => at);
  if (people.length === 1) roles.counterparty = people[0]!.at;
  const type = by('type');
  if (type.length === 1 && !roles.description.includes(type[0]!.at)) roles.type = type[0]!.at;
  const reference = shapes.filter(({ role, at }) => role === 'reference' && !taken.has(at));
  if (reference.length === 1) roles.reference = reference[0]!.at;
  const account = shapes.filter(({ role, at, filled, distinct }) => role === 'account' && !taken.has(at) && filled > 0 && distinct === 1);
  if (account.length === 1) roles.account = account[0]!.at;
}

function profileOf(roles: Roles, ref: (at: number) => ColumnRef, header: RawRecord, delimiter: string): Profile {
  const { description, currency, isSigned: _, ...single } = roles;
  const columns = Object.fromEntries(Object.entries(single).map(([part, at]) => [part, ref(at as number)]));
  return {
    id: 'inferred', ...(header.length ? { header: header.map((name) => name.trim()) } : { delimiter, explicit: true }),
    columns: { ...columns, description: description.map(ref), ...(currency === undefined ? {} : { currency: [ref(currency)] }) } as unknown as ProfileColumns, dates: ['ymd', 'dmy', 'mdy', 'serial'],
    ...(roles.direction === undefined ? {} : { directions: GENERIC_DIRECTIONS }),
  };
}
