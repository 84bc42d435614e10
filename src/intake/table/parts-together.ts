/**
 * Splits as the CSV export of ft writes them: one record a part, each with the id of the transaction, one after the other.
 * Together they are one row; the id itself is no reference of a bank, and is left out.
 */
import type { Minor } from '../../values/money.ts';
import type { Row, RowBatch } from '../rows.ts';

/** Parts that one transaction may have in the ledger. */
const MOST = 200;

/** Batches in file order -> the same, records of one reference in a row as one row with its parts, at the line of the first. */
export function* withPartsTogether(batches: Iterable<RowBatch>): Generator<RowBatch, void, undefined> {
  let open: Row[] = [];
  for (const batch of batches) {
    const rows: Row[] = [];
    for (const row of batch.rows) {
      if (open.length > 0 && !belongs(open, row)) rows.push(joined(open.splice(0)));
      open.push(row);
    }
    yield { ...batch, rows };
  }
  if (open.length > 0) yield { rows: [joined(open)], problems: [], pending: [], ignored: 0 };
}

const belongs = ([first, ...others]: readonly Row[], { reference, bookingDate, accountName }: Row): boolean =>
  reference !== undefined && reference === first?.reference && bookingDate === first.bookingDate && accountName === first.accountName && others.length + 1 < MOST;

function joined(rows: readonly Row[]): Row {
  const { reference: _, ...first } = rows[0]!;
  if (rows.length === 1) return first;
  const { bankCategory: __, note: ___, ...rest } = first;
  const parts = rows.map(({ amount, bankCategory, note }) => ({ amount, ...(bankCategory === undefined ? {} : { category: bankCategory }), ...(note === undefined ? {} : { note }) }));
  return { ...rest, amount: rows.reduce((sum, { amount }) => sum + amount, 0) as Minor, parts };
}
