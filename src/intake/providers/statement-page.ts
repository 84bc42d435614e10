/** A statement (camt.052-054, MT940, MT942) that a bank sent where rows were asked for -> rows of the one account. */
import { failureIn } from '../../errors.ts';
import { sameAccountNumber } from '../../values/account-number.ts';
import type { KeptPage } from '../../values/keeping.ts';
import type { Problem, Row, StatementSource } from '../rows.ts';
import { readCamt } from '../statements/camt.ts';
import type { StatementFile } from '../statements/file.ts';
import { kindOf } from '../statements/kind.ts';
import { readMt940 } from '../statements/mt940.ts';
import type { FeedAccount, FeedBalance, FeedPendingRow, FeedRow } from './provider.ts';
import { BankTrouble } from './trouble.ts';

export interface StatementReading {
  readonly booked: FeedRow[];
  readonly pending: FeedPendingRow[];
  readonly problems: Problem[];
  readonly balances: FeedBalance[];
  ignored: number;
}

/** True for a body that is a statement: told by its bytes, for media types lie. */
export const isStatement = (body: Uint8Array): boolean => /^(?:camt|mt940)$/.test(kindOf(Buffer.from(body.subarray(0, 8192))).is);

/** The statement in a page -> its rows, lines counted from 1. Rows of other accounts are left out and counted. Raises BankTrouble `down` for one that is broken. */
export function statementIn({ body }: KeptPage, account: FeedAccount): StatementReading {
  const reading: StatementReading = { booked: [], pending: [], problems: [], balances: [], ignored: 0 };
  const source = sourceOf(body, account);
  if (source === undefined) return reading;
  const isOwn = (number: string | undefined): boolean => {
    const named = number ?? source.account;
    return named === undefined || account.number === undefined || sameAccountNumber(named, account.number);
  };
  let line = 0;
  for (const batch of source.batches()) {
    for (const row of batch.rows) {
      line++;
      if (isOwn(row.account)) reading.booked.push({ ...row, line, ids: idsOf(row) });
      else reading.ignored++;
    }
    for (const row of batch.pending) {
      line++;
      if (isOwn(row.account)) reading.pending.push({ ...row, line, ids: idsOf(row) });
      else reading.ignored++;
    }
    for (const problem of batch.problems) reading.problems.push({ ...problem, line: ++line });
    for (const { kind, day, amount, currency, account: number } of batch.balances ?? [])
      if (isOwn(number)) reading.balances.push({ type: kind, kind: kind === 'opening' ? 'opening' : 'booked', amount, currency, day });
    reading.ignored += batch.ignored + (batch.leftOut?.length ?? 0);
  }
  return reading;
}

/** Undefined: the statement has no rows. */
function sourceOf(body: Uint8Array, account: FeedAccount): StatementSource | undefined {
  const bytes = Buffer.from(body);
  const file: StatementFile = { name: 'the bank\'s answer', size: bytes.length, *chunks() { yield bytes; } };
  const options = account.currency === undefined ? {} : { currency: account.currency };
  try {
    const read = kindOf(bytes.subarray(0, 8192)).is === 'camt' ? readCamt(file, options) : readMt940(file, options);
    if (read.ok) return read.value;
    if (read.error.code === 'file-has-no-rows') return undefined;
  } catch (error) {
    if (failureIn(error) === undefined) throw error;
  }
  throw new BankTrouble('down', 'the bank sent a statement that is broken or broke off');
}

const idsOf = ({ reference }: Pick<Row, 'reference'>): Readonly<Record<string, string>> => (reference === undefined ? {} : { reference });
