/** Review, key by key: what each key answers, that the next question is there at once, and that everything comes back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Start } from '../../src/tui/background.ts';
import { ft, ftJson, ftWith } from '../cli/ft.ts';
import { type Desk, type DeskOptions, desk } from './desk.ts';
import { type WaitingHome, delivered, merchantsHome, questionsHome } from './review-home.ts';

let shown: Desk;
let at: WaitingHome;
afterEach(() => shown.close());

const opened = async (options: DeskOptions = {}): Promise<void> => { shown = await desk(at.home, { modelFolder: at.modelFolder, screen: 'review', size: { columns: 100, rows: 30 }, ...options }); };
/** Commands that were started, but for the looking up. */
const written = (): string[] => shown.started.filter(([name, what]) => !(name === 'review' && what === '--list')).map((argv) => argv.filter((word) => !/^[0-9a-f-]{20,}$|^[0-9a-z]{16}$/.test(word)).join(' '));
const lookUps = (): number => shown.started.filter(([name, what]) => name === 'review' && what === '--list').length;
/** The title of the question in front. */
const question = (): string => shown.frame().split('\n').find((line) => line.includes('──'))!.split('What waits')[1]!.replaceAll('─', '').trim();
const progress = (): string => shown.frame().split('\n')[1]!.replace(/[█·]+/, '').replace(/\s+/g, ' ').trim();
const rows = () => ftJson<{ description: string; category: string; categorySource: string }[]>(at.home, 'list');
const told = async () => (await rows()).map(({ description, category, categorySource }) => `${description}: ${category} ${categorySource}`);
const waits = async () => { const { uncategorized, unsure } = JSON.parse((await ftWith({ environment: { modelFolder: at.modelFolder } }, at.home, 'review', '--list', '--json')).stdout) as { uncategorized: unknown[]; unsure: unknown[] }; return uncategorized.length + unsure.length; };

