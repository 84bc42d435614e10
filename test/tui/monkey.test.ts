/** Any keys in any order, on a home whose every text is hostile: nothing is thrown, nothing active or too wide is drawn, and all of it can be undone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/machine/random.ts';
import { SCREENS, bindings } from '../../src/tui/keymap.ts';
import { ft, ftJson } from '../cli/ft.ts';
import { desk, faults } from './desk.ts';
import { HOSTILE, hostileHome } from './hostile-home.ts';

/** Undo and redo are left to the end; leaving does nothing here. */
const LEFT_OUT = ['u', 'ctrl-r', 'ctrl-z'];
const BOUND = [...new Set((['everywhere', 'movement', ...SCREENS] as const).flatMap((section) => Object.values(bindings(section)).flatMap(({ keys }) => keys.flatMap((key) => key.split(' ')))))].filter((key) => !LEFT_OUT.includes(key));
const ACTS = ['c', 'n', 's', 'C', 'space', '*', 'r', 'D', 'a', 'e', 'w', '+', '-', 'v', '/', 'enter', '1', '2', '3', 'y', 'b', 't', 'i', 'x', ':', 'G', 'd', 'g', 'g'];
const ANSWERS = ['enter', 'enter', 'enter', 'y', 'tab', 'down', '1', '9', 'esc'];
const TYPED = ['backspace', 'space', '.', ',', '=', '-', 'é', '日', '👩', '5', '0', 'j', 'k', 'up', 'down', 'enter', 'tab'];
const PASTED = HOSTILE.map((text) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, 2000));

const fresh = Number(process.env['FT_SEED'] ?? Date.now() % 1_000_000);
let home: string;
let files: string;
let before: string;

/** All that commands say of the ledger. */
async function told(): Promise<string> {
  const answers: unknown[] = [];
  for (const argv of [['list'], ['accounts'], ['budget', 'list'], ['categories'], ['rules', 'list'], ['review', '--list']]) answers.push(await ftJson(home, ...argv));
  return JSON.stringify(answers);
}
const commits = async (): Promise<number> => (await ftJson<{ commits: readonly unknown[] }>(home, 'history', '--all')).commits.length;

beforeAll(async () => {
  ({ home, files } = await hostileHome(20));
  before = await told();
}, 60_000);

/** Takes back the newest commits, one by one: undos too, which `u` passes over. */
async function takenBack(home: string, count: number): Promise<void> {
  const { commits } = await ftJson<{ commits: { id: string }[] }>(home, 'history', '--all');
  for (const { id } of commits.slice(0, count)) {
    const now = await ftJson<{ commits: { id: string; undone: boolean }[] }>(home, 'history', '--all');
    if (now.commits.find((commit) => commit.id === id)?.undone === false) await ft(home, 'undo', id, '--yes');
  }
}

describe('keys in any order', () => {
  it.each([['the fixed seed 12', 12], [`FT_SEED=${fresh}`, fresh]])('break nothing, and can be undone (%s)', async (_name, seed) => {
    const random = seededRandom(`monkey ${seed}`);
    const number = (below: number): number => random(4).reduce((sum, byte) => sum * 256 + byte, 0) % below;
    const pick = <T>(from: readonly T[]): T => from[number(from.length)]!;
    const one = await desk(home, { locale: pick(['en', 'nb'] as const), color: number(2) === 0, unicode: number(2) === 0 });
    const known = await commits();
    let size = { columns: 100, rows: 30 };
    const pressed: string[] = [];
    try {
      for (let turn = 0; turn < 300; turn++) {
        const pasted = number(25) === 0 ? pick([...PASTED, `${files}/`]) : undefined;
        const name = pasted !== undefined ? 'paste' : pick(one.dashboard.ask.isOpen ? pick([ANSWERS, ANSWERS, TYPED, BOUND]) : pick([ACTS, BOUND, TYPED]));
        pressed.push(pasted === undefined ? name : `paste ${pasted.slice(0, 20)}`);
        if (pasted === undefined) await one.press(name);
        else one.dashboard.press({ name, text: pasted });
        await one.settled();
        if (number(5) === 0) size = { columns: 60 + number(150), rows: 16 + number(50) };
        expect(faults(one.frame(size), size), `after ${pressed.slice(-15).join(' | ')}`).toEqual([]);
      }
      for (let times = 0; times < 12; times++) await one.press('esc');
      await one.press('g', 'p', 'g', 'o');
      const added = (await commits()) - known;
      // Who looked at a time before the first import may have gone on to the demo.
      if (one.started.some(([command = '']) => ['undo', 'redo', 'demo'].includes(command))) await takenBack(home, added);
      else for (let left = added; left > 0; left--) {
        await one.press('u');
        if (one.dashboard.ask.isOpen) await one.press('y');
      }
      expect((await ft(home, 'log', 'verify')).exit).toBe(0);
      expect(await told(), `after ${one.started.map((argv) => argv.join(' ').slice(0, 80)).join('\n')}`).toBe(before);
    } finally {
      one.close();
    }
  }, 60_000);
});
