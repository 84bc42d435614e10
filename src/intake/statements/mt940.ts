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
    const fields = new FieldScanner(file.name, (field) => messages.take(field));
    for (const text of textOf(file, encoding)) {
      fields.feed(text);
      if (collector.isFull) yield collector.take();
    }
    fields.end();
    messages.end(Math.max(1, fields.line), endsOpen);
    told = { format: 'mt940', encoding, ...named(messages) };
    yield collector.take();
  }
  return streamedSource(file, facts.value, () => told, read);
}

/** Countries whose banks write Windows-1250 where they do not write UTF-8. */
const CENTRAL_EUROPE = /^(?:PL|CZ|SK|HU|HR|SI|RO)$/;

/** The encoding meant: where the letters leave several open, the country of the first account tells. */
function encodingOf({ encodings, head }: FileFacts): Encoding {
  const account = encodings.includes('windows-1250') ? /(?:^|[\r\n]):25P?:([^\r\n]{1,60})/.exec(head.toString('latin1'))?.[1] : undefined;
  return account !== undefined && CENTRAL_EUROPE.test(ownAccount(account)?.country ?? '') ? 'windows-1250' : encodings[0]!;
}

/** What the messages were -> profile ("mt940", "mt942", with the account's country where it is certain), bank and country. */
function named({ account, hasStatement, hasInterim }: MessageReader): Pick<Told, 'profile' | 'bank' | 'country'> {
  const type = hasInterim && !hasStatement ? 'mt942' : 'mt940';
  const profile = account?.country ? `${type}-${account.country.toLowerCase()}` : type;
  return { profile, ...(account?.bank ? { bank: account.bank } : {}), ...(account?.country ? { country: account.country } : {}) };
}
