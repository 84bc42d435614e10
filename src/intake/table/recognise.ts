/** Which known layouts may a file have: by its header line, else by the shapes of its columns. */
import { currencyFrom } from '../../values/currency.ts';
import { amountFrom } from '../../values/amount-text.ts';
import { dayFromText, isYearless, ordersOf } from '../../values/day-text.ts';
import type { Profile } from '../profiles/profile.ts';
import { columnName, headerNames } from './header.ts';
import { type Layout, layOut, meets, sameHeader } from './layout.ts';
import type { RawRecord } from './records.ts';
import { runs } from './running-balance.ts';

/** A header is looked for in this many records. */
export const HEADER_DEPTH = 40;

interface Known { readonly profile: Profile; readonly names: readonly string[] }
export interface Catalogue { readonly profiles: readonly Profile[]; readonly headers: ReadonlyMap<string, readonly Known[]>; readonly all: readonly Known[] }

const keyOf = (names: readonly string[]): string => names.join('\u001f');

/** Profiles -> what recognition looks up; layouts that are only taken by name are left out of the headers. */
export function catalogueOf(profiles: readonly Profile[]): Catalogue {
  const headers = new Map<string, Known[]>();
  const all: Known[] = [];
  for (const profile of profiles)
    for (const header of profile.header && !profile.explicit ? [profile.header, ...(profile.variants ?? [])] : []) {
      const known = { profile, names: headerNames(header) };
      all.push(known);
      const key = keyOf(known.names);
      headers.set(key, [...(headers.get(key) ?? []), known]);
    }
  return { profiles, headers, all };
}

/** True when a record is the header of a known layout, name by name. */
export const isKnownHeader = (catalogue: Catalogue) => (record: RawRecord): boolean => record.length > 1 && exact(catalogue, record).length > 0;

function exact(catalogue: Catalogue, record: RawRecord): readonly Known[] {
  const names = headerNames(record);
  if (names.length < 2) return [];
  const found = catalogue.headers.get(keyOf(names));
  if (found) return found;
  return names.some((name) => name.includes('\ufffd') || /\p{L}\?\p{L}/u.test(name)) ? catalogue.all.filter((known) => sameHeader(names, known.names)) : [];
}

/** Layouts whose header stands in the first records; those of the most alike header only. */
export function byHeader(catalogue: Catalogue, records: readonly RawRecord[]): Layout[] {
  const depth = Math.min(HEADER_DEPTH, records.length);
  for (let index = 0; index < depth; index++) {
    const known = exact(catalogue, records[index]!);
    const layouts = known.map(({ profile, names }) => layOut(profile, records[index]!, index + 1, names)).filter((layout) => typeof layout !== 'string');
    if (layouts.length) return layouts;
  }
  return alike(catalogue, records.slice(0, depth));
}

/** Headers that share most names with a known one, with every column that the layout needs. */
function alike(catalogue: Catalogue, records: readonly RawRecord[]): Layout[] {
  let best = 0.65;
  let layouts: Layout[] = [];
  for (const [index, record] of records.entries()) {
    if (record.length < 5) continue;
    const names = new Set(headerNames(record).filter(Boolean));
    if (names.size < 5) continue;
    for (const { profile, names: wanted } of catalogue.all) {
      if (profile.weak || wanted.length < 5) continue;
      let common = 0;
      for (const name of wanted) if (names.has(name)) common++;
      const likeness = common / (names.size + wanted.filter(Boolean).length - common);
      if (likeness < best) continue;
      const layout = layOut(profile, record, index + 1, wanted);
      if (typeof layout === 'string' || losesItsText(layout)) continue;
      if (likeness > best) layouts = [];
      best = likeness;
      layouts.push(layout);
    }
  }
  return layouts;
}

/** True when the file has none of the columns that the layout describes its rows with, but a column that the layout does not know: its text would be lost. */
function losesItsText({ profile, columns, header }: Layout): boolean {
  if (columns.description.length > 0 || columns.counterparty >= 0 || profile.columns.description.length === 0) return false;
  const taken = new Set(Object.values(columns).flat());
  return headerNames(header).some((name, at) => name !== '' && !taken.has(at));
}

/** A layout that was named by the user: its header wherever it stands, or its columns by position. A text says why not. */
export function byName(profile: Profile, records: readonly RawRecord[]): Layout | string {
  let missing = 'its header is not in the file';
  if (profile.header) {
    for (const [index, record] of records.slice(0, HEADER_DEPTH).entries())
      for (const header of [profile.header, ...(profile.variants ?? [])]) {
        const names = headerNames(header);
        const found = headerNames(record).filter((name) => name !== '' && names.includes(name)).length;
        const layout = found >= 2 || sameHeader(headerNames(record), names) ? layOut(profile, record, index + 1, names) : '';
        if (typeof layout !== 'string') return layout;
        if (layout) missing = `the column "${layout}" is not in the file`;
      }
    return missing;
  }
  const layout = layOut(profile, [], 0) as Layout;
  const start = records.findIndex((record) => isRow(layout, record));
  return start < 0 ? 'no row has a date and an amount where it has them' : { ...layout, start };
}

