/** The table of a file: a sample held in memory (all of a small file), the rest streamed when it is asked for. */
import { HELD_BYTES } from '../statements/file.ts';
import type { RawRecord, RecordChunk } from './records.ts';

const HELD_CELLS = 1_000_000;
const SAMPLED_CELLS = 100_000;

/** Where a table's records come from: a CSV file, or the cells of a sheet. */
export interface RecordSource {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Bytes of the file: whether it is held whole. */
  readonly size: number;
  /** What parts the cells; "" where nothing does. */
  readonly delimiter: string;
  /** The records from the beginning at each call. Throws FailureError. */
  records(): Generator<RecordChunk, void, undefined>;
}

export class Table {
  /** The first records; all of them when `whole`. */
  readonly sample: RawRecord[] = [];
  readonly lines: number[] = [];
  whole = false;
  private stream: Generator<RecordChunk, void, undefined> | undefined;

  /** Reads the sample. Throws FailureError as the source does. */
  constructor(private readonly source: RecordSource) {
    this.stream = source.records();
    const limit = source.size > HELD_BYTES ? SAMPLED_CELLS : HELD_CELLS;
    let cells = 0;
    while (cells < limit) {
      const next = this.stream.next();
      if (next.done) {
        this.whole = true;
        this.stream = undefined;
        break;
      }
      for (const [index, record] of next.value.records.entries()) {
        if (this.sample.length === 0 && isSeparatorLine(record)) continue;
        this.sample.push(record);
        this.lines.push(next.value.lines[index]!);
        cells += record.length;
      }
    }
  }

  /** Name of the file, for messages. */
  get file(): string { return this.source.file; }
  get delimiter(): string { return this.source.delimiter; }

  /** Calls for each record behind the sample, once; later calls find nothing. */
  eachBehind(visit: (record: RawRecord) => void): void {
    const stream = this.stream;
    this.stream = undefined;
    if (!stream) return;
    for (const { records } of stream) for (const record of records) visit(record);
  }

  /** Lets go of the sample. */
  release(): void {
    this.sample.length = 0;
    this.lines.length = 0;
  }

  /** All records again from the file, with their lines. */
  *again(): Generator<RecordChunk, void, undefined> {
    let first = true;
    for (const chunk of this.source.records()) {
      if (first && chunk.records.length) {
        first = false;
        if (isSeparatorLine(chunk.records[0]!)) yield { records: chunk.records.slice(1), lines: chunk.lines.slice(1) };
        else yield chunk;
      } else yield chunk;
    }
  }
}

/** The line `sep=;`, which tells a spreadsheet the separator. */
const isSeparatorLine = (record: RawRecord): boolean => /^"?sep=/i.test(record[0] ?? '') && record.slice(1).every((cell) => cell === '');
