/** An import while it runs: how far it is, stopping it, and when none may begin. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Start } from '../../src/tui/background.ts';
import { ft, ftWith, temporaryHome, written } from '../cli/ft.ts';
import { type Desk, type DeskOptions, desk, faults } from './desk.ts';

const GOOD = 'Dato;Tekst;Beløp;Saldo;Status;Avstemt\n13.01.2026;JOKER 888 KALBAKKEN;-30,40;969,60;Utført;Nei\n14.01.2026;ZXQV UKJENT;-100,00;869,60;Utført;Nei\n';

let home: string;
let files: string;
let shown: Desk;
beforeEach(() => {
  home = temporaryHome();
  files = join(home, 'files');
  mkdirSync(files);
  return () => shown.close();
});

const open = async (options: DeskOptions = {}): Promise<void> => {
  shown = await desk(home, { size: { columns: 110, rows: 34 }, ...options });
  seen();
};
const seen = (): string => shown.frame().replaceAll('\u00a0', ' ');
/** Answers the question for a path. */
const name = async (path: string): Promise<void> => {
  await shown.press('ctrl-u');
  await shown.type(path);
  await shown.press('enter');
};

describe('while it runs', () => {
  /** Looks are answered at once; the real import goes on until it is stopped. */
  let stopped = 0;
  let tell: (what: string, done: number, total: number) => void = () => {};
  const start: Start = (argv, progress) => {
    if (argv.includes('--dry-run')) return { ended: ftWith({}, home, ...argv), stop: () => {} };
    tell = progress;
    let end: (answer: { exit: number; stdout: string; stderr: string }) => void = () => {};
    return { ended: new Promise((resolve) => { end = resolve; }), stop: () => { stopped++; end({ exit: 137, stdout: '', stderr: '' }); } };
  };
  const begin = async (): Promise<void> => {
    stopped = 0;
    await open({ start });
    await shown.press('i');
    await name(written(files, 'konto.csv', GOOD));
    shown.dashboard.press({ name: 'enter', text: '' });
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  };

  test('figures move above the screen and at the foot, and x stops it: nothing of it stays', async () => {
    await begin();
    tell('importing /a/very/long/path/konto.csv', 34_000, 100_000);
    expect(seen()).toContain('Importing konto.csv  ██████··············  34,000 of 100,000 rows   x stops it');
    expect(seen()).toContain('Importing konto.csv 34000 / 100000 (34 %)');
    tell('importing /a/very/long/path/konto.csv', 68_000, 100_000);
    expect(seen()).toContain('68,000 of 100,000 rows');
    const small = { columns: 60, rows: 16 };
    expect(faults(shown.frame(small), small)).toEqual([]);
    // What is drawn last is what stays on the screen.
    let drawn = '';
    const unsubscribe = shown.dashboard.subscribe(() => { drawn = seen(); });
    await shown.press('x');
    unsubscribe();
    expect(drawn).not.toContain('of 100,000');
    expect(stopped).toBe(1);
    expect(seen()).toContain('Stopped; nothing was changed by it.');
    expect(seen()).not.toContain('of 100,000');
    expect((await ft(home, 'list')).exit).toBe(1);
  });

  test('a second one waits until the first has ended', async () => {
    await begin();
    shown.dashboard.press({ name: 'i', text: 'i' });
    expect(seen()).toContain('An import is running already; x stops it.');
    await shown.press('x');
  });
});

test('nothing is imported into the past', async () => {
  await ft(home, 'import', written(files, 'konto.csv', GOOD));
  await open({ screen: 'accounts' });
  await shown.dashboard.travel('2026-12-01');
  await shown.press('i');
  expect(seen()).toContain('The past cannot be changed');
  expect(shown.started).toEqual([]);
});
