/** One commit in full: what it did, by which command, its files, its first transactions, its events and its place in the chain. */
import { basename } from 'node:path';
import type { StoredCommit } from '../../ledger/log.ts';
import { accountName } from '../../words/names.ts';
import { rowWords, shortCommit } from '../../words/phrases.ts';
import { moneyText } from '../../format/money.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { Known, Session } from '../screen.ts';
import type { CommitList, ShownCommit } from './commit-list.ts';
import { type HistoryWords, historyWords } from './history-words.ts';
import { momentText } from './moment.ts';

/** Files and transactions shown before the rest is only counted. */
const SHOWN = 8;

/** A name and what stands beside it, line by line; not inert. */
export type Fact = readonly [name: string, values: readonly string[]];

/** Everything known of a commit. Reads a few rows; a large commit that is not looked through yet says so. */
export function factsOf(shown: ShownCommit, list: CommitList, known: Known, session: Session): Fact[] {
  const said = historyWords(session.locale);
  const { commit, unixMs, isUndone } = shown;
  const undoing = isUndone ? list.undoneBy(commit) : undefined;
  const state = !isUndone ? said.stands : undoing ? said.undoneBy(shortCommit(undoing.commit.id), momentText(undoing.unixMs, session)) : said.isUndone;
  const facts: Fact[] = [
    [said.when, [momentText(unixMs, session)]], [said.state, [state]], [said.command, [`ft ${commit.command}`]], [said.given, givenOf(commit, said)],
    [said.files, filesOf(commit, list, known, said)], [said.transactions, rowsOf(commit, list, session, said)], [said.events, eventsOf(commit, list, said)],
    [said.commit, [commit.id]], [said.hash, [commit.hash]], [said.before, [commit.sequence === 1 ? said.first : commit.previous]], [said.device, [`${commit.device}, ${said.sequence(commit.sequence)}`]],
  ];
  return facts.filter(([, values]) => values.length > 0);
}

/** What the command was given, as it was written down. */
function givenOf({ arguments: given }: StoredCommit, said: HistoryWords): string[] {
  if (given === null) return [said.erased];
  const members = Object.entries(JSON.parse(given) as object);
  return members.flatMap(([name, value]: [string, unknown]) => {
    if (value === null || value === false || (Array.isArray(value) && value.length === 0)) return [];
    return [`${name}: ${Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)}`];
  });
}

function filesOf(commit: StoredCommit, list: CommitList, { accounts }: Known, said: HistoryWords): string[] {
  const total = list.scan.countsOf(commit)?.get('statement.imported.v1') ?? 0;
  const files = list.scan.firstOf(commit, 'statement.imported.v1', SHOWN).map(({ payload }) => `${basename(payload.file)}: ${said.file(payload.new, payload.duplicate, accountName(accounts, payload.account))}`);
  return total > files.length ? [...files, said.more(total - files.length)] : files;
}

function rowsOf(commit: StoredCommit, list: CommitList, { locale }: Session, said: HistoryWords): string[] {
  const total = list.scan.countsOf(commit)?.get('transaction.recorded.v2') ?? 0;
  const rows = list.scan.firstOf(commit, 'transaction.recorded.v2', SHOWN).map(({ payload }) =>
    `${rowWords({ date: payload.date as Day, description: payload.description, counterparty: payload.counterparty ?? null }, locale)}  ${moneyText(payload.amount as Minor, payload.currency as Currency, locale)}`);
  return total > rows.length ? [...rows, said.more(total - rows.length)] : rows;
}

function eventsOf(commit: StoredCommit, list: CommitList, said: HistoryWords): string[] {
  const counts = list.scan.countsOf(commit);
  if (!counts) return [said.eventCount(commit.events), said.counting];
  return [...counts].sort(([, a], [, b]) => b - a).map(([type, count]) => `${count}  ${type}`);
}
