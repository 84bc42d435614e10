/** What a newcomer meets first: `ft`, `ft demo`, `ft --help`, `ft profiles`, `ft completion`. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoStatement, ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';
import { household } from './household.ts';

describe('ft', () => {
  let home: string;
  beforeAll(async () => { home = await household(); });

  it('says how to begin where there is nothing', async () => {
    const { stdout, exit } = await ft(temporaryHome());
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/^There is no data yet\. Begin with:\n\n {2}ft import FILE… .*\n {2}ft demo .*\n/)]);
    expect(await ftJson(temporaryHome())).toEqual({ accounts: [], month: null, next: ['ft import FILE…', 'ft demo', 'ft bank connect', 'ft --help'] });
  });
  it('shows accounts, the month against its budgets, the newest transactions and what waits', async () => {
    await ft(home, 'budget', 'set', 'groceries', '500');
    const { stdout } = await ft(home);
    expect(stdout).toMatch(/Brukskonto +33,160\.00 +NOK/);
    expect(stdout).toMatch(/Together +38,160\.00 +NOK/);
    expect(stdout).toMatch(/^January 2026$/m);
    expect(stdout).toMatch(/Groceries +█[^ ]+ +200\.00 +500\.00 +300\.00/);
    expect(stdout).toMatch(/Cafes and bakeries +40\.00\nUncategorized +30\.00\n/);
    expect(stdout).toContain('In 0.00 NOK, spent 270.00 NOK, left over -270.00 NOK.');
    expect(stdout).toContain('Left to spend in the budgets: 300.00 NOK');
    expect(stdout).toContain('2 transactions without a category: ft review');
    // What is overspent in one budget stands beside what is left in the others, so that the two add up to the total of ft budget.
    await ft(home, 'budget', 'set', 'cafes', '25');
    expect((await ft(home)).stdout).toContain('Left to spend in the budgets: 300.00 NOK; overspent in others: 15.00 NOK');
  });
  it('gives all of it as JSON', async () => {
    const answer = await ftJson<{ accounts: { name: string; balance: string }[]; newest: unknown[] }>(home);
    expect(answer.accounts.map(({ name, balance }) => [name, balance])).toEqual([['Brukskonto', '33160.00'], ['Reise', '-10.00'], ['Sparekonto', '5000.00']]);
    expect(answer).toMatchObject({
      month: '2026-01', isCurrentMonth: true, leftToSpend: [{ currency: 'NOK', amount: '300.00' }], waiting: { uncategorized: 2, doubtful: 0, transferSuggestions: 0 },
      categories: [{ category: 'cafes', currency: 'EUR', spent: '10.00' }, { category: 'groceries', group: 'food', currency: 'NOK', spent: '200.00' }, { category: 'cafes' }, { category: 'uncategorized' }],
    });
    expect(answer.newest).toHaveLength(6);
  });
  it('falls back to the newest month with data, and says so', async () => {
    const old = temporaryHome();
    await ft(old, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
    expect((await ft(old)).stdout).toContain('December 2025  (the newest month with data)');
  });
  it('answers as the ledger stood then', async () => expect((await ft(home, '--as-of', '2026-01-01')).stdout).toContain('There is no data yet.'));
  it('names the nearest command', async () => {
    expect(await ft(home, 'lsit')).toEqual({ exit: 2, stdout: '', stderr: 'ft: There is no command "lsit".\n    Did you mean: ft list\n' });
    expect((await ft(home, 'frobnicate')).stderr).toContain('ft --help lists them.');
  });
  it('takes a home whose name is a command\'s', async () => expect((await ft(home, '--home', 'list', 'budget')).stderr).toContain('There is no data yet.'));
  it('helps: commands in groups, examples below', async () => {
    const { stdout, exit } = await ft(home, '--help');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/Begin:\n {2}demo [\s\S]*Look:\n {2}list [\s\S]*The log:\n {2}history [\s\S]*Examples:\n {2}ft demo/);
    expect((await ft(home, 'list', '--help')).stdout).toContain('ft list is:uncategorized');
  });
  it('helps when asked in words', async () => {
    const same = async (asked: string[], flagged: string[]) => expect(await ft(home, ...asked)).toEqual(await ft(home, ...flagged));
    await same(['help'], ['--help']);
    await same(['help', 'budget'], ['budget', '--help']);
    await same(['--home', 'help', 'help', 'rules', 'add'], ['rules', 'add', '--help']);
    expect((await ft(home, 'help', 'budget')).stdout).toContain('ft budget set groceries 9500');
    expect(await ft(home, 'help', 'lsit')).toEqual({ exit: 2, stdout: '', stderr: 'ft: There is no command "lsit".\n    Did you mean: ft list\n' });
  });
});

describe('ft demo', () => {
  it('imports the shipped statements into a home of its own and shows the newest month', async () => {
    const mine = temporaryHome();
    const { exit, stdout } = await ft(mine, 'demo', '--no-tui');
    const home = /ft --home (\S+) list/.exec(stdout)?.[1] ?? '';
    try {
      expect(exit).toBe(0);
      expect(stdout).toContain('855 transactions from 3 statements, 27 transfers between its accounts linked.');
      expect(stdout).toMatch(/Brukskonto +135,076\.38 +NOK\nKredittkort +-9,806\.80 +NOK\nSparekonto +151,795\.97 +NOK/);
      expect(stdout).toMatch(/Groceries +█+! +10,143\.60 +9,500\.00/);
      expect((await ft(mine)).stdout).toContain('There is no data yet.');
      expect(await ftJson<unknown[]>(home, 'list')).toHaveLength(855);
      expect((await ft(home, 'log', 'verify')).exit).toBe(0);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
  it('goes where --home says, but never into a ledger', async () => {
    const folder = join(temporaryHome(), 'new');
    const { exit, stdout } = await ft('/nowhere', '--home', folder, 'demo');
    expect([exit, stdout]).toEqual([0, expect.stringContaining(`It lies in ${folder}.\n`)]);
    expect(await ftJson<unknown[]>(folder, 'list')).toHaveLength(855);
    const again = await ft('/nowhere', 'demo', '--home', folder);
    expect([again.exit, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(/^ft: There is a ledger in \S+new already.*\n {4}Name an empty folder with --home/);
    expect(await ftJson<unknown[]>(folder, 'list')).toHaveLength(855);
  });
  it('speaks JSON', async () => {
    const answer = await ftJson<{ home: string }>(temporaryHome(), 'demo');
    rmSync(answer.home, { recursive: true });
    expect(answer).toMatchObject({ transactions: 855, month: '2025-12', isCurrentMonth: false });
  });
});

describe('ft profiles', () => {
  it('lists layouts by text and by country, own ones first', async () => {
    const home = temporaryHome();
    expect((await ftJson<{ profiles: unknown[] }>(home, 'profiles')).profiles.length).toBeGreaterThanOrEqual(60);
    expect((await ft(home, 'profiles', 'danske')).stdout).toMatch(/no-danske-bank-2020 +Danske Bank +NO +Dato, Tekst, Beløp/);
    expect((await ftJson<{ profiles: { country: string }[] }>(home, 'profiles', 'se')).profiles.every(({ country }) => country === 'SE')).toBe(true);
    expect((await ft(home, 'profiles', 'no such bank')).stdout).toContain('No layout fits "no such bank"');
    const odd = written(home, 'odd.csv', 'When;How much;What for\n2026-01-02;-5.00;Bus\n2026-01-13;-6.00;Tram\n');
    await ft(home, 'import', odd, '--map', 'date=When,amount=How much,description=What for', '--currency', 'NOK', '--account', 'Odd', '--save-profile', 'mine');
    expect((await ftJson<{ profiles: unknown[] }>(home, 'profiles')).profiles[0]).toMatchObject({ id: 'mine', own: true, columns: ['When', 'How much', 'What for'] });
  });
});

describe('ft completion', () => {
  it('completes commands, options and values in bash', async () => {
    const { stdout } = await ft(temporaryHome(), 'completion', 'bash');
    const tries = [['ft', 'bud'], ['ft', '--home', '/x', 'budget', 'set', '--ro'], ['ft', 'report', 'spending', '--by', ''], ['ft', 'completion', 'z'], ['ft', 'list', '--as-of', '']];
    const script = `${stdout}\n${tries.map((words) => `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _ft; echo "\${COMPREPLY[*]}"`).join('\n')}\n`;
    expect(execFileSync('bash', ['-u'], { input: script, encoding: 'utf8' }).split('\n').slice(0, tries.length)).toEqual(['budget', '--rollover', 'month quarter year', 'zsh', '']);
  });
  it('knows every command in zsh and fish, quoting what a shell would act on', async () => {
    const zsh = (await ft(temporaryHome(), 'completion', 'zsh')).stdout;
    const fish = (await ft(temporaryHome(), 'completion', 'fish')).stdout;
    expect(zsh).toContain('#compdef ft');
    expect(zsh).toContain("'budget set')");
    expect(fish).toContain("complete -c ft -f -n \"__ft_at ''\" -a budget");
    // Quoting is what both shells have in common with bash, which reads the script without running it.
    execFileSync('bash', ['-n'], { input: zsh });
    expect(fish).toContain("-d 'the currency (default: the account'\\''s; NOK for a first account)'");
  });
  it.each([[['tcsh'], 'There is no completion for tcsh.'], [['bash', '--json'], 'A completion script is no JSON.']])('refuses %j', async (argv, sentence) => {
    const { stdout, stderr, exit } = await ftWith({}, temporaryHome(), 'completion', ...argv);
    expect([exit, stdout + stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
