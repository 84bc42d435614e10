/** The built program, several at a time in one home, and killed at any moment: what is in the homes and at the hub is whole. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoStatement, temporaryHome } from '../cli/ft.ts';
import { type Ended, spawnFt } from '../cli/spawn.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { expectWholeHub } from './sound.ts';

const env = { ...process.env, FT_SECRETS: 'file', FT_MODEL: 'off', FT_LANG: 'en' };
const ft = (home: string, words: readonly string[], killAfter?: number): Promise<Ended> => spawnFt(['--home', home, ...words], { env, ...(killAfter === undefined ? {} : { killAfter }) });
const rows = async (home: string): Promise<unknown[]> => JSON.parse((await ft(home, ['--json', 'list', '--limit', '50000'])).stdout) as unknown[];

let postgres: Postgres;
beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });

it('two syncs and a person at work in each of two homes, then kills at any moment: both end with the same', async () => {
  const url = await postgres.database('shared');
  const [first, second] = [temporaryHome(), temporaryHome()];
  await ft(first, ['import', demoStatement('dnb-brukskonto-2025.csv')]);
  for (const home of [first, second]) expect(await ft(home, ['hub', 'connect', url, '--yes'])).toMatchObject({ exit: 0 });
  for (let round = 0; round < 2; round++) {
    const ended = await Promise.all([first, second].flatMap((home, at) => [ft(home, ['hub', 'sync']), ft(home, ['hub', 'sync']), ft(home, ['add', `-${at + 1}${round}.00`, `Kiosk ${at}${round}`])]));
    expect(ended.map(({ exit, stderr }) => [exit, stderr])).toEqual(ended.map(() => [0, '']));
    await expectWholeHub(postgres, url);
  }
  await ft(first, ['import', demoStatement('sparebank1-sparekonto-2025.csv')]);
  for (const after of [250, 350, 450, 600]) {
    await ft(second, ['add', `-${after}.00`, `Kiosk ${after}`]);
    for (const home of [first, second]) {
      await ft(home, ['hub', 'sync'], after);
      await expectWholeHub(postgres, url);
    }
  }
  for (const home of [first, second, first]) expect(await ft(home, ['hub', 'sync'])).toMatchObject({ exit: 0, stderr: '' });
  expect(await rows(second)).toEqual(await rows(first));
  for (const home of [first, second]) expect(JSON.parse((await ft(home, ['--json', 'log', 'verify'])).stdout)).toMatchObject({ verified: true });
}, 120_000);
