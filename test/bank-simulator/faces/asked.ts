/** What several faces do alike with a request: shelves of state, bodies, counting requests, pages for people. */
import type { Bank, SimAnswer, SimRequest } from '../contract.ts';

/** A part of the face's state by name, made when it is first asked for; what is changed in it stays. */
export function shelf<T>(bank: Bank, name: string): Record<string, T> {
  const found = bank.store[name] ?? {};
  bank.store[name] = found;
  return found as Record<string, T>;
}

/** An own entry of a shelf: names that a request made up ("__proto__") find nothing. */
export const entryOf = <T>(entries: Record<string, T>, name: string): T | undefined => (Object.hasOwn(entries, name) ? entries[name] : undefined);

/** The body as a JSON object; undefined where it is none. */
export function jsonBody(request: SimRequest): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A number that a test set as an option, else the usual one. */
export function numberOption(bank: Bank, name: string, usual: number): number {
  const text = bank.option(name);
  return text === '' ? usual : Number(text);
}

/** The user is sent on. */
export const redirectTo = (url: URL): SimAnswer => ({ status: 302, headers: { location: url.toString(), 'content-type': 'text/html' }, body: '' });

/** A page for people. */
export const page = (status: number, sentence: string): SimAnswer => ({ status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<!doctype html><title>Bank</title><p>${sentence}</p>` });

/** An address with something added to its query; undefined where it is no address. */
export function addressWith(address: string, added: Readonly<Record<string, string>>): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  return url;
}

export interface Budget { readonly isAllowed: boolean; readonly limit: number; readonly remaining: number; readonly resetSeconds: number }

/** Takes one of so many requests in a sliding window. `resetSeconds`: until one is free again. A refused one is not counted. */
export function takeRequest(bank: Bank, name: string, limit: number, milliseconds: number): Budget {
  const windows = shelf<number[]>(bank, 'windows');
  const recent = (entryOf(windows, name) ?? []).filter((instant) => instant > bank.now - milliseconds);
  const isAllowed = recent.length < limit;
  if (isAllowed) recent.push(bank.now);
  windows[name] = recent;
  const [oldest = bank.now] = recent;
  return { isAllowed, limit, remaining: Math.max(0, limit - recent.length), resetSeconds: Math.max(1, Math.ceil((oldest + milliseconds - bank.now) / 1000)) };
}

/** Number of an account -> `{iban}` or `{bban}`; undefined for none. */
export function accountNumber(number: string | undefined): { readonly iban: string } | { readonly bban: string } | undefined {
  if (number === undefined) return undefined;
  return /^[A-Z]{2}\d{2}/.test(number) ? { iban: number } : { bban: number };
}

/** A record without the fields that are undefined or null. */
export const compact = (record: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
