/**
 * Regular expressions that users write: compiled only when they cannot hang. V8 backtracks, so a repeat inside a repeat,
 * a repeated choice or a back-reference can take exponential time; those are refused before they are ever run.
 */
import { type Result, err, ok } from '../values/result.ts';

const MAX_LENGTH = 200;
/** Open-ended repeats in one pattern: with k of them a failing match costs about (text length)^(k+1) steps. */
const MAX_OPEN = 3;
/** A repeat that may go on for more than this counts as open-ended. */
const BOUNDED = 9;
/** Ways in which all the bounded repeats together can be taken. */
const MAX_WAYS = 10_000;
/** Patterns see this much of a text, in UTF-16 units. */
export const SEEN = 500;

/** Pattern -> RegExp with the flags `iu`; fails with the reason in words. */
export function compilePattern(source: string): Result<RegExp, string> {
  if (source.length === 0) return err('the pattern is empty');
  if (source.length > MAX_LENGTH) return err(`the pattern is longer than ${MAX_LENGTH} characters`);
  let compiled: RegExp;
  try {
    compiled = new RegExp(source, 'iu');
  } catch (problem) {
    return err(problem instanceof Error ? problem.message : String(problem));
  }
  if (compiled.test('')) return err('the pattern fits an empty text, so it would fit everything');
  const danger = dangerOf(source);
  return danger === undefined ? ok(compiled) : err(danger);
}

interface Group { varies: boolean; choice: boolean }
interface Repeat { readonly length: number; readonly min: number; readonly max: number }

/** Why a (valid) pattern could run away, or undefined when it cannot. One pass, with a stack of the groups still open. */
function dangerOf(source: string): string | undefined {
  const stack: Group[] = [{ varies: false, choice: false }];
  let closed: Group | undefined;
  let open = 0;
  let ways = 1;
  for (let at = 0; at < source.length; at++) {
    const repeat = repeatAt(source, at);
    if (repeat) {
      if (repeat.max > 1 && closed?.varies) return 'a repeat inside a repeat can take forever';
      if (repeat.max > 1 && closed?.choice) return 'a repeated choice can take forever';
      if (repeat.max !== repeat.min) for (const group of stack) group.varies = true;
      if (repeat.max > BOUNDED && repeat.max !== repeat.min) open++;
      else ways *= repeat.max - repeat.min + 1;
      if (open > MAX_OPEN) return `it holds more than ${MAX_OPEN} open-ended repeats`;
      if (ways > MAX_WAYS) return 'its optional parts can be combined in too many ways';
      at += repeat.length - 1;
      continue;
    }
    closed = undefined;
    const sign = source[at];
    if (sign === '\\') {
      if (/[1-9k]/.test(source[at + 1] ?? '')) return 'it refers back to a group';
      at++;
    } else if (sign === '[') at = endOfClass(source, at);
    else if (sign === '(') {
      stack.push({ varies: false, choice: false });
      // The "?" of (?: (?= (?! (?<name> is no repeat.
      if (source[at + 1] === '?') at++;
    } else if (sign === '|') for (const group of stack) group.choice = true;
    else if (sign === ')') closed = stack.pop();
  }
  return undefined;
}

/** The quantifier that stands here: `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, each with its lazy `?`. */
function repeatAt(source: string, at: number): Repeat | undefined {
  const found = /^(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/.exec(source.slice(at, at + 24));
  if (!found) return undefined;
  const [{ length }, sign, from, comma, to] = found;
  if (sign !== undefined) return { length, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  return { length, min: Number(from), max: comma ? Number(to || Infinity) : Number(from) };
}

function endOfClass(source: string, at: number): number {
  for (let end = at + 1; end < source.length; end++) {
    if (source[end] === '\\') end++;
    else if (source[end] === ']') return end;
  }
  return source.length;
}
