/**
 * Splits that a budgeting program writes as several rows. YNAB: one row a part, its memo "Split (1/2) …" or "(Split 1/2) …".
 * Actual: the whole first, "(SPLIT INTO 2) …" with no amount of its own, then the parts, "(SPLIT 1 OF 2) …". Together they
 * are one transaction of the bank; where parts are missing its amount is not known, and none of them becomes a row.
 */
import type { Minor } from '../../values/money.ts';
import type { Problem, Row, RowBatch, RowPart } from '../rows.ts';
import { excerptOf } from './cells.ts';

const PART = /^\(?split \(?(\d{1,3})(?:\/| of )(\d{1,3})\)\s*/i;
const WHOLE = /^\(split into (\d{1,3})\)\s*/i;
/** Parts that one transaction may have in the ledger. */
const MOST = 200;
/** An amount above is none that can be kept exact in sums (see values/amount-text.ts). */
const LARGEST = 1e15;

interface Numbered { readonly row: Row; readonly index: number }
interface Open { readonly of: number; readonly whole: Row | undefined; readonly parts: Numbered[] }

/** Batches in file order -> the same, each split as one row with its parts, at the line where it begins. */
export function* withSplitsTogether(batches: Iterable<RowBatch>): Generator<RowBatch, void, undefined> {
  let open: Open | undefined;
  for (const batch of batches) {
    const rows: Row[] = [];
    const problems: Problem[] = [];
    const close = (): void => {
      if (open) problems.push(...missing(open));
      open = undefined;
    };
    for (const item of inOrder(batch)) {
      const row = 'amount' in item ? item : undefined;
      const whole = row && WHOLE.exec(row.note ?? '');
      const part = row && PART.exec(row.note ?? '');
      if (row && whole) {
        close();
        open = { of: Number(whole[1]), whole: noted(row, whole[0].length), parts: [] };
      } else if (row && part) {
        const [index, of] = [Number(part[1]), Number(part[2])];
        if (open && !belongs(open, row, index, of)) close();
        open ??= { of, whole: undefined, parts: [] };
        open.parts.push({ row: noted(row, part[0].length), index });
      } else {
        close();
        if (row) rows.push(row);
        else problems.push(item as Problem);
      }
      if (!open || open.parts.length < open.of || open.of < 1) continue;
      const together = joined(open);
      if ('amount' in together) rows.push(together);
      else problems.push(together);
      open = undefined;
    }
    yield { ...batch, rows, problems };
  }
  if (open) yield { rows: [], problems: missing(open), pending: [], ignored: 0 };
}

/** Rows and problems of a batch as they stand in the file: a part that cannot be read parts its neighbours too. */
function inOrder({ rows, problems }: RowBatch): readonly (Row | Problem)[] {
  return problems.length === 0 ? rows : [...rows, ...problems].sort((a, b) => a.line - b.line);
}

function belongs({ of, whole, parts }: Open, row: Row, index: number, expected: number): boolean {
  const first = whole ?? parts[0]?.row;
  if (of !== expected || index < 1 || index > of || parts.some((known) => known.index === index)) return false;
  return first === undefined || (first.bookingDate === row.bookingDate && first.accountName === row.accountName && first.account === row.account);
}

/** The row without the mark in its note. */
function noted({ note = '', ...row }: Row, mark: number): Row {
  const rest = note.slice(mark).trim();
  return rest === '' ? row : { ...row, note: rest };
}

function joined({ whole, parts }: Open): Row | Problem {
  const rows = parts.toSorted((a, b) => a.index - b.index).map(({ row }) => row);
  const first = whole ?? parts[0]!.row;
  const amount = rows.reduce((sum, row) => sum + row.amount, 0);
  if (rows.length > MOST || Math.abs(amount) > LARGEST) return problem(first, 'its split is too large');
  if (whole && whole.amount !== 0 && whole.amount !== amount) return problem(first, 'the parts of its split do not add up to it');
  const { bankCategory, note, ...rest } = first;
  // In YNAB a part may have a payee of its own.
  const description = whole?.description || [...new Set(rows.map((row) => row.description))].filter(Boolean).join(' · ');
  if (rows.length === 1) return { ...rest, ...(rows[0]!.bankCategory === undefined ? {} : { bankCategory: rows[0]!.bankCategory }), ...said(rows[0]!.note ?? note), description, amount: amount as Minor };
  return { ...rest, ...(whole ? said(note) : {}), description, amount: amount as Minor, parts: rows.map(partOf) };
}

const said = (note: string | undefined): { note?: string } => (note === undefined ? {} : { note });
const partOf = ({ amount, bankCategory, note }: Row): RowPart => ({ amount, ...(bankCategory === undefined ? {} : { category: bankCategory }), ...said(note) });

function missing({ of, whole, parts }: Open): Problem[] {
  const rows = [...(whole ? [whole] : []), ...parts.map(({ row }) => row)];
  return rows.map((row) => problem(row, `only ${parts.length} of the ${of} parts of its split stand beside it`));
}

const problem = ({ line, description }: Row, reason: string): Problem => ({ line, reason, excerpt: excerptOf([description]) });
