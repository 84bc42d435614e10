/** What stands above `<OFX>`: `KEY:VALUE` lines in OFX 1.x, a processing instruction in 2.x, nothing at all in some files. */
import { bomLength, type Encoding } from '../encoding.ts';

export interface Header {
  /** "102", "211"; undefined where the file does not say. */
  readonly version: string | undefined;
  readonly encoding: Encoding | undefined;
}

/** Encodings that are only believed when the file names them; 1252 and 8859-1 stand in headers of every kind of bytes. */
const NAMES: readonly (readonly [RegExp, Encoding])[] = [[/1250/, 'windows-1250'], [/8859-?15/, 'iso-8859-15'], [/^(?:CP|IBM)?-?865/i, 'cp865']];

/** First bytes -> header. Keys may stand on one line, with blanks around them or none between, and in any case. */
export function headerOf(head: Buffer): Header {
  const text = head.subarray(bomLength(head), 4096).toString('latin1').replaceAll('\0', '');
  const root = text.search(/<OFX[\s>]/i);
  const above = root < 0 ? text : text.slice(0, root);
  const version = /VERSION\s*[:=]\s*["']?(\d{3})(?!\d)/i.exec(above)?.[1];
  const names = [...above.matchAll(/(?:CHARSET|ENCODING)\s*[:=]\s*["']?([\w-]{1,20})/gi)].map(([, name]) => name!);
  return { version, encoding: NAMES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] };
}

/** The encodings that the bytes allow, likeliest first -> the one to read with; the header only chooses where the bytes leave it open. */
export function encodingBy(header: Header, possible: readonly Encoding[]): Encoding {
  return possible.find((encoding) => encoding === header.encoding) ?? possible[0]!;
}
