/** What went wrong in the dashboard, as a person is told it: a failure with a name is said, and the dashboard lives on; anything else is a defect. */
import { type Failure, failure, failureIn, tell } from '../errors.ts';
import { nameOf } from '../ledger/database.ts';

/** Something thrown, and the home that was read -> its sentence and the next step; undefined for a defect. */
export function toldOf(error: unknown, home: string): readonly [string, string] | undefined {
  const failed = failureIn(error) ?? named(error, home);
  if (!failed) return undefined;
  const { message, hint } = tell(failed);
  return [message, hint];
}

/** By their names: lazily loaded files hold classes of their own. */
function named(error: unknown, home: string): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'SumTooLarge') return failure('sum-too-large', {});
  // The file-system's errors are left out: that ft cannot read some other file says nothing of the home.
  return error.name === 'SqliteError' ? nameOf(home, error)?.failure : undefined;
}
