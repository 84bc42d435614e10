/** Cells as they are told: guards of spreadsheets taken off, parts of a description joined, excerpts for messages. */
import { excerpt } from '../excerpt.ts';
import type { RawRecord } from './records.ts';

/** Cell -> text: blanks around it and `="…"`, `"…"`, `'…'` guards off; all else as the bank wrote it. */
export function textOf(cell: string): string {
  const c = cell.charCodeAt(0);
  if (c > 64 && cell.charCodeAt(cell.length - 1) > 34) return cell;
  const text = cell.trim();
  if (text.length < 2) return text === '"' ? '' : text;
  const first = text[0];
  const last = text[text.length - 1];
  if (first === '=' && text[1] === '"' && last === '"') return text.slice(2, -1).trim();
  return (first === '"' || first === "'") && last === first ? text.slice(1, -1).trim() : text;
}

/** Account number or reference: also the lone apostrophe that keeps spreadsheets from counting. */
export const numberOf = (cell: string): string => textOf(cell).replace(/^'/, '');

/** Parts, best first -> one description; a part that another one holds already is left out. */
export function joined(record: RawRecord, columns: readonly number[]): string {
  if (columns.length === 1) return textOf(record[columns[0]!] ?? '');
  const parts: string[] = [];
  for (const at of columns) {
    const part = textOf(record[at] ?? '');
    if (part === '' || part === '-' || parts.some((known) => holds(known, part))) continue;
    const shorter = parts.findIndex((known) => holds(part, known));
    if (shorter >= 0) parts[shorter] = part;
    else parts.push(part);
  }
  return parts.join(' · ');
}

function holds(text: string, part: string): boolean {
  return text.includes(part) || (text.length < 400 && text.toLowerCase().includes(part.toLowerCase()));
}

/** The beginning of a record on one line, control characters made visible, for messages. */
export function excerptOf(record: RawRecord): string {
  return excerpt(record.map((cell) => cell.slice(0, 80)).join(' | '));
}

/** Names of columns for a message: the first forty, short and inert. */
export const namesTold = (header: RawRecord): string[] => header.slice(0, 40).map((name) => excerptOf([name]).slice(0, 60));

/** Record -> true when no cell of it holds text. */
export const isBlank = (record: RawRecord): boolean => record.every((cell) => cell.trim() === '' || cell === '"');
