/** The window itself, through a real pseudo-terminal: little is sent, sizes change, keys come in any shape, colours and a screen reader. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { spawnFt } from '../cli/spawn.ts';
import { faults } from './desk.ts';
import { Seat, type SeatOptions, withoutPty } from './pty.ts';

let home: string;
let seat: Seat;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ft-window-'));
  expect((await spawnFt(['demo', '--home', home, '--no-tui'], { env: { ...process.env, FT_MODEL: 'off' } })).exit).toBe(0);
});
afterEach(() => seat.close());

async function opened({ env, ...options }: SeatOptions = {}): Promise<void> {
  seat = new Seat([], { columns: 120, rows: 36, ...options, env: { FINANCE_TRACKER_HOME: home, ...env } });
  await seat.waitFor('Enter');
}
const inTransactions = async (): Promise<void> => {
  await seat.keys('g', 't');
  await seat.waitFor('Bank text');
};

describe.skipIf(withoutPty !== undefined)(withoutPty ?? 'in a window', () => {
  test('a step down sends some lines, never the screen', async () => {
    await opened();
    await inTransactions();
    await seat.waitFor(/ 1 \/ \d/);
    const before = seat.sent.length;
    await seat.keys('j');
    await seat.waitFor(/ 2 \/ \d/);
    const news = seat.sent.slice(before);
    expect(news).not.toContain('\u001b[2J');
    expect(Buffer.byteLength(news)).toBeLessThan(12_000);
  });

  test('every size is drawn whole, and back again', async () => {
    await opened();
    await inTransactions();
    for (const [columns, rows] of [[80, 24], [200, 60], [60, 16], [61, 17], [120, 36]] as const) {
      seat.resize(columns, rows);
      // The emulator cuts the old frame first; the new one has its tabs at the top and its keys at the foot.
      await seat.waitFor((shown) => shown.split('\n')[0]!.includes('Transactions') && shown.split('\n').at(-1)!.includes('search') && faults(shown, { columns, rows }).length === 0);
    }
    seat.resize(40, 8);
    await seat.waitFor('60 x 16');
    seat.resize(120, 36);
    await seat.waitFor('Bank text');
  });

  test('keys in one chunk, arrows of both kinds and what is cut in two are all heard', async () => {
    await opened();
    await inTransactions();
    await seat.waitFor(/ 1 \/ \d/);
    seat.send('jjj');
    await seat.waitFor(/ 4 \/ \d/);
    seat.send('\u001b[B\u001bOB\u001b[A');
    await seat.waitFor(/ 5 \/ \d/);
    seat.send('\u001b');
    seat.send('[B');
    await seat.waitFor(/ 6 \/ \d/);
  });

  test('what is pasted is typed where one types, and else does nothing', async () => {
    await opened();
    await inTransactions();
    seat.send('\u001b[200~qqq\r\u001b[201~');
    await seat.keys('/');
    seat.send(`\u001b[200~${'kiwi '.repeat(20_000)}\u001b[201~`);
    await seat.waitFor('kiwi kiwi');
    await seat.keys('ctrl-u', ...'kiwi', 'enter');
    await seat.waitFor('58 transactions');
  });

  test('without colours nothing is coloured, with FT_ASCII all is ASCII', async () => {
    await opened({ env: { NO_COLOR: '1', FT_ASCII: '1' } });
    await inTransactions();
    expect(seat.sent).not.toMatch(/\u001b\[(?:[1-9]|\d\d)[0-9;]*m/);
    // What the bank wrote stays as it is.
    expect(seat.frame().split('\n').filter((text) => !/Kiwi|·|ø|å|æ|Ø|Å|Æ|é|ö/.test(text)).join('')).toMatch(/^[\u0020-\u007e]*$/);
  });

  test('a screen reader hears words, and only what is new', async () => {
    seat = new Seat([], { columns: 100, rows: 36, env: { FINANCE_TRACKER_HOME: home, INK_SCREEN_READER: 'true' } });
    await seat.waitFor('quit');
    expect(seat.sent).not.toContain('\u001b[?1049h');
    await seat.keys('g', 't');
    await seat.waitFor('search');
    const before = seat.sent.length;
    await seat.keys('j');
    await seat.waitFor(() => seat.sent.length > before);
    const news = seat.sent.slice(before);
    expect(news).toContain('> ');
    expect(news.length).toBeLessThan(2500);
    expect(seat.sent).not.toMatch(/[\u2500-\u259f]|\u001b\[\d*[A-K]/);
    await seat.keys('q');
    expect((await seat.exit()).code).toBe(0);
  });
});
