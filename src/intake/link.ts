/** Transfers between own accounts, sought among what a delivery brought and its neighbours, and linked in the same commit. */
import { MAX_DAYS_APART, type TransferSuggestion, matchTransfers, pairKey } from '../insight/transfers.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { type Day, addDays } from '../values/day.ts';

/** Subject of the events about a pair. */
export const linkId = (out: string, into: string): string => `${out}-${into}`;

/**
 * Sure transfers booked from..to -> link events; unsure ones -> suggestions. Looks past both ends, so that a partner just
 * outside the period counts when uniqueness is judged. Pairs the person declined are never proposed again.
 */
export function findTransfers(model: Pick<ReadModel, 'queries' | 'links' | 'accounts'>, from: Day, to: Day): { links: NewEvent[]; suggestions: readonly TransferSuggestion[] } {
  const accounts = model.accounts.all();
  if (accounts.length < 2) return { links: [], suggestions: [] };
  const declined = new Set(model.links.all().filter((link) => !link.linked).map((link) => pairKey(link.outgoing, link.incoming)));
  const rows = model.queries.unlinked(addDays(from, -2 * MAX_DAYS_APART), addDays(to, 2 * MAX_DAYS_APART));
  const { links, suggestions } = matchTransfers(rows, accounts, declined);
  return {
    links: links.map((link) => ({ type: 'transfer.linked.v1', subject: linkId(link.out, link.in), payload: { by: 'auto', in: link.in, out: link.out } })),
    suggestions,
  };
}

/** Links the sure transfers booked from..to, in the commit; nothing where nothing came. Answers how many, and the unsure ones. */
export function linkTransfers(commit: Commit, model: Pick<ReadModel, 'queries' | 'links' | 'accounts'>, from: Day | undefined, to: Day | undefined): { linked: number; suggestions: readonly TransferSuggestion[] } {
  const { links, suggestions } = from && to ? findTransfers(model, from, to) : { links: [], suggestions: [] };
  commit.append(links);
  commit.settle();
  return { linked: links.length, suggestions };
}
