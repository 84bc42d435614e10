/** How alike two bank texts are, for rows of one amount: 1 the same but for spelling, 0 nothing in common. */
import { foldedText } from '../values/text.ts';

/** The shortest text whose continuation counts as the same: shorter ones begin too many others. */
const MIN_STEM = 4;

/**
 * Normal texts -> 0..1. 1: equal once accents and broken letters are folded. 0.97: one begins (or, from 8 letters on,
 * contains) the other, as when a bank cuts or lengthens a text. Else the shared letter trigrams over those of the shorter.
 */
export function likeness(a: string, b: string): number {
  const x = comparable(a);
  const y = comparable(b);
  if (x === y || spelledAlike(a, b)) return 1;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  const at = long.indexOf(short);
  const held = at >= 0 && !cutsNumber(long, at) && !cutsNumber(long, at + short.length);
  if (held && at === 0 && short.length >= MIN_STEM) return 0.97;
  if (held && short.length >= 2 * MIN_STEM) return 0.96;
  const trigrams = trigramsOf(short);
  if (trigrams.size === 0) return 0;
  const others = trigramsOf(long);
  let shared = 0;
  for (const trigram of trigrams) if (others.has(trigram)) shared++;
  return Math.min(0.94, shared / trigrams.size);
}

/** True when that place is inside a number: "ticket 1" begins "ticket 12", but is another ticket. */
const cutsNumber = (text: string, at: number): boolean => /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at] ?? '');

const comparable = (text: string): string => foldedText(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Texts of one length that differ only where one of them has a broken letter (U+FFFD or "?"). */
function spelledAlike(a: string, b: string): boolean {
  if (a.length !== b.length || !/[?\ufffd]/.test(a + b)) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && !isBroken(a[i]) && !isBroken(b[i])) return false;
  return true;
}
const isBroken = (letter: string | undefined): boolean => letter === '?' || letter === '\ufffd';

function trigramsOf(text: string): Set<string> {
  const padded = ` ${text} `;
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) trigrams.add(padded.slice(i, i + 3));
  return trigrams;
}
