/** The report tables of a hub that can read: transactions as this device's read model has them, once both logs are the same. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { Log, StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { decimalText } from '../values/money.ts';
import type { Server } from './server.ts';
import type { HubState } from './state.ts';
import { cell } from './wire.ts';

const COLUMNS = 'day, id, part, account, amount, currency, category, kind, transfer, merchant, counterparty, description, note';
/** Rows that are read from the ledger at a time. */
const SLICE = 2000;
/** Where more than this share of all changed, all are told anew. */
const MOST = 0.3;

interface Tools { readonly server: Server; readonly schema: string; readonly log: Log; readonly model: ReadModel; readonly taxonomy: Taxonomy; progress(done: number, total: number): void }

/** True where the report tables tell of everything that is in the log. */
export const isReported = ({ reported }: Pick<HubState, 'reported'>, log: Log): boolean => log.heads().every(({ device, sequence }) => reported[device] === sequence);

/** Brings the report tables to where the log is; one transaction. Returns how many transactions were told anew. */
export async function publish({ reported }: Pick<HubState, 'reported'>, tools: Tools): Promise<number> {
  const { server, schema, log, model } = tools;
  const heads = log.heads();
  const total = model.transactions.count();
  const changed = Object.keys(reported).length === 0 ? undefined : changedSince(heads, reported, log, model, total * MOST);
  const ids = changed && [...changed];
  await server.transaction(async () => {
    await tell(tools);
    if (ids) await server.change(`DELETE FROM ${schema}.transactions WHERE id = ANY($1)`, [ids]);
    else await server.change(`DELETE FROM ${schema}.transactions`);
    await server.copyIn(`${schema}.transactions`, COLUMNS, ids ? someLines(ids, tools) : allLines(tools, total));
    await server.change(`UPDATE ${schema}.hub SET reported = $1`, [JSON.stringify(Object.fromEntries(heads.map(({ device, sequence }) => [device, sequence])))]);
  });
  return ids?.length ?? total;
}

/** Ids of transactions that commits since then may have changed; undefined where they are more than `most`, or cannot be told. */
function changedSince(heads: readonly StoredCommit[], reported: Readonly<Record<string, number>>, log: Log, model: ReadModel, most: number): Set<string> | undefined {
  const commits = heads.flatMap(({ device }) => log.chain(device, reported[device] ?? 0));
  const ids = new Set<string>();
  const seen = new Set<string>();
  // An undo speaks of a commit, and so of everything that one spoke of.
  for (let commit = commits.pop(); commit; commit = commits.pop()) {
    if (seen.has(commit.id)) continue;
    seen.add(commit.id);
    for (const chunk of log.chunksOf(commit)) {
      for (const { type, subject, payload } of chunk) {
        // What an erased event spoke of is not known any more.
        if (payload === null) return undefined;
        if (type.startsWith('transaction.')) ids.add(subject);
        else if (type === 'statement.attested.v1') for (const id of (JSON.parse(payload) as { transactions: string[] }).transactions) ids.add(id);
        else if (type === 'transfer.linked.v1' || type === 'transfer.unlinked.v1') for (const id of pair(payload)) ids.add(id);
        else if (type.startsWith('commit.')) commits.push(...[log.commitById(subject)].filter((one) => one !== undefined));
      }
      if (ids.size > most) return undefined;
    }
  }
  // A link holds only while both halves stand.
  for (const id of [...ids]) for (const { outgoing, incoming } of model.links.of(id)) ids.add(outgoing === id ? incoming : outgoing);
  return ids;
}

function pair(payload: string): string[] {
  const { in: into, out } = JSON.parse(payload) as { in: string; out: string };
  return [into, out];
}

/** Accounts and categories are few: all of them, each time. */
async function tell({ server, schema, model, taxonomy }: Tools): Promise<void> {
  await server.change(`DELETE FROM ${schema}.accounts`);
  await server.copyIn(`${schema}.accounts`, 'id, name, currency, number, bank, opening_balance, closed', model.accounts.all()
    .map(({ id, name, currency, number, bank, openingBalance, closed }) => line([id, name, currency, number, bank, decimalText(openingBalance, currency), closed])));
  await server.change(`DELETE FROM ${schema}.categories`);
  await server.copyIn(`${schema}.categories`, 'id, label, "group", group_label', taxonomy.groups()
    .flatMap((group) => group.leaves.map((leaf) => line([leaf.id, taxonomy.label(leaf.id), group.id, group.label.en]))));
}

function* someLines(ids: readonly string[], { model, taxonomy }: Tools): Generator<string> {
  for (let at = 0; at < ids.length; at += SLICE) yield linesOf(model.transactions.ofIds(ids.slice(at, at + SLICE)), taxonomy);
}

function* allLines({ model, taxonomy, progress }: Tools, total: number): Generator<string> {
  let done = 0;
  for (let rows = model.transactions.after('', SLICE); rows.length > 0; rows = model.transactions.after(rows.at(-1)!.id, SLICE)) {
    yield linesOf(rows, taxonomy);
    progress((done += rows.length), total);
  }
}

const linesOf = (rows: readonly TransactionRow[], taxonomy: Taxonomy): string => rows.map((row) => linesOfOne(row, taxonomy)).join('');

function linesOfOne(row: TransactionRow, taxonomy: Taxonomy): string {
  const parts = row.parts ?? [{ amount: row.amount, category: row.category, note: undefined }];
  return parts.map(({ amount, category, note }, part) => line([
    row.date, row.id, String(part), row.account, decimalText(amount, row.currency), row.currency, category, taxonomy.kind(category, amount), row.twin === null ? 'f' : 't', row.merchant, row.counterparty, row.description, note ?? row.note,
  ])).join('');
}

/** PostgreSQL's text holds no NUL, and no half of a pair of surrogates. */
const plain = (text: string | null): string | null => (text === null ? null : text.replaceAll('\0', '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'));
const line = (cells: readonly (string | null)[]): string => `${cells.map((text) => cell(plain(text))).join('\t')}\n`;
