/**
 * The tags and values of an OFX file, one at a time, for SGML (1.x) and XML (2.x) alike: files of both kinds come with leaves
 * unclosed, bare & and <, and tags in any case, so that neither an SGML nor an XML parser reads them. Memory is flat.
 */
import { raise } from '../../errors.ts';
import { decoded } from './entities.ts';

/** Characters that no bank writes: of one value, of one tag's name, of one tag with its attributes. */
const LONGEST_VALUE = 1_000_000;
const LONGEST_NAME = 100;
const LONGEST_TAG = 10_000;
/** Characters that tell what stands at a `<`: those of `<![CDATA[` and `<!DOCTYPE`. */
const TELLING = 9;

type Markup = 'open' | 'empty' | 'close' | 'aside' | 'text' | 'end';

export class Scanner {
  /** Name of the tag, in upper case. */
  name = '';
  /** 1-based line of the tag. */
  line = 1;
  #buffer = '';
  #at = 0;
  #break = -1;
  #row = 1;
  #next: Markup = 'text';
  #nextName = '';
  #nextLine = 1;
  /** The value's text before its last piece, decoded. */
  #held = '';
  #piece = '';

  /** `chunks`: the text in order. `lineBreak`: the character that ends a line. `file`: its name, for failures. */
  constructor(private readonly chunks: Iterator<string, void, undefined>, private readonly lineBreak: '\n' | '\r', private readonly file: string) {
    this.#break = Infinity;
  }

