/** Single keys: what a terminal sends, and what is made of it. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { pressed } from '../../../src/cli/keys.ts';

type Keyboard = Parameters<typeof pressed>[0];

/** A keyboard that says whether it hands over single keys. */
function keyboard() {
  const stream = new PassThrough();
  const state = { isRaw: false };
  const board = Object.assign(stream, { setRawMode: (on: boolean) => { state.isRaw = on; return board; } });
  return { board: board as unknown as Keyboard, stream, state };
}
const next = (board: Keyboard): Promise<string | undefined> => pressed(board, () => undefined);

describe('pressed', () => {
  it('asks once keys come singly, and puts the terminal back', async () => {
    const { board, stream, state } = keyboard();
    const seen: boolean[] = [];
    const key = pressed(board, () => { seen.push(state.isRaw); });
    stream.write('k');
    expect([await key, seen, state.isRaw]).toEqual(['k', [true], false]);
  });
  it.each([['1', '1'], ['\r', ''], ['\n', ''], ['ø', 'ø'], ['😀', '😀'], ['\u0004', undefined], ['\u001b[A\u001b[1;5Cs', 's'], ['\u001bOPx', 'x']])('%j is %j', async (sent, key) => {
    const { board, stream } = keyboard();
    stream.write(sent);
    expect(await next(board)).toBe(key);
  });
  it('passes over arrows until a key comes', async () => {
    const { board, stream } = keyboard();
    const key = next(board);
    for (const sent of ['\u001b[B', '\u001b', 'y']) stream.write(sent);
    expect(await key).toBe('y');
  });
  it('keeps what was typed ahead for the next question', async () => {
    const { board, stream } = keyboard();
    stream.write('12s');
    expect([await next(board), await next(board), await next(board)]).toEqual(['1', '2', 's']);
  });
  it('is undefined at the end of input', async () => {
    const { board, stream } = keyboard();
    stream.end();
    expect(await next(board)).toBeUndefined();
  });
});
