/** Six months as in `six-months.test.ts`, from a fresh seed, which is printed, and through every provider. */
import { randomBytes } from 'node:crypto';
import { describe, it } from 'vitest';
import { berlinGroup } from '../bank-simulator/faces/berlin-group.ts';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { gocardless, GOCARDLESS_SECRETS } from '../bank-simulator/faces/gocardless.ts';
import { simplefin } from '../bank-simulator/faces/simplefin.ts';
import { sparebank1 } from '../bank-simulator/faces/sparebank1.ts';
import { SPAREBANK1_CLIENT } from '../bank-simulator/faces/sparebank1-oauth.ts';
import { ORIGIN } from '../bank-simulator/in-process.ts';
import type { Simulator } from '../bank-simulator/simulator.ts';
import { VIEWS, viewOf } from '../bank-simulator/view-list.ts';
import type { Person } from '../../src/intake/feed/connect.ts';
import { enableBankingKeys, personWith } from '../flow/feed-home.ts';
import { expectTrue, live, type Months } from './six-months.ts';

const seed = process.env['FT_SEED'] ?? randomBytes(4).toString('hex');
process.stdout.write(`six months: fresh seed ${seed} (FT_SEED=${seed} repeats it)\n`);

/** Somebody who gets a new setup token from the bridge's page whenever one is asked for. */
function bridgePerson(simulator: Simulator, view: string): Person {
  const token = (): string => simulator.handle({ method: 'GET', url: `${ORIGIN}/simplefin/create?view=${view}`, headers: {}, body: '' }).body;
  return { ...personWith(simulator, {}, ''), tell: async ({ name }) => (name === 'setupToken' ? token() : '') };
}

type Way = Omit<Months, 'seed' | 'view'>;
const WAYS: Readonly<Record<string, (view: string) => Way>> = {
  enablebanking: () => ({ face: enableBanking, provider: 'enablebanking', keysOf: enableBankingKeys }),
  gocardless: () => ({ face: gocardless, provider: 'gocardless', base: 'gocardless/api/v2', keysOf: () => GOCARDLESS_SECRETS }),
  berlingroup: (view) => ({ face: berlinGroup, provider: 'berlingroup', base: `berlingroup/${view}`, keysOf: () => ({ baseUrl: `${ORIGIN}/berlingroup/${view}` }) }),
  sparebank1: () => ({ face: sparebank1, provider: 'sparebank1', keysOf: () => SPAREBANK1_CLIENT }),
  simplefin: (view) => ({ face: simplefin, provider: 'simplefin', keysOf: () => ({}), personOf: (simulator) => bridgePerson(simulator, view) }),
};
const AGGREGATED = ['enablebanking', 'gocardless', 'berlingroup'] as const;

/** Every bank through one of the providers that reach many, another one each time; and the two that have their own. */
const lives = [
  ...VIEWS.map(({ id }, at) => [AGGREGATED[(at + seed.charCodeAt(seed.length - 1)) % AGGREGATED.length]!, id] as const),
  ['sparebank1', 'sparebank1'] as const, ['simplefin', 'well-behaved'] as const,
];

describe(`six months, seed ${seed}`, () => {
  it.each(lives)('through %s with %s', async (provider, view) => {
    expectTrue(await live({ seed, view: viewOf(view), ...WAYS[provider]!(view) }));
  }, 240_000);
});
