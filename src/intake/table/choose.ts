/** Several layouts with the same header: the rows decide, else it is a failure that names --profile. */
import { type Failure, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { currencyFrom, isCurrency } from '../../values/currency.ts';
import { namesTold } from './cells.ts';
import { Evidence } from './evidence.ts';
import type { Layout } from './layout.ts';
import { periodAbove } from './preamble.ts';
import { decide, type Forced, type Reading } from './reading.ts';
import { type Found, rowReader } from './row-reader.ts';
import type { Table } from './table.ts';
import { isInWholeUnits } from './whole-units.ts';

/** The layout that was chosen, how it is read, and what was seen. */
export interface Choice { readonly layout: Layout; readonly reading: Reading; readonly evidence: Evidence; readonly fallback: string | undefined }
type Options = Pick<Forced, 'dateOrder' | 'decimal'> & { readonly profile?: string; readonly currency?: string };

/** Layouts -> the one that fits the rows. Failures: column-ambiguous, profile-misfit, layout-ambiguous, layout-unknown. */
export function choose(table: Table, layouts: readonly Layout[], options: Options): Result<Choice, Failure> {
  const { file } = table;
  const seen = gather(table, layouts);
  if (seen.every(({ evidence }) => evidence.records === 0)) return err(failure('file-has-no-rows', { file }));
  const fitting: Choice[] = [];
  let refusal: Failure | undefined;
  let misfit: { profile: string; why: string } | undefined;
  for (const { layout, evidence } of seen) {
    const period = layout.profile.period ? periodAbove(table.sample.slice(0, 40)) : undefined;
    const reading = decide(file, layout, evidence, { dateOrder: options.dateOrder, decimal: options.decimal, period, wholeUnits: isInWholeUnits(table, layout, evidence, options.currency) });
    if (reading.ok) fitting.push({ layout, reading: reading.value, evidence, fallback: options.currency });
    else if ('misfit' in reading.error) misfit ??= { profile: layout.profile.id, why: reading.error.misfit };
    else refusal ??= reading.error;
  }
  if (fitting.length === 0) {
    if (refusal) return err(refusal);
    const { header } = layouts[0]!;
    if (options.profile === undefined) return err(failure('layout-unknown', { file, header: namesTold(header.length ? header : (table.sample[0] ?? [])) }));
    return err(failure('profile-misfit', { file, profile: misfit!.profile, why: misfit!.why }));
  }
  const least = Math.min(...fitting.map(({ reading }) => reading.strain));
  const best = fitting.filter(({ reading }) => reading.strain === least);
  const essences = new Set(best.map(essence));
  if (essences.size === 1 || new Set(best.map((choice) => rowsUnder(table, choice))).size === 1) return ok(best[0]!);
  return err(failure('layout-ambiguous', { file, profiles: best.map(({ layout }) => layout.profile.id) }));
}

/** One evidence per layout over all records of the file. */
function gather(table: Table, layouts: readonly Layout[]): { layout: Layout; evidence: Evidence }[] {
  // layouts that take the same rows and columns share what is seen
  const shared = new Map<string, Evidence>();
  const seen = layouts.map((layout) => {
    const key = JSON.stringify([layout.start, layout.columns, layout.keep, layout.ignore]);
    const evidence = shared.get(key) ?? new Evidence(layout, !table.whole);
    shared.set(key, evidence);
    return { layout, evidence };
  });
  const all = [...shared.values()];
  for (const evidence of all) for (let index = evidence.layout.start; index < table.sample.length; index++) evidence.add(table.sample[index]!);
  table.eachBehind((record) => {
    for (const evidence of all) evidence.add(record);
  });
  return seen;
}

/** The facts of the first rows as a layout reads them, to compare. */
function rowsUnder(table: Table, { layout, reading, evidence }: Choice): string {
  const found: Found = { rows: [], problems: [], pending: [], ignored: 0 };
  const read = rowReader(layout, reading, { fallback: currencyFrom(layout.profile.currency ?? 'XXX'), inCells: true }, evidence.shape);
  for (let at = layout.start; at < Math.min(table.sample.length, layout.start + COMPARED); at++) read(table.sample[at]!, table.lines[at]!, found);
  return JSON.stringify([found.rows.map(({ line, bookingDate, amount, currency }) => [line, bookingDate, amount, currency]), found.pending.map(({ line }) => line), found.ignored]);
}
const COMPARED = 5_000;

/** What decides the facts of the rows: two layouts that agree on it read the file alike. */
function essence({ layout, reading }: Choice): string {
  const { columns, profile } = layout;
  const { date, amount, in: into, out, direction, fee, amountIn } = columns;
  const currency = columns.currency.length ? columns.currency : isCurrency(profile.currency ?? '') ? profile.currency : '';
  return JSON.stringify([date, amount, into, out, direction, fee, amountIn, currency, [...reading.orders].filter(([at]) => at === date), [...reading.marks].filter(([at]) => at !== columns.balance), reading.inSign, reading.outSign,
    profile.sign === 'charge-positive', layout.keep, layout.ignore, layout.pending, profile.pending === 'no-amount']);
}
