/** What a delivery tells of a transaction that is known already: only what nobody told before. */
import type { NewEvent, Payload } from '../ledger/events/list.ts';
import type { Description } from '../categories/decision.ts';
import { descriptionOfRow } from '../categories/history.ts';
import { DETAILS } from '../read-model/transaction-fold.ts';
import type { Arrivals, Duplicate, Known, KnownTransaction } from './arrivals.ts';
import type { Draft } from './draft.ts';

type Told = Payload<'transaction.detailed.v1'>;
/** As much of a row, or of one that was kept aside, as may tell more. */
type Teller = Pick<Draft, (typeof DETAILS)[number] | 'counterparty' | 'counterpartyAccount' | 'valueDate'>;

/** Known rows of a delivery -> one event for each of which it tells more, none for the others. */
export const fullerEvents = (duplicates: readonly Duplicate[], known: Pick<Known, 'get'>): NewEvent[] =>
  duplicates.flatMap(({ id, draft, batch, held }) => {
    // What is told of one payment is not told of the batch.
    const row = batch === undefined && hasMore(draft) ? (held ?? known.get(id)) : undefined;
    return row ? fullerEvent(draft, row) : [];
  });

/** What was told, the transaction it is -> the event that fills its gaps, or none. */
export function fullerEvent(told: Partial<Teller>, row: KnownTransaction): NewEvent[] {
  const payload: Record<string, unknown> = {};
  if (told.counterparty && row.counterparty === null) payload['counterparty'] = told.counterparty;
  if (told.counterpartyAccount && row.counterpartyAccount === null) payload['counterpartyAccount'] = told.counterpartyAccount;
  if (told.valueDate && row.valueDate === null && told.valueDate !== row.date) payload['valueDate'] = told.valueDate;
  for (const name of DETAILS) if (told[name] !== undefined && row.details?.[name] === undefined) payload[name] = told[name];
  return Object.keys(payload).length > 0 ? [{ type: 'transaction.detailed.v1', subject: row.id, payload: payload as Told }] : [];
}

/** False for most rows of a table, which then need no look at what is known. */
const hasMore = (draft: Draft): boolean => draft.counterparty !== undefined || draft.counterpartyAccount !== undefined || draft.valueDate !== undefined || DETAILS.some((name) => draft[name] !== undefined);

/** Known transactions that no step had settled, and what the cascade can look at now that a delivery told more of them or in other words. */
export function undecided({ duplicates, restated }: Pick<Arrivals, 'duplicates' | 'restated'>, known: Pick<Known, 'get'>): { readonly id: string; readonly about: Description }[] {
  const inWords = new Map(restated.map(({ of, description }) => [of, description] as const));
  return duplicates.flatMap(({ id, draft, batch, held }) => {
    const words = inWords.get(id);
    const row = batch === undefined && (words !== undefined || hasMore(draft)) ? (held ?? known.get(id)) : undefined;
    if (!row || row.step !== 'none' || row.parts !== null || row.twin !== null) return [];
    // A feed tells the same again each time: that was looked at when it came.
    if (held && words === undefined && fullerEvent(draft, held).length === 0) return [];
    const { bankCategory, bankCodes, mcc } = { bankCategory: draft.bankCategory, bankCodes: draft.bankCodes, mcc: draft.mcc, ...row.details };
    return [{ id, about: { ...descriptionOfRow({ ...row, description: words ?? row.description, counterparty: row.counterparty ?? draft.counterparty ?? null }), bankCategory, bankCodes, mcc } }];
  });
}
