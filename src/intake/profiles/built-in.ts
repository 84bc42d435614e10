/** The declared list of built-in layouts. A new bank is a new line in one of these files. */
import at from './at.json' with { type: 'json' };
import baltic from './baltic.json' with { type: 'json' };
import ch from './ch.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import dk from './dk.json' with { type: 'json' };
import east from './europe-east.json' with { type: 'json' };
import south from './europe-south.json' with { type: 'json' };
import financeTracker from './finance-tracker.json' with { type: 'json' };
import fi from './fi.json' with { type: 'json' };
import gbIe from './gb-ie.json' with { type: 'json' };
import international from './international.json' with { type: 'json' };
import nlBe from './nl-be.json' with { type: 'json' };
import no from './no.json' with { type: 'json' };
import nordic from './nordic.json' with { type: 'json' };
import overseas from './overseas.json' with { type: 'json' };
import rivals from './rivals.json' with { type: 'json' };
import se from './se.json' with { type: 'json' };
import us from './us.json' with { type: 'json' };
import workbooks from './workbooks.json' with { type: 'json' };
import type { Profile } from './profile.ts';

/** All built-in layouts, Nordic ones first. Their shape is proven by a test against schema.ts. */
export const builtIn: readonly Profile[] = [no, se, dk, fi, nordic, baltic, international, de, at, ch, nlBe, gbIe, us, east, south, overseas, workbooks, rivals, financeTracker].flat() as unknown as Profile[];

/** What a list of layouts shows. */
export interface ProfileLine { readonly id: string; readonly bank: string | undefined; readonly country: string | undefined; readonly own: boolean; readonly columns: readonly string[] }

/** Own layouts first, then the built-in ones. */
export function listProfiles(userProfiles: readonly Profile[] = []): ProfileLine[] {
  const line = (own: boolean) => (profile: Profile): ProfileLine => ({ id: profile.id, bank: profile.bank ?? profile.program, country: profile.country, own, columns: profile.header ?? [] });
  return [...userProfiles.map(line(true)), ...builtIn.map(line(false))];
}

/** Ids of all layouts, own ones first. */
export const profileNames = (userProfiles: readonly Profile[] = []): string[] => listProfiles(userProfiles).map(({ id }) => id);
