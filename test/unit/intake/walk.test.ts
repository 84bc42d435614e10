/** What lies in a folder or a zip archive: found in a stable order, within limits, and what is no statement is told. */
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import AdmZip from 'adm-zip';
import { beforeEach, describe, expect, it } from 'vitest';
import { tell } from '../../../src/errors.ts';
import { walk, type Walked } from '../../../src/intake/walk.ts';
import { Archives } from '../../../src/intake/walk/archive.ts';

let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'ft-walk-')); });

const CSV = 'Dato;Tekst;Beløp\n15.02.2026;KIOSK;-10,00\n';
function put(path: string, content: string | Buffer = CSV): string {
  const at = join(root, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, content);
  return at;
}
function zip(members: Readonly<Record<string, string | Buffer>>): Buffer {
  const archive = new AdmZip();
  for (const [name, content] of Object.entries(members)) archive.addFile(name, Buffer.from(content));
  return archive.toBuffer();
}
function walked(operand = root): Walked {
  const found = walk(operand, new Archives());
  if (!found.ok) throw new Error(tell(found.error).message);
  return found.value;
}
const refusal = (operand: string): string => {
  const found = walk(operand, new Archives());
  return found.ok ? 'walked' : tell(found.error).message;
};
const below = (path: string): string => path.slice(root.length + 1);
const names = (operand?: string): string[] => walked(operand).found.map((found) => below('file' in found ? found.file.name : found.name));
const skipped = (operand?: string): string[] => walked(operand).skipped.map(({ file, why }) => `${below(file)}: ${why}`);
const textIn = (operand: string, at = 0): string => {
  const found = walked(operand).found[at]!;
  if (!('file' in found)) throw new Error(tell(found.failure).message);
  return Buffer.concat([...found.file.chunks()].map((chunk) => Buffer.from(chunk))).toString();
};

