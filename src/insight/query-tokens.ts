/** A query's text cut into terms: quotes, keys, negation and `or`, before anything is looked up. */
import { type Result, err, ok } from '../values/result.ts';

export interface Token {
  /** The separator between alternatives; the other fields mean nothing then. */
  readonly or: boolean;
  readonly not: boolean;
  /** Lower case; null for words and phrases. */
  readonly key: string | null;
  readonly value: string;
}

// A value runs to the next blank; quotes anywhere in it keep blanks together (category:"Eating out").
const RAW = /(?:"[^"]*"|[^\s"])+/g;

const GROUPED = 'it has no parentheses: write (a or b) c as a c or b c, and put "quotes" around a parenthesis that is part of the text';

/** A word that opens or closes a group. One that only holds both, as in kiwi(oslo), is text. */
function isGrouped(word: string): boolean {
  const bare = word.replace(/"[^"]*"/g, '').replace(/^(?:-|not:)/i, '');
  return /^\(|:\(/.test(bare) || bare.split('(').length !== bare.split(')').length;
}

/** Query text -> tokens. Fails with a reason where a quote never closes, a negation stands alone, or parentheses would group. */
export function tokens(query: string): Result<readonly Token[], string> {
  if ((query.split('"').length - 1) % 2 === 1) return err('a quote is opened and never closed');
  const found: Token[] = [];
  for (const [raw] of query.matchAll(RAW)) {
    if (raw.toLowerCase() === 'or') {
      found.push({ or: true, not: false, key: null, value: '' });
      continue;
    }
    if (isGrouped(raw)) return err(GROUPED);
    const negation = /^(?:-|not:)/i.exec(raw)?.[0] ?? '';
    const rest = raw.slice(negation.length);
    if (rest === '') return err(`nothing follows "${raw}"`);
    const key = /^([a-z]+):/i.exec(rest)?.[1] ?? null;
    const value = (key === null ? rest : rest.slice(key.length + 1)).replaceAll('"', '');
    found.push({ or: false, not: negation !== '', key: key?.toLowerCase() ?? null, value });
  }
  return ok(found);
}

/** Single-character edits from one word to the other (Levenshtein). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word that was probably meant: a beginning of it, or at most two edits away. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const begun = typed.length >= 2 ? words.find((word) => word.startsWith(typed)) : undefined;
  if (begun !== undefined) return begun;
  const ranked = words.map((word) => ({ word, distance: edits(typed.slice(0, 40), word) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.min(2, typed.length - 1) ? best.word : undefined;
}
