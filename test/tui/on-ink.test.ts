/** What Ink draws is what the dashboard draws itself for its first frame: so the two can follow each other unseen, and tests that do without Ink see what a person does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpainted } from '../../src/format/paint.ts';
import { frameText } from '../../src/tui/first-frame.ts';
import { mount } from '../../src/tui/mount.tsx';
import { ScreenWriter } from '../../src/tui/screen-writer.ts';
import type { Size } from '../../src/tui/screen.ts';
import { type Desk, demoHome, desk } from './desk.ts';

const SIZES: readonly Size[] = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];

const plain = (text: string): string[] => unpainted(text).split('\n').map((line) => line.trimEnd());
let shown: Desk;
let unmount: () => void;
let size: Size = { columns: 80, rows: 24 };
let frame = '';
let resized: () => void = () => {};
beforeAll(async () => {
  shown = await desk(await demoHome(), { color: true });
  const stage = { get columns() { return size.columns; }, get rows() { return size.rows; }, write: () => true, on: () => {}, off: () => {} };
  const writer = Object.assign(new ScreenWriter(stage), { write: (text: string) => { if (text.includes('\n')) frame = text; return true; } });
  unmount = mount({ dashboard: shown.dashboard, writer, isSpoken: false, size: () => size, onResize: (heard) => { resized = heard; return () => {}; }, failed: (error) => { throw error; } });
});
afterAll(() => {
  unmount();
  shown.close();
});

test.each(SIZES)('every screen at $columns x $rows', async (wanted) => {
  size = wanted;
  resized();
  for (let screen = 0; screen < 7; screen++) {
    await shown.settled();
    expect(plain(frame)).toEqual(plain(frameText(shown.dashboard.view(size))));
    await shown.press('tab');
  }
});
