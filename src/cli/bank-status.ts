/** `ft bank status`: how it stands with every connection, from what is on this machine. No bank is asked. */
import type { App } from '../app.ts';
import { inertText } from '../format/inert.ts';
import { moneyText } from '../format/money.ts';
import { CALLS_MS, callsLeft } from '../intake/feed/limits.ts';
import { notCovered, notCoveredSays } from '../intake/feed/not-covered.ts';
import { type Remembered, remembered } from '../intake/feed/remembered.ts';
import type { FeedTools } from '../intake/feed/tools.ts';
import type { FeedAccount } from '../intake/providers/provider.ts';
import type { ConnectionRow } from '../read-model/connections.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { currencyFrom } from '../values/currency.ts';
import type { FeedState } from '../values/feeds.ts';
import { grouped } from '../values/grouped.ts';
import { type Minor, decimalText, sum } from '../values/money.ts';
import { plural } from '../words/phrases.ts';
import { connectionJson, consentWords, daysLeftOf } from './bank-answer.ts';
import { accountWords, instantJson, stateWords } from './bank-words.ts';
import { bankingTools } from './banking-tools.ts';
import type { Invocation, Outcome } from './command.ts';
import type { Terminal } from './terminal.ts';

interface AccountStanding {
  readonly account: FeedAccount;
  readonly state: FeedState;
  readonly memory: Remembered;
  /** Unattended requests left today; undefined where no such rule is. */
  readonly left: number | undefined;
  /** Names of the accounts here that its rows go into. */
  readonly linked: readonly string[];
}
interface Standing { readonly connection: ConnectionRow; readonly accounts: readonly AccountStanding[]; readonly missing: readonly string[] }

/** The run of `ft bank status`. */
export async function status(invocation: Invocation): Promise<Outcome> {
  const { app, terminal } = invocation;
  if (!app.reader()) return { json: { secrets: null, connections: [] }, lines: () => NONE };
  const tools = await bankingTools(invocation, false);
  const model = await tools.model();
  const here = model.connections.here();
  const elsewhere = model.connections.open().filter(({ id }) => here.every((one) => one.id !== id));
  if (here.length + elsewhere.length === 0) return { json: { secrets: null, connections: [] }, lines: () => NONE };
  const { where } = await tools.machine.secrets();
  const standings = await Promise.all(here.map((connection) => standingOf(connection, model, tools)));
  return {
    json: { secrets: where, connections: standings.map((standing) => standingJson(standing, app)), elsewhere: elsewhere.map((connection) => connectionJson(connection, app)) },
    lines: () => [...standings.flatMap((standing) => [...standingLines(standing, app, terminal), '']), ...elsewhere.flatMap((connection) => [elsewhereLine(connection), '']), inertText(`Keys and tokens lie in ${where}.`)],
  };
}

/** Fetched by another device of the ledger: how it stands is known there. */
const elsewhereLine = ({ name, provider }: ConnectionRow): string => inertText(`${name} (${provider}): another device fetches from it. To fetch here too: ft bank reconnect "${name}"`);

const NONE = ['No bank is connected. Connect one with: ft bank connect', 'See how it works with an invented one: ft bank connect --provider demo'];

async function standingOf(connection: ConnectionRow, model: ReadModel, { provider: providerOf, machine }: FeedTools): Promise<Standing> {
  const now = machine.now();
  const { dailyCalls } = await providerOf(connection.provider);
  const calls = model.feeds.since(connection.id, now - CALLS_MS);
  const last = connection.consents.at(-1);
  const isOver = last === undefined || daysLeftOf(last, now) === 0;
  const names = new Map(model.accounts.all().map(({ id, name }) => [id, name]));
  return {
    connection, missing: model.missing.all().filter((row) => row.connection === connection.id).map(({ id }) => id),
    accounts: [...(connection.accounts as readonly FeedAccount[]).map((account) => {
      const memory = remembered(model.feeds, connection.id, account.key);
      const waitsNoMore = memory.state === 'wait-until' && (memory.nextAllowed ?? 0) <= now;
      return {
        account, memory, state: isOver ? 'needs-consent' : waitsNoMore ? 'ok' : memory.state,
        left: dailyCalls === undefined ? undefined : callsLeft(calls, account.key, dailyCalls, now),
        linked: [...new Set(connection.links.filter(({ key }) => key === account.key).flatMap((link) => names.get(link.account) ?? []))],
      };
    }), ...notCovered(connection, model.accounts.all()).map((account) => ({
      account, state: 'needs-consent' as const, memory: { ...remembered(model.feeds, connection.id, account.key), says: notCoveredSays(connection), nextAllowed: null, pending: [], balances: [] }, left: undefined, linked: account.name === undefined ? [] : [account.name],
    }))],
  };
}

