/**
 * Which characters the bytes of a statement stand for. UTF-8 validity is decided over the whole file; for one-byte
 * encodings the letters decide. Nothing is guessed from the file's name.
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** Names as reported. `iso-8859-1` is read as Windows-1252, which holds it; `iso-8859-2` is never guessed, only believed where it is named. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-1' | 'iso-8859-2' | 'iso-8859-15' | 'cp865' | 'windows-1250';

const NAMES: Record<string, Encoding> = {
  'utf-8': 'utf-8', utf8: 'utf-8', 'utf-8-bom': 'utf-8', 'utf-16': 'utf-16le', 'utf-16le': 'utf-16le', 'utf-16be': 'utf-16be', 'windows-1252': 'windows-1252', cp1252: 'windows-1252',
  'iso-8859-1': 'iso-8859-1', latin1: 'iso-8859-1', 'iso-8859-2': 'iso-8859-2', latin2: 'iso-8859-2', 'iso-8859-15': 'iso-8859-15', latin9: 'iso-8859-15', cp865: 'cp865', ibm865: 'cp865', 'windows-1250': 'windows-1250', cp1250: 'windows-1250',
};
/** A name as people write it -> Encoding, or undefined. */
export function encodingFrom(name: string): Encoding | undefined {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
}

/** Bytes of the marks at the beginning that are no text: 3, 2 or 0. */
export function bomLength(head: Uint8Array): 0 | 2 | 3 {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 3;
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) ? 2 : 0;
}

/** Gathers, chunk by chunk, what tells the encoding. */
export class EncodingEvidence {
  private valid = true;
  private carry: Buffer = Buffer.alloc(0);
  private readonly letters = new Float64Array(256);
  private multi = 0;
  private broken = 0;
  private utf16: Encoding | undefined;
  private bom = 0;
  private started = false;
  private previous = 32;
  nul = false;

  add(chunk: Buffer): void {
    if (!this.started) this.start(chunk);
    if (this.utf16) return;
    if (!this.nul && chunk.includes(0)) this.nul = true;
    const bytes = this.carry.length ? Buffer.concat([this.carry, chunk]) : chunk;
    const keep = unfinished(bytes);
    const whole = keep ? bytes.subarray(0, bytes.length - keep) : bytes;
    // copied: the caller reuses its buffer
    this.carry = Buffer.from(bytes.subarray(bytes.length - keep));
    const ok = isUtf8(whole);
    if (ok && this.valid) {
      // other encodings hardly ever make a whole chunk of valid letters
      if (this.multi < 1000 && !isAscii(whole)) this.multi += 100;
      return;
    }
    this.valid = false;
    this.countLetters(whole);
  }

  private start(chunk: Buffer): void {
    this.started = true;
    this.bom = bomLength(chunk);
    if (this.bom === 2) this.utf16 = chunk[0] === 0xff ? 'utf-16le' : 'utf-16be';
    else this.utf16 = utf16Without(chunk);
  }

