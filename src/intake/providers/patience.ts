/** Questions whose failure passes: asked again where a consent hangs on the answer, and told in a sentence where nothing does. */
import { type Failure, failureIn } from '../../errors.ts';
import type { Calling } from './provider.ts';
import { BankTrouble } from './trouble.ts';

/** Milliseconds before the second and the third try. */
const PAUSES = [2000, 5000] as const;
/** Failures of one question on its way; what is not here is of this machine or of the whole connection. */
const ON_THE_WAY: Partial<Readonly<Record<Failure['code'], string>>> = {
  'bank-unreachable': 'the bank could not be reached',
  'bank-answer-cut': 'the answer broke off',
  'bank-answer-too-large': 'the answer was too large',
  'bank-redirected': 'the bank sends to another address, which is not followed',
};

/** Error of a question -> why it has no answer, as a clause; undefined for what is wrong with the whole connection (`consent`, `config`) and for what is no bank's fault. */
export function whyUnanswered(error: unknown): string | undefined {
  if (error instanceof BankTrouble) return error.kind === 'consent' || error.kind === 'config' ? undefined : error.says;
  const failed = failureIn(error);
  return failed && ON_THE_WAY[failed.code];
}

/** Asks three times at most, while the bank's side or the network fails. Raises what the last try raises. */
export async function askedAgain<T>(calling: Pick<Calling, 'sleep'>, ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await calling.sleep(pause);
  }
  return ask();
}

/**
 * As `askedAgain`, behind something that is good for one use and was used. `spent`: the sentence that says so and what the person needs now; it stands
 * in the BankTrouble that is raised in the end, of kind `consent`, or `config` where keys or settings are wrong.
 */
export async function askedAfterUse<T>(calling: Pick<Calling, 'sleep'>, spent: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await askedAgain(calling, ask);
  } catch (error) {
    const says = error instanceof BankTrouble ? error.says : whyUnanswered(error);
    if (says === undefined) throw error;
    throw new BankTrouble(error instanceof BankTrouble && error.kind === 'config' ? 'config' : 'consent', `${says}; ${spent}`);
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof BankTrouble) return error.kind === 'down';
  const code = failureIn(error)?.code;
  return code === 'bank-unreachable' || code === 'bank-answer-cut';
}
