/**
 * From a figure back to the transactions behind it: the query of `ft list` that finds what a report counts in one period and currency.
 * A split counts by its parts in both (found-totals.ts), linked own transfers in neither.
 */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { Currency } from '../values/currency.ts';
import type { Minor } from '../values/money.ts';
import { foldedText } from '../values/text.ts';
import { type Kind, kindsOf } from './reports.ts';

/** A sum in one category, as reports read it. */
interface CategorySum { readonly category: string; readonly in: Minor; readonly out: Minor; readonly transfer?: boolean }

export interface Counted {
  /** Kinds of money that the figure counts. */
  readonly kinds: readonly Kind[];
  /** Categories that it counts; all where left out. */
  readonly holds?: (category: string) => boolean;
  /** Conditions that hold for all of it, in the query language: `date:2025-06`, `merchant:"Kiwi"`. */
  readonly where: readonly string[];
}

type Signs = 'both' | 'in' | 'out' | 'none';

/** The sums of that period and currency -> the query, or undefined where nothing is counted. */
export function cellQuery(sums: readonly CategorySum[], { kinds, holds = () => true, where }: Counted, taxonomy: Taxonomy): string | undefined {
  const kindOf = kindsOf(taxonomy);
  const signsOf = (category: string): Signs => {
    if (!holds(category)) return 'none';
    const [into, out] = [kinds.includes(kindOf(category, 1)), kinds.includes(kindOf(category, -1))];
    return into && out ? 'both' : into ? 'in' : out ? 'out' : 'none';
  };
  const counted = sums.filter((sum) => sum.transfer !== true && isThere(sum, signsOf(sum.category)));
  const terms = termsOf(new Set(counted.map(({ category }) => category)), signsOf, taxonomy);
  const kept = sums.some(({ transfer, category }) => transfer === true && signsOf(category) !== 'none') ? ['-is:transfer'] : [];
  return terms.length === 0 ? undefined : terms.map((term) => [...term, ...where, ...kept].join(' ')).join(' or ');
}

const isThere = (sum: CategorySum, signs: Signs): boolean => signs === 'both' || (signs === 'in' && sum.in !== 0) || (signs === 'out' && sum.out !== 0);
const SIGN_TERMS: Readonly<Record<Signs, readonly string[]>> = { both: [], in: ['amount:>=0'], out: ['amount:<0'], none: [] };

/** Categories -> alternatives: a whole group by its name where all of it counts alike, else each category. */
function termsOf(categories: ReadonlySet<string>, signsOf: (category: string) => Signs, taxonomy: Taxonomy): (readonly string[])[] {
  const alternatives = new Map<string, readonly string[]>();
  for (const category of categories) {
    const signs = signsOf(category);
    const group = taxonomy.group(taxonomy.groupOf(category));
    const isWhole = group !== undefined && group.leaves.length > 1 && group.leaves.every((leaf) => signsOf(leaf.id) === signs);
    const term = isWhole ? `group:${group.id}` : `category:${category}`;
    alternatives.set(term, [term, ...SIGN_TERMS[signs]]);
  }
  return [...alternatives.values()];
}

/** Days or a period by its key, and the currency where the ledger holds several. */
export const whereOf = (period: string, currency: Currency, isOnly: boolean): string[] => [`date:${period}`, ...(isOnly ? [] : [`currency:${currency}`])];

/** A name in quotes, as conditions with a key; the query language cannot hold a quote, so a name with one is asked for piece by piece. */
const named = (key: string, name: string): string => name.split('"').filter((piece) => piece.trim() !== '').map((piece) => `${key}:"${piece.trim()}"`).join(' ');

/** Names of other merchants that hold a name in them, fewest that leave all of them out. */
const MOST_OTHERS = 40;

/** A merchant's name -> the condition that finds it and no other of these merchants. */
export function merchantTerm(merchant: string, merchants: Iterable<string>): string {
  const wanted = foldedText(merchant);
  const others = [...new Set([...merchants].map(foldedText))].filter((other) => other !== wanted && other.includes(wanted)).sort((a, b) => a.length - b.length);
  const fewest: string[] = [];
  for (const other of others) if (!fewest.some((shorter) => other.includes(shorter))) fewest.push(other);
  return [named('merchant', merchant), ...fewest.slice(0, MOST_OTHERS).filter((other) => !other.includes('"')).map((other) => `-merchant:"${other}"`)].join(' ');
}

/** An account -> the condition that finds it alone: by its name where that is unlike any other, else by its id. */
export function accountTerm(account: { readonly id: string; readonly name: string }, accounts: readonly { readonly id: string; readonly name: string; readonly number: string | null }[]): string {
  const plain = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  const alike = accounts.filter(({ id, name, number }) => id === account.name || foldedText(name) === foldedText(account.name) || (number !== null && plain(number) !== '' && plain(number) === plain(account.name)));
  return alike.length === 1 && !account.name.includes('"') && account.name.trim() === account.name && account.name !== '' ? `account:"${account.name}"` : `account:${account.id}`;
}
