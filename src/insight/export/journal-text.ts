/** Bank text inside a journal: one line, and nothing in it that the journal's own syntax would act on. */

/** Any text -> one line: controls, format characters and line ends become single blanks; lone surrogates go. */
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

// hledger has no escapes, so what it would act on becomes its full-width twin, which people read the same.
const fullWidth = (character: string): string => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);

/** For a description: ";" would begin a comment, "|" would cut off a payee, a leading "(" would be a code. */
export const hledgerDescription = (text: string): string => oneLine(text).replace(/[;|]|^[(*!=]/g, fullWidth);

/** For a comment: ":" would make a tag (`date:` even moves a posting), "," ends one, brackets hold dates. */
export const hledgerComment = (text: string): string => oneLine(text).replace(/[;:,[\]]/g, fullWidth);

/** A beancount string with its quotes. */
export const beancountString = (text: string): string => `"${oneLine(text).replace(/[\\"]/g, '\\$&')}"`;
