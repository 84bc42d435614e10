/** CAMT files that no bank writes, or that were cut or changed on the way: a named failure, never a crash, a hang or a wrong row. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureIn } from '../../../src/errors.ts';
import { EncodingEvidence, encodingFrom } from '../../../src/intake/encoding.ts';
import { identify } from '../../../src/intake/identify.ts';
import { Message } from '../../../src/intake/camt/message.ts';
import { Collector } from '../../../src/intake/statements/collector.ts';
import { walkXml } from '../../../src/intake/statements/xml.ts';
import { dayFrom } from '../../../src/values/day.ts';
import { camtFailure, entry, fileOf, message, readCamtText, statement } from './camt-statement.ts';

const good = message(statement(entry({ amount: '1' })));
const withText = (text: string): string => good.replace('</Ntry>', `<AddtlNtryInf>${text}</AddtlNtryInf></Ntry>`);

/** How much of `head` and an endless row of `piece` is read before it is refused, and why. */
function readUntilRefused(head: string, piece: string): { readonly pieces: number; readonly code: string | undefined } {
  let pieces = 0;
  function* texts(): Generator<string> {
    yield head;
    for (; pieces < 800; pieces++) yield piece;
  }
  try {
    for (const _ of walkXml('endless.xml', texts(), new Message('endless.xml', new Collector(), undefined)));
  } catch (error) {
    return { pieces, code: failureIn(error)?.code };
  }
  return { pieces, code: undefined };
}
const upTo = (mark: string): string => good.slice(0, good.indexOf(mark) + mark.length);

describe('a hostile message', () => {
  it.each([
    ['declares entities', `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${withText('&b;').slice(38)}`],
    ['names an external entity', `<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd">${good.slice(38)}`],
    ['nests 100,000 deep', good.replace('<Ntry>', `${'<a>'.repeat(100_000)}`)],
    ['holds 100,001 elements in one', good.replace('</Ntry>', `<Chrgs>${'<a/>'.repeat(100_001)}</Chrgs></Ntry>`)],
  ])('that %s is refused', (_, text) => expect(camtFailure(text)).toMatchObject({ code: 'statement-hostile' }));

  it.each([
    ['one element', upTo('<Ntry>'), 'x'], ['blanks between elements', upTo('<Ntry>'), ' '], ['a comment', `${upTo('<Ntry>')}<!-- `, 'x'], ['a CDATA section', `${upTo('<Ntry>')}<a><![CDATA[`, 'x'],
    ['an attribute', `${upTo('<Ntry>')}<a b="`, 'x'], ['attributes', `${upTo('<Ntry>')}<a `, 'b="" '], ['a name', `${upTo('<Ntry>')}<a`, 'a'], ['a processing instruction', `${upTo('<Ntry>')}<?a `, 'x'], ['a document type', `${good.slice(0, 38)}<!DOCTYPE Document`, ' '],
  ])('with 200 MB in %s is refused before it is held', (_, head, letter) => {
    const { pieces, code } = readUntilRefused(head, letter.repeat(262_144 / letter.length));
    expect(code).toBe('statement-hostile');
    expect(pieces).toBeLessThan(6);
  });

  it('with an entry of endless transactions is refused, or kept as one row', () => {
    const long = `<TxDtls><AddtlTxInf>${'x'.repeat(900_000)}</AddtlTxInf></TxDtls>`;
    expect(readUntilRefused(`${upTo('<Ntry>')}<NtryDtls>`, long)).toEqual({ pieces: 17, code: 'statement-hostile' });
  });

  it('finds no entity in what objects inherit', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'nbsp']) expect(camtFailure(withText(`&${name};`))).toMatchObject({ code: 'statement-broken' });
  });
});

describe('a broken message', () => {
  it('that is cut anywhere fails by name, at its last line', () => {
    for (let end = good.indexOf('<Ntry>'); end < good.length - 1; end += 7) expect(['statement-broken']).toContain(camtFailure(good.slice(0, end)).code);
    expect(camtFailure(upTo('<Ntry>'))).toMatchObject({ line: 5, why: expect.stringContaining('it ends in the middle') as string });
  });
  it('with tags that do not fit, a bare & or a control character names the line', () => {
    expect(camtFailure(withText('Smith & Sons'))).toMatchObject({ code: 'statement-broken', line: 6 });
    for (const text of [good.replace('</Ntry>', '</Entry>'), withText('Smith & Sons; Co'), withText('a\u0001b'), `${good}<more/>`]) expect(camtFailure(text)).toMatchObject({ code: 'statement-broken', why: expect.stringContaining('no well-formed XML') as string });
  });
  it('only by empty lines before its declaration is read', () => expect(readCamtText(`\r\n\n ${good}`).rows).toMatchObject([{ line: 7, amount: 100 }]));
  it('with NUL bytes is no text', () => expect(camtFailure(withText('a\0b')).code).toBe('file-binary'));
  it('without entries holds no transactions', () => expect(camtFailure(message(statement(''))).code).toBe('file-has-no-rows'));
});

