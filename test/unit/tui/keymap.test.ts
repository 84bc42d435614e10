import { describe, expect, test } from 'vitest';
import { type Section, SCREENS, actionFor, bindings } from '../../../src/tui/keymap.ts';

const SECTIONS: readonly Section[] = ['everywhere', 'movement', 'welcome', ...SCREENS];
const keysOf = (section: Section): string[] => Object.values(bindings(section)).flatMap(({ keys }) => [...keys]);

describe('the keymap', () => {
  test.each(SECTIONS)('%s: no key stands for two actions, and none is the beginning of another', (section) => {
    const keys = keysOf(section);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(keys.filter((other) => other !== key && other.startsWith(`${key} `))).toEqual([]);
  });

  test.each(SECTIONS)('%s: every action has words in both languages', (section) => {
    for (const [action, { en, nb }] of Object.entries(bindings(section))) expect([action, en.length > 0, nb.length > 0]).toEqual([action, true, true]);
  });

  test('what holds everywhere is hidden by a screen only where it means the same there', () => {
    const everywhere = new Set(keysOf('everywhere'));
    const hidden = SCREENS.flatMap((screen) => keysOf(screen).filter((key) => everywhere.has(key)).map((key) => `${screen} ${key}`));
    // In the history, undo and redo are of the commit under the cursor; in the review, of the last answer.
    expect(hidden).toEqual(['review u', 'history u', 'history ctrl-r']);
  });

  test('no screen takes a key that moves', () => {
    const moving = new Set(keysOf('movement'));
    expect(SCREENS.flatMap((screen) => keysOf(screen).filter((key) => moving.has(key)).map((key) => `${screen} ${key}`))).toEqual([]);
  });

  test('two keys one after the other', () => {
    expect(actionFor('everywhere', 'g')).toBe('begun');
    expect(actionFor('everywhere', 'g h')).toBe('goHistory');
    expect(actionFor('everywhere', 'g z')).toBeUndefined();
    expect(actionFor('movement', 'g g')).toBe('first');
  });
});
