/** Rows by which a budgeting program says what an account held before its first row: a balance, no income of that day. */
import type { Row, RowBatch, StatedBalance } from '../rows.ts';

/** Batches -> the same, rows whose description or counterparty is one of `names` (letters in any case) told as opening balances. */
export function* withOpenings(batches: Iterable<RowBatch>, names: readonly string[]): Generator<RowBatch, void, undefined> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const isOpening = ({ description, counterparty }: Row): boolean => wanted.has(description.toLowerCase()) || (counterparty !== undefined && wanted.has(counterparty.toLowerCase()));
  for (const batch of batches) {
    const openings = batch.rows.filter(isOpening);
    yield openings.length === 0 ? batch : { ...batch, rows: batch.rows.filter((row) => !isOpening(row)), balances: [...(batch.balances ?? []), ...openings.map(balanceOf)] };
  }
}

const balanceOf = ({ bookingDate, amount, currency, account, accountName }: Row): StatedBalance =>
  ({ kind: 'opening', day: bookingDate, amount, currency, ...(account === undefined ? {} : { account }), ...(accountName === undefined ? {} : { accountName }) });