describe('merchants', () => {
  beforeEach(async () => { at = await merchantsHome(); });

  test('stand in the order of what they are worth, each with its keys and the rows that follow', async () => {
    await opened();
    expect(question()).toBe('Blorp');
    expect(progress()).toBe('1 of 4');
    await shown.press('s');
    expect(question()).toBe('Xqz');
    expect(progress()).toBe('2 of 4');
    const frame = shown.frame();
    expect(frame).toMatch(/2 transactions {3}-2,500\.00\sNOK {3}latest 2026-01-03/);
    expect(frame).toMatch(/Enter 1 {2}take Pharmac\S* +40 %/);
    expect(frame).toContain('Your answer settles 2 transactions');
    expect(frame).toContain('and "xqz" is remembered for what comes');
    expect(frame).toMatch(/2026-01-03 {2}Xqz Storo +-1,500\.00\sNOK/);
    expect(frame).toMatch(/2026-01-02 {2}Xqz Bislet +-1,000\.00\sNOK/);
    await shown.press('l');
    expect(shown.frame()).toMatch(/labelled Caf\S+.* sure to 60 %/);
    expect(shown.frame()).toMatch(/Enter 1 {2}keep Caf/);
    await shown.press('right');
    expect(question()).toBe('Overføring');
    expect(shown.frame()).toContain('Only these: the text names nobody');
    await shown.press('s', 'b', 'h');
    expect(question()).toBe('Xqz');
    expect(written()).toEqual([]);
  });

  test('Enter takes the first suggestion, or keeps what is labelled; look-alikes follow, the merchant is remembered', async () => {
    await opened();
    await shown.press('s', 'enter');
    expect(question()).toBe('Zibbet');
    expect(progress()).toBe('3 of 4 settled 1 (2 transactions)');
    await shown.press('enter');
    expect(written()).toEqual(['review settle pharmacy --json', 'review settle cafes --json']);
    expect(await told()).toEqual(expect.arrayContaining(['Xqz Storo: pharmacy own', 'Xqz Bislet: pharmacy correction', 'Zibbet Hamar: cafes own', 'Zibbet Oslo: cafes correction']));
    // What this screen wrote is no reason to look everything up again.
    expect(lookUps()).toBe(1);
  });

  test('a digit takes that suggestion; one that is not there is said, and nothing is written', async () => {
    await opened();
    await shown.press('s', '2');
    expect(await told()).toEqual(expect.arrayContaining(['Xqz Storo: groceries own', 'Xqz Bislet: groceries correction']));
    shown.close();
    await opened({ modelFolder: 'off' });
    await shown.press('1');
    expect(shown.frame()).toContain('No such suggestion here');
    expect(written()).toEqual([]);
  });

  test('/ and c choose among all categories; Enter too, where nobody has a view; Esc leaves it open', async () => {
    await opened({ modelFolder: 'off' });
    expect(shown.frame()).toMatch(/Enter \/ {2}choose a category: nobody has a view/);
    for (const key of ['/', 'c', 'enter']) {
      await shown.press(key);
      expect(shown.frame()).toContain('Category of Blorp');
      await shown.press('esc');
    }
    await shown.press('/', 'd', 'a', 'g', 'l', 'i', 'g', 'enter');
    expect(await told()).toContain('Blorp Storo: groceries own');
    expect(question()).toBe('Xqz');
  });

  test('rows whose text names nobody are settled together', async () => {
    await opened();
    await shown.press('G', '/', 'g', 'i', 'f', 't', 'enter');
    expect((await told()).filter((row) => row.startsWith('Overf'))).toEqual(['Overføring: gifts own', 'Overføring: gifts own']);
    expect(progress()).toBe('4 of 4 settled 1 (2 transactions)');
  });

  test('rows of the same name that were in another category move too, and that is said', async () => {
    await delivered(at, 'Felles', '09.01.2026;VIPPS FRA TORSHOV OSLO NOR;9000,00', '10.01.2026;APOTEK 1 104 TORSHOV OSLO NOR;-80,00');
    expect(await told()).toContain('APOTEK 1 104 TORSHOV OSLO NOR: pharmacy merchant');
    await opened();
    expect(question()).toBe('Torshov');
    await shown.press('/', 'g', 'i', 'f', 't', 'enter');
    expect(shown.frame()).toContain('Torshov: 1 transaction of the same name had another category and moved too. u takes it back.');
    await shown.press('u');
    expect(await told()).toContain('APOTEK 1 104 TORSHOV OSLO NOR: pharmacy merchant');
  });

  test('u takes the last answer back and its question is in front again; then the one before', async () => {
    await opened();
    await shown.press('s', 'enter', 'enter');
    expect(await waits()).toBe(2);
    await shown.press('u');
    expect(question()).toBe('Zibbet');
    expect(shown.frame()).toContain('Taken back: Zibbet');
    await shown.press('u');
    expect(question()).toBe('Xqz');
    expect(progress()).toBe('2 of 4');
    expect(await waits()).toBe(4);
    // A third u is for what was done before this sitting, as everywhere.
    await shown.press('u');
    expect(shown.started.at(-1)?.[0]).toBe('undo');
  });

  test('when all is settled it says so, and u still brings the last one back', async () => {
    await opened();
    for (const digit of ['/', '/', '/', '/']) await shown.press(digit, 'b', 'o', 'o', 'k', 'enter');
    expect(shown.frame()).toContain('Nothing waits for you.');
    expect(shown.frame()).toContain('settled 4 (7 transactions)');
    expect(await waits()).toBe(0);
    await shown.press('u');
    expect(question()).not.toBe('');
  });

  test('opened with a transaction, it stands on the question that is about it', async () => {
    const id = (await ftJson<{ id: string }[]>(at.home, 'list', 'zibbet'))[0]!.id;
    await opened({ screen: 'transactions' });
    shown.dashboard.open('review', { id });
    await shown.settled();
    expect(question()).toBe('Zibbet');
  });

  test('t shows its transactions', async () => {
    await opened();
    await shown.press('s', 't');
    expect(shown.frame()).toContain('[Transactions]');
    expect(shown.frame()).toContain('Xqz Storo');
    expect(shown.frame()).not.toContain('Zibbet');
  });

  test('what another ft settles is gone by itself, what it brings is there, and the cursor stays on its question', async () => {
    await opened();
    await shown.press('s', 's');
    expect(question()).toBe('Zibbet');
    await delivered(at, 'Felles', '09.01.2026;Quuxby Torg;-9000,00');
    await shown.dashboard.look();
    await shown.settled();
    expect(lookUps()).toBe(2);
    expect(question()).toBe('Zibbet');
    expect(progress()).toBe('4 of 5');
    const id = (await ftJson<{ id: string; description: string }[]>(at.home, 'list', 'zibbet'))[0]!.id;
    await ft(at.home, 'review', 'settle', id, 'gifts');
    await shown.dashboard.look();
    await shown.settled();
    expect(question()).toBe('Overføring');
    expect(shown.frame()).not.toContain('Zibbet');
  });

  test('the list is kept when one comes back, and looked up again when somebody wrote meanwhile', async () => {
    await opened();
    await shown.press('s', 'tab', 'g', 'r');
    expect(lookUps()).toBe(1);
    expect(question()).toBe('Xqz');
    await shown.press('tab');
    await delivered(at, 'Felles', '09.01.2026;Quuxby Torg;-9000,00');
    await shown.dashboard.look();
    await shown.press('g', 'r');
    expect(lookUps()).toBe(2);
    expect(shown.frame()).toContain('Quuxby Torg');
  });
});

