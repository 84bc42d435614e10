/** Opens the ledger as it stood earlier. What is too much to be derived between two keys is derived in a second process, into a file of its own. */
import type { App } from '../../app.ts';
import { failureIn, tell } from '../../errors.ts';
import { frameWords } from '../phrases.ts';
import type { Session } from '../screen.ts';

/** The app over what stood then (whoever asks closes it), or undefined where it failed or was stopped, which is said. */
export async function lookBack(session: Pick<Session, 'run' | 'say' | 'locale'>, present: App, asOf: string): Promise<App | undefined> {
  let past: App | undefined;
  try {
    const file = present.apartFor(asOf);
    past = present.asOf(asOf, file);
    if (file === undefined || await derived(session, file, asOf)) {
      past.reader();
      return past;
    }
  } catch (error) {
    const failed = failureIn(error);
    if (!failed) throw error;
    const { message, hint } = tell(failed);
    session.say(`${message} ${hint}`, 'bad');
  }
  past?.close();
  return undefined;
}

async function derived(session: Pick<Session, 'run' | 'say' | 'locale'>, file: string, asOf: string): Promise<boolean> {
  const words = frameWords(session.locale);
  const { failed, stopped } = await session.run(['rebuild', '--apart', file, '--as-of', asOf], { label: words.travelling });
  if (failed) session.say(`${failed.message} ${failed.hint}`, 'bad');
  else if (stopped) session.say(words.stopped);
  return !failed && !stopped;
}
