/** What the person taught: categories, rules, merchants, budgets, layouts, transfers. */
import * as z from 'zod';
import { amount, currency, id, month, text } from './fields.ts';

/** Subject: category id. */
export const categoryAddedV1 = z.strictObject({ group: id, label: text.min(1) });
export const categoryRenamedV1 = z.strictObject({ label: text.min(1) });

/** Subject: rule id. Conditions are ANDed; amounts are absolute minor units, inclusive. */
export const ruleAddedV1 = z.strictObject({
  account: id.optional(),
  amountMax: amount.optional(),
  amountMin: amount.optional(),
  category: id,
  currency: currency.optional(),
  direction: z.enum(['in', 'out']).optional(),
  regex: text.optional(),
  text: text.optional(),
});
export const ruleRemovedV1 = z.strictObject({});

/** Subject: merchant key. */
export const merchantTaughtV1 = z.strictObject({ category: id });
export const merchantForgottenV1 = z.strictObject({});

/** Subject: `category:<id>/<currency>` or `group:<id>/<currency>`. A null amount ends the budget from that month on. */
export const budgetSetV1 = z.strictObject({ amount: amount.nullable(), from: month, rollover: z.boolean() });

/** Subject: the layout's name. */
export const profileSavedV1 = z.strictObject({ profile: z.record(z.string(), z.json()) });

/** Subject: both transaction ids. The rows of one own transfer; `by` says who saw it. */
export const transferLinkedV1 = z.strictObject({ by: z.enum(['own', 'auto']), in: id, out: id });
/** Not a transfer, said the person: never linked again by itself. */
export const transferUnlinkedV1 = z.strictObject({ in: id, out: id });
