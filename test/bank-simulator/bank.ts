/** What faces are given: the truth through a view, consents, budgets, ids; all of it kept in the state. */
import { addDays, type Day } from '../../src/values/day.ts';
import type { Asking, Bank, Consent, ContentFault, FaceId, SimState, View, ViewRow } from './contract.ts';
import { diceOf, uuidOf } from './dice.ts';
import { DAY, osloDay } from './oslo.ts';
import type { Truth } from './truth.ts';
import { balancesOf, rowsOf } from './views.ts';

function shuffled<T>(items: readonly T[], seed: string): T[] {
  const dice = diceOf(seed);
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = dice.between(0, at);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** Brings a consent up to the clock. */
function aged(consent: Consent, now: number): Consent {
  if (consent.status === 'valid' && consent.validUntil <= now) consent.status = 'expired';
  return consent;
}

/** State, the views it plays, the truth of each, the face that asks and the content fault of its call -> the bank. */
export function bankOf(state: SimState, views: readonly View[], truthOf: (view: View) => Truth, face: FaceId, planned: ContentFault | undefined): Bank {
  let left = planned;
  const fault = (name: ContentFault): boolean => {
    if (left !== name) return false;
    left = undefined;
    return true;
  };
  /** Whose books are shown: in the demo they lie before the clock. */
  const seenAt = (instant: number): number => instant - state.behind;
  const store = state.stores[face] ??= {};
  return {
    now: state.now,
    today: osloDay(state.now),
    views,
    view: (id) => views.find((view) => view.id === id),
    accounts: (view) => truthOf(view).accounts,
    rows: (view: View, asking: Asking, from: Day, to: Day) => {
      const found = rowsOf(truthOf(view), view, { ...asking, instant: seenAt(asking.instant) }, from, to);
      if (!fault('shuffled-rows')) return found;
      const mix = (rows: readonly ViewRow[]): ViewRow[] => shuffled(rows, `${state.seed}/shuffle/${asking.fetch}`);
      return { booked: mix(found.booked), pending: mix(found.pending) };
    },
    balances: (view, asking) => balancesOf(truthOf(view), view, { ...asking, instant: seenAt(asking.instant) }),
    nextFetch: () => ++state.fetches,
    newId: () => uuidOf(`${state.seed}/id/${++state.ids}`),
    store,
    option: (name) => state.options[face]?.[name] ?? '',
    openConsent(view, validUntil, data) {
      const consent: Consent = { id: uuidOf(`${state.seed}/consent/${++state.ids}`), face, view: view.id, status: 'waiting', created: state.now, validUntil, data };
      state.consents.push(consent);
      return consent;
    },
    consent: (id) => {
      const found = state.consents.find((consent) => consent.face === face && consent.id === id);
      return found && aged(found, state.now);
    },
    consents: () => state.consents.filter((consent) => consent.face === face).map((consent) => aged(consent, state.now)),
    authorise(consent) {
      for (const other of state.consents)
        if (other !== consent && other.face === face && other.view === consent.view && aged(other, state.now).status === 'valid') other.status = 'replaced';
      consent.status = 'valid';
      consent.authorised = state.now;
    },
    earliest: (view, consent) => {
      const { deepDays, deepMinutes, days } = view.history;
      const isDeep = consent.authorised !== undefined && state.now < consent.authorised + deepMinutes * 60_000;
      return addDays(osloDay(state.now), -(isDeep ? deepDays : days));
    },
    takeCall(view, account, endpoint, isAttended) {
      const key = `${view.id}/${account}/${endpoint}`;
      const recent = (state.counted[key] ?? []).filter((instant) => instant > state.now - DAY);
      const isAllowed = isAttended || recent.length < view.dailyCalls;
      if (isAllowed && !isAttended) recent.push(state.now);
      state.counted[key] = recent;
      const freeAt = (recent[0] ?? state.now) + DAY;
      return { isAllowed, limit: view.dailyCalls, remaining: Math.max(0, view.dailyCalls - recent.length), resetSeconds: Math.max(1, Math.ceil((freeAt - state.now) / 1000)) };
    },
    fault,
  };
}
