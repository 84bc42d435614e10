/** A table of cells -> a source: the layout is recognised by header, by shape, or by what the columns themselves say. */
import { type Failure, failure } from '../../errors.ts';
import type { DecimalMark } from '../../values/amount-text.ts';
import type { Currency } from '../../values/currency.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { builtIn } from '../profiles/built-in.ts';
import type { Profile } from '../profiles/profile.ts';
import type { StatementSource } from '../rows.ts';
import { isBlank } from './cells.ts';
import { type ColumnMap, mapped } from './column-map.ts';
import { choose } from './choose.ts';
import { infer } from './infer.ts';
import type { Layout } from './layout.ts';
import { byHeader, byName, byShape, type Catalogue, catalogueOf, nearIds } from './recognise.ts';
import { sourceOf, type TableFacts } from './source.ts';
import type { Table } from './table.ts';

export interface TableOptions {
  /** Id of a layout, built-in or own, that the user named. */
  readonly profile?: string;
  /** Which column is what, in the user's words. */
  readonly map?: ColumnMap;
  /** Stands where the file names none. */
  readonly currency?: Currency;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: DecimalMark;
  /** Layouts that the user saved; they go before the built-in ones. */
  readonly userProfiles: readonly Profile[];
}

/** The layouts that a table is compared with: the one that the user named, or all. */
export interface Layouts { readonly named: Profile | undefined; readonly catalogue: Catalogue }

/** Options -> the layouts to compare with. Failure: profile-unknown. */
export function layoutsFor({ profile, userProfiles }: TableOptions): Result<Layouts, Failure> {
  const profiles = [...userProfiles, ...builtIn];
  const named = profile === undefined ? undefined : profiles.find(({ id }) => id === profile);
  if (profile !== undefined && !named) return err(failure('profile-unknown', { profile, near: nearIds(profile, profiles) }));
  return ok({ named, catalogue: catalogueOf(named ? [named] : profiles) });
}

/**
 * Table -> source. Nothing is guessed: no layout, or two that read the table differently, is a failure.
 * Failures: file-has-no-rows, layout-unknown, layout-ambiguous, profile-misfit, map-invalid, column-ambiguous, currency-unknown, rows-unreadable.
 */
export function readTable(table: Table, facts: TableFacts, layouts: Layouts, options: TableOptions): Result<StatementSource, Failure> {
  if (table.sample.every(isBlank)) return err(failure('file-has-no-rows', { file: table.file }));
  const found = candidates(table, options, layouts);
  if (!found.ok) return found;
  const choice = choose(table, found.value, options);
  return choice.ok ? sourceOf(facts, table, choice.value) : choice;
}

/** The layouts to choose from: the user's word, else known ones, else what the columns themselves say. */
function candidates(table: Table, options: TableOptions, { named, catalogue }: Layouts): Result<Layout[], Failure> {
  const { file, sample } = table;
  if (options.map) {
    const layout = mapped(sample, options.map, table.delimiter);
    return typeof layout === 'string' ? err(failure('map-invalid', { why: layout })) : ok([layout]);
  }
  if (named) {
    const layout = byName(named, sample);
    return typeof layout === 'string' ? err(failure('profile-misfit', { file, profile: named.id, why: layout })) : ok([layout]);
  }
  const own = byHeader(catalogueOf(options.userProfiles), sample);
  const known = own.length ? own : byHeader(catalogue, sample);
  if (known.length) return ok(known);
  const shaped = byShape(catalogue, sample.slice(0, 2000), table.delimiter);
  if (shaped.length) return ok(shaped);
  return infer(table, catalogue.profiles.filter(({ explicit, sign, header }) => explicit && sign === 'charge-positive' && header));
}
