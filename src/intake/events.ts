/** Sorted arrivals -> the events that record them. */
import { type Decision } from '../categories/decision.ts';
import type { NewEvent, Payload } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Day } from '../values/day.ts';
import { type Minor, subtract } from '../values/money.ts';
import { comparableNumber } from '../values/account-number.ts';
import type { Opening } from './assign.ts';
import type { Arrival, Arrivals } from './arrivals.ts';
import type { Report } from './report.ts';
import type { Draft } from './draft.ts';
import type { Carried, FormatName, StatementSource } from './rows.ts';

/** Account to be opened -> its event. */
export const openedEvent = ({ id, ...payload }: Opening): NewEvent => ({ type: 'account.opened.v1', subject: id, payload });

/** Account that a statement gives a number to -> its event. `bank` where none was known. */
export const numberedEvent = (account: string, number: string, bank: string | undefined): NewEvent =>
  ({ type: 'account.numbered.v1', subject: account, payload: { number: comparableNumber(number), ...(bank === undefined ? {} : { bank }) } });

/** New rows with their decisions (one each, in order), restated and doubtful ones. Duplicates become attestations at the end. */
export function toEvents(arrivals: Arrivals, decisions: readonly Decision[], format: FormatName, statements: Pick<Report, 'statementOf'>): NewEvent[] {
  const events: NewEvent[] = arrivals.fresh.map((arrival, index) => ({
    type: 'transaction.recorded.v2', subject: arrival.id, payload: recorded(arrival, decisions[index], format, statements.statementOf(arrival.draft.account)),
  }));
  for (const { id, draft } of arrivals.fresh) if (draft.carried) events.push(...carriedEvents(id, draft));
  for (const { id, of, description, counterparty } of arrivals.restated)
    events.push({ type: 'transaction.restated.v1', subject: of, payload: { alias: id, description, ...(counterparty === undefined ? {} : { counterparty }) } });
  for (const doubtful of arrivals.doubtful)
    events.push({ type: 'doubt.raised.v2', subject: doubtful.id, payload: { candidates: [...doubtful.candidates], draft: recorded(doubtful, undefined, format, statements.statementOf(doubtful.draft.account)) } });
  return events;
}

/** A member that stands only when it has a value: absent and empty are one in the log. */
function recorded({ draft, ordinal }: Arrival, decision: Decision | undefined, source: FormatName, statement: string): Payload<'transaction.recorded.v2'> {
  const payload: Payload<'transaction.recorded.v2'> = {
    account: draft.account, amount: draft.amount, currency: draft.currency, date: draft.bookingDate,
    description: draft.description, line: draft.line, ordinal, source, statement,
  };
  if (draft.carried?.recorded) asFirstRecorded(payload, draft.carried.recorded);
  if (draft.bankCategory) payload.bankCategory = draft.bankCategory;
  if (draft.bankCodes) payload.bankCodes = [...draft.bankCodes];
  if (draft.batchReference) payload.batchReference = draft.batchReference;
  if (draft.checkNumber) payload.checkNumber = draft.checkNumber;
  if (draft.counterparty) payload.counterparty = draft.counterparty;
  if (draft.counterpartyAccount) payload.counterpartyAccount = draft.counterpartyAccount;
  if (draft.creditorReference) payload.creditorReference = draft.creditorReference;
  if (draft.endToEndId) payload.endToEndId = draft.endToEndId;
  if (draft.mandateId) payload.mandateId = draft.mandateId;
  if (draft.mcc) payload.mcc = draft.mcc;
  if (draft.note) payload.note = draft.note;
  if (draft.original) payload.original = draft.original;
  if (decision && decision.step !== 'none') payload.decision = decision;
  const { merchant } = draft.named;
  if (merchant) payload.merchant = merchant;
  if (draft.reference) payload.reference = draft.reference;
  if (draft.type) payload.type = draft.type;
  if (draft.valueDate && (draft.valueDate !== draft.bookingDate || draft.carried?.recorded)) payload.valueDate = draft.valueDate;
  return payload;
}

