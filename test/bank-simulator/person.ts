/** The person at the bank's login page. */
import type { Simulator } from './simulator.ts';

/** Opens the address of a consent as a browser would and follows it to the address outside the simulator where it ends. `cancel`: the person says no. */
export function logIn(simulator: Simulator, url: string, how: 'allow' | 'cancel' = 'allow'): string {
  const { origin } = new URL(url);
  let at = new URL(url);
  if (how === 'cancel') at.searchParams.set('cancel', '1');
  for (let step = 0; step < 5; step++) {
    const answer = simulator.handle({ method: 'GET', url: at.href, headers: {}, body: '' });
    const to = answer.headers['location'];
    if (to === undefined) throw new Error(`the login page answered ${answer.status}: ${answer.body.slice(0, 200)}`);
    at = new URL(to, at);
    if (at.origin !== origin) return at.href;
  }
  throw new Error('the login page goes round in circles');
}
