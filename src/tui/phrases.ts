/** Two languages side by side: what one lacks, the type checker finds. */
import type { Locale } from '../format/money.ts';

/** The same words in both languages; those with a part of their own are functions. */
export const both = <T>(words: Readonly<Record<Locale, T>>): ((locale: Locale) => T) => (locale) => words[locale];

/** What the frame around the screens says. */
export const frameWords = both({
  en: {
    screens: { overview: 'Overview', transactions: 'Transactions', review: 'Review', budgets: 'Budgets', trends: 'Trends', accounts: 'Accounts', history: 'History', welcome: 'Welcome' },
    tooSmall: (columns: number, rows: number): string => `ft needs 60 x 16; this is ${columns} x ${rows}.`, enlarge: 'Make the window larger, or press q.',
    past: (when: string): string => `The past (g p leaves it): everything as it stood ${when}. Nothing can be changed here.`, pastRefused: 'The past cannot be changed; g p returns to the present.',
    help: 'Keys', anywhere: 'Everywhere', moving: 'Moving', leave: 'Esc closes', question: 'Enter or y: yes    Esc or n: no', stops: 'Ctrl-X stops it', finishing: (count: number): string => `Finishing what was begun (${count}); q again leaves without it.`, palette: 'Any command of ft', commandLine: 'The command line', commandHint: 'As after ft; Enter runs it', runs: (line: string): string => `Enter runs ft ${line}`, nothingSaid: 'It said nothing.', stopped: 'Stopped; nothing was changed by it.', readOnlyAgain: 'This only showed what it would do. Run it again with --yes?', again: 'do it', travelling: 'Looking back', gone: (home: string): string => `The ledger is gone: it was moved or deleted while it was open. It is shown again when it is back in ${home}.`, askedTerminal: 'This command asks on a terminal; leave the dashboard for it.',
  },
  nb: {
    screens: { overview: 'Oversikt', transactions: 'Transaksjoner', review: 'Gjennomgang', budgets: 'Budsjetter', trends: 'Utvikling', accounts: 'Kontoer', history: 'Historikk', welcome: 'Velkommen' },
    tooSmall: (columns: number, rows: number): string => `ft trenger 60 x 16; dette er ${columns} x ${rows}.`, enlarge: 'Gjør vinduet større, eller trykk q.',
    past: (when: string): string => `Fortiden (g p forlater den): alt slik det var ${when}. Ingenting kan endres her.`, pastRefused: 'Fortiden kan ikke endres; g p går tilbake til nåtiden.',
    help: 'Taster', anywhere: 'Overalt', moving: 'Flytte seg', leave: 'Esc lukker', question: 'Enter eller y: ja    Esc eller n: nei', stops: 'Ctrl-X stopper det', finishing: (count: number): string => `Gjør ferdig det som er begynt (${count}); q en gang til går uten.`, palette: 'Alle kommandoer i ft', commandLine: 'Kommandolinjen', commandHint: 'Som etter ft; Enter kjører den', runs: (line: string): string => `Enter kjører ft ${line}`, nothingSaid: 'Den sa ingenting.', stopped: 'Stoppet; ingenting ble endret av den.', readOnlyAgain: 'Dette viste bare hva den ville gjøre. Kjøre den igjen med --yes?', again: 'gjør det', travelling: 'Ser tilbake', gone: (home: string): string => `Dataene er borte: de ble flyttet eller slettet mens de var åpne. De vises igjen når de er tilbake i ${home}.`, askedTerminal: 'Denne kommandoen spør på en terminal; forlat tavlen for den.',
  },
});
