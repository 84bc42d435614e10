import { describe, expect, it } from 'vitest';
import { demoStatement, ft, ftJson, temporaryHome, written } from './ft.ts';

interface Accounts { accounts: { name: string; number: string | null; currency: string; balance: string; from: string | null; to: string | null; closed: string | null; drift: null | { day: string; difference: string }; openingBalance: null | { day: string; balance: string } }[] }

describe('ft accounts', () => {
  it('shows balance, days and number; a balance is the opening balance and everything booked', async () => {
    const home = temporaryHome();
    await ft(home, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
    const [before] = (await ftJson<Accounts>(home, 'accounts')).accounts;
    expect(before).toMatchObject({ number: '98765432103', currency: 'NOK', balance: '27295.97', from: '2025-01-10', to: '2025-12-31', openingBalance: null, drift: null });
    await ft(home, 'accounts', 'opening-balance', '98765432103', '124500');
    expect((await ftJson<Accounts>(home, 'accounts')).accounts[0]).toMatchObject({ balance: '151795.97', openingBalance: { day: '2025-01-10', balance: '124500.00' } });
  });

  it('names the first day on which the bank disagrees', async () => {
    const home = temporaryHome();
    const rows = ['Dato;Tekst;Beløp;Saldo', '02.01.2026;Kaffe;-50,00;950,00', '03.01.2026;Brød;-30,00;920,00', '04.01.2026;Melk;-20,00;890,00'];
    const imported = await ft(home, 'import', written(home, 'bank.csv', `${rows.join('\n')}\n`), '--account', 'Felles', '--map', 'date=Dato,description=Tekst,amount=Beløp,balance=Saldo', '--currency', 'NOK', '--date-order', 'dmy');
    expect(imported.exit).toBe(0);
    const { stdout } = await ft(home, 'accounts');
    expect(stdout).toContain('off since 2026-01-04');
    expect(stdout).toContain('Felles does not add up from 2026-01-04 on: the bank says 890.00 NOK, the rows give 900.00 NOK (-10.00 NOK apart).');
    expect((await ftJson<Accounts>(home, 'accounts')).accounts[0]?.drift).toMatchObject({ day: '2026-01-04', difference: '-10.00' });
  });

  it('opens, renames, closes and reopens', async () => {
    const home = temporaryHome();
    expect((await ft(home, 'accounts')).stdout).toContain('No accounts yet.');
    expect((await ft(home, 'accounts', 'open', 'Sparing', '--currency', 'sek', '--number', '1234.56.78903', '--bank', 'Testbanken')).stdout).toContain('Opened Sparing in SEK.');
    expect((await ft(home, 'accounts', 'rename', 'sparing', 'Buffer')).stdout).toContain('Sparing is now called Buffer.');
    await ft(home, 'accounts', 'opening-balance', 'Buffer', '-100,50', '--date', '2026-01-01');
    expect((await ft(home, 'accounts', 'close', 'buffer', '--date', '2026-01-10')).stdout).toContain('Closed Buffer on 2026-01-10. It holds -100.50 SEK still.');
    expect((await ftJson<Accounts>(home, 'accounts')).accounts).toMatchObject([{ name: 'Buffer', number: '12345678903', closed: '2026-01-10', balance: '-100.50' }]);
    expect((await ft(home, 'accounts', 'close', 'buffer')).stderr).toContain('The account Buffer is closed.');
    expect((await ft(home, 'accounts', 'reopen', 'buffer')).stdout).toContain('Buffer is open again.');
    expect(await ftJson(home, 'accounts', 'reopen', 'buffer')).toMatchObject({ closed: null, applied: false, commit: null });
  });

  it('refuses a second account of a name or number, and a currency that is none', async () => {
    const home = temporaryHome();
    await ft(home, 'accounts', 'open', 'Bank', '--currency', 'NOK', '--number', '12345678903');
    expect(await ft(home, 'accounts', 'open', ' bank ', '--currency', 'NOK')).toMatchObject({ exit: 1, stderr: 'ft: There is an account "bank" already.\n    Choose another name; ft accounts lists them.\n' });
    expect((await ft(home, 'accounts', 'open', 'B', '--currency', 'NOK', '--number', '1234 56 78903')).stderr).toContain('There is an account "Bank (1234 56 78903)" already.');
    expect((await ft(home, 'accounts', 'open', 'C')).stderr).toBe('ft: Say its currency.\n    Example: ft accounts open "C" --currency NOK\n');
    expect((await ft(home, 'accounts', 'rename', 'nobody', 'x')).stderr).toContain('There is no account "nobody".');
  });
});

describe('ft categories', () => {
  it('counts transactions by category, adds and renames', async () => {
    const home = temporaryHome();
    expect((await ft(home, 'categories', 'add', 'Hytte på fjellet', '--group', 'Home')).stdout).toContain('Added Hytte på fjellet (hytte-pa-fjellet) in Home.');
    expect((await ft(home, 'categories', 'add', 'Regatta', '--group', 'Seiling')).stdout).toContain('in the new group Seiling.');
    await ft(home, 'add', '100', 'ved', '--category', 'hytte-pa-fjellet');
    await ft(home, 'categories', 'rename', 'hytte-pa-fjellet', 'Hytta');
    await ft(home, 'categories', 'rename', 'cafes', 'Kaffe');
    const { groups } = await ftJson<{ groups: { id: string; categories: { id: string; label: string; own: boolean; transactions: number }[] }[] }>(home, 'categories');
    expect(groups.find(({ id }) => id === 'home')?.categories.at(-1)).toEqual({ id: 'hytte-pa-fjellet', label: 'Hytta', own: true, transactions: 1 });
    expect(groups.find(({ id }) => id === 'food')?.categories).toContainEqual({ id: 'cafes', label: 'Kaffe', own: false, transactions: 0 });
    expect((await ft(home, 'categories', 'rename', 'kaffe', 'Coffee')).stdout).toContain('Kaffe is now called Coffee.');
    expect((await ft(home, 'history', '--limit', '2')).stdout).toMatch(/renamed cafes to Coffee\n.*renamed cafes to Kaffe/);
  });

  it('refuses a name that is taken, and an adding without a group', async () => {
    const home = temporaryHome();
    expect((await ft(home, 'categories', 'add', 'Dagligvarer', '--group', 'Home')).stderr).toBe('ft: There is a category "Dagligvarer" already.\n    Choose another name.\n');
    expect((await ft(home, 'categories', 'rename', 'cafes', 'groceries')).stderr).toContain('There is a category "groceries" already.');
    expect((await ft(home, 'categories', 'add', 'Hytte')).stderr).toContain('Say which group it belongs to.');
  });
});
