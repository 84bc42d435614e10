/** `ft budget`: the month against what may be spent; setting, ending and listing budgets. */
import { raise } from '../../errors.ts';
import { monthText } from '../../format/day.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { type BudgetChange, copiedBudgets } from '../../insight/budget-copy.ts';
import { spendingOf, spentIn, targetKey } from '../../insight/budgets.ts';
import { kindsOf } from '../../insight/reports.ts';
import { budgetOf } from '../../insight/month-budget.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import { type Month, addMonths, monthFrom, monthOf } from '../../values/day.ts';
import { decimalText } from '../../values/money.ts';
import { consent, undoLines } from '../asking.ts';
import { budgetJson, budgetLines } from '../budget-answer.ts';
import { changeLines, changedOutcome } from '../budget-changes.ts';
import { amountOf, budgetEvent, currencyOf, settingOf, targetOf } from '../budget-setting.ts';
import { settingsJson, settingsLines } from '../budget-settings.ts';
import { type Command, type Invocation, type Options, type Outcome, textOption } from '../command.ts';

const FROM = ['--from <month>', 'from this month on (default: this month)'] as const;
const CURRENCY = ['--currency <code>', 'where your accounts are in several'] as const;

export const budgetCommand: Command = {
  name: 'budget',
  summary: 'this month against its budgets; set, end, list',
  options: [['--month <month>', 'another month, as 2026-03']],
  examples: ['ft budget', 'ft budget --month 2026-03', 'ft budget set groceries 9500', 'ft budget set clothing 1100 --rollover --from 2026-01', 'ft budget end clothing'],
  run: show,
  children: [
    {
      name: 'set', summary: 'what may be spent a month on a category or group', operands: '<target-and-amount...>',
      options: [FROM, ['--rollover', 'what is left goes over to the next month, overspending too (default: as the budget has it)'], ['--no-rollover', 'what is left lapses'], CURRENCY],
      details: ['Several at once are written target=amount. Where a category and a group answer to one name, group:<id> and category:<id> tell them apart.'],
      examples: ['ft budget set groceries 9500', 'ft budget set transport 3200 --rollover', 'ft budget set groceries=9500 cafes=900 --from 2026-01'], run: set,
    },
    { name: 'end', summary: 'no budget any more from a month on', operands: '<target>', options: [FROM, CURRENCY], examples: ['ft budget end clothing'], run: (invocation) => one(invocation, invocation.operands[0] ?? '', null) },
    {
      name: 'copy', summary: 'one month\'s budgets, or what was spent in it, as the budgets of another; shows first what would change',
      options: [['--from <month>', 'to copy (default: the month before)'], ['--to <month>', 'set from this month on (default: this month)'], ['--spent', 'what was spent instead of what was budgeted']],
      examples: ['ft budget copy', 'ft budget copy --from 2025-11 --to 2025-12 --yes', 'ft budget copy --spent'], run: copy,
    },
    { name: 'list', summary: 'every budget as it was set', examples: ['ft budget list'], run: list },
  ],
};

async function show({ app, terminal, options }: Invocation): Promise<Outcome> {
  const model = app.read();
  const taxonomy = await app.taxonomy(model);
  const month = monthOption(options, 'month') ?? monthOf(app.today());
  const budget = budgetOf(model, taxonomy, month, app.today());
  return { json: budgetJson(budget, taxonomy), lines: () => budgetLines(budget, taxonomy, terminal) };
}

async function list({ app, terminal }: Invocation): Promise<Outcome> {
  const model = app.read();
  const taxonomy = await app.taxonomy(model);
  const settings = model.knowledge.budgets();
  return { json: settingsJson(settings), lines: () => settingsLines(settings, taxonomy, terminal) };
}

function monthOption(options: Options, name: string): Month | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : (monthFrom(text) ?? raise('date-invalid', { text }));
}

/** Amounts of budgets, one or several in one commit; `operands`: target and amount, or several as target=amount. */
async function set(invocation: Invocation): Promise<Outcome> {
  const { operands } = invocation;
  const pairs = operands.every((text) => text.includes('='));
  const [target = '', amount] = operands;
  if (!pairs && (operands.length !== 2 || amount === undefined)) raise('usage', { why: 'A budget is set on one target and amount, or on several as target=amount.', hint: 'Example: ft budget set groceries 9500' });
  if (!pairs) return one(invocation, target, amount!);
  return several(invocation, operands.map((text) => [text.slice(0, text.lastIndexOf('=')), text.slice(text.lastIndexOf('=') + 1)] as const));
}

