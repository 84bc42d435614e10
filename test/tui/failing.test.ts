/** A failure that has a name is said, wherever it was raised, and the dashboard lives; anything else is a defect, and thrown on. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FailureError, failure } from '../../src/errors.ts';
import { HistoryScreen } from '../../src/tui/screens/history.ts';
import { SumTooLarge } from '../../src/values/money.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const SIZE = { columns: 120, rows: 30 };
const NAMED: readonly (readonly [string, () => Error, string])[] = [
  ['a failure of the catalogue', () => new FailureError(failure('commit-unknown', { commit: 'abc' })), 'There is no commit abc.'],
  ['a sum too large', () => new SumTooLarge('too much'), 'The amounts add up to more than can be kept exact.'],
  ['a damaged page', () => Object.assign(new Error('disk image is malformed'), { name: 'SqliteError', code: 'SQLITE_CORRUPT' }), 'is damaged: disk image is malformed.'],
];
const DEFECTS: readonly (readonly [string, () => Error])[] = [
  ['a defect', () => new TypeError('provoked')],
  ['a statement that SQLite cannot read', () => Object.assign(new Error('no such column'), { name: 'SqliteError', code: 'SQLITE_ERROR' })],
  ['a file that is not there', () => Object.assign(new Error('ENOENT'), { code: 'ENOENT' })],
];

let shown: Desk;
let home: string | undefined;
beforeEach(async () => { shown = await desk((home ??= await demoHome()), { size: SIZE }); });
afterEach(() => {
  vi.restoreAllMocks();
  shown.close();
});

/** The history fails in this place from now on. */
const failing = (where: 'opened' | 'refreshed' | 'view' | 'subtitle', why: () => Error): void => { vi.spyOn(HistoryScreen.prototype, where).mockImplementation(() => { throw why(); }); };
const foot = (): string => shown.frame().split('\n').at(-2)!;
const body = (): string => shown.frame().split('\n').slice(1, -2).join('\n');

describe.each(NAMED)('%s', (_what, why, told) => {
  test('in opening a screen stands in its place and at the foot; the other screens are there, and so is this one when it can be', async () => {
    failing('opened', why);
    await shown.press('g', 'h');
    expect(foot()).toContain(told.slice(0, 40));
    expect(body()).toContain(told);
    expect(faults(shown.frame(SIZE), SIZE)).toEqual([]);
    // Its own keys do nothing: there is nothing that they could act on.
    await shown.press('j', 'enter', 'd');
    expect(body()).toContain(told);
    await shown.press('g', 't');
    expect(shown.frame()).toContain('Bank text');
    vi.restoreAllMocks();
    await shown.press('g', 'h');
    expect(body()).not.toContain(told);
    expect(body()).toContain('imported');
  });

  test('in reading it anew, too', async () => {
    await shown.press('g', 'h');
    failing('refreshed', why);
    await shown.dashboard.refresh();
    expect(foot()).toContain(told.slice(0, 40));
    expect(body()).toContain(told);
    vi.restoreAllMocks();
    await shown.dashboard.refresh();
    expect(body()).toContain('imported');
  });

  test('in drawing is drawn, once and for all until something changes', async () => {
    await shown.press('g', 'h');
    failing('view', why);
    expect(body()).toContain(told);
    expect(body()).toContain(told);
    expect(HistoryScreen.prototype.view).toHaveBeenCalledTimes(1);
    await shown.press('g', 'o');
    expect(body()).toContain('Accounts');
  });

  test('in what a key does is said at the foot, and the screen stays', async () => {
    await shown.press('g', 't');
    vi.spyOn(shown.dashboard, 'open').mockImplementation(() => { throw why(); });
    await shown.press('g', 'h');
    expect(foot()).toContain(told.slice(0, 40));
    expect(body()).toContain('Bank text');
  });

  test('that nobody caught is said at the foot', () => {
    expect(shown.dashboard.survives(why())).toBe(true);
    expect(foot()).toContain(told.slice(0, 40));
  });
});

describe.each(DEFECTS)('%s', (_what, why) => {
  test('is thrown on, for the terminal to be given back and it to be told', async () => {
    expect(shown.dashboard.survives(why())).toBe(false);
    failing('opened', why);
    await shown.press('g');
    expect(() => shown.dashboard.press({ name: 'h', text: 'h' })).toThrow(why().message);
    vi.restoreAllMocks();
    failing('view', why);
    expect(() => shown.dashboard.view(SIZE)).toThrow(why().message);
  });
});
