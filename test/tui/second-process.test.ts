/** A real ft beside the dashboard: what it says while it imports, and that stopping it leaves the ledger as it was. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startSecond } from '../../src/machine/second-process.ts';
import { Background, type Start } from '../../src/tui/background.ts';
import { ftJson, temporaryHome, written } from '../cli/ft.ts';

const SCRIPT = resolve(import.meta.dirname, '../../bin/ft.js');
const startIn = (home: string): Start => (argv, progress) => startSecond([...argv, '--home', home], progress, { FT_MODEL: 'off' }, SCRIPT);

/** A statement of so many rows, a hundred a day. */
function statement(folder: string, rows: number): string {
  mkdirSync(folder, { recursive: true });
  const day = (at: number): string => `${String((at % 28) + 1).padStart(2, '0')}.${String((Math.floor(at / 28) % 12) + 1).padStart(2, '0')}.${2010 + Math.floor(at / 336)}`;
  const lines = Array.from({ length: rows }, (_, at) => `${day(Math.floor(at / 100))};REMA 1000 NR ${at};-${(at % 900) + 1},50`);
  return written(folder, 'large.csv', `Dato;Tekst;Beløp NOK\n${lines.join('\n')}\n`);
}

interface Heard { readonly done: number; readonly total: number }
const rowsIn = async (home: string): Promise<number> => (await ftJson<unknown[]>(home, 'list')).length;

test('a large import tells how far it is, row by row, and answers with JSON', async () => {
  const home = temporaryHome();
  const heard: Heard[] = [];
  const background = new Background(startIn(home), () => {});
  const answer = await background.run(['import', statement(join(home, 'files'), 30_000), '--account=Large'], { label: 'Importing', progress: (what, done, total) => { if (what.startsWith('importing')) heard.push({ done, total }); } });
  expect(answer).toMatchObject({ exit: 0, json: { files: [{ new: 30_000 }] } });
  expect(heard.length).toBeGreaterThan(3);
  expect(heard.map(({ done }) => done)).toEqual(heard.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(heard.at(-1)!.done).toBe(30_000);
}, 60_000);

test('stopped in the middle of 100,000 rows it ends at once, and nothing of it stays', async () => {
  const home = temporaryHome();
  const background = new Background(startIn(home), () => {});
  const small = written(home, 'small.csv', 'Dato;Tekst;Beløp NOK\n21.02.2009;KIWI OSLO;-10,50\n22.02.2009;KIWI BERGEN;-11,50\n');
  expect((await background.run(['import', small, '--account=Small'])).exit).toBe(0);
  const before = await ftJson(home, 'log', 'head');
  const heard: Heard[] = [];
  const answer = await background.run(['import', statement(join(home, 'files'), 100_000), '--account=Large'], {
    progress: (what, done, total) => { if (what.startsWith('importing') && heard.push({ done, total }) === 3) background.stop(); },
  });
  expect(answer).toMatchObject({ stopped: true, json: undefined });
  expect(heard.at(-1)!.done).toBeLessThan(100_000);
  expect(background.told()).toBeUndefined();
  expect(await ftJson(home, 'log', 'head')).toEqual(before);
  expect(await rowsIn(home)).toBe(2);
  expect(await ftJson(home, 'doctor')).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ check: 'log', state: 'ok' }), expect.objectContaining({ check: 'derived', state: 'ok' })]) });
  // The next one is not in its way.
  expect((await background.run(['import', small, '--account=Small'])).exit).toBe(0);
}, 60_000);
