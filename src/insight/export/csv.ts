/** The ledger as records for CSV: cells only; the writer (format/csv.ts) quotes them and neutralises formulas. */
import { decimalText } from '../../values/money.ts';
import type { ExportSource } from './entries.ts';

const CSV_HEADER = [
  'id', 'part', 'date', 'value_date', 'account', 'currency', 'amount', 'description', 'counterparty', 'merchant',
  'category', 'group', 'category_source', 'confidence', 'note', 'transfer',
] as const;

/**
 * Source -> the header, then one record per transaction, or one per part of a split one ("part" counts from 1), so that the
 * amounts add up by category as well as by account. Amounts are plain decimal text; `transfer` is the id of the other half.
 */
export function* csvRecords(source: ExportSource): Generator<readonly (string | number | null)[], void, undefined> {
  yield CSV_HEADER;
  const names = new Map(source.accounts.map(({ id, name }) => [id, name] as const));
  for (const row of source.rows) {
    const whole = [{ part: null, amount: row.amount, category: row.category, note: row.note }];
    const parts = row.parts?.map(({ amount, category, note }, i) => ({ part: i + 1, amount, category, note: note ?? row.note })) ?? whole;
    for (const { part, amount, category, note } of parts) {
      yield [
        row.id, part, row.date, row.valueDate, names.get(row.account) ?? row.account, row.currency, decimalText(amount, row.currency),
        row.description, row.counterparty, row.merchant, category, source.category(category).group, row.step, row.confidence, note, row.twin,
      ];
    }
  }
}
