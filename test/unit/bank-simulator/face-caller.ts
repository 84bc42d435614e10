/** A bare caller of a simulated bank for tests: requests with a body as JSON or as a form, answers with their JSON. */
import type { Face, FaceId } from '../../bank-simulator/contract.ts';
import { ORIGIN } from '../../bank-simulator/in-process.ts';
import { type Simulator, startSimulator } from '../../bank-simulator/simulator.ts';
import { againstDocuments } from './published-documents.ts';

export interface Reply { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string; readonly body: Record<string, unknown> }
export interface Sending { readonly body?: unknown; readonly form?: Readonly<Record<string, string>>; readonly headers?: Readonly<Record<string, string>> }

export const NOW = Date.parse('2026-06-01T10:00:00Z');

/** A simulator with one face at a known instant; what it says is held against the published documents where they are at hand. */
export const simulatorOf = (face: Face, now = NOW): Simulator => startSimulator({ seed: 'faces', now, faces: [face], inspect: againstDocuments });

function bodyOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text || '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** One request to `<origin>/<face><path>`. */
export function call(simulator: Simulator, face: FaceId, method: string, path: string, { body, form, headers = {} }: Sending = {}): Reply {
  const text = form ? new URLSearchParams(form).toString() : body === undefined ? '' : JSON.stringify(body);
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const answer = simulator.handle({ method, url: `${ORIGIN}/${face}${path}`, headers: { ...(text === '' ? {} : { 'content-type': type }), ...headers }, body: text });
  return { status: answer.status, headers: answer.headers, text: answer.body, body: bodyOf(answer.body) };
}
