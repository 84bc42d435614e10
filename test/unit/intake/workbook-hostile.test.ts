/** Workbooks that no bank writes: named failures within bounded time and memory, never a wrong row. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import { dayFrom } from '../../../src/values/day.ts';
import { changeWithin, mutator } from './mutations.ts';
import { textFile } from './read-statement.ts';
import { oldWorkbook, type Sheet, xlsx } from './write-workbook.ts';

const HEADER = ['Dato', 'Forklaring', 'Rentedato', 'Ut fra konto', 'Inn på konto'];
const plain: Sheet = { name: 'A', rows: [HEADER, [{ day: 46024 }, 'Kiosk', { day: 46024 }, 12, null]] };
const read = (bytes: Buffer | string) => identify(textFile('statement.xls', bytes), { userProfiles: [] });
const many = (count: number, of: (at: number) => string): string => Array.from({ length: count }, (_, at) => of(at)).join('');
const odd = (at: number): string => ((at * 7919) % 99_991).toString(36);
const xml = (body: string, head = ''): string => `<?xml version="1.0"?>${head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${body}</Workbook>`;
const row = (reference: string): string => `<row r="${reference.replace(/\D/g, '')}"><c r="${reference}"><v>1</v></c></row>`;
const body = (cells: string, after = ''): Buffer => xlsx([{ name: 'A', rows: [], body: cells, after }]);

describe('sheets without measure', () => {
  it('with two cells as far apart as can be take no room', () => expect(read(body(row('A1') + row('XFD1048576')))).toMatchObject({ error: { code: 'statement-hostile', line: 1_048_576 } }));
  it('with rows that no sheet has are refused', () => expect(read(body('<row r="1"><c r="A4294967290"><v>1</v></c></row>'))).toMatchObject({ error: { code: 'statement-hostile' } }));
  it('with links over all cells are read', () => expect(read(xlsx([{ ...plain, after: `<hyperlinks>${many(200, () => '<hyperlink ref="A1:XFD1048576" location="x"/>')}</hyperlinks><mergeCells>${many(200, () => '<mergeCell ref="A1:XFD1048576"/>')}</mergeCells>` }])).ok).toBe(true));
  it('with columns repeated without end are refused', () => expect(read(xml('<Worksheet ss:Name="A"><Table><Column ss:Span="4000000000" ss:Width="3"/></Table></Worksheet>'))).toMatchObject({ error: { code: 'statement-hostile' } }));
  it('by the hundred are refused', () => expect(read(xlsx(Array.from({ length: 300 }, (_, at) => ({ ...plain, name: `S${at}` }))))).toMatchObject({ error: { code: 'statement-hostile' } }));
  it('that pretend to be larger than any workbook are not read', () => expect(identify({ ...textFile('a.xls', xlsx([plain])), size: 200_000_000 }, { userProfiles: [] })).toMatchObject({ error: { code: 'statement-hostile' } }));
});

describe('XML that is no sheet', () => {
  it('with a document type is refused in every part', () => {
    expect(read(xlsx([plain], { prologue: '<!DOCTYPE x [<!ENTITY a "b">]>' }))).toMatchObject({ error: { code: 'statement-hostile' } });
    expect(read(xlsx([plain], { parts: { 'xl/sharedStrings.xml': '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>' } }))).toMatchObject({ error: { code: 'statement-hostile' } });
    expect(read(xml('', '<!DOCTYPE x [<!ENTITY a "b">]>'))).toMatchObject({ error: { code: 'statement-hostile' } });
  });
  const COUNT = 60_000;
  it.each([
    ['<row', many(COUNT, (at) => `<row r="${odd(at)}`)], ['<c', `<row>${many(COUNT, (at) => `<c r="A${odd(at)}" `)}`], ['<v>', `<row>${many(COUNT, (at) => `<c><v>${odd(at)}`)}</row>`],
    ['<is>', `<row>${many(COUNT, (at) => `<c t="inlineStr"><is><t>${odd(at)}`)}</row>`], ['<!--', many(COUNT, (at) => `<!-- ${odd(at)}`)], ['attributes', `<row><c ${many(COUNT, (at) => `a${odd(at)}="1" `)}/></row>`],
  ])('but %s without end gives a failure', (_, cells) => expect(read(body(cells)).ok).toBe(false));
  it.each([['<Worksheet', many(COUNT, (at) => `<Worksheet ${odd(at)}`)], ['<!--', many(COUNT, (at) => `<!-- ${odd(at)}`)], ['<![CDATA[', many(COUNT, (at) => `<![CDATA[${odd(at)}`)], ['elements', many(COUNT, () => '<a>')]])('nor %s of the older kind', (_, text) => expect(read(xml(text)).ok).toBe(false));
  it('whose cells have no end is broken', () => expect(read(xlsx([plain], { parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1">' } }))).toMatchObject({ error: { code: 'statement-broken' } }));
  it('that is cut is broken', () => expect(read(xml('<Worksheet ss:Name="A"><Table>').slice(0, -9))).toMatchObject({ error: { code: 'statement-broken' } }));
  it('that asks for a text which is not there is broken', () => expect(read(body('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'))).toMatchObject({ error: { code: 'statement-broken' } }));
});

describe('other containers', () => {
  it('of Office without a workbook are named', () => {
    const bytes = oldWorkbook('biff8', [plain]);
    Buffer.from('Wordbook'.split('').join('\0')).copy(bytes, bytes.indexOf(Buffer.from('Workbook'.split('').join('\0'))));
    expect(read(bytes)).toMatchObject({ error: { code: 'file-binary' } });
  });
  it('under a password are named', () => {
    const bytes = oldWorkbook('biff8', [plain]);
    // the record that tells of the protection, over one of the same length
    bytes.writeUInt16LE(0x2f, bytes.indexOf(Buffer.from([0xe1, 0, 2, 0])));
    expect(read(bytes).ok).toBe(false);
  });
});

const folder = new URL('../../../fixtures/statements/workbook/', import.meta.url);
const seeds = [...readdirSync(folder).filter((name) => !name.endsWith('.json')).map((name) => readFileSync(new URL(name, folder))), xlsx([plain])];
const change = changeWithin(100_000, 400);

describe('mutated workbooks', () => {
  const mutated = mutator(seeds);
  const codes = failureCodes();
  const check = (seed: number): void => {
    fc.assert(fc.property(fc.nat(seeds.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (which, changes) => {
      const source = read(changes.reduce(mutated, seeds[which]!));
      if (!source.ok) {
        expect(codes).toContain(source.error.code);
        return;
      }
      for (const { rows, pending } of source.value.batches()) for (const { amount, bookingDate } of [...rows, ...pending]) {
        if (amount !== undefined) expect(Number.isSafeInteger(amount)).toBe(true);
        if (bookingDate !== undefined) expect(dayFrom(bookingDate)).toBe(bookingDate);
      }
    }), { seed, numRuns: 300 });
  };
  it('give rows that hold or a named failure', () => check(20_260_104));
  const fresh = Date.now() % 1_000_000_007;
  it(`and with the seed ${fresh}`, () => check(fresh));
});
