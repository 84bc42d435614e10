/** What a commit did, in the words of a person: "imported 52 rows from may.csv into DNB". */
import { basename } from 'node:path';
import { conditionsInWords } from '../categories/rules.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import { type Locale, moneyText, plainMoneyText } from '../format/money.ts';
import type { EventType } from '../ledger/events/list.ts';
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { RuleRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import type { Minor } from '../values/money.ts';
import { plural, shortCommit } from './phrases.ts';

/** What the words need beside the commit. */
export interface Telling { readonly model: Pick<ReadModel, 'log' | 'accounts'>; readonly taxonomy: Taxonomy; readonly locale: Locale }

interface Told { readonly commit: StoredCommit; readonly counts: ReadonlyMap<string, number>; readonly telling: Telling }
type Phrase = (told: Told) => string;

/** Names shown before the rest is only counted. */
const SHOWN = 3;

/** Commit -> what it did, in one line, plain enough for JSON. The text may hold what a bank wrote: not inert. */
export function commitWords(commit: StoredCommit, telling: Telling): string {
  const counts = telling.model.log.countsOf(commit);
  const told = { commit, counts, telling };
  const said = phrases.filter(([type]) => counts.has(type)).map(([, phrase]) => phrase(told)).filter((words) => words !== '');
  return said.length > 0 ? plainMoneyText(said.join(', ')) : `${commit.command} (${plural(commit.events, 'event')})`;
}

const first = <T extends EventType>({ commit, telling }: Told, type: T, limit = SHOWN) => telling.model.log.firstOf(commit, type, limit);
const count = ({ counts }: Told, type: EventType): number => counts.get(type) ?? 0;

/** Names joined, and how many more there are than those. */
const listed = (names: readonly string[], total: number): string => [...names, ...(total > names.length ? [`${total - names.length} more`] : [])].join(', ');

/** In order of what matters most; those that say nothing of their own beside another are left out. */
const phrases: readonly (readonly [EventType, Phrase])[] = [
  ['commit.undone.v1', (told) => toggled(told, 'commit.undone.v1', 'took back')],
  ['commit.redone.v1', (told) => toggled(told, 'commit.redone.v1', 'brought back')],
  ['statement.imported.v1', imported],
  ['doubt.settled.v1', (told) => `settled ${plural(count(told, 'doubt.settled.v1'), 'doubtful row')}`],
  ['transaction.recorded.v2', (told) => (told.counts.has('statement.imported.v1') || told.counts.has('doubt.settled.v1') ? '' : added(told))],
  ['transaction.categorized.v1', (told) => (told.counts.has('transaction.recorded.v2') ? '' : categorized(told))],
  ['transaction.labelled.v1', (told) => `labelled ${plural(count(told, 'transaction.labelled.v1'), 'transaction')} anew`],
  ['transaction.split.v1', (told) => first(told, 'transaction.split.v1').map(({ subject, payload }) => (payload.parts.length > 0 ? `split ${subject} in ${payload.parts.length}` : `made ${subject} whole`)).join(', ')],
  ['transaction.noted.v1', (told) => first(told, 'transaction.noted.v1').map(({ subject, payload }) => (payload.note ? `noted "${payload.note}" on ${subject}` : `took the note from ${subject}`)).join(', ')],
  ['account.opened.v1', (told) => (told.counts.has('transaction.recorded.v2') ? '' : `opened ${listed(first(told, 'account.opened.v1').map(({ payload }) => payload.name), count(told, 'account.opened.v1'))}`)],
  ['account.renamed.v1', (told) => first(told, 'account.renamed.v1').map(({ payload }) => `renamed an account to ${payload.name}`).join(', ')],
  ['account.opening-balance-set.v1', (told) => (told.counts.has('statement.imported.v1') ? '' : openingBalances(told))],
  ['account.numbered.v1', (told) => (told.counts.has('statement.imported.v1') ? '' : `numbered ${first(told, 'account.numbered.v1').map(({ subject }) => nameOf(told, subject)).join(', ')}`)],
  ['account.closed.v1', (told) => `closed ${accountsOf(told, 'account.closed.v1')}`],
  ['account.reopened.v1', (told) => `reopened ${accountsOf(told, 'account.reopened.v1')}`],
  ['transfer.linked.v1', (told) => `linked ${plural(count(told, 'transfer.linked.v1'), 'transfer')}`],
  ['transfer.unlinked.v1', (told) => `parted ${plural(count(told, 'transfer.unlinked.v1'), 'transfer')}`],
  ['rule.added.v1', rules],
  ['rule.removed.v1', (told) => `removed the rule ${first(told, 'rule.removed.v1').map(({ subject }) => subject).join(', ')}`],
  // A built-in category is renamed by writing it down under its id.
  ['category.added.v1', (told) => (told.commit.command === 'categories rename' ? first(told, 'category.added.v1').map(({ subject, payload }) => `renamed ${subject} to ${payload.label}`).join(', ')
    : `added the category ${listed(first(told, 'category.added.v1').map(({ payload }) => payload.label), count(told, 'category.added.v1'))}`)],
  ['category.renamed.v1', (told) => first(told, 'category.renamed.v1').map(({ subject, payload }) => `renamed ${subject} to ${payload.label}`).join(', ')],
  ['merchant.forgotten.v1', (told) => `forgot ${listed(first(told, 'merchant.forgotten.v1').map(({ subject }) => `"${subject}"`), count(told, 'merchant.forgotten.v1'))}`],
  ['budget.set.v1', budgets],
  ['profile.saved.v1', (told) => `saved the layout ${first(told, 'profile.saved.v1').map(({ subject }) => subject).join(', ')}`],
];

function toggled(told: Told, type: 'commit.undone.v1' | 'commit.redone.v1', verb: string): string {
  const { log } = told.telling.model;
  return first(told, type).map(({ subject }) => {
    const [target] = log.commitsLike(subject);
    return `${verb} ${shortCommit(subject)}${target ? ` (${commitWords(target, told.telling)})` : ''}`;
  }).join(', ');
}

function nameOf({ telling }: Told, account: string): string {
  const known = telling.model.accounts.all().find(({ id }) => id === account)?.name;
  return known ?? telling.model.log.of(account).find((event) => event.type === 'account.opened.v1')?.payload.name ?? account;
}

const accountsOf = (told: Told, type: 'account.closed.v1' | 'account.reopened.v1'): string => first(told, type).map(({ subject }) => nameOf(told, subject)).join(', ');

function imported(told: Told): string {
  const statements = first(told, 'statement.imported.v1', 1000).map(({ payload }) => payload);
  const rows = statements.reduce((sum, statement) => sum + statement.new, 0);
  const files = [...new Set(statements.map(({ file }) => basename(file)))];
  const accounts = [...new Set(statements.map(({ account }) => nameOf(told, account)))];
  const from = files.length > 1 ? plural(files.length, 'file') : (files[0] ?? 'a file');
  return `imported ${plural(rows, 'row')} from ${from} into ${listed(accounts.slice(0, SHOWN), accounts.length)}`;
}

function added(told: Told): string {
  const names = first(told, 'transaction.recorded.v2').map(({ payload }) =>
    `${moneyText(payload.amount as Minor, payload.currency as Currency, told.telling.locale)} ${payload.description} in ${nameOf(told, payload.account)}`);
  return `added ${listed(names, count(told, 'transaction.recorded.v2'))}`;
}

/** Events of a commit that are looked at to see whether they say one thing. */
const LOOKED_AT = 50;

function categorized(told: Told): string {
  const total = count(told, 'transaction.categorized.v1');
  const seen = first(told, 'transaction.categorized.v1', LOOKED_AT);
  const [one] = seen;
  // An import that takes over a file's categories gives many at once.
  if (!one || seen.some(({ payload }) => payload.category !== one.payload.category)) return `categorized ${plural(total, 'transaction')}`;
  const { category } = one.payload;
  return category === null ? `took back the choice on ${plural(total, 'transaction')}` : `put ${plural(total, 'transaction')} in ${told.telling.taxonomy.label(category, told.telling.locale)}`;
}

function openingBalances(told: Told): string {
  const { model, locale } = told.telling;
  return first(told, 'account.opening-balance-set.v1').map(({ subject, payload }) => {
    const currency = model.accounts.all().find(({ id }) => id === subject)?.currency;
    const balance = currency ? moneyText(payload.balance as Minor, currency, locale) : `${payload.balance} minor units`;
    return `said that ${nameOf(told, subject)} held ${balance} on ${payload.day}`;
  }).join(', ');
}

function rules(told: Told): string {
  const total = count(told, 'rule.added.v1');
  const [one] = first(told, 'rule.added.v1', 1);
  if (!one || total > 1) return `added ${plural(total, 'rule')}`;
  const rule = { id: one.subject, ...one.payload } as RuleRow;
  const shown = rule.account === undefined ? rule : { ...rule, account: nameOf(told, rule.account) };
  return `added the rule: ${told.telling.taxonomy.label(rule.category, told.telling.locale)} when ${conditionsInWords(shown)}`;
}

function budgets(told: Told): string {
  const { taxonomy, locale } = told.telling;
  const names = first(told, 'budget.set.v1').map(({ subject, payload }) => {
    const [, target = subject, currency = ''] = /^(?:category|group):(.*)\/([A-Z]{3})$/.exec(subject) ?? [];
    const what = taxonomy.label(target, locale);
    return payload.amount === null ? `ended the budget of ${what} from ${payload.from}` : `set the budget of ${what} to ${moneyText(payload.amount as Minor, currency as Currency, locale)} from ${payload.from}`;
  });
  return listed(names, count(told, 'budget.set.v1'));
}
