/** Where the rows of a statement go: into accounts that the bank's file tells more or less of, or those that an export of ft names. */
import { raise } from '../errors.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Arrivals, Known } from './arrivals.ts';
import { Assignment } from './assign.ts';
import type { Draft } from './draft.ts';
import { numberedEvent, openedEvent } from './events.ts';
import { normalise } from './normalise.ts';
import { Restore, type RestoredModel } from './restore.ts';
import { layoutKey, type Row, type StatedBalance, type StatementSource } from './rows.ts';

export interface Places {
  /** True for the export of a whole ledger: its deliveries come with it, it is none itself. */
  readonly isWhole: boolean;
  /** Before the first row. */
  begin(): void;
  /** Rows of one batch -> drafts, in order, one each. */
  drafts(rows: readonly Row[]): readonly Draft[];
  /** Account that a balance is stated of; undefined for one of which no row is known: a balance alone opens no account. */
  accountOf(balance: StatedBalance): string | undefined;
  /** After rows were sorted. */
  sorted(arrivals: Arrivals): void;
  /** After the last row. */
  finish(): void;
  /** Account id -> its name. */
  nameOf(id: string): string;
}

interface Tools { readonly commit: Commit; readonly model: RestoredModel & Pick<ReadModel, 'accounts' | 'statements'>; readonly known: Known }

/** Source -> its places. `account`: what --account names. Fails by 'usage' where that is said of an export; later by what assigning accounts raises. */
export function placesFor(source: StatementSource, account: string | undefined, tools: Tools): Places {
  if (source.feed) return oneAccount(source.feed.account, tools.model);
  if (!source.backup) return assigned(source, account, tools);
  if (account !== undefined) raise('usage', { why: `${source.file} is an export of ft, which names its accounts itself.`, hint: 'Leave --account out.' });
  const restore = new Restore(source.backup, tools.commit, tools.model);
  return {
    isWhole: source.backup.complete,
    begin: () => restore.begin(),
    drafts: (rows) => restore.adapted(normalise(rows, restore.accountOf)),
    accountOf: () => undefined,
    sorted: (arrivals) => restore.sorted(arrivals),
    finish: () => restore.finish(),
    nameOf: (id) => tools.model.accounts.all().find((known) => known.id === id)?.name ?? id,
  };
}

/** Everything is of one account that was found before. */
function oneAccount(account: string, model: Pick<ReadModel, 'accounts'>): Places {
  return {
    isWhole: false, begin: () => {}, sorted: () => {}, finish: () => {},
    drafts: (rows) => normalise(rows, () => account),
    accountOf: () => account,
    nameOf: (id) => model.accounts.all().find((known) => known.id === id)?.name ?? id,
  };
}

/** As many rows as tell the accounts of a statement. */
const LOOKED = 20_000;

function firstRows(source: Pick<StatementSource, 'batches'>): Row[] {
  const rows: Row[] = [];
  for (const batch of source.batches()) {
    rows.push(...batch.rows);
    if (rows.length >= LOOKED) break;
  }
  return rows;
}

/** Who finds, opens and numbers the accounts of a delivery. `rows`: the first of them. */
export const assignmentOf = (source: ConstructorParameters<typeof Assignment>[0], account: string | undefined, { commit, model, known }: Tools, rows: () => readonly Row[]): Assignment =>
  new Assignment(source, account, {
    accounts: model.accounts.all(), known,
    statementsOf: (id) => model.statements.ofAccount(id).map(({ detail }) => layoutKey(detail.format, detail.profile)),
    firstRows: rows,
    open: (opening) => commit.append([openedEvent(opening)]),
    number: (id, number, bank) => commit.append([numberedEvent(id, number, bank)]),
  });

function assigned(source: StatementSource, account: string | undefined, tools: Tools): Places {
  const assignment = assignmentOf(source, account, tools, () => firstRows(source));
  return {
    isWhole: false,
    begin: () => {},
    drafts: (rows) => normalise(rows, assignment.accountOf),
    accountOf: (balance) => assignment.knownFor(balance),
    sorted: () => {},
    finish: () => {},
    nameOf: (id) => assignment.get(id)?.name ?? id,
  };
}
