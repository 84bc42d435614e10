/** One of several tables in a file: a sheet of a workbook, a table of a page. The one that holds the transactions is found. */
import { type Failure, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { StatementSource } from '../rows.ts';
import type { StatementFile } from '../statements/file.ts';
import { columnName } from '../table/header.ts';
import { type Layouts, layoutsFor, readTable, type TableOptions } from '../table/read-table.ts';
import { catalogueOf, HEADER_DEPTH, isKnownHeader } from '../table/recognise.ts';
import type { RawRecord, RecordChunk } from '../table/records.ts';
import type { TableFacts } from '../table/source.ts';
import { Table } from '../table/table.ts';

/** A table before its layout is known. */
export interface Grid {
  /** Name of the sheet, or "table 3". */
  readonly name: string;
  /** Rows that are not empty. */
  readonly count: number;
  /** They and their lines, from the beginning at each call. */
  records(): Generator<RecordChunk, void, undefined>;
}

/** Without a known header no more than so many are looked into, those with the most rows. */
const MOST_GUESSED = 20;

interface Read { readonly grid: Grid; readonly source: Result<StatementSource, Failure> }

/** Options -> the layouts to compare with. The cells of a sheet hold true dates, written as ISO: any layout may have them. Failure: profile-unknown. */
export function layoutsForGrids(options: TableOptions): Result<Layouts, Failure> {
  const layouts = layoutsFor(options);
  if (!layouts.ok) return layouts;
  const { named, catalogue } = layouts.value;
  const withIso = catalogue.profiles.map((profile) => (profile.dates.includes('ymd') ? profile : { ...profile, dates: [...profile.dates, 'ymd' as const] }));
  return ok({ named: named && withIso[0], catalogue: catalogueOf(withIso) });
}

/**
 * Grids of one file -> source. Those with a known header are taken, else those whose columns explain themselves. Several that are
 * pages of one account (same columns, days that follow each other) are read one after the other, their lines counted on.
 * Failures: those of `readTable`; sheets-ambiguous, where several hold transactions that are no pages of one account.
 */
export function readGrids(file: StatementFile, facts: TableFacts, grids: readonly Grid[], layouts: Layouts, options: TableOptions): Result<StatementSource, Failure> {
  const knows = isKnownHeader(layouts.catalogue);
  const open = (grid: Grid): Table => new Table({ file: file.name, size: file.size, delimiter: '', records: grid.records });
  const read = (grid: Grid): Read => ({ grid, source: readTable(open(grid), facts, layouts, options) });
  const known = grids.filter((grid) => firstRecords(grid).some(knows)).map(read).filter(({ source }) => source.ok || source.error.code !== 'file-has-no-rows');
  // a page that is known but cannot be read may not be passed over
  const failed = known.find(({ source }) => !source.ok);
  if (failed) return failed.source;
  const tried = known.length ? known : [...grids].sort((a, b) => b.count - a.count).slice(0, MOST_GUESSED).map(read);
  const found = tried.flatMap(({ grid, source }) => (source.ok ? [{ grid, source: source.value }] : []));
  if (found.length === 0) return mostTelling(file, tried);
  if (found.length === 1) return ok(found[0]!.source);
  const pages = found.sort((a, b) => (a.source.from < b.source.from ? -1 : a.source.from > b.source.from ? 1 : grids.indexOf(a.grid) - grids.indexOf(b.grid)));
  if (!arePages(pages.map(({ source }) => source))) return err(failure('sheets-ambiguous', { file: file.name, sheets: pages.map(({ grid }) => grid.name) }));
  return read(oneAfterTheOther(grids.filter((grid) => pages.some((page) => page.grid === grid)), pages[0]!.source.layout?.header ?? [])).source;
}

function firstRecords(grid: Grid): RawRecord[] {
  const first: RawRecord[] = [];
  for (const { records } of grid.records()) {
    for (const record of records) if (first.push(record) === HEADER_DEPTH) return first;
  }
  return first;
}

/** The failure that helps most: of a grid that is nearly a statement, else of the largest. */
function mostTelling(file: StatementFile, tried: readonly Read[]): Result<StatementSource, Failure> {
  const failures = tried.flatMap(({ source }) => (source.ok ? [] : [source.error]));
  const near = failures.find(({ code }) => code !== 'file-has-no-rows' && code !== 'layout-unknown') ?? failures.find(({ code }) => code === 'layout-unknown');
  return err(near ?? failures[0] ?? failure('file-has-no-rows', { file: file.name }));
}

/** Sources in order of their days -> true when they are read alike and may be one account's. */
function arePages(sources: readonly StatementSource[]): boolean {
  const [first, ...others] = sources as [StatementSource, ...StatementSource[]];
  const shape = ({ profile, layout }: StatementSource): string => JSON.stringify([profile, layout?.header?.map(columnName), layout?.columns, layout?.dates, layout?.currency]);
  if (others.some((other) => shape(other) !== shape(first) || other.account !== first.account)) return false;
  return first.layout?.columns.account !== undefined || others.every((other, index) => other.from >= sources[index]!.to);
}

/** Grids with one header -> one grid: what stands above the header of the later ones is left out. */
function oneAfterTheOther(grids: readonly Grid[], header: RawRecord): Grid {
  const names = header.map(columnName).join('\u001f');
  const isHeader = (record: RawRecord): boolean => names !== '' && record.map(columnName).join('\u001f').startsWith(names);
  function* records(): Generator<RecordChunk, void, undefined> {
    let before = 0;
    for (const [index, grid] of grids.entries()) {
      let last = 0;
      let skip = index === 0 || names === '' ? 0 : firstRecords(grid).findIndex(isHeader) + 1;
      for (const { records: some, lines } of grid.records()) {
        const from = Math.min(skip, some.length);
        skip -= from;
        last = lines.at(-1) ?? last;
        yield { records: some.slice(from), lines: lines.slice(from).map((line) => line + before) };
      }
      before += last;
    }
  }
  return { name: grids[0]!.name, count: grids.reduce((sum, { count }) => sum + count, 0), records };
}
