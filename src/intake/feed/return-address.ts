/** The address that the browser ends at: whether it belongs to the consent that was just asked for. */
import { raise } from '../../errors.ts';
import type { Provider } from '../providers/provider.ts';

/** An address with a code must name this very consent (RFC 6749, 10.12). One without is told by the provider's own record. Raises 'consent-mismatch', and 'consent-unfinished' for what is no address. */
export function checkState(redirected: string, state: string): void {
  if (!/[?:]/.test(redirected)) raise('consent-unfinished', { given: true });
  const echoed = echoedIn(redirected);
  if (echoed.length > 0 ? echoed.some((one) => one !== state) : queryOf(redirected).has('code')) raise('consent-mismatch', {});
}

/** Whether an address that arrived by itself is of this consent: it names it; only of a bank that need not name it another one is taken (Berlin Group 1.3 knows no state). */
export function isOurs({ id }: Pick<Provider, 'id'>, address: string, state: string): boolean {
  const echoed = echoedIn(address);
  return echoed.length === 0 ? id === 'berlingroup' : echoed.every((one) => one === state);
}

/** What an address says its consent is: once, for of two nobody knows which one counts; GoCardless calls it "ref". */
function echoedIn(address: string): readonly string[] {
  const query = queryOf(address);
  const states = query.getAll('state');
  return states.length > 0 ? (states.length > 1 ? [...states, ''] : states) : query.getAll('ref');
}

function queryOf(address: string): URLSearchParams {
  const at = address.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : address.slice(at + 1).replace(/#.*$/s, '').trim());
}
