/** The text of a page -> its tables. Layout tables around them are looked through, spacer columns are left out. */
import { Parser } from 'htmlparser2';
import { raise } from '../../errors.ts';
import { amountFrom } from '../../values/amount-text.ts';
import { ordersOf } from '../../values/day-text.ts';
import { isBlank } from '../table/cells.ts';
import type { RawRecord, RecordChunk } from '../table/records.ts';
import type { Grid } from '../workbook/grid.ts';

const LONGEST_CELL = 1_000_000;
const MOST_COLUMNS = 1_000;
const MOST_ROWS = 1_100_000;
const MOST_TABLES = 5_000;
const DEEPEST = 1_000;
/** So many rows of the tables before one stand above it: they hold the account and the period. */
const ABOVE = 30;
const SKIPPED = new Set(['script', 'style', 'title', 'noscript', 'template', 'select', 'textarea', 'svg']);
/** Elements that part words. */
const PARTING = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'th', 'hr']);

/** A table as it is read. */
class OpenTable {
  readonly rows: string[][] = [];
  readonly lines: number[] = [];
  row: string[] | undefined;
  line = 0;
  cell: string[] | undefined;
  length = 0;
  /** Columns that the open cell covers. */
  span = 1;
  down = 1;
  /** Column -> rows that a cell from above still covers. */
  readonly covered = new Map<number, number>();
}

/** Chunks of text -> the tables that have rows. Throws FailureError: statement-hostile (sizes no bank writes), statement-broken (the text ends inside a table). */
export function pageTables(file: string, chunks: Iterable<string>): Grid[] {
  const reader = new PageReader(file);
  for (const chunk of chunks) reader.add(chunk);
  return reader.end();
}

class PageReader {
  readonly #file: string;
  readonly #parser: Parser;
  readonly #open: OpenTable[] = [];
  readonly #done: OpenTable[] = [];
  #depth = 0;
  #skipping = 0;
  #rows = 0;
  #tables = 0;
  #chunk = '';
  /** Where the chunk begins in the text, where the next line break in it stands, and the line before that. */
  #begins = 0;
  #break = Infinity;
  #line = 1;

  constructor(file: string) {
    this.#file = file;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#opens(name, attributes),
      onclosetag: (name) => this.#closes(name),
      ontext: (text) => this.#text(text),
    }, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true });
  }

  add(chunk: string): void {
    this.#chunk = chunk;
    this.#seekBreak(0);
    this.#parser.write(chunk);
    this.#lineAt(Infinity);
    this.#begins += chunk.length;
  }

  end(): Grid[] {
    const inside = this.#open.length > 0;
    this.#parser.end();
    if (inside) raise('statement-broken', { file: this.#file, line: this.#line, why: 'it ends inside a table' });
    return gridsOf(this.#done);
  }

  #opens(name: string, attributes: Record<string, string>): void {
    if (++this.#depth > DEEPEST) this.#hostile(`its elements are nested more than ${DEEPEST} deep`);
    if (SKIPPED.has(name)) this.#skipping++;
    const table = this.#open.at(-1);
    if (PARTING.has(name)) table?.cell?.push(' ');
    if (name === 'table') {
      if (++this.#tables > MOST_TABLES) this.#hostile(`it has more than ${MOST_TABLES} tables`);
      this.#open.push(new OpenTable());
    }
    else if (name === 'tr' && table) this.#beginRow(table);
    else if ((name === 'td' || name === 'th') && table) this.#beginCell(table, attributes);
  }

  #closes(name: string): void {
    this.#depth--;
    if (SKIPPED.has(name)) this.#skipping--;
    const table = this.#open.at(-1);
    if (!table) return;
    if (name === 'td' || name === 'th') endCell(table);
    else if (name === 'tr') endRow(table);
    else if (name === 'table') {
      endRow(table);
      this.#open.pop();
      if (table.rows.length) this.#done.push(table);
    }
  }

  #beginRow(table: OpenTable): void {
    endRow(table);
    if (++this.#rows > MOST_ROWS) this.#hostile(`it has more than ${MOST_ROWS} rows`);
    table.row = [];
    table.line = this.#lineAt(this.#parser.startIndex);
  }

  #beginCell(table: OpenTable, { colspan, rowspan }: Record<string, string>): void {
    endCell(table);
    if (!table.row) this.#beginRow(table);
    table.cell = [];
    table.length = 0;
    table.span = spanOf(colspan);
    table.down = spanOf(rowspan);
    if (table.row!.length + table.span > MOST_COLUMNS) this.#hostile(`it has a row of more than ${MOST_COLUMNS} cells`);
  }

  #text(text: string): void {
    const table = this.#open.at(-1);
    if (this.#skipping > 0 || !table?.cell) return;
    table.length += text.length;
    if (table.length > LONGEST_CELL) this.#hostile(`it has a cell of more than ${LONGEST_CELL} letters`);
    table.cell.push(text);
  }

  /** Position in the whole text -> its line; asked from front to back. */
  #lineAt(position: number): number {
    while (this.#break < position) {
      this.#line++;
      this.#seekBreak(this.#break - this.#begins + 1);
    }
    return this.#line;
  }

  #seekBreak(from: number): void {
    const at = this.#chunk.indexOf('\n', from);
    this.#break = at < 0 ? Infinity : this.#begins + at;
  }

  #hostile(why: string): never {
    return raise('statement-hostile', { file: this.#file, line: this.#line, why });
  }
}

