/** Derived forms of bank text. The bank's own text is kept as it came; these stand beside it. */

/** Text -> matching form: NFKC, lower case, one blank between words. Accents and digits stay. */
export function normalText(text: string): string {
  // Most bank text is plain ASCII: skip the costly Unicode normalisation there.
  const composed = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC');
  return composed.toLowerCase().replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, ' ').trim();
}

/** Normal text with accents folded away (å -> a, ø -> o, æ -> ae, ß -> ss): for tolerant search and similarity only. */
export function foldedText(text: string): string {
  const normal = normalText(text);
  if (/^[\x20-\x7e]*$/.test(normal)) return normal;
  return normal.replace(/ø/g, 'o').replace(/æ/g, 'ae').replace(/œ/g, 'oe').replace(/ß/g, 'ss').replace(/đ/g, 'd').replace(/ł/g, 'l')
    .normalize('NFD').replace(/\p{M}+/gu, '');
}
