/** `ft show`: all that is known about one transaction, where it came from, and every change. */
import type { App } from '../../app.ts';
import { raise } from '../../errors.ts';
import { cardLines } from '../../format/details.ts';
import { dayText } from '../../format/day.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText, plainMoneyText } from '../../format/money.ts';
import { paintFor } from '../../format/paint.ts';
import { tableLines } from '../../format/table.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { StatementDetail } from '../../read-model/statements.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { decimalText } from '../../values/money.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { shortCommit } from '../../words/phrases.ts';
import { resolveTransaction } from '../resolve.ts';
import type { Terminal } from '../terminal.ts';
import { type Names, accountName } from '../../words/names.ts';
import { transactionJson } from '../transaction-json.ts';
import { type Happening, happeningWords, recordedFacts, statementOf, stepWords, storyOf } from '../../words/transaction-story.ts';

export const showCommand: Command = {
  name: 'show',
  summary: 'all that is known about a transaction, and every change',
  operands: '<id>',
  examples: ['ft show 1e9k2mq'],
  run,
};

interface Shown extends Names {
  readonly row: TransactionRow;
  readonly model: ReadModel;
  readonly story: readonly Happening[];
  readonly facts: ReturnType<typeof recordedFacts>;
  /** Where it was read, and the other deliveries that hold it. */
  readonly statement: StatementDetail | undefined;
  readonly others: readonly StatementDetail[];
}

async function run({ app, terminal, operands }: Invocation): Promise<Outcome> {
  const model = app.read();
  const row = standing(model, operands[0] ?? '');
  const taxonomy = await app.taxonomy(model);
  const story = storyOf(row, model);
  const facts = recordedFacts(story);
  const shown: Shown = {
    row, model, taxonomy, accounts: model.accounts.all(), story, facts,
    statement: facts?.statement === undefined ? undefined : statementOf(facts.statement, model),
    others: model.statements.attesting(row.id).filter(({ id }) => id !== facts?.statement).map(({ detail }) => detail),
  };
  return { json: showJson(shown, app), lines: () => showLines(shown, app, terminal) };
}

/** The transaction that is named. Raises as `resolveTransaction`; of one that a bank's answer or the person took out, it says why. */
function standing(model: ReadModel, text: string): TransactionRow {
  const id = text.trim().toLowerCase();
  if (model.transactions.resolve(id) !== undefined) return resolveTransaction(model, text);
  const last = model.log.of(id).findLast(({ type, commit }) => (type === 'transaction.withdrawn.v1' || type === 'transaction.recorded.v2') && model.activity.isActive(commit));
  if (last?.type !== 'transaction.withdrawn.v1') return resolveTransaction(model, text);
  const { by, why } = last.payload;
  return raise('transaction-unknown', { id, gone: by === undefined ? why : `the bank booked it anew as ${by}`, ...(by === undefined ? {} : { by }) });
}

const deliveryJson = ({ file, profile, encoding, format, from, to, digest }: StatementDetail): unknown => ({ file, format, profile, encoding, from, to, digest });

function showJson(shown: Shown, app: App): unknown {
  const { row, facts, statement, others, story, model } = shown;
  return {
    ...transactionJson(row, shown), accountId: row.account, valueDate: row.valueDate, counterparty: row.counterparty, counterpartyAccount: row.counterpartyAccount,
    reference: facts?.reference ?? null, ...(detailsJson(row.details) as object), type: facts?.type ?? null, source: facts?.source ?? null, decidedBy: row.by,
    statement: statement ? { ...(deliveryJson(statement) as object), line: facts?.line ?? null } : null,
    attestedBy: others.map(deliveryJson),
    changes: story.map((happening) => ({
      at: app.instantText(happening.unixMs), commit: happening.commit.id, command: happening.commit.command, event: happening.event.type, undone: !happening.counts,
      text: plainMoneyText(happeningWords(happening, row, { ...shown, model }, { locale: 'en' })),
    })),
  };
}

