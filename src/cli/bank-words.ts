/** Words about banks' accounts that several answers have in common. */
import type { App } from '../app.ts';
import { raise } from '../errors.ts';
import type { ConnectionRow } from '../read-model/connections.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { FeedState } from '../values/feeds.ts';

/** Digits of an account number that tell it from the others of one person. */
const SHOWN_DIGITS = 5;
const KEY = 12;

/** A bank's account as a person knows it: "Brukskonto …78903". Not inert. */
export function accountWords({ name, number, key }: { readonly key: string; readonly name?: string | undefined; readonly number?: string | undefined }): string {
  const short = number === undefined ? undefined : number.length > SHOWN_DIGITS ? `…${number.slice(-SHOWN_DIGITS)}` : number;
  return [name, short].filter((part) => part !== undefined && part !== '').join(' ') || key.slice(0, KEY);
}

const STATES: Readonly<Record<FeedState, string>> = { ok: 'ok', 'wait-until': 'waits', 'needs-consent': 'needs a new consent', 'config-error': 'something must be set right', 'bank-down': 'the bank does not answer' };

/** How an account stands, and until when: "waits until 2026-03-31 18:00". */
export const stateWords = (state: FeedState, until: number | null | undefined, app: Pick<App, 'localMinute'>): string =>
  (state === 'wait-until' && typeof until === 'number' ? `waits until ${app.localMinute(until)}` : STATES[state]);

/** An instant as JSON has it: ISO 8601 in UTC, or null. */
export const instantJson = (app: Pick<App, 'instantText'>, unixMs: number | null | undefined): string | null => (typeof unixMs === 'number' ? app.instantText(unixMs) : null);

/** A connection by its name in any case or its id; open ones only. Raises 'connection-unknown', 'nothing-connected'. */
export function connectionNamed(model: Pick<ReadModel, 'connections'>, text: string): ConnectionRow {
  const open = model.connections.open();
  if (open.length === 0) raise('nothing-connected', {});
  const found = open.find(({ id }) => id === text) ?? open.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase());
  return found ?? raise('connection-unknown', { connection: text, known: open.map(({ name }) => name) });
}
