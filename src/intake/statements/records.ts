/**
 * csv-parse, driven synchronously: chunks of bytes go in, records with their line come out. Memory stays flat, since
 * only one chunk's records exist at a time.
 */
import { CsvError, Parser } from 'csv-parse';
import { raise } from '../../errors.ts';
import { type Encoding, utf8Converter } from '../encoding.ts';
import { chunksOf } from './file.ts';
import type { Dialect } from './dialect.ts';

/** Longest record taken, in bytes: a quote that never closes must not swallow the file. */
export const RECORD_LIMIT = 1_000_000;

export type RawRecord = readonly string[];
/** Records of one chunk and, beside each, the 1-based line on which it begins. */
export interface RecordChunk { readonly records: RawRecord[]; readonly lines: number[] }

/** The parts of csv-parse's parser that are driven here; its declared types leave them out. */
interface Drivable {
  _transform(chunk: Buffer, encoding: null, callback: (error?: Error | null) => void): void;
  _flush(callback: (error?: Error | null) => void): void;
  readonly state: { expectedRecordLength: number; quoting: boolean };
}

/**
 * Records of a file in order, blank lines left out. Throws FailureError: file-line-too-long, file-truncated,
 * file-malformed.
 */
export function* recordsOf(file: string, encoding: Encoding, dialect: Dialect): Generator<RecordChunk, void, undefined> {
  let records: RawRecord[] = [];
  let lines: number[] = [];
  let line = 1;
  const parser = new Parser({
    delimiter: dialect.delimiter, quote: dialect.quote, escape: dialect.quote, bom: true, record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true, relax_column_count: true, max_record_size: RECORD_LIMIT,
    on_record: (record: string[], context: { lines: number }) => {
      const begins = line;
      line = context.lines > line ? begins + 1 + breaksIn(record) : begins + 1;
      // a length other than expected costs an error object with its stack: expect what came last
      if (state.expectedRecordLength !== record.length) state.expectedRecordLength = record.length;
      if (record.length === 1 && record[0] === '') return null;
      records.push(record);
      lines.push(begins);
      return null;
    },
  }) as unknown as Drivable;
  const state = parser.state;
  const convert = utf8Converter(encoding);
  const fail = (error?: Error | null): void => {
    if (error) refuse(error, file, line);
  };
  const take = (): RecordChunk => {
    const chunk = { records, lines };
    records = [];
    lines = [];
    return chunk;
  };
  for (const bytes of chunksOf(file)) {
    const utf8 = convert(bytes);
    // csv-parse keeps a view of the rest of a chunk, and the chunk's memory is used again: give it its own
    parser._transform(utf8 === bytes ? Buffer.from(utf8) : utf8, null, fail);
    yield take();
  }
  const rest = convert(undefined);
  if (rest.length) parser._transform(rest, null, fail);
  parser._flush(fail);
  yield take();
}

/** Line breaks inside the cells of one record; CR LF counts once. */
function breaksIn(record: readonly string[]): number {
  let count = 0;
  for (const cell of record)
    for (let i = 0; i < cell.length; i++) {
      const c = cell.charCodeAt(i);
      if (c === 10 || (c === 13 && cell.charCodeAt(i + 1) !== 10)) count++;
    }
  return count;
}

function refuse(error: Error, file: string, line: number): never {
  if (!(error instanceof CsvError)) throw error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') raise('file-line-too-long', { file, line, limit: RECORD_LIMIT });
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') raise('file-truncated', { file, line });
  return raise('file-malformed', { file, line, why: error.message });
}
