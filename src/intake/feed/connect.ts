/** How a bank is connected, connected anew and left: the person's consent, and its record in the log. */
import { failureIn, raise, tell } from '../../errors.ts';
import type { NewEvent } from '../../ledger/events/list.ts';
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { FeedCall } from '../../read-model/feed-memory.ts';
import type { Currency } from '../../values/currency.ts';
import { factId } from '../../values/ids.ts';
import type { SecretBundle } from '../../values/keeping.ts';
import type { RedirectListener } from '../../values/network.ts';
import { normalText } from '../../values/text.ts';
import type { Asked, BankOffer, Begun, Calling, ConsentWish, FeedAccount, Granted, Provider } from '../providers/provider.ts';
import { BankTrouble } from '../providers/trouble.ts';
import { baseFor, callingFor } from './calling.ts';
import { removeOrphans } from './orphans.ts';
import { checkState, isOurs } from './return-address.ts';
import { standingOf } from './standing.ts';
import { type AccountSynced, locked, syncConnection, withoutDefect } from './sync.ts';
import { logCalls, recordLeftOver } from './take-in.ts';
import type { FeedTools } from './tools.ts';

/** What is asked of the person on the way. */
export interface Person {
  /** What they have from the provider's page; '' for an optional thing that they leave out. */
  tell(asked: Asked): Promise<string>;
  /** True where they give it anew though it is known: keys change. */
  renews?(asked: Asked): boolean;
  /** One of the banks. Raises 'bank-unknown'. */
  chooseBank(offers: readonly BankOffer[]): Promise<BankOffer>;
  /**
   * Shows the address to open; answers the whole address that the browser ended at. `listener` hears it where the browser comes back to this machine; what `isOurs`
   * denies is passed over there, for every page and program of this machine can call it. What is pasted is answered as it is.
   */
  goTo(url: string, listener: RedirectListener | undefined, isOurs: (address: string) => boolean): Promise<string | undefined>;
}

export interface ConnectWish {
  readonly provider: Provider;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** What the connection is to be called; the bank's name unless said. */
  readonly name?: string | undefined;
  /** Port that the browser comes back to, where the provider knows only one. */
  readonly port?: number | undefined;
}

export interface Connected { readonly connection: ConnectionRow; readonly synced: readonly AccountSynced[]; /** Where secrets were put, in words. */ readonly where: string; /** What the provider said of the consent beside its accounts. */ readonly remarks: readonly string[]; /** Accounts of the consent before that this one does not cover. */ readonly dropped: readonly FeedAccount[] }

/** Milliseconds that a consent may take at the bank. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Connects a bank and fetches its whole history, while the bank still gives it. A bank that is connected already under that name gets a new consent.
 * Raises 'consent-refused', 'consent-unfinished', 'consent-mismatch', 'bank-unknown', 'sync-running', what `Http` raises, and what BankTrouble says as a failure.
 */
export const connect = (tools: FeedTools, wish: ConnectWish, person: Person): Promise<Connected> => locked(tools, async () => {
  const { provider } = wish;
  await recordLeftOver(tools);
  await removeOrphans(tools);
  const model = await tools.model();
  const others = model.connections.here().filter((connection) => connection.provider === provider.id);
  const bundle = await told(provider, person, await keysOf(tools, others));
  const fresh = freshId(tools, provider);
  const talk = await conversation(tools, provider, fresh, bundle);
  const bank = provider.banks ? await person.chooseBank(await offersOf(tools, provider, fresh, talk, wish.country)) : undefined;
  const name = wish.name ?? bank?.name ?? (provider.baseUrl === undefined && talk.base !== '' ? new URL(talk.base).host : provider.name);
  const known = others.find((one) => normalText(one.name) === normalText(name) && (bank === undefined || one.bank === bank.id));
  const opened: NewEvent = { type: 'connection.opened.v1', subject: known?.id ?? fresh, payload: { bank: bank?.id ?? name, name, provider: provider.id, ...(countryOf(wish, bank) === '' ? {} : { country: countryOf(wish, bank) }) } };
  if (!known) await free(tools, name);
  return consented(tools, provider, known?.id ?? fresh, bundle, bank, known ? [] : [opened], person, wish.port);
});

