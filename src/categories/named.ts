/** Finding a category or group by what a person types, and naming the nearest when there is none. */
import { type FailureOf, failure } from '../errors.ts';
import { type Result, err, ok } from '../values/result.ts';
import { foldedText } from '../values/text.ts';

export interface Named { readonly id: string; readonly label: Readonly<Record<string, string>> }

/** What a thing answers to: its id and its folded labels. */
export const names = (one: Named): readonly string[] => [one.id, ...Object.values(one.label).map(foldedText)];

/** The one whose id is given, else whose id or label is, else the only one that begins so; fails with the nearest ids. */
export function named<T extends Named>(text: string, all: readonly T[]): Result<T, FailureOf<'category-unknown'>> {
  const wanted = foldedText(text);
  const exact = all.find((one) => one.id === wanted) ?? all.find((one) => names(one).includes(wanted));
  if (exact) return ok(exact);
  const begun = wanted === '' ? [] : all.filter((one) => names(one).some((name) => name.startsWith(wanted)));
  const [only] = begun;
  if (only && begun.length === 1) return ok(only);
  return err(failure('category-unknown', { category: text, near: begun.length ? begun.slice(0, 5).map((one) => one.id) : nearest(wanted, all) }));
}

/** Up to three ids whose id or label, or a word of it, is a few typing errors away. */
function nearest(wanted: string, all: readonly Named[]): string[] {
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const distance = (one: Named): number =>
    Math.min(...names(one).flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3)])
      .map((name) => editDistance(wanted, name)));
  return all.map((one) => ({ id: one.id, far: distance(one) })).filter((one) => one.far <= limit)
    .sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1)).slice(0, 3).map((one) => one.id);
}

/** Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
