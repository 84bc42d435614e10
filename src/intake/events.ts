/** Sorted arrivals -> the events that record them. */
import { type Decision } from '../categories/decision.ts';
import type { NewEvent, Payload } from '../ledger/events/list.ts';
import type { AccountRow } from '../read-model/rows.ts';
import type { Opening } from './assign.ts';
import type { Arrival, Arrivals } from './arrivals.ts';
import type { Report } from './report.ts';
import type { StatementSource } from './rows.ts';

/** Account to be opened -> its event. */
export const openedEvent = ({ id, ...payload }: Opening): NewEvent => ({ type: 'account.opened.v1', subject: id, payload });

/** New rows with their decisions (one each, in order), restated and doubtful ones. Duplicates become attestations at the end. */
export function toEvents(arrivals: Arrivals, decisions: readonly Decision[], statements: Pick<Report, 'statementOf'>): NewEvent[] {
  const events: NewEvent[] = arrivals.fresh.map((arrival, index) => ({
    type: 'transaction.recorded.v1', subject: arrival.id, payload: recorded(arrival, decisions[index], statements.statementOf(arrival.draft.account)),
  }));
  for (const { id, of, description, counterparty } of arrivals.restated)
    events.push({ type: 'transaction.restated.v1', subject: of, payload: { alias: id, description, ...(counterparty === undefined ? {} : { counterparty }) } });
  for (const doubtful of arrivals.doubtful)
    events.push({ type: 'doubt.raised.v1', subject: doubtful.id, payload: { candidates: [...doubtful.candidates], draft: recorded(doubtful, undefined, statements.statementOf(doubtful.draft.account)) } });
  return events;
}

/** A member that stands only when it has a value: absent and empty are one in the log. */
function recorded({ draft, ordinal }: Arrival, decision: Decision | undefined, statement: string): Payload<'transaction.recorded.v1'> {
  const payload: Payload<'transaction.recorded.v1'> = {
    account: draft.account, amount: draft.amount, currency: draft.currency, date: draft.bookingDate,
    description: draft.description, line: draft.line, ordinal, source: 'csv', statement,
  };
  if (draft.counterparty) payload.counterparty = draft.counterparty;
  if (draft.counterpartyAccount) payload.counterpartyAccount = draft.counterpartyAccount;
  if (decision && decision.step !== 'none') payload.decision = decision;
  if (draft.merchant) payload.merchant = draft.merchant;
  if (draft.reference) payload.reference = draft.reference;
  if (draft.type) payload.type = draft.type;
  if (draft.valueDate && draft.valueDate !== draft.bookingDate) payload.valueDate = draft.valueDate;
  return payload;
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

/** What the delivery as a whole says, for each account in it: its figures, the balances it asserts. */
export function closingEvents(source: StatementSource, report: Report, accounts: readonly AccountRow[]): NewEvent[] {
  const events: NewEvent[] = [];
  for (const { account, statement, counts, balances } of report.parts()) {
    events.push({
      type: 'statement.imported.v1', subject: statement,
      payload: {
        account, digest: source.digest, doubtful: counts.doubtful, duplicate: counts.duplicate, encoding: source.encoding, file: source.file, format: source.format,
        from: counts.from, new: counts.new, pending: report.pending, profile: source.profile, rejected: report.rejected, rows: counts.rows, to: counts.to,
      },
    });
    const asserted = balances.asserted(source.dayOrder);
    for (const days of chunks(asserted?.days ?? [])) events.push({ type: 'statement.balances.v1', subject: statement, payload: { account, days } });
    // The first statement with a balance column says what the account held before it.
    if (asserted && accounts.find((known) => known.id === account)?.openingDay == null)
      events.push({ type: 'account.opening-balance-set.v1', subject: account, payload: { balance: asserted.opening, day: asserted.from } });
  }
  return events;
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) parts.push(items.slice(i, i + CHUNK));
  return parts;
}