/** Says of the row how its own ledger came by it. */
function asFirstRecorded(payload: Payload<'transaction.recorded.v2'>, { source, statement, line }: NonNullable<Carried['recorded']>): void {
  payload.source = source;
  if (line === undefined) delete payload.line;
  else payload.line = line;
  if (statement === undefined) delete payload.statement;
  else payload.statement = statement;
}

/** What was decided about a row elsewhere, and the other wordings it had there, said again here. */
function carriedEvents(id: string, { carried, description, counterparty }: Draft): NewEvent[] {
  const { own, parts, aliases = [] } = carried!;
  return [
    ...aliases.map((alias) => ({ type: 'transaction.restated.v1' as const, subject: id, payload: { alias, description, ...(counterparty === undefined ? {} : { counterparty }) } })),
    ...(own === undefined ? [] : [{ type: 'transaction.categorized.v1' as const, subject: id, payload: { category: own } }]),
    ...(parts === undefined ? [] : [{ type: 'transaction.split.v1' as const, subject: id, payload: { parts: [...parts] } }]),
  ];
}

/** Ids a single attesting event carries, and days a balance event: keeps events small enough to read. */
const CHUNK = 1000;

/** Known rows that the delivery also holds, as far as they fill whole events, or the rest of them. What is told is forgotten, to keep memory flat. */
export function attestedEvents(report: Report, which: 'full' | 'rest'): NewEvent[] {
  return report.parts().flatMap(({ statement, attested }) => {
    const events: NewEvent[] = [];
    while (attested.length >= CHUNK || (which === 'rest' && attested.length > 0))
      events.push({ type: 'statement.attested.v1', subject: statement, payload: { transactions: attested.splice(0, CHUNK) } });
    return events;
  });
}

/** What the delivery as a whole says, for each account in it: its figures, the balances it asserts. Nothing where all of it was said before. */
export function closingEvents(source: StatementSource, report: Report, model: Pick<ReadModel, 'accounts' | 'statements'>): NewEvent[] {
  const accounts = model.accounts.all();
  return report.parts().flatMap(({ account, statement, counts, balances }) => {
    const asserted = balances.asserted(source.dayOrder);
    const days = source.feed ? unsaid(asserted?.days ?? [], account, model) : (asserted?.days ?? []);
    if (!report.saysAnythingNew() && !(source.feed && days.length > 0)) return [];
    const events: NewEvent[] = [{
      type: 'statement.imported.v1', subject: statement,
      payload: {
        account, digest: source.digest, doubtful: counts.doubtful, duplicate: counts.duplicate, encoding: source.encoding, file: source.file, format: source.format,
        from: counts.rows > 0 ? counts.from : source.from, new: counts.new, pending: report.pending, profile: source.profile, rejected: report.rejected, rows: counts.rows, to: counts.rows > 0 ? counts.to : source.to,
      },
    }];
    for (const some of chunks(days)) events.push({ type: 'statement.balances.v1', subject: statement, payload: { account, days: some } });
    // The first statement with a balance column says what the account held before it.
    if (asserted && source.feed?.isAhead !== true && accounts.find((known) => known.id === account)?.openingDay == null)
      events.push({ type: 'account.opening-balance-set.v1', subject: account, payload: source.feed ? beginning(asserted.days, account, model) : { balance: asserted.opening, day: asserted.from } });
    return events;
  });
}

/** What an account held before all that is known of it: a later answer of a feed has only some of the rows until then. */
function beginning(days: readonly [Day, Minor][], account: string, { statements }: Pick<ReadModel, 'statements'>): { balance: Minor; day: Day } {
  const [day, closing] = days.at(-1)!;
  const booked = statements.sumsByDay(account).filter((one) => one.day <= day);
  return { balance: booked.reduce((balance, { sum }) => subtract(balance, sum), closing), day: booked[0]?.day ?? day };
}

/** Balances that are not the last that was said of their day. */
function unsaid(days: readonly [Day, Minor][], account: string, { statements }: Pick<ReadModel, 'statements'>): [Day, Minor][] {
  const said = new Map(statements.balances(account).map(({ day, balance }) => [day, balance]));
  return days.filter(([day, balance]) => said.get(day) !== balance);
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) parts.push(items.slice(i, i + CHUNK));
  return parts;
}
