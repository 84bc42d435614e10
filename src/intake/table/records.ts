/**
 * csv-parse, driven synchronously: chunks of bytes go in, records with their line come out. Memory stays flat, since
 * only one chunk's records exist at a time.
 */
import { CsvError, Parser } from 'csv-parse';
import { raise } from '../../errors.ts';
import { type Encoding, utf8Converter } from '../encoding.ts';
import type { StatementFile } from '../statements/file.ts';
import type { Dialect } from './dialect.ts';

/** Longest record taken, in bytes: a quote that never closes must not swallow the file. */
const RECORD_LIMIT = 1_000_000;

export type RawRecord = readonly string[];
/** Records of one chunk and, beside each, the 1-based line on which it begins. */
export interface RecordChunk { readonly records: RawRecord[]; readonly lines: number[] }

type Done = (error?: Error | null) => void;

/**
 * csv-parse's parser with its records caught on their way into the stream: the documented `on_record` does the same, but
 * builds two objects of statistics for each record, which costs a third of the parse.
 */
class Catcher extends Parser {
  private records: RawRecord[] = [];
  private lines: number[] = [];
  /** Line on which the next record begins. */
  line = 1;

  override push(record: unknown): boolean {
    if (record !== null) this.caught(record as string[]);
    return true;
  }

  private caught(record: string[]): void {
    const begins = this.line;
    this.line = this.info.lines > begins ? begins + 1 + breaksIn(record) : begins + 1;
    // a length other than expected costs an error object with its stack: expect what came last
    const { state } = this as unknown as { state: { expectedRecordLength: number } };
    if (state.expectedRecordLength !== record.length) state.expectedRecordLength = record.length;
    if (record.length === 1 && record[0] === '') return;
    this.records.push(record);
    this.lines.push(begins);
  }

  /** What was caught since the last call. */
  handOver(): RecordChunk {
    const chunk = { records: this.records, lines: this.lines };
    this.records = [];
    this.lines = [];
    return chunk;
  }
}

/** The stream methods that are called directly; the stream's own declared types keep them for streams. */
interface Driven { _transform(chunk: Buffer, encoding: null, done: Done): void; _flush(done: Done): void }

/**
 * Records of a file in order, blank lines left out. Throws FailureError: file-line-too-long, file-truncated.
 */
export function* recordsOf(file: StatementFile, encoding: Encoding, dialect: Dialect): Generator<RecordChunk, void, undefined> {
  const parser = new Catcher({
    delimiter: dialect.delimiter, quote: dialect.quote, escape: dialect.quote, bom: true, record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true, relax_column_count: true, max_record_size: RECORD_LIMIT,
  });
  const driven = parser as unknown as Driven;
  const convert = utf8Converter(encoding);
  const done: Done = (error) => {
    if (error) refuse(error, file.name, parser.line);
  };
  for (const bytes of file.chunks()) {
    const utf8 = convert(bytes);
    // csv-parse keeps a view of the rest of a chunk, and the chunk's memory is used again: give it its own
    driven._transform(utf8 === bytes ? Buffer.from(utf8) : utf8, null, done);
    yield parser.handOver();
  }
  const rest = convert(undefined);
  if (rest.length) driven._transform(rest, null, done);
  driven._flush(done);
  yield parser.handOver();
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
  // With stray quotes and uneven rows allowed, csv-parse knows no other complaint.
  throw error;
}
