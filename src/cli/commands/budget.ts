/** `ft budget`: the month against what may be spent; setting, ending and listing budgets. */
import { FailureError, raise } from '../../errors.ts';
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { monthText } from '../../format/day.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { Currency } from '../../values/currency.ts';
import { type Month, monthFrom, monthOf } from '../../values/day.ts';
import { type Minor, decimalText } from '../../values/money.ts';
import { budgetJson, budgetLines } from '../budget-answer.ts';
import { budgetOf } from '../../insight/month-budget.ts';
import { settingsJson, settingsLines } from '../budget-settings.ts';
import { type Command, type Invocation, type Options, type Outcome, textOption } from '../command.ts';
import { undoLines } from '../asking.ts';
import { amountTyped, currencyTyped } from '../typed.ts';

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
      name: 'set', summary: 'what may be spent a month on a category or group', operands: '<target> <amount>',
      options: [FROM, ['--rollover', 'what is left goes over to the next month, overspending too (default: as the budget has it)'], ['--no-rollover', 'what is left lapses'], CURRENCY],
      examples: ['ft budget set groceries 9500', 'ft budget set transport 3200 --rollover'], run: (invocation) => set(invocation, invocation.operands[1] ?? ''),
    },
    { name: 'end', summary: 'no budget any more from a month on', operands: '<target>', options: [FROM, CURRENCY], examples: ['ft budget end clothing'], run: (invocation) => set(invocation, null) },
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

async function set({ app, terminal, operands, options }: Invocation, amountText: string | null): Promise<Outcome> {
  const typed = operands[0] ?? '';
  const from = monthOption(options, 'from') ?? monthOf(app.today());
  const { value, commit } = await app.write({ command: amountText === null ? 'budget end' : 'budget set', arguments: { target: typed, from, ...(amountText === null ? {} : { amount: amountText }) } }, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const target = targetOf(typed, taxonomy);
    const currency = currencyOf(textOption(options, 'currency'), model);
    const amount = amountText === null ? null : amountOf(amountText, currency);
    if (amount === null && !model.knowledge.budgets().some((row) => row.kind === target.kind && row.target === target.id && row.currency === currency)) raise('budget-unknown', { target: typed });
    const rollover = amount !== null && (typeof options['rollover'] === 'boolean' ? options['rollover'] : rolledBefore(model, { ...target, currency, from }));
    draft.append([{ type: 'budget.set.v1', subject: `${target.kind}:${target.id}/${currency}`, payload: { amount, from, rollover } }]);
    return { ...target, label: taxonomy.label(target.id, terminal.locale), currency, amount, rollover };
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

/** Whether the budget in force in that month rolls over: a new amount alone leaves it so. False where there is none. */
function rolledBefore(model: ReadModel, { kind, id, currency, from }: { readonly kind: string; readonly id: string; readonly currency: Currency; readonly from: Month }): boolean {
  const earlier = model.knowledge.budgets().filter((row) => row.kind === kind && row.target === id && row.currency === currency && row.from <= from);
  return earlier.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.rollover ?? false;
}

function monthOption(options: Options, name: string): Month | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : (monthFrom(text) ?? raise('date-invalid', { text }));
}

/** A category, else a group, by id or label. Fails by 'category-unknown'. */
function targetOf(text: string, taxonomy: Taxonomy): { readonly kind: 'category' | 'group'; readonly id: string } {
  const leaf = taxonomy.find(text);
  const group = taxonomy.findGroup(text);
  const named = (id: string, label: Readonly<Record<string, string>>): boolean => [id, ...Object.values(label)].some((name) => name.toLowerCase() === text.trim().toLowerCase());
  // The full name of a group beats the beginning of a category's ("home" is a group, "home-improvement" a category).
  if (group.ok && named(group.value.id, group.value.label) && !(leaf.ok && named(leaf.value.id, leaf.value.label))) return { kind: 'group', id: group.value.id };
  if (leaf.ok) return { kind: 'category', id: leaf.value.id };
  if (group.ok) return { kind: 'group', id: group.value.id };
  throw new FailureError(leaf.error);
}

/** The currency named, else that of most accounts. Fails by 'usage', 'nothing-yet'. */
function currencyOf(code: string | undefined, model: ReadModel): Currency {
  if (code !== undefined) return currencyTyped(code);
  const uses = new Map<Currency, number>();
  for (const { currency } of model.accounts.all()) uses.set(currency, (uses.get(currency) ?? 0) + 1);
  const [most, next] = [...uses].sort((a, b) => b[1] - a[1]);
  if (!most) return raise('usage', { why: 'There is no account yet, so the currency must be named.', hint: 'Example: --currency NOK' });
  if (next && next[1] === most[1]) raise('usage', { why: `Your accounts are in ${[...uses.keys()].sort().join(' and ')}, so the currency must be named.`, hint: `Example: --currency ${most[0]}` });
  return most[0];
}

function amountOf(text: string, currency: Currency): Minor {
  const { amount } = amountTyped(text, currency);
  return amount < 0 ? raise('amount-invalid', { text, why: 'a budget is what may be spent, so it has no minus' }) : amount;
}
