/** What the commands of the hub are worked with, and how they put it. */
import { hubTools } from '../app/hub-tools.ts';
import type { HubSynced } from '../hub/sync.ts';
import type { HubTools } from '../hub/tools.ts';
import { plural, shortDevice } from '../words/phrases.ts';
import type { Invocation } from './command.ts';

/** Raises 'usage' with --as-of. */
export const hubToolsOf = ({ app, terminal }: Pick<Invocation, 'app' | 'terminal'>): Promise<HubTools> =>
  hubTools(app, { environment: terminal.environment, progress: terminal.progress });

/** A sync with the hub as JSON: a public interface. */
export const hubJson = ({ pulled, pushed, erased, met, reported, skewMs, ahead, roundTrips }: HubSynced): object =>
  ({ pulled, pushed, erased, same: met.same, parted: met.parted, asked: met.asked, doubtful: met.doubtful, reported, skewMs: skewMs ?? null, ahead: ahead.map(({ device, byMs }) => ({ device, byMs: Math.round(byMs) })), roundTrips });

/** A sync with the hub in words: what moved, then what asks for attention. */
export function hubLines({ pulled, pushed, erased, met, skewMs, ahead }: HubSynced): string[] {
  const erasures = erased.here + erased.there;
  const moved = [
    ...(pulled > 0 ? [`${plural(pulled, 'commit')} taken`] : []), ...(pushed > 0 ? [`${plural(pushed, 'commit')} sent`] : []), ...(erasures > 0 ? [`${plural(erasures, 'erasure')} passed on`] : []),
  ];
  return [
    `Hub: ${moved.length === 0 ? 'nothing new here or there' : moved.join(', ')}.`,
    ...(met.same > 0 ? [`${plural(met.same, 'transaction')} that two devices had told in other words ${met.same === 1 ? 'is' : 'are'} one again (ft history shows it, ft undo parts them).`] : []),
    ...(met.parted > 0 ? [`${plural(met.parted, 'payment')} that looked like another one ${met.parted === 1 ? 'stands' : 'stand'} beside it now.`] : []),
    ...(met.asked > 0 ? [`${plural(met.asked, 'row')} may be known already in other words, and ${met.asked === 1 ? 'waits' : 'wait'} for your answer: ft review`] : []),
    ...(met.doubtful > 0 ? [`${plural(met.doubtful, 'transaction')} may be told twice, by two devices in other words; both stand.`] : []),
    ...(skewMs === undefined ? [] : [`The clock of this machine is ${apart(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} the hub's: of two decisions on two devices the later one counts, so set it right.`]),
    ...ahead.map(({ device, byMs }) => `Commits of device ${shortDevice(device)} are dated ${apart(byMs)} ahead; they wait until then, or until its clock is set right and they are dated anew there (ft hub adopt-as-new-device).`),
  ];
}

/** Milliseconds -> "3 minutes", "2 hours", "5 days". */
export function apart(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return plural(Math.max(1, minutes), 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}
