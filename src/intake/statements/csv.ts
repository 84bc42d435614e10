/** Delimited text -> source: encoding and dialect are decided here, the layout as for every table. */
import type { Failure } from '../../errors.ts';
import type { Result } from '../../values/result.ts';
import { type Encoding, encodingFrom } from '../encoding.ts';
import type { StatementSource } from '../rows.ts';
import { rivalIn } from '../rivals/rival.ts';
import { type FileFacts, lookOver, type StatementFile } from './file.ts';
import { type Dialect, dialectOf, headText, splitHead } from '../table/dialect.ts';
import { layoutsFor, readTable, type TableOptions } from '../table/read-table.ts';
import { type Catalogue, isKnownHeader } from '../table/recognise.ts';
import { recordsOf } from '../table/records.ts';
import { Table } from '../table/table.ts';

/** File -> source; the bytes are read once for digest and encoding and once as a table. Failures: file-*, and those of `readTable`. */
export function readCsv(file: StatementFile, options: TableOptions & { readonly encoding?: string; readonly own?: readonly string[] }): Result<StatementSource, Failure> {
  const layouts = layoutsFor(options);
  if (!layouts.ok) return layouts;
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const { encoding, dialect } = writing(facts.value, options.encoding, layouts.value.catalogue);
  const rival = options.profile === undefined && options.map === undefined ? rivalIn(splitHead(headText(facts.value.head, encoding), dialect, 40)) : undefined;
  if (rival) return rival({ file, facts: facts.value, encoding, dialect, currency: options.currency, decimal: options.decimal, own: options.own ?? [] });
  const table = new Table({ file: file.name, size: file.size, delimiter: dialect.delimiter, records: () => recordsOf(file, encoding, dialect) });
  return readTable(table, { ...facts.value, format: 'csv', encoding }, layouts.value, options);
}

/** Encoding and table form; where the letters leave several encodings open, the one that makes a known header. */
function writing(facts: FileFacts, named: string | undefined, catalogue: Catalogue): { encoding: Encoding; dialect: Dialect } {
  const forced = named === undefined ? undefined : encodingFrom(named);
  const knows = isKnownHeader(catalogue);
  let first: { encoding: Encoding; dialect: Dialect } | undefined;
  for (const encoding of forced ? [forced] : facts.encodings) {
    const text = headText(facts.head, encoding);
    const dialect = dialectOf(text, knows);
    first ??= { encoding, dialect };
    if (facts.encodings.length > 1 && splitHead(text, dialect, 40).some((record) => !record.some((cell) => cell.includes('\ufffd')) && knows(record))) return { encoding, dialect };
  }
  return first!;
}
