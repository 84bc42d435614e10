/** `ft sync`: every account of every connection, one after the other; what happens to one never stops another. */
import { createHash } from 'node:crypto';
import { raise } from '../../errors.ts';
import type { BalanceCheck } from '../../insight/drift.ts';
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import { type Day, addDays } from '../../values/day.ts';
import type { FeedState } from '../../values/feeds.ts';
import type { FeedCall } from '../../read-model/feed-memory.ts';
import type { KeptFetch, KeptPage } from '../../values/keeping.ts';
import { findAccount } from '../assign.ts';
import { bankProfile } from '../providers/banks.ts';
import type { FeedAccount, FeedReading, Fetched, Provider } from '../providers/provider.ts';
import type { StatementReport } from '../report.ts';
import { baseFor, callingFor } from './calling.ts';
import type { Answer } from './feed-source.ts';
import { CALLS_MS, waitUntil } from './limits.ts';
import { notCovered, notCoveredSays } from './not-covered.ts';
import { removeOrphans } from './orphans.ts';
import { type Remembered, remembered } from './remembered.ts';
import { type Standing, standingOf } from './standing.ts';
import { logCalls, recordLeftOver, takeIn } from './take-in.ts';
import type { FeedTools } from './tools.ts';
import { takenBack } from './taken-back.ts';
import { nextWindow } from './window.ts';

export interface SyncOptions {
  /** What --account names: an account here, or a connection. */
  readonly account?: string | undefined;
  readonly since?: Day | undefined;
}

/** What became of one account of a bank. */
export interface AccountSynced {
  readonly connection: ConnectionRow;
  readonly account: FeedAccount;
  readonly state: FeedState;
  /** One sentence where the state is not ok. */
  readonly says: string | undefined;
  /** Code of the failure, for scripts. */
  readonly code: string | undefined;
  /** Unix milliseconds before which it is not asked again. */
  readonly until: number | undefined;
  /** One for each currency. */
  readonly reports: readonly StatementReport[];
  readonly balances: readonly BalanceCheck[];
  readonly transfersLinked: number;
  /** What the bank said beside the rows. */
  readonly remarks: readonly string[];
  readonly commit: string | null;
  /** A defect of ft's own that this account met. */
  readonly defect: Error | undefined;
}

/** What became of the accounts; a defect that one of them met is thrown now that all the others are done. */
export function withoutDefect(synced: AccountSynced[]): AccountSynced[] {
  const met = synced.find(({ defect }) => defect !== undefined);
  if (met?.defect) throw met.defect;
  return synced;
}

/**
 * Syncs what is connected. Raises 'nothing-connected', 'connection-unknown', 'sync-running' and what is this machine's own trouble (a full disk);
 * everything else is told by account.
 */
export async function sync(tools: FeedTools, options: SyncOptions): Promise<AccountSynced[]> {
  const model = await tools.model();
  const wanted = chosen(model, options.account);
  return locked(tools, async () => {
    await recordLeftOver(tools);
    await removeOrphans(tools);
    const synced = options.since === undefined ? await takeWaiting(tools) : [];
    tools.machine.answers.prune(tools.machine.now() - tools.machine.keepDays() * CALLS_MS);
    for (const { connection, accounts } of wanted) {
      const isDone = (account: FeedAccount): boolean => synced.some((one) => one.connection.id === connection.id && one.account.key === account.key && one.state === 'ok');
      synced.push(...(await syncConnection(tools, connection.id, (account) => !isDone(account) && (accounts?.has(account.key) ?? true), options.since, 'sync')));
      // Who asks for one by its name is told; all others are not reminded each time.
      for (const account of notCovered(connection, model.accounts.all())) if (accounts?.has(account.key)) synced.push(outcome(connection, account, { standing: { state: 'needs-consent', says: notCoveredSays(connection), code: CONSENT_OVER, until: undefined, isOfConnection: false } }));
    }
    return withoutDefect(synced);
  });
}

/** Runs work that nobody else may do at the same time: two syncs would spend the same refresh token. Raises 'sync-running'. */
export async function locked<T>({ machine }: Pick<FeedTools, 'machine'>, work: () => Promise<T>): Promise<T> {
  const release = machine.lock('sync') ?? raise('sync-running', {});
  try {
    return await work();
  } finally {
    release();
  }
}

