/** What `ft sync` answers: as JSON (a public interface) and in words, and with which exit code. */
import type { App } from '../app.ts';
import { inertText } from '../format/inert.ts';
import type { AccountSynced } from '../intake/feed/sync.ts';
import type { StatementReport } from '../intake/report.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { grouped } from '../values/grouped.ts';
import { plural, shortCommit } from '../words/phrases.ts';
import { accountWords, instantJson, stateWords } from './bank-words.ts';
import { balanceJson, driftLines } from './balance-answer.ts';
import { endingsJson } from './consent-words.ts';
import type { Terminal } from './terminal.ts';

type Books = Pick<ReadModel, 'accounts' | 'connections' | 'feeds'>;

/** 0 every account is well; 3 some are, or rows were rejected; 75 none is, and all may be by themselves later; 1 none is. */
export function exitOf(synced: readonly AccountSynced[]): 0 | 1 | 3 | 75 {
  const bad = synced.filter(({ state }) => state !== 'ok');
  if (bad.length === 0) return synced.some(({ reports }) => reports.some(({ rejectedCount }) => rejectedCount > 0)) ? 3 : 0;
  if (bad.length < synced.length) return 3;
  return bad.every(({ state }) => state === 'wait-until' || state === 'bank-down') ? 75 : 1;
}

/** The one JSON document of a sync: an entry for each account of a bank, and for each currency of one that has several. */
export function syncJson(synced: readonly AccountSynced[], app: App, model: Books): object {
  const accounts = model.accounts.all();
  const nameOf = (id: string): string | undefined => accounts.find((account) => account.id === id)?.name;
  return {
    accounts: synced.flatMap((one) => {
      const { connection, account, state, code, says, until, balances, commit, remarks, transfersLinked } = one;
      const facts = {
        connection: connection.name, provider: connection.provider, bank: connection.bank, key: accountWords(account), state, code: code ?? null, message: says ?? null,
        until: instantJson(app, until), remarks, transfersLinked, commit,
      };
      const linked = connection.links.filter(({ key }) => key === account.key).flatMap((link) => nameOf(link.account) ?? []);
      const none = { account: linked[0] ?? null, rows: 0, new: 0, duplicate: 0, doubtful: 0, rejected: [], pending: 0, ignored: 0, reworded: 0, moved: 0, released: 0, missing: [], balance: null, from: null, to: null };
      if (one.reports.length === 0) return [{ ...facts, ...none }];
      return one.reports.map((report) => ({ ...facts, ...reportJson(report), balance: balanceJson(balances.find((check) => report.accounts.some(({ id }) => id === check.account)), accounts) }));
    }),
    consents: endingsJson(app, model), exit: exitOf(synced),
  };
}

function reportJson(report: StatementReport): object {
  const { departures } = report;
  return {
    account: report.accounts[0]?.name ?? null, rows: report.rows, new: report.new, duplicate: report.duplicate, doubtful: report.doubtful,
    rejected: report.rejected.map(({ line, reason }) => ({ line, reason })), pending: report.pendingCount, ignored: report.ignored, reworded: report.reworded,
    moved: departures?.moved.length ?? 0, released: departures?.released.length ?? 0, missing: departures?.missing ?? [], from: report.from ?? null, to: report.to ?? null,
  };
}

/** The sync in words: a line an account, then what asks for attention. Inert. */
export function syncLines(synced: readonly AccountSynced[], app: App, model: Books, terminal: Terminal): string[] {
  const told = synced.filter(({ state }) => state === 'ok').flatMap((one) => okLines(one, model, terminal));
  return [...told, ...failedLines(synced, app), ...hintLines(synced)];
}

/** What is not well, one inert line for all accounts of a connection to which the same happened. */
export function failedLines(synced: readonly AccountSynced[], app: App): string[] {
  const wrong = synced.filter(({ state }) => state !== 'ok');
  const happened = ({ state, until, says }: AccountSynced): string => `${stateWords(state, until, app)}.${says === undefined ? '' : ` ${says}`}`;
  return [...grouped(wrong, (one) => `${one.connection.id} ${happened(one)}`).values()].map((same) => {
    const [one] = same as [AccountSynced];
    return inertText(`${one.connection.name}, ${same.length === 1 ? accountWords(one.account) : plural(same.length, 'account')}: ${happened(one)}`);
  });
}

