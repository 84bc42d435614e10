/** Completing the path of a statement. */
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { completedPaths, pathMeant } from '../../src/tui/components/path-completion.ts';

let own: string;
const HOUR = 3600;
const put = (name: string, hoursOld = 0): void => {
  writeFileSync(join(own, name), '');
  const at = 1_700_000_000 - hoursOld * HOUR;
  utimesSync(join(own, name), at, at);
};

beforeAll(() => {
  own = mkdtempSync(join(tmpdir(), 'ft-paths-'));
  for (const folder of ['Downloads', 'Documents', '.hidden', 'Årsoppgjør', 'locked']) mkdirSync(join(own, folder));
  put('konto 2025.csv', 3);
  put('konto 2026.csv', 1);
  put('Kontoutskrift æøå.xlsx', 2);
  put('口座.csv', 9);
  put('photo.png');
  put('.secret.csv');
  put('line\nbreak.csv', 8);
  symlinkSync(join(own, 'Downloads'), join(own, 'link'));
  symlinkSync(join(own, 'nowhere'), join(own, 'loose'));
  chmodSync(join(own, 'locked'), 0);
});

describe('a path is completed', () => {
  test('as it was begun: with ~, or whole', () => {
    expect(completedPaths('~', own)).toEqual(['~/']);
    expect(completedPaths('~/Dow', own)).toEqual(['~/Downloads/']);
    expect(completedPaths(`${own}/Dow`, own)).toEqual([`${own}/Downloads/`]);
    expect(completedPaths('src/tui/scr', own)).toContain('src/tui/screens/');
  });

  test('statements first, the newest on top, then folders; no pictures, nothing hidden', () => {
    expect(completedPaths('~/', own)).toEqual([
      '~/konto 2026.csv', '~/Kontoutskrift æøå.xlsx', '~/konto 2025.csv', '~/line\nbreak.csv', '~/口座.csv', '~/Documents/', '~/Downloads/', '~/link/', '~/locked/', '~/Årsoppgjør/',
    ]);
  });

  test('hidden ones once their dot is typed', () => {
    expect(completedPaths('~/.', own)).toEqual(['~/.secret.csv', '~/.hidden/']);
  });

  test('in any case and without accents, unless what is typed fits as it is', () => {
    expect(completedPaths('~/KONTO', own)).toEqual(['~/konto 2026.csv', '~/Kontoutskrift æøå.xlsx', '~/konto 2025.csv']);
    expect(completedPaths('~/konto', own)).toEqual(['~/konto 2026.csv', '~/konto 2025.csv']);
    expect(completedPaths('~/ars', own)).toEqual(['~/Årsoppgjør/']);
    expect(completedPaths('~/A\u030Ars', own)).toEqual(['~/Årsoppgjør/']);
    expect(completedPaths('~/口', own)).toEqual(['~/口座.csv']);
  });

  test('with anything where nothing looks like a statement', () => {
    expect(completedPaths('~/pho', own)).toEqual(['~/photo.png']);
    expect(completedPaths('~/loo', own)).toEqual(['~/loose']);
  });

  test('with nothing where there is nothing, or nobody may look', () => {
    expect(completedPaths('~/none/', own)).toEqual([]);
    expect(completedPaths('~/photo.png/', own)).toEqual([]);
    expect(completedPaths('/none/such', own)).toEqual([]);
    if (process.getuid?.() !== 0) expect(completedPaths('~/locked/', own)).toEqual([]);
  });
});

test('a path means what a shell would make of it', () => {
  expect(pathMeant('~/a b.csv', '/home/me')).toBe('/home/me/a b.csv');
  expect(pathMeant('~', '/home/me')).toBe('/home/me');
  expect(pathMeant('-a.csv')).toBe(resolve('-a.csv'));
  expect(pathMeant('~other/a.csv', '/home/me')).toBe(resolve('~other/a.csv'));
  expect(pathMeant('~/x')).toBe(join(homedir(), 'x'));
});

test('a file that is dropped on the terminal is meant alone, whatever stood there and however the terminal writes it', () => {
  const file = join(own, 'konto 2025.csv');
  for (const written of [file, `~/Downloads/${file}`, `'${file}' `, `~/Downloads/'${file}'`, file.replaceAll(' ', '\\ ')]) expect(pathMeant(written)).toBe(file);
  expect(pathMeant('~/Downloads/~/konto 2025.csv', own)).toBe(file);
  expect(pathMeant('~/Downloads//none/such.csv', '/home/me')).toBe('/home/me/Downloads/none/such.csv');
  expect(completedPaths(`~/Downloads/${own}/Dow`, own)).toEqual([`${own}/Downloads/`]);
});
