/** Statements of every format the fixtures hold, imported through the screen as a person would. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import AdmZip from 'adm-zip';
import { describe, expect, test } from 'vitest';
import { ftJson, temporaryHome } from '../cli/ft.ts';
import { type Desk, desk } from './desk.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/statements');
const statements = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path) && !/\.json$/.test(path)).toSorted();
const PREVIEW = / would bring ─/;
const seen = (shown: Desk): string => shown.frame().replaceAll('\u00a0', ' ');

/** Answers whatever is asked, until the preview is there. */
async function answered(shown: Desk): Promise<void> {
  for (let asked = 0; asked < 6 && !PREVIEW.test(seen(shown)); asked++) {
    if (seen(shown).includes('Which currency')) await shown.press('ctrl-u', 'n', 'o', 'k', 'enter');
    else if (seen(shown).includes('What is the new account called?')) await shown.press('x', 'enter');
    else if (/Which bank layout|In which order|Which is the decimal mark|Which account names/.test(seen(shown))) await shown.press('enter');
    else return;
  }
}

async function imported(path: string): Promise<{ readonly told: string; readonly home: string; readonly shown: Desk }> {
  const home = temporaryHome();
  const shown = await desk(home, { size: { columns: 120, rows: 40 } });
  await shown.press('i', 'ctrl-u');
  for (const character of path) shown.dashboard.press({ name: character, text: character });
  await shown.press('enter');
  await answered(shown);
  const told = seen(shown);
  if (PREVIEW.test(told)) await shown.press('enter');
  return { told, home, shown };
}

describe('a statement of the fixtures is imported as the screen said', () => {
  test.each(statements.map((path) => [path]))('%s', async (path) => {
    const { told, home, shown } = await imported(join(FOLDER, path));
    const rows = /(\d+) rows? = (\d+) new \+ (\d+) known already/.exec(told);
    // What is no statement of cash, or not to be told apart, is said; everything else is taken.
    if (!rows) {
      expect(told).toMatch(/holds no transactions|cannot be told apart|is not a statement|cannot be read|Which column|are not pages of one/);
      expect(seen(shown)).not.toContain('Imported:');
    } else {
      expect(seen(shown)).toContain(`Imported: ${rows[2]} new`);
      expect((await ftJson<unknown[]>(home, 'list')).length).toBe(Number(rows[2]));
    }
    shown.close();
  });
});

test('a zip archive of them is imported as its files are', async () => {
  const names = ['dnb-january.csv', 'ica-kronor.csv', 'camt/german-batch-v02.xml', 'mt940/nl-ing.940'];
  const archive = new AdmZip();
  for (const name of names) archive.addLocalFile(join(FOLDER, name));
  const path = join(mkdtempSync(join(tmpdir(), 'ft-zip-')), 'bank.zip');
  archive.writeZip(path);
  const { told, home, shown } = await imported(path);
  for (const name of names) expect(told).toContain(basename(name));
  expect(seen(shown)).toMatch(/Imported: \d+ new/);
  expect(new Set((await ftJson<{ account: string }[]>(home, 'list')).map(({ account }) => account)).size).toBe(4);
  shown.close();
});
