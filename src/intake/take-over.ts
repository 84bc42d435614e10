/** Categories that a file of another program tells of transactions that are known already: taken over where the person decided nothing here. */
import type { NewEvent } from '../ledger/events/list.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import type { Duplicate } from './arrivals.ts';

/** Known rows -> their events. Rows that come from another ledger of this program have a way of their own, and are left. */
export function takenOverEvents(duplicates: readonly Duplicate[], known: { get(id: string): Pick<TransactionRow, 'step' | 'parts'> | undefined }): NewEvent[] {
  return duplicates.flatMap(({ id, draft: { carried } }): NewEvent[] => {
    if (!carried || carried.identity) return [];
    const row = known.get(id);
    if (!row || row.step === 'own' || row.parts !== null) return [];
    if (carried.parts) return [{ type: 'transaction.split.v1', subject: id, payload: { parts: [...carried.parts] } }];
    return carried.own === undefined ? [] : [{ type: 'transaction.categorized.v1', subject: id, payload: { category: carried.own } }];
  });
}
