/** `ft import --account`: what it may name. */
import { expect, it } from 'vitest';
import { ft, ftJson, temporaryHome, written } from './ft.ts';

it('refuses an account of another number than the file says, and mixes nothing', async () => {
  const home = temporaryHome();
  const statement = (name: string, own: string): string => written(home, name, [
    'Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;', `"13.01.2026";"KIWI";;;"-10,50";"22222222222";"${own}";`, `"14.01.2026";"REMA";;;"-20,50";"33333333333";"${own}";`, '',
  ].join('\n'));
  expect((await ft(home, 'import', '--account', 'Felles', statement('a.csv', '12345678901'))).exit).toBe(0);
  const other = statement('b.csv', '98765432109');
  expect(await ft(home, 'import', '--account', 'Felles', other)).toMatchObject({
    exit: 2, stderr: `ft: ${other} is of account 98765432109, but Felles has the number 12345678901.\n    Leave --account out, or name an account that is new.\n`,
  });
  expect((await ftJson<{ amount: string }[]>(home, 'list')).map(({ amount }) => amount).sort()).toEqual(['-10.50', '-20.50']);
});
