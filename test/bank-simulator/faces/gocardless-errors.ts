/** How GoCardless says no, and how it tells of its limits. */
import type { Bank, SimAnswer } from '../contract.ts';
import type { Budget } from './asked.ts';

/** The usual form; `type` only where the bank's side is meant. */
export const failed = (status: number, summary: string, detail: string, type?: string): SimAnswer =>
  ({ status, body: { summary, detail, ...(type === undefined ? {} : { type }), status_code: status } });

/** A field of the body is wrong: keyed by field, an object or a list of them. */
export const fieldFailed = (field: string, value: unknown, status = 400): SimAnswer => ({ status, body: { [field]: value, status_code: status } });

/** The limits in both spellings that are seen: HTTP_X_RATELIMIT_… and x-ratelimit-…; `kind`: '' for its own, 'ACCOUNT_SUCCESS_' for the bank's. */
export function limitHeaders(bank: Bank, kind: '' | 'ACCOUNT_SUCCESS_', { limit, remaining, resetSeconds }: Budget): Record<string, string> {
  const named = (what: string): string => (bank.option('headerSpelling') === 'short' ? `x-ratelimit-${kind}${what}`.toLowerCase().replaceAll('_', '-') : `HTTP_X_RATELIMIT_${kind}${what}`);
  return { [named('LIMIT')]: String(limit), [named('REMAINING')]: String(remaining), [named('RESET')]: String(resetSeconds) };
}
