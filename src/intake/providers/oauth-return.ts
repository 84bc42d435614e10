/** The address that a browser ends at after the person was at the bank, as OAuth 2 makes it (RFC 6749, 4.1.2). */
import { raise } from '../../errors.ts';

/** Codes of RFC 6749 4.1.2.1 in words; other ones are not shown, they are the bank's. */
const REASONS: Readonly<Record<string, string>> = {
  access_denied: 'it was cancelled or denied at the bank',
  invalid_request: 'the bank did not understand the question',
  unauthorized_client: 'the bank does not let this client ask',
  unsupported_response_type: 'the bank does not let this client ask',
  invalid_scope: 'the client may not read accounts and transactions',
  server_error: 'the bank had an error of its own',
  temporarily_unavailable: 'the bank is closed for the moment',
};

/**
 * The whole address (or its part from "?" on) -> its authorisation code. Raises 'consent-refused' where it tells of an error, 'consent-unfinished' where
 * there is no address or no code in it.
 */
export function codeOf(redirected: string | undefined): string {
  const query = queryOf(redirected);
  const error = query.get('error');
  if (error !== null) raise('consent-refused', { why: (Object.hasOwn(REASONS, error) ? REASONS[error] : undefined) ?? 'the bank gave no reason that is known' });
  const code = query.get('code');
  return code === null || code.trim() === '' ? raise('consent-unfinished', { given: (redirected ?? '').trim() !== '' }) : code;
}

/** The whole address -> its query; empty where there is none. */
function queryOf(redirected: string | undefined): URLSearchParams {
  const text = (redirected ?? '').trim();
  const at = text.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : text.slice(at + 1).replace(/#.*$/s, ''));
}
