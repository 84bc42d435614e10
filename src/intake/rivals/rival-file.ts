/** What the readers of other programs' exports are given. */
import type { DecimalMark } from '../../values/amount-text.ts';
import type { Currency } from '../../values/currency.ts';
import type { Encoding } from '../encoding.ts';
import type { FileFacts, StatementFile } from '../statements/file.ts';
import type { Dialect } from '../table/dialect.ts';

/** A file and how it is written, as far as that is decided. */
export interface RivalFile {
  readonly file: StatementFile;
  readonly facts: FileFacts;
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  /** Stands where the file names none. */
  readonly currency: Currency | undefined;
  /** Settles amounts that can be read either way. */
  readonly decimal: DecimalMark | undefined;
  /** First parts of account names that the person calls their own ("Eiendeler"). */
  readonly own: readonly string[];
}
