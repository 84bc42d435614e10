/** Derived forms of bank text. The bank's own text is kept as it came; these stand beside it. */

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/** Signs that show nothing: soft hyphen, zero-width and direction marks, byte-order mark. They vanish; they part no words. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
const BLANKS = /[\s\u0000-\u001f\u007f-\u009f]+/g;

/** Text -> matching form: NFKC, lower case, one blank between words, nothing invisible. Accents and digits stay. */
export function normalText(text: string): string {
  // Most bank text is plain ASCII: skip the costly Unicode normalisation there.
  if (PLAIN_ASCII.test(text)) {
    const lower = text.toLowerCase();
    return (lower.includes('  ') ? lower.replace(/ +/g, ' ') : lower).trim();
  }
  // Lower case can undo the composition of a few letters, hence the second pass.
  return text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase().normalize('NFKC')
    .replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
}

const LETTERS_WITHOUT_MARK: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };

/** Normal text with accents folded away (å -> a, ø -> o, æ -> ae, ß -> ss): for tolerant search and similarity only. */
export function foldedText(text: string): string {
  const normal = normalText(text);
  return PLAIN_ASCII.test(normal) ? normal : foldNormal(normal);
}

/** As `foldedText`, for a text that is normal already. */
export function foldNormal(normal: string): string {
  if (PLAIN_ASCII.test(normal)) return normal;
  return normal.replace(/[øæœßđðþłı]/g, (letter) => LETTERS_WITHOUT_MARK[letter] ?? letter).normalize('NFD').replace(/\p{M}+/gu, '');
}

/** Pieces as long as this are views of the text they were cut from; shorter ones are copies anyway. */
const SHARED = 13;

/** The same text in memory of its own: a piece cut from a chunk of a file would hold the whole chunk for as long as anything remembers it. */
export const ownText = (text: string): string => (text.length < SHARED ? text : ` ${text}`.slice(1));
