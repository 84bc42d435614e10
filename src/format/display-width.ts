/**
 * How many terminal columns a text takes, and cutting and padding by that measure. East Asian wide and full-width
 * characters and emoji take two, combining marks none. Input is inert text (format/inert.ts): no controls, no escapes.
 * Source of the ranges: Unicode Standard Annex #11, East Asian Width W and F, joined where only unassigned points lie between.
 */
// Latin with diacritics, punctuation, arrows, box drawing and blocks: one column each, the everyday case.
const ALL_NARROW = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2190-\u21ff\u2400-\u2426\u2500-\u259f\ufffd]*$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const MARKS_ONLY = /^[\p{M}\ufe0f]+$/u;

let segmenter: Intl.Segmenter | undefined;
/** Text -> its user-perceived characters, one after the other as they are asked for. The segmenter is made on first use: most output never needs it. */
export function* graphemes(text: string): Generator<string, void, undefined> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

function graphemeWidth(grapheme: string): number {
  if (MARKS_ONLY.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}

/** Inert text -> terminal columns. */
export function displayWidth(text: string): number {
  if (ALL_NARROW.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** True where inert text takes no more than `width` columns; a long one is only looked at until it does not. */
export function fitsIn(text: string, width: number): boolean {
  return ALL_NARROW.test(text) ? text.length <= width : headOf(text, width).length === text.length;
}

/** As much of the beginning of inert text as fits in `width` columns; never half a character. */
export function headOf(text: string, width: number): string {
  if (ALL_NARROW.test(text)) return text.slice(0, Math.max(0, width));
  let at = 0;
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    at += grapheme.length;
  }
  return text.slice(0, at);
}

/** Inert text -> at most `width` columns, the cut shown by "…"; never half a character. Width 0 gives ''. */
export function cutTo(text: string, width: number): string {
  if (width <= 0) return '';
  return fitsIn(text, width) ? text : `${headOf(text, width - 1)}…`;
}

/** Inert text -> exactly `width` columns where it is shorter; unchanged where it is not. */
export function padTo(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}
