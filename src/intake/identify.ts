/** A statement file -> a source that can be read: encoding, table, layout and reading are decided here, before the first row. */
import { type Failure, FailureError, failure } from '../errors.ts';
import type { DecimalMark } from '../values/amount-text.ts';
import type { Currency } from '../values/currency.ts';
import { err, ok, type Result } from '../values/result.ts';
import { type Encoding, encodingFrom } from './encoding.ts';
import { builtIn } from './profiles/built-in.ts';
import type { Profile } from './profiles/profile.ts';
import type { StatementSource } from './rows.ts';
import { isBlank } from './statements/cells.ts';
import { type ColumnMap, mapped } from './statements/column-map.ts';
import { type Dialect, dialectOf, headText, splitHead } from './statements/dialect.ts';
import { type FileFacts, lookOver } from './statements/file.ts';
import { infer } from './statements/infer.ts';
import type { Layout } from './statements/layout.ts';
import { byHeader, byName, byShape, type Catalogue, catalogueOf, isKnownHeader, nearIds } from './statements/recognise.ts';
import { type Choice, choose } from './statements/choose.ts';
import { sourceOf } from './statements/source.ts';
import { Table } from './statements/table.ts';

export interface IdentifyOptions {
  /** Id of a layout, built-in or own, that the user named. */
  readonly profile?: string;
  /** Which column is what, in the user's words. */
  readonly map?: ColumnMap;
  /** Stands where the file names none. */
  readonly currency?: Currency;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: DecimalMark;
  readonly encoding?: string;
  /** Layouts that the user saved; they go before the built-in ones. */
  readonly userProfiles: readonly Profile[];
}

/**
 * File -> source, synchronous; the bytes are read once for digest and encoding and once as a table. Nothing is guessed:
 * no layout, or two that read the file differently, is a failure.
 * Failures: file-*, layout-unknown, layout-ambiguous, profile-unknown, profile-misfit, map-invalid, column-ambiguous, currency-unknown.
 */
export function identify(file: string, options: IdentifyOptions): Result<StatementSource, Failure> {
  try {
    return identified(file, options);
  } catch (error) {
    if (error instanceof FailureError) return err(error.failure);
    throw error;
  }
}

function identified(file: string, options: IdentifyOptions): Result<StatementSource, Failure> {
  const profiles = [...options.userProfiles, ...builtIn];
  const named = options.profile === undefined ? undefined : profiles.find(({ id }) => id === options.profile);
  if (options.profile !== undefined && !named) return err(failure('profile-unknown', { profile: options.profile, near: nearIds(options.profile, profiles) }));
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const catalogue = catalogueOf(named ? [named] : profiles);
  const { encoding, dialect } = writing(facts.value, options, catalogue);
  const table = new Table(file, encoding, dialect);
  if (table.sample.every(isBlank)) return err(failure('file-has-no-rows', { file }));
  const layouts = candidates(table, options, named, catalogue);
  if (!layouts.ok) return layouts;
  const choice = choose(table, layouts.value, options);
  if (!choice.ok) return choice;
  return sourceOf(facts.value, encoding, table, choice.value satisfies Choice);
}

/** Encoding and table form; where the letters leave several encodings open, the one that makes a known header. */
function writing(facts: FileFacts, options: IdentifyOptions, catalogue: Catalogue): { encoding: Encoding; dialect: Dialect } {
  const forced = options.encoding === undefined ? undefined : encodingFrom(options.encoding);
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

/** The layouts to choose from: the user's word, else known ones, else what the columns themselves say. */
function candidates(table: Table, options: IdentifyOptions, named: Profile | undefined, catalogue: Catalogue): Result<Layout[], Failure> {
  const { file, sample } = table;
  if (options.map) {
    const layout = mapped(sample, options.map, table.dialect.delimiter);
    return typeof layout === 'string' ? err(failure('map-invalid', { why: layout })) : ok([layout]);
  }
  if (named) {
    const layout = byName(named, sample);
    return typeof layout === 'string' ? err(failure('profile-misfit', { file, profile: named.id, why: layout })) : ok([layout]);
  }
  const own = byHeader(catalogueOf(options.userProfiles), sample);
  const known = own.length ? own : byHeader(catalogue, sample);
  if (known.length) return ok(known);
  const shaped = byShape(catalogue, sample.slice(0, 2000), table.dialect.delimiter);
  if (shaped.length) return ok(shaped);
  return infer(table);
}