describe('letters', () => {
  const words = 'Søren Åberg & Łódź €'.replace('&', '&amp;');
  const read = (bytes: Buffer): unknown => { const { source, rows } = readCamtText(bytes); return [source.encoding, rows[0]?.description]; };
  it('are right whatever the declaration says', () => {
    expect(read(Buffer.from(withText(words).replace('UTF-8', 'ISO-8859-1')))).toEqual(['utf-8', 'Søren Åberg & Łódź €']);
    expect(read(Buffer.from(`\ufeff${withText(words)}`))).toEqual(['utf-8-bom', 'Søren Åberg & Łódź €']);
    expect(read(Buffer.from(`\ufeff${withText(words)}`, 'utf16le'))).toEqual(['utf-16le', 'Søren Åberg & Łódź €']);
    expect(read(Buffer.from(withText('Søren Åberg Blåbær'), 'latin1'))).toEqual(['iso-8859-1', 'Søren Åberg Blåbær']);
    expect(read(Buffer.from(withText('Søren Åberg Blåbær').replace('UTF-8', 'ISO-8859-15'), 'latin1'))).toEqual(['iso-8859-15', 'Søren Åberg Blåbær']);
  });
  it('are Central European where the declaration says so and the bytes allow it', () => {
    const central = withText('X').replace('UTF-8', 'ISO-8859-2');
    const bytes = (text: Buffer): Buffer => Buffer.concat([Buffer.from(central.slice(0, central.indexOf('>X<') + 1)), text, Buffer.from(central.slice(central.indexOf('>X<') + 2))]);
    // "Opłata za gęś" in ISO-8859-2, and in Windows-1250 under the same declaration
    expect(read(bytes(Buffer.from('Op\xb3ata za g\xea\xb6', 'latin1')))).toEqual(['iso-8859-2', 'Opłata za gęś']);
    expect(read(bytes(Buffer.from('Op\xb3ata za g\xea\x9c', 'latin1')))).toEqual(['windows-1250', 'Opłata za gęś']);
    expect(read(Buffer.from(withText('Opłata za gęś').replace('UTF-8', 'ISO-8859-2')))).toEqual(['utf-8', 'Opłata za gęś']);
  });
  it('of an encoding that there is not are those of the bytes', () => expect(read(Buffer.from(withText('Søren Åberg').replace('UTF-8', 'constructor'), 'latin1'))).toEqual(['iso-8859-1', 'Søren Åberg']));
  it('of ISO-8859-2 are believed on the person’s word, and guessed by no format', () => {
    expect([encodingFrom('ISO-8859-2'), encodingFrom('latin2')]).toEqual(['iso-8859-2', 'iso-8859-2']);
    const table = fileOf(Buffer.from('Data;Opis;Kwota;Waluta\n2026-04-01;Op\xb3ata za g\xea\xb6;-10,00;PLN\n2026-04-02;Op\xb3ata za g\xea\xb6;-11,00;PLN\n', 'latin1'));
    const description = (encoding?: string): string | undefined => {
      const source = identify(table, { userProfiles: [], ...(encoding === undefined ? {} : { encoding }) });
      return source.ok ? [...source.value.batches()][0]?.rows[0]?.description : source.error.code;
    };
    expect(description('iso-8859-2')).toBe('Opłata za gęś');
    expect(description()).not.toBe('Opłata za gęś');
    const evidence = new EncodingEvidence();
    evidence.add(Buffer.from('Op\xb3ata za g\xea\xb6', 'latin1'));
    expect(evidence.decide()).not.toContain('iso-8859-2');
  });
  it('are whole where a chunk parts them', () => {
    const source = identify(fileOf(Buffer.from(withText(`${words} 😀`)), 1), { userProfiles: [] });
    expect(source.ok && [...source.value.batches()].flatMap(({ rows }) => rows)[0]?.description).toBe('Søren Åberg & Łódź € 😀');
  });
});

describe('any bytes', () => {
  const folder = new URL('../../../fixtures/statements/camt/', import.meta.url);
  const samples = readdirSync(folder).filter((name) => name.endsWith('.xml')).map((name) => readFileSync(new URL(name, folder)));
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 0, max: 200 }), kind: fc.constantFrom('flip', 'delete', 'double', 'cut', 'nul', 'splice'), byte: fc.integer({ min: 0, max: 255 }), other: fc.nat() });
  const changed = (bytes: Buffer, { at, length, kind, byte, other }: { at: number; length: number; kind: string; byte: number; other: number }): Buffer => {
    const from = Math.floor(at * bytes.length);
    const [before, piece, after] = [bytes.subarray(0, from), bytes.subarray(from, from + length), bytes.subarray(from + length)];
    switch (kind) {
      case 'flip': return Buffer.concat([before, Buffer.from([byte]), bytes.subarray(from + 1)]);
      case 'delete': return Buffer.concat([before, after]);
      case 'double': return Buffer.concat([before, piece, piece, after]);
      case 'cut': return Buffer.from(before);
      case 'nul': return Buffer.concat([before, Buffer.alloc(3), piece, after]);
      default: return Buffer.concat([before, samples[other % samples.length]!.subarray(from, from + length), after]);
    }
  };
  const fresh = Date.now() % 0x7fff_ffff;
  console.info(`camt fuzz seed: ${fresh}`);
  it.each([20_022, fresh])('give rows that hold or a failure with a name (seed %i)', (seed) => {
    fc.assert(fc.property(fc.nat({ max: samples.length - 1 }), fc.array(change, { minLength: 1, maxLength: 4 }), fc.constantFrom(64, 1_000, 65_536), (index, changes, size) => {
      const source = identify(fileOf(changes.reduce(changed, samples[index]!), size), { userProfiles: [] });
      if (!source.ok) expect(source.error.code).toMatch(/^[a-z-]+$/);
      else for (const { rows } of source.value.batches()) for (const { amount, bookingDate, line } of rows) expect([Number.isSafeInteger(amount), dayFrom(bookingDate), line > 0]).toEqual([true, bookingDate, true]);
    }), { numRuns: 400, seed });
  });
});
