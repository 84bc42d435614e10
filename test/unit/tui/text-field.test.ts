import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/format/display-width.ts';
import { TextField } from '../../../src/tui/components/text-field.ts';
import { themeFor } from '../../../src/tui/theme.ts';

const plain = await themeFor({ color: false, unicode: true });
const key = (name: string) => ({ name, text: [...name].length === 1 ? name : '' });
function typed(initial: string, ...names: string[]): TextField {
  const field = new TextField(initial);
  for (const name of names) field.press(key(name));
  return field;
}

describe('a text field', () => {
  test('types where the cursor is', () => expect(typed('ac', 'left', 'b').text).toBe('abc'));
  test('backspace takes a whole character, also beyond the basic plane', () => expect(typed('a😀', 'backspace').text).toBe('a'));
  test('home and end', () => expect(typed('bc', 'home', 'a', 'end', 'd').text).toBe('abcd'));
  test('ctrl-w takes a word, ctrl-u all before, ctrl-k all after', () => {
    expect(typed('one two', 'ctrl-w').text).toBe('one ');
    expect(typed('one two', 'left', 'left', 'left', 'ctrl-u').text).toBe('two');
    expect(typed('one two', 'left', 'left', 'left', 'ctrl-k').text).toBe('one ');
  });
  test('a key that it does not know is left for others', () => expect(new TextField().press(key('pgdn'))).toBe(false));
  test.each(['', 'short', '漢字漢字漢字漢字漢字漢字', '\u001b[31mred\u202e', 'x'.repeat(500), '1️⃣#️⃣❤️🇳🇴👩‍👩‍👧e\u0301', 'ｱ가각\ufe0f\u20e3'])('is drawn in exactly its width, wherever the cursor is: %j', (text) => {
    const colored = themeFor({ color: true, unicode: true });
    return colored.then((theme) => {
      for (const width of [3, 10, 40]) for (let left = 0; left < 12; left++) for (const one of [plain, theme])
        expect(displayWidth(typed(text, ...new Array<string>(left).fill('left')).line(width, one).replace(/\u001b\[[0-9;]*m/g, ''))).toBe(width);
      expect(displayWidth(typed(text, 'home').line(10, plain))).toBe(10);
    });
  });
  test('nothing that is pasted runs on the terminal', () => expect(new TextField('\u001b[2J').line(20, plain)).not.toContain('\u001b'));
});
