/**
 * The known merchants as one block of bytes, made when ft is built, so that starting to look costs a read and no parsing: a digest of what
 * follows, a hash table of offsets, then one line for each form of a name, in order: form, name, category, countries, care.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { raise } from '../errors.ts';
import { fnv1a } from '../values/fnv1a.ts';
import { type KnownMerchant, readLists } from './merchant-list.ts';

/** Beside the built program. */
const BUILT = new URL('./merchants.index', import.meta.url);
/** Beside this file, where ft runs from its source. */
const LISTS = new URL('./merchants/', import.meta.url);

/** Forms and their merchants -> the block. */
export function compileMerchants(entries: readonly { readonly form: string; readonly merchant: KnownMerchant }[]): Buffer {
  const lines = entries.map(({ form, merchant: { name, category, countries, isWord } }) => ({ form, line: [form, name, category, countries.join(','), isWord ? 'word' : ''].join('\t') }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.line), Buffer.from(b.line)));
  let slots = 1024;
  while (slots < lines.length * 2) slots *= 2;
  const table = new Uint32Array(slots + 1);
  table[0] = slots;
  const texts = [...new Set(lines.map(({ line }) => line))];
  let offset = 0;
  let before: string | undefined;
  for (const line of texts) {
    const form = line.slice(0, line.indexOf('\t'));
    if (form !== before) {
      let slot = fnv1a(form) & (slots - 1);
      while (table[1 + slot] !== 0) slot = (slot + 1) & (slots - 1);
      // Shifted by one: 0 is an empty slot.
      table[1 + slot] = offset + 1;
    }
    before = form;
    offset += Buffer.byteLength(line) + 1;
  }
  const body = Buffer.concat([Buffer.from(table.buffer), Buffer.from(texts.map((line) => `${line}\n`).join(''))]);
  return Buffer.concat([digestOf(body), body]);
}

const DIGEST = 32;
const digestOf = (body: Uint8Array): Buffer => createHash('sha256').update(body).digest();

export class MerchantIndex {
  readonly #slots: number;
  readonly #table: Uint32Array;
  readonly #lines: Buffer;

  constructor(block: Buffer) {
    // Copied where it shares its memory: then it need not begin where 32-bit numbers may.
    const bytes = block.byteOffset === 0 && block.byteLength === block.buffer.byteLength ? block.buffer : new Uint8Array(block).buffer;
    this.#slots = new Uint32Array(bytes, DIGEST, 1)[0] as number;
    this.#table = new Uint32Array(bytes, DIGEST + 4, this.#slots);
    this.#lines = Buffer.from(bytes, DIGEST + 4 * (this.#slots + 1));
  }

  /** The shipped lists: the block that was built, else made now from the lists beside the source. Raises 'merchants-damaged'. */
  static shipped(): MerchantIndex {
    if (existsSync(LISTS)) return new MerchantIndex(compileMerchants(readLists(LISTS)));
    return MerchantIndex.read(fileURLToPath(BUILT));
  }

  /** A file that was built -> the index. Raises 'merchants-damaged' for one that is missing or not as it was built. */
  static read(file: string): MerchantIndex {
    let block: Buffer;
    try {
      block = readFileSync(file);
    } catch (error) {
      return raise('merchants-damaged', { file, why: error instanceof Error ? error.message : String(error) });
    }
    const body = block.subarray(DIGEST);
    if (body.length < 8 || Buffer.compare(digestOf(body), block.subarray(0, DIGEST)) !== 0) raise('merchants-damaged', { file, why: 'its digest differs' });
    return new MerchantIndex(block);
  }

  /** Names on the lists; one that stands for several countries in several lists counts each time. */
  get count(): number {
    const names = new Set<string>();
    for (let at = 0; at < this.#lines.length; at = this.#after(at)) names.add(this.#line(at).slice(1).join('\t'));
    return names.size;
  }

  /** Those who bear a name in this glued form. */
  bearers(form: string): readonly KnownMerchant[] {
    for (let slot = fnv1a(form) & (this.#slots - 1); this.#table[slot] !== 0; slot = (slot + 1) & (this.#slots - 1)) {
      const offset = (this.#table[slot] as number) - 1;
      if (this.#formAt(offset) === form) return [...this.#from(offset, (found) => found === form)].map(({ merchant }) => merchant);
    }
    return [];
  }

  /** Forms that begin so, with one merchant that bears each line of them. */
  beginning(with_: string): Iterable<{ readonly form: string; readonly merchant: KnownMerchant }> {
    const wanted = Buffer.from(with_);
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const start = this.#lines.lastIndexOf(10, ((low + high) >> 1) - 1) + 1;
      const begin = Math.max(start, low);
      if (Buffer.compare(this.#lines.subarray(begin, begin + wanted.length), wanted) < 0) low = this.#lines.indexOf(10, begin) + 1;
      else high = begin;
    }
    return this.#from(low, (form) => form.startsWith(with_));
  }

  *#from(offset: number, goesOn: (form: string) => boolean): Generator<{ form: string; merchant: KnownMerchant }, void, undefined> {
    for (let at = offset; at < this.#lines.length; at = this.#after(at)) {
      const [form = '', name = '', category = '', countries = '', care] = this.#line(at);
      if (!goesOn(form)) return;
      yield { form, merchant: { name, category, countries: countries.split(','), isWord: care === 'word' } };
    }
  }

  #after(offset: number): number { return this.#lines.indexOf(10, offset) + 1; }
  #formAt(offset: number): string { return this.#lines.toString('utf8', offset, this.#lines.indexOf(9, offset)); }
  #line(offset: number): string[] { return this.#lines.toString('utf8', offset, this.#lines.indexOf(10, offset)).split('\t'); }
}
