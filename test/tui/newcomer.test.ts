/** What somebody stumbles over who has never seen the dashboard. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Taxonomy } from '../../src/categories/taxonomy.ts';
import { coversOf } from '../../src/tui/components/category-covers.ts';
import { keyLabel } from '../../src/tui/keys.ts';
import { temporaryHome } from '../cli/ft.ts';
import { type Desk, demoHome, desk } from './desk.ts';

const NARROW = { columns: 80, rows: 24 };
let shown: Desk;
beforeAll(async () => { shown = await desk(await demoHome(), { locale: 'nb', now: Date.UTC(2025, 11, 31, 12) }); }, 60_000);
afterAll(() => { shown.close(); });

describe('a whole command where one is picked', () => {
  test('is said, and run as it was typed', async () => {
    await shown.press(':');
    await shown.type('ft list kiwi --limit 2');
    expect(shown.frame()).toContain('Enter kjører ft list kiwi --limit 2');
    await shown.press('enter');
    expect(shown.started.at(-1)).toEqual(expect.arrayContaining(['list', 'kiwi', '--limit', '2']));
    await shown.press('esc');
  });

  test('is still a search where it begins with no command, or is only a name', async () => {
    await shown.press(':');
    await shown.type('list');
    expect(shown.frame()).not.toContain('Enter kjører ft');
    await shown.press('enter');
    expect(shown.frame()).toContain('> list');
    await shown.press('esc');
  });
});

describe('an amount that is offered', () => {
  test('gives way to the first digit', async () => {
    await shown.press('g', 'b', 'enter');
    expect(shown.frame()).toContain(' 350_ ');
    await shown.type('500');
    expect(shown.frame()).toContain(' 500_ ');
    await shown.press('esc');
  });

  test('is edited once the cursor was moved or a digit taken away', async () => {
    await shown.press('enter', 'backspace');
    await shown.type('9');
    expect(shown.frame()).toContain(' 359_ ');
    await shown.press('esc');
  });
});

test('a search that is opened again is narrowed by what is typed', async () => {
  await shown.press('g', 't', '/');
  await shown.type('category:groceries');
  await shown.press('enter', '/');
  await shown.type('kiwi');
  expect(shown.frame()).toContain('/ category:groceries kiwi_');
  expect(shown.frame()).toContain('58 transaksjoner');
  await shown.press('enter', 'x');
});

describe('in Norwegian', () => {
  test('what a category covers is told in Norwegian, of every one', async () => {
    const leaves = new Taxonomy().leaves().filter(({ own, covers }) => !own && covers !== '');
    expect(leaves.length).toBeGreaterThan(50);
    expect(leaves.filter((leaf) => coversOf(leaf, 'nb') === leaf.covers)).toEqual([]);
    await shown.press('g', 't', 'c');
    expect(shown.frame()).toContain('feriepenger');
    await shown.press('esc');
  });

  test('moments are written as days are', async () => {
    await shown.press('g', 'a');
    expect(shown.frame()).toMatch(/Importert +\d\d\.\d\d\.\d{4} \d\d:\d\d/);
    await shown.press('g', 't', 'enter');
    expect(shown.frame(NARROW)).toMatch(/^ \d\d\.\d\d\.\d{4} \d\d:\d\d {2}import$/m);
    await shown.press('esc');
  });

  test('what is overspent is never cut', async () => {
    await shown.press('g', 'o');
    expect(shown.frame(NARROW)).toMatch(/Igjen å bruke .* ! [\d\u00a0 ]+(?: over)? /);
  });

  test('the keys are called what they are', () => {
    expect(keyLabel('space', true, 'nb')).toBe('Mellomrom');
    expect(keyLabel('space', true, 'en')).toBe('Space');
    expect(keyLabel('left', false, 'nb')).toBe('Venstre');
  });
});

test('the welcome is read whole in a narrow window', async () => {
  for (const locale of ['en', 'nb'] as const) {
    const welcome = await desk(temporaryHome(), { size: NARROW, locale });
    expect(welcome.frame()).not.toContain('…');
    await welcome.press('i');
    expect(welcome.frame()).not.toContain('…');
    welcome.close();
  }
});
