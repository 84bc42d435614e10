/** What a person names when setting a budget: its target, its currency, its amount; and the event that sets it. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { FailureError, raise } from '../errors.ts';
import type { BudgetTarget } from '../insight/budgets.ts';
import { targetKey } from '../insight/budgets.ts';
import type { BudgetChange } from '../insight/budget-copy.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { type Currency, currencyFrom } from '../values/currency.ts';
import type { Month } from '../values/day.ts';
import { type Minor, ZERO } from '../values/money.ts';
import { amountTyped, currencyTyped } from './typed.ts';

interface Named { readonly kind: 'category' | 'group'; readonly id: string }

/** A category, else a group, by id or label; "group:food" and "category:rent" name the kind, and also a target that only budgets know. Fails by 'category-unknown'. */
export function targetOf(text: string, taxonomy: Taxonomy, model: ReadModel): Named {
  const [, kind, id = ''] = /^(category|group):(.+)$/.exec(text) ?? [];
  if (kind === 'category' || kind === 'group') {
    const isKnown = kind === 'category' ? taxonomy.leaf(id) !== undefined : taxonomy.group(id) !== undefined;
    if (isKnown || model.knowledge.budgets().some((row) => row.kind === kind && row.target === id)) return { kind, id };
    const found = kind === 'category' ? taxonomy.find(id) : taxonomy.findGroup(id);
    if (found.ok) return { kind, id: found.value.id };
    throw new FailureError(found.error);
  }
  const leaf = taxonomy.find(text);
  const group = taxonomy.findGroup(text);
  const named = (name: string, label: Readonly<Record<string, string>>): boolean => [name, ...Object.values(label)].some((one) => one.toLowerCase() === text.trim().toLowerCase());
  // The full name of a group beats the beginning of a category's ("home" is a group, "home-improvement" a category).
  if (group.ok && named(group.value.id, group.value.label) && !(leaf.ok && named(leaf.value.id, leaf.value.label))) return { kind: 'group', id: group.value.id };
  if (leaf.ok) return { kind: 'category', id: leaf.value.id };
  if (group.ok) return { kind: 'group', id: group.value.id };
  throw new FailureError(leaf.error);
}

/** The currency named, else that of most accounts. Fails by 'usage', 'nothing-yet'. */
export function currencyOf(code: string | undefined, model: ReadModel): Currency {
  if (code !== undefined) return currencyTyped(code);
  const uses = new Map<Currency, number>();
  for (const { currency } of model.accounts.all()) uses.set(currency, (uses.get(currency) ?? 0) + 1);
  const [most, next] = [...uses].sort((a, b) => b[1] - a[1]);
  if (!most) return raise('usage', { why: 'There is no account yet, so the currency must be named.', hint: 'Example: --currency NOK' });
  if (next && next[1] === most[1]) raise('usage', { why: `Your accounts are in ${[...uses.keys()].sort().join(' and ')}, so the currency must be named.`, hint: `Example: --currency ${most[0]}` });
  return most[0];
}

/** "9500" in the currency named or of most accounts, "40 EUR" in its own. Fails by 'amount-invalid', 'usage'. */
export function amountOf(text: string, code: string | undefined, model: ReadModel): { readonly amount: Minor; readonly currency: Currency } {
  const own = currencyFrom(/^\s*([a-z]{3})\s*[-\d]|[\d\s]([a-z]{3})\s*$/i.exec(text)?.slice(1).find((part) => part !== undefined) ?? '');
  if (own !== undefined && code !== undefined && own !== currencyTyped(code)) raise('usage', { why: `"${text}" is not in ${currencyTyped(code)}.`, hint: 'Leave --currency out, or the currency behind the amount.' });
  const currency = own ?? currencyOf(code, model);
  const { amount } = amountTyped(text, currency);
  return amount < 0 ? raise('amount-invalid', { text, why: 'a budget is what may be spent, so it has no minus' }) : { amount, currency };
}

/** The setting in force in that month: a new amount alone leaves its rollover as it is. `amount` is 0 until it is set. */
export function settingOf(model: ReadModel, target: BudgetTarget, month: Month): BudgetChange {
  const earlier = model.knowledge.budgets().filter((row) => targetKey(row) === targetKey(target) && row.from <= month);
  const last = earlier.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  return { ...target, amount: ZERO, was: last?.amount ?? null, rollover: last?.rollover ?? false };
}

/** A budget from a month on, as the log keeps it; `amount` null ends it. */
export const budgetEvent = ({ kind, target, currency, amount, rollover }: BudgetTarget & { readonly amount: Minor | null; readonly rollover: boolean }, from: Month) =>
  ({ type: 'budget.set.v1' as const, subject: `${kind}:${target}/${currency}`, payload: { amount, from, rollover } });
