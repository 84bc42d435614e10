/** The simulator's levers for tests in other processes: `/_control/…`, JSON in and out. */
import { dayFrom } from '../../src/values/day.ts';
import type { Chaos, FaceId, PlannedFault, RawAnswer, RawRequest, View } from './contract.ts';
import { registerApplication } from './faces/enable-banking-keys.ts';
import { bookedBalance, expectedRows, toleratedRows } from './ledger.ts';
import { addDays } from '../../src/values/day.ts';
import { osloDay } from './oslo.ts';
import { logIn } from './person.ts';
import type { Simulator } from './simulator.ts';

/** What really stands in the books of a view at an instant (Unix milliseconds): rows, their sum and the balance after each day, per account. */
export function truthExport(simulator: Simulator, view: View, instant: number, since?: string): Record<string, unknown> {
  const truth = simulator.truth(view);
  const from = dayFrom(since ?? '') ?? truth.options.firstDay;
  return Object.fromEntries(truth.accounts.map((account) => {
    const rows = expectedRows(truth, view, account.key, instant, from);
    const balances: Record<string, number> = {};
    let balance = account.opening + expectedRows(truth, view, account.key, instant).filter(({ day }) => day < from).reduce((total, { amount }) => total + amount, 0);
    for (const { day, amount } of rows) balances[day] = balance += amount;
    return [account.key, {
      iban: account.iban, currency: view.currency, opening: account.opening, rows, tolerated: toleratedRows(truth, view, account.key, instant),
      sum: rows.reduce((total, { amount }) => total + amount, 0), balances, balance: bookedBalance(truth, view, account.key, instant, addDays(osloDay(instant), 1)),
    }];
  }));
}

type Body = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

const POSTS: Readonly<Record<string, (simulator: Simulator, body: Body) => unknown>> = {
  clock: (simulator, { now, advance }) => {
    simulator.advance(typeof now === 'number' ? now - simulator.state.now : number(advance));
    return { now: simulator.state.now };
  },
  faults: (simulator, { faults, chaos }) => {
    if (Array.isArray(faults)) simulator.plan(...(faults as PlannedFault[]));
    if (chaos !== undefined) simulator.chaos(chaos === null ? undefined : (chaos as Chaos));
    return { waiting: simulator.state.faults.length };
  },
  options: (simulator, { face, name, value }) => {
    simulator.set(text(face) as FaceId, text(name), text(value));
    return {};
  },
  revoke: (simulator, { view }) => ({ ended: simulator.revoke(text(view) || undefined).length }),
  login: (simulator, { url, how }) => ({ location: logIn(simulator, text(url), how === 'cancel' ? 'cancel' : 'allow') }),
  application: (simulator, { id, publicKey, redirectUrls }) => {
    registerApplication(simulator.state.stores['enablebanking'] ??= {}, { id: text(id), name: 'ft', publicKey: text(publicKey), redirectUrls: Array.isArray(redirectUrls) ? redirectUrls.map(text) : [] });
    return {};
  },
};

const GETS: Readonly<Record<string, (simulator: Simulator, query: URLSearchParams) => unknown>> = {
  clock: ({ state }) => ({ now: state.now, firstDay: state.firstDay, behind: state.behind }),
  consents: ({ state }) => state.consents.map(({ id, face, view, status, created, validUntil }) => ({ id, face, view, status, created, validUntil })),
  log: ({ log }) => log,
  violations: ({ violations }) => violations,
  truth: (simulator, query) => {
    const view = simulator.views.find(({ id }) => id === query.get('view')) ?? simulator.views[0];
    return view && truthExport(simulator, view, Number(query.get('at') ?? simulator.state.now - simulator.state.behind), query.get('since') ?? undefined);
  },
};

/** A request to `/_control/…` -> its answer; `extra`: further readings by name. Undefined for other paths. */
export function control(simulator: Simulator, request: RawRequest, extra: Readonly<Record<string, () => unknown>> = {}): RawAnswer | undefined {
  const url = new URL(request.url);
  const name = /^\/_control\/(\w+)$/.exec(url.pathname)?.[1];
  if (name === undefined) return undefined;
  const answer = (status: number, body: unknown): RawAnswer => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), delay: 0 });
  try {
    if (request.method === 'GET' && Object.hasOwn(extra, name)) return answer(200, extra[name]?.());
    if (request.method === 'GET' && Object.hasOwn(GETS, name)) return answer(200, GETS[name]?.(simulator, url.searchParams));
    if (request.method === 'POST' && Object.hasOwn(POSTS, name)) return answer(200, POSTS[name]?.(simulator, JSON.parse(request.body || '{}') as Body));
    return answer(404, { message: 'no such lever' });
  } catch (error) {
    return answer(400, { message: error instanceof Error ? error.message : 'that cannot be done' });
  }
}