/** A new consent for a connection. Secrets are asked for only where they are not there. Raises as `connect` does, and 'connection-unknown'. */
export const reconnect = (tools: FeedTools, connection: ConnectionRow, person: Person, port?: number): Promise<Connected> => locked(tools, async () => {
  const provider = await tools.provider(connection.provider);
  const bundle = await told(provider, person, (await (await tools.machine.secrets()).get(connection.id)) ?? {});
  const bank: BankOffer | undefined = provider.banks ? await offerOf(tools, provider, connection, bundle) : undefined;
  return consented(tools, provider, connection.id, bundle, bank, [], person, port);
});

/** The bank as the provider offers it now: its longest consent may have changed, and after a merger so may its name. */
async function offerOf(tools: FeedTools, provider: Provider, connection: ConnectionRow, bundle: SecretBundle): Promise<BankOffer> {
  const talk = await conversation(tools, provider, connection.id, bundle);
  const offers = await offersOf(tools, provider, connection.id, talk, connection.country ?? '');
  return offers.find(({ id }) => id === connection.bank) ?? raise('bank-unknown', { bank: connection.bank, near: offers.slice(0, 5).map(({ name }) => name) });
}

/** Banks of a country; where they are refused, what was asked is recorded all the same. */
async function offersOf(tools: FeedTools, provider: Provider, id: string, talk: Calling, country: string): Promise<readonly BankOffer[]> {
  try {
    return await asFailure(tools, provider, async () => (await provider.banks?.(talk, country)) ?? []);
  } catch (error) {
    await recordCalls(tools, 'bank connect', id);
    throw error;
  }
}

const recordCalls = async (tools: FeedTools, command: string, id: string): Promise<void> => {
  await tools.write({ command, arguments: { connection: id } }, (writing) => logCalls(writing, id, tools.machine.now()));
};

/** Banks of a country (ISO 3166-1 alpha-2) that a provider reaches, asked with the keys of a connection or of the person; these are not kept. Raises as `connect` does. */
export async function banksOf(tools: FeedTools, provider: Provider, country: string, person: Pick<Person, 'tell' | 'renews'>): Promise<readonly BankOffer[]> {
  const others = (await tools.model()).connections.here().filter((connection) => connection.provider === provider.id);
  const bundle = await told(provider, person, await keysOf(tools, others));
  const id = others[0]?.id ?? freshId(tools, provider);
  const offers = await offersOf(tools, provider, id, await conversation(tools, provider, id, bundle, 'look'), country);
  await recordCalls(tools, 'bank providers', id);
  return offers;
}

const freshId = ({ machine }: FeedTools, provider: Provider): string => factId(10, 'connection', provider.id, machine.now(), Buffer.from(machine.random(10)).toString('hex'));

/** Of the bank; of a connection that is the bank itself what the person said. */
const countryOf = ({ provider, country }: ConnectWish, bank: BankOffer | undefined): string => bank?.country ?? (provider.banks ? '' : country.toUpperCase());

/** Two connections of one name could not be told apart. */
async function free(tools: FeedTools, name: string): Promise<void> {
  const taken = (await tools.model()).connections.open().find((one) => normalText(one.name) === normalText(name));
  if (taken) raise('usage', { why: `There is a connection "${taken.name}" already.`, hint: `Give it a new consent with: ft bank reconnect "${taken.name}"   or name this one otherwise: --name NAME` });
}

/** Keys of the person's own that another connection of the provider has: one application serves all banks. */
async function keysOf(tools: FeedTools, others: readonly ConnectionRow[]): Promise<SecretBundle> {
  const [first] = others;
  if (!first) return {};
  const provider = await tools.provider(first.provider);
  if (!provider.banks) return {};
  const bundle = (await (await tools.machine.secrets()).get(first.id)) ?? {};
  const names = new Set(provider.asks.map(({ name }) => name));
  return Object.fromEntries(Object.entries(bundle).filter(([name]) => names.has(name)));
}

