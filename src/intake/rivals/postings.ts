/** Exports with one posting a record -> a source. They are gathered into entries: by their index, or where they balance. */
import { type Failure, raise } from '../../errors.ts';
import type { DecimalMark } from '../../values/amount-text.ts';
import type { Currency } from '../../values/currency.ts';
import { dayFromText } from '../../values/day-text.ts';
import type { Result } from '../../values/result.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { Collector } from '../statements/collector.ts';
import { streamedSource } from '../statements/streamed.ts';
import { excerptOf } from '../table/cells.ts';
import type { RawRecord, RecordChunk } from '../table/records.ts';
import { currencyOf, Marks, moneyOf } from './commodity.ts';
import { EntryReader, type Posting } from './entry.ts';
import { recordsAgain } from './held-records.ts';
import { AccountKinds } from './own-accounts.ts';
import type { RivalFile } from './rival-file.ts';

/** A posting as its record has it, texts trimmed. */
export interface RawPosting {
  /** What the records of one entry share, and those beside it mostly do not. */
  readonly key: string;
  readonly date: string;
  readonly date2: string;
  readonly code: string;
  readonly description: string;
  readonly comment: string;
  readonly account: string;
  readonly quantity: string;
  readonly commodity: string;
  readonly note: string;
  /** Why its amount cannot be read. */
  readonly fault?: string;
}

/** How a program exports: `postingOf` gives the reason, a clause, where a record is none; `undefined` for the header. */
export interface PostingFormat {
  readonly profile: string;
  readonly program: string;
  /** True when records of one key may be several entries, each of which balances. */
  readonly untilBalanced: boolean;
  readonly postingOf: (record: RawRecord) => RawPosting | string | undefined;
}

/** No entry has more postings: the key does not part them. */
const MOST_POSTINGS = 10_000;

/** File + format -> source. Failures: column-ambiguous (whose account it is, which decimal mark), currency-unknown, and those of `streamedSource`. */
export function readPostings(input: RivalFile, format: PostingFormat): Result<StatementSource, Failure> {
  const { file, facts, encoding } = input;
  const kinds = new AccountKinds(input.own);
  const currencies = new Map<string, Currency | undefined>();
  const marks = new Marks();
  const records = recordsAgain(input);
  for (const { records: raws } of records())
    for (const record of raws) {
      const raw = format.postingOf(record);
      if (typeof raw !== 'object') continue;
      kinds.demand(file.name, raw.account);
      if (raw.fault !== undefined || isNothing(raw)) continue;
      if (!currencies.has(raw.commodity) && currencies.size < 10_000) currencies.set(raw.commodity, currencyOf(raw.commodity, file.name, input.currency));
      marks.add(raw.quantity);
    }
  const mark = marks.decide(file.name, input.decimal);
  return streamedSource(file, facts, () => ({ format: 'csv', profile: format.profile, program: format.program, encoding }), () => read(records(), file.name, format, kinds, currencies, mark));
}

/** The entry that is being gathered. */
interface Gathered { readonly raw: RawPosting; readonly postings: Posting[]; readonly sums: Map<string, number> }

function* read(chunks: Iterable<RecordChunk>, file: string, format: PostingFormat, kinds: AccountKinds, currencies: ReadonlyMap<string, Currency | undefined>, mark: DecimalMark): Generator<RowBatch, void, undefined> {
  const collector = new Collector();
  const entries = new EntryReader(kinds, collector);
  let open: Gathered | undefined;
  const close = (): void => {
    if (open) entries.take({ ...sharedBy(open.raw), isWhole: !format.untilBalanced || belongsTogether(open), postings: open.postings });
    open = undefined;
  };
  for (const { records, lines } of chunks) {
    for (const [at, record] of records.entries()) {
      const line = lines[at]!;
      const raw = format.postingOf(record);
      if (raw === undefined) continue;
      const fault = typeof raw === 'string' ? raw : raw.fault ?? (dayFromText(raw.date, 'ymd') === undefined ? `the date "${raw.date.slice(0, 40)}" is no date` : undefined);
      if (typeof raw === 'string' || fault !== undefined) {
        close();
        // What is no row when it can be read is none when it cannot.
        if (typeof raw === 'string' || kinds.of(raw.account) === 'own') collector.problem(line, fault!, excerptOf(record));
        else collector.ignored();
        continue;
      }
      if (isNothing(raw)) {
        if (kinds.of(raw.account) === 'own') collector.ignored();
        continue;
      }
      if (open?.raw.key !== raw.key || (format.untilBalanced && isBalanced(open))) close();
      open ??= { raw, postings: [], sums: new Map() };
      if (open.postings.length === MOST_POSTINGS) raise('statement-hostile', { file, line, why: `an entry has more than ${MOST_POSTINGS} postings` });
      const currency = currencies.get(raw.commodity);
      const amount = moneyOf(raw.quantity, mark, currency);
      open.postings.push({ line, account: raw.account, amount, currency, commodity: raw.commodity, note: raw.note });
      if (format.untilBalanced) open.sums.set(raw.commodity, (open.sums.get(raw.commodity) ?? 0) + (typeof amount === 'number' ? amount : NaN));
    }
    if (collector.isFull) yield collector.take();
  }
  close();
  yield collector.take();
}

/** A posting of nothing, as a balance assertion makes: it may be written without a commodity. */
const isNothing = ({ quantity }: RawPosting): boolean => /^[-+]?[0.,]+$/.test(quantity);
const isBalanced = ({ sums }: Gathered): boolean => [...sums.values()].every((sum) => sum === 0);
/** One that balances, or one amount against one in another currency. */
const belongsTogether = (gathered: Gathered): boolean => isBalanced(gathered) || (gathered.postings.length === 2 && gathered.sums.size === 2);

function sharedBy({ date, date2, code, description, comment }: RawPosting) {
  return { date: dayFromText(date, 'ymd')!, valueDate: date2 === '' ? undefined : dayFromText(date2, 'ymd'), code, description, note: comment };
}
