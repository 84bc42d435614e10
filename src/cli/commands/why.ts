/** `ft why`: what gave a transaction its category, how surely, and when; what the local model holds likeliest, where it was asked. */
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import type { App } from '../../app.ts';
import type { Evidence } from '../../categories/decision.ts';
import { decisionOfRow, descriptionOfRow } from '../../categories/history.ts';
import { type Found, knownMerchants } from '../../categories/known-merchants.ts';
import type { ModelFacts } from '../../categories/transformer/model-folder.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { percent, shortCommit } from '../../words/phrases.ts';
import { resolveTransaction } from '../resolve.ts';
import { accountName } from '../../words/names.ts';
import { descriptionText } from '../../words/row-marks.ts';
import { decidedBy, storyOf } from '../../words/transaction-story.ts';

export const whyCommand: Command = {
  name: 'why',
  summary: 'why a transaction has its category',
  operands: '<id>',
  examples: ['ft why 1e9k2mq'],
  run,
};

async function run({ app, terminal, operands }: Invocation): Promise<Outcome> {
  const model = app.read();
  const row = resolveTransaction(model, operands[0] ?? '');
  const taxonomy = await app.taxonomy(model);
  const cascade = await app.cascade(model);
  const { locale } = terminal;
  const decision = decisionOfRow(row);
  // A linked transfer needs no category: that none was found is no question then.
  const isSettled = row.twin !== null && row.step === 'none';
  const isGuessed = row.step === 'model' || (row.step === 'none' && !isSettled);
  const evidence = isGuessed ? await cascade.examine(descriptionOfRow(row)) : undefined;
  const explained = isSettled ? [] : cascade.explain(decision, descriptionOfRow(row));
  const merchant = row.step === 'merchant' ? merchantOf(row) : undefined;
  const facts = isGuessed ? factsOf(app) : undefined;
  const modelNow = row.step === 'model' ? facts?.id : undefined;
  const reasons = [
    ...circumstances(), ...explained.map((line) => line.replace('ft categorize ID CATEGORY', `ft categorize ${row.id} CATEGORY`)), ...merchantWords(row, merchant, label),
    ...evidenceWords(row, evidence, facts, label), ...(modelNow !== undefined && modelNow !== row.by ? [`Today's model is ${modelNow}, another one, and may see it otherwise: ft categorize --history`] : []),
  ];
  const happening = decidedBy(row, storyOf(row, model));
  return {
    json: {
      id: row.id, category: row.category, group: taxonomy.groupOf(row.category), confidence: row.confidence, categorySource: row.step, decidedBy: row.by, reasons,
      at: happening ? app.instantText(happening.unixMs) : null, commit: happening?.commit.id ?? null,
      alternatives: (evidence?.alternatives ?? []).map(({ category, confidence }) => ({ category, group: taxonomy.groupOf(category), confidence })),
      words: evidence?.words ?? [],
      knownMerchant: merchant ? { name: merchant.merchant.name, category: merchant.merchant.category, countries: merchant.merchant.countries } : null,
      modelNow: modelNow ?? null,
    },
    lines: () => [
      inertText(`${row.date}  ${descriptionText(row)}  ${moneyText(row.amount, row.currency, locale)}`),
      isSettled ? 'Transfer' : inertText(label(row.category)), '',
      ...reasons.map(inertText),
      ...(happening ? [`Since ${app.localMinute(happening.unixMs)} (${happening.commit.command}, commit ${shortCommit(happening.commit.id)}).`] : []),
    ],
  };

  function label(category: string): string { return taxonomy.label(category, locale); }

  /** What matters more than the category itself. */
  function circumstances(): string[] {
    const twin = row.twin === null ? undefined : model.transactions.get(row.twin);
    return [
      ...(row.twin === null ? [] : [`It is a transfer ${row.amount < 0 ? 'to' : 'from'} ${twin ? accountName(model.accounts.all(), twin.account) : 'an own account'}, so it counts neither as spending nor as income.`]),
      ...(row.parts === null ? [] : [`You split it into ${row.parts.length} parts; reports count those.`]),
    ];
  }
}

/** Today's model; undefined where there is none to compare with. */
function factsOf(app: App): ModelFacts | undefined {
  const facts = app.categorizer()?.facts();
  return facts?.ok ? facts.value : undefined;
}

/** The known merchant that a transaction names today; undefined when the lists name another one or none. */
function merchantOf(row: TransactionRow): Found | undefined {
  const { text, currency, counterparty } = descriptionOfRow(row);
  const found = knownMerchants().find(text, currency, counterparty);
  return found?.merchant.name === row.by ? found : undefined;
}

type Label = (category: string) => string;

function merchantWords(row: TransactionRow, found: Found | undefined, label: Label): string[] {
  if (row.step !== 'merchant') return [];
  if (!found) return ['The list does not find it in this text any more: ft categorize --history puts all of history before today\'s.'];
  const { category, countries } = found.merchant;
  const where = countries.includes('*') ? 'all countries' : countries.join(', ');
  return [
    `It stands there for ${where}, under ${label(category)}.`,
    ...(found.isCut ? ['The bank gives only the beginning of the name.'] : []),
    ...(category === row.category ? [] : ['Another word of the text says that this was bought there.']),
  ];
}

/** What the local model holds likeliest, and the words that carried it. */
function evidenceWords(row: TransactionRow, evidence: Evidence | undefined, facts: ModelFacts | undefined, label: Label): string[] {
  const [best] = evidence?.alternatives ?? [];
  if (!evidence || !best) return [];
  const views = evidence.alternatives.map(({ category, confidence }) => `${label(category)} ${percent(confidence)}`).join(', ');
  return [
    row.step === 'none' ? `The local model leans to: ${views}.${facts ? ` It labels from ${percent(facts.labelFrom)} on.` : ''}` : `It holds likeliest: ${views}.`,
    ...(evidence.words.length === 0 ? [] : [`${label(best.category)} rests on ${evidence.words.map(({ word, weight }) => `"${word}" (${percent(weight)} less without it)`).join(', ')}.`]),
  ];
}
