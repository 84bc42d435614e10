/**
 * ledger's CSV (`ledger csv`): no header; date, code, payee, account, commodity, quantity, "*" or "!", note. It has no index
 * of entries: records of one day, code and payee that stand together are one entry as soon as they balance. Where that does
 * not tell, the rows stand all the same, without a category.
 */
import type { Failure } from '../../errors.ts';
import { markOf } from '../../values/amount-text.ts';
import { dayFromText } from '../../values/day-text.ts';
import type { Result } from '../../values/result.ts';
import type { StatementSource } from '../rows.ts';
import type { RawRecord } from '../table/records.ts';
import { type RawPosting, readPostings } from './postings.ts';
import type { RivalFile } from './rival-file.ts';

const WIDTH = 8;

/** First records -> true when nearly all have the shape that `ledger csv` writes, the first one included; a few may be broken. */
export function isLedgerCsv(head: readonly RawRecord[]): boolean {
  const seen = head.slice(0, 40);
  const [first] = seen;
  const good = seen.filter(hasShape);
  return first !== undefined && hasShape(first) && good.length >= seen.length * 0.8 && good.some((record) => record[3]!.includes(':'));
}

const hasShape = (record: RawRecord): boolean => record.length === WIDTH && dayFromText(record[0]!, 'ymd') !== undefined && /^["\p{L}\p{Sc}.]*$/u.test(record[4]!.trim())
  && ['integer', 'point', 'comma', 'point-three', 'comma-three'].includes(markOf(record[5]!)) && ['', '*', '!'].includes(record[6]!.trim());

/** File -> source. Failures: those of `readPostings`. */
export const readLedger = (input: RivalFile): Result<StatementSource, Failure> =>
  readPostings(input, { profile: 'ledger-csv', program: 'ledger', untilBalanced: true, postingOf });

function postingOf(record: RawRecord): RawPosting | string {
  if (record.length !== WIDTH) return `it has ${record.length} cells, not ${WIDTH}`;
  const [date, code, description, account, commodity, quantity, , note] = record.map((cell) => cell.trim()) as [string, string, string, string, string, string, string, string];
  return { key: `${date}\u001f${code}\u001f${description}`, date, date2: '', code, description, comment: '', account, quantity, commodity, note: note.replace(/\s*\n\s*/g, ' · ') };
}
