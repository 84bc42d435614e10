/** Everything that happened to one transaction, from the log: when, by which commit, and whether it still counts. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { type Locale, moneyText } from '../format/money.ts';
import { wallOf } from '../ledger/clock.ts';
import type { KnownEvent, Payload } from '../ledger/events/list.ts';
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { StatementDetail } from '../read-model/statements.ts';
import type { AccountRow, TransactionRow } from '../read-model/rows.ts';
import type { Minor } from '../values/money.ts';
import { accountName } from './names.ts';

export interface Happening {
  /** Unix milliseconds. */
  readonly unixMs: number;
  readonly commit: StoredCommit;
  /** False where its commit is undone. */
  readonly counts: boolean;
  readonly event: KnownEvent;
}

/** Events about the transaction and its transfer links, in the order of the log's clock. */
export function storyOf(row: TransactionRow, model: ReadModel): Happening[] {
  const commits = new Map(model.log.commits().map((commit) => [commit.number, commit] as const));
  const subjects = [row.id, ...model.links.of(row.id).map(({ id }) => id)];
  return subjects.flatMap((subject) => model.log.of(subject)).flatMap((event) => {
    const commit = commits.get(event.commit);
    return commit && !model.activity.isAfter(commit.number) ? [{ unixMs: wallOf(commit.clock), commit, counts: model.activity.isActive(event.commit), event }] : [];
  }).sort((a, b) => (a.commit.clock < b.commit.clock ? -1 : a.commit.clock > b.commit.clock ? 1 : a.event.position - b.event.position));
}

/** The facts of its recording that no table keeps: reference, type, line, statement. */
export const recordedFacts = (story: readonly Happening[]): Payload<'transaction.recorded.v2'> | undefined =>
  story.map(({ event }) => event).find((event) => event.type === 'transaction.recorded.v2')?.payload;

/** What a delivery was, also where its import is undone while another delivery keeps the transaction. */
export function statementOf(id: string, model: ReadModel): StatementDetail | undefined {
  return model.statements.get(id)?.detail ?? model.log.of(id).find((event) => event.type === 'statement.imported.v1')?.payload;
}

/** The last happening that counts and gave the category; undefined where nothing ever did. */
export function decidedBy(row: TransactionRow, story: readonly Happening[]): Happening | undefined {
  return story.findLast(({ counts, event }) => {
    if (!counts) return false;
    if (row.step === 'own') return event.type === 'transaction.categorized.v1' && event.payload.category !== null;
    return event.type === 'transaction.labelled.v1' || (event.type === 'transaction.recorded.v2' && event.payload.decision !== undefined);
  });
}

interface Telling { readonly model: ReadModel; readonly taxonomy: Taxonomy; readonly accounts: readonly AccountRow[] }

/** One happening in words. They may hold what a bank wrote: not inert. */
export function happeningWords({ event }: Happening, row: TransactionRow, { model, taxonomy, accounts }: Telling, { locale }: { readonly locale: Locale }): string {
  const label = (category: string): string => taxonomy.label(category, locale);
  switch (event.type) {
    case 'transaction.recorded.v2': {
      const { source, statement, line, decision } = event.payload;
      const file = statement === undefined ? undefined : statementOf(statement, model)?.file;
      const from = source === 'manual' ? 'written by hand' : `read from ${file ?? 'a statement'}${line === undefined ? '' : `, line ${line}`}`;
      return `${from}${decision ? `; ${label(decision.category)} by ${STEPS[decision.step]}` : '; no category found'}`;
    }
    case 'transaction.restated.v1': return `the bank changed the text to "${event.payload.description}"`;
    case 'transaction.detailed.v1': return `a later statement told more: ${Object.entries(event.payload).map(([name, value]) => `${MEMBERS[name] ?? name} ${typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value)}`).join('; ')}`;
    case 'transaction.categorized.v1': return event.payload.category === null ? 'your choice of category taken back' : `you chose ${label(event.payload.category)}`;
    case 'transaction.labelled.v1': return event.payload.step === 'none' ? 'its category no longer holds' : `${label(event.payload.category)} by ${STEPS[event.payload.step]}`;
    case 'transaction.split.v1':
      return event.payload.parts.length === 0 ? 'made whole again'
        : `split: ${event.payload.parts.map((part) => `${moneyText(part.amount as Minor, row.currency, locale)} ${label(part.category)}`).join(', ')}`;
    case 'transaction.noted.v1': return event.payload.note === '' ? 'the note taken away' : `note: ${event.payload.note}`;
    case 'transfer.linked.v1': case 'transfer.unlinked.v1': {
      const other = event.payload.out === row.id ? event.payload.in : event.payload.out;
      const account = model.transactions.get(other)?.account;
      const pair = `${other}${account === undefined ? '' : ` in ${accountName(accounts, account)}`}`;
      return event.type === 'transfer.linked.v1' ? `linked with ${pair}${event.payload.by === 'own' ? ' by you' : ''}` : `not a transfer with ${pair}`;
    }
    case 'doubt.raised.v2': return `held back: it may be ${event.payload.candidates.map(({ id }) => id).join(' or ')} in other words`;
    case 'doubt.settled.v1': return event.payload.as === 'new' ? 'you said it is another one' : 'you said it is the same';
    default: return event.type;
  }
}

/** Members of an event as people call them. */
const MEMBERS: Readonly<Record<string, string>> = {
  bankCategory: 'category of the bank', bankCodes: 'bank codes', batchReference: 'batch', checkNumber: 'check number', counterpartyAccount: 'their account', creditorReference: 'creditor reference',
  endToEndId: 'end-to-end id', mandateId: 'mandate', mcc: 'merchant code', original: 'original amount', valueDate: 'value date',
};

/** Steps of the cascade as people call them. */
export const STEPS = {
  own: 'your own choice', rule: 'a rule of yours', correction: 'what you taught', 'bank-code': 'the bank\'s code', merchant: 'the known merchant', model: 'the local model', none: 'nothing',
} as const;
