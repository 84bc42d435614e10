/**
 * Any six months of syncs, new consents, kills, repeated, lost and stale answers and clock jumps give the bank's true booked ledger to the øre, with
 * what the person decided still in place: for every kind of bank. A fixed seed; `six-months-fresh.test.ts` takes another one each time.
 */
import { describe, it } from 'vitest';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { VIEWS } from '../bank-simulator/view-list.ts';
import { enableBankingKeys } from '../flow/feed-home.ts';
import { expectTrue, live } from './six-months.ts';

describe('six months, seed fixed, through Enable Banking', () => {
  it.each(VIEWS.map((view) => [view.id, view] as const))('with %s', async (_, view) => {
    expectTrue(await live({ seed: 'fixed', view, face: enableBanking, provider: 'enablebanking', keysOf: enableBankingKeys }));
  }, 240_000);
});