async function several({ app, terminal, options }: Invocation, pairs: readonly (readonly [target: string, amount: string])[]): Promise<Outcome> {
  const from = monthOption(options, 'from') ?? monthOf(app.today());
  const { value, commit } = await app.write({ command: 'budget set', arguments: { budgets: Object.fromEntries(pairs), from } }, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const changes = pairs.map(([target, text]): BudgetChange => {
      const { kind, id } = targetOf(target, taxonomy, model);
      const { amount, currency } = amountOf(text, textOption(options, 'currency'), model);
      return { ...settingOf(model, { kind, target: id, currency }, from), amount, ...rolloverOption(options) };
    });
    const twice = changes.find((change, at) => changes.some((other, before) => before < at && targetKey(other) === targetKey(change)));
    if (twice) raise('usage', { why: `${taxonomy.label(twice.target)} is named twice.`, hint: 'Example: ft budget set groceries=9500 cafes=900' });
    draft.append(changes.map((change) => budgetEvent(change, from)));
    return { changes, taxonomy };
  });
  return changedOutcome({ ...value, from, applied: true, commit }, terminal);
}

async function one({ app, terminal, options }: Invocation, typed: string, amountText: string | null): Promise<Outcome> {
  const from = monthOption(options, 'from') ?? monthOf(app.today());
  const { value, commit } = await app.write({ command: amountText === null ? 'budget end' : 'budget set', arguments: { target: typed, from, ...(amountText === null ? {} : { amount: amountText }) } }, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const { kind, id } = targetOf(typed, taxonomy, model);
    const { amount, currency } = amountText === null ? { amount: null, currency: currencyOf(textOption(options, 'currency'), model) } : amountOf(amountText, textOption(options, 'currency'), model);
    if (amount === null && !model.knowledge.budgets().some((row) => targetKey(row) === targetKey({ kind, target: id, currency }))) raise('budget-unknown', { target: typed });
    const rollover = amount !== null && { ...settingOf(model, { kind, target: id, currency }, from), ...rolloverOption(options) }.rollover;
    draft.append([budgetEvent({ kind, target: id, currency, amount, rollover }, from)]);
    return { kind, id, label: taxonomy.label(id, terminal.locale), currency, amount, rollover };
  });
  const { kind, id, currency, amount, rollover, label } = value;
  return {
    json: { kind, target: id, currency, amount: amount === null ? null : decimalText(amount, currency), from, rollover, applied: true, commit: commit?.id ?? null },
    lines: () => [
      amount === null
        ? `No budget for ${inertText(label)} (${currency}) from ${monthText(from, terminal.locale)} on.`
        : `${inertText(label)}: ${moneyText(amount, currency, terminal.locale)} a month from ${monthText(from, terminal.locale)} on, ${rollover ? '' : 'not '}rolling over.`,
      ...undoLines(commit),
    ],
  };
}

const rolloverOption = (options: Options): { readonly rollover?: boolean } => (typeof options['rollover'] === 'boolean' ? { rollover: options['rollover'] } : {});

/** The budgets of one month, or what was spent in it, as the budgets of another one; previewed first. */
async function copy(invocation: Invocation): Promise<Outcome> {
  const { app, options, terminal, yes } = invocation;
  const to = monthOption(options, 'to') ?? monthOf(app.today());
  const from = monthOption(options, 'from') ?? addMonths(to, -1);
  const source = options['spent'] === true ? 'spent' : 'budgeted';
  if (from === to) raise('usage', { why: 'The months are the same.', hint: 'Example: ft budget copy --from 2025-11 --to 2025-12' });
  const found = async (model: ReadModel) => {
    const taxonomy = await app.taxonomy(model);
    const groupOf = (category: string): string => taxonomy.groupOf(category);
    const spending = spendingOf(model.sums.between(from, from), groupOf, kindsOf(taxonomy));
    const changes = copiedBudgets(budgetOf(model, taxonomy, from, app.today()).lines, budgetOf(model, taxonomy, to, app.today()).lines, source, (target) => spentIn(spending, target, from));
    return { changes, taxonomy };
  };
  const preview = await found(app.read());
  const goesAhead = preview.changes.length > 0 && await consent(invocation, await changeLines({ ...preview, from: to }, terminal), 'Set them?');
  const written = goesAhead ? await app.write({ command: 'budget copy', arguments: { from, to, ...(source === 'spent' ? { spent: true } : {}) } }, async ({ commit: draft, model }) => {
    // Another ft may have set one while the person was thinking.
    const { changes, taxonomy } = await found(model);
    draft.append(changes.map((change) => budgetEvent(change, to)));
    return { changes, taxonomy };
  }) : undefined;
  return changedOutcome({ ...(written?.value ?? preview), from: to, applied: written?.commit !== undefined, commit: written?.commit, asked: terminal.isInteractive && !yes }, terminal);
}
