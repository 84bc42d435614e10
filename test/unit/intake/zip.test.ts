/** Archives within limits: what they declare is never believed. */
import { deflateRawSync } from 'node:zlib';
import AdmZip from 'adm-zip';
import { describe, expect, it } from 'vitest';
import { failureIn } from '../../../src/errors.ts';
import { openZip } from '../../../src/intake/zip.ts';

function zipOf(files: Readonly<Record<string, Buffer | string>>): Buffer {
  const zip = new AdmZip();
  for (const [name, content] of Object.entries(files)) zip.addFile(name, Buffer.from(content));
  return zip.toBuffer();
}
/** One member by hand: its sizes, flags and name as told. `members` lists it more than once at one place. */
function byHand(content: Buffer, { size = content.length, flags = 0, name = 'a.csv', members = 1 } = {}): Buffer {
  const packed = deflateRawSync(content);
  const text = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  for (const [header, at] of [[local, 6], [central, 8]] as const) {
    header.writeUInt16LE(flags, at);
    header.writeUInt16LE(8, at + 2);
    header.writeUInt32LE(packed.length, at + 12);
    header.writeUInt32LE(size, at + 16);
    header.writeUInt16LE(text.length, at + 20);
  }
  const list = Array.from({ length: members }, (_, at) => Buffer.concat([central, Buffer.from(members > 1 ? `${at}`.padStart(text.length, '0') : text)]));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(members, at);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(30 + text.length + packed.length, 16);
  return Buffer.concat([local, text, packed, ...list, end]);
}
const why = (bytes: Buffer): string => {
  const opened = openZip(bytes, 'a.zip');
  if (opened.ok) throw new Error('it was opened');
  expect(opened.error).toMatchObject({ code: 'archive-unusable', file: 'a.zip' });
  return opened.error.why;
};
const members = (bytes: Buffer) => {
  const opened = openZip(bytes, 'a.zip');
  if (!opened.ok) throw new Error(opened.error.why);
  return opened.value;
};

describe('an archive', () => {
  it('gives its files with their bytes, folders left out', () => {
    const found = members(zipOf({ 'bank/': '', 'bank/mars.csv': 'Dato;Beløp', constructor: 'x', toString: 'y' }));
    expect(found.map(({ path, size }) => [path, size])).toEqual([['bank/mars.csv', 11], ['constructor', 1], ['toString', 1]]);
    expect(found.map((member) => String(member.bytes()))).toEqual(['Dato;Beløp', 'x', 'y']);
  });
  it.each([['../../etc/passwd', 'etc/passwd'], ['/etc/passwd', 'etc/passwd'], ['C:\\bank\\..\\a.csv', 'bank/a.csv'], ['a\0b\u001b[2J.csv', 'a\u00b7b\u00b7[2J.csv'], ['./a//b', 'a/b']])('shows the name %j as %j', (name, shown) => expect(members(byHand(Buffer.from('x'), { name })).map(({ path }) => path)).toEqual([shown]));
  it('is refused when it is cut or none at all', () => {
    const whole = zipOf({ 'a.csv': 'x'.repeat(1000), 'b.csv': 'y' });
    for (const at of [0, 4, 60, whole.length - 30, whole.length - 5]) expect(why(whole.subarray(0, at))).toBe('it is cut or broken');
  });
  it('is refused with a password', () => expect(why(byHand(Buffer.from('x'), { flags: 1 }))).toContain('password'));
  it('is refused with too many files, or too long a name', () => {
    expect(why(zipOf(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${at}.csv`, 'x']))))).toContain('1000 files');
    expect(why(byHand(Buffer.from('x'), { name: 'a/'.repeat(20_000) }))).toContain('name is too long');
  });
});

describe('a bomb', () => {
  it('is refused by its ratio before it is unpacked', () => expect(why(zipOf({ 'a.csv': Buffer.alloc(5_000_000) }))).toContain('bomb'));
  it('is refused by its size', () => {
    expect(why(byHand(Buffer.from('x'), { size: 300 * 1024 * 1024 }))).toContain('256 MB');
    expect(why(byHand(Buffer.from('x'), { size: 0xffffffff }))).toContain('256 MB');
  });
  it('is refused when its files share their bytes', () => expect(why(byHand(Buffer.from('x'.repeat(100)), { members: 5 }))).toContain('overlap'));
  it.each([10, 100, 999_999])('that says %d bytes and holds more or fewer is stopped there', (size) => {
    const [member] = members(byHand(Buffer.alloc(900_000), { size }));
    let thrown: unknown;
    try {
      member?.bytes();
    } catch (error) {
      thrown = error;
    }
    expect(failureIn(thrown)).toMatchObject({ code: 'archive-unusable', file: 'a.zip' });
  });
  it('of small files may be packed as tightly as it likes', () => expect(members(zipOf({ 'a.csv': ' '.repeat(900_000) }))[0]?.bytes().length).toBe(900_000));
});
