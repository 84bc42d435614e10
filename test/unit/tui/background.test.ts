import { describe, expect, test } from 'vitest';
import { Background, type Start } from '../../../src/tui/background.ts';
import { wordsOf } from '../../../src/tui/command-palette.ts';

interface Begun { readonly argv: readonly string[]; end(exit: number, stdout: string, stderr?: string): void; progress(done: number, total: number): void; stopped: boolean }

function stage(): { begun: Begun[]; background: Background; changes: () => number } {
  const begun: Begun[] = [];
  let changes = 0;
  const start: Start = (argv, progress) => {
    let end: (result: { exit: number; stdout: string; stderr: string }) => void = () => {};
    const one: Begun = { argv, stopped: false, end: (exit, stdout, stderr = '') => end({ exit, stdout, stderr }), progress: (done, total) => progress('reading', done, total) };
    begun.push(one);
    return { ended: new Promise((resolve) => { end = resolve; }), stop: () => { one.stopped = true; end({ exit: 143, stdout: '', stderr: '' }); } };
  };
  return { begun, background: new Background(start, () => { changes++; }), changes: () => changes };
}
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

describe('commands beside the dashboard', () => {
  test('a command answers its JSON', async () => {
    const { begun, background } = stage();
    const answer = background.run(['accounts']);
    expect(begun[0]!.argv).toEqual(['accounts', '--json']);
    begun[0]!.end(0, '{"a":1}');
    expect(await answer).toEqual({ exit: 0, json: { a: 1 } });
  });
  test('a failure is told as the command told it', async () => {
    const { begun, background } = stage();
    const answer = background.run(['undo']);
    begun[0]!.end(1, '{"error":{"code":"nothing-to-undo","message":"m","hint":"h"}}');
    expect((await answer).failed).toEqual({ code: 'nothing-to-undo', message: 'm', hint: 'h' });
  });
  test('a command that dies without a word is a failure too', async () => {
    const { begun, background } = stage();
    const answer = background.run(['import']);
    begun[0]!.end(1, '', 'out of memory\nmore');
    expect((await answer).failed?.message).toBe('out of memory');
  });
  test('writers wait for each other, and go on after one that failed', async () => {
    const { begun, background } = stage();
    const [first, second] = [background.runInTurn(['note', '1']), background.runInTurn(['note', '2'])];
    await turn();
    expect(begun.length).toBe(1);
    begun[0]!.end(1, 'no json');
    await first;
    await turn();
    expect(begun[1]!.argv).toEqual(['note', '2', '--json']);
    begun[1]!.end(0, '{}');
    expect((await second).json).toEqual({});
  });
  test('progress is told while it runs, and stopping says so', async () => {
    const { begun, background, changes } = stage();
    const answer = background.run(['import'], { label: 'Importing' });
    const before = changes();
    begun[0]!.progress(50, 200);
    expect(background.told()).toBe('Importing 50 / 200 (25 %)');
    expect(changes()).toBeGreaterThan(before);
    expect(background.stop()).toBe(true);
    expect(await answer).toMatchObject({ stopped: true });
    expect(background.told()).toBeUndefined();
    expect(background.stop()).toBe(false);
  });
});

test('leaving waits for what is to be written, and once closed nothing more begins', async () => {
  const { begun, background } = stage();
  const answers = ['1', '2', '3'].map((id) => background.runInTurn(['note', id]));
  await turn();
  expect(background.writing).toBe(3);
  let isIdle = false;
  const idle = background.idle().then(() => { isIdle = true; });
  begun[0]!.end(0, '{}');
  await answers[0];
  expect([background.writing, isIdle]).toEqual([2, false]);
  background.close();
  expect(await answers[1]).toMatchObject({ stopped: true });
  expect(await answers[2]).toMatchObject({ stopped: true });
  await idle;
  expect([begun.map(({ stopped }) => stopped), isIdle]).toEqual([[false, true], true]);
});

test('leaving waits also for what is asked for when the one before it has ended: answers wait for each other', async () => {
  const { begun, background } = stage();
  const all = (async () => { for (const id of ['1', '2', '3']) await background.runInTurn(['note', id]); })();
  await turn();
  let isIdle = false;
  const idle = background.idle().then(() => { isIdle = true; });
  for (const at of [0, 1, 2]) {
    expect([begun.length, isIdle]).toEqual([at + 1, false]);
    begun[at]!.end(0, '{}');
    await turn();
    await turn();
  }
  await Promise.all([all, idle]);
  expect(isIdle).toBe(true);
});

test('a command line is parted as a shell would', () => {
  expect(wordsOf('list "two words" category:groceries -is:transfer')).toEqual(['list', 'two words', 'category:groceries', '-is:transfer']);
  expect(wordsOf('note 2c9k \'it is "so"\'')).toEqual(['note', '2c9k', 'it is "so"']);
  expect(wordsOf('list account:"Joint account"')).toEqual(['list', 'account:Joint account']);
});
