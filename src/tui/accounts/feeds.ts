/** What feeds know of the accounts of the ledger that is shown. */
import { fedAccounts, pendingNow } from '../../intake/feed/fed.ts';
import type { Session } from '../screen.ts';
import type { Feeds } from './account-facts.ts';

const NOTHING: Feeds = { feds: [], pending: [], missing: [] };

/** Feeds remember how it stands now: where one looks back, or nothing is there, they say nothing. */
export function feedsOf(session: Pick<Session, 'known' | 'isPast' | 'now'>): Feeds {
  if (!session.known || session.isPast) return NOTHING;
  const { model } = session.known;
  const now = session.now();
  const feds = fedAccounts(model, now);
  return { feds, pending: pendingNow(feds, now), missing: model.missing.all().flatMap(({ id }) => model.transactions.get(id)?.account ?? []) };
}
