/** Proves the log: every payload against its commit, every header against the one before. */
import { CommitDigest, argumentsDigest, eventDigest, headerHash, hexOf } from './chain.ts';
import type { Log, StoredCommit } from './log.ts';
import { type Result, err, ok } from '../values/result.ts';
import { type FailureOf, failure } from '../errors.ts';

export interface Verified { readonly commits: number; readonly events: number; readonly erased: number; readonly heads: readonly { device: string; sequence: number; hash: string }[] }

/** What the migrations put up against changes to the log. */
const GUARDS = ['commits_refuse_delete', 'commits_refuse_update', 'events_refuse_delete', 'events_refuse_update'];

/** Walks every device's chain from its first commit. Fails by 'chain-broken', naming the first commit that does not verify. */
export function verify(log: Log, progress: (events: number) => void = () => {}): Result<Verified, FailureOf<'chain-broken'>> {
  const heads = new Map<string, StoredCommit>();
  let events = 0;
  let erased = 0;
  let position = 1;
  const commits = log.commits();
  for (const commit of commits.toSorted((a, b) => a.number - b.number)) {
    const broken = (why: string) => err(failure('chain-broken', { commit: commit.id, why }));
    const previous = heads.get(commit.device);
    if (commit.sequence !== (previous?.sequence ?? 0) + 1) return broken(`its sequence is ${commit.sequence}, but ${(previous?.sequence ?? 0) + 1} follows`);
    if (commit.previous !== (previous?.hash ?? '')) return broken('it does not follow the commit before it');
    if (headerHash(commit) !== commit.hash) return broken('its header was changed');
    if (commit.first !== position) return broken('events are missing or out of place before it');
    const digest = new CommitDigest();
    digest.add(commit.arguments !== null && commit.argumentsSalt ? argumentsDigest(commit.argumentsSalt, commit.arguments) : (commit.argumentsDigest ?? ''));
    let count = 0;
    for (const event of log.eventsOf(commit)) {
      count++;
      if (event.commit !== commit.number) return broken('an event names another commit');
      if (event.payload !== null && event.salt) digest.add(eventDigest(hexOf(event.salt), event.type, event.subject, event.payload));
      else { erased++; digest.add(event.digest ?? ''); }
      if (++events % 50_000 === 0) progress(events);
    }
    if (count !== commit.events) return broken(`it has ${count} events instead of ${commit.events}`);
    if (digest.hex() !== commit.digest) return broken('the content of an event was changed');
    position += count;
    heads.set(commit.device, commit);
  }
  const stray = log.strayEvents(position);
  if (stray > 0) return err(failure('chain-broken', { commit: '(none)', why: `${stray} events belong to no commit` }));
  const standing = log.guards();
  const missing = GUARDS.filter((guard) => !standing.includes(guard));
  if (missing.length > 0) return err(failure('chain-broken', { commit: '(none)', why: `the triggers that refuse changes are gone: ${missing.join(', ')}` }));
  return ok({ commits: commits.length, events, erased, heads: [...heads.values()].map(({ device, sequence, hash }) => ({ device, sequence, hash })) });
}
