/** Consents that end soon, in words: under the overview, after a sync, on the desktop; each stage is told once in each place. */
import type { App } from '../app.ts';
import { inertText } from '../format/inert.ts';
import { type ConsentEnding, endingSoon, markTold, untold } from '../intake/feed/consent-warnings.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { plural } from '../words/phrases.ts';

type Feeds = Pick<ReadModel, 'connections' | 'feeds'>;

/** One ending as a sentence without its next step: "The consent of DNB ends in 7 days." Not inert. */
export const endingSays = ({ connection: { name }, daysLeft }: ConsentEnding): string =>
  (daysLeft === 0 ? `The consent of ${name} is over.` : `The consent of ${name} ends in ${plural(daysLeft, 'day')}.`);

/** What the person can do about it. */
export const endingMend = ({ connection: { name } }: ConsentEnding): string => `Give it anew with: ft bank reconnect "${name}"`;

/** Every ending within 14 days, for JSON; nothing is marked. Instants are ISO 8601. */
export const endingsJson = (app: App, model: Feeds): object[] =>
  endingSoon(model.connections.here(), app.now()).map(({ connection, until, daysLeft }) => ({ connection: connection.name, until: app.instantText(until), daysLeft }));

/** Inert lines about the endings that were not told at a terminal yet; they count as told from now on. The past is left as it is. */
export function untoldLines(app: App, model: Feeds): string[] {
  if (app.isPast) return [];
  const endings = untold(endingSoon(model.connections.here(), app.now()), model.feeds, 'terminal');
  try {
    markTold(endings, model.feeds, 'terminal');
  } catch (error) {
    // Another ft is writing, or nobody can: it is told again the next time.
    if (!(error instanceof Error) || error.name !== 'SqliteError') throw error;
  }
  return endings.map((ending) => inertText(`${endingSays(ending)} ${endingMend(ending)}`));
}
