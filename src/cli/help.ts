/** `ft --help` as a newcomer reads it: commands by what one wants to do, in the order in which one comes to want it. */

const GROUPS: readonly (readonly [heading: string, names: readonly string[]])[] = [
  ['Begin', ['demo', 'import', 'add', 'accounts']],
  ['Look', ['list', 'show', 'why', 'budget', 'report']],
  ['The bank by itself', ['bank', 'sync', 'schedule']],
  ['Sort', ['review', 'categorize', 'categories', 'rules', 'classify', 'split', 'note', 'transfers']],
  ['The log', ['history', 'undo', 'redo', 'log', 'rebuild']],
  ['Take it along', ['export', 'hub', 'profiles', 'completion', 'doctor']],
];
const MORE = 'More';

/** Name of a command -> the heading it stands under. */
export const groupOf = (name: string): string => `${GROUPS.find(([, names]) => names.includes(name))?.[0] ?? MORE}:`;

/** Commands in the order of their headings; those without one come last. */
export function inHelpOrder<T extends { readonly name: string }>(commands: readonly T[]): T[] {
  const order = GROUPS.flatMap(([, names]) => names);
  const place = ({ name }: T): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...commands].sort((a, b) => place(a) - place(b));
}

/** Under the list of commands. */
export const EXAMPLES = `
Examples:
  ft demo                        look around in a household of the year 2025
  ft import ~/Downloads/*.csv    read what the bank lets you download
  ft                             where you stand: accounts, this month, budgets`;

/** The query language of `ft list` and `ft export`, for --help. */
export const QUERY_HELP: readonly string[] = [
  'Query: every word must be found, as part of the text; case and accents do not count.',
  '  category:groceries  group:food  account:main  merchant:kiwi  note:gift  currency:EUR',
  '  "amount:<-500"  amount:100..200  amount:-45     money out is below zero; a lone 45 finds both ways',
  '  date:2026-03  date:2026-01-15..2026-02-14  date:2026-Q1  date:last-month  date:31.12.2025  "date:>2025-06-30"',
  '  is:uncategorized  is:unsure  is:transfer  is:split  is:noted      unsure: guessed, and marked with ?',
  '  step:own, rule, correction, merchant, model, none    who gave the category',
  '  -word or -is:transfer leaves out; "two words" together; A B or C is (A and B) or C; there are no parentheses.',
];
