/** Everything that happened to one transaction, from the log: when, by which commit, and whether it still counts. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { type Locale, moneyText } from '../format/money.ts';
import { wallOf } from '../ledger/clock.ts';
import type { KnownEvent, Payload } from '../ledger/events/list.ts';
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { StatementDetail } from '../read-model/statements.ts';
import type { AccountRow, Step, TransactionRow } from '../read-model/rows.ts';
import type { Minor } from '../values/money.ts';
import { accountName } from './names.ts';
import { type Speech, languageOf } from './phrases.ts';
import { storyPhrases } from './story-phrases.ts';

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
  const subjects = [row.id, ...model.links.of(row.id).map(({ id }) => id)];
  const events = subjects.flatMap((subject) => model.log.of(subject));
  const commits = model.log.commitsOf(events);
  return events.flatMap((event) => {
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

/** The command with which a person takes a missing transaction out. */
const DROPPING = 'bank missing drop';

/** One happening in words. They may hold what a bank wrote: not inert. */
export function happeningWords({ event, commit: { command } }: Happening, row: TransactionRow, { model, taxonomy, accounts }: Telling, speech: Speech): string {
  const { locale } = speech;
  const say = storyPhrases[languageOf(speech)];
  const label = (category: string): string => taxonomy.label(category, locale);
  switch (event.type) {
    case 'transaction.recorded.v2': {
      const { source, statement, line, decision } = event.payload;
      const file = statement === undefined ? undefined : statementOf(statement, model)?.file;
      const from = source === 'manual' ? say.byHand : `${say.readFrom(file)}${line === undefined ? '' : say.line(line)}`;
      return `${from}; ${decision ? say.by(label(decision.category), say.steps[decision.step]) : say.noCategory}`;
    }
    case 'transaction.restated.v1': return say.restated(event.payload.description);
    case 'transaction.detailed.v1': return say.detailed(Object.entries(event.payload).map(([name, value]) => `${say.members[name] ?? name} ${typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value)}`).join('; '));
    case 'transaction.categorized.v1': return event.payload.category === null ? say.choiceTakenBack : say.chose(label(event.payload.category));
    case 'transaction.labelled.v1': return event.payload.step === 'none' ? say.noLonger : say.by(label(event.payload.category), say.steps[event.payload.step]);
    case 'transaction.split.v1':
      return event.payload.parts.length === 0 ? say.whole : say.split(event.payload.parts.map((part) => `${moneyText(part.amount as Minor, row.currency, locale)} ${label(part.category)}`).join(', '));
    case 'transaction.noted.v1': return event.payload.note === '' ? say.noteGone : say.note(event.payload.note);
    case 'transfer.linked.v1': case 'transfer.unlinked.v1': {
      const other = event.payload.out === row.id ? event.payload.in : event.payload.out;
      const account = model.transactions.get(other)?.account;
      const pair = account === undefined ? other : say.inAccount(other, accountName(accounts, account));
      return event.type === 'transfer.linked.v1' ? say.linked(pair, event.payload.by === 'own') : say.unlinked(pair);
    }
    case 'doubt.raised.v2': return say.heldBack(event.payload.candidates.map(({ id }) => id));
    case 'doubt.settled.v1': return event.payload.as === 'new' ? say.another : say.same;
    case 'transaction.withdrawn.v1': return event.payload.by !== undefined ? say.bookedAnew(event.payload.by) : command === DROPPING ? say.dropped : say.neverBooked;
    case 'missing.noticed.v1': return say.missing;
    case 'missing.cleared.v1': return event.payload.kept ? say.kept : say.foundAgain;
    default: return event.type;
  }
}

/** A step of the cascade as people call it. */
export const stepWords = (step: Step, language: Locale): string => storyPhrases[language].steps[step];
