/** A home in which every text is hostile: escape sequences, direction marks, line breaks, huge words, wide and combining letters, formulas, names like options. */
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { ft, ftJson, temporaryHome, written } from '../cli/ft.ts';

const ESCAPES = "=cmd|'/C calc'!A0 \u001b[31mRØD\u001b]0;eid\u0007\u009b2J\b\u007f \u202eneerg\u202c\u2066x\u2069 a\u200bb\u2028c\r\n2026-01-01 evil\n\t@SUM(1;2)";
/** Texts that want to be more than text, or are hard to measure. */
export const HOSTILE: readonly string[] = [
  ESCAPES, '--yes', '-x', '--only=1', `${'W'.repeat(10_000)}`, 'e\u0301\u0323\u0308'.repeat(40), '日本語の店で買い物をしました東京都', '👨‍👩‍👧‍👦👩🏽‍🚀🇳🇴🏳️‍🌈❤️1️⃣#️⃣', 'مرحبا بالعالم שלום עולם', '+1+1', '@SUM(A1)',
  '"quoted" \'single\' \\ $(rm) `x`', 'not:or "', 'a\u0000b', 'ｱｲｳ 가나다 각', '\ufe0f\u20e3\u0301x', 'Ⅷ①㎏ﬁ', 'category:groceries or -is:split', ' \u00a0 ',
];

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const MAP = ['--map', 'date=Dato,description=Tekst,counterparty=Hvem,amount=Beløp', '--date-order', 'dmy'];

/** Writes the home; `rows`: of each account. Answers its folder, and one that holds files of such names. */
export async function hostileHome(rows = 30): Promise<{ readonly home: string; readonly files: string }> {
  const home = temporaryHome();
  const must = async (...argv: string[]): Promise<void> => {
    const { exit, stdout, stderr } = await ft(home, ...argv);
    if (exit !== 0 && exit !== 3) throw new Error(`ft ${argv.join(' ').slice(0, 200)}: ${stdout.slice(0, 300)}${stderr.slice(0, 300)}`);
  };
  const files = join(home, 'files \u001b[31m');
  mkdirSync(files);
  await must('categories', 'add', `Hytte ${ESCAPES}`, '--group', `Gruppe ${ESCAPES}`);
  await must('categories', 'add', '日本語👨‍👩‍👧‍👦 e\u0301', '--group', 'Home');
  await must('categories', 'add', '--group', '-x=y', '--', '--only');
  const own = (await ftJson<{ groups: { categories: { id: string; own: boolean }[] }[] }>(home, 'categories')).groups.flatMap(({ categories }) => categories).filter((one) => one.own).map(({ id }) => id);
  const accounts: (readonly [name: string, currency: string, exponent: number])[] = [[`Felles ${ESCAPES}`, 'NOK', 2], ['--account', 'NOK', 2], [`${'W'.repeat(300)}`, 'JPY', 0], ['دينار "x" or y', 'KWD', 3]];
  await must('accounts', 'open', '--currency', 'NOK', '--bank', ESCAPES, '--number', `12\u001b[31m34${ESCAPES}`, '--', accounts[0]![0]);
  for (const [name, currency] of accounts.slice(1)) await must('accounts', 'open', '--currency', currency, '--', name);
  for (const [at, [account, currency, exponent]] of accounts.entries()) {
    const lines = Array.from({ length: rows }, (_, row) => {
      const text = HOSTILE[(row + at) % HOSTILE.length]!.replaceAll('\u0000', '');
      const amount = `${row % 7 === 0 ? '' : '-'}${(row * 37) % 900 + 1}${exponent === 0 ? '' : `,${'123'.slice(0, exponent)}`}`;
      return `${String((row * 5) % 28 + 1).padStart(2, '0')}.${String(((row * 3 + at) % 12) + 1).padStart(2, '0')}.2025;${quoted(text)};${quoted(HOSTILE[(row * 2 + at) % HOSTILE.length]!.replaceAll('\u0000', ''))};${amount}\n`;
    });
    await must('import', written(files, `${at}-${['\u001b[31m\u202ecsv', '--yes', '日本 語', "a'b\"c"][at]}.csv`, `Dato;Tekst;Hvem;Beløp\n${lines.join('')}`), `--account=${account}`, '--currency', currency, '--decimal', 'comma', ...MAP);
  }
  await must('rules', 'add', '--text', `hytte ${ESCAPES}`, '--category', own[0]!);
  const listed = await ftJson<{ id: string; amount: string; currency: string }[]>(home, 'list');
  for (const [at, text] of HOSTILE.entries()) if (text.trim() !== '') await must('note', listed[at]!.id, '--', text);
  for (const row of listed.filter(({ amount, currency }) => currency === 'NOK' && Number(amount) < -50).slice(0, 3)) await must('split', row.id, `5=${own[0]!}=${ESCAPES}`, `2=${own[1]!}=--none`, 'groceries');
  for (const [at, row] of listed.filter(({ amount }) => Number(amount) > 100).slice(0, 3).entries()) await must('categorize', row.id, own[at % own.length]!);
  for (const [target, amount, currency, ...more] of [[`category:${own[0]!}`, '100', 'NOK', '--rollover'], [`category:${own[1]!}`, '5000', 'JPY'], ['group:home', '9.0000', 'KWD'], ['groceries', '900', 'NOK', '--rollover']])
    await must('budget', 'set', target!, amount!, '--currency', currency!, '--from', '2025-03', ...more);
  return { home, files };
}
