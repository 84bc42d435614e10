/**
 * Firefly III's export of transactions. A record is a movement from a source to a destination: a row for each of the two
 * that is an account of the person's own. Amounts are signed in some versions and not in others; the type says which way.
 */
import { type Failure, raise } from '../../errors.ts';
import type { Result } from '../../values/result.ts';
import type { RowBatch, StatementSource } from '../rows.ts';
import { Collector } from '../statements/collector.ts';
import { streamedSource } from '../statements/streamed.ts';
import { excerptOf } from '../table/cells.ts';
import { headerNames } from '../table/header.ts';
import type { RecordChunk } from '../table/records.ts';
import { type Cells, groupRows, type Leg, legsOf } from './firefly-legs.ts';
import { recordsAgain } from './held-records.ts';
import type { RivalFile } from './rival-file.ts';

/** Records of split transactions that are held until their group is whole. */
const MOST_HELD = 100_000;

interface Named { readonly cell: Cells; readonly line: number; readonly excerpt: () => string; readonly fault: string | undefined }

/** File -> source. Failures: those of `streamedSource`, statement-hostile. */
export function readFirefly(input: RivalFile): Result<StatementSource, Failure> {
  const groups = new Map<string, number>();
  const currencies = new Map<string, string>();
  const records = recordsAgain(input);
  for (const { cell, fault } of namedRecords(records())) {
    if (fault !== undefined) continue;
    if (isSplit(cell)) groups.set(cell('group_id'), (groups.get(cell('group_id')) ?? 0) + 1);
    learn(currencies, cell);
  }
  return streamedSource(input.file, input.facts, () => ({ format: 'csv', profile: 'firefly-iii', program: 'Firefly III', encoding: input.encoding }), () => read(records(), input.file.name, groups, currencies));
}

function* read(chunks: Iterable<RecordChunk>, file: string, groups: ReadonlyMap<string, number>, currencies: ReadonlyMap<string, string>): Generator<RowBatch, void, undefined> {
  const collector = new Collector();
  const held = new Map<string, { readonly legs: Leg[]; seen: number; isBroken: boolean }>();
  let count = 0;
  for (const { cell, line, excerpt, fault } of namedRecords(chunks)) {
    if (collector.isFull) yield collector.take();
    const legs = fault ?? legsOf(cell, line, currencies);
    if (typeof legs === 'string') collector.problem(line, legs, excerpt());
    else if (legs === undefined) collector.leftOut(`record of the type "${cell('type').slice(0, 40)}"`);
    if (fault !== undefined || !isSplit(cell)) {
      if (Array.isArray(legs)) groupRows(legs, '', collector);
      continue;
    }
    const id = cell('group_id');
    const group = held.get(id) ?? { legs: [], seen: 0, isBroken: false };
    held.set(id, group);
    if (Array.isArray(legs)) group.legs.push(...legs);
    else if (typeof legs === 'string') group.isBroken = true;
    if (++count > MOST_HELD) raise('statement-hostile', { file, line, why: 'its split transactions are torn apart over the whole file' });
    if (++group.seen < (groups.get(id) ?? 0)) continue;
    held.delete(id);
    count -= group.seen;
    if (group.isBroken) for (const leg of group.legs) collector.problem(leg.line, 'another part of its split cannot be read', `${leg.bookingDate} ${leg.description}`);
    else groupRows(group.legs, cell('group_title'), collector);
  }
  yield collector.take();
}

const isSplit = (cell: Cells): boolean => cell('group_title') !== '' && cell('group_id') !== '';

/** What currency an own account is in: of a withdrawal or deposit it is the record's. It tells which amount of a transfer is whose. */
function learn(currencies: Map<string, string>, cell: Cells): void {
  const type = cell('type').toLowerCase();
  const account = type === 'withdrawal' ? cell('source_name') : type === 'deposit' || type === 'opening balance' ? cell('destination_name') : '';
  if (account !== '' && currencies.size < MOST_HELD && !currencies.has(account)) currencies.set(account, cell('currency_code'));
}

function* namedRecords(chunks: Iterable<RecordChunk>): Generator<Named, void, undefined> {
  let columns: ReadonlyMap<string, number> | undefined;
  for (const { records, lines } of chunks)
    for (const [at, record] of records.entries()) {
      if (columns === undefined) {
        columns = new Map(headerNames(record).map((name, index) => [name, index] as const));
        continue;
      }
      const places = columns;
      const fault = record.length < places.size ? `it has ${record.length} of the ${places.size} cells of a row` : undefined;
      yield { cell: (name) => (record[places.get(name) ?? -1] ?? '').trim(), line: lines[at]!, excerpt: () => excerptOf(record), fault };
    }
}
