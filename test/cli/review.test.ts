import { beforeEach, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';

interface Review {
  uncategorized: { key: string | null; count: number; example: { id: string } }[];
  doubtful: { id: string; description: string; candidates: { id: string; why: string }[] }[];
  transfers: { out: string; in: string; amount: string; from: string; to: string; others: number }[];
}
interface Imported { files: { new: number; duplicate: number; doubtful: number }[] }

const MAP = ['--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', 'NOK', '--date-order', 'dmy'];
const csv = (...rows: string[]): string => ['Dato;Tekst;Beløp', ...rows, ''].join('\n');

let home: string;
beforeEach(() => { home = temporaryHome(); });
const imported = (name: string, account: string, ...rows: string[]) => ftJson<Imported>(home, 'import', written(home, name, csv(...rows)), '--account', account, ...MAP);
const review = () => ftJson<Review>(home, 'review');

/** A second delivery holds the same purchase two days later in the same words: it may be the same one. */
async function doubtful(): Promise<Review['doubtful'][number]> {
  await imported('a.csv', 'Felles', '05.01.2026;Bokhandelen Norli Storgata;-349,00', '09.01.2026;Kaffe;-50,00');
  const second = await imported('b.csv', 'Felles', '03.01.2026;Brød;-30,00', '07.01.2026;Bokhandelen Norli Storgata;-349,00', '10.01.2026;Melk;-20,00');
  expect(second.files[0]).toMatchObject({ new: 2, doubtful: 1 });
  return (await review()).doubtful[0]!;
}

describe('ft review', () => {
  it('lists merchants by money, with how many rows each has', async () => {
    await imported('a.csv', 'Felles', '02.01.2026;Xqz Bislet;-100,00', '03.01.2026;Xqz Bislet;-150,00', '04.01.2026;Blorp Storo;-4000,00', '05.01.2026;Zibbet;-30,00');
    expect((await review()).uncategorized.map(({ count }) => count)).toEqual([1, 2, 1]);
    const { stdout } = await ft(home, 'review');
    expect(stdout).toMatch(/^4 transactions without a category, by merchant:\n/);
    expect(stdout.indexOf('Blorp')).toBeLessThan(stdout.indexOf('Xqz'));
    expect(stdout).toContain('-250.00 NOK');
  });

  it('walks a person through merchants, by name or by number', async () => {
    await imported('a.csv', 'Felles', '02.01.2026;Xqz Bislet;-100,00', '03.01.2026;Xqz Bislet;-150,00', '04.01.2026;Zibbet;-30,00');
    const { stdout, stderr } = await ftWith({ typed: ['what on earth', 'dagligv', 's'] }, home, 'review');
    expect(stdout).toContain('No category is called that; ft categories lists them.');
    expect(stdout).toContain('Groceries, and 1 look-alike with it.');
    expect(stdout).toMatch(/1 question settled\. ft history shows each; ft undo takes one back\.\n$/);
    expect(stderr).toContain('Which category? c names one, s skips, q quits: ');
    expect((await review()).uncategorized.map(({ count }) => count)).toEqual([1]);
    const byNumber = await ftWith({ typed: ['in', '1'] }, home, 'review');
    expect(byNumber.stdout).toMatch(/ {2}1 Interest and dividends {3}2 .*\n {2}Interest and dividends\.\n/);
    expect((await ft(home, 'review')).stdout).toBe('Nothing waits for you.\n');
  });

  it('answers one merchant by a command: own decision, remembered, look-alikes with it, one commit to undo', async () => {
    await imported('a.csv', 'Felles', '02.01.2026;Xqz Bislet;-100,00', '03.01.2026;Xqz Storo;-150,00', '04.01.2026;Zibbet;-30,00');
    const told = await ftJson<{ waiting: unknown; uncategorized: { latest: string[]; example: { id: string }; labelled: unknown }[] }>(home, 'review', '--list', '--limit', '1');
    expect(told.waiting).toEqual({ merchants: 2, transactions: 3, unsure: 0 });
    expect(told.uncategorized).toHaveLength(1);
    const [xqz] = told.uncategorized;
    expect(xqz).toMatchObject({ labelled: null, latest: [xqz!.example.id, expect.stringMatching(/^[0-9a-z]+$/) as string] });
    expect((await ft(home, 'review', '--limit', '1')).stdout).toMatch(/^3 transactions without a category, by merchant:\n[^]*… and 1 more merchant\.\n/);
    const answer = await ftJson<{ commit: string }>(home, 'review', 'settle', xqz!.example.id, 'groceries');
    expect(answer).toMatchObject({ count: 1, category: 'groceries', group: 'food', taught: ['xqz'], lookalikes: { count: 1, confirmed: 0, moved: 0 }, transactions: [{ id: xqz!.example.id, categorySource: 'own' }] });
    expect((await ftJson<{ waiting: unknown }>(home, 'review')).waiting).toEqual({ merchants: 1, transactions: 1, unsure: 0 });
    await ft(home, 'undo', answer.commit, '--yes');
    expect((await ftJson<{ waiting: unknown }>(home, 'review')).waiting).toEqual({ merchants: 2, transactions: 3, unsure: 0 });
  });

  it('answers rows whose text names nobody together, and only those that wait with the very same text', async () => {
    await imported('a.csv', 'Felles', '02.01.2026;Overføring;-100,00', '03.01.2026;Overføring;-150,00', '04.01.2026;Giro;-30,00', '05.01.2026;Overføring;-9,00');
    const { uncategorized } = await ftJson<{ uncategorized: { key: string | null; count: number; latest: string[] }[] }>(home, 'review');
    const group = uncategorized.find(({ count }) => count === 3)!;
    expect(group.key).toBeNull();
    await ft(home, 'categorize', group.latest[2]!, 'pets', '--only');
    const { stdout } = await ft(home, 'review', 'settle', group.latest[0]!, 'gifts');
    expect(stdout).toMatch(/^2026-01-05 {2}Overføring: Gifts[^\n]*, and 1 other with the same text\n/);
    const rows = await ftJson<{ description: string; category: string }[]>(home, 'list');
    expect(rows.map(({ description, category }) => `${description} ${category}`)).toEqual(['Overføring gifts', 'Giro uncategorized', 'Overføring gifts', 'Overføring pets']);
    expect((await ft(home, 'review', 'settle', group.latest[0]!, 'nonsense')).exit).toBe(1);
  });

  it('settles a doubtful row as new: it counts from then on', async () => {
    const doubt = await doubtful();
    expect(doubt.candidates).toMatchObject([{ why: expect.stringContaining('day') as string }]);
    expect(await ftJson(home, 'review', 'settle', doubt.id.slice(0, 8), 'new')).toMatchObject({ as: 'new', left: 0, transaction: { id: doubt.id, amount: '-349.00' } });
    expect((await ftJson<{ accounts: { balance: string }[] }>(home, 'accounts')).accounts[0]?.balance).toBe('-798.00');
    expect((await ft(home, 'review', 'settle', doubt.id, 'new')).stderr).toBe(`ft: There is no open question ${doubt.id}.\n    ft review shows them.\n`);
    expect((await imported('b2.csv', 'Felles', '03.01.2026;Brød;-30,00', '07.01.2026;Bokhandelen Norli Storgata;-349,00', '10.01.2026;Melk;-20,00')).files[0]).toMatchObject({ new: 0, duplicate: 3, doubtful: 0 });
  });

  it('settles it as a duplicate: known under both names, and held by both deliveries as long as they count', async () => {
    const doubt = await doubtful();
    const known = doubt.candidates[0]!.id;
    expect(await ftJson(home, 'review', 'settle', doubt.id, 'duplicate')).toMatchObject({ as: 'duplicate', transaction: { id: known } });
    const balance = async () => (await ftJson<{ accounts: { balance: string }[] }>(home, 'accounts')).accounts[0]?.balance;
    expect(await balance()).toBe('-449.00');
    expect((await imported('b2.csv', 'Felles', '07.01.2026;Bokhandelen Norli Storgata;-349,00')).files[0]).toMatchObject({ new: 0, duplicate: 1, doubtful: 0 });
    await ft(home, 'undo', '--yes');
    const { commits } = await ftJson<{ commits: { id: string; command: string }[] }>(home, 'history');
    const [second, first] = commits.filter(({ command, id }) => command === 'import' && id !== commits[1]?.id).map(({ id }) => id);
    await ft(home, 'undo', first!, '--yes');
    expect(await balance()).toBe('-399.00');
    await ft(home, 'undo', second!, '--yes');
    expect((await ftJson<{ accounts: unknown[] }>(home, 'accounts')).accounts).toEqual([]);
    expect(await ftJson(home, 'rebuild')).toMatchObject({ equal: true });
  });

  it('asks a person about a doubtful row', async () => {
    await doubtful();
    const { stdout, stderr } = await ftWith({ typed: ['7', '1', 'q'] }, home, 'review');
    expect(stderr.match(/Is it new \(n\), or the same as which number\?/g)).toHaveLength(2);
    expect(stdout).toContain('1 question settled.');
    expect((await review()).doubtful).toEqual([]);
  });

  it('refuses an answer that is none', async () => {
    const doubt = await doubtful();
    expect(await ft(home, 'review', 'settle', doubt.id, 'maybe')).toMatchObject({ exit: 2, stderr: expect.stringContaining('The answer is maybe, but there is new and duplicate.') as string });
    const coffee = (await review()).uncategorized.find(({ key }) => key === null || key.startsWith('kaffe'))!.example.id;
    expect((await ft(home, 'review', 'settle', doubt.id, 'duplicate', coffee)).stderr).toContain('has another account or amount than the doubtful row.');
  });
});

describe('ft transfers', () => {
  const three = async (): Promise<void> => {
    await imported('a.csv', 'Bruk', '05.01.2026;Overføring;-500,00');
    await imported('b.csv', 'Sparing', '06.01.2026;Innskudd;500,00');
    await imported('c.csv', 'Buffer', '06.01.2026;Innskudd;500,00');
  };
  const spent = async () => (await ftJson<{ linked: unknown[]; suggested: unknown[] }>(home, 'transfers'));

  it('suggests, accepts, unlinks for good', async () => {
    await imported('a.csv', 'Bruk', '05.01.2026;Overføring;-500,00');
    await ft(home, 'import', written(home, 'bc.csv', csv('06.01.2026;Innskudd;500,00')), '--account', 'Sparing', ...MAP);
    const { linked } = await spent();
    expect(linked).toHaveLength(1);
    const { out, in: into } = linked[0] as { out: string; in: string };
    expect((await ft(home, 'transfers')).stdout).toContain('1 transfer; they count neither as spending nor as income.');
    expect((await ft(home, 'transfers', 'unlink', out)).stdout).toContain('The two are never linked again by themselves.');
    expect(await spent()).toEqual({ linked: [], suggested: [] });
    expect((await ft(home, 'transfers', 'link', into, out)).stdout).toContain('Linked: 500.00 NOK from Bruk to Sparing, 2026-01-05.');
    expect(await spent()).toMatchObject({ linked: [{ by: 'own', amount: '500.00', date: '2026-01-05', arrived: '2026-01-06' }] });
    expect((await ft(home, 'transfers', 'link', out, into)).stderr).toContain('is linked already');
  });

  it('shows what is unsure and takes the likeliest with accept', async () => {
    await three();
    await ft(home, 'transfers', 'unlink', ...(await pair()));
    const { suggested } = await ftJson<{ suggested: { out: string; in: string }[] }>(home, 'transfers');
    expect(suggested).toHaveLength(1);
    expect(await ftJson(home, 'transfers', 'accept')).toMatchObject({ applied: false, pairs: [{ out: suggested[0]!.out }] });
    expect(await ftJson(home, 'transfers', 'accept', '--yes')).toMatchObject({ applied: true });
    expect((await ft(home, 'transfers', 'accept')).stdout).toBe('Nothing is suggested.\n');
  });
  const pair = async (): Promise<[string, string]> => {
    const { linked, suggested } = await ftJson<{ linked: { out: string; in: string }[]; suggested: { out: string; in: string }[] }>(home, 'transfers');
    const [one] = [...linked, ...suggested];
    return [one!.out, one!.in];
  };

  it('refuses what can be none', async () => {
    await imported('a.csv', 'Bruk', '05.01.2026;Overføring;-500,00', '06.01.2026;Zibbet;-70,00');
    await ft(home, 'accounts', 'open', 'Kontanter', '--currency', 'NOK');
    const ids = (await review()).uncategorized.map(({ example }) => example.id);
    const { id: cash } = await ftJson<{ id: string }>(home, 'add', '+70', 'uttak', '--account', 'Kontanter', '--date', '2025-06-01');
    const link = async (a: string, b: string) => (await ft(home, 'transfers', 'link', a, b)).stderr.split('\n')[0];
    expect(await link(ids[0]!, ids[0]!)).toBe('ft: Those two cannot be linked as a transfer: it is one row, not two.');
    expect(await link(ids[0]!, ids[1]!)).toBe('ft: Those two cannot be linked as a transfer: both are in the same account.');
    expect(await link(ids[0]!, cash)).toBe('ft: Those two cannot be linked as a transfer: their amounts are not the same with opposite signs.');
    expect((await ft(home, 'transfers', 'unlink', ids[0]!)).stderr).toContain(`ft: ${ids[0]} is linked to none.\n    ft transfers shows`);
    expect((await ft(home, 'transfers', 'accept', ids[0]!)).stderr).toContain(`nothing is suggested for ${ids[0]}.`);
    expect((await ft(home, 'transfers', '--period', 'soon')).stderr).toContain('"soon" is not a date.');
  });
});
