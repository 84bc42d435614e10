/** A statement that lies in memory, and all that its batches hold together. */
import { tell, type Failure } from '../../../src/errors.ts';
import type { PendingRow, Problem, Row, StatedBalance, StatementSource } from '../../../src/intake/rows.ts';
import type { StatementFile } from '../../../src/intake/statements/file.ts';
import type { Result } from '../../../src/values/result.ts';

/** Bytes, or text as UTF-8 -> a file of that name, read in chunks of `chunk` bytes. */
export function textFile(name: string, content: string | Buffer, chunk = 65_536): StatementFile {
  const bytes = Buffer.from(content);
  return { name, size: bytes.length, *chunks() { for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk); } };
}

export interface Read { readonly rows: Row[]; readonly problems: Problem[]; readonly pending: PendingRow[]; readonly balances: StatedBalance[]; readonly leftOut: string[]; readonly ignored: number }

/** Source -> its batches as one. Throws the failure's sentence where there is none. */
export function gathered(source: Result<StatementSource, Failure>): Read {
  if (!source.ok) throw new Error(tell(source.error).message);
  const batches = [...source.value.batches()];
  return {
    rows: batches.flatMap(({ rows }) => rows), problems: batches.flatMap(({ problems }) => problems), pending: batches.flatMap(({ pending }) => pending),
    balances: batches.flatMap(({ balances }) => balances ?? []), leftOut: batches.flatMap(({ leftOut }) => leftOut ?? []), ignored: batches.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}
