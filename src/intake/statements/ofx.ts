/** OFX 1.x (SGML) and 2.x (XML), also as QFX and QBO -> source. One tolerant reader for both: many files of banks are neither valid SGML nor XML. */
import type { Failure } from '../../errors.ts';
import type { Currency } from '../../values/currency.ts';
import type { Result } from '../../values/result.ts';
import { encodingFrom } from '../encoding.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { lookOver, type StatementFile } from './file.ts';
import { Document } from '../ofx/document.ts';
import { encodingBy, headerOf } from '../ofx/header.ts';
import { Scanner } from '../ofx/scanner.ts';
import { streamedSource, textOf } from './streamed.ts';

/**
 * File -> source. `encoding`: name of one, where it is not recognised; `currency`: where the file names none (CURDEF).
 * Failures: file-*, file-has-no-rows, rows-unreadable; raised: statement-broken, statement-hostile, statement-refused, currency-unknown.
 */
export function readOfx(file: StatementFile, options: { readonly encoding?: string; readonly currency?: Currency }): Result<StatementSource, Failure> {
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const { head, encodings } = facts.value;
  const header = headerOf(head);
  const encoding = (options.encoding === undefined ? undefined : encodingFrom(options.encoding)) ?? encodingBy(header, encodings);
  const lineBreak = head.includes(10) ? '\n' : '\r';
  let document: Document | undefined;
  function read(): Generator<RowBatch, void, undefined> {
    document = new Document(new Scanner(textOf(file, encoding), lineBreak, file.name), file.name, options.currency);
    return document.batches();
  }
  return streamedSource(file, facts.value, () => ({
    format: 'ofx', profile: header.version === undefined ? 'ofx' : `ofx-${header.version}`, encoding, ...(document?.bank === undefined ? {} : { bank: document.bank }),
  }), read);
}