/** Everything that the provider needs of the person; what is there is not asked for again. */
async function told(provider: Provider, person: Pick<Person, 'tell' | 'renews'>, known: SecretBundle): Promise<SecretBundle> {
  const bundle: Record<string, string> = { ...known };
  for (const asked of provider.asks) {
    if (bundle[asked.name] && person.renews?.(asked) !== true) continue;
    const answer = (await person.tell(asked)).trim();
    if (answer !== '') bundle[asked.name] = answer;
    else if (!asked.isOptional) raise('usage', { why: `${asked.label} is needed.`, hint: 'docs/banks.md says where to find it.' });
  }
  return bundle;
}

async function conversation(tools: FeedTools, provider: Provider, id: string, bundle: SecretBundle, purpose: FeedCall['purpose'] = 'connect'): Promise<Calling> {
  return callingFor(tools, { connection: id, base: await baseFor(tools, provider), purpose, kept: undefined, secrets: bundle, feeds: (await tools.model()).feeds, isProvisional: true });
}

/** The consent itself; where it fails, a new connection leaves nothing behind but the record of what was asked. */
async function consented(tools: FeedTools, provider: Provider, id: string, bundle: SecretBundle, bank: BankOffer | undefined, opened: readonly NewEvent[], person: Person, port: number | undefined): Promise<Connected> {
  const { machine } = tools;
  const secrets = await machine.secrets();
  const before = await secrets.get(id);
  const accountsBefore = ((await tools.model()).connections.get(id)?.accounts ?? []) as readonly FeedAccount[];
  const talk = await conversation(tools, provider, id, bundle);
  let remarks: readonly string[] = [];
  try {
    const granted = await asFailure(tools, provider, () => atTheBank(tools, provider, talk, bundle, bank, person, port));
    if (granted.accounts.length === 0) raise('consent-refused', { why: 'it covers no account; choose or link the accounts at the bank or the provider first' });
    remarks = granted.remarks ?? [];
    await secrets.set(id, { ...talk.secrets, ...granted.keep });
    await tools.write({ command: opened.length > 0 ? 'bank connect' : 'bank reconnect', arguments: { connection: id } }, (writing) => {
      writing.commit.append([...opened, consentEvent(id, granted, machine.now())]);
      logCalls(writing, id, machine.now());
    });
  } catch (error) {
    if (before) await secrets.set(id, before);
    else await secrets.delete(id);
    await recordCalls(tools, 'bank connect', id);
    throw error;
  }
  const synced = withoutDefect(await syncConnection(tools, id, () => true, undefined, 'connect'));
  const connection = (await tools.model()).connections.get(id)!;
  return { connection, synced, where: secrets.where, remarks, dropped: accountsBefore.filter(({ key }) => connection.accounts.every((account) => account.key !== key)) };
}

async function atTheBank(tools: FeedTools, provider: Provider, talk: Calling, bundle: SecretBundle, bank: BankOffer | undefined, person: Person, port: number | undefined): Promise<Granted> {
  const listener = provider.redirect === 'listen' ? await tools.machine.listen(port) : undefined;
  try {
    const wish: ConsentWish = { bank, redirectUrl: listener?.url ?? bundle['redirectUrl'] ?? '', state: Buffer.from(tools.machine.random(24)).toString('hex'), language: tools.language };
    const begun: Begun = await provider.begin(talk, wish);
    const redirected = begun.url === undefined ? undefined : await person.goTo(begun.url, listener, (address) => isOurs(provider, address, wish.state));
    if (begun.url !== undefined && provider.redirect !== 'none') checkState(redirected ?? raise('consent-unfinished', {}), wish.state);
    const granted = await provider.finish(talk, begun, redirected, wish);
    return { ...granted, keep: { ...begun.keep, ...granted.keep } };
  } finally {
    listener?.close();
  }
}

