import { beforeEach, describe, expect, it } from 'vitest';
import { demoStatement, ft, ftJson, ftWith, temporaryHome } from './ft.ts';

interface Categorized { transactions: { id: string; category: string; categorySource: string }[]; taught: string[]; lookalikes: { count: number; applied: boolean; examples: unknown[] }; commit: string | null }
interface Review { uncategorized: { key: string | null; merchant: string | null; count: number; example: { id: string } }[] }

let home: string;
let netflix: string;
const netflixRows = async (): Promise<number> => (await ftJson<Review>(home, 'review')).uncategorized.find(({ key }) => key === 'netflix')?.count ?? 0;

beforeEach(async () => {
  home = temporaryHome();
  await ft(home, 'import', demoStatement('sparebank1-kredittkort-2025.csv'));
  netflix = (await ftJson<Review>(home, 'review')).uncategorized.find(({ key }) => key === 'netflix')!.example.id;
});

describe('ft categorize', () => {
  it('without a terminal decides and teaches, and only counts the look-alikes', async () => {
    const answer = await ftJson<Categorized>(home, 'categorize', netflix, 'streaming');
    expect(answer).toMatchObject({ transactions: [{ id: netflix, category: 'streaming', categorySource: 'own' }], taught: ['netflix'], lookalikes: { count: 11, applied: false } });
    expect(answer.lookalikes.examples).toHaveLength(10);
    expect(await netflixRows()).toBe(11);
    expect(await ftJson(home, 'add', '129', 'NETFLIX.COM Amsterdam')).toMatchObject({ category: 'streaming', categorySource: 'correction' });
  });

  it('labels them with --yes, also later, and writes nothing twice', async () => {
    await ft(home, 'categorize', netflix, 'streaming');
    const { stdout } = await ft(home, 'categorize', netflix.slice(0, 10), 'Streaming', '--yes');
    expect(stdout).toContain('11 look-alikes labelled too.');
    expect(await netflixRows()).toBe(0);
    expect(await ftJson<Categorized>(home, 'categorize', netflix, 'streaming', '--yes')).toMatchObject({ lookalikes: { count: 0, applied: false }, commit: null });
  });

  it('asks a person, shows what would change, and does as told', async () => {
    const refused = await ftWith({ typed: ['n'] }, home, 'categorize', netflix, 'streaming');
    expect(refused.stderr).toContain('11 other transactions of the same merchant: label them too? [y/N]');
    expect(refused.stdout).toContain('Netflix.com');
    expect(await netflixRows()).toBe(11);
    await ftWith({ typed: ['y'] }, home, 'categorize', netflix, 'streaming');
    expect(await netflixRows()).toBe(0);
  });

  it('never touches what the person or a rule of theirs decided', async () => {
    await ft(home, 'rules', 'add', '--text', 'netflix', '--min', '150', '--category', 'hobbies', '--apply');
    const [other] = (await ftJson<Review>(home, 'review')).uncategorized.filter(({ key }) => key === 'netflix');
    await ft(home, 'categorize', other!.example.id, 'gifts', '--only');
    const answer = await ftJson<Categorized>(home, 'categorize', netflix, 'streaming', '--yes');
    expect(answer.lookalikes.count).toBeLessThan(10);
    const list = await ftJson<{ changed: number; own: number }>(home, 'rules', 'test');
    expect(list).toMatchObject({ changed: 0, own: 2 });
  });

  it('--only teaches nothing; --forget takes the choice and its teaching back', async () => {
    expect(await ftJson<Categorized>(home, 'categorize', netflix, 'streaming', '--only')).toMatchObject({ taught: [], lookalikes: { count: 0 } });
    await ft(home, 'categorize', netflix, 'streaming', '--yes');
    expect(await ftJson(home, 'categorize', netflix, '--forget')).toMatchObject({ forgotten: ['netflix'], transactions: [{ category: 'uncategorized', categorySource: 'none' }] });
    expect(await ftJson(home, 'rules', 'apply', '--yes')).toMatchObject({ changed: 11, applied: true });
    expect(await netflixRows()).toBe(12);
    expect((await ft(home, 'categorize', netflix, '--forget')).stdout).toContain('None of them carries a choice of yours; nothing was changed.');
  });

  it('refuses what it cannot mean', async () => {
    expect(await ft(home, 'categorize', 'zzzz', 'groceries')).toMatchObject({ exit: 1, stderr: 'ft: There is no transaction zzzz.\n    ft list shows the ids.\n' });
    expect((await ft(home, 'categorize', netflix, 'grocries')).stderr).toBe('ft: There is no category "grocries".\n    Did you mean groceries?\n');
    expect((await ft(home, 'categorize', '1c', 'groceries')).stderr).toMatch(/^ft: 1c is the beginning of several transactions: .*…\.\n {4}Give more characters\.\n$/);
    expect(await ft(home, 'categorize', netflix)).toMatchObject({ exit: 2, stderr: expect.stringContaining('Say which transactions, and then the category.') as string });
    await ft(home, 'split', netflix, '100=streaming', 'gifts');
    expect((await ft(home, 'categorize', netflix, 'streaming')).stderr).toContain('is split: its parts have their own categories.');
  });
});
