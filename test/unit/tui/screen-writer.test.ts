import { describe, expect, test } from 'vitest';
import { ScreenWriter } from '../../../src/tui/screen-writer.ts';
import { SpokenWriter } from '../../../src/tui/spoken-writer.ts';

/** A terminal that keeps what is written to it. */
function terminal(columns = 20, rows = 5) {
  const heard = new Set<() => void>();
  return {
    columns, rows, written: [] as string[],
    write(text: string) { this.written.push(text); return true; },
    on(_event: 'resize', listener: () => void) { heard.add(listener); },
    off(_event: 'resize', listener: () => void) { heard.delete(listener); },
    resize(to: number) { this.columns = to; for (const listener of heard) listener(); },
    /** What was written since the last look. */
    news() { return this.written.splice(0).join(''); },
    listeners: heard,
  };
}

describe('the writer of frames', () => {
  const drawn = (rows?: number) => {
    const screen = terminal(20, rows);
    const writer = new ScreenWriter(screen);
    writer.enter();
    screen.news();
    return { screen, writer };
  };

  test('the first frame is whole, then only lines that are new', () => {
    const { screen, writer } = drawn();
    writer.write('one\ntwo\nthree');
    expect(screen.news()).toContain('\u001b[2J');
    writer.write('one\n2\nthree');
    const news = screen.news();
    expect(news).toContain('\u001b[2;1H2\u001b[0m\u001b[K');
    expect(news).not.toMatch(/one|three|\u001b\[2J/);
  });

  test('the same frame sends nothing', () => {
    const { screen, writer } = drawn();
    writer.write('one');
    screen.news();
    writer.write('one');
    expect(screen.news()).toBe('');
  });

  test('a line that fills the window is not followed by what would clear its last character', () => {
    const { screen, writer } = drawn();
    writer.write('a');
    screen.news();
    writer.write('\u001b[31m漢'.padEnd(23, 'x') + '\u001b[0m');
    expect(screen.news()).not.toContain('x\u001b[0m\u001b[K');
    writer.write('0123456789012345678');
    expect(screen.news()).toContain('8\u001b[0m\u001b[K');
  });

  test('rows that a shorter frame leaves behind are cleared, rows that do not fit are not sent', () => {
    const { screen, writer } = drawn(2);
    writer.write('one\ntwo\nthree');
    expect(screen.news()).not.toContain('three');
    writer.write('one');
    expect(screen.news()).toContain('\u001b[2;1H\u001b[J');
  });

  test('another size is told, and the next frame is whole', () => {
    const { screen, writer } = drawn();
    writer.write('one');
    let told = 0;
    const stop = writer.onResize(() => told++);
    const before = writer.size();
    expect(writer.size()).toBe(before);
    screen.resize(30);
    expect([told, writer.size()]).toEqual([1, { columns: 30, rows: 5 }]);
    screen.news();
    writer.write('one');
    expect(screen.news()).toContain('one');
    stop();
    screen.resize(20);
    expect(told).toBe(1);
  });

  test('given back, the terminal is as it was, once, and nothing is drawn on it any more', () => {
    const { screen, writer } = drawn();
    writer.write('one');
    screen.news();
    writer.leave();
    writer.leave();
    writer.write('two');
    expect(screen.news()).toBe('\u001b[0m\u001b[H\u001b[2J\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l');
    expect(screen.listeners.size).toBe(0);
  });
});

describe('the writer for a screen reader', () => {
  test('says what is new, plainly, and not the row that the cursor left', () => {
    const screen = terminal();
    const writer = new SpokenWriter(screen);
    writer.enter();
    screen.news();
    writer.write('Accounts  -----\n> Wages   100\n  Food     5\n#####');
    expect(screen.news()).toBe('Accounts -----\r\n> Wages 100\r\nFood 5\r\n');
    writer.write('Accounts  -----\n  Wages   100\n> Food     5\n#####');
    expect(screen.news()).toBe('> Food 5\r\n');
    writer.write('Accounts  -----\n> Wages   100\n  Food     6\n#####');
    expect(screen.news()).toBe('> Wages 100\r\nFood 6\r\n');
    writer.leave();
    writer.write('after');
    expect(screen.news()).not.toContain('after');
  });
});
