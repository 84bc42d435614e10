/** The overview on the demo household: what it shows, what it says stands out, and where Enter leads. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../src/tui/screen.ts';
import { type Desk, type DeskOptions, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 76, rows: 18 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
let home: string;
beforeAll(async () => { home = await demoHome(); });

let shown: Desk;
async function overview(options: DeskOptions = {}): Promise<Desk> {
  shown = await desk(home, { screen: 'overview', size: { columns: 120, rows: 40 }, ...options });
  // What recurs is read between keys.
  for (let turn = 0; turn < 4; turn++) await shown.settled();
  shown.frame();
  return shown;
}
afterEach(() => shown.close());

/** Where Enter leads from here, without going there. */
async function led(): Promise<{ screen: string; target: Target | undefined }> {
  const to: { screen: string; target: Target | undefined }[] = [];
  const own = shown.dashboard.open.bind(shown.dashboard);
  shown.dashboard.open = (screen, target) => { to.push({ screen, target }); };
  await shown.press('enter');
  shown.dashboard.open = own;
  return to[0]!;
}
/** The line under the cursor. */
const marked = (): string => shown.frame().split('\n').flatMap((text) => (text.includes('▌') ? [text.slice(text.indexOf('▌') + 1).trim()] : []))[0] ?? '';
async function downTo(text: string): Promise<void> {
  await shown.press('g', 'g');
  for (let presses = 0; presses < 120 && !marked().startsWith(text); presses++) await shown.press('j');
  expect(marked()).toContain(text);
}

describe('frames', () => {
  test.each([[80, 24], [120, 40], [200, 60]])('%i x %i', async (columns, rows) => {
    await overview({ size: { columns, rows } });
    await expect(shown.frame()).toMatchFileSnapshot(`./frames/overview-${columns}x${rows}.txt`);
  });

  test('Norwegian, in the middle of a month', async () => {
    await overview({ size: { columns: 100, rows: 34 }, locale: 'nb', now: Date.parse('2025-12-20T12:00:00Z') });
    await expect(shown.frame()).toMatchFileSnapshot('./frames/overview-nb-running.txt');
  });

  test.each(SIZES)('fits $columns x $rows in both languages, in ASCII too', async (size) => {
    for (const locale of ['en', 'nb'] as const)
      for (const unicode of [true, false]) {
        await overview({ size, locale, unicode });
        expect(faults(shown.frame(), size)).toEqual([]);
        // Norwegian letters are data; nothing that is drawn needs more than ASCII.
        if (!unicode) expect(shown.frame().replace(/[æøåéÆØÅü]/g, '')).toMatch(/^[\x00-\x7f]*$/);
        shown.close();
      }
  });
});

describe('what it says', () => {
  test('the month as the text overview has it', async () => {
    const frame = (await overview()).frame();
    for (const text of ['December 2025, newest month with data', '94,678.02', '76,831.58', '+17,846.44', '2,306.40', '3,509.70 over elsewhere', '135,076.38', '277,065.55']) expect(frame).toContain(text);
    expect(frame).toMatch(/Groceries +█+! +10,143\.60 +-643\.60/);
  });

  test('what stands out, and nothing else', async () => {
    await overview({ size: { columns: 120, rows: 60 } });
    const said = shown.frame().split('\n').slice(1, 6).map((text) => text.replace('▌', '').replaceAll('\u00a0', ' ').trim());
    expect(said).toEqual([
      '! Elkjøp may have taken 1,499.00 NOK twice, 17 Sep and 18 Sep', '! 5 budgets are over in December 2025: Electronics 1,092.30 NOK, Leisure 1,392.20 NOK …',
      '▲ Spotify costs 219.00 NOK since 12 Nov, 199.00 NOK before', '? 25 transactions have no category', '',
    ]);
  });

  test('what comes soon, with an amount that varies told as such', async () => {
    const frame = (await overview()).frame();
    expect(frame).toMatch(/20 Jan {2}Fjordkraft +~-1,896\.37/);
    expect(frame).toMatch(/15 Jan {2}Husbanken +-25,562\.00/);
    expect(frame).not.toContain('MAX Entertainment');
  });

  test('long after the newest booking it looks ahead from there, and says how old it is', async () => {
    await overview({ now: Date.parse('2026-11-22T12:00:00Z'), size: { columns: 120, rows: 60 } });
    expect(shown.frame()).toContain('Expected after 31 Dec');
    expect(shown.frame()).toMatch(/3 Jan {3}SATS +-549\.00/);
    expect(shown.frame()).toContain('The newest booking is 326 days old (2025-12-31): time to import');
  });

  test('the running month has its pace', async () => {
    await overview({ now: Date.parse('2025-12-16T12:00:00Z') });
    expect(shown.frame()).toMatch(/Transport +█+┃/);
    expect(shown.frame()).toContain('Left to spend');
  });
});

