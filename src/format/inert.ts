/**
 * Text from a bank -> text that neither a terminal nor a spreadsheet executes. Everything imported is hostile.
 * What is invisible or active becomes visible: a C0 control or DEL its Unicode control picture (ESC -> ␛, newline -> ␊),
 * everything else (C1 controls, bidi overrides and isolates, zero-width and other format characters, line and paragraph
 * separators, lone surrogates, invisible fillers) the replacement character �.
 */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
// Joiners inside emoji fall too: a terminal that draws no joined emoji would show the parts anyway.
const ACTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u3164\uffa0]/gu;

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}

/** Any text -> one line without controls or invisible characters; printable text comes back unchanged. */
export function inertText(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(ACTIVE, picture);
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
// The full-width forms count as well: some spreadsheets fold them into the ASCII ones.
const RUNS_AT_START = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
// A program set to semicolons (the Nordic default) reads what follows one as a cell of its own.
const RUNS_AFTER_SEMICOLON = /;(?=\s*[=+\-@＝＋－＠])/g;

/**
 * Cell text -> text that a spreadsheet shows and never runs: an apostrophe goes before what would begin a formula
 * (= + - @, tab, carriage return; OWASP "CSV Injection"). Plain decimal numbers such as -249.00 stay numbers.
 */
export function spreadsheetCell(text: string): string {
  if (PLAIN_NUMBER.test(text)) return text;
  const inside = text.replace(RUNS_AFTER_SEMICOLON, ";'");
  return RUNS_AT_START.test(inside) ? `'${inside}` : inside;
}