function okLines({ connection, account, reports, balances, remarks, transfersLinked }: AccountSynced, { accounts }: Books, terminal: Terminal): string[] {
  const all = accounts.all();
  const several = reports.length > 1;
  return [
    ...reports.flatMap((report) => [inertText(`${connection.name}, ${accountWords(account)}: ${countsOf(report)}${intoWords(report, several)}`), ...detailLines(report)]),
    ...(reports.length === 0 ? [inertText(`${connection.name}, ${accountWords(account)}: no rows`)] : []),
    ...balances.flatMap((check) => driftLines(check, all, terminal)),
    ...remarks.map((remark) => inertText(`    The bank says: ${remark}`)),
    ...(transfersLinked > 0 ? [`    ${plural(transfersLinked, 'transfer')} between your accounts linked.`] : []),
  ];
}

const intoWords = (report: StatementReport, isOneOfSeveral: boolean): string =>
  `${report.accounts[0] ? ` -> ${report.accounts[0].name}` : ''}${report.from ? ` (${report.from} to ${report.to}${isOneOfSeveral ? ', one currency of several' : ''})` : ''}`;

function countsOf({ rows, new: fresh, duplicate, doubtful, rejectedCount, pendingCount }: StatementReport): string {
  const more = [[doubtful, 'doubtful'], [rejectedCount, 'rejected'], [pendingCount, 'pending']] as const;
  return [plural(rows, 'row'), `${fresh} new`, `${duplicate} known already`, ...more.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)].join(', ');
}

const REJECTED_SHOWN = 5;

function detailLines({ rejected, rejectedCount, reworded, departures }: StatementReport): string[] {
  const moved = departures?.moved.length ?? 0;
  const released = departures?.released.length ?? 0;
  return [
    ...rejected.slice(0, REJECTED_SHOWN).map(({ line, reason }) => inertText(`    row ${line} rejected: ${reason}`)),
    ...(rejectedCount > REJECTED_SHOWN ? [`    … and ${rejectedCount - REJECTED_SHOWN} more; --json lists them.`] : []),
    ...(reworded > 0 ? [`    The bank words ${plural(reworded, 'known row')} anew.`] : []),
    ...(moved > 0 ? [`    ${plural(moved, 'known row')} ${moved === 1 ? 'was' : 'were'} booked anew; your categories and notes went along.`] : []),
    ...(released > 0 ? [`    ${plural(released, 'reservation')} shown as booked ${released === 1 ? 'was' : 'were'} never booked and went away.`] : []),
    ...(departures?.distrusted ?? []).map(({ why }) => inertText(`    The bank's ids are not trusted any more: ${why}.`)),
  ];
}

/** Commits named before they are only counted. */
const UNDO_SHOWN = 3;

function hintLines(synced: readonly AccountSynced[]): string[] {
  const reports = synced.flatMap((one) => one.reports);
  const doubtful = reports.reduce((sum, report) => sum + report.doubtful, 0);
  const missing = reports.reduce((sum, report) => sum + (report.departures?.missing.length ?? 0), 0);
  const brought = synced.filter((one) => one.reports.some((report) => report.new > 0)).flatMap(({ commit }) => (commit === null ? [] : [shortCommit(commit)]));
  return [
    ...(doubtful > 0 ? [`${plural(doubtful, 'row')} may be known already in other words, and wait for your answer: ft review`] : []),
    ...(missing > 0 ? [`${plural(missing, 'transaction')} ${missing === 1 ? 'stands' : 'stand'} here that the bank no longer tells: ft bank missing`] : []),
    ...(brought.length === 0 ? [] : [brought.length <= UNDO_SHOWN ? `Undo it with: ${brought.map((id) => `ft undo ${id}`).join('   ')}` : 'Each account is a commit of its own that can be undone: ft history']),
  ];
}
