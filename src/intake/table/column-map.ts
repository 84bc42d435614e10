/** `--map date=Dato,amount=Beløp,description=Tekst`: the user's own word on which column is what. */
import { type FailureOf, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { ordersOf } from '../../values/day-text.ts';
import { markOf } from '../../values/amount-text.ts';
import type { ColumnRef, Profile, ProfileColumns } from '../profiles/profile.ts';
import { columnName, headerNames, indexOf } from './header.ts';
import { GENERIC_DIRECTIONS } from './words.ts';
import { type Layout, layOut } from './layout.ts';
import { HEADER_DEPTH } from './recognise.ts';
import type { RawRecord } from './records.ts';

/** Part -> column name, or its number from 1; `description` may name several with `+`. */
export type ColumnMap = Readonly<Partial<Record<MapPart, string>>>;
const PARTS = ['date', 'value-date', 'amount', 'in', 'out', 'direction', 'fee', 'balance', 'description', 'currency', 'account', 'counterparty', 'counterparty-account', 'reference', 'type', 'category'] as const;
export type MapPart = (typeof PARTS)[number];

/** Text of the option -> map. Commas inside a name are kept when the name stands in quotes. */
export function columnMapFrom(text: string): Result<ColumnMap, FailureOf<'map-invalid'>> {
  const map: Partial<Record<MapPart, string>> = {};
  for (const item of text.match(/(?:[^,"]|"[^"]*")+/g) ?? []) {
    const [, part = '', column = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(item) ?? [];
    if (part === '') return err(failure('map-invalid', { why: `"${item.trim()}" is not PART=COLUMN` }));
    const known = PARTS.find((name) => name === part || name.replace('-', '') === part.toLowerCase());
    if (!known) return err(failure('map-invalid', { why: `"${part}" is no part; the parts are ${PARTS.join(', ')}` }));
    const name = column.replace(/^"(.*)"$/, '$1');
    if (name === '') return err(failure('map-invalid', { why: `${part} names no column` }));
    if (map[known] !== undefined) return err(failure('map-invalid', { why: `${part} stands in it twice` }));
    map[known] = name;
  }
  if (!map.date) return err(failure('map-invalid', { why: 'it names no date column' }));
  if (!map.amount && !map.in && !map.out) return err(failure('map-invalid', { why: 'it names no amount column, nor in and out' }));
  if (map.amount && (map.in || map.out)) return err(failure('map-invalid', { why: 'it names amount as well as in or out' }));
  return ok(map);
}

/** Records + map -> layout named "inferred", or why the map does not fit them. */
export function mapped(records: readonly RawRecord[], map: ColumnMap, delimiter: string): Layout | string {
  const wanted = Object.entries(map).flatMap(([part, column]) => (part === 'description' ? namesIn(column) : [column]));
  const depth = records.slice(0, HEADER_DEPTH);
  const named = wanted.filter((name) => !/^\d+$/.test(name));
  let best = -1;
  let missing = named[0] ?? '';
  for (const [index, record] of depth.entries()) {
    const names = headerNames(record);
    const lost = wanted.find((name) => indexOf(names, columnName(name)) < 0 && !(/^[1-9]\d*$/.test(name) && Number(name) <= Math.max(record.length, 1)));
    if (named.length === 0) break;
    if (lost === undefined) {
      best = index;
      break;
    }
    if (named.some((name) => indexOf(names, columnName(name)) >= 0)) missing = lost;
  }
  if (named.length > 0 && best < 0) return `there is no column "${missing}"`;
  const width = Math.max(...depth.map((record) => record.length));
  const high = wanted.find((name) => /^\d+$/.test(name) && (Number(name) < 1 || Number(name) > width));
  if (high !== undefined && named.length === 0) return `there is no column ${high}; the rows have ${width}`;
  if (named.length === 0) best = headerAbove(records, Number(map.date) - 1);
  const header = best < 0 ? [] : records[best]!;
  const names = headerNames(header);
  const ref = (name: string): ColumnRef => {
    const at = indexOf(names, columnName(name));
    return at >= 0 ? (names.indexOf(names[at]!) === at ? header[at]!.trim() : at) : header[Number(name) - 1]?.trim() && names.indexOf(names[Number(name) - 1]!) === Number(name) - 1 ? header[Number(name) - 1]!.trim() : Number(name) - 1;
  };
  const layout = layOut(profileOf(map, ref, header, delimiter), header, best + 1);
  return typeof layout === 'string' ? `there is no column "${layout}"` : layout;
}

const namesIn = (column: string): string[] => column.split('+').map((name) => name.trim()).filter(Boolean);

/** With numbers only: the last record before the first one whose date column is a date, where it has words; else none. */
function headerAbove(records: readonly RawRecord[], date: number): number {
  const first = records.findIndex((record) => ordersOf(record[date] ?? '').length > 0);
  const above = first > 0 ? records[first - 1]! : undefined;
  return above && above.filter((cell) => cell.trim() !== '').length > 1 && !above.some((cell) => ordersOf(cell).length > 0 || markOf(cell) === 'comma') ? first - 1 : first > 0 ? -1 : -1;
}

function profileOf(map: ColumnMap, ref: (name: string) => ColumnRef, header: RawRecord, delimiter: string): Profile {
  const one = (part: MapPart): ColumnRef | undefined => (map[part] === undefined ? undefined : ref(map[part]));
  const columns: Record<string, ColumnRef | readonly ColumnRef[]> = { date: one('date')!, description: map.description === undefined ? [] : namesIn(map.description).map(ref) };
  const take = (key: string, part: MapPart): void => {
    const found = one(part);
    if (found !== undefined) columns[key] = found;
  };
  take('valueDate', 'value-date');
  for (const part of ['amount', 'in', 'out', 'direction', 'fee', 'balance', 'account', 'counterparty', 'reference', 'type'] as const) take(part, part);
  take('counterpartyAccount', 'counterparty-account');
  const currency = one('currency');
  if (currency !== undefined) columns.currency = [currency];
  const category = one('category');
  if (category !== undefined) columns.category = [category];
  return {
    id: 'inferred', ...(header.length ? { header: header.map((name) => name.trim()) } : { delimiter, explicit: true }), columns: columns as unknown as ProfileColumns, dates: ['ymd', 'dmy', 'mdy', 'serial'],
    ...(map.direction ? { directions: GENERIC_DIRECTIONS } : {}),
  };
}
