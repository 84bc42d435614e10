/** Review as it looks: sizes, languages, without colour and Unicode, and with hostile texts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ftWith, temporaryHome } from '../cli/ft.ts';
import { keywordModel } from '../keyword-model.ts';
import { type Desk, desk, faults } from './desk.ts';
import { type WaitingHome, delivered, emptyHome, questionsHome } from './review-home.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 64, rows: 17 }, { columns: 80, rows: 24 }, { columns: 99, rows: 30 }, { columns: 100, rows: 20 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
const whole = (frame: string): string => `${frame}\n`;

describe('the demo', () => {
  let modelFolder: string;
  let home: string;
  let shown: Desk;
  beforeAll(async () => {
    modelFolder = keywordModel({ words: { nam: ['restaurants', 0.7], kissamos: ['fuel', 0.45], fotballkr: ['fitness', 0.4], entertainment: ['streaming', 0.45] } });
    home = temporaryHome();
    await ftWith({ environment: { modelFolder } }, home, 'demo', '--home', home, '--no-tui');
    shown = await desk(home, { screen: 'review', modelFolder });
  });
  afterAll(() => shown.close());

  test.each([{ columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }])('at $columns x $rows', async (size) => {
    await expect(whole(shown.frame(size))).toMatchFileSnapshot(`./frames/review-${size.columns}x${size.rows}.txt`);
  });

  test('in Norwegian', async () => {
    const norwegian = await desk(home, { screen: 'review', modelFolder, locale: 'nb' });
    await expect(whole(norwegian.frame({ columns: 80, rows: 24 }))).toMatchFileSnapshot('./frames/review-nb-80x24.txt');
    norwegian.close();
  });

  test.each(SIZES)('fits $columns x $rows wherever the cursor is', async (size) => {
    await shown.press('g', 'g');
    for (let question = 0; question < 10; question++) {
      expect(faults(shown.frame(size), size)).toEqual([]);
      await shown.press('s');
    }
  });

  test('plain ASCII where that is asked for, and the cursor is seen without colour', async () => {
    const plain = await desk(home, { screen: 'review', modelFolder, unicode: false });
    const frame = plain.frame({ columns: 120, rows: 30 });
    expect(frame.replace(/[æøåÆØÅ]/g, '')).toMatch(/^[\x20-\x7e\n]*$/);
    expect(frame).toMatch(/^> /m);
    plain.close();
  });
});

describe('doubtful rows and transfers', () => {
  let at: WaitingHome;
  beforeAll(async () => { at = await questionsHome(); });

  test.each([['en', 'Known already?', 'A transfer between your accounts?'], ['nb', 'Kjent fra før?', 'En overføring mellom kontoene dine?']] as const)('in %s, at every size', async (locale, doubt, transfer) => {
    const shown = await desk(at.home, { screen: 'review', locale, modelFolder: at.modelFolder });
    for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
    expect(shown.frame({ columns: 80, rows: 24 })).toContain(doubt);
    await shown.press('s');
    for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
    expect(shown.frame({ columns: 80, rows: 24 })).toContain(transfer);
    shown.close();
  });
});

test('hostile and enormous texts stay lines of text, amounts of nine digits stay whole', async () => {
  const at = emptyHome();
  await delivered(at, 'Felles', '02.01.2026;\u001b[31mRed\u001b[0m\u202eevil\u0007 shop;-123456789,01', `03.01.2026;${'Longname '.repeat(40)};-1,00`, '04.01.2026;東京タワー 🍜 ラーメン;-2,00', '05.01.2026;東京タワー 🍜 ラーメン;3,00');
  for (const options of [{ color: true }, { color: false, unicode: false }, { locale: 'nb' as const }]) {
    const shown = await desk(at.home, { screen: 'review', modelFolder: at.modelFolder, ...options });
    expect(shown.frame({ columns: 80, rows: 24 })).toMatch(/-123.456.789[.,]01\sNOK/);
    for (let question = 0; question < 3; question++) {
      for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
      await shown.press('s');
    }
    shown.close();
  }
});

test('where nothing waits, it says so; in the past it asks nothing', async () => {
  const at = emptyHome();
  await delivered(at, 'Felles', '02.01.2026;Kiwi Bislet;-10,00');
  const shown = await desk(at.home, { screen: 'review', modelFolder: at.modelFolder });
  expect(shown.frame()).toContain('Nothing waits for you.');
  await shown.dashboard.travel('2026-12-31');
  await shown.settled();
  expect(shown.frame()).toContain('Questions are asked about the present only; g p returns to it.');
  await shown.press('enter', '1', '/', 's', 't', 'y', 'n');
  expect(shown.started.every(([name, what]) => name === 'review' && what === '--list')).toBe(true);
  shown.close();
});

test('what waits cannot be looked up: the reason is said, and coming back tries again', async () => {
  const at = emptyHome();
  await delivered(at, 'Felles', '02.01.2026;Zibbet Oslo;-10,00');
  let fails = true;
  const shown = await desk(at.home, {
    screen: 'review', modelFolder: at.modelFolder,
    start: (argv) => ({ stop: () => {}, ended: fails ? Promise.resolve({ exit: 1, stdout: '{"error":{"code":"defect","message":"It broke.","hint":"Look."}}', stderr: '' }) : ftWith({ environment: { modelFolder: at.modelFolder } }, at.home, ...argv) }),
  });
  expect(shown.frame()).toContain('It broke. Look.');
  fails = false;
  await shown.press('tab', 'g', 'r');
  expect(shown.frame()).toContain('Zibbet');
  shown.close();
});
