import { beforeEach, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';

interface Categorized { transactions: { id: string; category: string; categorySource: string }[]; taught: string[]; lookalikes: { count: number; applied: boolean; examples: unknown[] }; commit: string | null }
interface Review { uncategorized: { key: string | null; merchant: string | null; count: number; example: { id: string } }[] }

let home: string;
let blorp: string;
const blorpRows = async (): Promise<number> => (await ftJson<Review>(home, 'review')).uncategorized.find(({ key }) => key === 'xqz blorp')?.count ?? 0;

/** Twelve purchases at a merchant that nobody knows, as a bank varies its text, and two others. */
const MONTHS = Array.from({ length: 12 }, (_, month) => `03.${String(month + 1).padStart(2, '0')}.2025;${month % 2 ? 'XQZ BLORP.COM Amsterdam' : `VISA 100${month} Xqz Blorp`};-${month < 8 ? 129 : 179},00`);
const STATEMENT = ['Dato;Tekst;Beløp', ...MONTHS, '04.02.2025;Zibbet Yarg;-80,00', '05.02.2025;Vrumf Kolpo;-90,00', ''].join('\n');

beforeEach(async () => {
  home = temporaryHome();
  await ft(home, 'import', written(home, 'a.csv', STATEMENT), '--account', 'Felles', '--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', 'NOK', '--date-order', 'dmy');
  blorp = (await ftJson<Review>(home, 'review')).uncategorized.find(({ key }) => key === 'xqz blorp')!.example.id;
});

describe('ft categorize', () => {
  it('without a terminal decides and teaches, and only counts the look-alikes', async () => {
    const answer = await ftJson<Categorized>(home, 'categorize', blorp, 'streaming');
    expect(answer).toMatchObject({ transactions: [{ id: blorp, category: 'streaming', categorySource: 'own' }], taught: ['xqz blorp'], lookalikes: { count: 11, applied: false } });
    expect(answer.lookalikes.examples).toHaveLength(10);
    expect(await blorpRows()).toBe(11);
    expect(await ftJson(home, 'add', '129', 'XQZ BLORP.COM Amsterdam')).toMatchObject({ category: 'streaming', categorySource: 'correction' });
  });

  it('labels them with --yes, also later, and writes nothing twice', async () => {
    await ft(home, 'categorize', blorp, 'streaming');
    const { stdout } = await ft(home, 'categorize', blorp.slice(0, 10), 'Streaming', '--yes');
    expect(stdout).toContain('11 look-alikes labelled too.');
    expect(await blorpRows()).toBe(0);
    expect(await ftJson<Categorized>(home, 'categorize', blorp, 'streaming', '--yes')).toMatchObject({ lookalikes: { count: 0, applied: false }, commit: null });
  });

  it('asks a person, shows what would change, and does as told', async () => {
    const refused = await ftWith({ typed: ['n'] }, home, 'categorize', blorp, 'streaming');
    expect(refused.stderr).toContain('11 other transactions of the same merchant: label them too? [y/N]');
    expect(refused.stdout).toContain('XQZ BLORP.COM');
    expect(await blorpRows()).toBe(11);
    await ftWith({ typed: ['y'] }, home, 'categorize', blorp, 'streaming');
    expect(await blorpRows()).toBe(0);
  });

  it('never touches what the person or a rule of theirs decided', async () => {
    await ft(home, 'rules', 'add', '--text', 'blorp', '--min', '150', '--category', 'hobbies', '--apply');
    const [other] = (await ftJson<Review>(home, 'review')).uncategorized.filter(({ key }) => key === 'xqz blorp');
    await ft(home, 'categorize', other!.example.id, 'gifts', '--only');
    const answer = await ftJson<Categorized>(home, 'categorize', blorp, 'streaming', '--yes');
    expect(answer.lookalikes.count).toBeLessThan(10);
    const list = await ftJson<{ changed: number; own: number }>(home, 'rules', 'test');
    expect(list).toMatchObject({ changed: 0, own: 2 });
  });

  it('--only teaches nothing; --forget takes the choice and its teaching back', async () => {
    expect(await ftJson<Categorized>(home, 'categorize', blorp, 'streaming', '--only')).toMatchObject({ taught: [], lookalikes: { count: 0 } });
    await ft(home, 'categorize', blorp, 'streaming', '--yes');
    expect(await ftJson(home, 'categorize', blorp, '--forget')).toMatchObject({
      forgotten: ['xqz blorp'], transactions: [{ category: 'uncategorized', categorySource: 'none' }], lookalikes: { count: 11, applied: false }, applied: true,
    });
    expect(await blorpRows()).toBe(1);
    expect(await ftJson(home, 'rules', 'apply', '--yes')).toMatchObject({ changed: 11, applied: true });
    expect(await blorpRows()).toBe(12);
    expect((await ft(home, 'categorize', blorp, '--forget')).stdout).toContain('None of them carries a choice of yours; nothing was changed.');
  });

  it('--forget --yes gives back what the teaching had labelled, in one commit that can be undone', async () => {
    await ft(home, 'categorize', blorp, 'streaming', '--yes');
    const { stdout } = await ft(home, 'categorize', blorp, '--forget', '--yes');
    expect(stdout).toContain('Forgotten: "xqz blorp".\n    11 transactions that it had labelled were labelled anew.\nUndo it with: ft undo ');
    expect(await blorpRows()).toBe(12);
    await ft(home, 'undo', '--yes');
    expect(await blorpRows()).toBe(0);
    expect(await ftJson(home, 'add', '129', 'Xqz Blorp')).toMatchObject({ category: 'streaming', categorySource: 'correction' });
    expect(await ftJson(home, 'rebuild')).toMatchObject({ equal: true });
  });

  it('--forget asks a person about the look-alikes, and can be told later', async () => {
    await ft(home, 'categorize', blorp, 'streaming', '--yes');
    const refused = await ftWith({ typed: ['n'] }, home, 'categorize', blorp, '--forget');
    expect(refused.stderr).toContain('11 other transactions that it labelled would change: label them anew? [y/N]');
    expect(refused.stdout).toMatch(/11 transactions that it had labelled were left as they are\.\nLabel them anew with: ft categorize \w+ --forget --yes\n/);
    expect(await blorpRows()).toBe(1);
    expect(await ftJson(home, 'categorize', blorp, '--forget', '--yes')).toMatchObject({ forgotten: [], lookalikes: { count: 11, applied: true } });
    expect(await blorpRows()).toBe(12);
  });

  it('--forget falls back on what is still known: a merchant much like it that was taught too', async () => {
    await ft(home, 'categorize', blorp, 'streaming', '--yes');
    const { id } = await ftJson<{ id: string }>(home, 'add', '10', 'Xqz Blorp Premium', '--category', 'software');
    await ft(home, 'categorize', id, 'software', '--yes');
    await ft(home, 'categorize', blorp, '--forget', '--yes');
    const rows = await ftJson<{ category: string; categorySource: string }[]>(home, 'list', 'blorp', 'date:2025');
    expect(new Set(rows.map(({ category, categorySource }) => `${category} ${categorySource}`))).toEqual(new Set(['software correction']));
  });

  it('learns a category of the person\'s own like any other', async () => {
    const { id: own } = (await ftJson<{ groups: { categories: { id: string; own: boolean }[] }[] }>(home, 'categories', 'add', 'Blorping', '--group', 'Leisure').then(() => ftJson<{ groups: { categories: { id: string; own: boolean }[] }[] }>(home, 'categories')))
      .groups.flatMap(({ categories }) => categories).find((category) => category.own)!;
    await ft(home, 'categorize', blorp, 'Blorping', '--yes');
    expect(await blorpRows()).toBe(0);
    expect(await ftJson(home, 'add', '129', 'XQZ BLORP 4711 OSLO')).toMatchObject({ category: own, categorySource: 'correction' });
  });

  it('settles what a known merchant labelled, and is forgotten back to it', async () => {
    const [first, second] = [await ftJson<{ id: string; category: string }>(home, 'add', '50', 'Kiwi Storo'), await ftJson<{ id: string }>(home, 'add', '60', 'KIWI 345 BISLET')];
    expect(first).toMatchObject({ category: 'groceries', categorySource: 'merchant' });
    expect(await ftJson<Categorized>(home, 'categorize', first.id, 'pets', '--yes')).toMatchObject({ lookalikes: { count: 1, applied: true } });
    expect(await ftJson(home, 'show', second.id)).toMatchObject({ category: 'pets', categorySource: 'correction' });
    await ft(home, 'categorize', first.id, '--forget', '--yes');
    for (const { id } of [first, second]) expect(await ftJson(home, 'show', id)).toMatchObject({ category: 'groceries', categorySource: 'merchant' });
  });

  it('refuses what it cannot mean', async () => {
    expect(await ft(home, 'categorize', 'zzzz', 'groceries')).toMatchObject({ exit: 1, stderr: 'ft: There is no transaction zzzz.\n    ft list shows the ids.\n' });
    expect((await ft(home, 'categorize', blorp, 'grocries')).stderr).toBe('ft: There is no category "grocries".\n    Did you mean groceries?\n');
    expect((await ft(home, 'categorize', '1c', 'groceries')).stderr).toMatch(/^ft: 1c is the beginning of several transactions: .*…\.\n {4}Give more characters\.\n$/);
    expect(await ft(home, 'categorize', blorp)).toMatchObject({ exit: 2, stderr: expect.stringContaining('Say which transactions, and then the category.') as string });
    await ft(home, 'split', blorp, '100=streaming', 'gifts');
    expect((await ft(home, 'categorize', blorp, 'streaming')).stderr).toContain('is split: its parts have their own categories.');
  });
});
