/** An import while it runs: how far it is, stopping it, and when none may begin. */
import { describe, expect, test } from 'vitest';
import type { Start } from '../../src/tui/background.ts';
import { ft, ftWith, written } from '../cli/ft.ts';
import { faults } from './desk.ts';
import { GOOD, importDesk } from './import-desk.ts';

const here = importDesk();
const { open, seen, name } = here;

describe('while it runs', () => {
  /** Looks are answered at once; the real import goes on until it is stopped. */
  let stopped = 0;
  let tell: (what: string, done: number, total: number) => void = () => {};
  const start: Start = (argv, progress) => {
    if (argv.includes('--dry-run')) return { ended: ftWith({}, here.home, ...argv), stop: () => {} };
    tell = progress;
    let end: (answer: { exit: number; stdout: string; stderr: string }) => void = () => {};
    return { ended: new Promise((resolve) => { end = resolve; }), stop: () => { stopped++; end({ exit: 137, stdout: '', stderr: '' }); } };
  };
  const begin = async (): Promise<void> => {
    stopped = 0;
    await open({ start });
    await here.shown.press('i');
    await name(written(here.files, 'konto.csv', GOOD));
    here.shown.dashboard.press({ name: 'enter', text: '' });
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
    expect(faults(here.shown.frame(small), small)).toEqual([]);
    // What is drawn last is what stays on the screen.
    let drawn = '';
    const unsubscribe = here.shown.dashboard.subscribe(() => { drawn = seen(); });
    await here.shown.press('x');
    unsubscribe();
    expect(drawn).not.toContain('of 100,000');
    expect(stopped).toBe(1);
    expect(seen()).toContain('Stopped; nothing was changed by it.');
    expect(seen()).not.toContain('of 100,000');
    expect((await ft(here.home, 'list')).exit).toBe(1);
  });

  test('a second one waits until the first has ended', async () => {
    await begin();
    here.shown.dashboard.press({ name: 'i', text: 'i' });
    expect(seen()).toContain('An import is running already; x stops it.');
    await here.shown.press('x');
  });
});

test('nothing is imported into the past', async () => {
  await ft(here.home, 'import', written(here.files, 'konto.csv', GOOD));
  await open({ screen: 'accounts' });
  await here.shown.dashboard.travel('2026-12-01');
  await here.shown.press('i');
  expect(seen()).toContain('The past cannot be changed');
  expect(here.shown.started).toEqual([]);
});
