/** What `ft import --json` answers, as far as the dashboard reads it. */
import { amountFrom } from '../../values/amount-text.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Minor, minor } from '../../values/money.ts';
import type { Failed } from '../background.ts';

/** Why a file was not taken; `detail`: what the sentence is made of. */
export type ImportFailure = Failed & { readonly detail?: Readonly<Record<string, unknown>> };
export interface BalanceTold { readonly days: number; readonly drift: { readonly day: Day; readonly expected: string; readonly found: string; readonly difference: string; readonly lastGood: Day | null } | null }
export interface AccountPart {
  readonly id: string;
  readonly account: string;
  readonly rows: number;
  readonly new: number;
  readonly from: Day;
  readonly to: Day;
  readonly balance: BalanceTold | null;
}
export interface PreviewRow { readonly line: number; readonly date: Day; readonly amount: string; readonly currency: Currency; readonly description: string; readonly category: string; readonly categorySource: string }
export interface TakenFile {
  readonly file: string;
  readonly format: string;
  readonly profile: string;
  readonly rows: number;
  readonly new: number;
  readonly duplicate: number;
  readonly doubtful: number;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly pending: number;
  readonly leftOut?: Readonly<Record<string, number>>;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly accounts: readonly AccountPart[];
  readonly preview?: readonly PreviewRow[];
}
export type FileTold = TakenFile | { readonly file: string; readonly error: ImportFailure };
export interface ImportTold {
  readonly files: readonly FileTold[];
  readonly transfersLinked: number;
  readonly skipped?: readonly { readonly file: string; readonly why: string }[];
  /** Transactions of these days and accounts that need a look; only of a real import. */
  readonly review?: number;
  readonly commit: string | null;
}

/** The file was read; else its `error` says why not. */
export const isTaken = (file: FileTold): file is TakenFile => !('error' in file);
/** Those of the files that were read. */
export const takenFiles = ({ files }: ImportTold): TakenFile[] => files.filter(isTaken);

/** Counts of all files that were taken. */
export function countsOf(told: ImportTold): { readonly rows: number; readonly fresh: number; readonly known: number; readonly doubtful: number; readonly rejected: number } {
  const files = takenFiles(told);
  const sum = (countOf: (file: TakenFile) => number): number => files.reduce((total, file) => total + countOf(file), 0);
  return { rows: sum(({ rows }) => rows), fresh: sum((file) => file.new), known: sum(({ duplicate }) => duplicate), doubtful: sum(({ doubtful }) => doubtful), rejected: sum(({ rows, duplicate, doubtful, ...file }) => rows - file.new - duplicate - doubtful) };
}

/** Decimal text of the JSON -> minor units. */
export const minorFrom = (text: string, currency: Currency): Minor => minor(amountFrom(text, '.', exponentOf(currency)));