interface Wanted { readonly connection: ConnectionRow; /** Keys; undefined for all. */ readonly accounts: ReadonlySet<string> | undefined }

/** Without a name all that this device fetches from: none where all are another device's. */
function chosen(model: ReadModel, text: string | undefined): Wanted[] {
  const open = model.connections.open();
  if (open.length === 0) raise('nothing-connected', {});
  if (text === undefined) return model.connections.here().map((connection) => ({ connection, accounts: undefined }));
  const named = open.filter(({ id, name }) => id === text || name.toLowerCase() === text.toLowerCase());
  if (named.length > 0) return named.map((connection) => ({ connection, accounts: undefined }));
  const account = findAccount(model.accounts.all(), text);
  const fed = open.map((connection) => ({ connection, accounts: new Set(connection.links.filter((link) => link.account === account?.id).map(({ key }) => key)) })).filter(({ accounts }) => accounts.size > 0);
  return fed.length > 0 ? fed : raise('connection-unknown', { connection: text, known: [...open.map(({ name }) => name), ...model.accounts.all().map(({ name }) => name)] });
}

/** Milliseconds for which an answer that was not taken in yet stands for a new one, and a bank that gave balances too often is not asked for one. */
const FRESH_MS = 6 * 3_600_000;
/** HTTP status. */
const TOO_MANY = 429;

/** Answers that came but were not taken in before a process ended: they cost calls, and are not asked for again while they are fresh. */
async function takeWaiting(tools: FeedTools): Promise<AccountSynced[]> {
  const synced: AccountSynced[] = [];
  for (const kept of tools.machine.answers.waiting()) {
    const model = await tools.model();
    const connection = model.connections.get(String(kept.facts['connection']));
    const account = connection?.accounts.find(({ key }) => key === kept.facts['account']) as FeedAccount | undefined;
    if (connection && account && remembered(model.feeds, connection.id, account.key).lastFetch !== kept.id) {
      const met = await guarded(tools, async () => ({ done: await taken(tools, connection, account, kept) }));
      if (met.defect || (met.done && Number(kept.facts['at']) > tools.machine.now() - FRESH_MS)) synced.push(await settled(tools, connection, account, met));
    }
    kept.taken();
  }
  return synced;
}

/** Every account of one connection that `isWanted`. What is wrong with the whole of it is met once. */
export async function syncConnection(tools: FeedTools, id: string, isWanted: (account: FeedAccount) => boolean, since: Day | undefined, purpose: FeedCall['purpose']): Promise<AccountSynced[]> {
  const connection = (await tools.model()).connections.get(id)!;
  const synced: AccountSynced[] = [];
  let whole = consentStanding(connection, tools);
  let wasUnreachable = false;
  for (const account of connection.accounts as readonly FeedAccount[]) {
    if (!isWanted(account)) continue;
    const met: Met = whole ? { standing: whole } : await guarded(tools, () => asked(tools, connection, account, since, purpose));
    // One connection that breaks off says nothing of the other accounts; two in a row say that nobody is there.
    const isUnreachable = met.standing?.code === 'bank-unreachable';
    if (met.standing?.isOfConnection || (isUnreachable && wasUnreachable)) whole = met.standing;
    wasUnreachable = isUnreachable;
    synced.push(await settled(tools, connection, account, met));
  }
  return synced;
}

interface Met {
  readonly defect?: Error;
  readonly standing?: Standing;
  readonly done?: Pick<AccountSynced, 'reports' | 'balances' | 'transfersLinked' | 'remarks' | 'commit'>;
  /** It was known before that asking is no use: nothing was sent. */
  readonly isUnasked?: true;
}

/** Code of a consent that is known to be over. */
const CONSENT_OVER = 'consent-needed';

/** A consent that is over by the log or by the clock: nothing is asked. */
function consentStanding({ consents, name }: ConnectionRow, { machine }: FeedTools): Standing | undefined {
  const last = consents.at(-1);
  const isOver = !last || last.ended !== undefined || (last.until !== undefined && last.until <= machine.now());
  return isOver ? { state: 'needs-consent', says: `The consent is over. Give it anew with: ft bank reconnect "${name}"`, code: CONSENT_OVER, until: undefined, isOfConnection: true } : undefined;
}

