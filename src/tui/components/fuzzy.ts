/** Fuzzy search: the letters of what is typed, in their order, best match first. */
import { foldedText } from '../../values/text.ts';

/** How well a text answers to what is typed: higher is better, undefined where the letters are not in it. Case and accents do not count. */
function fuzzyScore(typed: string, text: string): number | undefined {
  const wanted = [...foldedText(typed)].filter((character) => character !== ' ');
  const folded = foldedText(text);
  if (wanted.length === 0) return 0;
  const whole = folded.indexOf(foldedText(typed));
  // As it stands beats scattered letters, at the beginning of a word beats inside one.
  if (whole >= 0) return 1000 - whole - (whole === 0 || folded[whole - 1] === ' ' ? 0 : 100) - folded.length / 100;
  let score = 0;
  let at = -1;
  for (const character of wanted) {
    const next = folded.indexOf(character, at + 1);
    if (next < 0) return undefined;
    score += next === at + 1 ? 3 : next === 0 || folded[next - 1] === ' ' || folded[next - 1] === '-' ? 2 : -(next - at) / 10;
    at = next;
  }
  return score - folded.length / 100;
}

/** Items that answer to what is typed, best first; all in their order where nothing is typed. */
export function fuzzy<T>(items: readonly T[], typed: string, textsOf: (item: T) => readonly string[]): T[] {
  if (typed.trim() === '') return [...items];
  return items.flatMap((item, at) => {
    // What an item is called counts more than what else is said of it.
    const scores = textsOf(item).flatMap((text, place) => { const score = fuzzyScore(typed, text); return score === undefined ? [] : [score - place * 200]; });
    return scores.length === 0 ? [] : [{ item, at, score: Math.max(...scores) }];
  }).sort((a, b) => b.score - a.score || a.at - b.at).map(({ item }) => item);
}
