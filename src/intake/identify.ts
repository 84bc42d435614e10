/** A statement file -> a source that can be read: what it is, is decided by its bytes, before the first row. */
import { type Failure, failure, failureIn } from '../errors.ts';
import { err, type Result } from '../values/result.ts';
import type { StatementSource } from './rows.ts';
import { readCamt } from './statements/camt.ts';
import { readCsv } from './statements/csv.ts';
import { readFinanceTracker } from './statements/finance-tracker.ts';
import { fileOnDisk, headOf, type StatementFile } from './statements/file.ts';
import { readHtml } from './statements/html.ts';
import { kindOf } from './statements/kind.ts';
import { readMt940 } from './statements/mt940.ts';
import { readOfx } from './statements/ofx.ts';
import { readQif } from './statements/qif.ts';
import type { TableOptions } from './table/read-table.ts';
import { readWorkbook } from './statements/workbook.ts';

export interface IdentifyOptions extends TableOptions {
  /** Name of an encoding, where it is not recognised. */
  readonly encoding?: string;
  /** First parts of account names that are the person's own, in an export of a plain-text ledger. */
  readonly own?: readonly string[];
}

/**
 * File, or path of one, -> source; synchronous. Nothing is guessed: no format, or two that read the file differently, is a failure.
 * Failures: file-*, layout-unknown, layout-ambiguous, profile-unknown, profile-misfit, map-invalid, column-ambiguous, currency-unknown.
 */
export function identify(file: string | StatementFile, options: IdentifyOptions): Result<StatementSource, Failure> {
  try {
    const opened = typeof file === 'string' ? fileOnDisk(file) : ({ ok: true, value: file } as const);
    return opened.ok ? identified(opened.value, options) : opened;
  } catch (error) {
    const expected = failureIn(error);
    if (expected) return err(expected);
    throw error;
  }
}

function identified(file: StatementFile, options: IdentifyOptions): Result<StatementSource, Failure> {
  const head = headOf(file);
  if (!head.ok) return head;
  const kind = kindOf(head.value);
  switch (kind.is) {
    case 'table': return readCsv(file, options);
    case 'finance-tracker': return readFinanceTracker(file);
    case 'camt': return readCamt(file, options);
    case 'ofx': return readOfx(file, options);
    case 'qif': return readQif(file, options);
    case 'mt940': return readMt940(file, options);
    case 'workbook': case 'zip': return readWorkbook(file, options);
    case 'html': return readHtml(file, options);
    case 'other': return err(failure('file-binary', { file: file.name, looksLike: kind.looksLike }));
  }
}
