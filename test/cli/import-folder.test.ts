/** `ft import` of folders and archives: every statement in them, one answer, and a word on what is none. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import AdmZip from 'adm-zip';
import { beforeEach, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome } from './ft.ts';

interface Imported { files: { file: string; new?: number; duplicate?: number; error?: { code: string; message: string } }[]; skipped?: { file: string; why: string }[]; commit: string | null; error?: { code: string; message: string; hint: string } }

const DNB = (day: string, text: string): string => `Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n${day};${text};${day};10,00;\n`;
let home: string;
let folder: string;
beforeEach(() => { home = temporaryHome(); folder = temporaryHome(); });
function put(path: string, content: string | Buffer): string {
  const at = join(folder, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, content);
  return at;
}
function zip(members: Readonly<Record<string, string>>): Buffer {
  const archive = new AdmZip();
  for (const [name, content] of Object.entries(members)) archive.addFile(name, Buffer.from(content));
  return archive.toBuffer();
}
const imported = (...argv: string[]): Promise<Imported> => ftJson<Imported>(home, 'import', ...argv);
const taken = ({ files }: Imported): unknown[] => files.map(({ file, new: fresh, error }) => [file.slice(folder.length + 1), fresh ?? error?.code]);

describe('a folder', () => {
  it('is imported with the folders and archives in it, in one commit; a second time nothing is new', async () => {
    put('2.csv', DNB('14.01.2026', 'B'));
    put('10.csv', DNB('15.01.2026', 'C'));
    put('old/1.csv', DNB('13.01.2026', 'A'));
    put('mail.zip', zip({ 'inner/x.txt': DNB('16.01.2026', 'D') }));
    const first = await imported(folder);
    expect(taken(first)).toEqual([['2.csv', 1], ['10.csv', 1], ['mail.zip/inner/x.txt', 1], ['old/1.csv', 1]]);
    expect(first).not.toHaveProperty('skipped');
    expect((await ftJson<unknown[]>(home, 'list')).length).toBe(4);
    expect((await ftJson<{ commits: unknown[] }>(home, 'history')).commits).toHaveLength(1);
    expect(taken(await imported(folder))).toEqual([['2.csv', 0], ['10.csv', 0], ['mail.zip/inner/x.txt', 0], ['old/1.csv', 0]]);
  });

  it('passes over what is no statement, and tells of it', async () => {
    put('a.csv', DNB('14.01.2026', 'A'));
    put('b.pdf', '%PDF-1.7');
    put('empty.csv', '');
    put('photo.dat', Buffer.from('Dato;\0\0\0'));
    put('readme.txt', 'These are the statements of our bank, from 2026-01-01 on.\nAll of them.\n');
    put('shop.html', '<!doctype html><html><body><p>Thank you</p></body></html>');
    const { files, skipped } = await imported(folder);
    expect([files.length, skipped?.map(({ file, why }) => `${file.slice(folder.length + 1)}: ${why}`)]).toEqual([1, [
      'b.pdf: it looks like a PDF document', 'empty.csv: it is empty', 'photo.dat: it looks like binary data (it holds NUL bytes)',
      'readme.txt: it is a text without dates and amounts side by side', 'shop.html: it looks like a web page',
    ]]);
    const { exit, stdout } = await ft(home, 'import', folder);
    expect(exit).toBe(0);
    expect(stdout).toContain(`5 files are no statements: ${join(folder, 'b.pdf')} (it looks like a PDF document), `);
  });

  it('a statement in it that cannot be read is a failure of its own, and the others are taken', async () => {
    put('a.csv', DNB('14.01.2026', 'A'));
    put('b.csv', 'When,What,This,That\n2026-02-15,COFFEE,5.00,100.00\n2026-02-16,COFFEE,7.00,31.00\n');
    put('c.txt', 'x;2026-02-15;5,00;1,00\ny;2026-02-16;7,00;9,00\n');
    put('notes.csv', 'nothing to see here\n');
    const answer = await ft(home, '--json', 'import', folder);
    expect(answer.exit).toBe(3);
    expect(taken(JSON.parse(answer.stdout) as Imported)).toMatchObject([['a.csv', 1], ['b.csv', 'layout-unknown'], ['c.txt', 'layout-unknown'], ['notes.csv', expect.stringMatching(/layout-unknown|file-has-no-rows/)]]);
    expect((await ft(home, 'import', folder)).stdout).toContain('b.csv: not imported.');
  });

  it('an archive in it that holds none is one word; of one that holds some each file is told', async () => {
    put('photos.zip', zip({ 'a.gif': 'GIF89a', 'more/b.pdf': '%PDF-1.7', 'read.me': 'Holidays' }));
    put('year.zip', zip({ 'a.csv': DNB('14.01.2026', 'A'), 'b.pdf': '%PDF-1.7', 'read.me': 'Bank' }));
    expect((await imported(folder)).skipped?.map(({ file }) => file.slice(folder.length + 1))).toEqual(['photos.zip', 'year.zip/b.pdf', 'year.zip/read.me']);
  });

  it('without a statement is a failure that says what belongs there', async () => {
    put('b.pdf', '%PDF-1.7');
    expect((await imported(folder)).error).toMatchObject({ code: 'folder-without-statements', message: `There is no statement in the folder ${folder}.` });
    const empty = temporaryHome();
    expect((await ft(home, 'import', empty)).exit).toBe(1);
    put('a.csv', DNB('14.01.2026', 'A'));
    const both = await imported(empty, folder);
    expect(both.files).toMatchObject([{ file: empty, error: { code: 'folder-without-statements' } }, { new: 1 }]);
  });

  it('is not asked about where a file in it is none', async () => {
    put('a.csv', DNB('14.01.2026', 'A'));
    put('readme.txt', 'Nothing;here;\n');
    const { stderr, exit } = await ftWith({ typed: [] }, home, 'import', folder);
    expect([exit, stderr.includes('Which column')]).toEqual([0, false]);
  });
});

describe('operands of several kinds', () => {
  it('are read in the order in which they are named', async () => {
    const file = put('a.csv', DNB('14.01.2026', 'A'));
    const archive = put('b.zip', zip({ '2.csv': DNB('16.01.2026', 'C'), '1.csv': DNB('15.01.2026', 'B') }));
    put('c/x.csv', DNB('17.01.2026', 'D'));
    expect(taken(await imported(archive, join(folder, 'c'), file))).toEqual([['b.zip/1.csv', 1], ['b.zip/2.csv', 1], ['c/x.csv', 1], ['a.csv', 1]]);
  });

  it('an archive of no statements is unusable', async () => {
    const archive = put('b.zip', zip({ 'a.pdf': '%PDF-1.7' }));
    expect((await imported(archive)).error).toMatchObject({ code: 'archive-unusable', message: `Cannot use the archive ${archive}: there is no statement in it.` });
  });
});