/** What is wrong with one account never stops another; what is this machine's own trouble is thrown. */
async function guarded({ machine }: FeedTools, work: () => Promise<Met>): Promise<Met> {
  try {
    return await work();
  } catch (error) {
    const standing = standingOf(error, machine.now());
    if (standing) return { standing };
    if (!(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)) throw error;
    return { defect: error, standing: { state: 'bank-down', says: 'ft met a defect of its own; the answer is kept.', code: 'defect', until: undefined, isOfConnection: false } };
  }
}

async function asked(tools: FeedTools, connection: ConnectionRow, account: FeedAccount, since: Day | undefined, purpose: FeedCall['purpose']): Promise<Met> {
  const model = await tools.model();
  const { machine } = tools;
  const memory = remembered(model.feeds, connection.id, account.key);
  const provider = await tools.provider(connection.provider);
  const until = waitUntil(memory, model.feeds.since(connection.id, machine.now() - CALLS_MS), account.key, provider.dailyCalls, tools.isAttended, machine.now());
  if (until !== undefined) return { isUnasked: true, standing: { state: 'wait-until', says: memory.state === 'wait-until' && memory.says ? memory.says : 'The bank may be asked only so often.', code: 'bank-wait', until, isOfConnection: false } };
  return { done: await taken(tools, connection, account, await fetched(tools, provider, connection, account, memory, since, purpose)) };
}

/** Asks the bank; everything it says lies on disk when this returns. */
async function fetched(tools: FeedTools, provider: Provider, connection: ConnectionRow, account: FeedAccount, memory: Remembered, since: Day | undefined, purpose: FeedCall['purpose']): Promise<KeptFetch> {
  const { machine } = tools;
  const model = await tools.model();
  const bank = bankProfile(provider.id, connection.bank, connection.country);
  const window = nextWindow(memory, bank, { today: tools.today(), since, takenBack: [...takenBack(model, connection.id, account.key, memory.lastWhole), ...(memory.recheck === null ? [] : [memory.recheck])], isFresh: purpose === 'connect' });
  tools.progress(`${connection.name}: asking`, 0, 0);
  const secrets = (await (await machine.secrets()).get(connection.id)) ?? raise('secret-missing', { connection: connection.name, what: 'key' });
  const base = await baseFor(tools, provider);
  if (typeof base !== 'string' && base(secrets) === '') raise('secret-missing', { connection: connection.name, what: 'address of the bank' });
  const kept = machine.answers.begin({ connection: connection.id, account: account.key, provider: provider.id, at: machine.now(), from: window.from, to: window.to, isChosen: since !== undefined });
  const calling = callingFor(tools, { connection: connection.id, base, purpose, kept, secrets, feeds: model.feeds });
  const isTired = model.feeds.since(connection.id, machine.now() - FRESH_MS).some((call) => call.account === account.key && call.endpoint === 'balances' && call.status === TOO_MANY);
  kept.complete({ ...(await provider.fetch(calling, account, window, bank, !isTired)) });
  return kept;
}

