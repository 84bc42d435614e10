/**
 * A format that is read from front to back becomes a source. The file is read through once before anything is taken from
 * it, so that one that is cut or broken fails as a whole; what is small is held, what is large is read again.
 */
import { type Failure, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { type Encoding, utf8Converter } from '../encoding.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { SpanOfDays } from './day-span.ts';
import { type FileFacts, HELD_BYTES, type StatementFile } from './file.ts';

/** What a format's file says of itself beside its rows. */
export type Told = Pick<StatementSource, 'format' | 'profile' | 'bank' | 'country' | 'program' | 'encoding'>;

/**
 * File + the reading of it -> source. `read` begins anew at each call; it raises what is wrong with the file as a whole.
 * `told` is asked after the first reading. Failures: file-has-no-rows, rows-unreadable, and what `read` raises is thrown.
 */
export function streamedSource(file: StatementFile, { digest }: Pick<FileFacts, 'digest'>, told: () => Told, read: () => Generator<RowBatch, void, undefined>): Result<StatementSource, Failure> {
  const days = new SpanOfDays();
  // Of a statement without transactions its balances tell the days.
  const stated = new SpanOfDays();
  const pendingDays = new SpanOfDays();
  const leftOut = new Set<string>();
  const held: RowBatch[] | undefined = file.size <= HELD_BYTES ? [] : undefined;
  let records = 0;
  let problems = 0;
  let first = '';
  for (const batch of read()) {
    for (const { bookingDate } of batch.rows) days.add(bookingDate);
    for (const { bookingDate } of batch.pending) if (bookingDate) pendingDays.add(bookingDate);
    for (const { day } of batch.balances ?? []) stated.add(day);
    for (const what of batch.leftOut ?? []) leftOut.add(what);
    records += batch.rows.length + batch.problems.length;
    const [problem] = batch.problems;
    if (problem && problems === 0) first = `line ${problem.line}: ${problem.reason}`;
    problems += batch.problems.length;
    held?.push(batch);
  }
  const booked = days.span ?? pendingDays.span;
  const span = booked ?? stated.span;
  if (!booked && problems > 0) return err(failure('rows-unreadable', { file: file.name, count: problems, first, header: [], isTable: false }));
  if (!span) return err(failure('file-has-no-rows', { file: file.name, leftOut: [...leftOut] }));
  function* again(): Generator<RowBatch, void, undefined> {
    if (held) yield* held;
    else yield* read();
  }
  return ok({ file: file.name, digest, ...told(), records, dayOrder: span.dayOrder, from: span.from, to: span.to, batches: again });
}

/** The text of a file, chunk by chunk, without a mark at its beginning; no letter is cut in two. */
export function* textOf(file: StatementFile, encoding: Encoding): Generator<string, void, undefined> {
  const toUtf8 = utf8Converter(encoding);
  const decoder = new TextDecoder('utf-8');
  for (const chunk of file.chunks()) {
    const text = decoder.decode(toUtf8(chunk), { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode(toUtf8(undefined), { stream: true }) + decoder.decode();
  if (rest !== '') yield rest;
}
