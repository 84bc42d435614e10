/** `ft bank missing`: booked transactions that their bank no longer tells. They stand until the person decides. */
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { moneyText } from '../format/money.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { plural, rowText } from '../words/phrases.ts';
import { undoLines } from './asking.ts';
import type { Invocation, Outcome } from './command.ts';
import { resolveTransaction } from './resolve.ts';
import { transactionJson } from './transaction-json.ts';

const DROPPED = 'the bank no longer tells it';

function missingOf(model: ReadModel): { readonly row: TransactionRow; readonly connection: string }[] {
  const names = new Map(model.connections.all().map(({ id, name }) => [id, name]));
  return model.missing.all().flatMap(({ id, connection }) => {
    const row = model.transactions.get(id);
    return row ? [{ row, connection: names.get(connection) ?? connection }] : [];
  });
}

/** Lists them. */
export async function listMissing({ app, terminal }: Invocation): Promise<Outcome> {
  const model = app.read();
  const [taxonomy, accounts, missing] = [await app.taxonomy(model), model.accounts.all(), missingOf(model)];
  return {
    json: { count: missing.length, missing: missing.map(({ row, connection }) => ({ connection, ...(transactionJson(row, { taxonomy, accounts }) as object) })) },
    lines: () => (missing.length === 0 ? ['The banks tell everything that stands here.'] : [
      'The bank tells the days around these, but not them. They stand until you decide:',
      ...missing.map(({ row, connection }) => inertText(`  ${row.id}  ${row.date}  ${moneyText(row.amount, row.currency, terminal.locale)}  ${rowText(row)}  (${connection})`)),
      'Keep them: ft bank missing keep ID   They never were: ft bank missing drop ID',
    ]),
  };
}

/** They stand, and are not told of again. */
export const keepMissing = (invocation: Invocation): Promise<Outcome> => settled(invocation, 'keep', ({ id }) => [{ type: 'missing.cleared.v1', subject: id, payload: { kept: true } }]);

/** They are taken out of the books. */
export const dropMissing = (invocation: Invocation): Promise<Outcome> => settled(invocation, 'drop', ({ id }): NewEvent[] => [
  { type: 'transaction.withdrawn.v1', subject: id, payload: { why: DROPPED } }, { type: 'missing.cleared.v1', subject: id, payload: {} },
]);

async function settled({ app, operands }: Invocation, what: 'keep' | 'drop', events: (row: TransactionRow) => NewEvent[]): Promise<Outcome> {
  const model = app.read();
  const open = new Set(model.missing.all().map(({ id }) => id));
  const rows = [...new Map(operands.map((text) => resolveTransaction(model, text)).map((row) => [row.id, row])).values()];
  const other = rows.find(({ id }) => !open.has(id));
  if (other) raise('usage', { why: `${other.id} is not missing: no bank stopped telling it.`, hint: 'ft bank missing lists those that are.' });
  const { commit } = await app.write({ command: `bank missing ${what}`, arguments: { ids: rows.map(({ id }) => id) } }, ({ commit: draft }) => draft.append(rows.flatMap(events)));
  return {
    json: { [what === 'keep' ? 'kept' : 'dropped']: rows.map(({ id }) => id), commit: commit?.id ?? null },
    lines: () => [`${plural(rows.length, 'transaction')} ${what === 'keep' ? (rows.length === 1 ? 'stands' : 'stand') : (rows.length === 1 ? 'was taken out' : 'were taken out')}.`, ...undoLines(commit)],
  };
}
