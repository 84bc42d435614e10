/** Which days are asked for: a short overlap with what is known, more where something was taken back, everything at first. */
import { type Day, addDays } from '../../values/day.ts';
import type { BankProfile } from '../providers/banks.ts';
import type { FetchWindow } from '../providers/provider.ts';
import type { Remembered } from './remembered.ts';

/** Days asked for again each time: banks book late and mend texts. */
const OVERLAP_DAYS = 14;

interface Asking {
  readonly today: Day;
  /** What the person asked for. */
  readonly since: Day | undefined;
  /** Days that syncs told of which were taken back since. */
  readonly takenBack: readonly Day[];
  /** The consent is fresh: the bank gives more than it does later. */
  readonly isFresh: boolean;
}

/** What is remembered -> the days of the next request. Nothing told yet, or nothing for longer than the bank usually tells: right after a consent the deepest history there is. */
export function nextWindow({ coveredTo, wholeTo }: Pick<Remembered, 'coveredTo' | 'wholeTo'>, bank: Pick<BankProfile, 'historyDays' | 'marginDays'>, { today, since, takenBack, isFresh }: Asking): FetchWindow {
  if (since !== undefined) return { from: since, to: today, isDeepest: false };
  const usual = addDays(today, -bank.historyDays);
  if (coveredTo === null) return { from: usual, to: today, isDeepest: true };
  const before = (day: Day): Day => addDays(day < today ? day : today, -OVERLAP_DAYS - (bank.marginDays ?? 0));
  // Where nothing has moved for long, no further back than the bank usually tells; where nobody asked for long, all the way.
  const isDormant = wholeTo !== null && before(wholeTo) >= usual && before(coveredTo) < usual;
  const from = [isDormant ? usual : before(coveredTo), ...takenBack].sort()[0]!;
  return { from, to: today, isDeepest: isFresh && from < usual };
}