describe('a folder', () => {
  it('gives its files by path, numbers in their natural order, folders among them', () => {
    for (const name of ['b10.csv', 'b2.csv', 'A/z.csv', 'c/d/e.csv', 'b2/x.csv']) put(name);
    expect(names()).toEqual(['A/z.csv', 'b2/x.csv', 'b2.csv', 'b10.csv', 'c/d/e.csv']);
    expect(names(`${root}/`)).toEqual(names());
  });

  it('hides what a person does not see', () => {
    for (const name of ['.hidden.csv', '.git/a.csv', '__MACOSX/a.csv', 'Thumbs.db', 'a/.DS_Store', 'a/b.csv']) put(name);
    expect([names(), skipped()]).toEqual([['a/b.csv'], []]);
  });

  it('names what is no statement by its content, whatever its name', () => {
    put('a.csv', '%PDF-1.7');
    put('b.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    put('c.csv');
    put('d.json', '{"name": "x"}');
    expect([names(), skipped()]).toEqual([['c.csv'], ['a.csv: it looks like a PDF document', 'b.txt: it looks like a PNG picture', 'd.json: it looks like a JSON file']]);
  });

  it('does not follow links to folders, so that no circle is walked', () => {
    put('a/b.csv');
    symlinkSync(root, join(root, 'a/round'));
    symlinkSync(join(root, 'a/b.csv'), join(root, 'link.csv'));
    symlinkSync(join(root, 'nowhere'), join(root, 'lost.csv'));
    expect([names(), skipped()]).toEqual([['a/b.csv', 'link.csv', 'lost.csv'], ['a/round: it is a link to a folder']]);
    expect(walked().found[2]).toMatchObject({ failure: { code: 'file-unreadable' } });
  });

  it('stops eight folders down, and says so', () => {
    put('1/2/3/4/5/6/7/8/in.csv');
    put('1/2/3/4/5/6/7/8/9/out.csv');
    expect([names(), skipped()]).toEqual([['1/2/3/4/5/6/7/8/in.csv'], ['1/2/3/4/5/6/7/8/9: it lies more than 8 folders deep']]);
  });

  it('goes no further than ten thousand files', () => {
    for (let at = 0; at <= 10_000; at++) writeFileSync(join(root, `${at}.csv`), 'x');
    expect(refusal(root)).toBe(`Cannot read ${root}: there are more than 10000 files in it; name the folder of the statements.`);
  });

  // Root may read every folder.
  it.skipIf(process.getuid?.() === 0)('that may not be read is told where it lies in another', () => {
    put('a.csv');
    put('shut/b.csv');
    chmodSync(join(root, 'shut'), 0);
    expect([names(), skipped()]).toEqual([['a.csv'], ['shut: you are not allowed to read it']]);
    expect(refusal(join(root, 'shut'))).toBe(`Cannot read ${join(root, 'shut')}: you are not allowed to read it.`);
  });
});

describe('a file', () => {
  it('is itself, whatever it holds', () => {
    expect(walked(put('a.pdf', '%PDF-1.7'))).toMatchObject({ from: 'file', found: [{ file: { size: 8 } }], skipped: [] });
    expect(refusal(join(root, 'none.csv'))).toBe(`Cannot read ${join(root, 'none.csv')}: there is no such file.`);
  });
});

describe('a zip archive', () => {
  it('gives its files under its own name, told by content', () => {
    const path = put('year.dat', zip({ '2026/10.csv': CSV, '2026/9.csv': 'nine', '__MACOSX/._9.csv': 'x', '2026/.DS_Store': 'x', 'logo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]) }));
    expect(names(path)).toEqual(['year.dat/2026/9.csv', 'year.dat/2026/10.csv']);
    expect([skipped(path), walked(path).from, textIn(path, 0), textIn(path, 1)]).toEqual([['year.dat/logo.png: it looks like a PNG picture'], 'archive', 'nine', CSV]);
    expect(names()).toEqual(names(path));
  });

  it('is opened one archive further down, and no deeper', () => {
    const path = put('a.zip', zip({ 'b.zip': zip({ 'c.csv': CSV, 'd.zip': zip({ 'e.csv': CSV }) }) }));
    expect([names(path), skipped(path)]).toEqual([['a.zip/b.zip/c.csv'], ['a.zip/b.zip/d.zip: it is an archive in an archive in an archive']]);
    expect(textIn(path)).toBe(CSV);
  });

  it('that is a workbook is one statement', () => {
    const path = put('a.bin', zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' }));
    expect(walked(path)).toMatchObject({ from: 'file', found: [{ file: { name: path } }] });
    expect(names(put('b.zip', zip({ 'book.xlsx': zip({ '[Content_Types].xml': '<Types/>' }) })))).toEqual(['b.zip/book.xlsx']);
  });

  it('that is broken is a failure, of its own where it lies in a folder', () => {
    const path = put('a.zip', zip({ 'a.csv': CSV.repeat(100) }).subarray(0, 60));
    put('b.csv');
    expect(refusal(path)).toBe(`Cannot use the archive ${path}: it is cut or broken.`);
    expect(walked().found).toMatchObject([{ name: path, failure: { code: 'archive-unusable' } }, { file: { name: join(root, 'b.csv') } }]);
  });

  it('that is changed while it is read is told', () => {
    const path = put('a.zip', zip({ 'a.csv': CSV, 'b.csv': CSV }));
    const other = put('other.zip', zip({ 'x.csv': CSV }));
    const archives = new Archives();
    const again = walk(path, archives);
    writeFileSync(path, zip({ 'z.csv': CSV }));
    for (const operand of [other, put('third.zip', zip({ 'y.csv': CSV }))]) walk(operand, archives);
    if (!again.ok || !('file' in again.value.found[1]!)) throw new Error('not walked');
    const { file } = again.value.found[1];
    expect(() => [...file.chunks()]).toThrow('it was changed while it was read');
  });
});
