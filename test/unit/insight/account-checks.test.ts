import { describe, expect, it } from 'vitest';
import { checkAccounts, checkInSteps } from '../../../src/insight/account-checks.ts';
import { App } from '../../../src/app.ts';
import { seededRandom } from '../../../src/machine/random.ts';
import { ftJson, temporaryHome, written } from '../../cli/ft.ts';

const bank = (rows: readonly string[]): string => `Dato;Tekst;Beløp;Saldo;Status;Avstemt\n${rows.join('\n')}\n`;

/** A running balance over so many rows, thirty a day; the row `missing` is left out of the file, but not of the balance. */
function statement(count: number, missing: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const date = `${String((Math.floor(at / 30) % 28) + 1).padStart(2, '0')}.${String((Math.floor(at / 840) % 12) + 1).padStart(2, '0')}.2025`;
    return `${date};KIOSK ${at};-1,00;${100_000 - at - 1},00;Utført;Nei`;
  });
  return bank(rows.filter((_, at) => at !== missing));
}

describe('checking in steps', () => {
  it('answers as checking at once does, whatever account, day or piece a row falls into', async () => {
    const home = temporaryHome();
    await ftJson(home, 'import', written(home, 'a.csv', statement(9000, 4567)), '--account', 'Large');
    await ftJson(home, 'import', written(home, 'b.csv', statement(900, -1)), '--account', 'Good');
    await ftJson(home, 'accounts', 'open', 'Cash', '--currency', 'NOK');
    await ftJson(home, 'add', '12', 'coffee', '--account', 'Cash');
    const app = new App({ home, clock: () => 1_768_478_400_000, random: seededRandom('checks'), progress: () => {}, modelFolder: 'off' });
    const model = app.read();
    const steps = checkInSteps(model);
    let count = 1;
    let found = steps.next();
    for (; !found; found = steps.next()) count++;
    // Seven pieces of rows, that there are no more, three accounts, the answer.
    expect(count).toBe(12);
    expect(checkInSteps(model).next(), 'a second one need not begin anew').toBe(found);
    expect(found).toEqual(checkAccounts(model, model.accounts.all().map(({ id }) => id)));
    expect(found.map(({ drift }) => drift !== null).toSorted()).toEqual([false, true]);
    expect(found.find(({ drift }) => drift)!.drift).toMatchObject({ day: '2025-06-13', difference: -100 });
    app.close();
  });

  it('of a ledger without accounts answers nothing', () => {
    const none = { accounts: { all: () => [] }, statements: { nextSums: () => undefined } } as unknown as Parameters<typeof checkInSteps>[0];
    const steps = checkInSteps(none);
    expect([steps.next(), steps.next()]).toEqual([undefined, []]);
  });
});
