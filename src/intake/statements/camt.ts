/**
 * CAMT.052, .053 and .054 (ISO 20022 bank-to-customer report, statement and notification), versions 02 to 13 -> source.
 * The versions differ in where a few things stand, and elements are found by their names in any namespace or none.
 */
import type { Failure } from '../../errors.ts';
import type { Currency } from '../../values/currency.ts';
import type { Result } from '../../values/result.ts';
import { type Encoding, encodingFrom } from '../encoding.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { Message } from '../camt/message.ts';
import { Collector } from './collector.ts';
import { type FileFacts, lookOver, type StatementFile } from './file.ts';
import { streamedSource, textOf } from './streamed.ts';
import { walkXml } from './xml.ts';

/** Characters read after which what was gathered is handed over, however little it is: long texts must not gather. */
const BATCH_TEXT = 8_000_000;

/**
 * File -> source. `currency`: of entries in a file that names none. Failures: file-*, statement-broken, statement-hostile,
 * currency-unknown, file-has-no-rows, rows-unreadable.
 */
export function readCamt(file: StatementFile, options: { readonly encoding?: string; readonly currency?: Currency }): Result<StatementSource, Failure> {
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const encoding = (options.encoding === undefined ? undefined : encodingFrom(options.encoding)) ?? encodingOf(facts.value);
  let message: Message | undefined;
  function* read(): Generator<RowBatch, void, undefined> {
    const collector = new Collector();
    message = new Message(file.name, collector, options.currency);
    let since = 0;
    for (const length of walkXml(file.name, textOf(file, encoding), message)) {
      since += length;
      if (!collector.isFull && since < BATCH_TEXT) continue;
      since = 0;
      yield collector.take();
    }
    message.end();
    yield collector.take();
  }
  const told = () => {
    const { profile, servicers: { bank, country } } = message!;
    return { format: 'camt' as const, profile, encoding, ...(bank === undefined ? {} : { bank }), ...(country === undefined ? {} : { country }) };
  };
  return streamedSource(file, facts.value, told, read);
}

/** What the bytes prove stands: a file of valid UTF-8 is UTF-8, whatever it declares. Else the declaration, where it can be true. */
function encodingOf({ encodings, head }: FileFacts): Encoding {
  const likeliest = encodings[0]!;
  if (likeliest.startsWith('utf')) return likeliest;
  const name = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head.subarray(0, 1024).toString('latin1'))?.[1];
  const declared = name === undefined ? undefined : encodingFrom(name);
  if (declared === undefined || declared.startsWith('utf')) return likeliest;
  // ISO 8859 has no letters from 0x80 to 0x9F: where some stand, Central Europe's other encoding is meant
  return declared === 'iso-8859-2' && (encodings.includes('windows-1252') || head.some((byte) => byte >= 0x80 && byte < 0xa0)) ? 'windows-1250' : declared;
}
