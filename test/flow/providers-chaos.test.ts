/** Every provider against a bank where every third call goes wrong: whatever is told as whole is whole, and nothing fails in a way that is not known. */
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../src/errors.ts';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../src/intake/providers/berlin-group.ts';
import { gocardless } from '../../src/intake/providers/gocardless.ts';
import type { BankOffer, FeedAccount, Provider } from '../../src/intake/providers/provider.ts';
import { simplefin } from '../../src/intake/providers/simplefin.ts';
import { sparebank1 } from '../../src/intake/providers/sparebank1.ts';
import { BankTrouble } from '../../src/intake/providers/trouble.ts';
import { addDays } from '../../src/values/day.ts';
import type { Face, Fault, View } from '../bank-simulator/contract.ts';
import { berlinGroup as berlinGroupFace } from '../bank-simulator/faces/berlin-group.ts';
import { gocardless as gocardlessFace, GOCARDLESS_SECRETS } from '../bank-simulator/faces/gocardless.ts';
import { simplefin as simplefinFace } from '../bank-simulator/faces/simplefin.ts';
import { sparebank1 as sparebank1Face } from '../bank-simulator/faces/sparebank1.ts';
import { SPAREBANK1_CLIENT } from '../bank-simulator/faces/sparebank1-oauth.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { call, simulatorOf } from '../unit/bank-simulator/face-caller.ts';
import { against, baseOf, Connection, trueKey } from './provider-connection.ts';

const DAY = 86_400_000;
const SEEDS = ['fixed', process.env['FT_SEED'] ?? String(Date.now() % 1_000_000)];
/** All that a client can notice; what is left out in silence nobody notices. */
const FAULTS: readonly Fault[] = [
  'status-500', 'status-503', 'status-408', 'status-429', 'lost', 'reset', 'cut', 'html', 'truncated', 'wrong-types', 'duplicate',
  'empty-page', 'expired-key', 'partial-error', 'processing', 'shuffled-rows', 'foreign-next', 'looped-next', 'download',
];

interface Setting { readonly provider: Provider; readonly face: Face; readonly view: View; connection(): Connection; readonly offer?: BankOffer }

const setting = (provider: Provider, face: Face, view: string, secrets: Readonly<Record<string, string>>, below = ''): Setting => {
  const shown = viewOf(view);
  return { provider, face, view: shown, connection: () => new Connection(simulatorOf(face), provider, baseOf(face.id, below), secrets), offer: { id: shown.institution, name: shown.name, country: shown.country } };
};

/** A new setup token for each consent. */
function bridge(view: View): Connection {
  const simulator = simulatorOf(simplefinFace);
  return new Connection(simulator, simplefin, baseOf('simplefin').replace('/simplefin', ''), { setupToken: call(simulator, 'simplefin', 'GET', `/create?view=${view.id}`).text });
}

const SETTINGS: readonly Setting[] = [
  setting(gocardless, gocardlessFace, 'well-behaved', GOCARDLESS_SECRETS, '/api/v2'), setting(gocardless, gocardlessFace, 'dnb', GOCARDLESS_SECRETS, '/api/v2'),
  setting(sparebank1, sparebank1Face, 'sparebank1', SPAREBANK1_CLIENT),
  setting(berlinGroup, berlinGroupFace, 'well-behaved', {}, '/well-behaved'), setting(berlinGroup, berlinGroupFace, 'n26', {}, '/n26'),
  { provider: simplefin, face: simplefinFace, view: viewOf('well-behaved'), connection: () => bridge(viewOf('well-behaved')) },
];

/** What a question comes to: 'whole', 'part', or the kind of its trouble. Anything else is thrown. */
async function outcomeOf(bank: Connection, { view, provider }: Setting, account: FeedAccount): Promise<string> {
  const today = osloDay(bank.simulator.state.now);
  try {
    const { reading, fetched } = await bank.fetched(account, bankProfile(provider.id, view.institution, view.country));
    expect(reading.booked.every(({ amount }) => Number.isSafeInteger(amount))).toBe(true);
    if (!fetched.isComplete || reading.problems.length > 0) return 'part';
    expect(against(bank.simulator, view, trueKey(bank.simulator, view, account), reading, addDays(today, -60), today).missing).toEqual([]);
    return 'whole';
  } catch (error) {
    if (error instanceof BankTrouble) return error.kind;
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
}

describe.each(SEEDS)('with FT_SEED=%s', (seed) => {
  it.each(SETTINGS.map((one) => [`${one.face.id} as ${one.view.id}`, one] as const))('%s', async (_, one) => {
    const bank = one.connection();
    let { accounts } = await bank.connect(one.offer);
    const seen = new Map<string, number>();
    for (let round = 0; round < 40; round++) {
      bank.simulator.advance(DAY);
      bank.simulator.chaos({ seed: `${seed}/${round}`, percent: 33, faults: FAULTS });
      const account = accounts[round % accounts.length];
      if (!account) throw new Error('no account');
      const outcome = await outcomeOf(bank, one, account);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      bank.simulator.chaos(undefined);
      // the answer to the use of a refresh token got lost: only a login helps
      if (outcome === 'consent') ({ accounts } = await bank.connect(one.offer));
    }
    expect([...seen.keys()].filter((kind) => !/^(?:whole|part|wait|consent|config|down|refused|bank-unreachable|bank-answer-cut)$/.test(kind))).toEqual([]);
    expect(seen.get('whole') ?? 0).toBeGreaterThan(3);
    expect(seen.size).toBeGreaterThan(2);
  }, 60_000);
});
