/** The frame around the screens: keys, questions, the help, sizes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryHome } from '../cli/ft.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];

describe('the dashboard', () => {
  let shown: Desk;
  beforeAll(async () => { shown = await desk(await demoHome()); });
  afterAll(() => shown.close());

  test.each(SIZES)('every screen fits $columns x $rows', async (size) => {
    for (let screen = 0; screen < 7; screen++) {
      expect(faults(shown.frame(size), size)).toEqual([]);
      await shown.press('tab');
    }
  });

  test('a window that is too small is told so', () => {
    expect(shown.frame({ columns: 50, rows: 10 })).toContain('60 x 16');
    shown.frame({ columns: 100, rows: 30 });
  });

  test('? shows the keys of the screen and Esc closes it', async () => {
    await shown.press('?');
    expect(shown.frame()).toContain('Ctrl-R');
    await shown.press('esc');
    expect(shown.frame()).not.toContain('Esc closes');
  });

  test('g and a letter goes to a screen, and Esc back', async () => {
    await shown.press('g', 'h');
    expect(shown.frame()).toContain('[History]');
    await shown.press('esc');
    expect(shown.frame()).not.toContain('[History]');
  });

  test(': runs a command and shows what it says', async () => {
    await shown.press(':', 'a', 'c', 'c', 'enter', 'enter');
    expect(shown.frame()).toContain('Brukskonto');
    await shown.press('esc');
  });
});

test('an empty home is welcomed, and the demo is one key away', async () => {
  const shown = await desk(temporaryHome());
  expect(shown.frame()).toContain('import a statement');
  await shown.press('d');
  await shown.settled();
  expect(shown.frame()).toContain('[Overview]');
  shown.close();
});
