/**
 * hledger's CSV: `hledger print -O csv` and `hledger register -O csv`. Both give one posting a record; `txnidx` tells which
 * belong together. Columns are found by name: their order changed between versions.
 */
import type { Failure } from '../../errors.ts';
import type { Result } from '../../values/result.ts';
import type { StatementSource } from '../rows.ts';
import { headerNames } from '../table/header.ts';
import type { RawRecord } from '../table/records.ts';
import { type PostingFormat, type RawPosting, readPostings } from './postings.ts';
import type { RivalFile } from './rival-file.ts';

type Cells = (name: string) => string;

/** File -> source. Failures: those of `readPostings`. */
export const readPrint = (input: RivalFile): Result<StatementSource, Failure> =>
  readPostings(input, format('hledger-print', (cell) => ({ quantity: cell('amount'), commodity: cell('commodity'), comment: commentOf(cell('comment')), note: commentOf(cell('posting-comment')) })));

/** File -> source: an amount stands with its commodity in one cell there. Failures: those of `readPostings`. */
export const readRegister = (input: RivalFile): Result<StatementSource, Failure> =>
  readPostings(input, format('hledger-register', (cell) => {
    const amount = apart(cell('amount'));
    return { quantity: '', commodity: '', ...amount, comment: '', note: '', ...(amount === undefined ? { fault: `the amount "${cell('amount').slice(0, 40)}" is not one number and its commodity` } : {}) };
  }));

function format(profile: string, money: (cell: Cells) => Pick<RawPosting, 'quantity' | 'commodity' | 'comment' | 'note' | 'fault'>): PostingFormat {
  let columns: ReadonlyMap<string, number> | undefined;
  const postingOf = (record: RawRecord): RawPosting | string | undefined => {
    // Files that were put together repeat the header.
    if (record[0] === 'txnidx' || columns === undefined) {
      columns = new Map(headerNames(record).map((name, at) => [name, at] as const));
      return undefined;
    }
    if (record.length !== columns.size) return `it has ${record.length} cells, not ${columns.size}`;
    const cell: Cells = (name) => (record[columns!.get(name) ?? -1] ?? '').trim();
    return { key: cell('txnidx'), date: cell('date'), date2: cell('date2'), code: cell('code'), description: cell('description'), account: cell('account'), ...money(cell) };
  };
  return { profile, program: 'hledger', untilBalanced: false, postingOf };
}

/** Comment -> one line, its lines joined. */
const commentOf = (text: string): string => (text.includes('\n') ? text.split('\n').map((line) => line.trim()).filter(Boolean).join(' · ') : text);

/** "-10.00 NOK", "NOK -10", "$-10", "-$10", "10 \"green apples\"" -> number and commodity; undefined for several. */
function apart(cell: string): { quantity: string; commodity: string } | undefined {
  if (cell.length > 120) return undefined;
  const found = /^([-+]?)\s*("[^"]*"|[^\d\s.,"+-]*)\s*([-+]?\d[\d.,' \u00a0\u202f]*?)\s*("[^"]*"|[^\d\s.,"+-]*)$/u.exec(cell);
  if (!found || (found[2] !== '' && found[4] !== '')) return undefined;
  return { quantity: `${found[1]}${found[3]}`, commodity: found[2] || found[4] || '' };
}
