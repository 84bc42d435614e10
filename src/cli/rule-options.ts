/** A rule as its options say it. */
import { conditionsInWords } from '../categories/rule-words.ts';
import { checkRule } from '../categories/rules.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import { FailureError, raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import type { Payload } from '../ledger/events/list.ts';
import type { Log } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow, RuleRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { factId } from '../values/ids.ts';
import { decimalText } from '../values/money.ts';
import { type OptionLine, type Options, textOption } from './command.ts';
import { resolveAccount, resolveCategory } from './resolve.ts';
import { accountName } from '../words/names.ts';
import { amountTyped, currencyTyped } from './typed.ts';

export const CONDITIONS: readonly OptionLine[] = [
  ['--text <words>', 'the text or the counterparty contains this; case and accents do not count'],
  ['--regex <pattern>', 'it fits this regular expression'],
  ['--account <name>', 'it is in this account'],
  ['--min <amount>', 'it is at least so much, in or out'],
  ['--max <amount>', 'it is at most so much, in or out'],
  ['--direction <way>', 'in or out'],
  ['--currency <code>', 'it is in this currency'],
  ['--category <name>', 'the category that it then has'],
];

/** A rule's conditions and category, as an event carries them. */
export type RuleTyped = Payload<'rule.added.v1'>;

/** Options -> the rule they say; undefined when none of them was given. Raises 'rule-invalid' and what its names and amounts raise. */
export function ruleTyped(options: Options, model: Pick<ReadModel, 'accounts'> | undefined, taxonomy: Taxonomy): RuleTyped | undefined {
  const text = (name: string): string | undefined => textOption(options, name);
  if (CONDITIONS.every(([flags]) => text(flags.slice(2, flags.indexOf(' '))) === undefined)) return undefined;
  const category = resolveCategory(taxonomy, text('category') ?? raise('rule-invalid', { why: 'it has no category' })).id;
  const account = text('account') === undefined ? undefined : resolveAccount(model ?? raise('nothing-yet', {}), text('account')!);
  const direction = text('direction');
  if (direction !== undefined && direction !== 'in' && direction !== 'out') raise('rule-invalid', { why: `the direction is ${direction}, but there is in and out` });
  const bounded = text('min') !== undefined || text('max') !== undefined;
  // Amounts mean something only beside a currency.
  const currency = text('currency') !== undefined ? currencyTyped(text('currency')!) : bounded ? (account?.currency ?? onlyCurrency(model?.accounts.all() ?? [])) : undefined;
  const bound = (name: string): { [key: string]: number } => {
    const typed = text(name);
    return typed === undefined ? {} : { [name === 'min' ? 'amountMin' : 'amountMax']: amountTyped(typed, currency!).amount };
  };
  const rule: RuleTyped = {
    category, ...(text('text') === undefined ? {} : { text: text('text') }), ...(text('regex') === undefined ? {} : { regex: text('regex') }),
    ...(account ? { account: account.id } : {}), ...bound('min'), ...bound('max'), ...(direction === undefined ? {} : { direction }), ...(currency === undefined ? {} : { currency }),
  };
  const checked = checkRule({ id: 'new', ...rule } as RuleRow);
  if (!checked.ok) throw new FailureError(checked.error);
  return rule;
}

function onlyCurrency(accounts: readonly AccountRow[]): Currency {
  const [first, ...others] = new Set(accounts.map(({ currency }) => currency));
  return first !== undefined && others.length === 0 ? first : raise('rule-invalid', { why: 'its amounts have no currency; say --currency' });
}

/** A short id from what the rule says; the next one where such a rule was there before. Raises 'rule-invalid' when it stands already. */
export function ruleId(rule: RuleTyped, rules: readonly RuleRow[], log: Pick<Log, 'speaksOf'>): string {
  const parts = [rule.text, rule.regex, rule.account, rule.amountMin, rule.amountMax, rule.currency, rule.direction].map((part) => part ?? '');
  const same = rules.find((row) => [row.text, row.regex, row.account, row.amountMin, row.amountMax, row.currency, row.direction].every((part, at) => (part ?? '') === parts[at]) && row.category === rule.category);
  if (same) raise('rule-invalid', { why: `the rule ${same.id} says the same already` });
  for (let ordinal = 1; ; ordinal++) {
    const id = factId(6, 'rule', ...parts, rule.category, ordinal);
    if (!log.speaksOf(id)) return id;
  }
}

/** The rule's conditions in words, inert, with its account by name. */
export const ruleWords = (rule: RuleRow, accounts: readonly AccountRow[]): string =>
  inertText(conditionsInWords(rule.account === undefined ? rule : { ...rule, account: accountName(accounts, rule.account) }));

/** A rule in JSON: amounts as decimal text, the account by name. */
export const ruleJson = (rule: RuleRow, accounts: readonly AccountRow[], taxonomy: Taxonomy) => ({
  id: rule.id, text: rule.text ?? null, regex: rule.regex ?? null, account: rule.account === undefined ? null : accountName(accounts, rule.account),
  min: rule.amountMin === undefined ? null : money(rule.amountMin, rule.currency), max: rule.amountMax === undefined ? null : money(rule.amountMax, rule.currency),
  currency: rule.currency ?? null, direction: rule.direction ?? null, category: rule.category, group: taxonomy.groupOf(rule.category),
});

const money = (amount: Parameters<typeof decimalText>[0], currency: Currency | undefined): string => (currency ? decimalText(amount, currency) : `${amount}`);
