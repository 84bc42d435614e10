/**
 * QIF (Quicken Interchange Format) -> source: registers of money, and the cash of registers of securities. The format says
 * neither its currency nor how it writes dates and amounts: the first is asked for, the others are proven over the whole file.
 */
import { type Failure, failure } from '../../errors.ts';
import type { DecimalMark } from '../../values/amount-text.ts';
import type { Currency } from '../../values/currency.ts';
import { err, type Result } from '../../values/result.ts';
import { encodingFrom } from '../encoding.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { Collector } from './collector.ts';
import { lookOver, type StatementFile } from './file.ts';
import { QifEvidence } from '../qif/evidence.ts';
import { brief, type Fields, fieldsOf } from '../qif/fields.ts';
import { actionOf, cashAmount, investmentWords } from '../qif/investments.ts';
import { type QifRecord, RecordReader } from '../qif/records.ts';
import { cashWords, FactReader, openedAccount, ownAccount } from '../qif/rows.ts';
import { streamedSource } from './streamed.ts';

export interface QifOptions {
  readonly encoding?: string;
  readonly currency?: Currency;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: DecimalMark;
}

/**
 * File -> source. Failures: file-unreadable, -empty, -binary, -has-no-rows, rows-unreadable, currency-unknown, column-ambiguous;
 * thrown: statement-broken, statement-hostile.
 */
export function readQif(file: StatementFile, options: QifOptions): Result<StatementSource, Failure> {
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const encoding = (options.encoding === undefined ? undefined : encodingFrom(options.encoding)) ?? facts.value.encodings[0]!;
  const begin = (): RecordReader => new RecordReader(file, encoding, facts.value.endsOpen);

  const seen = begin();
  const evidence = evidenceOf(seen);
  if (evidence === undefined) return err(failure('file-has-no-rows', { file: file.name }));
  const { currency } = options;
  if (currency === undefined) return err(failure('currency-unknown', { file: file.name, found: '' }));
  const reading = evidence.decide(file.name, { dateOrder: options.dateOrder ?? seen.dateOrder, decimal: options.decimal, currency });
  if (!reading.ok) return reading;
  return streamedSource(file, facts.value, () => ({ format: 'qif', profile: 'qif', encoding }), () => batches(begin(), new FactReader(reading.value, currency)));
}

/** One look over all records; undefined where none is a transaction. */
function evidenceOf(reader: RecordReader): QifEvidence | undefined {
  const evidence = new QifEvidence();
  let any = false;
  for (const { section, fields, isCut } of reader.records()) {
    if (section.kind === 'list') continue;
    any = true;
    if (isCut) continue;
    for (const field of fields) {
      const letter = field[0];
      if (letter === 'D') evidence.date(field.slice(1).trim());
      else if (letter === 'T' || letter === 'U' || letter === '$') evidence.amount(field.slice(1));
    }
  }
  return any ? evidence : undefined;
}

function* batches(reader: RecordReader, facts: FactReader): Generator<RowBatch, void, undefined> {
  const collector = new Collector();
  /** Account that an opening balance has named, where no `!Account` block did. */
  let opened: string | undefined;
  for (const record of reader.records()) {
    const { section, isFirst, isCut } = record;
    if (isFirst) opened = undefined;
    if (section.kind === 'list') collector.ignored();
    else if (isCut) collector.problem(record.line, 'the file ends in the middle of it', textOf(record));
    else if (section.kind === 'unknown') collector.problem(record.line, `records under the header !${brief(section.name)} are not known`, textOf(record));
    else {
      const fields = fieldsOf(record);
      if (isFirst && section.kind === 'cash') opened = openedAccount(fields, section.account);
      take(record, fields, isFirst && opened !== undefined, section.account ?? opened, facts, collector);
    }
    if (collector.isFull) yield collector.take();
  }
  yield collector.take();
}

/** One transaction, opening balance or problem into the collector. */
function take(record: QifRecord, fields: Fields, opens: boolean, account: string | undefined, reader: FactReader, collector: Collector): void {
  const isInvestment = record.section.kind === 'investment';
  const action = isInvestment ? actionOf(fields.number) : undefined;
  if (action && 'leftOut' in action && fields.fault === undefined) return collector.leftOut(action.leftOut);
  if (isInvestment && !action) return collector.problem(record.line, fields.number === '' ? 'it has no action' : `the action "${brief(fields.number)}" is not known`, textOf(record));
  const found = reader.facts(fields);
  if ('reason' in found) return collector.problem(record.line, found.reason, textOf(record));
  const { currency } = reader;
  const own = ownAccount(account);
  if (opens) return collector.balance({ kind: 'opening', day: found.bookingDate, amount: found.amount, currency, ...own });
  const words = action && 'cash' in action ? investmentWords(fields) : cashWords(fields, found.amount, reader);
  const amount = action && 'cash' in action ? cashAmount(found.amount, action.cash) : found.amount;
  collector.row({ line: record.line, bookingDate: found.bookingDate, amount, currency, ...own, ...words });
}

const textOf = ({ fields }: QifRecord): string => fields.join(' ');
