/** `ft why`: what gave a transaction its category, how surely, and when. */
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { decisionOfRow, descriptionOfRow } from '../../categories/history.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { shortCommit } from '../phrases.ts';
import { resolveTransaction } from '../resolve.ts';
import { accountName } from '../transaction-json.ts';
import { descriptionText } from '../transaction-table.ts';
import { decidedBy, storyOf } from '../transaction-story.ts';

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
  const decision = decisionOfRow(row);
  // A linked transfer needs no category: that none was found is no question then.
  const explained = row.twin !== null && row.step === 'none' ? [] : cascade.explain(decision, descriptionOfRow(row));
  const reasons = [...circumstances(), ...explained.map((line) => line.replace('ft categorize ID CATEGORY', `ft categorize ${row.id} CATEGORY`))];
  const happening = decidedBy(row, storyOf(row, model));
  const { locale } = terminal;
  return {
    json: {
      id: row.id, category: row.category, group: taxonomy.groupOf(row.category), confidence: row.confidence, categorySource: row.step, decidedBy: row.by, reasons,
      at: happening ? app.instantText(happening.unixMs) : null, commit: happening?.commit.id ?? null,
    },
    lines: () => [
      inertText(`${row.date}  ${descriptionText(row)}  ${moneyText(row.amount, row.currency, locale)}`),
      row.twin !== null && row.step === 'none' ? 'Transfer' : inertText(taxonomy.label(row.category, locale)), '',
      ...reasons.map(inertText),
      ...(happening ? [`Since ${app.localMinute(happening.unixMs)} (${happening.commit.command}, commit ${shortCommit(happening.commit.id)}).`] : []),
    ],
  };

  /** What matters more than the category itself. */
  function circumstances(): string[] {
    const twin = row.twin === null ? undefined : model.transactions.get(row.twin);
    return [
      ...(row.twin === null ? [] : [`It is a transfer ${row.amount < 0 ? 'to' : 'from'} ${twin ? accountName(model.accounts.all(), twin.account) : 'an own account'}, so it counts neither as spending nor as income.`]),
      ...(row.parts === null ? [] : [`You split it into ${row.parts.length} parts; reports count those.`]),
    ];
  }
}
