/**
 * Berlin Group NextGenPSD2 XS2A 1.3.11 as a bank speaks it (FACTS 5). Base URL `<origin>/berlingroup/<view>`; without a view the first bank answers.
 * The certificate of mutual TLS is not a matter of this protocol: the transport says by `x-client-certificate: 1` that one came.
 *
 * Options: `certificate` "demanded"; `errors` "problem" (RFC 7807); `sca` "oauth" or "start" (login to be started first); `access` "allPsd2" (nothing else
 * is understood); `links` "absolute", "relative", "query", "malformed" (else with the path from the root); `media` "camt" or "mt940" (statements in place of
 * rows), `report` "mt940" (what is behind a download link, else camt.053); `download` "always"; `bookingStatusSpelling` "BookingStatus"; `onlyBooked`;
 * `cards` "separate" (/v1/card-accounts); `resourceIds` "new" with every consent; `lateValid` (so many questions until a consent is valid).
 */
import type { Face, SimAnswer, SimRequest } from '../contract.ts';
import { accountsAnswer } from './berlin-group-accounts.ts';
import { type Asked, refusal } from './berlin-group-asked.ts';
import { consentAnswer, scaAnswer } from './berlin-group-consent.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const berlinGroup: Face = {
  id: 'berlingroup',
  handle(request, bank) {
    const parts = request.path.split('/').slice(1).map((part) => (/%(?![0-9a-f]{2})/i.test(part) ? part : decodeURIComponent(part)));
    const named = bank.view(parts[0] ?? '');
    const view = named ?? bank.views[0];
    if (!view) return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no such bank');
    const root = `${new URL(request.base).pathname}${named ? `/${named.id}` : ''}`;
    const [version, ...rest] = named ? parts.slice(1) : parts;
    const asked = { request, parts: rest, view, bank, root };
    if (version === 'sca') return scaAnswer(asked);
    return version === 'v1' ? echoed(request, routed(asked)) : refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no such resource');
  },
};

const echoed = (request: SimRequest, answer: SimAnswer): SimAnswer => ({ ...answer, headers: { 'x-request-id': request.headers['x-request-id'] ?? '', ...answer.headers } });

function routed(asked: Asked): SimAnswer {
  const { request, parts, bank } = asked;
  if (bank.option('certificate') === 'demanded' && request.headers['x-client-certificate'] !== '1') return refusal(bank, 401, 'CERTIFICATE_MISSING', 'no client certificate');
  if (!UUID.test(request.headers['x-request-id'] ?? '')) return refusal(bank, 400, 'FORMAT_ERROR', 'X-Request-ID is missing or no UUID');
  if (parts[0] === 'consents') return consentAnswer(asked);
  if (parts[0] === 'accounts' || parts[0] === 'card-accounts') return accountsAnswer(asked);
  return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no such resource');
}
