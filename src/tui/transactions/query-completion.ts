/** What may stand where one types a query: keys, names of categories, groups and accounts, states, periods. */
import { type Day, addMonths, monthOf } from '../../values/day.ts';
import { foldedText } from '../../values/text.ts';
import { quoted } from '../overview/terms.ts';
import type { Known } from '../screen.ts';

const KEYS = ['account:', 'amount:', 'category:', 'currency:', 'date:', 'group:', 'is:', 'merchant:', 'note:', 'step:'] as const;
const STATES = ['noted', 'split', 'transfer', 'uncategorized', 'unsure'] as const;
const STEPS = ['bank-code', 'correction', 'merchant', 'model', 'none', 'own', 'rule'] as const;

function valuesOf(key: string, { taxonomy, accounts }: Known, today: Day): readonly string[] {
  const month = monthOf(today);
  switch (key) {
    case 'account': return accounts.map(({ name }) => (/\s/.test(name) ? quoted(name) : name));
    case 'category': return ['uncategorized', ...taxonomy.leaves().map(({ id }) => id)];
    case 'group': return taxonomy.groups().map(({ id }) => id);
    case 'currency': return [...new Set(accounts.map(({ currency }) => currency))];
    case 'is': return STATES;
    case 'step': return STEPS;
    case 'date': return ['last-90-days', 'last-month', 'last-year', 'this-month', 'this-year', 'today', 'yesterday', ...Array.from({ length: 12 }, (_, back) => addMonths(month, -back))];
    default: return [];
  }
}

/** The text until the cursor -> the whole texts that its last word may become. */
export function completions(text: string, known: Known, today: Day): string[] {
  // A quote that is open keeps its blanks.
  const last = /(?:[^\s"]|"[^"]*"?)*$/.exec(text)?.[0] ?? '';
  const before = text.slice(0, text.length - last.length);
  const [, not = '', key, value = ''] = /^(-|not:)?(?:([a-z]+):)?(.*)$/i.exec(last) ?? [];
  const begun = foldedText(value.replaceAll('"', ''));
  const fits = (candidate: string): boolean => foldedText(candidate.replaceAll('"', '')).startsWith(begun);
  if (key === undefined) return begun === '' ? [] : KEYS.filter(fits).map((candidate) => `${before}${not}${candidate}`);
  return valuesOf(key.toLowerCase(), known, today).filter(fits).map((candidate) => `${before}${not}${key}:${candidate}`);
}
