/** Pairs of rows that are, or may be, the two halves of a transfer: found, checked, and the events that link or part them. */
import { raise } from '../errors.ts';
import type { Period } from '../insight/period.ts';
import { findTransfers, linkId } from '../intake/link.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow, TransactionRow } from '../read-model/rows.ts';
import { absolute, decimalText } from '../values/money.ts';
import { accountName } from '../words/names.ts';

/** A pair that is, or may be, a transfer. */
export interface Pair { readonly out: TransactionRow; readonly into: TransactionRow; readonly others: number }

/** Pairs not linked yet, the likeliest partner of each outgoing row; no row is in two of them. */
export function suggestedPairs(model: ReadModel, period: Period | undefined): Pair[] {
  if (!period) return [];
  const { links, suggestions } = findTransfers(model, period.from, period.to);
  const taken = new Set<string>();
  const pairs: Pair[] = [];
  const take = (out: string, into: string | undefined, others: number): void => {
    const rows = [model.transactions.get(out), into === undefined ? undefined : model.transactions.get(into)] as const;
    if (!rows[0] || !rows[1] || rows[0].date < period.from || rows[0].date > period.to) return;
    taken.add(out).add(rows[1].id);
    pairs.push({ out: rows[0], into: rows[1], others });
  };
  for (const event of links) if (event.type === 'transfer.linked.v1') take(event.payload.out, event.payload.in, 0);
  for (const { out, candidates } of suggestions) take(out, candidates.find((id) => !taken.has(id)), candidates.length - 1);
  return pairs;
}

/** A pair in JSON. */
export const pairJson = ({ out, into, others }: Pair, accounts: readonly AccountRow[]) => ({
  out: out.id, in: into.id, date: out.date, arrived: into.date, amount: decimalText(absolute(out.amount), out.currency), currency: out.currency,
  from: accountName(accounts, out.account), to: accountName(accounts, into.account), description: out.description, others,
});

/** Two rows -> which one goes out. Raises 'transfer-impossible' when they cannot be one transfer. */
export function halves(a: TransactionRow, b: TransactionRow): { out: TransactionRow; into: TransactionRow } {
  const no = (why: string): never => raise('transfer-impossible', { why });
  if (a.id === b.id) no('it is one row, not two');
  if (a.account === b.account) no('both are in the same account');
  if (a.currency !== b.currency) no(`one is in ${a.currency}, the other in ${b.currency}`);
  if (a.amount + b.amount !== 0 || a.amount === 0) no('their amounts are not the same with opposite signs');
  const split = [a, b].find((row) => row.parts !== null);
  if (split) no(`${split.id} is split`);
  return a.amount < 0 ? { out: a, into: b } : { out: b, into: a };
}

/** The person links the two halves. */
export const linkEvent = ({ out, into }: { out: TransactionRow; into: TransactionRow }): NewEvent => ({ type: 'transfer.linked.v1', subject: linkId(out.id, into.id), payload: { by: 'own', in: into.id, out: out.id } });
/** The person says that the two are no transfer. */
export const unlinkEvent = ({ out, into }: { out: TransactionRow; into: TransactionRow }): NewEvent => ({ type: 'transfer.unlinked.v1', subject: linkId(out.id, into.id), payload: { in: into.id, out: out.id } });
