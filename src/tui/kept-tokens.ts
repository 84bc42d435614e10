/**
 * Ink takes every line of every frame apart, styled character by styled character, though most lines stay as they were, and compares the styles of each
 * character with those of the one before it. In the bundle this stands between Ink and its tokenizer: it keeps what the last lines came to, and lets
 * characters of one style share it, so that most comparisons are one of identity. A frame then costs a sixth (docs/decisions/0013).
 */
import { type AnsiCode, type StyledChar, type Token, ansiCodesToString, diffAnsiCodes, reduceAnsiCodes, tokenize as tokensOf } from '@alcalzone/ansi-tokenize';

/** Lines that are kept: some screens full. */
const KEPT = 600;
const kept = new Map<string, Token[]>();
const chars = new WeakMap<Token[], StyledChar[]>();
const PLAIN: AnsiCode[] = [];

/** A line -> its tokens, the same ones for the same line. */
export function tokenize(line: string): Token[] {
  let tokens = kept.get(line);
  if (tokens) kept.delete(line);
  else tokens = tokensOf(line);
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(line, tokens);
  return tokens;
}

/** Tokens -> characters with their styles. */
export function styledCharsFromTokens(tokens: Token[]): StyledChar[] {
  let found = chars.get(tokens);
  if (found) return found;
  found = [];
  let styles = PLAIN;
  for (const token of tokens) {
    if (token.type === 'char') found.push({ ...token, styles });
    else styles = reduceAnsiCodes([...styles, token]);
  }
  chars.set(tokens, found);
  return found;
}

/** Characters with their styles -> a line; at its end no style is left on. */
export function styledCharsToString(line: StyledChar[]): string {
  let text = '';
  let styles = PLAIN;
  for (const char of line) {
    if (char.styles !== styles && (char.styles.length > 0 || styles.length > 0)) text += ansiCodesToString(diffAnsiCodes(styles, char.styles));
    styles = char.styles;
    text += char.value;
  }
  return styles.length > 0 ? text + ansiCodesToString(diffAnsiCodes(styles, PLAIN)) : text;
}
