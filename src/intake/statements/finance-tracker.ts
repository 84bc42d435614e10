/**
 * An export of ft (`ft export --format json`) -> source. The file is read twice: once for what stands beside the transactions,
 * in whatever order its members come, and once for the rows; so a cut or broken one fails before anything is taken.
 */
import { type Failure, failure, raise } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { dayFrom } from '../../values/day.ts';
import type { Encoding } from '../encoding.ts';
import type { Backup, BackupTransfer } from '../backup.ts';
import type { Row, RowBatch, StatementSource } from '../rows.ts';
import { Collector } from './collector.ts';
import { SpanOfDays } from './day-span.ts';
import { type StatementFile, lookOver } from './file.ts';
import { Beside, isList } from '../finance-tracker/beside.ts';
import { type Element, elementsOf, parsed } from '../finance-tracker/elements.ts';
import { Unfit } from '../finance-tracker/exact.ts';
import { Pairs } from '../finance-tracker/pairs.ts';
import { transactionRow } from '../finance-tracker/transaction.ts';

/** Version of the export that this program writes and reads. */
const VERSION = 1;

/**
 * File -> source. Failures: file-*, file-has-no-rows, rows-unreadable; raises statement-broken, statement-hostile, export-newer.
 */
export function readFinanceTracker(file: StatementFile): Result<StatementSource, Failure> {
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const [encoding = 'utf-8'] = facts.value.encodings;
  if (!encoding.startsWith('utf-')) raise('statement-broken', { file: file.name, line: 1, why: 'its text is no Unicode' });
  const look = new FirstLook(file, encoding);
  if (look.format !== 'finance-tracker') return err(failure('file-binary', { file: file.name, looksLike: 'a JSON file' }));
  if (look.version !== VERSION) return err(failure('export-newer', { file: file.name, found: String(look.version).slice(0, 20), known: VERSION }));
  const backup = look.beside.finish(look.complete);
  const { span } = look.days;
  if (!span && look.records > 0) return err(failure('rows-unreadable', { file: file.name, count: look.records, first: 'transaction 1: the date is no day', header: [], isTable: false }));
  if (!span && !holdsAnything(backup)) return err(failure('file-has-no-rows', { file: file.name }));
  const day = span?.from ?? backup.accounts[0]?.opening?.day ?? dayFrom('1970-01-01')!;
  const transfers: BackupTransfer[] = [];
  return ok({
    file: file.name, digest: facts.value.digest, format: 'finance-tracker', profile: `finance-tracker-${VERSION}`, encoding, records: look.records,
    dayOrder: span?.dayOrder ?? 'ascending', from: day, to: span?.to ?? day, backup: { ...backup, transfers },
    batches: () => batches(file, encoding, { look, backup, sound: transfers }),
  });
}

/** Accounts alone make no ledger: they are opened by what stands in them. */
const holdsAnything = ({ complete, accounts, knowledge }: Backup): boolean => complete && accounts.length + knowledge.length > 0;

/** All but the rows themselves, of which only days and number are taken. */
class FirstLook {
  readonly beside: Beside;
  readonly days = new SpanOfDays();
  format: unknown;
  version: unknown;
  complete = false;
  records = 0;
  /** False where an id is not greater than the one before it, so that one may come again. */
  inOrder = true;
  #last = '';

  constructor(private readonly file: StatementFile, encoding: Encoding) {
    this.beside = new Beside(file.name);
    for (const element of elementsOf(file, encoding)) this.#take(element);
  }

  #take(element: Element): void {
    const { member, number, json, line } = element;
    if (member === 'transactions' || isList(member)) {
      if (number === 0) raise('statement-broken', { file: this.file.name, line, why: `"${member}" is no list` });
      if (member === 'transactions') this.#transaction(element);
      else this.beside.add(member, element);
    } else if (member === 'format') this.format = parsed(json, this.file.name, line);
    else if (member === 'version') this.version = parsed(json, this.file.name, line);
    else if (member === 'complete') this.complete = parsed(json, this.file.name, line) === true;
    // Members that this version does not know are left out.
  }

  #transaction({ json, line }: Element): void {
    this.records++;
    const value = parsed(json, this.file.name, line);
    const { date, id } = (typeof value === 'object' && value !== null ? value : {}) as { date?: unknown; id?: unknown };
    const day = typeof date === 'string' ? dayFrom(date) : undefined;
    if (day) this.days.add(day);
    const text = typeof id === 'string' ? id.slice(0, 16) : '';
    if (text <= this.#last) this.inOrder = false;
    this.#last = text;
  }
}

/** The rows; with the first batch what is wrong beside them, with the last the transfers that fit them, told to `sound`. */
function* batches(file: StatementFile, encoding: Encoding, { look, backup, sound }: { look: FirstLook; backup: Backup; sound: BackupTransfer[] }): Generator<RowBatch, void, undefined> {
  const collector = new Collector();
  const pairs = new Pairs(backup.transfers);
  const seen = look.inOrder ? undefined : new Set<string>();
  for (const { line, reason, excerpt } of look.beside.problems) collector.problem(line, reason, excerpt);
  for (const { member, line, number, json } of elementsOf(file, encoding)) {
    if (member !== 'transactions') continue;
    const row = checked(() => once(transactionRow(parsed(json, file.name, line), line, look.beside.accounts, backup.complete), seen));
    if (typeof row === 'string') collector.problem(line, `transaction ${number}: ${row}`, json.slice(0, 500));
    else {
      collector.row(row);
      pairs.see(row);
    }
    if (collector.isFull) yield collector.take();
  }
  const { fit, unfit } = pairs.sorted();
  sound.splice(0, sound.length, ...fit);
  for (const { pair, why } of unfit) collector.problem(1, `transfer ${pair.out} - ${pair.in}: ${why}`, '');
  yield collector.take();
}

/** The row, or why it is none. */
function checked(work: () => Row): Row | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    throw error;
  }
}

/** The row, where none of its id came before. Throws Unfit. */
function once(row: Row, seen: Set<string> | undefined): Row {
  const id = row.carried!.identity!.id;
  if (seen?.has(id)) throw new Unfit(`its id ${id} stands there twice`);
  seen?.add(id);
  return row;
}
