/** The beginning of a text from a file, as a message shows it. */

/** Characters of a record's text that a message shows. */
export const EXCERPT = 120;

/** Text -> its beginning on one line, control characters made visible. */
export function excerpt(text: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7').trim();
  return plain.length > EXCERPT ? `${plain.slice(0, EXCERPT - 1)}…` : plain;
}