  /** Goes to the next tag. `open` reads the text behind it as its value; what stands behind a closing tag is no value. Raises statement-hostile. */
  next(): 'open' | 'close' | 'end' {
    if (this.#next === 'text') this.#toTag();
    const kind = this.#next;
    this.name = this.#nextName;
    this.line = this.#nextLine;
    this.#held = '';
    this.#piece = '';
    if (kind === 'end') return 'end';
    if (kind === 'open') this.#toTag(true);
    // `<NAME/>` is opened and closed at once
    else this.#next = kind === 'empty' ? 'close' : 'text';
    return kind === 'close' ? 'close' : 'open';
  }

  /** True when the open tag has no text behind it: it is an aggregate or an empty leaf. */
  get isBlank(): boolean { return this.#held === '' && isBlank(this.#piece); }

  /** The value behind the open tag: decoded, one blank for a line break and what stands around it, trimmed. */
  get value(): string {
    const text = (this.#held === '' ? decoded(this.#piece) : this.#held + decoded(this.#piece)).trim();
    return text.includes('\n') || text.includes('\r') ? text.replace(/[^\S\r\n]*[\r\n]\s*/g, ' ') : text;
  }

  /** Reads to the next tag and keeps it for `next`; the text until there is kept where it is a value. */
  #toTag(keep = false): void {
    for (;;) {
      const start = this.#buffer.indexOf('<', this.#at);
      if (start < 0) {
        if (!keep) this.#at = this.#buffer.length;
        if (this.#more()) continue;
        this.#next = 'end';
        this.#nextLine = this.#lineAt(this.#buffer.length);
        return;
      }
      if (keep) this.#piece = this.#buffer.slice(this.#at, start);
      this.#at = start;
      if (keep && this.#held.length + this.#piece.length > LONGEST_VALUE) this.#hostile('a value of more than 1 MB');
      const markup = this.#markup(keep);
      if (markup === 'aside' || markup === 'text') continue;
      this.#next = markup;
      return;
    }
  }

  /** Takes the markup at the `<`. An `aside` or a bare `<` adds the text before it, and its own, to what is held. */
  #markup(keep: boolean): Markup {
    while (this.#buffer.length - this.#at < TELLING && this.#more());
    const second = this.#buffer.charCodeAt(this.#at + 1);
    if (second !== 33 && second !== 63) return this.#tag(keep);
    if (keep) this.#keep('');
    const start = this.#buffer.slice(this.#at, this.#at + TELLING).toUpperCase();
    if (start.startsWith('<!--')) return this.#skipTo('-->', 4);
    if (start === '<![CDATA[') return this.#cdata(keep);
    if (start === '<!DOCTYPE' || second === 63) return this.#declaration(second === 63);
    if (/^<!(?:ENTITY|ELEMENT|ATTLIST|NOTATI)/.test(start)) this.#hostile('it declares entities or elements of its own');
    return this.#bare(keep);
  }

  /** `<` and a name, `</` and a name; anything else is a `<` that was not escaped. */
  #tag(keep: boolean): Markup {
    for (;;) {
      const isClosing = this.#buffer.charCodeAt(this.#at + 1) === 47;
      const start = this.#at + (isClosing ? 2 : 1);
      let end = start;
      let isLower = false;
      let code = this.#buffer.charCodeAt(end);
      for (; isNameCharacter(code); code = this.#buffer.charCodeAt(++end)) if (code >= 97) isLower = true;
      if (end - start > LONGEST_NAME) this.#hostile(`a tag name of more than ${LONGEST_NAME} characters`);
      if (end > start && !isLetter(this.#buffer.charCodeAt(start))) return this.#bare(keep);
      let close = end;
      if (code !== 62 && (code <= 32 || code === 47)) close = this.#endOfTag(end);
      if (close >= this.#buffer.length) {
        if (close - start > LONGEST_TAG) this.#hostile(`a tag of more than ${LONGEST_TAG} characters`);
        if (this.#more()) continue;
        this.#next = 'end';
        this.#nextLine = this.#lineAt(this.#buffer.length);
        return 'end';
      }
      if (end === start || this.#buffer.charCodeAt(close) !== 62) return this.#bare(keep);
      const name = this.#buffer.slice(start, end);
      this.#nextName = isLower ? name.toUpperCase() : name;
      this.#nextLine = this.#lineAt(this.#at);
      this.#at = close + 1;
      return isClosing ? 'close' : this.#buffer.charCodeAt(close - 1) === 47 ? 'empty' : 'open';
    }
  }

  /** Behind a name -> where its tag ends, or where a `<` shows that it is none, or the end of the buffer. */
  #endOfTag(from: number): number {
    let at = from;
    for (let code = this.#buffer.charCodeAt(at); at < this.#buffer.length && code !== 62 && code !== 60; code = this.#buffer.charCodeAt(++at));
    return at;
  }

  #bare(keep: boolean): 'text' {
    this.#at++;
    if (keep) this.#keep('<');
    return 'text';
  }

  /** Adds the piece before the markup, and a text that is not decoded, to the value. */
  #keep(text: string): void {
    this.#held += decoded(this.#held === '' ? this.#piece.trimStart() : this.#piece) + text;
    this.#piece = '';
  }

  #skipTo(mark: string, from: number): Markup {
    this.#at += from;
    for (;;) {
      const end = this.#buffer.indexOf(mark, this.#at);
      if (end >= 0) {
        this.#at = end + mark.length;
        return 'aside';
      }
      this.#at = Math.max(this.#at, this.#buffer.length - mark.length + 1);
      if (!this.#more()) return this.#cut();
    }
  }

  #cdata(keep: boolean): Markup {
    this.#at += TELLING;
    for (;;) {
      const end = this.#buffer.indexOf(']]>', this.#at);
      if (end >= 0) {
        if (end - this.#at + this.#held.length > LONGEST_VALUE) this.#hostile('a value of more than 1 MB');
        if (keep) this.#keep(this.#buffer.slice(this.#at, end));
        this.#at = end + 3;
        return 'aside';
      }
      if (!this.#more()) return this.#cut();
    }
  }

  /** `<!DOCTYPE …>` and `<?…?>`: passed over; a document type with declarations in it is refused, so that nothing can be expanded. */
  #declaration(isInstruction: boolean): Markup {
    for (;;) {
      const end = this.#buffer.indexOf('>', this.#at);
      const head = this.#buffer.slice(this.#at, end < 0 ? this.#at + LONGEST_TAG + 1 : end);
      if (!isInstruction && head.includes('[')) this.#hostile('it declares entities or elements of its own');
      if (head.length > LONGEST_TAG) this.#hostile(`a tag of more than ${LONGEST_TAG} characters`);
      if (end >= 0) {
        this.#at = end + 1;
        return 'aside';
      }
      if (!this.#more()) return this.#cut();
    }
  }

  #cut(): 'end' {
    this.#nextLine = this.#lineAt(this.#buffer.length);
    return 'end';
  }

  /** Drops what was taken and adds the next chunk; false at the end of the file. */
  #more(): boolean {
    if (this.#buffer.length - this.#at > LONGEST_VALUE) this.#hostile('a value of more than 1 MB');
    const { done, value } = this.chunks.next();
    if (done === true || value === undefined) return false;
    this.#lineAt(this.#at);
    this.#buffer = this.#buffer.slice(this.#at) + value;
    this.#at = 0;
    this.#break = this.#breakFrom(0);
    return true;
  }

  /** Line at a position that is not before the last one asked for. */
  #lineAt(position: number): number {
    while (this.#break < position) {
      this.#row++;
      this.#break = this.#breakFrom(this.#break + 1);
    }
    return this.#row;
  }

  #breakFrom(position: number): number {
    const found = this.#buffer.indexOf(this.lineBreak, position);
    return found < 0 ? Infinity : found;
  }

  #hostile(why: string): never {
    return raise('statement-hostile', { file: this.file, line: this.#lineAt(this.#at), why });
  }
}

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
/** Letters, digits, and the `.`, `-`, `_`, `:` of names as `INTU.BID`. */
const isNameCharacter = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 58) || code === 46 || code === 45 || code === 95;

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 32) return false;
  return true;
}
