/** MT940 and MT942 (SWIFT customer statement and interim transaction report) -> source. Read in messages, in flat memory. */
import type { Failure } from '../../errors.ts';
import type { Currency } from '../../values/currency.ts';
import type { Result } from '../../values/result.ts';
import { type Encoding, encodingFrom } from '../encoding.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { Collector } from './collector.ts';
import { type FileFacts, lookOver, type StatementFile } from './file.ts';
import { ownAccount } from '../mt940/account.ts';
import { FieldScanner } from '../mt940/fields.ts';
import { MessageReader } from '../mt940/message-reader.ts';
import { RepeatedMessages } from '../mt940/repeated-messages.ts';
import { streamedSource, type Told, textOf } from './streamed.ts';

/**
 * File -> source. Rows carry their account; entries that are only expected are pending. `currency` is for reports that name none.
 * Failures: file-*, statement-broken (cut, or a balance that cannot be read), statement-hostile, currency-unknown, file-has-no-rows, rows-unreadable.
 */
export function readMt940(file: StatementFile, options: { readonly encoding?: string; readonly currency?: Currency }): Result<StatementSource, Failure> {
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const { endsOpen } = facts.value;
  const encoding = (options.encoding === undefined ? undefined : encodingFrom(options.encoding)) ?? encodingOf(facts.value);
  let told: Told = { format: 'mt940', profile: 'mt940', encoding };
  function* read(): Generator<RowBatch, void, undefined> {
    const collector = new Collector();
    const messages = new MessageReader(file.name, collector, options.currency);
    const repeats = new RepeatedMessages((field) => messages.take(field), () => collector.leftOut('message that stands in the file twice'));
    const fields = new FieldScanner(file.name, (field) => repeats.next(field));
    for (const text of textOf(file, encoding)) {
      fields.feed(text);
      if (collector.isFull) yield collector.take();
    }
    fields.end();
    repeats.end();
    messages.end(Math.max(1, fields.line), endsOpen);
    told = { format: 'mt940', encoding, ...named(messages) };
    yield collector.take();
  }
  return streamedSource(file, facts.value, () => told, read);
}

/** Countries whose banks write Windows-1250 where they do not write UTF-8, and what else tells them: currencies, and the Hungarian form of an account (8-8-8 digits). */
const CENTRAL_EUROPE = /^(?:PL|CZ|SK|HU|HR|SI|RO)$/;
const CENTRAL_CURRENCY = /^(?:HUF|PLN|CZK|RON|HRK)$/;
const HUNGARIAN_ACCOUNT = /^\d{8}-\d{8}(?:-\d{8})?$/;

/** The encoding meant: where the letters leave several open, the first account tells: its country, or that of its bank; without one, the form of its number and its currency. */
function encodingOf({ encodings, head }: FileFacts): Encoding {
  if (!encodings.includes('windows-1250')) return encodings[0]!;
  const text = head.toString('latin1');
  const written = /(?:^|[\r\n]):25P?:([^\r\n]{1,60})/.exec(text)?.[1]?.trim() ?? '';
  const account = ownAccount(written);
  const country = account?.country ?? /^[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?\//.exec(written)?.[1];
  const currency = account?.currency ?? /(?:^|[\r\n]):60[FM]:[CD]\d{6}([A-Z]{3})/.exec(text)?.[1] ?? '';
  const isCentral = country === undefined ? HUNGARIAN_ACCOUNT.test(account?.number ?? '') || CENTRAL_CURRENCY.test(currency) : CENTRAL_EUROPE.test(country);
  return isCentral ? 'windows-1250' : encodings[0]!;
}

/** What the messages were -> profile ("mt940", "mt942", with the account's country where it is certain), bank and country. */
function named({ account, hasStatement, hasInterim }: MessageReader): Pick<Told, 'profile' | 'bank' | 'country'> {
  const type = hasInterim && !hasStatement ? 'mt942' : 'mt940';
  const profile = account?.country ? `${type}-${account.country.toLowerCase()}` : type;
  return { profile, ...(account?.bank ? { bank: account.bank } : {}), ...(account?.country ? { country: account.country } : {}) };
}
