/** CSV as RFC 4180 writes it: comma, quotes doubled, CRLF. Cells are inert on a terminal and in a spreadsheet. */
import { inertText, spreadsheetCell } from './inert.ts';

/** Numbers are counts and shares, never money: that comes as decimal text. Null is an empty cell. */
export type CsvCell = string | number | null;

// A quoted cell also survives a reader that is set to semicolons.
const NEEDS_QUOTES = /[",;']|^\s|\s$/;

/** Cells -> one line with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? '' : spreadsheetCell(inertText(String(cell)));
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(',')}\r\n`;
}
