/** A bank's answer, on disk already, becomes events: one commit for each account and fetch. The same answer again changes nothing. */
import { checkAccounts } from '../../insight/account-checks.ts';
import type { BalanceCheck } from '../../insight/drift.ts';
import type { NewEvent } from '../../ledger/events/list.ts';
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { FeedMemory, SentCall } from '../../read-model/feed-memory.ts';
import type { Currency } from '../../values/currency.ts';
import { importStatement } from '../intake.ts';
import { knownFrom } from '../known.ts';
import { linkTransfers } from '../link.ts';
import { assignmentOf } from '../places.ts';
import type { FeedAccount } from '../providers/provider.ts';
import type { StatementReport } from '../report.ts';
import { sameAccount } from '../same-account.ts';
import type { Row } from '../rows.ts';
import { type Answer, named, sourcesOf } from './feed-source.ts';
import type { FeedTools, Writing } from './tools.ts';

export interface TakenIn {
  readonly reports: readonly StatementReport[];
  readonly balances: readonly BalanceCheck[];
  readonly transfersLinked: number;
}

/** Rows, links, balances, transfers of one answer into a commit that is being written. Fails by what finding the account and the corridor raise. */
export async function takeIn(answer: Answer, tools: FeedTools, writing: Writing): Promise<TakenIn> {
  const { commit, model } = writing;
  const cascade = await tools.cascade(model);
  const reports: StatementReport[] = [];
  for (const { currency, source } of sourcesOf(answer)) {
    const into = accountOf(answer, currency, writing);
    const progress = (done: number, total: number): void => tools.progress(`${answer.connection.name}: taking in`, done, total);
    reports.push(await importStatement(source(into), { strict: false }, { commit, model, cascade, progress }));
  }
  const days = reports.filter((report) => report.new > 0 || report.enriched > 0).flatMap(({ from, to }) => (from && to ? [from, to] : [])).sort();
  const { linked } = linkTransfers(commit, model, days[0], days.at(-1));
  return { reports, transfersLinked: linked, balances: checkAccounts(model, reports.flatMap(({ accounts }) => accounts.map(({ id }) => id))) };
}

/** The account in the ledger that rows of a currency go into: the one linked, else the one with that number, else a new one; linked from then on. */
function accountOf(answer: Answer, currency: Currency, { commit, model }: Writing): string {
  const { connection, account } = answer;
  const linked = linkOf(connection, account, currency);
  if (linked !== undefined && model.accounts.all().some(({ id, closed }) => id === linked && closed === null)) return linked;
  const names = { currency, ...(account.number === undefined ? {} : { account: account.number }), ...(account.name === undefined ? {} : { accountName: account.name }) };
  const rows = (): Row[] => answer.reading.booked.filter((row) => row.currency === currency).map((row) => ({ ...row, ...names }));
  const tools = { commit, model, known: knownFrom(model) };
  const id = underFormerKey(answer, currency, tools.known) ?? notAnothers(answer, assignmentOf(named(answer), undefined, tools, rows).accountOf(names), tools);
  commit.append([{ type: 'connection.linked.v1', subject: connection.id, payload: { account: id, currency, key: account.key } }]);
  commit.settle();
  return id;
}

type Tools = Parameters<typeof assignmentOf>[2];

/** An account whose number the bank has changed: the one of a key that the consent no longer has, in which these rows are booked. */
function underFormerKey({ connection, reading }: Answer, currency: Currency, known: Tools['known']): string | undefined {
  const keys = new Set(connection.accounts.map(({ key }) => key));
  const rows = reading.booked.filter((row) => row.currency === currency);
  return connection.links.find((link) => link.currency === currency && !keys.has(link.key) && sameAccount(rows, link.account, known) === 'same')?.account;
}

/** The account found, unless another account of this bank goes into it already: two of one name, or of one number, are two. */
function notAnothers(answer: Answer, found: string, tools: Tools): string {
  const { connection, account } = answer;
  const { accounts } = tools.model;
  tools.commit.settle();
  const row = accounts.all().find(({ id }) => id === found)!;
  const isAnothers = connection.links.some((link) => link.account === found && link.key !== account.key && connection.accounts.some(({ key }) => key === link.key));
  if (!isAnothers) return found;
  const names = new Set(accounts.all().map(({ name }) => name));
  let name = `${connection.name} ${account.name ?? account.handle.slice(-4)}`;
  for (let count = 2; names.has(name); count++) name = `${connection.name} ${account.name ?? ''} ${count}`.replace(/ {2,}/g, ' ');
  const { account: _, ...unnumbered } = named(answer);
  return assignmentOf(unnumbered, name, tools, () => []).accountOf({ currency: row.currency });
}

/** Id of the ledger's account that is linked to a bank's; undefined for none. */
const linkOf = (connection: Pick<ConnectionRow, 'links'>, account: Pick<FeedAccount, 'key'>, currency: string): string | undefined =>
  connection.links.find((link) => link.key === account.key && link.currency === currency)?.account;

/** Events an event of this kind may carry. */
const CALLS = 1000;

/** Requests that are not in the log yet -> the events that put them there. */
function accessEvents(connection: string, calls: readonly SentCall[]): NewEvent[] {
  const events: NewEvent[] = [];
  for (const { attended, purpose, at, endpoint, status, account } of calls) {
    const call = { at, endpoint, status, ...(account === null ? {} : { account }) };
    const last = events.at(-1);
    if (last?.type === 'access.recorded.v1' && last.payload.attended === attended && last.payload.purpose === purpose && last.payload.calls.length < CALLS) last.payload.calls.push(call);
    else events.push({ type: 'access.recorded.v1', subject: accessOf(connection), payload: { attended, calls: [call], purpose } });
  }
  return events;
}

/** Subject of the events about requests to a bank. */
const accessOf = (connection: string): string => `access/${connection}`;

/** Milliseconds for which requests that are in the log are remembered beside it, for counting. */
const COUNTED_MS = 2 * 86_400_000;

/** Requests of commands that ended before they could write them down: killed, or given up at the bank. Only under the lock: nothing else is on its way then. */
export async function recordLeftOver(tools: FeedTools): Promise<void> {
  for (const id of (await tools.model()).feeds.unloggedConnections())
    await tools.write({ command: 'sync', arguments: { connection: id } }, (writing) => logCalls(writing, id, tools.machine.now()));
}

/** Puts every request of a connection into the commit, and remembers that it is there. */
export function logCalls({ commit, model: { feeds } }: { readonly commit: Writing['commit']; readonly model: { readonly feeds: FeedMemory } }, connection: string, now: number): void {
  const calls = feeds.unlogged(connection);
  commit.append(accessEvents(connection, calls));
  feeds.logged(calls, now - COUNTED_MS);
}
