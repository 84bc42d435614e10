/**
 * The corridor: how a delivery becomes events. One statement at a time, in batches of flat memory, inside one commit.
 * Promise: rows read = new + duplicate + doubtful + rejected.
 */
import type { Cascade } from '../categories/cascade.ts';
import { raise } from '../errors.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Day } from '../values/day.ts';
import { Assignment, type Opening } from './assign.ts';
import type { Arrivals } from './arrivals.ts';
import { Delivery } from './dedup.ts';
import { descriptionOf } from './draft.ts';
import { attestedEvents, closingEvents, openedEvent, toEvents } from './events.ts';
import { normalise } from './normalise.ts';
import { Report, type StatementReport } from './report.ts';
import type { StatementSource } from './rows.ts';

export interface ImportOptions {
  /** What --account names. */
  readonly account?: string | undefined;
  /** Refuse the whole file when one row cannot be read. */
  readonly strict: boolean;
}

export interface Corridor {
  readonly commit: Commit;
  readonly model: Pick<ReadModel, 'accounts' | 'transactions' | 'statements' | 'doubts'>;
  readonly cascade: Pick<Cascade, 'decide'>;
  /** Called with the rows done so far and, where known, how many there are. */
  readonly progress: (done: number, total: number) => void;
}

/** Identified statement -> events in the commit, and what became of each row. Fails by what assigning accounts and --strict raise. */
export async function importStatement(source: StatementSource, options: ImportOptions, corridor: Corridor): Promise<StatementReport> {
  const { commit, model, cascade } = corridor;
  // The very same bytes attest nothing that their first import did not.
  const report = new Report(source, commit.id, new Set(model.statements.ofDigest(source.digest).map(({ detail }) => detail.account)));
  const assignment = new Assignment(model.accounts.all(), source, options.account, (opening: Opening) => commit.append([openedEvent(opening)]), model.statements.accountsOf(source.profile));
  const known = {
    resolve: (id: string) => model.transactions.resolve(id),
    near: (account: string, amount: number, from: Day, to: Day) => model.transactions.near(account, amount, from, to),
    span: (account: string) => model.transactions.span(account),
    isOpenDoubt: (id: string) => model.doubts.isOpen(id),
  };
  const delivery = new Delivery(known, { dayOrder: source.dayOrder, from: source.from, to: source.to });

  const take = async (arrivals: Arrivals): Promise<void> => {
    const decisions = await cascade.decide(arrivals.fresh.map((arrival) => descriptionOf(arrival.draft)));
    commit.append(toEvents(arrivals, decisions, report));
    report.sorted(arrivals, decisions);
    commit.append(attestedEvents(report, 'full'));
  };

  for (const batch of source.batches()) {
    if (options.strict && batch.problems[0]) refuse(source, batch.problems.length, batch.problems[0]);
    const drafts = normalise(batch.rows, assignment.accountOf);
    report.read(batch, drafts);
    await take(delivery.sort(drafts));
    corridor.progress(report.rows, source.records);
  }
  await take(delivery.settle());
  report.assertComplete();

  commit.append(attestedEvents(report, 'rest'));
  if (report.saysAnythingNew()) commit.append(closingEvents(source, report, model.accounts.all()));
  // The next statement of this commit must find these rows.
  commit.settle();
  return report.result((id) => assignment.get(id)?.name ?? id);
}

function refuse(source: StatementSource, count: number, first: { line: number; reason: string }): never {
  raise('rows-rejected', { file: source.file, count, first: `line ${first.line}: ${first.reason}` });
}
