/** A small household whose every figure is known: two accounts, a transfer, a refund, a split, a note and an euro account. Written for these tests. */
import { ft, temporaryHome, written } from './ft.ts';

const CURRENT = `Dato;Tekst;Beløp;Saldo;Status;Avstemt
01.12.2025;LØNN VERKSTED AS;30.000,00;40.000,00;Utført;Nei
05.12.2025;REMA 1000 TORSHOV;-1.000,00;39.000,00;Utført;Nei
20.12.2025;REMA 1000 TORSHOV;-500,00;38.500,00;Utført;Nei
30.12.2025;UKJENT STED;-70,00;38.430,00;Utført;Nei
02.01.2026;REMA 1000 TORSHOV;-200,00;38.230,00;Utført;Nei
05.01.2026;REMA 1000 TORSHOV RETUR;50,00;38.280,00;Utført;Nei
08.01.2026;OVERFØRING SPAREKONTO;-5.000,00;33.280,00;Utført;Nei
10.01.2026;KAFFE OG KAKE;-90,00;33.190,00;Utført;Nei
12.01.2026;=1+1 KIOSK \u001b[31mRØD;-30,00;33.160,00;Utført;Nei
`;
const SAVINGS = `Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;
"08.01.2026";"Fra brukskonto";;"5000,00";;"98765432103";"";
`;

/** A home with all of it; today is 2026-01-15. */
export async function household(): Promise<string> {
  const home = temporaryHome();
  const run = async (...argv: string[]): Promise<void> => {
    const { exit, stdout, stderr } = await ft(home, ...argv);
    if (exit !== 0) throw new Error(`ft ${argv.join(' ')}: ${stdout}${stderr}`);
  };
  await run('rules', 'add', '--text', 'rema 1000', '--category', 'groceries');
  await run('rules', 'add', '--text', 'lønn', '--category', 'salary');
  await run('import', '--account', 'Brukskonto', written(home, 'bruk.csv', CURRENT));
  await run('import', '--account', 'Sparekonto', written(home, 'spare.csv', SAVINGS));
  await run('accounts', 'open', 'Reise', '--currency', 'EUR');
  await run('add', '10', 'Croissant', '--account', 'Reise', '--currency', 'EUR', '--category', 'cafes', '--date', '2026-01-14');
  const cake = await idOf(home, 'kaffe');
  await run('split', cake, '40=cafes', '50=groceries');
  await run('note', cake, 'with', 'Kari');
  return home;
}

/** Id of the only transaction that a query finds. */
export async function idOf(home: string, ...query: string[]): Promise<string> {
  const { stdout } = await ft(home, '--json', 'list', ...query);
  const rows = JSON.parse(stdout) as { id: string }[];
  if (rows.length !== 1) throw new Error(`${query.join(' ')} finds ${rows.length} transactions`);
  return rows[0]!.id;
}