const spanOf = (text: string | undefined): number => (/^\s*\d{1,5}\s*$/.test(text ?? '') ? Math.max(1, Number(text)) : 1);

function endCell(table: OpenTable): void {
  if (!table.cell || !table.row) return;
  while (table.covered.has(table.row.length)) table.row.push('');
  const column = table.row.length;
  table.row.push(table.cell.join('').replace(/[\s\u00a0]+/g, ' ').trim());
  for (let at = column + 1; at < column + table.span; at++) table.row.push('');
  if (table.down > 1) for (let at = column; at < column + table.span; at++) table.covered.set(at, table.down);
  table.cell = undefined;
}

function endRow(table: OpenTable): void {
  endCell(table);
  if (!table.row) return;
  for (const [column, rows] of table.covered) {
    if (rows > 1) table.covered.set(column, rows - 1);
    else table.covered.delete(column);
  }
  if (!isBlank(table.row)) {
    table.rows.push(table.row);
    table.lines.push(table.line);
  }
  table.row = undefined;
}

/** Tables in the order they end -> grids; what stood in tables without transactions stands above the rows of the next ones. */
function gridsOf(tables: readonly OpenTable[]): Grid[] {
  let above: { record: RawRecord; line: number }[] = [];
  return tables.map(({ rows, lines }, index) => {
    const own = withoutSpacers(rows);
    const chunk: RecordChunk = { records: [...above.map(({ record }) => record), ...own], lines: [...above.map(({ line }) => line), ...lines] };
    // a table that begins with a transaction has its header in the one before
    if (own.some(isTransaction)) above = isTransaction(own[0]!) ? above.slice(0, -1) : above;
    else above = [...above, ...own.slice(-ABOVE).map((record, at, kept) => ({ record, line: lines[own.length - kept.length + at]! }))].slice(-ABOVE);
    return { name: `table ${index + 1}`, count: own.length, *records() { yield chunk; } };
  });
}

/** True when three cells or more are filled, one of them with a date and another with an amount. */
function isTransaction(record: RawRecord): boolean {
  const filled = record.filter((cell) => cell !== '');
  const date = filled.findIndex((cell) => cell.length <= 20 && ordersOf(cell).some((order) => order !== 'serial'));
  return filled.length >= 3 && date >= 0 && filled.some((cell, at) => at !== date && cell.length <= 30 && (['.', ','] as const).some((mark) => !Number.isNaN(amountFrom(cell, mark, 4))));
}

/** Rows -> the same without the columns that are empty in all of them. */
function withoutSpacers(rows: readonly string[][]): string[][] {
  const used = new Set<number>();
  for (const row of rows) for (let at = 0; at < row.length; at++) if (row[at] !== '') used.add(at);
  const columns = [...used].sort((a, b) => a - b);
  return rows.map((row) => columns.map((at) => row[at] ?? ''));
}
