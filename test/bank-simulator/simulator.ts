/** The simulator in one process: a request goes in, an answer comes out; clock, consents, faults and options are set from outside. */
import { dayFrom, type Day } from '../../src/values/day.ts';
import type { Chaos, Consent, ContentFault, Face, FaceId, LoggedCall, PlannedFault, RawAnswer, RawRequest, SimAnswer, SimState, View } from './contract.ts';
import { bankOf } from './bank.ts';
import { faulty, isTransport, takeFault } from './faults.ts';
import { DAY, osloDay } from './oslo.ts';
import { createTruth, type Truth } from './truth.ts';
import { VIEWS } from './view-list.ts';

export interface SimulatorOptions {
  readonly seed: string;
  /** Unix milliseconds. */
  readonly now: number;
  /** First day of the truth; 200 days before `now` where nothing is said. */
  readonly firstDay?: Day;
  readonly accounts?: number;
  readonly extra?: number;
  /** Nothing is booked late into an earlier day. */
  readonly isCalm?: boolean;
  /** The banks it plays; all of `view-list.ts` where nothing is said. */
  readonly views?: readonly View[];
  readonly faces: readonly Face[];
  /** A state saved before; the other options but `faces` count for nothing then. */
  readonly state?: SimState;
  /** Looks at every request and answer, for instance by the published documents; what it says is kept in `violations`. */
  readonly inspect?: (face: FaceId, request: RawRequest, answer: RawAnswer) => readonly string[];
}

export interface Simulator {
  /** JSON, to be saved and given again. */
  readonly state: SimState;
  readonly views: readonly View[];
  readonly log: readonly LoggedCall[];
  readonly violations: readonly string[];
  truth(view: View): Truth;
  handle(request: RawRequest): RawAnswer;
  /** Moves the clock on by milliseconds. */
  advance(milliseconds: number): void;
  plan(...faults: readonly PlannedFault[]): void;
  chaos(chaos: Chaos | undefined): void;
  set(face: FaceId, option: string, value: string): void;
  /** The person ends consents in the bank's own app: all valid ones, of one view where named. */
  revoke(view?: string): readonly Consent[];
}

const LOGGED = 20_000;
const SKEW = 3 * 3_600_000;

/** Unix milliseconds -> "Tue, 17 Mar 2026 06:00:01 GMT". */
const httpDate = (instant: number): string => new Date(instant).toUTCString();

function emptyState({ seed, now, firstDay, accounts = 3, extra = 0 }: SimulatorOptions): SimState {
  return {
    seed, firstDay: firstDay ?? osloDay(now - 200 * DAY), now, ids: 0, fetches: 0, calls: 0, accounts, extra, consents: [], counted: {}, stores: {}, options: {}, faults: [], chaos: undefined, behind: 0,
  };
}

function written(answer: SimAnswer): Pick<RawAnswer, 'status' | 'headers' | 'body'> {
  const { status, headers = {}, body } = answer;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { status, headers: { ...(text !== '' && { 'content-type': 'application/json' }), ...named }, body: text };
}

/** Options -> a simulator. A face's path is `<origin>/<face id>/…`; anything else is 404. */
export function startSimulator(options: SimulatorOptions): Simulator {
  const state = options.state ?? emptyState(options);
  const views = options.views ?? VIEWS;
  const truths = new Map<string, Truth>();
  const truth = (view: View): Truth => {
    const made = truths.get(view.id) ?? createTruth({
      seed: `${state.seed}/${view.id}`, firstDay: dayFrom(state.firstDay) ?? ('2026-01-01' as Day), currency: view.currency, country: view.country, accounts: state.accounts, extra: state.extra, isCalm: options.isCalm ?? false,
    });
    truths.set(view.id, made);
    return made;
  };
  const log: LoggedCall[] = [];
  const violations: string[] = [];
  const lastOfRequest = new Map<string, RawAnswer>();
  const lastOfPath = new Map<string, RawAnswer>();

  function handle(request: RawRequest): RawAnswer {
    const url = new URL(request.url);
    const [, name = ''] = url.pathname.split('/');
    const face = options.faces.find(({ id }) => id === name);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key.toLowerCase(), value]));
    const path = url.pathname.slice(name.length + 1);
    const dated = (instant: number): Record<string, string> => ({ date: httpDate(instant) });
    if (!face) return { status: 404, headers: { ...dated(state.now), 'content-type': 'text/plain' }, body: 'no such face', delay: 0 };
    const fault = takeFault(state, face.id, path);
    const note = (status: number): void => {
      if (log.length < LOGGED) log.push({ at: state.now, face: name, method: request.method, path, query: url.search, status, isAttended: headers['psu-ip-address'] !== undefined, fault: fault ?? '' });
    };
    const at = fault === 'skew' ? state.now + SKEW : state.now;
    const empty: RawAnswer = { status: 200, headers: dated(at), body: '', delay: 0 };
    if (fault === 'reset') {
      note(0);
      return faulty(empty, fault);
    }
    const again = fault === 'duplicate' ? lastOfRequest.get(`${request.method} ${request.url}`) : fault === 'stale' ? lastOfPath.get(`${request.method} ${path}`) : undefined;
    if (again) {
      note(again.status);
      return again;
    }
    const content: ContentFault | undefined = fault && !isTransport(fault) ? fault : undefined;
    const answer: RawAnswer = { ...empty, ...written(face.handle({ method: request.method, path, query: url.searchParams, headers, body: request.body, base: `${url.origin}/${name}` }, bankOf(state, views, truth, face.id, content))) };
    const whole: RawAnswer = { ...answer, headers: { ...dated(at), ...answer.headers } };
    if (options.inspect) violations.push(...options.inspect(face.id, request, whole));
    // Only readings are ever given twice: a second answer to a change would be no answer of a server.
    if (request.method === 'GET' && whole.status === 200) {
      lastOfRequest.set(`GET ${request.url}`, whole);
      lastOfPath.set(`GET ${path}`, whole);
    }
    const sent = fault && isTransport(fault) ? faulty(whole, fault) : whole;
    note(sent.ends === 'before' ? 0 : sent.status);
    return sent;
  }

  return {
    state, views, log, violations, truth, handle,
    advance: (milliseconds) => { state.now += milliseconds; },
    plan: (...faults) => { state.faults = [...state.faults, ...faults.map((fault) => ({ ...fault }))]; },
    chaos: (chaos) => { state.chaos = chaos; },
    set: (face, option, value) => { state.options[face] = { ...state.options[face], [option]: value }; },
    revoke(view) {
      const ended = state.consents.filter((consent) => consent.status === 'valid' && (view === undefined || consent.view === view));
      for (const consent of ended) consent.status = 'revoked';
      return ended;
    },
  };
}

