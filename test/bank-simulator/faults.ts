/** Which fault a call meets, and what it makes of an answer. */
import type { FaceId, Fault, PlannedFault, RawAnswer, SimState, TransportFault } from './contract.ts';
import { diceOf } from './dice.ts';

const TRANSPORT: ReadonlySet<string> = new Set<TransportFault>(['status-500', 'status-503', 'status-408', 'status-429', 'lost', 'reset', 'cut', 'html', 'truncated', 'wrong-types', 'slow', 'duplicate', 'stale', 'skew']);
export const isTransport = (fault: Fault): fault is TransportFault => TRANSPORT.has(fault);

function fits(planned: PlannedFault, face: FaceId, path: string): boolean {
  return (planned.face === undefined || planned.face === face) && (planned.path === undefined || new RegExp(planned.path).test(path));
}

/** Takes the fault that is planned for this call, else one by chance; undefined where the call goes well. Changes the plan. */
export function takeFault(state: SimState, face: FaceId, path: string): Fault | undefined {
  state.calls++;
  for (const planned of state.faults) {
    if (!fits(planned, face, path)) continue;
    if ((planned.after ?? 0) > 0) {
      planned.after = (planned.after ?? 0) - 1;
      continue;
    }
    planned.times = (planned.times ?? 1) - 1;
    if (planned.times <= 0) state.faults = state.faults.filter((other) => other !== planned);
    return planned.fault;
  }
  const { chaos } = state;
  if (!chaos || chaos.faults.length === 0) return undefined;
  const dice = diceOf(`${chaos.seed}/${state.calls}`);
  return dice.chance(chaos.percent) ? dice.pick(chaos.faults) : undefined;
}

const PAGE = '<!DOCTYPE html>\n<html><head><title>Vedlikehold</title></head><body><h1>Nettbanken er midlertidig utilgjengelig</h1></body></html>\n';

/** Lists become texts, and amounts of rows objects: never anything that could be taken for true. */
function spoiled(body: string): string {
  let parsed: unknown;
  try { parsed = JSON.parse(body); } catch { return body; }
  const spoil = (value: unknown, name: string, depth: number): unknown => {
    if (/amount/i.test(name) && (typeof value === 'string' || typeof value === 'number')) return { not: 'an amount' };
    if (Array.isArray(value)) return depth < 3 && /^(?:booked|pending|transactions|balances|accounts)$/.test(name) && value.length % 2 === 1 ? 'none' : value.map((item) => spoil(item, '', depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoil(inner, key, depth + 1)]));
  };
  return JSON.stringify(spoil(parsed, '', 0));
}

const failure = (answer: RawAnswer, status: number, headers: Readonly<Record<string, string>> = {}): RawAnswer =>
  ({ ...answer, status, headers: { ...answer.headers, ...headers }, body: JSON.stringify({ message: `simulated ${status}`, code: status }) });

/** A good answer -> what arrives of it. `skew`: milliseconds by which the Date header is off, done by the caller. */
export function faulty(answer: RawAnswer, fault: TransportFault): RawAnswer {
  switch (fault) {
    case 'status-500': return failure(answer, 500);
    case 'status-503': return failure(answer, 503);
    case 'status-408': return failure(answer, 408);
    case 'status-429': return failure(answer, 429, { 'retry-after': '3600' });
    case 'lost': case 'reset': return { ...answer, ends: 'before' };
    case 'cut': return { ...answer, ends: 'middle' };
    case 'html': return { ...answer, status: 200, headers: { ...answer.headers, 'content-type': 'text/html; charset=utf-8' }, body: PAGE };
    case 'truncated': return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length * 0.6)) };
    case 'wrong-types': return { ...answer, body: spoiled(answer.body) };
    case 'slow': return { ...answer, delay: 3000 };
    case 'duplicate': case 'stale': case 'skew': return answer;
  }
}
