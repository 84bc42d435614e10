import { beforeEach, describe, expect, it } from 'vitest';
import { ft, ftJson, temporaryHome } from './ft.ts';

let home: string;
let id: string;
beforeEach(async () => {
  home = temporaryHome();
  ({ id } = await ftJson<{ id: string }>(home, 'add', '249', 'Xqz Blorp 17'));
});
const counts = async () => {
  const { groups, uncategorized } = await ftJson<{ groups: { categories: { id: string; transactions: number }[] }[]; uncategorized: number }>(home, 'categories');
  return { ...Object.fromEntries(groups.flatMap(({ categories }) => categories).filter(({ transactions }) => transactions > 0).map((one) => [one.id, one.transactions])), uncategorized };
};

describe('ft split', () => {
  it('gives unsigned parts the sign of the transaction and one open part the rest', async () => {
    const answer = await ftJson<{ parts: unknown }>(home, 'split', id, '180=groceries', '19,50=gifts=til Kari', 'furnishing');
    expect(answer.parts).toEqual([
      { amount: '-180.00', category: 'groceries', group: 'food', note: null },
      { amount: '-19.50', category: 'gifts', group: expect.any(String) as string, note: 'til Kari' },
      { amount: '-49.50', category: 'furnishing', group: 'home', note: null },
    ]);
    expect(await counts()).toEqual({ groceries: 1, gifts: 1, furnishing: 1, uncategorized: 0 });
  });

  it('keeps a note to the letter, signs of equality and the blanks around them too', async () => {
    expect(await ftJson(home, 'split', id, '180 = groceries = a = b', 'pets')).toMatchObject({ parts: [{ amount: '-180.00', category: 'groceries', note: 'a = b' }, { category: 'pets' }] });
  });

  it('takes a part with the other sign: a deposit given back', async () => {
    expect(await ftJson(home, 'split', id, '-260=groceries', '+11=other-income')).toMatchObject({ parts: [{ amount: '-260.00' }, { amount: '11.00' }] });
  });

  it('--none makes it whole again', async () => {
    await ft(home, 'split', id, '180=groceries', 'gifts');
    expect((await ft(home, 'split', id, '--none')).stdout).toContain(': whole again.');
    expect(await counts()).toEqual({ uncategorized: 1 });
    expect(await ftJson(home, 'split', id, '--none')).toMatchObject({ parts: [], commit: null });
  });

  it.each([
    [['180=groceries', '70=gifts'], 'The parts add up to -250.00 NOK, but the transaction is -249.00 NOK.'],
    [['300=groceries', 'gifts'], 'The parts add up to -300.00 NOK, but the transaction is -249.00 NOK.'],
    [['groceries', 'gifts'], 'Only one part may be left without an amount.'],
    [['249=groceries'], 'One part is no split.'],
    [['0=groceries', 'gifts'], '"0" is not an amount: it is nothing.'],
    [['180=nonsense', 'gifts'], 'There is no category "nonsense".'],
    [[], 'Say the parts, or --none.'],
  ])('refuses %j', async (parts, sentence) => {
    const { exit, stderr } = await ft(home, 'split', id, ...parts);
    expect(exit).not.toBe(0);
    expect(stderr).toContain(`ft: ${sentence}\n`);
    expect(await counts()).toEqual({ uncategorized: 1 });
  });
});

describe('ft note', () => {
  it('writes, keeps and takes away a note', async () => {
    expect((await ft(home, 'note', id, 'til', 'Kari')).stdout).toContain('Xqz Blorp 17: "til Kari"');
    expect(await ftJson(home, 'note', id, 'til Kari')).toEqual({ id, note: 'til Kari', commit: null });
    expect(await ftJson(home, 'note', id, '--none')).toMatchObject({ note: null, commit: expect.any(String) as string });
    expect((await ft(home, 'note', id)).stderr).toContain('Say the note, or --none.');
  });
});
