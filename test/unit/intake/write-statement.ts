/** Writes a made-up statement in the manner of a layout, so that every layout can be tried without copying anyone's file. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellRule, ColumnRef, Profile } from '../../../src/intake/profiles/profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'ft-statements-'));
let count = 0;

/** Text or bytes -> path of a file that holds them. */
export function fileOf(content: string | Uint8Array, name = 'statement.csv'): string {
  const path = join(folder, `${count++}-${name}`);
  writeFileSync(path, content);
  return path;
}

export interface Fact { readonly day: string; readonly minor: number; readonly text: string }
export const FACTS: readonly Fact[] = [
  { day: '2026-01-13', minor: -24950, text: 'GROCER ONE' },
  { day: '2026-01-14', minor: -123456, text: 'LANDLORD' },
  { day: '2026-01-19', minor: -1005, text: 'TRAM' },
  { day: '2026-01-28', minor: 3100075, text: 'EMPLOYER' },
];

/** Layout + facts -> the text of a file as that bank would write it, with a header where it has one. */
export function statementIn(profile: Profile, facts: readonly Fact[] = FACTS, decimal = profile.decimal ?? '.'): string {
  const names = profile.header ?? [];
  const all = Object.values(profile.columns).flat() as ColumnRef[];
  const place = (ref: ColumnRef): number => (typeof ref === 'number' ? ref : names.indexOf(ref));
  const rules: readonly CellRule[] = profile.keep ?? [];
  const width = Math.max(names.length, profile.width ?? 0, ...all.map((ref) => place(ref) + 1), ...rules.map((rule) => place(rule.column) + 1), profile.id === 'lv-swedbank' ? 9 : 0);
  const delimiter = profile.delimiter ?? (decimal === ',' ? ';' : ',');
  let balance = 500_000;
  const rows = facts.map((fact, index) => {
    const cells = Array<string>(width).fill('');
    const put = (ref: ColumnRef | undefined, value: string): void => void (ref !== undefined && (cells[place(ref)] = value));
    const { columns: c } = profile;
    balance += fact.minor;
    for (const ref of [c.account, c.accountFrom, c.accountTo]) put(ref, '12345678901');
    for (const ref of c.currency ?? []) put(ref, profile.currency ?? 'EUR');
    put(c.currencyIn, profile.currency ?? 'EUR');
    for (const ref of [c.counterparty, c.payer, c.payee]) put(ref, fact.text);
    c.description.forEach((ref) => put(ref, fact.text));
    const direction = profile.directions?.[fact.minor < 0 ? 'out' : 'in'][0];
    put(c.direction, direction ?? '');
    put(c.amount, amount(profile.sign === 'charge-positive' ? -fact.minor : direction ? Math.abs(fact.minor) : fact.minor, decimal));
    put(c.amountIn, amount(Math.abs(fact.minor), decimal));
    if (fact.minor < 0) put(c.out, amount(profile.sign === 'split-signed' ? fact.minor : -fact.minor, decimal));
    else put(c.in, amount(fact.minor, decimal));
    put(c.fee, '0');
    put(c.balance, amount(balance, decimal));
    for (const ref of [c.valueDate, c.executed, c.date]) put(ref, dateIn(fact.day, profile));
    for (const rule of rules) put(rule.column, rule.digits ? String(index + 1) : (rule.equals?.[0] ?? ''));
    // the status that lets a row be booked
    for (const rule of [...(Array.isArray(profile.pending) ? profile.pending : [])]) if (rule.notEquals && cells[place(rule.column)] === '') put(rule.column, rule.notEquals[0]!);
    return cells.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter);
  });
  const period = profile.period ? [['3', '1', "'1 January 2026'", "'31 January 2026'"].join(delimiter)] : [];
  return [...period, ...(names.length ? [names.map((name) => (name.includes(delimiter) ? `"${name}"` : name)).join(delimiter)] : []), ...rows].join('\r\n') + '\r\n';
}

function amount(minor: number, decimal: string): string {
  const text = Math.abs(minor).toString().padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -2)}${decimal}${text.slice(-2)}`;
}

function dateIn(day: string, profile: Profile): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  switch (profile.dates[0]) {
    case 'ymd': return day;
    case 'mdy': return `${month}/${date}/${year}`;
    case 'serial': return String(Math.round(Date.parse(day) / 86_400_000) + 25_569);
    case 'dm': return `${date} Jan`;
    default: return `${date}.${month}.${year}`;
  }
}
