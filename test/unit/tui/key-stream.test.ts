import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyStream } from '../../../src/tui/key-stream.ts';

const names = (...chunks: string[]): string[] => {
  const stream = new KeyStream();
  return [...chunks.flatMap((chunk) => stream.take(chunk)), ...stream.giveUp()].map(({ name, text }) => (name === 'paste' ? `paste:${text}` : name));
};

describe('keys of a terminal', () => {
  test.each([
    ['jjj', ['j', 'j', 'j']], ['G', ['G']], ['  ', ['space', 'space']], ['æ漢😀', ['æ', '漢', '😀']],
    ['\r', ['enter']], ['\n', ['enter']], ['\t', ['tab']], ['\u001b[Z', ['shift-tab']], ['\u007f', ['backspace']], ['\b', ['backspace']], ['\u001b[3~', ['delete']],
    ['\u0003\u0012\u001a', ['ctrl-c', 'ctrl-r', 'ctrl-z']], ['\u0000\u001c\u009b\ufffd', []],
    ['\u001b[A\u001bOA\u001b[1;5A\u001b[a', ['up', 'up', 'up', 'up']], ['\u001b[B\u001b[C\u001b[D', ['down', 'right', 'left']],
    ['\u001b[H\u001bOH\u001b[1~\u001b[7~', ['home', 'home', 'home', 'home']], ['\u001b[F\u001bOF\u001b[4~\u001b[8~', ['end', 'end', 'end', 'end']],
    ['\u001b[5~\u001b[6~\u001b[5;2~\u001b[6^', ['pgup', 'pgdn', 'pgup', 'pgdn']], ['\u001bOM', ['enter']],
  ])('%j is %j', (sent, pressed) => { expect(names(sent)).toEqual(pressed); });

  test('what no key has is passed over: answers of the terminal, the mouse, other function keys', () => {
    expect(names('\u001b[?62;22c\u001b[12;40R\u001b[I\u001b[<0;10;10M\u001b[15~\u001b[[A\u001bOP\u001b]11;rgb:0000/0000/0000\u0007\u001bP1$r0m\u001b\\j')).toEqual(['j']);
  });

  test('Esc alone is Esc once nothing follows, and before another key it is Esc and that key', () => {
    const stream = new KeyStream();
    expect(stream.take('\u001b')).toEqual([]);
    expect(stream.patience).toBeGreaterThan(0);
    expect(stream.giveUp()).toEqual([{ name: 'esc', text: '' }]);
    expect(stream.patience).toBeUndefined();
    expect(names('\u001bj')).toEqual(['esc', 'j']);
    expect(names('\u001b\u001b')).toEqual(['esc', 'esc']);
    expect(names('\u001b\u001b[A')).toEqual(['esc', 'up']);
    expect(names('\u001b', '[')).toEqual(['esc', '[']);
  });

  test('Alt with a word key is its own', () => { expect(names('\u001bb\u001bf\u001bd\u001b\u007f')).toEqual(['alt-b', 'alt-f', 'alt-d', 'alt-backspace']); });

  test('a sequence that was cut off types nothing', () => { expect(names('\u001b[1;')).toEqual([]); });

  test('what is pasted is one key, in one line and without controls', () => {
    expect(names('\u001b[200~q\r\nquit\u0003\u001b[2J ü\u001b[201~j')).toEqual(['paste:q quit[2J ü', 'j']);
    expect(names('\u001b[200~\u001b[201~')).toEqual([]);
  });

  test('a paste without an end is what came of it', () => { expect(names('\u001b[200~abc')).toEqual(['paste:abc']); });

  test('so much at once was pasted, also where the terminal does not say so; a held key was not', () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(3);
    expect(names(text)).toEqual([`paste:${text}`]);
    expect(names('j'.repeat(200))).toHaveLength(200);
  });

  test('a huge paste is kept as far as a line of text can use it, in little time', () => {
    const stream = new KeyStream();
    const chunks = Array.from({ length: 2500 }, () => 'lorem ipsum dolor sit amet consectetur. '); // 100 kB
    const keys = [...stream.take('\u001b[200~'), ...chunks.flatMap((chunk) => stream.take(chunk)), ...stream.take('\u001b[201~k')];
    expect(keys.map(({ name }) => name)).toEqual(['paste', 'k']);
    expect(keys[0]!.text).toMatch(/^lorem ipsum/);
    expect(keys[0]!.text).toHaveLength(2000);
  });

  test('however the bytes are cut into chunks, the keys are the same', () => {
    const piece = fc.constantFrom('j', 'æ', ' ', '\r', '\u001b[A', '\u001bOB', '\u001b[3~', '\u001b[1;5C', '\u001b[200~some text\u001b[201~', '\u007f', '\u0012', '\u001bb', '\u001b[?62;22c');
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(8), { minLength: 1 }), (pieces, sizes) => {
      const whole = pieces.join('');
      const chunks: string[] = [];
      for (let at = 0, turn = 0; at < whole.length; turn++) {
        const length = 1 + sizes[turn % sizes.length]!;
        chunks.push(whole.slice(at, at + length));
        at += length;
      }
      expect(names(...chunks)).toEqual(names(whole));
    }));
  });

  test('whatever comes, no key holds what a terminal would execute', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), (chunks) => {
      const stream = new KeyStream();
      for (const { text } of [...chunks.flatMap((chunk) => stream.take(chunk)), ...stream.giveUp()]) expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }));
  });
});
