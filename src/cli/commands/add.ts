/** `ft add`: one transaction by hand. */
import { raise } from '../../errors.ts';
import { dayText } from '../../format/day.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { findTransfers } from '../../intake/link.ts';
import { accountByHand, recordByHand } from '../../intake/by-hand.ts';
import { currencyIn } from '../../values/amount-text.ts';
import { absolute, negate } from '../../values/money.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { undoLines } from '../asking.ts';
import { resolveCategory } from '../resolve.ts';
import { transactionJson } from '../transaction-json.ts';
import { amountTyped, currencyTyped, dayTyped } from '../typed.ts';

export const addCommand: Command = {
  name: 'add',
  summary: 'record one transaction by hand: 249 is spent, +249 received',
  operands: '<amount> <description...>',
  dashed: true,
  options: [
    ['--account <name>', 'the account it belongs to (default: the only open one, else one named Cash)'],
    ['--date <day>', 'the day: 2026-03-31, 31.03.2026, yesterday (default: today)'],
    ['--category <name>', 'your own choice of category'],
    ['--note <text>', 'a note beside it'],
    ['--currency <code>', 'the currency (default: the account\'s; NOK for a first account)'],
  ],
  examples: ['ft add 249 "Rema 1000"', 'ft add +1500 "Sold the old bicycle" --category other-income', 'ft add -49,50 "Coffee" --account Cash --date yesterday'],
  run,
};

async function run({ app, terminal, operands, options }: Invocation): Promise<Outcome> {
  const [text = '', ...words] = operands;
  const description = words.join(' ').trim();
  if (description === '') raise('usage', { why: 'The description is empty.', hint: 'Example: ft add 249 "Rema 1000"' });
  const date = dayTyped(textOption(options, 'date') ?? 'today', app.today());
  const request = { command: 'add', arguments: { amount: text, description, ...given(options) } };
  const { value, commit } = await app.write(request, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const code = textOption(options, 'currency');
    const currency = code === undefined ? currencyIn(text) : currencyTyped(code);
    const account = accountByHand(model.accounts.all(), textOption(options, 'account'), currency);
    const { amount: typed, signed } = amountTyped(text, account.currency);
    if (typed === 0) raise('amount-invalid', { text, why: 'it is nothing' });
    const wanted = textOption(options, 'category');
    const cascade = await app.cascade(model);
    const isFirst = model.accounts.all().every(({ id }) => id !== account.id);
    const id = await recordByHand({
      account, date, description, amount: signed ? typed : negate(absolute(typed)), note: textOption(options, 'note'),
      category: wanted === undefined ? undefined : resolveCategory(taxonomy, wanted).id,
    }, { commit: draft, model, cascade });
    draft.settle();
    // What is typed by hand may be the other half of a transfer, like any row of a statement.
    draft.append(findTransfers(model, date, date).links);
    draft.settle();
    return { row: model.transactions.get(id)!, names: { taxonomy, accounts: model.accounts.all() }, opened: isFirst ? account.name : undefined };
  });
  const { row, names, opened } = value;
  const json = transactionJson(row, names);
  return {
    json: { ...json, commit: commit?.id ?? null },
    lines: () => {
      const what = row.amount < 0 ? 'spent' : 'received';
      const label = names.taxonomy.label(row.category, terminal.locale);
      const sure = row.step === 'none' ? 'no category yet; choose one with: ft categorize' : `${label}, by ${SOURCES[row.step]}`;
      return [
        inertText(`${dayText(row.date, terminal.locale)}  ${what} ${moneyText(absolute(row.amount), row.currency, terminal.locale)}  ${row.description}  (${json.account})`),
        inertText(`    ${row.id}: ${sure}${row.step === 'none' ? ` ${row.id.slice(0, 8)} CATEGORY` : ''}`),
        ...(opened === undefined ? [] : [inertText(`    The account ${opened} was opened for it.`)]),
        ...undoLines(commit),
      ];
    },
  };
}

const SOURCES = {
  own: 'your own choice', rule: 'a rule of yours', correction: 'what you taught', 'bank-code': 'the bank\'s code', merchant: 'the merchant', model: 'the model', none: '',
} as const;

/** The options that make a difference, for the log. */
const given = (options: Invocation['options']): Record<string, string> => Object.fromEntries(
  ['account', 'date', 'category', 'note', 'currency'].flatMap((name) => { const value = textOption(options, name); return value === undefined ? [] : [[name, value]]; }));
