/** `ft show` and `ft why`: where a transaction came from, everything that happened to it, and what decided its category. */
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ft, ftJson, written } from './ft.ts';
import { household, idOf } from './household.ts';

let home: string;
beforeAll(async () => { home = await household(); });

interface Shown { readonly statement: { file: string; line: number; profile: string }; readonly attestedBy: { file: string }[]; readonly changes: { event: string; undone: boolean; text: string; command: string; at: string; commit: string }[] }

describe('ft show', () => {
  it('names the file, its line and layout, and every change with its commit', async () => {
    const id = await idOf(home, 'kaffe');
    const shown = await ftJson<Shown & Record<string, unknown>>(home, 'show', id.slice(0, 9));
    expect(shown).toMatchObject({ id, amount: '-90.00', source: 'csv', note: 'with Kari', statement: { line: 9, profile: 'no-danske-bank-2020' } });
    expect(basename(shown.statement.file)).toBe('bruk.csv');
    expect(shown.changes.map(({ event, command, undone }) => [event, command, undone])).toEqual([
      ['transaction.recorded.v2', 'import', false], ['transaction.split.v1', 'split', false], ['transaction.noted.v1', 'note', false],
    ]);
    expect(shown.changes[0]!.at).toMatch(/^2026-01-\d\dT\d\d:\d\d:\d\d/);
    expect(shown.changes[1]!.text).toBe('split: -40.00 NOK Cafes and bakeries, -50.00 NOK Groceries');
  });
  it('tells a card and a table of changes', async () => {
    const { stdout, exit } = await ft(home, 'show', await idOf(home, 'kaffe'));
    expect(exit).toBe(0);
    expect(stdout).toMatch(/│ Amount +│ -90\.00 NOK/);
    expect(stdout).toMatch(/│ Note +│ with Kari/);
    expect(stdout).toMatch(/│ +│ -50\.00 NOK {2}Groceries/);
    expect(stdout).toMatch(/[0-9a-f]{8} {2}note +note: with Kari/);
    expect((await ft(home, 'show', await idOf(home, 'kiosk'))).stdout).not.toContain('\u001b');
  });
  it('shows what is undone, other deliveries, and the other half of a transfer', async () => {
    const id = await idOf(home, 'ukjent');
    const chosen = await ft(home, 'categorize', id, 'hobbies', '--yes');
    await ft(home, 'undo', /ft undo ([0-9a-f]{8})/.exec(chosen.stdout)![1]!, '--yes');
    const again = written(home, 'again.csv', 'Dato;Tekst;Beløp;Saldo;Status;Avstemt\n30.12.2025;UKJENT STED;-70,00;38.430,00;Utført;Nei\n');
    await ft(home, 'import', '--account', 'Brukskonto', again);
    const shown = await ftJson<Shown>(home, 'show', id);
    expect(shown.changes.filter(({ undone }) => undone).map(({ event, text }) => [event, text])).toContainEqual(['transaction.categorized.v1', 'you chose Hobbies']);
    expect(shown.attestedBy.map(({ file }) => basename(file))).toEqual(['again.csv']);
    expect((await ft(home, 'show', id)).stdout).toContain('undone: you chose Hobbies');
    const transfer = await idOf(home, 'is:transfer', 'amount:>0');
    const { stdout } = await ft(home, 'show', transfer);
    expect(stdout).toMatch(/│ Transfer +│ from Brukskonto/);
    expect(stdout).toMatch(/linked with [0-9a-z]{16} in Brukskonto/);
  });
  it('refuses an id that means none or several', async () => {
    expect((await ft(home, 'show', 'zzzz')).stderr).toContain('There is no transaction zzzz.');
    expect((await ft(home, 'show', '1')).stderr).toContain('1 is the beginning of several transactions:');
  });
});

describe('ft why', () => {
  it('names the rule, and since when', async () => {
    const { stdout } = await ft(home, 'why', await idOf(home, 'lønn'));
    expect(stdout).toMatch(/Salary and wages\n\nYour rule [0-9a-z]+ says Salary and wages when the text contains "lønn"\.\nSince 2026-01-15 .* \(import, commit [0-9a-f]{8}\)\.\n/);
    expect(await ftJson(home, 'why', await idOf(home, 'lønn'))).toMatchObject({ category: 'salary', group: 'income', categorySource: 'rule', confidence: 1, at: expect.stringMatching(/^2026-01-15T/) as string });
  });
  it('names the account that a rule asks for', async () => {
    await ft(home, 'rules', 'add', '--text', 'lønn', '--account', 'Brukskonto', '--category', 'other-income', '--apply', '--yes');
    expect((await ft(home, 'why', await idOf(home, 'lønn'))).stdout).toContain('when the text contains "lønn" and the account is Brukskonto.');
  });
  it('says what an own choice, a transfer, a split and nothing at all mean', async () => {
    expect((await ft(home, 'why', await idOf(home, 'croissant'))).stdout).toContain('You chose Cafes and bakeries yourself; nothing overrides that.');
    expect((await ft(home, 'why', await idOf(home, 'is:transfer', 'amount:>0'))).stdout).toContain('It is a transfer from Brukskonto, so it counts neither as spending nor as income.');
    expect((await ft(home, 'why', await idOf(home, 'kaffe'))).stdout).toContain('You split it into 2 parts; reports count those.');
    const open = await idOf(home, 'kiosk');
    expect((await ft(home, 'why', open)).stdout).toContain(`Settle it with: ft categorize ${open} CATEGORY`);
  });
});