/** Members only where a statement told them; the original amount as decimal text of its currency. */
function detailsJson(details: TransactionRow['details']): unknown {
  if (details === null) return {};
  const { original, ...others } = details;
  return { ...others, ...(original === undefined ? {} : { original: { ...original, amount: decimalText(original.amount, original.currency) } }) };
}

async function showLines(shown: Shown, app: App, terminal: Terminal): Promise<string[]> {
  const { row, story } = shown;
  const paint = await paintFor(terminal.color);
  const width = terminal.environment.stdoutIsTty ? terminal.width : null;
  const card = await cardLines(pairs(shown, terminal), { width, paint, unicode: terminal.unicode });
  const changes = story.map((happening) => {
    const words = happeningWords(happening, row, shown, { locale: terminal.locale, language: 'en' });
    return [app.localMinute(happening.unixMs), shortCommit(happening.commit.id), happening.commit.command, happening.counts ? words : { text: `undone: ${words}`, role: 'muted' as const }];
  });
  return [...card, '', ...tableLines([{ title: 'When', shrinks: false }, { title: 'Commit', shrinks: false }, { title: 'By', shrinks: false }, { title: 'What', min: 20 }], changes, { width, paint, unicode: terminal.unicode })];
}

/** The card: only what is known. */
function pairs(shown: Shown, terminal: Terminal): (readonly [string, string | readonly string[]])[] {
  const { row, facts, statement, others, taxonomy, accounts, model } = shown;
  const { locale } = terminal;
  const { details } = row;
  const money = (amount: TransactionRow['amount']): string => moneyText(amount, row.currency, locale);
  const label = (category: string): string => taxonomy.label(category, locale);
  const twin = row.twin === null ? undefined : model.transactions.get(row.twin);
  const sure = row.step === 'none' || row.confidence === 1 ? '' : `, sure to ${Math.round(row.confidence * 100)} %`;
  const optional: (readonly [string, string | readonly string[] | null | undefined])[] = [
    ['Amount', money(row.amount)], ['Booked', dayText(row.date, locale)], ['Value date', row.valueDate && dayText(row.valueDate, locale)],
    ['Account', accountName(accounts, row.account)], ['Description', row.description], ['Merchant', row.merchant],
    ['Counterparty', row.counterparty], ['Their account', row.counterpartyAccount], ['Reference', facts?.reference], ['Type', facts?.type],
    ['Original', details?.original && `${moneyText(details.original.amount, details.original.currency, locale)}${details.original.rate === undefined ? '' : ` at ${details.original.rate}`}`],
    ['Bank codes', details?.bankCodes?.join(', ')], ['Merchant code', details?.mcc], ['Bank\'s category', details?.bankCategory],
    ['End-to-end id', details?.endToEndId], ['Creditor ref', details?.creditorReference], ['Mandate', details?.mandateId], ['Check number', details?.checkNumber],
    ['Category', row.twin !== null && row.step === 'none' ? null : row.step === 'none' ? label(row.category) : `${label(row.category)} (${label(taxonomy.groupOf(row.category))}), by ${stepWords(row.step, 'en')}${sure}`],
    ['Parts', row.parts?.map((part) => `${money(part.amount)}  ${label(part.category)}${part.note ? `  (${part.note})` : ''}`)],
    ['Transfer', row.twin === null ? null : `${row.amount < 0 ? 'to' : 'from'} ${twin ? accountName(accounts, twin.account) : 'an own account'} (${row.twin})`],
    ['Note', row.note], ['Statement', statement && `${statement.file}${facts?.line === undefined ? '' : `, line ${facts.line}`} (${statement.profile}, ${statement.encoding})`],
    ['Also in', others.length > 0 ? others.map(({ file, from, to }) => `${file} (${from} to ${to})`) : null], ['Id', row.id],
  ];
  return optional.flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [[name, typeof value === 'string' ? inertText(value) : value] as const]));
}
