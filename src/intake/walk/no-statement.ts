/** A file of a folder or an archive that could not be identified: a statement that must be told of, or no statement at all. */
import type { Failure } from '../../errors.ts';
import { headOf, type StatementFile } from '../statements/file.ts';
import { kindOf } from '../statements/kind.ts';

/**
 * Why the file is passed over as no statement, as a clause; undefined where it may be one: it is named like a table, or
 * a line of it reads like a transaction. What was meant as a statement is never passed over.
 */
export function whyNoStatement(file: StatementFile, failed: Failure): string | undefined {
  // A workbook under a password may well be one.
  if (failed.code === 'file-binary') return failed.looksLike.includes('workbook') ? undefined : `it looks like ${failed.looksLike}`;
  if (failed.code === 'file-empty') return 'it is empty';
  if (failed.code === 'file-unreadable' || failed.code === 'archive-unusable') return undefined;
  const head = headOf(file);
  if (!head.ok) return undefined;
  const { is } = kindOf(head.value);
  if (is === 'html') return /\.xls\w?$/i.test(file.name) || holdsTable(head.value) ? undefined : 'it looks like a web page';
  if (is !== 'table' || /\.(?:csv|tsv|tab|skv)$/i.test(file.name) || holdsTransaction(head.value)) return undefined;
  return 'it is a text without dates and amounts side by side';
}

/** True for a page with cells, a date and an amount. */
function holdsTable(head: Buffer): boolean {
  const text = head.toString('latin1').replaceAll('\0', '');
  return /<td/i.test(text) && DATE.test(text) && AMOUNT.test(text);
}

/** True where one line has a date, an amount and marks between cells. */
function holdsTransaction(head: Buffer): boolean {
  const text = head.toString('latin1').replaceAll('\0', '');
  return text.split(/[\r\n]+/).some((line) => line.length < 2_000 && DATE.test(line) && AMOUNT.test(line) && CELLS.test(line));
}

const DATE = /(?<!\d)(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d{6})(?!\d)/;
const AMOUNT = /\d[.,]\d{2}(?![\d.,/-]*\d)/;
// A comma before a blank is one of prose.
const CELLS = /;[^;]*;|\t[^\t]*\t|,(?! )[^,]*,(?! )|\|[^|]*\|/;
