/** What the screens show is what the ledger holds, also where it was changed from another screen. */
import { afterEach, describe, expect, it } from 'vitest';
import { ft, ftJson, temporaryHome, written } from '../cli/ft.ts';
import { type Desk, desk } from './desk.ts';

const open: Desk[] = [];
afterEach(() => { for (const one of open.splice(0)) one.close(); });

async function delivered(home: string, account: string, currency: string, ...rows: string[]): Promise<void> {
  const { exit, stderr } = await ft(home, 'import', written(home, `${account}.csv`, ['Dato;Tekst;Beløp', ...rows, ''].join('\n')), '--account', account, '--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', currency, '--date-order', 'dmy', '--decimal', 'comma');
  if (exit !== 0) throw new Error(stderr);
}

async function at(home: string): Promise<Desk> {
  const one = await desk(home, { size: { columns: 120, rows: 40 } });
  open.push(one);
  return one;
}

describe('transactions', () => {
  it('are shown as they are now, when another screen leads to them after a change', async () => {
    const home = temporaryHome();
    await delivered(home, 'Felles', 'NOK', '05.01.2026;Blorp Storo;-100,00');
    const [row] = await ftJson<{ id: string }[]>(home, 'list');
    await ft(home, 'categorize', row!.id, 'pets');
    const one = await at(home);
    const listed = (): string | undefined => one.frame().split('\n').find((text) => text.includes('2026-01-05'));
    await one.press('g', 't');
    expect(listed()).toContain('Pets');
    // Undone on the overview, then looked up from there.
    await one.press('g', 'o', 'u');
    one.dashboard.open('transactions', { query: 'blorp' });
    await one.settled();
    expect(listed()).toContain('Uncategorized');
    expect(one.frame()).toContain('undone: ');
  });

  it('are split in a currency of three decimals', async () => {
    const home = temporaryHome();
    await delivered(home, 'Dinar', 'KWD', '05.01.2026;Blorp Storo;-12,345');
    const one = await at(home);
    await one.press('g', 't', 's');
    await one.type('1.2340');
    await one.press('enter');
    await one.type('pets');
    await one.press('enter', 'enter');
    await one.type('groceries');
    await one.press('enter');
    const [row] = await ftJson<{ parts: { amount: string; category: string }[] }[]>(home, 'list');
    expect(row!.parts).toMatchObject([{ amount: '-1.234', category: 'pets' }, { amount: '-11.111', category: 'groceries' }]);
  });
});
