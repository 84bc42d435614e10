/** The text of an MT940 or MT942 file -> its fields, one after the other, in memory bounded by one field. */
import { raise } from '../../errors.ts';

/**
 * A field of a message: `:61:` and the lines after it. Tag `{` is a block of an envelope (its text is the line), `-` the end
 * of a message, and an empty tag the first line of a text that stands behind one and is no field.
 */
export interface Field {
  readonly tag: string;
  /** 1-based line of the tag. */
  readonly line: number;
  /** The text behind the tag and the lines that go on with it, without blank ones; blanks at their ends are kept, they tell where a bank wrapped. */
  readonly lines: string[];
}

/** Tags of MT940, MT941, MT942 and MT950, and `:NS:` (Germany, Hungary). A line that begins with another one is text. */
const TAGS = new Set(['20', '21', '25', '25P', '28', '28C', '13', '13D', '34F', 'NS', '60F', '60M', '61', '62F', '62M', '64', '65', '86', '90C', '90D', '940', '942']);
/** Tags of one line, at the end of a message: what follows in another line is no part of them. */
const LAST_TAGS = new Set(['62F', '62M', '64', '65', '90C', '90D']);
const LONGEST_LINE = 1_000_000;
const LARGEST_FIELD = 64 * 1024;
/** A text that is told of: one with letters or digits, or the beginning of a tag or a block. */
const STRAY = /^(?!\{[35S]:|:\d\d?[A-Z]?:|:[A-Z]{2,4}:).*[\p{L}\p{N}]|^[:{]$/u;
/** What follows the reference of a message; it tells `:20:` from a text that begins so. */
const AFTER_REFERENCE = /^:(?:2[158]|13|NS)/;

/** Cuts text that comes in pieces into fields; each is handed over when it is complete. */
export class FieldScanner {
  #rest = '';
  #number = 0;
  #field: Field | undefined;
  #size = 0;
  /** Between an opening and a closing balance: neither `-` nor `:20:` can stand there but as text. */
  #isOpen = false;
  #reference: string | undefined;
  /** True until a text that is no field was told of; it is told of behind a field only. */
  #isStrayTold = true;

  constructor(private readonly file: string, private readonly take: (field: Field) => void) {}

  /** Lines read so far. */
  get line(): number { return this.#number; }

  /** Takes the next piece. Raises statement-hostile at a line over 1 MB and a field over 64 kB. */
  feed(piece: string): void {
    const text = this.#rest + piece;
    // A CR at the end may be half of a CR LF.
    const end = Math.max(text.lastIndexOf('\n'), text.length < 2 ? -1 : text.lastIndexOf('\r', text.length - 2)) + 1;
    this.#rest = end === 0 ? text : text.slice(end);
    if (this.#rest.length > LONGEST_LINE) raise('statement-hostile', { file: this.file, line: this.#number + 1, why: 'a line is longer than a million characters' });
    if (end === 0) return;
    const lines = text.slice(0, end).split(/\r\n?|\n/);
    for (let i = 0; i < lines.length - 1; i++) this.#line(lines[i]!);
  }

  /** The text is over: hands the last field over. */
  end(): void {
    const last = this.#rest.endsWith('\r') ? this.#rest.slice(0, -1) : this.#rest;
    this.#rest = '';
    if (last !== '') this.#line(last);
    if (this.#reference !== undefined) this.#begin('20', this.#number, this.#reference);
    this.#flush();
  }

  #line(line: string): void {
    this.#number++;
    if (this.#reference !== undefined) this.#settleReference(line);
    const text = this.#field === undefined && line.charCodeAt(0) <= 32 ? line.replace(/^[\u0000-\u0020\ufeff]+/, '') : line;
    const first = text.charCodeAt(0);
    if (first === 58) {
      const colon = text.indexOf(':', 1);
      const tag = colon > 0 && colon < 5 ? text.slice(1, colon) : '';
      if (TAGS.has(tag)) return this.#tagged(tag, text.slice(colon + 1), line);
    } else if (first === 45 && this.#isEnd(text)) return this.#endOfMessage(text);
    else if (first === 123 && (text.startsWith('{1:') || text.startsWith('{2:') || (this.#field === undefined && text.startsWith('{4:')))) return this.#envelope(text);
    this.#goOn(line);
  }

  #tagged(tag: string, text: string, line: string): void {
    if (tag === '20' && this.#isOpen) this.#reference = line;
    else this.#begin(tag, this.#number, text);
  }

  /** The line after a `:20:` inside an open statement tells whether that was a tag or text. */
  #settleReference(next: string): void {
    const line = this.#reference!;
    this.#reference = undefined;
    if (AFTER_REFERENCE.test(next)) this.#begin('20', this.#number - 1, line.slice(4));
    else this.#goOn(line);
  }

  #isEnd(text: string): boolean {
    if (text.charCodeAt(1) === 125) return true;
    return !this.#isOpen && /^-[\u0000-\u0020]*$/.test(text);
  }

  #endOfMessage(text: string): void {
    this.#flush();
    this.#isOpen = false;
    this.take({ tag: '-', line: this.#number, lines: [] });
    const next = text.indexOf('{1:');
    if (next > 0) this.#envelope(text.slice(next));
    else if (text.charCodeAt(1) === 125) this.#stray(text.slice(2).trim());
  }

  #envelope(text: string): void {
    this.#flush();
    const block = text.indexOf('{4:');
    this.take({ tag: '{', line: this.#number, lines: [text.slice(0, 500)] });
    const rest = block < 0 ? '' : text.slice(block + 3);
    const tag = /^:(20|25):/.exec(rest)?.[1];
    if (tag) this.#begin(tag, this.#number, rest.slice(4));
  }

  #begin(tag: string, line: number, text: string): void {
    this.#flush();
    if (tag === '60F' || tag === '60M') this.#isOpen = true;
    else if (tag === '62F' || tag === '62M' || tag === '20') this.#isOpen = false;
    this.#field = { tag, line, lines: [text] };
    this.#isStrayTold = false;
    this.#grow(text.length);
  }

  #goOn(line: string): void {
    if (line.trim() === '') return;
    if (this.#field === undefined || LAST_TAGS.has(this.#field.tag) || line.startsWith('<?xml')) return this.#stray(line.trim());
    this.#field.lines.push(line);
    this.#grow(line.length);
  }

  /** Text that belongs to no field: signs alone, the trailer of an envelope and tags of a bank's own are none. */
  #stray(text: string): void {
    this.#flush();
    if (this.#isStrayTold || !STRAY.test(text)) return;
    this.#isStrayTold = true;
    this.take({ tag: '', line: this.#number, lines: [text] });
  }

  #grow(length: number): void {
    this.#size += length + 1;
    if (this.#size > LARGEST_FIELD) raise('statement-hostile', { file: this.file, line: this.#number, why: 'a field holds more than 64 kB' });
  }

  #flush(): void {
    const field = this.#field;
    this.#field = undefined;
    this.#size = 0;
    if (field) this.take(field);
  }
}
