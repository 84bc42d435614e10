/**
 * The ledger as JSON from which `ft import` makes it anew: what `json.ts` gives, and beside it all that a fresh home needs.
 * STORED FORMAT, version 1: members may be added; one that changes its meaning is a new version (docs/decisions/0012).
 */
import type { RecordedFacts } from '../../read-model/records.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { AccountRow, RuleRow, TransactionRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import { type Minor, decimalText } from '../../values/money.ts';
import type { ExportSource } from './entries.ts';
import { jsonAccount, jsonTransaction } from './json.ts';

const VERSION = 1;
/** Rows whose past is looked up together. */
const TOGETHER = 500;
/** Days that one entry of balances holds. */
const DAYS = 1000;

export interface BackupSource extends ExportSource {
  readonly model: Pick<ReadModel, 'accounts' | 'doubts' | 'knowledge' | 'links' | 'records' | 'statements'>;
  /** Ids of the accounts that the rows stand in; undefined when the export is of everything. */
  readonly only: ReadonlySet<string> | undefined;
}

/** The first members of the file. `complete`: everything of the home, so that nothing need be found out anew. */
export const backupHead = ({ only }: BackupSource): { format: string; version: number; complete: boolean } => ({ format: 'finance-tracker', version: VERSION, complete: only === undefined });

/** Source -> the lists of the file, in order. A part of the ledger comes with its accounts and own categories, and no other knowledge. */
export function* backupLists(source: BackupSource): Generator<readonly [key: string, records: Iterable<unknown>], void, undefined> {
  const { model, only } = source;
  const openings = model.accounts.openings();
  const accounts = source.accounts.filter(({ id }) => only === undefined || only.has(id));
  yield ['accounts', accounts.map((account) => ({ ...jsonAccount(account), openingDayBalance: text(openings.get(account.id)?.balance, account.currency) }))];
  yield ['categories', model.knowledge.categories()];
  if (only === undefined) yield* knowledgeLists(source);
  yield ['transactions', transactions(source)];
}

function* knowledgeLists({ model, accounts }: BackupSource): Generator<readonly [key: string, records: Iterable<unknown>], void, undefined> {
  const { knowledge, statements } = model;
  const currencies = new Map(accounts.map(({ id, currency }) => [id, currency] as const));
  yield ['rules', knowledge.rules().map(ruleJson)];
  yield ['corrections', knowledge.corrections().map(({ key, category }) => ({ merchant: key, category }))];
  yield ['budgets', knowledge.budgets().map((budget) => ({ ...budget, amount: text(budget.amount, budget.currency) }))];
  yield ['layouts', knowledge.profiles()];
  yield ['statements', statements.all().map(({ id, detail }) => ({ id, ...detail }))];
  yield ['balances', balances(statements, currencies)];
  yield ['transfers', model.links.all().map(({ outgoing, incoming, linked, by }) => ({ out: outgoing, in: incoming, linked, by }))];
  yield ['doubts', model.doubts.all().map(({ id, draft, candidates }) => {
    const { amount, original, ...told } = draft;
    return { id, draft: { ...told, amount: text(amount as Minor, draft.currency as Currency), ...(original ? { original: { ...original, amount: text(original.amount as Minor, original.currency as Currency) } } : {}) }, candidates };
  })];
}

/** Amounts of a rule are in its currency; one that names none has them in minor units, as a number. */
const ruleJson = (rule: RuleRow): unknown => ({
  ...rule,
  ...(rule.amountMin === undefined || !rule.currency ? {} : { amountMin: text(rule.amountMin, rule.currency) }),
  ...(rule.amountMax === undefined || !rule.currency ? {} : { amountMax: text(rule.amountMax, rule.currency) }),
});

function* balances(statements: ReadModel['statements'], currencies: ReadonlyMap<AccountRow['id'], Currency>): Generator<unknown, void, undefined> {
  for (const { id, detail } of statements.all()) {
    const currency = currencies.get(detail.account);
    if (!currency) continue;
    const days = statements.assertedBy(id);
    for (let at = 0; at < days.length; at += DAYS)
      yield { statement: id, account: detail.account, days: days.slice(at, at + DAYS).map(({ day, balance }) => [day, decimalText(balance, currency)]) };
  }
}

function* transactions(source: BackupSource): Generator<unknown, void, undefined> {
  const names = new Map(source.accounts.map(({ id, name }) => [id, name] as const));
  const written = function* (rows: readonly TransactionRow[]): Generator<unknown, void, undefined> {
    const facts = source.model.records.of(rows);
    for (const [at, row] of rows.entries()) yield { ...jsonTransaction(row, names.get(row.account) ?? row.account, source.category), ...recordedJson(row, facts[at]!) };
  };
  let waiting: TransactionRow[] = [];
  for (const row of source.rows) {
    waiting.push(row);
    if (waiting.length < TOGETHER) continue;
    yield* written(waiting);
    waiting = [];
  }
  yield* written(waiting);
}

/** What `ft list --json` does not tell of a transaction. */
const recordedJson = (row: TransactionRow, facts: RecordedFacts) => ({
  counterpartyAccount: row.counterpartyAccount,
  /** What decided: rule id, merchant key, model id. */
  by: row.by,
  /** What a machine said beneath the person's own category. */
  decided: facts.beneath ? { category: facts.beneath.category, categorySource: facts.beneath.step, confidence: facts.beneath.confidence, by: facts.beneath.by } : null,
  details: detailsJson(row, facts),
  recorded: { ordinal: facts.ordinal, source: facts.source, statement: facts.statement ?? null, line: facts.line ?? null },
  /** Ids that other wordings of it would have. */
  aliases: facts.aliases.length > 0 ? facts.aliases : null,
  /** Deliveries that hold it besides the one that brought it. */
  attested: facts.attested.length > 0 ? facts.attested : null,
});

function detailsJson({ details }: TransactionRow, { reference, type }: RecordedFacts): unknown {
  if (details === null && reference === undefined && type === undefined) return null;
  const original = details?.original;
  return { ...details, ...(original ? { original: { ...original, amount: text(original.amount, original.currency) } } : {}), reference, type };
}

const text = (amount: Minor | null | undefined, currency: Currency): string | null => (amount === undefined || amount === null ? null : decimalText(amount, currency));