describe('answers on their way', () => {
  let release: (() => void)[];
  let refuses: string | undefined;
  /** Commands that write wait until they are let go. */
  const held: Start = (argv) => {
    const run = () => ftWith({ environment: { modelFolder: at.modelFolder } }, at.home, ...argv);
    if (argv[1] !== 'settle') return { ended: run(), stop: () => {} };
    const answer = refuses === undefined ? run : () => Promise.resolve({ exit: 1, stdout: JSON.stringify({ error: { code: 'busy', message: refuses, hint: 'Try again.' } }), stderr: '' });
    return { ended: new Promise<void>((resolve) => { release.push(resolve); }).then(answer), stop: () => {} };
  };
  const quick = (...names: string[]): void => { for (const name of names) shown.dashboard.press({ name, text: name }); };
  const soon = async (): Promise<void> => { for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => { setImmediate(resolve); }); };
  const letGo = async (): Promise<void> => { for (const go of release.splice(0)) go(); await shown.settled(); };

  beforeEach(async () => {
    at = await merchantsHome();
    release = [];
    refuses = undefined;
    shown = await desk(at.home, { modelFolder: at.modelFolder, screen: 'review', start: held });
  });

  test('the next question is there before the answer is written; one that is not begun is taken back without a trace', async () => {
    quick('s', '1', '1');
    await soon();
    expect(progress()).toBe('4 of 4 writing 2');
    expect(question()).toBe('Overføring');
    quick('u');
    await soon();
    expect(question()).toBe('Zibbet');
    expect(progress()).toBe('3 of 4 writing 1');
    await letGo();
    expect(progress()).toBe('3 of 4 settled 1 (2 transactions)');
    expect(await told()).toEqual(expect.arrayContaining(['Zibbet Oslo: cafes model', 'Xqz Storo: pharmacy own']));
    expect(written()).toEqual(['review settle pharmacy --json']);
  });

  test('u on one that is being written waits for it and undoes it', async () => {
    quick('s', '1', 'u');
    await soon();
    await letGo();
    await shown.settled();
    expect(question()).toBe('Xqz');
    expect(written()).toEqual(['review settle pharmacy --json', 'undo --yes --json']);
    expect(await waits()).toBe(4);
  });

  test('one that could not be written comes back with its mark, its reason at the foot, and the cursor is not moved', async () => {
    refuses = 'Another ft is writing.';
    quick('s', '1');
    await soon();
    expect(question()).toBe('Zibbet');
    await letGo();
    expect(shown.frame()).toContain('Another ft is writing. Try again.');
    expect(question()).toBe('Zibbet');
    expect(shown.frame()).toMatch(/✗ {2}Xqz/);
    await shown.press('b');
    expect(shown.frame()).toContain('Not written. Answer it again.');
    refuses = undefined;
    quick('1');
    await soon();
    await letGo();
    expect(shown.frame()).not.toContain('✗');
    expect(await waits()).toBe(3);
  });

  test('leaving while answers are written is asked about once', async () => {
    quick('s', '1', 'q');
    await soon();
    expect(shown.frame()).toContain('1 answer is still being written. Press again to leave without it.');
    await letGo();
  });
});

describe('doubtful rows and transfers', () => {
  beforeEach(async () => { at = await questionsHome(); });

  test('come first, say what each key means, and are settled by one', async () => {
    await opened();
    expect(question()).toBe('Known already?');
    expect(shown.frame()).toMatch(/Enter 1 {2}the same as {3}same amount and like words/);
    expect(shown.frame()).toContain('n  a transaction of its own');
    await shown.press('y');
    expect(written()).toEqual(['review settle duplicate --json']);
    expect(question()).toBe('A transfer between your accounts?');
    expect(shown.frame()).toMatch(/500\.00\sNOK {3}from Bruk to Buffer/);
    expect(shown.frame()).toContain('2026-01-05, arrived 2026-01-06');
    await shown.press('y');
    expect((await ftJson<{ linked: unknown[]; suggested: unknown[] }>(at.home, 'transfers'))).toMatchObject({ linked: [{ to: 'Buffer', by: 'own' }], suggested: [] });
    expect(question()).toBe('Innskudd');
  });

  test('n says no to both, and both can be taken back', async () => {
    await opened();
    await shown.press('n', 'n');
    expect(written()).toEqual(['review settle new --json', 'transfers unlink --json']);
    expect(question()).toBe('Innskudd');
    await shown.press('u');
    expect(question()).toBe('A transfer between your accounts?');
    await shown.press('u');
    expect(question()).toBe('Known already?');
    expect((await ftJson<{ doubtful: unknown[] }>(at.home, 'review')).doubtful).toHaveLength(1);
  });

  test('y and n mean nothing to a merchant, a digit that no row has means nothing to a doubt', async () => {
    await opened();
    await shown.press('3');
    expect(shown.frame()).toContain('No such suggestion here');
    await shown.press('s', 's', 'y');
    expect(shown.frame()).toContain('y and n answer doubtful rows and transfers');
    expect(written()).toEqual([]);
  });
});