/** Layouts without a header whose columns have the right shapes in every row. */
export function byShape(catalogue: Catalogue, records: readonly RawRecord[], delimiter: string): Layout[] {
  const layouts: Layout[] = [];
  for (const profile of catalogue.profiles) {
    if (profile.header || profile.explicit || (profile.delimiter ?? delimiter) !== delimiter) continue;
    const layout = layOut(profile, [], 0) as Layout;
    const start = profile.keep ? 0 : firstRow(layout, records);
    if (start < 0) continue;
    const rows = (profile.keep ? records.filter((record) => layout.keep.every((rule) => meets(record, rule))) : records.slice(start)).filter((record) => record.length > 1);
    const good = rows.filter((record) => isRow(layout, record)).length;
    if (good > 0 && good >= rows.length * 0.9 && !isBalance(rows, layout.columns.amount)) layouts.push({ ...layout, start });
  }
  return layouts;
}

/** True when the column taken for the amount is the balance of another one. */
function isBalance(rows: readonly RawRecord[], amount: number): boolean {
  const width = rows[0]?.length ?? 0;
  for (let other = 0; amount >= 0 && other < width; other++) if (other !== amount && runs(rows, other, amount) && !runs(rows, amount, other)) return true;
  return false;
}

/** Index of the first record that is a row, when nothing above it looks like a header; else -1. */
function firstRow(layout: Layout, records: readonly RawRecord[]): number {
  const width = layout.profile.width ?? 0;
  for (let index = 0; index < Math.min(records.length, 15); index++) {
    const record = records[index]!;
    if (isRow(layout, record)) return index;
    // a row that went wrong: it may not be passed over
    if (/^\W{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/.test(record[layout.columns.date] ?? '')) return -1;
    const filled = record.filter((cell) => cell.trim() !== '');
    if (filled.length >= Math.max(3, width - 1) || (filled.length >= 3 && !filled.some((cell) => /\d/.test(cell)))) return -1;
  }
  return -1;
}

/** True when every cell that a layout without header names has its shape. */
function isRow(layout: Layout, record: RawRecord): boolean {
  const { columns: at, profile } = layout;
  const cell = (index: number): string => (record[index] ?? '').trim();
  const isDate = (index: number): boolean => (profile.period ? isYearless(cell(index).replace(/^'|'$/g, '')) : profile.dates.some((order) => dayFromText(cell(index), order) !== undefined));
  const isNumber = (index: number): boolean => !Number.isNaN(amountFrom(cell(index), '.', 3)) || !Number.isNaN(amountFrom(cell(index), ',', 3));
  const isSome = (index: number): boolean => isNumber(index) && /[1-9]/.test(cell(index));
  const width = record.length > 0 && cell(record.length - 1) === '' ? [record.length, record.length - 1] : [record.length];
  if (profile.width && !width.includes(profile.width)) return false;
  if (!isDate(at.date) || (at.valueDate >= 0 && cell(at.valueDate) !== '' && !isDate(at.valueDate))) return false;
  if (at.amount >= 0 ? !isNumber(at.amount) : (!isNumber(at.in) && !isNumber(at.out)) || (isSome(at.in) && isSome(at.out))) return false;
  // a date further left would be the booking date
  for (let index = 0; index < at.date; index++) if (ordersOf(cell(index)).some((order) => order !== 'serial') && !/^\d+$/.test(cell(index)) && index !== at.valueDate) return false;
  for (const index of [at.in, at.out, at.balance, at.fee]) if (index >= 0 && cell(index) !== '' && !isNumber(index)) return false;
  if (at.direction >= 0 && ![...(profile.directions?.in ?? []), ...(profile.directions?.out ?? [])].includes(cell(at.direction))) return false;
  for (const index of at.currency) if (cell(index) !== '' && !currencyFrom(cell(index))) return false;
  if (at.account >= 0 && !/\d{4}/.test(cell(at.account))) return false;
  return at.description.every((index) => cell(index) === '' || (ordersOf(cell(index)).length === 0 && !/^[-+]?\d{1,9}[.,]\d{2}$/.test(cell(index))));
}

/** Ids near a misspelt one, for the message. */
export function nearIds(id: string, profiles: readonly Profile[]): string[] {
  const parts = columnName(id).split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 1);
  const score = (profile: Profile): number => parts.filter((part) => profile.id.includes(part) || profile.bank?.toLowerCase().includes(part)).length;
  return profiles.map((profile) => [score(profile), profile.id] as const).filter(([points]) => points > 0).sort((a, b) => b[0] - a[0]).slice(0, 5).map(([, name]) => name);
}
