/**
 * Exports of other programs that are no plain table: a record there is a posting, or a movement between two accounts. They
 * are recognised by the names of their columns, ledger's, which has none, by the shape of its records.
 */
import { type Failure, failure } from '../../errors.ts';
import { err, type Result } from '../../values/result.ts';
import type { StatementSource } from '../rows.ts';
import { headerNames } from '../table/header.ts';
import { readFirefly } from './firefly.ts';
import { readPrint, readRegister } from './hledger.ts';
import { isLedgerCsv, readLedger } from './ledger.ts';
import type { RivalFile } from './rival-file.ts';

type Reader = (input: RivalFile) => Result<StatementSource, Failure>;

const HEADERS: readonly (readonly [names: readonly string[], read: Reader])[] = [
  [['txnidx', 'date', 'description', 'account', 'amount', 'commodity'], readPrint],
  [['txnidx', 'date', 'description', 'account', 'amount', 'total'], readRegister],
  [['journal_id', 'type', 'amount', 'currency_code', 'description', 'date', 'source_name', 'destination_name'], readFirefly],
  // The other file of YNAB's export: what was planned for each month.
  [['month', 'category group/category', 'activity', 'available'], ({ file }) => err(failure('file-binary', { file: file.name, looksLike: 'a YNAB plan, which holds budgets and no transactions' }))],
  [['month', 'category', 'budgeted', 'outflows', 'category balance'], ({ file }) => err(failure('file-binary', { file: file.name, looksLike: 'a YNAB budget, which holds no transactions' }))],
];

/** First records of a file -> what reads it; undefined where it is no such export. */
export function rivalIn(head: readonly (readonly string[])[]): Reader | undefined {
  const names = new Set(headerNames(head[0] ?? []));
  return HEADERS.find(([wanted]) => wanted.every((name) => names.has(name)))?.[1] ?? (isLedgerCsv(head) ? readLedger : undefined);
}
