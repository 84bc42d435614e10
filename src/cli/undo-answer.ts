/** What undoing or redoing a commit does, as JSON. */
import type { Locale } from '../format/money.ts';
import type { Moved, UndoEffect } from '../insight/undo-effect.ts';
import { decimalText } from '../values/money.ts';
import { effectLines } from '../words/effect-words.ts';
import type { Names } from '../words/names.ts';
import { transactionJson } from './transaction-json.ts';

/** Columns of examples, where it is told for a window of any width. */
const NARROW = 74;

/** The commit and its effect in words, by language: what a dashboard shows before it asks. */
export const effectTold = (effect: UndoEffect, names: Names, what: Readonly<Record<Locale, string>>): unknown => Object.fromEntries((['en', 'nb'] as const).map((locale) =>
  [locale, { what: what[locale], lines: effectLines(effect, names, { locale, unicode: true, width: NARROW }, false) }]));

/** The effect in JSON. `names` of before and after together: an account may stand in only one of them. */
export function effectJson(effect: UndoEffect, names: Names): unknown {
  const moved = ({ count, sums, examples }: Moved): unknown => ({
    count, sums: [...sums].map(([currency, sum]) => ({ currency, in: decimalText(sum.in, currency), out: decimalText(sum.out, currency) })),
    examples: examples.map((row) => transactionJson(row, names)),
  });
  return {
    removed: moved(effect.removed), returned: moved(effect.returned), changed: effect.changed.count, orphaned: effect.orphaned,
    accounts: effect.accounts.map(({ change, row }) => ({ change, id: row.id, name: row.name })),
    rules: effect.rules.map(({ change, row }) => ({ change, ...row })),
    categories: effect.categories.map(({ change, row }) => ({ change, ...row })),
    budgets: effect.budgets.map(({ change, row }) => ({ change, ...row, amount: row.amount === null ? null : decimalText(row.amount, row.currency) })),
    merchants: effect.merchants.map(({ change, row }) => ({ change, ...row })),
    profiles: effect.profiles.map(({ change, row }) => ({ change, name: row.name })),
    doubts: effect.doubts,
  };
}
