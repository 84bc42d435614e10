/** `ft bank access-log`: consents given and ended, and every request, from the log; undone commits too, for an access happened. */
import type { App } from '../app.ts';
import { type Cell, tableLines } from '../format/table.ts';
import type { KnownEvent } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { addDays } from '../values/day.ts';
import { accountWords, connectionNamed, instantJson } from './bank-words.ts';
import { type Invocation, type Outcome, textOption } from './command.ts';
import { dayTyped } from './typed.ts';

/** One thing that happened. */
interface Access {
  /** Unix milliseconds. */
  readonly at: number;
  readonly connection: string;
  readonly what: 'request' | 'consent-given' | 'consent-ended' | 'disconnected';
  readonly facts: Readonly<Record<string, unknown>>;
}

const TYPES = ['access.recorded.v1', 'connection.consented.v1', 'connection.consent-ended.v1', 'connection.closed.v1'] as const;

/** The run of `ft bank access-log`. Raises 'connection-unknown', 'date-invalid'. */
export async function accessLog({ app, terminal, options }: Invocation): Promise<Outcome> {
  const model = app.read();
  const wanted = textOption(options, 'connection');
  const only = wanted === undefined ? undefined : (model.connections.all().find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase()) ?? connectionNamed(model, wanted)).id;
  const since = textOption(options, 'since');
  // An instant that is a day is the end of that day.
  const from = since === undefined ? undefined : app.instantOf(addDays(dayTyped(since, app.today()), -1));
  const all = accesses(model, only).filter(({ at }) => from === undefined || at > from);
  const names = new Map(model.connections.all().map(({ id, name }) => [id, name]));
  const labels = new Map<unknown, string>(model.connections.all().flatMap(({ accounts }) => accounts.map((account) => [account.key, accountWords(account)] as const)));
  return {
    json: { count: all.length, accesses: all.map(({ at, connection, what, facts }) => ({ at: instantJson(app, at), connection: names.get(connection) ?? null, what, ...facts, ...('until' in facts ? { until: instantJson(app, facts['until'] as number | null) } : {}) })) },
    lines: () => (all.length === 0 ? ['No bank was asked anything.'] : tableLines(
      [{ title: 'When', shrinks: false }, { title: 'Connection' }, { title: 'What' }], all.map((one): Cell[] => [app.localMinute(one.at), names.get(one.connection) ?? 'never connected', words(one, app, labels)]),
      { width: terminal.environment.stdoutIsTty ? terminal.width : null, unicode: terminal.unicode })),
  };
}

/** From the log, oldest first. */
function accesses(model: ReadModel, only: string | undefined): Access[] {
  const found = model.log.ofTypes(TYPES).flatMap(accessesOf);
  return found.filter(({ connection }) => only === undefined || connection === only).sort((a, b) => a.at - b.at);
}

function accessesOf(event: KnownEvent): Access[] {
  const { subject } = event;
  switch (event.type) {
    case 'access.recorded.v1': {
      const { calls, purpose, attended } = event.payload;
      return calls.map(({ at, endpoint, status, account }) => ({ at, connection: subject.replace(/^access\//, ''), what: 'request', facts: { endpoint, status, purpose, attended, account: account ?? null } }));
    }
    case 'connection.consented.v1': {
      const { at, scope, until, accounts } = event.payload;
      return [{ at, connection: subject, what: 'consent-given', facts: { scope, until: until ?? null, accounts: accounts.length } }];
    }
    case 'connection.consent-ended.v1': return [{ at: event.payload.at, connection: subject, what: 'consent-ended', facts: { why: event.payload.why } }];
    case 'connection.closed.v1': return [{ at: event.payload.at, connection: subject, what: 'disconnected', facts: {} }];
    default: return [];
  }
}

function words({ what, facts }: Access, app: App, labels: ReadonlyMap<unknown, string>): string {
  const { endpoint, status, purpose, attended, scope, until, why } = facts;
  const of = labels.get(facts['account']);
  if (what === 'request') return `${String(endpoint)}${of === undefined ? '' : ` of ${of}`} (${String(purpose)}, ${attended === true ? 'you were there' : 'unattended'}): ${status === 0 ? 'no answer' : String(status)}`;
  if (what === 'consent-given') return `consent to ${(scope as readonly string[]).join(', ')} ${typeof until === 'number' ? `until ${app.localMinute(until)}` : 'without an end'}`;
  return what === 'consent-ended' ? `consent ended: ${String(why)}` : 'disconnected';
}
