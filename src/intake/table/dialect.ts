/** How the table is written: separator and quote, told from the head of the file. */
import { type Encoding, utf8Converter } from '../encoding.ts';

export interface Dialect { readonly delimiter: string; readonly quote: '"' | "'" }

const DELIMITERS = [';', '\t', ',', '|'] as const;

/** First lines of the file as text. */
export function headText(head: Buffer, encoding: Encoding): string {
  const text = utf8Converter(encoding)(head).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Text -> cells of each record, quote-aware; for the head only, csv-parse reads the file itself. */
export function splitHead(text: string, { delimiter, quote }: Dialect, limit = 200): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length && records.length < limit; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== quote) cell += c;
      else if (text[i + 1] === quote) cell += text[++i];
      else quoted = false;
    } else if (c === quote && cell === '') quoted = true;
    else if (c === delimiter) {
      record.push(cell);
      cell = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      record.push(cell);
      records.push(record);
      record = [];
      cell = '';
    } else cell += c;
  }
  if (records.length < limit && (cell !== '' || record.length)) records.push([...record, cell]);
  return records.filter((cells) => cells.length > 1 || cells[0] !== '');
}

/**
 * Head of the file -> how it is written. `knowsHeader` says whether a record is the header of a known layout: that
 * settles it. Else a `sep=` line, else the separator that gives the most records of one same width.
 */
export function dialectOf(text: string, knowsHeader: (record: readonly string[]) => boolean): Dialect {
  const told = /^"?sep=(.)/i.exec(text)?.[1];
  const quote = quoteOf(text);
  if (told) return { delimiter: told, quote };
  let best: Dialect = { delimiter: ',', quote };
  let bestScore = -1;
  for (const delimiter of DELIMITERS) {
    const records = splitHead(text, { delimiter, quote });
    if (records.slice(0, 40).some(knowsHeader)) return { delimiter, quote };
    const score = evenness(records);
    if (score > bestScore) [best, bestScore] = [{ delimiter, quote }, score];
  }
  return best;
}

/** Cells in records of the commonest width above one, less what the records of other widths hold. */
function evenness(records: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>();
  for (const { length } of records) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of widths) best = Math.max(best, (width - 1) * count * (count / records.length));
  return best;
}

/** Single quotes are quotes only where no cell begins with a double one and single-quoted cells hold a separator. */
function quoteOf(text: string): '"' | "'" {
  if (/(?:^|[;,\t|\n\r])\s?"/.test(text)) return '"';
  const guarded = text.match(/(?:^|[;,\t|\n\r])'[^'\n\r]*'(?=[;,\t|\n\r]|$)/g) ?? [];
  return guarded.some((cell) => /[;,|\t]/.test(cell.slice(1).replace(/^'/, ''))) ? "'" : '"';
}
