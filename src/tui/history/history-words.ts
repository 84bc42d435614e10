/** What the history and undo say, in both languages. */
import { counted, plural } from '../../words/phrases.ts';
import { both } from '../phrases.ts';

export const historyWords = both({
  en: {
    commits: (count: number, undone: number): string => `${plural(count, 'commit')}${undone > 0 ? `, ${undone} undone` : ''}`, did: 'What it did', undonePrefix: 'undone: ', none: 'Nothing was done until then.',
    when: 'When', command: 'Command', given: 'Given', state: 'State', stands: 'counts', isUndone: 'undone: it does not count now', undoneBy: (commit: string, when: string): string => `undone by ${commit}, ${when}`,
    events: 'Events', eventCount: (count: number): string => counted(count, 'event', 'en'), files: 'Files', transactions: 'Transactions', more: (count: number): string => `and ${count} more`, device: 'Device', sequence: (number: number): string => `its commit ${number}`, commit: 'Commit', hash: 'Hash', before: 'Before it', first: 'none: it is the first',
    file: (fresh: number, known: number, account: string): string => `${fresh} new${known > 0 ? `, ${known} known already` : ''}, into ${account}`, erased: 'erased', counting: 'counting …', keys: 'u undoes it, r brings it back, a shows everything as of here.',
    undoTitle: (commit: string, when: string): string => `Undo ${commit}, ${when}?`, redoTitle: (commit: string, when: string): string => `Bring ${commit}, ${when}, back?`, undoYes: 'undo it', redoYes: 'bring it back', looking: 'Looking what would change', undoing: 'Undoing', redoing: 'Bringing back',
    undone: (what: string): string => `Undone (Ctrl-R brings it back): ${what}`, redone: (what: string): string => `Back again (u undoes it): ${what}`, nothingToUndo: 'There is nothing to undo.', nothingToRedo: 'There is nothing to redo.',
    isUndoneAlready: 'This is undone already; r brings it back.', standsAlready: 'This was not undone; u undoes it.',
    dayTitle: 'See everything as it stood on a day', dayHint: '2026-03-31 is the end of that day; 2026-03-31T18:00 a time of it. Tab completes.', noInstant: 'Write a day (2026-03-31), or a day and a time (2026-03-31T18:00).', tooEarly: (first: string): string => `Nothing was done until then; the first commit is of ${first}.`,
    isNow: 'Nothing was done since: that is how it stands now.', asOfCommit: (when: string, what: string): string => `after ${when} (${what})`, asOfDay: (day: string): string => `at the end of ${day}`, asOfTime: (when: string): string => `at ${when}`,
  },
  nb: {
    commits: (count: number, undone: number): string => `${plural(count, 'endring', 'endringer')}${undone > 0 ? `, ${undone} angret` : ''}`, did: 'Hva den gjorde', undonePrefix: 'angret: ', none: 'Ingenting var gjort da.',
    when: 'Når', command: 'Kommando', given: 'Oppgitt', state: 'Tilstand', stands: 'teller med', isUndone: 'angret: den teller ikke med nå', undoneBy: (commit: string, when: string): string => `angret av ${commit}, ${when}`,
    events: 'Hendelser', eventCount: (count: number): string => counted(count, 'event', 'nb'), files: 'Filer', transactions: 'Transaksjoner', more: (count: number): string => `og ${count} til`, device: 'Enhet', sequence: (number: number): string => `endring ${number} derfra`, commit: 'Endring', hash: 'Sjekksum', before: 'Før den', first: 'ingen: den er den første',
    file: (fresh: number, known: number, account: string): string => `${fresh} nye${known > 0 ? `, ${known} kjente` : ''}, til ${account}`, erased: 'slettet', counting: 'teller …', keys: 'u angrer den, r henter den tilbake, a viser alt slik det var her.',
    undoTitle: (commit: string, when: string): string => `Angre ${commit}, ${when}?`, redoTitle: (commit: string, when: string): string => `Hente ${commit}, ${when}, tilbake?`, undoYes: 'angre den', redoYes: 'hent den tilbake', looking: 'Ser hva som ville endres', undoing: 'Angrer', redoing: 'Henter tilbake',
    undone: (what: string): string => `Angret (Ctrl-R henter det tilbake): ${what}`, redone: (what: string): string => `Tilbake igjen (u angrer det): ${what}`, nothingToUndo: 'Det er ingenting å angre.', nothingToRedo: 'Det er ingenting å hente tilbake.',
    isUndoneAlready: 'Denne er alt angret; r henter den tilbake.', standsAlready: 'Denne er ikke angret; u angrer den.',
    dayTitle: 'Se alt slik det var en dag', dayHint: '31.12.2025 er slutten av den dagen; 2025-12-31T18:00 et klokkeslett. Tab fyller ut.', noInstant: 'Skriv en dag (31.12.2025), eller en dag og et klokkeslett (2025-12-31T18:00).', tooEarly: (first: string): string => `Ingenting var gjort da; den første endringen er fra ${first}.`,
    isNow: 'Ingenting er gjort siden: slik er det nå.', asOfCommit: (when: string, what: string): string => `etter ${when} (${what})`, asOfDay: (day: string): string => `ved slutten av ${day}`, asOfTime: (when: string): string => `${when}`,
  },
});
export type HistoryWords = ReturnType<typeof historyWords>;
