/** The chosen layout becomes a source: small files are read at once, large ones in batches when asked. */
import { type Failure, failure } from '../../errors.ts';
import { amountFrom } from '../../values/amount-text.ts';
import { type Currency, currencyFrom } from '../../values/currency.ts';
import { dayFromText } from '../../values/day-text.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { FormatName, Problem, RowBatch, StatementSource } from '../rows.ts';
import { excerptOf, namesTold } from './cells.ts';
import type { Choice } from './choose.ts';
import { distrustingTheEnd } from './cut-end.ts';
import { type Span, SpanOfDays } from '../statements/day-span.ts';
import { currencyInName } from './header.ts';
import { withSplitsTogether } from './numbered-splits.ts';
import { withPartsTogether } from './parts-together.ts';
import { withOpenings } from './openings.ts';
import { accountAbove, currencyAbove } from './preamble.ts';
import type { RawRecord } from './records.ts';
import { type CurrencySource, type Found, type RowReader, rowReader } from './row-reader.ts';
import { savable } from './saved-layout.ts';
import type { Table } from './table.ts';

const BATCH = 4_000;

/** What a table's file is beside its cells. `endsOpen`: no line break stands at its end, so its last row may be cut. */
export interface TableFacts { readonly digest: string; readonly format: FormatName; readonly encoding: string; readonly endsOpen: boolean }

/** Facts + table + choice -> source. Failures: currency-unknown, file-has-no-rows. */
export function sourceOf(facts: TableFacts, table: Table, choice: Choice): Result<StatementSource, Failure> {
  const { layout, evidence, reading } = choice;
  const { profile } = layout;
  const above = table.sample.slice(0, Math.max(0, layout.start - (layout.header.length ? 1 : 0)));
  const currencies = currencySource(table, choice, above);
  if (!currencies.ok) return currencies;
  const newReader = (): RowReader => {
    const read = rowReader(layout, reading, currencies.value, evidence.shape);
    return facts.endsOpen ? distrustingTheEnd(read, layout, reading, evidence.records) : read;
  };
  const lost = rowsAbove(table, choice, above.length);
  const held = table.whole ? readHeld(table, layout.start, newReader(), lost) : undefined;
  if (!held) table.release();
  const read = (): Generator<RowBatch, void, undefined> => (held ? fromHeld(held) : stream(table, layout.start, newReader(), lost));
  const whole = (): Generator<RowBatch, void, undefined> => (profile.splits === undefined ? read() : profile.splits === 'numbered' ? withSplitsTogether(read()) : withPartsTogether(read()));
  const batches = (): Generator<RowBatch, void, undefined> => (profile.opening ? withOpenings(whole(), profile.opening) : whole());
  const span = held ? spanOf(held) : evidence.span?.under(reading.orders.get(layout.columns.date) ?? 'ymd');
  if (!span) return err(withoutRows(table, layout.header, held ?? []));
  const account = accountAbove(above);
  return ok({
    file: table.file, digest: facts.digest, format: facts.format, profile: profile.id, encoding: facts.encoding, records: evidence.records, dayOrder: span.dayOrder, from: span.from, to: span.to,
    ...(profile.bank === undefined ? {} : { bank: profile.bank }), ...(profile.country === undefined ? {} : { country: profile.country }), ...(account === undefined ? {} : { account }),
    ...(profile.program === undefined ? {} : { program: profile.program }), layout: savable(choice, currencies.value.fallback), batches,
  });
}

/** The word of the user, the amount column's name, what stands above the rows, the layout's own: the first that names one. */
function currencySource(table: Table, { layout, evidence, fallback }: Choice, above: readonly RawRecord[]): Result<CurrencySource, Failure> {
  const { columns, header, profile } = layout;
  const amounts = [columns.amount, columns.in, columns.out].filter((at) => at >= 0);
  const named = amounts.map((at) => currencyInName(header[at] ?? '')).find((currency) => currency !== undefined);
  const inCells = columns.currency.length === 0 && amounts.some((at) => (evidence.amounts.get(at)?.currencies.size ?? 0) > 0);
  const currency: Currency | undefined = currencyFrom(fallback ?? '') ?? named ?? currencyAbove(above) ?? currencyFrom(profile.currency ?? '');
  if (currency || inCells) return ok({ fallback: currency, inCells });
  const codes = columns.currency.flatMap((at) => table.sample.slice(layout.start).map((record) => (record[at] ?? '').trim())).filter((cell) => cell !== '');
  if (codes.some((code) => currencyFrom(code.replace(/^["']|["']$/g, '')))) return ok({ fallback: undefined, inCells: false });
  return err(failure('currency-unknown', { file: table.file, found: codes[0] ?? '' }));
}

const nothing = (problems: readonly Problem[] = []): Found => ({ rows: [], problems: [...problems], pending: [], ignored: 0 });

/** Rows that stand above the header: what their columns are nobody says, but they are told, not passed over. */
function rowsAbove(table: Table, { layout, reading }: Choice, count: number): Problem[] {
  const { date, amount } = layout.columns;
  const isRow = (record: RawRecord): boolean => amount >= 0 && record.length >= Math.max(3, layout.header.length - 1)
    && dayFromText(record[date] ?? '', reading.orders.get(date) ?? 'ymd') !== undefined && !Number.isNaN(amountFrom(record[amount] ?? '', reading.marks.get(amount) ?? '.', 3));
  return table.sample.slice(0, count).flatMap((record, index) => (isRow(record) ? [{ line: table.lines[index]!, reason: 'it stands above the header', excerpt: excerptOf(record) }] : []));
}

function readHeld(table: Table, start: number, read: RowReader, lost: readonly Problem[]): RowBatch[] {
  const batches: RowBatch[] = [];
  let found = nothing(lost);
  for (let index = start; index < table.sample.length; index++) {
    read(table.sample[index]!, table.lines[index]!, found);
    if (found.rows.length + found.problems.length < BATCH) continue;
    batches.push(found);
    found = nothing();
  }
  batches.push(found);
  table.release();
  return batches;
}

function* fromHeld(held: readonly RowBatch[]): Generator<RowBatch, void, undefined> {
  yield* held;
}

function* stream(table: Table, start: number, read: RowReader, lost: readonly Problem[]): Generator<RowBatch, void, undefined> {
  let found = nothing(lost);
  let index = 0;
  for (const { records, lines } of table.again())
    for (let at = 0; at < records.length; at++) {
      if (index++ < start) continue;
      read(records[at]!, lines[at]!, found);
      if (found.rows.length + found.problems.length < BATCH) continue;
      yield found;
      found = nothing();
    }
  yield found;
}

function spanOf(held: readonly RowBatch[]): Span | undefined {
  const days = new SpanOfDays();
  for (const { rows } of held) for (const { bookingDate } of rows) days.add(bookingDate);
  if (days.span) return days.span;
  // only pending or rejected rows: the file is no mistake, it just has no booked day
  const pending = held.flatMap((batch) => batch.pending).flatMap(({ bookingDate }) => bookingDate ?? []);
  for (const day of pending) days.add(day);
  return days.span;
}

/** A file without a single booked or pending day: nothing but broken rows, or none. */
function withoutRows(table: Table, header: RawRecord, held: readonly RowBatch[]): Failure {
  const problem = held.flatMap(({ problems }) => problems)[0];
  if (!problem) return failure('file-has-no-rows', { file: table.file });
  return failure('rows-unreadable', { file: table.file, count: held.reduce((sum, { problems }) => sum + problems.length, 0), first: `line ${problem.line}: ${problem.reason}`, header: namesTold(header).filter(Boolean), isTable: true });
}
