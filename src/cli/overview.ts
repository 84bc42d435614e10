/** `ft` without a command: where one stands. Accounts, the month against its budgets, the newest transactions, what waits. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { amountText, moneyText } from '../format/money.ts';
import { type Paint, paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import { type PendingSum, pendingOut } from '../insight/pending.ts';
import { fedAccounts, pendingNow } from '../intake/feed/fed.ts';
import { findTransfers } from '../intake/link.ts';
import { EVERYTHING } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { type Month, addDays } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { decimalText, sum } from '../values/money.ts';
import type { Invocation, Outcome } from './command.ts';
import { type MonthAnswer, monthAnswer } from '../insight/month.ts';
import { endingsJson, untoldLines } from './consent-words.ts';
import { dashboard, opensDashboard } from './dashboard.ts';
import { monthJson, monthLines } from './month-answer.ts';
import { plural } from '../words/phrases.ts';
import type { Terminal } from './terminal.ts';
import { transactionJson } from './transaction-json.ts';
import { transactionLines } from './transaction-table.ts';
import { balancesOf, type Balance } from '../insight/balances.ts';

const NEWEST = 6;
/** Days back from the newest booking in which unlinked transfers are looked for: the whole of a long ledger would take too long. */
const TRANSFER_DAYS = 92;

/** The overview; with nothing in the ledger, how to begin. */
export async function overview(invocation: Pick<Invocation, 'app' | 'terminal' | 'options'>): Promise<Outcome> {
  const { app, terminal } = invocation;
  const model = app.reader();
  if (opensDashboard(invocation)) return dashboard(app, invocation);
  const balances = model ? balancesOf(model) : [];
  if (!model || balances.length === 0) return { json: { accounts: [], month: null, next: BEGIN.map(([command]) => command) }, lines: () => beginning() };
  const taxonomy = await app.taxonomy(model);
  const month = monthAnswer(model, taxonomy, app.today());
  const accounts = model.accounts.all();
  const newest = model.queries.find(EVERYTHING, { limit: NEWEST });
  const waiting = waitingOf(model);
  const pending = app.isPast || !month?.isCurrent ? [] : pendingOut(pendingNow(fedAccounts(model, app.now()), app.now()), month.month);
  return {
    json: {
      accounts: balances.map(({ account, balance }) => ({ id: account.id, name: account.name, currency: account.currency, number: account.number, bank: account.bank, balance: decimalText(balance, account.currency), closed: account.closed })),
      ...(month ? monthJson(month, taxonomy) : { month: null }),
      pending: pending.map(({ currency, count, sum: out }) => ({ currency, count, sum: decimalText(out, currency) })), newest: newest.map((row) => transactionJson(row, { taxonomy, accounts })), waiting, consents: endingsJson(app, model),
    },
    lines: async () => {
      const paint = await paintFor(terminal.color);
      const rows = newest.length > 0 ? ['', paint('heading', 'Newest transactions'), '', ...transactionLines(newest, { model, taxonomy, accounts, sureFrom: () => app.sureFrom(false) }, terminal, paint)] : [];
      return [...standing(balances, month, taxonomy, terminal, paint), ...pendingLines(pending, terminal), ...rows, ...waitingLines(waiting, untoldLines(app, model), paint)];
    },
  };
}

/** Accounts and the month: what the overview and the demo have in common. */
export function standing(balances: readonly Balance[], month: MonthAnswer | undefined, taxonomy: Taxonomy, terminal: Terminal, paint: Paint): string[] {
  return [...balanceLines(balances, terminal, paint), ...(month ? ['', ...monthLines(month, taxonomy, terminal, paint)] : [])];
}

function balanceLines(balances: readonly Balance[], terminal: Terminal, paint: Paint): string[] {
  const banks = balances.some(({ account }) => account.bank !== null);
  const rows = balances.map(({ account, balance }) => [account.name, amountText(balance, account.currency, terminal.locale), account.currency, ...(banks ? [{ text: account.bank ?? '', role: 'muted' as const }] : [])]);
  const byCurrency = [...grouped(balances, ({ account }) => account.currency)];
  const together = balances.length > 1 ? byCurrency.map(([currency, own]) => ['Together', amountText(sum(own.map(({ balance }) => balance)), currency, terminal.locale), currency]) : [];
  return tableLines([{ title: 'Accounts', min: 12 }, { title: 'Balance', align: 'right' }, { title: '', shrinks: false }, ...(banks ? [{ title: '' }] : [])], rows,
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint, unicode: terminal.unicode }, together);
}

/** What will yet go out this month: expected, and no part of what was spent. */
const pendingLines = (pending: readonly PendingSum[], terminal: Terminal): string[] =>
  pending.map(({ currency, count, sum: out }) => `Not booked yet, and not in what was spent: ${plural(count, 'pending row')}, ${moneyText(out, currency, terminal.locale)}.`);

interface Waiting { readonly uncategorized: number; readonly doubtful: number; readonly missing: number; readonly transferSuggestions: number }

function waitingOf(model: ReadModel): Waiting {
  const open = model.sums.between('1900-01' as Month, '2199-12' as Month).filter(({ category, transfer }) => category === 'uncategorized' && !transfer);
  const to = model.queries.span()?.to;
  return {
    uncategorized: open.reduce((count, line) => count + line.count, 0), doubtful: model.doubts.all().length, missing: model.missing.all().length,
    transferSuggestions: to === undefined ? 0 : findTransfers(model, addDays(to, -TRANSFER_DAYS), to).suggestions.length,
  };
}

function waitingLines({ uncategorized, doubtful, missing, transferSuggestions }: Waiting, consents: readonly string[], paint: Paint): string[] {
  const lines = [
    ...(uncategorized > 0 ? [`${plural(uncategorized, 'transaction')} without a category: ft review`] : []),
    ...(doubtful > 0 ? [`${plural(doubtful, 'row')} may be known already: ft review`] : []),
    ...(missing > 0 ? [`${plural(missing, 'transaction')} that the bank no longer tells: ft bank missing`] : []),
    ...consents,
    ...(transferSuggestions > 0 ? [`${plural(transferSuggestions, 'transfer')} may be linked: ft transfers`] : []),
  ];
  return lines.length > 0 ? ['', paint('heading', 'Waiting for you'), ...lines.map((line) => `  ${line}`)] : [];
}

const BEGIN = [
  ['ft import FILE…', 'read statements (CSV) that your bank lets you download'],
  ['ft demo', 'look around in a household of the year 2025'],
  ['ft bank connect', 'let your bank tell by itself what is new'],
  ['ft --help', 'see all commands'],
] as const;

const beginning = (): string[] => ['There is no data yet. Begin with:', '', ...BEGIN.map(([command, what]) => `  ${command.padEnd(18)}${what}`)];
