/** What a file is, from its first bytes alone: nothing is guessed from its name. */
import { bomLength } from '../encoding.ts';

/** A format that has a reader, `zip` which holds files, or undefined with what it looks like; `table` for what may be CSV. */
export type Kind =
  | { readonly is: 'camt' | 'ofx' | 'qif' | 'mt940' | 'finance-tracker' | 'workbook' | 'html' | 'zip' | 'table' }
  | { readonly is: 'other'; readonly looksLike: string };

const other = (looksLike: string): Kind => ({ is: 'other', looksLike });

const MAGIC: readonly (readonly [string, Kind])[] = [
  ['fffe0000', other('UTF-32 text; save it as UTF-8')], ['0000feff', other('UTF-32 text; save it as UTF-8')],
  ['504b0304', { is: 'zip' }], ['504b0506', other('an empty ZIP archive')], ['25504446', other('a PDF document')], ['89504e47', other('a PNG picture')], ['ffd8ff', other('a JPEG picture')],
  ['47494638', other('a GIF picture')], ['d0cf11e0a1b11ae1', { is: 'workbook' }], ['1f8b', other('a gzip archive')], ['52617221', other('a RAR archive')], ['377abcaf271c', other('a 7-Zip archive')],
  ['7f454c46', other('a program')], ['4d5a9000', other('a program')], ['53514c69746520666f726d6174', other('an SQLite database')], ['09080600', { is: 'workbook' }], ['09080800', { is: 'workbook' }], ['09040600', { is: 'workbook' }],
  ['09020600', { is: 'workbook' }], ['09000400', { is: 'workbook' }], ['7b5c727466', other('a rich text document')],
];
const TEXTS: readonly (readonly [RegExp, Kind])[] = [
  // An export of ft: its members may come in any order, and its reader looks whether it is one.
  [/^\{\s*"(?:format"\s*:\s*"finance-tracker"|(?:version|complete|accounts|categories|rules|corrections|budgets|layouts|statements|balances|transfers|doubts|transactions)"\s*:)/, { is: 'finance-tracker' }],
  // ISO 20022 bank-to-customer messages; the namespace may be missing, the root element then names the message.
  [/^<(?:[\w.-]+:)?Document\b[^]*?(?:camt\.05[234]|<(?:[\w.-]+:)?BkToCstmr)/i, { is: 'camt' }],
  [/^<(?:[\w.-]+:)?BkToCstmr/i, { is: 'camt' }],
  // In an envelope with a header (AppHdr) or a bank's own around it.
  [/^<[^]*?xmlns(?::[\w.-]+)?\s*=\s*["'][^"'<>]{0,200}camt\.05[234]\.\d{3}\.\d\d["']/i, { is: 'camt' }],
  // The header may be one line, lack its first keys or be missing; a raw download has lines of HTTP above it.
  [/^<\?OFX\b|^<OFX[\s>]|^(?:[\w-]{1,30}:[^\r\n<]{0,200}[\r\n]\s*){0,12}?(?:OFXHEADER\s*:|DATA\s*:\s*OFXSGML)/i, { is: 'ofx' }],
  [/^<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/i, { is: 'workbook' }],
  [/^MIME-Version:|^From: <Saved by/i, other('a web archive (MHTML); save it as a workbook')],
  [/^<(?:html|head|table|meta|body|style|title|div|font|center|form|tr|p)\b/i, { is: 'html' }],
  [/^<[?!]|^<[a-z][\w:.-]*[\s/>]/i, other('an XML file')],
  [/^!(?:Type:|Option:|Clear:|Account\s*[\r\n])/i, { is: 'qif' }],
  // QIF without its header: lines that begin with the letters of its fields, a date and an amount among them, up to a ^.
  [/(?<![^])(?=[^^]*^D ?\d[\d ]{0,3}[./' -])(?=[^^]*^[TU][-+]?[\d.,]+\s*$)(?:[DTUPMNCLASE$%][^\r\n]*[\r\n]+){2,30}\^\s*$/m, { is: 'qif' }],
  [/^\{\s*"|^\[\s*[{[]/, other('a JSON file')],
];
/** Tags that begin a message and tags that stand further on in it: both must be there, each at the beginning of a line. */
const MT940_HEAD = /^(?:20|25P?|28C?)$/;
const MT940_BODY = /^(?:60[FM]|61|62[FM]|34F)$/;

/** True for SWIFT messages MT940 to MT942; free text, an envelope or a bank's own lines may stand above. Looks at each line once. */
function isMt940(text: string): boolean {
  let hasHead = false;
  for (const line of text.split(/[\r\n]+/)) {
    const at = line.startsWith('{1:') ? line.indexOf('{4:') + 3 : 0;
    const tag = /^[\s\u0001-\u001f\ufeff]{0,40}:(\d\d[A-Z]?):/.exec(line.slice(at, at + 50))?.[1];
    if (tag === undefined) continue;
    if (MT940_HEAD.test(tag)) hasHead = true;
    else if (hasHead && MT940_BODY.test(tag)) return true;
  }
  return false;
}

/** Text of markup -> what stands behind its declarations, comments and document type: the root element. Looks at each character once. */
function rootOf(text: string): string {
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    const closing = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) && !/^<\?OFX\b/i.test(text.slice(at, at + 6)) ? '?>' : /^<!doctype\b/i.test(text.slice(at, at + 10)) ? '>' : undefined;
    if (closing === undefined) return text.slice(at);
    const end = text.indexOf(closing, at);
    if (end < 0) return text.slice(at);
    const subset = closing === '>' ? text.slice(at, end).indexOf('[') : -1;
    const whole = subset < 0 ? end : text.indexOf('>', Math.max(end, text.indexOf(']', at + subset)));
    if (whole < 0) return text.slice(at);
    at = whole + closing.length;
  }
}

/** First bytes -> what the file is. A ZIP may be a workbook: its members tell. */
export function kindOf(head: Buffer): Kind {
  const hex = head.subarray(0, 16).toString('hex');
  for (const [magic, kind] of MAGIC) if (hex.startsWith(magic)) return kind;
  const text = head.subarray(bomLength(head), 8192).toString('latin1').replaceAll('\0', '').trimStart();
  const root = rootOf(text);
  if (/^<!doctype html\b/i.test(text)) return { is: 'html' };
  for (const [pattern, kind] of TEXTS) if (pattern.test(root)) return kind;
  return isMt940(text) ? { is: 'mt940' } : { is: 'table' };
}