/** Reads what lies on disk and takes it in: rows, requests and what is remembered, in one commit. */
async function taken(tools: FeedTools, before: ConnectionRow, account: FeedAccount, kept: KeptFetch): Promise<NonNullable<Met['done']>> {
  const provider = await tools.provider(before.provider);
  const bank = bankProfile(provider.id, before.bank, before.country);
  const pages = kept.pages();
  const outcome = kept.outcome() as unknown as Fetched;
  const reading = provider.read(pages, account, bank);
  const digest = digestOf(pages);
  const now = tools.machine.now();
  const known = remembered((await tools.model()).feeds, before.id, account.key).wholeTo;
  const isGap = known !== null && outcome.from > addDays(known, 1);
  // What the person asked for by --since says nothing of the days before it.
  const leavesOut = kept.facts['isChosen'] === true && (known === null || isGap);
  const remember = (model: ReadModel, recheck: Day | null): void => {
    const memory = remembered(model.feeds, before.id, account.key);
    model.feeds.set(before.id, account.key, {
      ...memory, state: 'ok', says: null, nextAllowed: outcome.nextAt ?? null, lastTried: now, lastOk: now, lastFetch: kept.id,
      ...(outcome.isComplete && !leavesOut ? { coveredTo: latest(memory.coveredTo, toldUntil(reading, outcome)), recheck, wholeTo: latest(memory.wholeTo, outcome.to), lastWhole: now } : {}),
      pending: reading.pending.map(({ bookingDate, valueDate, amount, currency, description, counterparty }) => ({ date: bookingDate ?? valueDate ?? null, amount: amount ?? null, currency, description, counterparty: counterparty ?? null })),
      balances: reading.balances.map(({ type, kind, amount, currency, day }) => ({ type, kind, amount, currency, day: day ?? null })),
    } satisfies Remembered);
  };
  const { value, commit } = await tools.write({ command: 'sync', arguments: { connection: before.id, account: account.key } }, async (writing) => {
    const connection = writing.model.connections.get(before.id)!;
    const answer: Answer = { connection, provider: provider.id, bank, account, fetched: outcome, digest, reading, today: tools.today() };
    const done = await takeIn(answer, tools, writing);
    logCalls(writing, before.id, now);
    remember(writing.model, done.reports.flatMap(({ departures }) => departures?.moved.map(({ from }) => from.date) ?? []).sort()[0] ?? null);
    return done;
  });
  // Without anything to say there is no commit, and what was remembered in it is gone.
  if (!commit) remember(await tools.model(), null);
  kept.taken();
  const remarks = isGap && !leavesOut ? [...outcome.remarks, `The bank tells nothing before ${outcome.from} any more: what was booked after ${known} and before that day is missing here. Import a statement of these days.`] : outcome.remarks;
  return { ...value, remarks, commit: commit?.id ?? null };
}

/** The last day of which something was told: an answer from yesterday's cache, or of last week's, tells nothing of today. */
const toldUntil = ({ booked }: FeedReading, { from, to }: Fetched): Day =>
  booked.reduce<Day>((last, { bookingDate }) => (bookingDate > last && bookingDate <= to ? bookingDate : last), from);

/** SHA-256 of the bodies, one after the other. */
function digestOf(pages: readonly KeptPage[]): string {
  const digest = createHash('sha256');
  for (const { body } of pages) digest.update(body);
  return digest.digest('hex');
}

const latest = (a: Day | null, b: Day): Day => (a !== null && a > b ? a : b);

/** Writes down how an account stands where nothing was taken in, and what was sent; answers what became of it. */
async function settled(tools: FeedTools, connection: ConnectionRow, account: FeedAccount, met: Met): Promise<AccountSynced> {
  if (met.standing && !met.isUnasked) await noted(tools, connection, account, met.standing);
  return outcome(connection, account, met);
}

const outcome = (connection: ConnectionRow, account: FeedAccount, { standing, done, defect }: Met): AccountSynced => ({
  connection, account, state: standing?.state ?? 'ok', says: standing?.says, code: standing?.code, until: standing?.until,
  reports: done?.reports ?? [], balances: done?.balances ?? [], transfersLinked: done?.transfersLinked ?? 0, remarks: done?.remarks ?? [], commit: done?.commit ?? null, defect,
});

async function noted(tools: FeedTools, connection: ConnectionRow, account: FeedAccount, { state, says, until, code }: Standing): Promise<void> {
  const now = tools.machine.now();
  const remember = ({ feeds }: ReadModel): void => feeds.set(connection.id, account.key, { ...remembered(feeds, connection.id, account.key), state, says, nextAllowed: until ?? null, lastTried: now } satisfies Remembered);
  const { commit } = await tools.write({ command: 'sync', arguments: { connection: connection.id, account: account.key } }, ({ commit: draft, model }) => {
    const last = model.connections.get(connection.id)?.consents.at(-1);
    // What only this machine's clock says may be set right again.
    if (state === 'needs-consent' && code !== CONSENT_OVER && last && !last.ended)
      draft.append([{ type: 'connection.consent-ended.v1', subject: connection.id, payload: { at: now, why: last.until !== undefined && last.until <= now ? 'expired' : 'revoked' } }]);
    logCalls({ commit: draft, model }, connection.id, now);
    remember(model);
  });
  if (!commit) remember(await tools.model());
}
