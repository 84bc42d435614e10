/** A home in which something of every kind waits: merchants, labelled unsurely or not at all, a doubtful row, a possible transfer. */
import { ftJson, ftWith, temporaryHome, written } from '../cli/ft.ts';
import { keywordModel } from '../keyword-model.ts';

const MAP = ['--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', 'NOK', '--date-order', 'dmy'];

export interface WaitingHome { readonly home: string; readonly modelFolder: string }

/** Rows as `02.01.2026;Text;-100,00`, delivered to an account, each a file. */
export async function delivered({ home, modelFolder }: WaitingHome, account: string, ...rows: string[]): Promise<void> {
  const file = written(home, `${account}-${rows.length}-${rows[0]?.slice(0, 5) ?? ''}.csv`, ['Dato;Tekst;Beløp', ...rows, ''].join('\n'));
  const { exit, stderr } = await ftWith({ environment: { modelFolder } }, home, 'import', file, '--account', account, ...MAP);
  if (exit !== 0) throw new Error(stderr);
}

/** An empty home whose local model labels "zibbet" as cafes, unsurely, and holds "xqz" to be pharmacy, not surely enough to label. */
export const emptyHome = (): WaitingHome => ({ home: temporaryHome(), modelFolder: keywordModel({ words: { zibbet: ['cafes', 0.6], xqz: ['pharmacy', 0.4] } }) });

/** Merchants in this order: Blorp (4 000, no view), Xqz (two rows, perhaps pharmacy), Zibbet (cafes, unsurely), two "Overføring" that name nobody. */
export async function merchantsHome(): Promise<WaitingHome> {
  const at = emptyHome();
  await delivered(at, 'Felles', '02.01.2026;Xqz Bislet;-1000,00', '03.01.2026;Xqz Storo;-1500,00', '04.01.2026;Blorp Storo;-4000,00', '05.01.2026;Zibbet Oslo;-300,00', '06.01.2026;Zibbet Hamar;-200,00', '07.01.2026;Overføring;-50,00', '08.01.2026;Overføring;-60,00');
  return at;
}

/** A doubtful row ("Bokhandelen Norli Storgata", once more two days later), and a transfer of 500 that either of two accounts may have got. */
export async function questionsHome(): Promise<WaitingHome> {
  const at = emptyHome();
  await delivered(at, 'Felles', '05.01.2026;Bokhandelen Norli Storgata;-349,00', '09.01.2026;Kaffe;-50,00');
  await delivered(at, 'Felles', '03.01.2026;Brød;-30,00', '07.01.2026;Bokhandelen Norli Storgata;-349,00', '10.01.2026;Melk;-20,00');
  await delivered(at, 'Bruk', '05.01.2026;Overføring;-500,00');
  await delivered(at, 'Sparing', '06.01.2026;Innskudd;500,00');
  await delivered(at, 'Buffer', '06.01.2026;Innskudd;500,00');
  // The first of the two was linked at once; it was not that one.
  const { linked } = await ftJson<{ linked: { out: string; in: string }[] }>(at.home, 'transfers');
  for (const { out, in: into } of linked) await ftJson(at.home, 'transfers', 'unlink', out, into);
  return at;
}
