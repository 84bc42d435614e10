/**
 * XML read from front to back in flat memory, for files that may be hostile: no DOCTYPE, so no entity is ever declared;
 * depth, element and tag sizes are bounded. What is not well-formed or ends too early is a named failure.
 */
import { SaxesParser } from 'saxes';
import { raise } from '../../errors.ts';

/** Levels of elements; the deepest path of a bank message has about 20. */
const DEEPEST = 60;
/** Characters of one text, tag, comment or other piece of markup. */
const LONGEST = 1_000_000;
/** Characters and elements of a subtree that is held as a whole. */
const LARGEST = 4_000_000;
const MOST = 100_000;
/** Characters given to the parser at once: between two of them it is seen whether a piece of markup grows without end. */
const PIECE = 65_536;

/** The five of XML. In the library's own table, which inherits from an object, "&constructor;" would be found too. */
const ENTITIES: Record<string, string> = Object.assign(Object.create(null) as Record<string, string>, { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });

const NONE: readonly XmlElement[] = [];

/** An element with all that is in it; names without their namespace prefix. */
export class XmlElement {
  /** Character data, as written. */
  text = '';
  #children: XmlElement[] | undefined;
  constructor(readonly name: string, readonly line: number, readonly attributes: Readonly<Record<string, string>>) {}

  get children(): readonly XmlElement[] { return this.#children ?? NONE; }
  add(child: XmlElement): void {
    if (this.#children) this.#children.push(child);
    else this.#children = [child];
  }
  /** The first child of that name. */
  child(name: string): XmlElement | undefined {
    for (const child of this.children) if (child.name === name) return child;
    return undefined;
  }
  /** All children of that name, in order. */
  all(name: string): readonly XmlElement[] { return this.#children ? this.#children.filter((child) => child.name === name) : NONE; }
  /** The element at the end of a path of first children. */
  at(...path: readonly string[]): XmlElement | undefined {
    let element: XmlElement | undefined = this;
    for (const name of path) element = element?.child(name);
    return element;
  }
  /** The text at the end of a path, without blanks around it; undefined where there is no element or nothing in it. */
  textAt(...path: readonly string[]): string | undefined { return this.at(...path)?.text.trim() || undefined; }
}

/** Who takes the elements. An element is either walked, so that its children come one by one, or held and handed over whole. */
export interface XmlVisitor {
  /** An element begins whose parent is walked (the root too): true to walk it, false to get it whole. It has its attributes, and nothing in it yet. */
  walks(element: XmlElement): boolean;
  /** A complete element whose parent is walked; `size`: characters of text in it. */
  whole(element: XmlElement, size: number): void;
  /** The end of a walked element, on that line. */
  left(name: string, line: number): void;
}

/** Texts of a file -> its elements, given to the visitor. Yields what it has read so far, in characters. Raises statement-broken and statement-hostile. */
export function* walkXml(file: string, texts: Iterable<string>, visitor: XmlVisitor): Generator<number, void, undefined> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.ENTITIES = ENTITIES;
  const hostile = (why: string): never => raise('statement-hostile', { file, line: parser.line, why });
  const held: XmlElement[] = [];
  let depth = 0;
  let size = 0;
  let count = 0;
  let silence = 0;
  let lastLine = 1;

  function text(piece: string): void {
    silence = 0;
    const top = held.at(-1);
    if (!top) return;
    top.text = top.text === '' ? piece : top.text + piece;
    if (top.text.length > LONGEST) hostile(`one element has a text of more than ${LONGEST} characters`);
    if ((size += piece.length) > LARGEST) hostile(`one element holds more than ${LARGEST} characters`);
  }
  // Six handlers: with eight V8 no longer gives the parser fast properties, and it reads a fifth as fast.
  parser.on('error', ({ message }) => raise('statement-broken', { file, ...whatBroke(message, parser.line, lastLine) }));
  parser.on('doctype', () => hostile('it declares a document type, which may define entities'));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0;
    if (++depth > DEEPEST) hostile(`its elements are nested more than ${DEEPEST} deep`);
    lastLine = parser.line;
    const element = new XmlElement(name.slice(name.indexOf(':') + 1), lastLine, attributes);
    const parent = held.at(-1);
    if (parent) parent.add(element);
    else if (visitor.walks(element)) return;
    if (held.length === 0) size = count = 0;
    held.push(element);
    if (++count > MOST) hostile(`one element holds more than ${MOST} others`);
  });
  parser.on('closetag', ({ name }) => {
    silence = 0;
    depth--;
    lastLine = parser.line;
    const element = held.pop();
    if (!element) visitor.left(name.slice(name.indexOf(':') + 1), parser.line);
    else if (held.length === 0) visitor.whole(element, size);
  });

  let isFirst = true;
  for (const whole of texts) {
    let start = 0;
    if (isFirst) {
      // XML allows nothing before its declaration, but downloads have empty lines there
      start = whole.length - whole.trimStart().length;
      parser.line += whole.slice(0, start).split('\n').length - 1;
      isFirst = false;
    }
    for (let from = start; from < whole.length; from += PIECE) {
      const piece = whole.slice(from, from + PIECE);
      const before = silence;
      silence = -1;
      parser.write(piece);
      // Nothing was reported since the last piece: one piece of markup goes on and on, and the parser holds all of it.
      silence = silence === -1 ? before + piece.length : piece.length;
      if (silence > LONGEST) hostile(`one text, tag or comment is longer than ${LONGEST} characters`);
      yield piece.length;
    }
  }
  parser.close();
}

/** The parser's message -> a clause and its line; names in it are the file's own, so it is cut short and made inert. A bare & swallows all up to the end: `last` is where. */
function whatBroke(message: string, line: number, last: number): { readonly line: number; readonly why: string } {
  const plain = message.slice(0, 120).replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7').replace(/\.$/, '');
  if (plain.startsWith('unclosed tag') || plain.startsWith('unexpected end')) return { line: last, why: `it ends in the middle of what begins there (${plain})` };
  return { line, why: `it is no well-formed XML (${plain})` };
}
