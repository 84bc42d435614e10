/**
 * The borders of a large JSON object, found byte by byte: each element of its lists, and each other member, as text of its own
 * that `JSON.parse` then reads. Nothing larger than one element is held, whatever the file.
 */
import { raise } from '../../errors.ts';
import { type Encoding, utf8Converter } from '../encoding.ts';
import type { StatementFile } from '../statements/file.ts';

/** A member of the object, or an element of a member that is a list. */
export interface Element {
  readonly member: string;
  /** 1-based line where it begins. */
  readonly line: number;
  /** 1-based number in its list; 0 for a member that is no list. */
  readonly number: number;
  readonly json: string;
}

/** No element of an export is larger, in bytes, or nested deeper. */
const LARGEST = 4_000_000;
const DEEPEST = 32;

const [QUOTE, COMMA, COLON, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END, LINE_FEED] = [0x22, 0x2c, 0x3a, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d, 0x0a];
const isBlank = (byte: number): boolean => byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;

/** What may stand next, outside of an element. */
type Awaited = 'object' | 'first key' | 'key' | 'colon' | 'value' | 'first element' | 'element' | 'after element' | 'after member' | 'nothing';

/** File -> its elements in order. Raises 'statement-broken' where it is no JSON object or is cut, 'statement-hostile' for what no export holds. */
export function* elementsOf(file: StatementFile, encoding: Encoding): Generator<Element, void, undefined> {
  const scan = new Scan(file.name);
  const toUtf8 = utf8Converter(encoding);
  for (const chunk of file.chunks()) yield* scan.through(toUtf8(chunk));
  yield* scan.through(toUtf8(undefined));
  scan.end();
}

class Scan {
  #awaited: Awaited = 'object';
  #member = '';
  #line = 1;
  #number = 0;
  #begun = 0;
  /** What of the element stood in earlier chunks; undefined outside of one. */
  #kept: Buffer[] | undefined;
  #size = 0;
  #depth = 0;
  #isString = false;
  #isEscaped = false;

  constructor(private readonly file: string) {}

  *through(chunk: Buffer): Generator<Element, void, undefined> {
    let at = this.#line === 1 && this.#awaited === 'object' && chunk[0] === 0xef ? 3 : 0;
    while (at < chunk.length) {
      if (this.#kept === undefined) {
        at = this.#outside(chunk, at);
        if (this.#kept === undefined) continue;
      }
      const end = this.#inside(chunk, at);
      if (this.#size + (end < 0 ? chunk.length : end) - at > LARGEST) raise('statement-hostile', { file: this.file, line: this.#begun, why: `one entry of it is larger than ${LARGEST} bytes` });
      if (end < 0) {
        this.#kept!.push(Buffer.from(chunk.subarray(at)));
        this.#size += chunk.length - at;
        return;
      }
      const rest = chunk.toString('utf8', at, end);
      const element = this.#taken(this.#kept!.length === 0 ? rest : Buffer.concat([...this.#kept!, chunk.subarray(at, end)]).toString('utf8'));
      if (element) yield element;
      at = end;
    }
  }

  /** Raises where the object does not end. */
  end(): void {
    if (this.#awaited !== 'nothing') this.#broken('it ends in the middle');
  }

  /** Steps over what stands between elements -> where it stopped: past one sign, or at the beginning of an element. */
  #outside(chunk: Buffer, at: number): number {
    const byte = chunk[at]!;
    if (isBlank(byte)) {
      if (byte === LINE_FEED) this.#line++;
      return at + 1;
    }
    switch (this.#awaited) {
      case 'object': return this.#expect(byte === OBJECT, 'first key', at);
      case 'first key': case 'key':
        if (byte === OBJECT_END && this.#awaited === 'first key') return this.#expect(true, 'nothing', at);
        if (byte !== QUOTE) this.#broken('a member has no name');
        this.#begin();
        return at;
      case 'colon': return this.#expect(byte === COLON, 'value', at);
      case 'value':
        this.#number = 0;
        if (byte === LIST) return this.#expect(true, 'first element', at);
        this.#begin();
        return at;
      case 'first element': case 'element':
        if (byte === LIST_END && this.#awaited === 'first element') return this.#expect(true, 'after member', at);
        this.#number++;
        this.#begin();
        return at;
      case 'after element': return this.#expect(byte === COMMA || byte === LIST_END, byte === COMMA ? 'element' : 'after member', at);
      case 'after member': return this.#expect(byte === COMMA || byte === OBJECT_END, byte === COMMA ? 'key' : 'nothing', at);
      case 'nothing': return this.#broken('something stands after its end');
    }
  }

  #expect(isThere: boolean, next: Awaited, at: number): number {
    if (!isThere) this.#broken(this.#awaited === 'object' ? 'it is no JSON object' : 'its JSON is malformed');
    this.#awaited = next;
    return at + 1;
  }

  #begin(): void {
    this.#kept = [];
    this.#size = 0;
    this.#depth = 0;
    this.#begun = this.#line;
  }

  /** Looks for the end of the element -> where it is, or -1 when it lies in a later chunk. */
  #inside(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#isString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) {
          this.#isString = false;
          if (this.#depth === 0) return at + 1;
        }
      } else if (byte === QUOTE) this.#isString = true;
      else if (byte === OBJECT || byte === LIST) {
        if (++this.#depth > DEEPEST) raise('statement-hostile', { file: this.file, line: this.#line, why: 'it is nested deeper than any export' });
      } else if (byte === OBJECT_END || byte === LIST_END) {
        if (this.#depth === 0) return at;
        if (--this.#depth === 0) return at + 1;
      } else if (this.#depth === 0 && (byte === COMMA || byte === COLON || isBlank(byte))) return at;
      else if (byte === LINE_FEED) this.#line++;
    }
    return -1;
  }

  /** An element that is whole; undefined for the name of a member. */
  #taken(json: string): Element | undefined {
    this.#kept = undefined;
    if (this.#awaited === 'first key' || this.#awaited === 'key') {
      this.#member = parsed(json, this.file, this.#begun) as string;
      this.#awaited = 'colon';
      return undefined;
    }
    this.#awaited = this.#awaited === 'value' ? 'after member' : 'after element';
    return { member: this.#member, line: this.#begun, number: this.#number, json };
  }

  #broken(why: string): never { return raise('statement-broken', { file: this.file, line: this.#line, why }); }
}

/** Written as an escape, half a letter gets past every decoder, and SQLite would keep another text than the log. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

/** Text of an element -> its value; halves of letters become U+FFFD. Raises 'statement-broken' where it is no JSON. */
export function parsed(json: string, file: string, line: number): unknown {
  try {
    return SURROGATE.test(json) ? JSON.parse(json, (_name, value: unknown) => (typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value)) : JSON.parse(json);
  } catch {
    return raise('statement-broken', { file, line, why: 'its JSON is malformed' });
  }
}
