/** Coming from another program: accounts by their names there, categories mapped or created on the person's word, and taken back with the import. */
import { describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';

const fixture = (name: string): string => new URL(`../../fixtures/statements/rivals/${name}`, import.meta.url).pathname;
const YNAB = fixture('ynab-register-euro.csv');

interface Imported {
  readonly files: readonly { rows: number; new: number; duplicate: number; accounts: readonly { account: string; new: number }[] }[];
  readonly categories?: { how: string; known: number; unknown: readonly string[]; created: readonly string[]; applied: number; names: readonly { name: string; rows: number; category: string | null }[] };
  readonly commit: string | null;
}

const listed = async (home: string): Promise<string[]> => (await ftJson<readonly { amount: string; category: string; categorySource: string }[]>(home, 'list')).map(({ amount, category, categorySource }) => `${amount} ${category} ${categorySource}`);

describe('ft import of another program\'s export', () => {
  it('opens the accounts under their names there, and links the transfers between them', async () => {
    const home = temporaryHome();
    const imported = await ftJson<Imported & { transfersLinked: number }>(home, 'import', YNAB);
    expect(imported.files[0]).toMatchObject({ rows: 6, new: 6 });
    expect(imported.files[0]!.accounts.map(({ account, new: count }) => [account, count])).toEqual([['Girokonto', 5], ['Tagesgeld', 1]]);
    expect(imported.transfersLinked).toBe(1);
  });

  it('keeps categories as hints unless told otherwise, and says what can be done', async () => {
    const home = temporaryHome();
    const { stdout } = await ft(home, 'import', YNAB);
    expect(stdout).toContain('The file names 3 categories of its own: 2 are known here, 1 is not. Take them over: ft import --categories map, or --categories create to add the rest (the same file again).');
    expect((await listed(home)).filter((line) => line.endsWith(' own'))).toEqual([]);
  });

  it('takes over what is known, on the person\'s word, also from a file that was imported before', async () => {
    const home = temporaryHome();
    await ft(home, 'import', YNAB);
    const again = await ftJson<Imported>(home, 'import', '--categories', 'map', YNAB);
    expect(again.files[0]).toMatchObject({ new: 0, duplicate: 6 });
    expect(again.categories).toMatchObject({ how: 'map', known: 2, unknown: ['🛋️ Wohnen: Einrichtung'], created: [], applied: 3 });
    expect((await listed(home)).filter((line) => line.endsWith(' own')).sort()).toEqual(['-83.17 groceries own', '4.75 groceries own']);
    // Nothing is said twice, and what the person decides here stands.
    expect((await ftJson<Imported>(home, 'import', '--categories', 'map', YNAB)).commit).toBeNull();
    await ft(home, 'undo', '--yes');
    expect((await listed(home)).filter((line) => line.endsWith(' own'))).toEqual([]);
  });

  it('creates the rest, and takes everything back with the import', async () => {
    const home = temporaryHome();
    const imported = await ftJson<Imported>(home, 'import', '--categories', 'create', YNAB);
    expect(imported.categories).toMatchObject({ known: 2, unknown: [], created: ['einrichtung'], applied: 3 });
    const { groups } = await ftJson<{ groups: readonly { label: string; categories: readonly { id: string; own: boolean }[] }[] }>(home, 'categories');
    expect(groups.filter(({ categories }) => categories.some(({ id }) => id === 'einrichtung')).map(({ label }) => label)).toEqual(['🛋️ Wohnen']);
    await ft(home, 'undo', '--yes');
    expect(JSON.stringify(await ftJson(home, 'categories'))).not.toContain('einrichtung');
    expect(await listed(home)).toEqual([]);
  });

  it('takes the word of the person for a name, and splits as they are', async () => {
    const home = temporaryHome();
    const imported = await ftJson<Imported>(home, 'import', '--category', 'Einrichtung=furnishing', '--category', 'Dining Out=cafes', YNAB);
    expect(imported.categories).toMatchObject({ how: 'map', known: 3, unknown: [] });
    expect(JSON.stringify(await ftJson(home, 'list', 'lindner'))).toMatch(/furnishing.*cafes/);
  });

  it('leaves what the person decided here', async () => {
    const home = temporaryHome();
    await ft(home, 'import', YNAB);
    const [edeka] = await ftJson<readonly { id: string; amount: string }[]>(home, 'list', 'edeka', 'amount:>0');
    await ft(home, 'categorize', edeka!.id, 'pets', '--yes');
    await ft(home, 'import', '--category', 'Einrichtung=furnishing', YNAB);
    expect((await listed(home)).filter((line) => line.endsWith(' own')).sort()).toEqual(['-83.17 groceries own', '4.75 pets own']);
  });

  it('tells in the history that it took over categories, and previews them', async () => {
    const home = temporaryHome();
    const hledger = fixture('hledger-print.csv');
    const dry = await ftJson<{ files: readonly { preview: readonly { category: string; categorySource: string }[] }[] }>(home, 'import', '--dry-run', '--categories', 'map', hledger);
    expect(dry.files[0]!.preview.filter(({ categorySource }) => categorySource === 'own').map(({ category }) => category)).toEqual(['lodging', 'salary', 'salary']);
    await ft(home, 'import', hledger);
    await ft(home, 'import', '--categories', 'map', hledger);
    expect((await ft(home, 'history')).stdout).toMatch(/categorized 3 transactions, split \S+ in 2/);
  });

  it('opens accounts with what they held before their first row', async () => {
    const home = temporaryHome();
    await ft(home, 'import', fixture('hledger-print.csv'));
    expect((await ft(home, 'accounts')).stdout).toMatch(/assets:bank:brukskonto +│? *38,010\.50 NOK/);
  });

  it('previews what each name becomes', async () => {
    const home = temporaryHome();
    const { stdout } = await ft(home, 'import', '--dry-run', '--categories', 'create', YNAB);
    expect(stdout).toMatch(/Needs: Groceries +│? *2 +│? *Groceries/);
    expect(stdout).toContain('Einrichtung (new)');
    expect((await ft(home, 'list')).stdout + (await ft(home, 'list')).stderr).toContain('There is no data yet.');
  });

  it('asks a person once', async () => {
    const home = temporaryHome();
    const { stderr } = await ftWith({ typed: ['y'] }, home, 'import', YNAB);
    expect(stderr).toContain('Take those over as your own decisions?');
    expect((await listed(home)).filter((line) => line.endsWith(' own'))).toHaveLength(2);
    const declined = temporaryHome();
    await ftWith({ typed: [''] }, declined, 'import', YNAB);
    expect((await listed(declined)).filter((line) => line.endsWith(' own'))).toEqual([]);
  });

  it('says nothing of categories for a bank\'s own file', async () => {
    const home = temporaryHome();
    const bank = written(home, 'bank.csv', 'Dato;Kategori;Underkategori;Tekst;Beløb;Saldo;Status;Afstemt\n02.01.2026;Mad;Dagligvarer;Netto;-10,00;90,00;Udført;Nej\n');
    expect((await ftJson<Imported>(home, 'import', bank)).categories).toBeUndefined();
  });

  it('refuses what cannot be meant', async () => {
    const home = temporaryHome();
    expect(await ft(home, 'import', '--categories', 'all', YNAB)).toMatchObject({ exit: 2 });
    expect((await ft(home, 'import', '--category', 'Einrichtung', YNAB)).stderr).toContain('it says NAME=CATEGORY');
    expect((await ft(home, 'import', '--category', 'Einrichtung=moebel', YNAB)).stderr).toContain('There is no category "moebel"');
    expect((await ft(home, 'import', '--categories', 'hint', '--category', 'A=cafes', YNAB)).exit).toBe(2);
  });

  it('reads a plain-text ledger whose account names are the person\'s own', async () => {
    const home = temporaryHome();
    const file = written(home, 'reg.csv', '"txnidx","date","code","description","account","amount","total"\n"1","2026-01-03","","Rema","Lommebok","-10 NOK","x"\n"1","2026-01-03","","Rema","Mat:Dagligvarer","10 NOK","x"\n');
    expect((await ft(home, 'import', file)).stderr).toContain('--own "Lommebok"');
    const imported = await ftJson<Imported>(home, 'import', '--own', 'Lommebok', '--categories', 'map', file);
    expect(imported.files[0]!.accounts.map(({ account }) => account)).toEqual(['Lommebok']);
    expect(imported.categories).toMatchObject({ known: 1, applied: 1 });
  });
});
