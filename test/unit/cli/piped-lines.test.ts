/** Lines from a pipe, one at a time, however they come. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { typedUnseen } from '../../../src/cli/keys.ts';
import { PipedLines } from '../../../src/cli/piped-lines.ts';

describe('lines from a pipe', () => {
  it('wait for their questions, and end with the pipe', async () => {
    const pipe = new PassThrough();
    const lines = new PipedLines(pipe);
    pipe.write('one\r\ntw');
    expect(await lines.next()).toBe('one');
    const second = lines.next();
    pipe.end('o\n\nlast');
    expect([await second, await lines.next(), await lines.next(), await lines.next(), await lines.next()]).toEqual(['two', '', 'last', undefined, undefined]);
  });

  it('are wanted no more when the signal says so, and none is lost by it', async () => {
    const pipe = new PassThrough();
    const lines = new PipedLines(pipe);
    const stop = new AbortController();
    const unwanted = lines.next(stop.signal);
    stop.abort();
    expect(await unwanted).toBeUndefined();
    pipe.write('kept\n');
    expect(await lines.next()).toBe('kept');
    lines.close();
  });
});

describe('a line that is not shown', () => {
  const typed = async (...sent: (string | Buffer)[]): Promise<{ line: string | undefined; isRaw: boolean; rest: string }> => {
    const stream = new PassThrough();
    let isRaw = false;
    const board = Object.assign(stream, { setRawMode: (on: boolean) => { isRaw = on; return board; } }) as unknown as Parameters<typeof typedUnseen>[0];
    const line = typedUnseen(board, () => undefined);
    for (const one of sent) {
      stream.write(one);
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    const answer = await Promise.race([line, new Promise<string>((resolve) => { setTimeout(() => resolve('(waits)'), 50); })]);
    return { line: answer, isRaw, rest: String(stream.read() ?? '') };
  };

  it.each([
    ['typed', ['s', 'e', 'c', '\r'], 'sec'], ['pasted with its end', ['secret\r\n'], 'secret'], ['mended', ['sex\u007fc', '\b\bx\r'], 'sx'], ['begun anew', ['wrong\u0015right\n'], 'right'],
    ['with arrows between', ['a', '\u001b[D', 'b\r'], 'ab'], ['in two halves of a letter', [Buffer.from([0xc3]), Buffer.from([0xb8, 0x0d])], 'ø'], ['empty', ['\r'], ''], ['given up', ['\u0004'], undefined],
  ])('%s', async (_, sent, line) => {
    expect(await typed(...sent)).toMatchObject({ line, isRaw: false });
  });

  it('leaves what comes after it for the next question', async () => {
    expect(await typed('one\rtwo\r')).toMatchObject({ line: 'one', rest: 'two\r' });
  });
});
