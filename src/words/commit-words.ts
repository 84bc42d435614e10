/** What a commit did, in the words of a person: "imported 52 rows from may.csv into DNB". */
import { basename } from 'node:path';
import { conditionsInWords } from '../categories/rule-words.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import { moneyText, plainMoneyText } from '../format/money.ts';
import type { EventType } from '../ledger/events/list.ts';
import type { Log, StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { RuleRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import type { Day, Month } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import { isFeed } from '../values/feeds.ts';
import { type CommitPhrases, commitPhrases } from './commit-phrases.ts';
import { type ConnectionPhrases, connectionPhrases } from './connection-phrases.ts';
import { type Speech, counted, languageOf, shortCommit } from './phrases.ts';

/** What the words need beside the commit. */
export interface Telling extends Speech {
  readonly model: Pick<ReadModel, 'accounts'> & { readonly log: CommitLog };
  readonly taxonomy: Taxonomy;
}
/** The log, as far as it is asked. */
export type CommitLog = Pick<Log, 'firstOf' | 'commitsLike' | 'of'> & {
  /** Undefined where it is not known yet: the commit is then only counted. */
  countsOf(commit: StoredCommit): ReadonlyMap<string, number> | undefined;
};

interface Told { readonly commit: StoredCommit; readonly counts: ReadonlyMap<string, number>; readonly telling: Telling; readonly say: CommitPhrases; readonly ofBanks: ConnectionPhrases }
type Phrase = (told: Told) => string;

/** Names shown before the rest is only counted. */
const SHOWN = 3;

/** Commit -> what it did, in one line, plain enough for JSON. The text may hold what a bank wrote: not inert. */
export function commitWords(commit: StoredCommit, telling: Telling): string {
  const say = commitPhrases[languageOf(telling)];
  const counts = telling.model.log.countsOf(commit);
  if (!counts) return say.events(commit.command, commit.events);
  const told = { commit, counts, telling, say, ofBanks: connectionPhrases[languageOf(telling)] };
  const said = phrases.filter(([type]) => counts.has(type)).map(([, phrase]) => phrase(told)).filter((words) => words !== '');
  return said.length > 0 ? plainMoneyText(said.join(', ')) : say.events(commit.command, commit.events);
}

const first = <T extends EventType>({ commit, telling }: Told, type: T, limit = SHOWN) => telling.model.log.firstOf(commit, type, limit);
/** The first events of a type, each in words. */
const each = <T extends EventType>(told: Told, type: T, words: (event: ReturnType<typeof first<T>>[number]) => string): string => first(told, type).map(words).join(', ');
const count = ({ counts }: Told, type: EventType): number => counts.get(type) ?? 0;

/** Names joined, and how many more there are than those. */
const listed = ({ say }: Told, names: readonly string[], total: number): string => [...names, ...(total > names.length ? [say.more(total - names.length)] : [])].join(', ');

/** In order of what matters most; those that say nothing of their own beside another are left out. */
const phrases: readonly (readonly [EventType, Phrase])[] = [
  ['commit.undone.v1', (told) => toggled(told, 'commit.undone.v1', told.say.tookBack)],
  ['commit.redone.v1', (told) => toggled(told, 'commit.redone.v1', told.say.broughtBack)],
  ['connection.opened.v1', (told) => told.ofBanks.connected(banksOf(told, 'connection.opened.v1'))],
  ['connection.consented.v1', (told) => (told.counts.has('connection.opened.v1') ? '' : told.ofBanks.consented(banksOf(told, 'connection.consented.v1')))],
  ['connection.consent-ended.v1', (told) => told.ofBanks.consentEnded(banksOf(told, 'connection.consent-ended.v1'))],
  ['connection.closed.v1', (told) => told.ofBanks.disconnected(banksOf(told, 'connection.closed.v1'))],
  ['statement.imported.v1', imported],
  ['doubt.settled.v1', (told) => told.say.settled(count(told, 'doubt.settled.v1'))],
  ['transaction.recorded.v2', (told) => (told.counts.has('statement.imported.v1') || told.counts.has('doubt.settled.v1') ? '' : added(told))],
  ['transaction.categorized.v1', (told) => (told.counts.has('transaction.recorded.v2') ? '' : categorized(told))],
  ['transaction.labelled.v1', (told) => told.say.labelled(count(told, 'transaction.labelled.v1'))],
  ['transaction.split.v1', (told) => each(told, 'transaction.split.v1', ({ subject, payload }) => (payload.parts.length > 0 ? told.say.split(subject, payload.parts.length) : told.say.whole(subject)))],
  ['transaction.noted.v1', (told) => each(told, 'transaction.noted.v1', ({ subject, payload }) => (payload.note ? told.say.noted(payload.note, subject) : told.say.noteTaken(subject)))],
  ['account.opened.v1', (told) => (told.counts.has('transaction.recorded.v2') ? '' : told.say.opened(listed(told, first(told, 'account.opened.v1').map(({ payload }) => payload.name), count(told, 'account.opened.v1'))))],
  ['account.renamed.v1', (told) => each(told, 'account.renamed.v1', ({ payload }) => told.say.accountRenamed(payload.name))],
  ['account.opening-balance-set.v1', (told) => (told.counts.has('statement.imported.v1') ? '' : openingBalances(told))],
  ['account.numbered.v1', (told) => (told.counts.has('statement.imported.v1') ? '' : told.say.numbered(accountsOf(told, 'account.numbered.v1')))],
  ['account.closed.v1', (told) => told.say.closed(accountsOf(told, 'account.closed.v1'))],
  ['account.reopened.v1', (told) => told.say.reopened(accountsOf(told, 'account.reopened.v1'))],
  ['transfer.linked.v1', (told) => told.say.linked(count(told, 'transfer.linked.v1'))],
  ['transfer.unlinked.v1', (told) => told.say.parted(count(told, 'transfer.unlinked.v1'))],
  ['rule.added.v1', rules],
  ['rule.removed.v1', (told) => told.say.ruleRemoved(each(told, 'rule.removed.v1', ({ subject }) => subject))],
  // A built-in category is renamed by writing it down under its id.
  ['category.added.v1', (told) => (told.commit.command === 'categories rename' ? each(told, 'category.added.v1', ({ subject, payload }) => told.say.renamed(subject, payload.label))
    : told.say.categoryAdded(listed(told, first(told, 'category.added.v1').map(({ payload }) => payload.label), count(told, 'category.added.v1'))))],
  ['category.renamed.v1', (told) => each(told, 'category.renamed.v1', ({ subject, payload }) => told.say.renamed(subject, payload.label))],
  ['merchant.forgotten.v1', (told) => told.say.forgot(listed(told, first(told, 'merchant.forgotten.v1').map(({ subject }) => told.say.quoted(subject)), count(told, 'merchant.forgotten.v1')))],
  ['budget.set.v1', budgets],
  ['profile.saved.v1', (told) => told.say.layoutSaved(each(told, 'profile.saved.v1', ({ subject }) => subject))],
  ['connection.linked.v1', (told) => (told.counts.has('access.recorded.v1') ? '' : told.ofBanks.accountLinked(banksOf(told, 'connection.linked.v1')))],
  ['transaction.withdrawn.v1', (told) => told.ofBanks[isByHand(told) ? 'dropped' : 'withdrawn'](count(told, 'transaction.withdrawn.v1'))],
  ['transaction.restated.v1', (told) => (told.counts.has('access.recorded.v1') ? told.ofBanks.reworded(count(told, 'transaction.restated.v1')) : '')],
  ['missing.noticed.v1', (told) => told.ofBanks.missing(count(told, 'missing.noticed.v1'))],
  ['missing.cleared.v1', (told) => (!isByHand(told) ? told.ofBanks.foundAgain(count(told, 'missing.cleared.v1')) : told.counts.has('transaction.withdrawn.v1') ? '' : told.ofBanks.kept(count(told, 'missing.cleared.v1')))],
  ['connection.distrusted.v1', (told) => told.ofBanks.distrusted(banksOf(told, 'connection.distrusted.v1'))],
  // Said only where nothing came of it.
  ['access.recorded.v1', (told) => ([...told.counts.keys()].some((type) => type !== 'access.recorded.v1') ? '' : asked(told))],
];

/** Settled by the person, not noticed at the bank: no bank was asked in it. */
const isByHand = ({ counts }: Told): boolean => !counts.has('access.recorded.v1');

/** Names of the connections that events of a type are about. */
function banksOf(told: Told, type: 'connection.opened.v1' | 'connection.consented.v1' | 'connection.consent-ended.v1' | 'connection.linked.v1' | 'connection.distrusted.v1' | 'connection.closed.v1' | 'access.recorded.v1'): string {
  const names = first(told, type).map(({ subject }) => told.telling.model.log.of(subject.replace(/^access\//, '')).find((event) => event.type === 'connection.opened.v1')?.payload.name ?? told.ofBanks.someBank);
  return [...new Set(names)].join(', ');
}

const asked = (told: Told): string =>
  told.ofBanks.asked(banksOf(told, 'access.recorded.v1'), first(told, 'access.recorded.v1', LOOKED_AT).reduce((sum, { payload }) => sum + payload.calls.length, 0));

function toggled(told: Told, type: 'commit.undone.v1' | 'commit.redone.v1', phrase: (commit: string) => string): string {
  const { log } = told.telling.model;
  return first(told, type).map(({ subject }) => {
    const [target] = log.commitsLike(subject);
    return phrase(`${shortCommit(subject)}${target ? ` (${commitWords(target, told.telling)})` : ''}`);
  }).join(', ');
}

function nameOf({ telling }: Told, account: string): string {
  const known = telling.model.accounts.all().find(({ id }) => id === account)?.name;
  return known ?? telling.model.log.of(account).find((event) => event.type === 'account.opened.v1')?.payload.name ?? account;
}

const accountsOf = (told: Told, type: 'account.closed.v1' | 'account.reopened.v1' | 'account.numbered.v1'): string => first(told, type).map(({ subject }) => nameOf(told, subject)).join(', ');

function imported(told: Told): string {
  const statements = first(told, 'statement.imported.v1', 1000).map(({ payload }) => payload);
  const rows = statements.reduce((sum, statement) => sum + statement.new, 0);
  const files = [...new Set(statements.map(({ file }) => basename(file)))];
  const accounts = [...new Set(statements.map(({ account }) => nameOf(told, account)))];
  const from = files.length > 1 ? counted(files.length, 'file', languageOf(told.telling)) : (files[0] ?? told.say.aFile);
  const into = listed(told, accounts.slice(0, SHOWN), accounts.length);
  if (statements.length === 0 || !statements.every(({ format }) => isFeed(format))) return told.say.imported(rows, from, into);
  return rows === 0 ? told.ofBanks.nothingNew(from, into) : told.ofBanks.fetched(rows, from, into);
}

function added(told: Told): string {
  const names = first(told, 'transaction.recorded.v2').map(({ payload }) =>
    told.say.one(`${moneyText(payload.amount as Minor, payload.currency as Currency, told.telling.locale)} ${payload.description}`, nameOf(told, payload.account)));
  return told.say.added(listed(told, names, count(told, 'transaction.recorded.v2')));
}

/** Events of a commit that are looked at to see whether they say one thing. */
const LOOKED_AT = 50;

function categorized(told: Told): string {
  const total = count(told, 'transaction.categorized.v1');
  const seen = first(told, 'transaction.categorized.v1', LOOKED_AT);
  const [one] = seen;
  // An import that takes over a file's categories gives many at once.
  if (!one || seen.some(({ payload }) => payload.category !== one.payload.category)) return told.say.categorized(total);
  const { category } = one.payload;
  return category === null ? told.say.choiceTakenBack(total) : told.say.putIn(total, told.telling.taxonomy.label(category, told.telling.locale));
}

function openingBalances(told: Told): string {
  const { model, locale } = told.telling;
  return first(told, 'account.opening-balance-set.v1').map(({ subject, payload }) => {
    const currency = model.accounts.all().find(({ id }) => id === subject)?.currency;
    const balance = currency ? moneyText(payload.balance as Minor, currency, locale) : told.say.minor(payload.balance);
    return told.say.held(nameOf(told, subject), balance, payload.day as Day);
  }).join(', ');
}

function rules(told: Told): string {
  const total = count(told, 'rule.added.v1');
  const [one] = first(told, 'rule.added.v1', 1);
  if (!one || total > 1) return told.say.rulesAdded(total);
  const rule = { id: one.subject, ...one.payload } as RuleRow;
  const shown = rule.account === undefined ? rule : { ...rule, account: nameOf(told, rule.account) };
  return told.say.ruleAdded(told.telling.taxonomy.label(rule.category, told.telling.locale), conditionsInWords(shown, undefined, languageOf(told.telling)));
}

function budgets(told: Told): string {
  const { taxonomy, locale } = told.telling;
  const names = first(told, 'budget.set.v1').map(({ subject, payload }) => {
    const [, target = subject, currency = ''] = /^(?:category|group):(.*)\/([A-Z]{3})$/.exec(subject) ?? [];
    const what = taxonomy.label(target, locale);
    const from = payload.from as Month;
    return payload.amount === null ? told.say.budgetEnded(what, from) : told.say.budgetSet(what, moneyText(payload.amount as Minor, currency as Currency, locale), from);
  });
  return listed(told, names, count(told, 'budget.set.v1'));
}