  /** One-byte letters between ASCII letters, and well-formed against broken UTF-8 sequences. */
  private countLetters(bytes: Buffer): void {
    let previous = this.previous;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte < 0x80) {
        previous = byte;
        continue;
      }
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
      let good = length > 0;
      for (let k = 1; k < length && good; k++) good = ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
      if (good) this.multi++;
      else this.broken++;
      this.weigh(byte, previous, bytes[i + 1] ?? 32);
      previous = byte;
    }
    this.previous = previous;
  }

  private weigh(byte: number, previous: number, next: number): void {
    const lower = isLower(previous) || isLower(next);
    const upper = isUpper(previous) || isUpper(next);
    if (lower || upper) this.letters[byte]! += 1;
    // remembered apart: a letter with a lower-case neighbour
    if (lower) this.lowerNear[byte]! += 1;
  }
  private readonly lowerNear = new Float64Array(256);

  /** The encodings that may be meant, likeliest first; one alone where it is proven. */
  decide(): Encoding[] {
    if (this.utf16) return [this.utf16];
    const valid = this.valid && this.carry.length === 0;
    if (valid) return [this.bom === 3 ? 'utf-8-bom' : 'utf-8'];
    // a text cut inside one letter is still UTF-8
    if (this.bom === 3 || this.multi > 10 * (this.broken + (this.valid ? 0 : 1))) return [this.bom === 3 ? 'utf-8-bom' : 'utf-8'];
    const latin = latinName(this.letters);
    const west = this.sum(WEST);
    if (this.cp865() > west) return ['cp865', latin];
    if (this.sum(POLISH_1250) > 0 && this.sum(POLISH_1250) >= this.sum(NORDIC_1252)) return ['windows-1250', latin];
    return [latin, 'windows-1250', 'cp865'];
  }

  private sum(bytes: readonly number[]): number {
    let total = 0;
    for (const byte of bytes) total += this.letters[byte] ?? 0;
    return total;
  }

  /** Nordic letters of CP865; the capital ones only count where no small letter stands beside (0x92 is ’ elsewhere). */
  private cp865(): number {
    let total = 0;
    for (const byte of CP865_SMALL) total += this.letters[byte] ?? 0;
    for (const byte of CP865_LARGE) total += (this.letters[byte] ?? 0) - (this.lowerNear[byte] ?? 0) / 2;
    return total;
  }
}

const isLower = (c: number): boolean => c >= 97 && c <= 122;
const isUpper = (c: number): boolean => c >= 65 && c <= 90;
/** å ä ö ü é æ ø in CP865 */
const CP865_SMALL = [0x86, 0x84, 0x94, 0x81, 0x82, 0x91, 0x9b];
/** Å Ä Ö Æ Ø in CP865 */
const CP865_LARGE = [0x8f, 0x8e, 0x99, 0x92, 0x9d];
const NORDIC_1252 = [0xe5, 0xe6, 0xf8, 0xe4, 0xf6, 0xc5, 0xc6, 0xd8, 0xc4, 0xd6, 0xfc, 0xdc, 0xe9, 0xdf];
const WEST = Array.from({ length: 64 }, (_, i) => 0xc0 + i);
/** ą ł ż ź ś in Windows-1250, which are signs elsewhere */
const POLISH_1250 = [0xb9, 0xb3, 0xbf, 0x9f, 0x9c];

/** 0xA4 is the euro sign in ISO-8859-15; bytes 0x80-0x9F are letters and signs in Windows-1252 only. */
function latinName(letters: Float64Array): Encoding {
  for (let byte = 0x80; byte < 0xa0; byte++) if (letters[byte]) return 'windows-1252';
  return 'iso-8859-1';
}

/** UTF-16 without a mark: nearly every other byte is NUL. */
function utf16Without(chunk: Buffer): Encoding | undefined {
  const head = chunk.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = Math.floor(head.length / 2);
  if (pairs < 4) return undefined;
  if (odd > pairs * 0.7 && even < pairs * 0.02) return 'utf-16le';
  return even > pairs * 0.7 && odd < pairs * 0.02 ? 'utf-16be' : undefined;
}

/** How many bytes at the end belong to a sequence that goes on in the next chunk: 0-3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Code page 865 (DOS Nordic) from 0x80 on: the one encoding of old Nordic files that TextDecoder does not know. */
const CP865 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Turns chunks into UTF-8 bytes; identity for UTF-8. Call with undefined at the end. */
export function utf8Converter(encoding: Encoding): (chunk: Buffer | undefined) => Buffer {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return (chunk) => chunk ?? Buffer.alloc(0);
  if (encoding === 'cp865') {
    return (chunk) => Buffer.from(chunk ? chunk.toString('latin1').replace(/[\x80-\xff]/g, (byte: string) => CP865[byte.charCodeAt(0) - 128]!) : '');
  }
  const decoder = new TextDecoder(encoding);
  return (chunk) => Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}
