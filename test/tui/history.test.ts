/** The history screen: commits as people read them, undo and redo with a preview, key by key. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ft, ftJson } from '../cli/ft.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
/** Ids and times differ from run to run. */
const still = (frame: string): string => frame.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{64}\b|\b[0-9a-f]{8}\b/g, (id) => '#'.repeat(id.length)).replace(/\b[0-9a-f]{20,}\b/g, '#').replace(/\b\d\d:\d\d\b/g, '12:00');

interface Row { readonly id: string; readonly description: string; readonly category: string }

describe('the history of the demo', () => {
  let home: string;
  let shown: Desk;
  let rows: readonly Row[];
  beforeEach(async () => {
    home = await demoHome();
    rows = await ftJson<readonly Row[]>(home, 'list', '--limit', '3');
    await ft(home, 'note', rows[0]!.id, 'husk');
    await ft(home, 'budget', 'set', 'groceries', '5000');
    shown = await desk(home, { screen: 'history' });
  });
  afterEach(() => shown.close());

  test.each(SIZES)('fits $columns x $rows, in both languages, ASCII, whatever is in the notes', async (size) => {
    await ft(home, 'note', rows[1]!.id, `\u001b[2J\u202e日本語🙂 ${'x'.repeat(300)}`);
    await ft(home, 'undo', '--yes');
    for (const options of [{}, { locale: 'nb' as const }, { unicode: false }]) {
      const other = await desk(home, { screen: 'history', size, ...options });
      await other.press('j');
      expect(faults(other.frame(size), size)).toEqual([]);
      await other.press('enter');
      expect(faults(other.frame(size), size)).toEqual([]);
      other.close();
    }
  });

  test.each([[80, 24], [120, 40], [200, 60]])('looks as it should at %i x %i', async (columns, rowsShown) => {
    await shown.press('u');
    await expect(still(shown.frame({ columns, rows: rowsShown }))).toMatchFileSnapshot(`./frames/history-${columns}x${rowsShown}.txt`);
  });

  test('newest first, in words; Enter tells one in full', async () => {
    expect(shown.frame()).toMatch(/set the budget of Groceries[^]*noted "husk"[^]*imported 855 rows from 3 files[^]*opened Brukskonto/);
    await shown.press('j', 'j', 'enter');
    const told = shown.frame({ columns: 100, rows: 50 });
    expect(told).toContain('dnb-brukskonto-2025.csv: ');
    expect(told).toMatch(/855 {2}transaction\.recorded/);
    expect(told).toMatch(/Hash +[0-9a-f]{64}/);
    expect(told).toContain('ft import');
  });

  test('u on an import shows what goes with it, and only yes does it', async () => {
    await shown.press('j', 'j', 'u');
    const asked = shown.frame({ columns: 100, rows: 40 });
    expect(asked).toContain('855 transactions go away (');
    expect(asked).toContain('what you put on them since: 1 note');
    await shown.press('esc');
    expect(shown.started.at(-1)).not.toContain('--yes');
    expect(await ftJson<unknown[]>(home, 'list', '--limit', '3')).toHaveLength(3);
    await shown.press('u', 'y');
    expect(await ftJson<unknown[]>(home, 'list', '--limit', '3')).toHaveLength(0);
    expect(shown.frame()).toContain('Undone (Ctrl-R brings it back): ');
    expect(shown.frame({ columns: 120, rows: 30 })).toContain('✗');
    await shown.press('r', 'enter');
    expect(await ftJson<unknown[]>(home, 'list', '--limit', '3')).toHaveLength(3);
  });

  test('the cursor stays on the commit that was undone, marked by sign and word', async () => {
    await shown.press('j', 'u');
    const line = shown.frame().split('\n').find((text) => text.startsWith('▌'));
    expect(line).toMatch(/✗.*undone: noted "husk"/);
    await shown.press('u');
    expect(shown.frame()).toContain('undone already; r brings it back');
    await shown.press('ctrl-r');
    expect(shown.frame().split('\n').find((text) => text.startsWith('▌'))).not.toContain('undone');
    await shown.press('r');
    expect(shown.frame()).toContain('was not undone; u undoes it');
  });

  test('the preview speaks Norwegian', async () => {
    const norwegian = await desk(home, { screen: 'history', locale: 'nb' });
    await norwegian.press('j', 'j', 'u');
    const asked = norwegian.frame({ columns: 120, rows: 40 });
    expect(asked).toContain('importerte 855 rader fra 3 filer');
    expect(asked).toContain('855 transaksjoner forsvinner (');
    expect(asked).toContain('1 notat');
    norwegian.close();
  });
});

describe('undo from anywhere', () => {
  test('what no transaction comes or goes with is undone at once, and the foot says how to bring it back', async () => {
    const home = await demoHome();
    const [row] = await ftJson<readonly Row[]>(home, 'list', '--limit', '1');
    await ft(home, 'note', row!.id, 'husk');
    const shown = await desk(home, { screen: 'overview' });
    await shown.press('u');
    expect(shown.started.filter(([command]) => command === 'undo')).toEqual([['undo', expect.any(String), '--yes', '--json']]);
    expect(shown.frame()).toContain('): noted "husk"');
    expect(shown.frame()).toContain('Undone (Ctrl-R brings it back): ');
    expect((await ftJson<{ note: string | null }>(home, 'show', row!.id)).note ?? null).toBeNull();
    await shown.press('ctrl-r');
    expect(shown.frame()).toContain('Back again (u undoes it): noted "husk"');
    await shown.press('ctrl-r');
    expect(shown.frame()).toContain('nothing to redo');
    shown.close();
  });

  test('one transaction goes at once; one with the person\'s own work on it is asked about', async () => {
    const home = await demoHome();
    await ft(home, 'add', '249', 'Kaffe', '--account', 'Brukskonto');
    const shown = await desk(home, { screen: 'overview' });
    await shown.press('u');
    expect(shown.frame()).toContain('Undone (Ctrl-R brings it back): added');
    await shown.press('ctrl-r');
    const [row] = await ftJson<readonly Row[]>(home, 'list', 'Kaffe', '--limit', '1');
    await ft(home, 'note', row!.id, 'med Kari');
    await shown.dashboard.refresh();
    shown.dashboard.open('history');
    await shown.press('g', 'g', 'j', 'j', 'j', 'u');
    expect(shown.frame()).toContain('what you put on them since: 1 note');
    shown.close();
  });
});
