/** A layout laid onto one file: which column plays which part there, and where the rows begin. */
import type { CellRule, ColumnRef, Profile } from '../profiles/profile.ts';
import { isBalanceName } from './aside.ts';
import { textOf } from './cells.ts';
import { columnName, headerNames, indexOf, sameName } from './header.ts';
import type { RawRecord } from './records.ts';

/** Parts that one column plays; -1 where the layout has none. */
export type Part = 'date' | 'valueDate' | 'executed' | 'amount' | 'in' | 'out' | 'direction' | 'amountIn' | 'currencyIn' | 'fee' | 'balance' | 'account' | 'accountName'
  | 'accountFrom' | 'accountTo' | 'counterparty' | 'payer' | 'payee' | 'counterpartyAccount' | 'reference' | 'type' | 'categoryGroup' | 'checkNumber';
const PARTS: readonly Part[] = ['date', 'valueDate', 'executed', 'amount', 'in', 'out', 'direction', 'amountIn', 'currencyIn', 'fee', 'balance', 'account', 'accountName', 'accountFrom', 'accountTo', 'counterparty', 'payer', 'payee', 'counterpartyAccount', 'reference', 'type', 'categoryGroup', 'checkNumber'];

/** Parts that more than one column may play. */
export interface Lists { readonly description: readonly number[]; readonly currency: readonly number[]; readonly category: readonly number[]; readonly note: readonly number[] }
export type Columns = Readonly<Record<Part, number>> & Lists;
/** A cell rule with its column found. */
export interface PlacedRule extends Omit<CellRule, 'column'> { readonly at: number }

export interface Layout {
  readonly profile: Profile;
  /** Names as the file writes them; empty without a header. */
  readonly header: RawRecord;
  /** Index of the first record after the header. */
  readonly start: number;
  readonly columns: Columns;
  readonly pending: readonly PlacedRule[];
  readonly ignore: readonly PlacedRule[];
  readonly keep: readonly PlacedRule[];
}

/**
 * Profile + header record -> layout, or the name of a column that is missing. `primary` and `found` translate between
 * the profile's first header and the variant that the file has.
 */
export function layOut(profile: Profile, header: RawRecord, start: number, found?: readonly string[]): Layout | string {
  const names = headerNames(header);
  const primary = profile.header?.map(columnName) ?? [];
  const place = (ref: ColumnRef | undefined): number => {
    if (found && typeof ref === 'string') {
      const position = primary.indexOf(columnName(ref));
      if (position >= 0 && position < found.length) return indexOf(names, found[position]);
    }
    return indexOf(names, ref);
  };
  const list = (refs: readonly ColumnRef[] | undefined): number[] => [...new Set((refs ?? []).map(place).filter((at) => at >= 0))];
  const { columns } = profile;
  const at = Object.fromEntries(PARTS.map((part) => [part, place(columns[part])])) as Record<Part, number>;
  for (const part of ['date', 'amount', 'in', 'out', 'direction', 'fee'] as const) if (columns[part] !== undefined && at[part] < 0) return String(columns[part]);
  const rules = (cells: readonly CellRule[] | undefined): PlacedRule[] => (cells ?? []).map(({ column, ...rule }) => ({ ...rule, at: place(column) })).filter((rule) => rule.at >= 0);
  return {
    profile, header, start,
    columns: { ...at, description: list(columns.description), currency: list(columns.currency), category: list(columns.category), note: list(columns.note) },
    pending: profile.pending === 'no-amount' ? [] : rules(profile.pending), ignore: rules(profile.ignore), keep: rules(profile.keep),
  };
}

/** True when a cell meets a rule. */
export function meets(record: RawRecord, rule: PlacedRule): boolean {
  const cell = (record[rule.at] ?? '').trim().toLowerCase();
  const some = (wanted: readonly string[], test: (word: string) => boolean): boolean => wanted.some((word) => test(word.toLowerCase()));
  if (rule.equals && !some(rule.equals, (word) => cell === word)) return false;
  if (rule.notEquals && (cell === '' || some(rule.notEquals, (word) => cell === word))) return false;
  if (rule.contains && !some(rule.contains, (word) => cell.includes(word))) return false;
  if (rule.startsWith && !some(rule.startsWith, (word) => cell.startsWith(word))) return false;
  return !rule.digits || /^\d+$/.test(cell);
}

/** True when all of the file's names are a profile's, in order. */
export const sameHeader = (found: readonly string[], wanted: readonly string[]): boolean =>
  found.length === wanted.length && found.every((name, index) => sameName(name, wanted[index]!));

/** The amount columns that a layout has, in a fixed order. */
export const amountColumns = ({ columns }: Layout): number[] => [...new Set([columns.amount, columns.in, columns.out, columns.amountIn, columns.fee, columns.balance].filter((at) => at >= 0))];
/** The date columns that a layout has. */
export const dateColumns = ({ columns }: Layout): number[] => [...new Set([columns.date, columns.valueDate, columns.executed].filter((at) => at >= 0))];

/** True when the whole text of a record names a balance ("Utgående saldo"): the number in it may be no amount. */
export function isBalanceLine({ columns }: Layout, record: RawRecord): boolean {
  const counterparty = (record[columns.counterparty] ?? '').trim();
  for (const at of columns.description) {
    const cell = record[at] ?? '';
    if (cell.length >= 60 || (cell !== '' && !isBalanceName(textOf(cell)))) return false;
  }
  const named = columns.description.some((at) => (record[at] ?? '').trim() !== '');
  return counterparty === '' ? named : isBalanceName(textOf(counterparty));
}
