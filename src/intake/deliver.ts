/** The journey of `ft import`: statements identified one by one, then taken through the corridor in one commit. */
import type { Cascade } from '../categories/cascade.ts';
import { type Failure, FailureError, failure, failureIn } from '../errors.ts';
import { checkAccounts } from '../insight/account-checks.ts';
import type { BalanceCheck } from '../insight/drift.ts';
import type { TransferSuggestion } from '../insight/transfers.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { SumTooLarge } from '../values/money.ts';
import type { Result } from '../values/result.ts';
import { type ImportOptions, importStatement } from './intake.ts';
import { linkTransfers } from './link.ts';
import type { StatementReport } from './report.ts';
import type { StatementSource } from './rows.ts';

/** What became of one file: its report and the check of its balances, or why nothing of it was taken. */
export type FileOutcome = { readonly file: string; readonly report: StatementReport; readonly balances: readonly BalanceCheck[] } | { readonly file: string; readonly failure: Failure };

export interface Delivered {
  readonly files: readonly FileOutcome[];
  readonly transfersLinked: number;
  readonly suggestions: readonly TransferSuggestion[];
}

export interface DeliveryTools {
  readonly commit: Commit;
  readonly model: ReadModel;
  readonly cascade: Cascade;
  readonly progress: (label: string, done: number, total: number) => void;
}

/**
 * Identified files -> what became of each, inside one commit. A file that could not be identified, or of which nobody can tell
 * the account, is passed over and told. With --strict or --account, which are a word on all of them, it takes the whole commit back.
 */
export async function deliver(files: readonly { readonly file: string; readonly source: Result<StatementSource, Failure> }[], options: ImportOptions, tools: DeliveryTools): Promise<Delivered> {
  const { commit, model, cascade } = tools;
  const outcomes: FileOutcome[] = [];
  let period: { from: StatementReport['from']; to: StatementReport['to'] } = { from: undefined, to: undefined };
  for (const { file, source } of files) {
    if (!source.ok) {
      outcomes.push({ file, failure: source.error });
      continue;
    }
    const progress = (done: number, total: number): void => tools.progress(`importing ${file}`, done, total);
    const work = () => importStatement(source.value, options, { commit, model, cascade, progress });
    const taken = await (files.length === 1 || options.strict || options.account !== undefined ? work() : orFailure(() => commit.attempt(work)));
    if ('code' in taken) {
      outcomes.push({ file, failure: taken });
      continue;
    }
    const report = taken;
    outcomes.push({ file, report, balances: [] });
    // A whole ledger brings its transfers, and those that the person parted stay so.
    if (source.value.backup?.complete === true) continue;
    if (report.new > 0 || report.enriched > 0) period = { from: least(period.from, report.from), to: greatest(period.to, report.to) };
  }
  const { linked, suggestions } = linkTransfers(commit, model, period.from, period.to);
  return { files: outcomes.map((outcome) => ('report' in outcome ? { ...outcome, balances: checkAccounts(model, outcome.report.accounts.map(({ id }) => id)) } : outcome)), transfersLinked: linked, suggestions };
}

/** What `work` gives, or the expected failure that it raises. */
async function orFailure<T>(work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work();
  } catch (error) {
    const expected = error instanceof SumTooLarge ? failure('sum-too-large', {}) : failureIn(error);
    if (!expected) throw error;
    return expected;
  }
}

/** The first failure of a delivery of which nothing was taken; undefined when anything was. */
export function onlyFailure({ files }: Delivered): FailureError | undefined {
  const [first] = files;
  return files.every((outcome) => 'failure' in outcome) && first && 'failure' in first ? new FailureError(first.failure) : undefined;
}

const least = <T extends string>(a: T | undefined, b: T | undefined): T | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);
const greatest = <T extends string>(a: T | undefined, b: T | undefined): T | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);