/** The balance that tells most of what is booked. */
const KINDS = ['booked', 'opening', 'expected', 'available'] as const;
const toldBalance = ({ balances }: Remembered): Remembered['balances'][number] | undefined => [...balances].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))[0];

/** Rows that the bank has not booked, by currency; an amount that it does not name counts as a row alone. */
const pendingSums = ({ pending }: Remembered) => [...grouped(pending, ({ currency }) => currency)].map(([currency, rows]) => ({
  currency, rows: rows.length, sum: sum(rows.flatMap(({ amount }) => (amount === null ? [] : [amount]))),
}));

/** Minor units as decimal text; of what is no currency, as they are. */
function decimal(amount: Minor, code: string): string {
  const currency = currencyFrom(code);
  return currency === undefined ? `${amount}` : decimalText(amount, currency);
}

function standingJson({ connection, accounts, missing }: Standing, app: App): object {
  return {
    ...connectionJson(connection, app), distrusted: connection.distrusted.map(({ field, why }) => ({ field, why })), missing,
    accounts: accounts.map(({ account, state, memory, left, linked }) => {
      const balance = toldBalance(memory);
      return {
        key: accountWords(account), number: account.number ?? null, name: account.name ?? null, currency: account.currency ?? null, kind: account.kind ?? null, account: linked[0] ?? null, accounts: linked,
        state, message: state === 'ok' ? null : memory.says, lastSuccess: instantJson(app, memory.lastOk), lastTried: instantJson(app, memory.lastTried), nextAllowed: instantJson(app, memory.nextAllowed),
        callsLeft: left ?? null, coveredTo: memory.wholeTo,
        pending: pendingSums(memory).map((one) => ({ currency: one.currency, rows: one.rows, sum: decimal(one.sum, one.currency) })),
        balance: balance ? { type: balance.type, kind: balance.kind, amount: decimal(balance.amount, balance.currency), currency: balance.currency, day: balance.day } : null,
      };
    }),
  };
}

function standingLines({ connection, accounts, missing }: Standing, app: App, terminal: Terminal): string[] {
  const { name, provider, bank, distrusted } = connection;
  return [
    `${name} (${provider}${bank.startsWith(name) || bank === provider ? '' : `, ${bank}`}): consent ${consentWords(connection, app)}`,
    ...accounts.flatMap((standing) => accountLines(standing, app, terminal)),
    ...distrusted.map(({ field, why }) => `    Its ids in ${field} are not trusted: ${why}.`),
    ...(missing.length > 0 ? [`    ${plural(missing.length, 'transaction')} that it no longer tells: ft bank missing`] : []),
  ].map(inertText);
}

function accountLines({ account, state, memory, left, linked }: AccountStanding, app: App, terminal: Terminal): string[] {
  const money = (amount: Minor, code: string): string => {
    const currency = currencyFrom(code);
    return currency === undefined ? `${amount} ${code}` : moneyText(amount, currency, terminal.locale);
  };
  const balance = toldBalance(memory);
  const last = memory.lastOk === null ? 'not fetched yet' : `last fetched ${app.localMinute(memory.lastOk)}`;
  return [
    `  ${accountWords(account)}${linked.length > 0 ? ` -> ${linked.join(', ')}` : ''}: ${stateWords(state, memory.nextAllowed, app)}, ${last}${left === undefined ? '' : `; ${plural(left, 'unattended request')} left today`}`,
    ...(state === 'ok' || memory.says === null ? [] : [`    ${memory.says}`]),
    ...(balance ? [`    The bank says ${money(balance.amount, balance.currency)} (${balance.kind}, ${balance.type}${balance.day === null ? '' : `, ${balance.day}`}).`] : []),
    ...pendingSums(memory).map((one) => `    ${plural(one.rows, 'pending row')}, together ${money(one.sum, one.currency)}.`),
  ];
}
