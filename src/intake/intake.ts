/**
 * The corridor: how a delivery becomes events. One statement at a time, in batches of flat memory, inside one commit.
 * Promise: rows read = new + duplicate + doubtful + rejected.
 */
import type { Cascade } from '../categories/cascade.ts';
import type { Decision } from '../categories/decision.ts';
import { raise } from '../errors.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import { Assignment } from './assign.ts';
import type { Arrivals } from './arrivals.ts';
import { Delivery } from './dedup.ts';
import { descriptionOf } from './draft.ts';
import { attestedEvents, closingEvents, numberedEvent, openedEvent, toEvents } from './events.ts';
import { fullerEvents } from './fuller.ts';
import { knownFrom, wordingKey } from './known.ts';
import { normalise } from './normalise.ts';
import type { Backup } from './backup.ts';
import { Report, type StatementReport } from './report.ts';
import { Restore, type RestoredModel } from './restore.ts';
import { layoutKey, type StatementSource } from './rows.ts';
import { takenOverEvents } from './take-over.ts';

export interface ImportOptions {
  /** What --account names. */
  readonly account?: string | undefined;
  /** Refuse the whole file when one row cannot be read. */
  readonly strict: boolean;
}

export interface Corridor {
  readonly commit: Commit;
  readonly model: RestoredModel;
  readonly cascade: Pick<Cascade, 'decide'>;
  /** Called with the rows done so far and, where known, how many there are. */
  readonly progress: (done: number, total: number) => void;
}

/** Identified statement -> events in the commit, and what became of each row. Fails by what assigning accounts and --strict raise. */
export async function importStatement(source: StatementSource, options: ImportOptions, corridor: Corridor): Promise<StatementReport> {
  const { commit, model, cascade } = corridor;
  // The very same bytes attest nothing that their first import did not.
  const held = new Set(model.statements.ofDigest(source.digest).map(({ detail }) => detail.account));
  const restore = source.backup && restoring(source.backup, source.file, options.account, { commit, model });
  // The deliveries of a whole ledger come with it: it is none itself.
  const isWhole = source.backup?.complete === true;
  const report = new Report(source, commit.id, isWhole ? { has: () => true } : held);
  const known = knownFrom(model);
  const assignment = new Assignment(source, options.account, {
    accounts: model.accounts.all(), known,
    statementsOf: (account) => model.statements.ofAccount(account).map(({ detail }) => layoutKey(detail.format, detail.profile)),
    open: (opening) => commit.append([openedEvent(opening)]),
    number: (account, number, bank) => commit.append([numberedEvent(account, number, bank)]),
  });
  const delivery = new Delivery(known, { dayOrder: source.dayOrder, from: source.from, to: source.to, layout: wordingKey(source.format, source.profile) });

  const take = async (arrivals: Arrivals): Promise<void> => {
    const decisions = await decide(cascade, arrivals.fresh);
    commit.append(toEvents(arrivals, decisions, source.format, report));
    const fuller = fullerEvents(arrivals.duplicates.filter(({ draft }) => !held.has(draft.account)), known);
    commit.append(fuller);
    commit.append(takenOverEvents(arrivals.duplicates, model.transactions));
    report.sorted(arrivals, decisions, fuller.length);
    restore?.sorted(arrivals);
    commit.append(attestedEvents(report, 'full'));
  };

  restore?.begin();
  for (const batch of source.batches()) {
    if (options.strict && batch.problems[0]) refuse(source, batch.problems.length, batch.problems[0]);
    if (!restore) assignment.look(batch.rows);
    const drafts = restore ? restore.adapted(normalise(batch.rows, restore.accountOf)) : normalise(batch.rows, assignment.accountOf);
    report.read(batch, drafts);
    for (const balance of batch.balances ?? []) report.stated(assignment.accountOf(balance), balance);
    await take(delivery.sort(drafts));
    corridor.progress(report.rows, source.records);
  }
  await take(delivery.settle());
  report.assertComplete();

  commit.append(attestedEvents(report, 'rest'));
  restore?.finish();
  if (report.saysAnythingNew() && !isWhole) commit.append(closingEvents(source, report, model.accounts.all()));
  // The next statement of this commit must find these rows.
  commit.settle();
  return report.result((id) => (restore ? model.accounts.all().find((account) => account.id === id) : assignment.get(id))?.name ?? id);
}

/** New rows -> a decision each, in order: the one that a row carries, else the cascade's. */
async function decide(cascade: Pick<Cascade, 'decide'>, fresh: Arrivals['fresh']): Promise<readonly Decision[]> {
  const open = fresh.filter(({ draft }) => draft.carried?.decision === undefined);
  const decided = await cascade.decide(open.map(({ draft }) => descriptionOf(draft)));
  if (open.length === fresh.length) return decided;
  let next = 0;
  return fresh.map(({ draft }) => draft.carried?.decision ?? decided[next++]!);
}

/** An export names its accounts itself. Fails by 'usage' where --account names another. */
function restoring(backup: Backup, file: string, account: string | undefined, { commit, model }: Pick<Corridor, 'commit' | 'model'>): Restore {
  if (account !== undefined) raise('usage', { why: `${file} is an export of ft, which names its accounts itself.`, hint: 'Leave --account out.' });
  return new Restore(backup, commit, model);
}

function refuse(source: StatementSource, count: number, first: { line: number; reason: string }): never {
  raise('rows-rejected', { file: source.file, count, first: `line ${first.line}: ${first.reason}` });
}
