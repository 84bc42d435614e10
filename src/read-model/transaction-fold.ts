/** What a transaction is, from its events alone: pure, so that replay gives the same answer on every machine and day. */
import type { KnownEvent, Payload } from '../ledger/events/list.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import { foldedText } from '../values/text.ts';
import type { Details, Part, Step, TransactionRow } from './rows.ts';

type Recorded = Payload<'transaction.recorded.v2'>;

/** A transaction as recorded, before anything happened to it. */
export function rowOf(id: string, recorded: Recorded, commit: number): TransactionRow {
  const { decision } = recorded;
  return {
    id,
    account: recorded.account,
    date: recorded.date as Day,
    valueDate: (recorded.valueDate as Day | undefined) ?? null,
    amount: recorded.amount as Minor,
    currency: recorded.currency as Currency,
    description: recorded.description,
    counterparty: recorded.counterparty ?? null,
    counterpartyAccount: recorded.counterpartyAccount ?? null,
    text: searchText(recorded.description, recorded.counterparty),
    merchant: recorded.merchant ?? null,
    category: decision?.category ?? 'uncategorized',
    step: decision?.step ?? 'none',
    confidence: decision?.confidence ?? 0,
    by: decision?.by ?? null,
    note: recorded.note ?? null,
    twin: null,
    parts: null,
    details: detailsOf(recorded),
    commit,
  };
}

/** Members in a fixed order, so that equal details are equal text. */
export const DETAILS = ['bankCategory', 'bankCodes', 'batchReference', 'checkNumber', 'creditorReference', 'endToEndId', 'mandateId', 'mcc', 'original'] as const satisfies readonly (keyof Details & keyof Recorded)[];

function detailsOf(told: Pick<Recorded, (typeof DETAILS)[number]>): Details | null {
  let details: Record<string, unknown> | null = null;
  for (const name of DETAILS) if (told[name] !== undefined) (details ??= {})[name] = told[name];
  return details as Details | null;
}

/** What a later delivery tells fills gaps; what stands is kept. */
function withDetails(row: TransactionRow, told: Payload<'transaction.detailed.v1'>): TransactionRow {
  const counterparty = row.counterparty ?? told.counterparty ?? null;
  return {
    ...row, counterparty, counterpartyAccount: row.counterpartyAccount ?? told.counterpartyAccount ?? null, valueDate: row.valueDate ?? (told.valueDate as Day | undefined) ?? null,
    text: searchText(row.description, counterparty ?? undefined), details: detailsOf({ ...told, ...row.details } as Pick<Recorded, (typeof DETAILS)[number]>),
  };
}

/** Folded text of a transaction, as `TransactionRow.text` has it. */
export const searchText = (description: string, counterparty: string | undefined): string =>
  foldedText(counterparty ? `${description} ${counterparty}` : description);

/**
 * Events of one subject in clock order, and which commits count -> the row, or null when nothing recorded it stands.
 * `attested`: a delivery that counts holds it, so it stands although the commit that recorded it was undone.
 * `twin`: the other half of its transfer link. Within each field the last writer wins; the person's category wins over any machine's.
 */
export function foldTransaction(
  id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean, attested: boolean, twin: string | null,
): { row: TransactionRow; aliases: string[] } | null {
  const records = events.filter((event) => event.type === 'transaction.recorded.v2');
  const standing = records.filter((event) => isActive(event.commit));
  const first = standing[0] ?? (attested ? records[0] : undefined);
  if (!first) return null;
  let row: TransactionRow = { ...rowOf(id, first.payload, first.commit), twin };
  let own: string | null = null;
  const aliases: string[] = [];
  let withdrawn = false;
  for (const event of events) {
    if (!isActive(event.commit)) continue;
    switch (event.type) {
      case 'transaction.recorded.v2':
        withdrawn = false;
        if (event !== first && event.payload.decision) row = { ...row, ...decided(event.payload.decision) };
        break;
      case 'transaction.labelled.v1':
        row = { ...row, ...decided(event.payload) };
        break;
      case 'transaction.restated.v1': {
        const counterparty = event.payload.counterparty ?? row.counterparty;
        row = { ...row, description: event.payload.description, counterparty, text: searchText(event.payload.description, counterparty ?? undefined) };
        aliases.push(event.payload.alias);
        break;
      }
      case 'transaction.detailed.v1': row = withDetails(row, event.payload); break;
      case 'transaction.categorized.v1': own = event.payload.category; break;
      case 'transaction.split.v1': row = { ...row, parts: event.payload.parts.length > 0 ? (event.payload.parts as Part[]) : null }; break;
      case 'transaction.withdrawn.v1': withdrawn = true; break;
      case 'transaction.noted.v1': row = { ...row, note: event.payload.note || null }; break;
      default: break;
    }
  }
  if (withdrawn) return null;
  if (own !== null) row = { ...row, category: own, step: 'own', confidence: 1, by: null };
  return { row, aliases };
}

const decided = (d: { category: string; step: Step; confidence: number; by?: string | undefined }) =>
  ({ category: d.category, step: d.step, confidence: d.confidence, by: d.by ?? null });