/** How long the browser is waited for. */
export const consentPatience = PATIENCE_MS;

function consentEvent(id: string, { accounts, scope, until }: Granted, at: number): NewEvent {
  return {
    type: 'connection.consented.v1', subject: id,
    payload: { accounts: accounts.map(({ key, handle, number, name, currency, kind }) => ({ handle, key, ...(number ? { number } : {}), ...(name ? { name } : {}), ...(currency ? { currency } : {}), ...(kind ? { kind } : {}) })), at, scope: [...scope], ...(until === undefined ? {} : { until }) },
  };
}

/** What a bank says no with, as the failure that the command ends with. */
async function asFailure<T>(tools: FeedTools, provider: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BankTrouble)) throw error;
    const { until } = standingOf(error, tools.machine.now())!;
    const says = error.says.replace(/\.$/, '');
    if (error.kind === 'wait') return raise('bank-wait', { provider: provider.name, until: tools.minuteOf(until!) });
    if (error.kind === 'down') return raise('bank-down', { provider: provider.name, says });
    return error.kind === 'consent' ? raise('consent-refused', { why: says }) : raise('bank-refused', { provider: provider.name, says });
  }
}

/**
 * Ends the consent at the provider and forgets its keys; the transactions stay. `anyway`: also where the provider cannot be told.
 * Answers what the provider said where it could not be told.
 */
export const disconnect = (tools: FeedTools, connection: ConnectionRow, anyway: boolean): Promise<{ readonly untold: string | undefined; readonly commit: string | null }> => locked(tools, async () => {
  const { machine } = tools;
  await removeOrphans(tools);
  const untold = await revoked(tools, connection, anyway);
  // First: once the log says that it is over, nobody would look for keys and answers any more.
  await (await machine.secrets()).delete(connection.id);
  machine.answers.forget(connection.id);
  const { commit } = await tools.write({ command: 'bank disconnect', arguments: { connection: connection.id } }, (writing) => {
    writing.commit.append([{ type: 'connection.closed.v1', subject: connection.id, payload: { at: machine.now() } }]);
    logCalls(writing, connection.id, machine.now());
    writing.model.feeds.forget(connection.id);
  });
  return { untold, commit: commit?.id ?? null };
});

async function revoked(tools: FeedTools, connection: ConnectionRow, anyway: boolean): Promise<string | undefined> {
  try {
    const provider = await tools.provider(connection.provider);
    const bundle = (await (await tools.machine.secrets()).get(connection.id)) ?? raise('secret-missing', { connection: connection.name, what: 'key' });
    const talk = callingFor(tools, { connection: connection.id, base: await baseFor(tools, provider), purpose: 'disconnect', kept: undefined, secrets: bundle, feeds: (await tools.model()).feeds });
    await asFailure(tools, provider, () => provider.end(talk));
    return undefined;
  } catch (error) {
    const failed = failureIn(error);
    if (!failed || !anyway) throw error;
    return tell(failed).message.replace(/\.$/, '');
  }
}

/** Names the account of the ledger that a bank's account goes into, from the next sync on. Raises 'usage' where the bank has no such account. */
export async function link(tools: Pick<FeedTools, 'write'>, connection: ConnectionRow, key: string, into: { readonly id: string; readonly currency: Currency }): Promise<string | null> {
  const account = (connection.accounts as readonly FeedAccount[]).find((one) => one.key === key || one.number === key || one.name === key);
  if (!account) return raise('usage', { why: `${connection.name} has no account "${key}".`, hint: 'ft bank status lists them.' });
  const linked: NewEvent = { type: 'connection.linked.v1', subject: connection.id, payload: { account: into.id, currency: into.currency, key: account.key } };
  const { commit } = await tools.write({ command: 'bank link', arguments: { connection: connection.id, account: into.id } }, ({ commit: draft }) => draft.append([linked]));
  return commit?.id ?? null;
}