describe('keys', () => {
  test('[ and ] go through the months, no further than there is something', async () => {
    await overview();
    await shown.press('[', 'h');
    expect(shown.frame()).toContain('October 2025 ─');
    for (let month = 0; month < 20; month++) await shown.press('[');
    expect(shown.frame()).toContain('January 2025 ─');
    for (let month = 0; month < 20; month++) await shown.press(']');
    expect(shown.frame()).toContain('January 2026');
  });

  test('the cursor goes through everything and stays on its line when the month changes', async () => {
    await overview();
    await downTo('Transport');
    await shown.press('[');
    expect(marked()).toContain('Transport');
    await shown.press('G');
    expect(marked()).not.toContain('Transport');
    await shown.press('pgup');
    expect(marked()).not.toBe('');
  });

  test('PgDn goes from section to section', async () => {
    await overview();
    const seen: string[] = [];
    for (let section = 0; section < 6; section++) {
      await shown.press('pgdn');
      seen.push(marked().split(/ {2,}/)[0]!);
    }
    expect(seen).toEqual(['In', 'Cafes and bakeries', 'Home', 'Brukskonto', '15 Jan', '31 Dec']);
  });

  test.each([
    ['In', 'transactions', 'group:income currency:NOK date:2025-12'], ['Left over', 'trends', undefined], ['Left in budgets', 'budgets', undefined], ['Groceries', 'transactions', 'category:groceries currency:NOK date:2025-12'],
    ['Transport', 'transactions', 'group:transport currency:NOK date:2025-12'], ['Home', 'transactions', 'group:home currency:NOK date:2025-12'], ['Kredittkort', 'transactions', 'account:Kredittkort'],
    ['20 Jan  Fjordkraft', 'transactions', 'merchant:"Fjordkraft" account:Brukskonto'],
  ])('Enter on %s', async (text, screen, query) => {
    await overview();
    await downTo(text);
    const to = await led();
    expect(to).toMatchObject({ screen, target: query === undefined ? {} : { query } });
    if (query !== undefined && screen === 'transactions') {
      await shown.press('enter');
      expect(shown.frame()).not.toContain('query-invalid');
    }
  });

  test('Enter on a new transaction stands on it', async () => {
    await overview();
    await downTo('31 Dec  Frisør');
    expect(await led()).toMatchObject({ screen: 'transactions', target: { id: expect.stringMatching(/^1c/) as string } });
  });

  test('Enter on a notice leads to where it is settled; the last one to all of them', async () => {
    await overview();
    await shown.press('g', 'g');
    expect(await led()).toMatchObject({ screen: 'transactions', target: { query: 'merchant:"Elkjøp" amount:-1499.00 date:2025-09-17..2025-09-18' } });
    await shown.press('j');
    expect(await led()).toMatchObject({ screen: 'budgets', target: { id: 'electronics', month: '2025-12' } });
    await shown.press('j', 'enter');
    expect(shown.frame()).toContain('What stands out  4 / 4');
    await shown.type('category');
    await shown.press('enter');
    expect(shown.frame()).toContain('[Review]');
  });

  test('a change shows by itself, with the cursor where it was', async () => {
    await overview();
    await downTo('31 Dec  Frisør');
    await shown.dashboard.change(['note', 'nothing-of-this-name', 'x']);
    await shown.dashboard.change(['budget', 'set', 'fitness', '300', '--from', '2025-12']);
    await shown.settled();
    expect(shown.frame()).toMatch(/Gyms and sports clubs +█+! +549\.00 +-249\.00/);
    expect(marked()).toContain('Frisør');
    await shown.dashboard.change(['undo', '--yes']);
    await shown.settled();
    expect(shown.frame()).not.toContain('Gyms');
  });
});

afterAll(() => shown.close());
