/** What went wrong with a bank, as a state that the next run knows: when to ask again, and what the person can do. */
import { type Failure, failureIn, tell } from '../../errors.ts';
import type { FeedState } from '../../values/feeds.ts';
import { BankTrouble, type TroubleKind } from '../providers/trouble.ts';

export interface Standing {
  readonly state: Exclude<FeedState, 'ok'>;
  /** One sentence. */
  readonly says: string;
  /** Unix milliseconds before which it is no use to ask again. */
  readonly until: number | undefined;
  /** The other accounts of the connection meet the same. */
  readonly isOfConnection: boolean;
  /** Code of the failure where it is one, for scripts. */
  readonly code: string;
}

const STATES: Readonly<Record<TroubleKind, Standing['state']>> = { wait: 'wait-until', consent: 'needs-consent', config: 'config-error', down: 'bank-down', refused: 'config-error' };

/** Without a word of the bank about when: a refused call is not tried again sooner (hourly tries were seen never to recover). */
const PAUSE_MS = 6 * 3_600_000;

/** Failures that are this machine's, not a bank's: the whole run ends. */
const OWN: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['disk-full', 'ledger-busy', 'ledger-corrupt', 'ledger-newer', 'home-unwritable', 'sync-running', 'secrets-open', 'secrets-unwritable', 'config-invalid']);
const DOWN: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['bank-unreachable', 'bank-answer-cut']);
const WHOLE: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['bank-tls', 'bank-url-refused', 'clock-wrong', 'secret-missing']);
/** The account of the rows cannot be told: the person links it. */
const UNLINKED: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['account-ambiguous', 'account-unnumbered', 'account-currency', 'account-closed']);

/** Words of a provider's file, with which a sentence ends -> a sentence. */
const sentence = (says: string): string => `${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.!?]$/.test(says) ? '' : '.'}`;

/** Error of a fetch, `now` (Unix milliseconds) -> how the account stands; undefined for a defect or what is no bank's fault. */
export function standingOf(error: unknown, now: number): Standing | undefined {
  if (error instanceof BankTrouble) {
    const { kind, says, until } = error;
    return { state: STATES[kind], says: sentence(says), code: `bank-${kind}`, isOfConnection: kind === 'consent' || kind === 'config', until: kind === 'wait' ? (until ?? now + PAUSE_MS) : undefined };
  }
  const failed = failureIn(error);
  if (!failed || OWN.has(failed.code)) return undefined;
  const { message, hint } = tell(failed);
  const next = UNLINKED.has(failed.code) ? 'Say which account it is: ft bank link' : hint;
  return { state: DOWN.has(failed.code) ? 'bank-down' : 'config-error', says: `${message} ${next}`, code: failed.code, isOfConnection: WHOLE.has(failed.code), until: undefined };
}
