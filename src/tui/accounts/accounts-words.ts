/** What the accounts screen says. */
import { both } from '../phrases.ts';

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

export const accountsWords = both({
  en: {
    accounts: 'Accounts', account: 'Account', number: 'Number', bank: 'Bank', balance: 'Balance', until: 'Known until', untilShort: 'Known', check: 'Against the bank', inAll: 'In all',
    ago: (days: number): string => (days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`), short: (days: number): string => (days === 0 ? 'today' : `${days} d`),
    empty: 'empty', closed: (day: string): string => `closed ${day}`, off: (day: string): string => `off since ${day}`, agrees: 'agrees', unchecked: 'no balance', checking: 'checking',
    doubts: (count: number): string => many(count, 'question', 'questions'), missing: (count: number): string => `${count} gone at the bank`,
    rows: 'Transactions', opening: 'Opening', openingAt: (money: string, day: string): string => `${money} when ${day} began`, delivered: 'Imported', covers: 'Covers', deliveries: 'Files', more: (count: number): string => `and ${count} earlier`, furthermore: (count: number): string => `and ${count} more`,
    byHand: 'nothing was imported: typed by hand', usual: (days: number): string => `usually every ${many(days, 'day', 'days')}`, stale: 'a new statement is due',
    agreesOn: (days: number): string => `agrees on ${many(days, 'day', 'days')} the bank gave a balance for`,
    drift: (day: string, found: string, expected: string, apart: string): string => `does not add up from ${day} on: the bank says ${found}, the rows give ${expected}, ${apart} apart`,
    perhaps: (missing: string, twice: string): string => `a row of ${missing} may be missing, or one of ${twice} stand there twice`, driftSaid: (name: string, day: string, found: string, expected: string, apart: string): string => `${day}: ${apart} apart. The bank says ${found}, the rows give ${expected} (${name})`,
    lastGood: (day: string): string => `${day} still did; d shows what lies between`, neverGood: 'check the opening balance; d shows that day', noBalance: 'no file gave a balance to check',
    questions: 'Questions', wait: (count: number): string => `${many(count, 'row waits', 'rows wait')} for an answer: known already, or new? g r`,
    counts: (fresh: number, known: number): string => `${fresh} new, ${known} known`, doubtful: (count: number): string => `${count} doubtful`, rejected: (count: number): string => `${count} rejected`,
    none: 'No account here yet.', adds: (name: string): string => `${name} agrees with every balance that the bank gave.`, nothingToCheck: (name: string): string => `No file of ${name} gave a balance to check.`, stillChecking: 'Still checking; a moment.',
    rename: (name: string): string => `A new name for ${name}`, renamed: (name: string): string => `It is called ${name} now.`, nameEmpty: 'A name has at least one letter.', nameTaken: 'Another account has this name.', nameDash: 'A name does not begin with a dash.',
    welcome: 'Nothing is imported yet.', inviting: 'import a statement: a file, a folder of them, or a zip archive',
    formats: 'Log in at your bank, open the account, and look for "export" or "download transactions". CSV, Excel, OFX, QIF, CAMT.053 and MT940 are all recognised, of whichever bank, and so are the exports of other programs.',
    safe: 'You see what a file would bring before anything is written, and u takes it back.', stops: 'x stops it', summary: (accounts: number, stale: number): string => (stale > 0 ? `${stale} of ${accounts} due` : many(accounts, 'account', 'accounts')),
  },
  nb: {
    accounts: 'Kontoer', account: 'Konto', number: 'Nummer', bank: 'Bank', balance: 'Saldo', until: 'Kjent til', untilShort: 'Kjent', check: 'Mot banken', inAll: 'I alt',
    ago: (days: number): string => (days === 0 ? 'i dag' : days === 1 ? 'i går' : `for ${days} dager siden`), short: (days: number): string => (days === 0 ? 'i dag' : `${days} d`),
    empty: 'tom', closed: (day: string): string => `avsluttet ${day}`, off: (day: string): string => `avvik fra ${day}`, agrees: 'stemmer', unchecked: 'ingen saldo', checking: 'kontrollerer',
    doubts: (count: number): string => `${count} spørsmål`, missing: (count: number): string => `${count} borte i banken`,
    rows: 'Transaksjoner', opening: 'Inngående', openingAt: (money: string, day: string): string => `${money} da ${day} begynte`, delivered: 'Importert', covers: 'Dekker', deliveries: 'Filer', more: (count: number): string => `og ${count} tidligere`, furthermore: (count: number): string => `og ${count} til`,
    byHand: 'ingenting er importert: ført for hånd', usual: (days: number): string => (days === 1 ? 'vanligvis hver dag' : `vanligvis hver ${days}. dag`), stale: 'det er på tide med en ny kontoutskrift',
    agreesOn: (days: number): string => `stemmer på ${many(days, 'dag', 'dager')} der banken oppga saldo`,
    drift: (day: string, found: string, expected: string, apart: string): string => `stemmer ikke fra ${day}: banken sier ${found}, radene gir ${expected}, et avvik på ${apart}`,
    perhaps: (missing: string, twice: string): string => `en rad på ${missing} kan mangle, eller en på ${twice} stå to ganger`, driftSaid: (name: string, day: string, found: string, expected: string, apart: string): string => `${day}: avvik på ${apart}. Banken sier ${found}, radene gir ${expected} (${name})`,
    lastGood: (day: string): string => `${day} stemte det fortsatt; d viser det som ligger imellom`, neverGood: 'se på inngående saldo; d viser den dagen', noBalance: 'ingen av filene oppga en saldo å kontrollere mot',
    questions: 'Spørsmål', wait: (count: number): string => `${many(count, 'rad venter', 'rader venter')} på svar: kjent fra før, eller ny? g r`,
    counts: (fresh: number, known: number): string => `${many(fresh, 'ny', 'nye')}, ${many(known, 'kjent', 'kjente')}`, doubtful: (count: number): string => many(count, 'tvilsom', 'tvilsomme'), rejected: (count: number): string => `${count} avvist`,
    none: 'Ingen konto her ennå.', adds: (name: string): string => `${name} stemmer med alle saldoer banken har oppgitt.`, nothingToCheck: (name: string): string => `Ingen fil for ${name} oppga en saldo å kontrollere mot.`, stillChecking: 'Kontrollerer fortsatt; et øyeblikk.',
    rename: (name: string): string => `Et nytt navn på ${name}`, renamed: (name: string): string => `Den heter ${name} nå.`, nameEmpty: 'Et navn har minst én bokstav.', nameTaken: 'En annen konto har dette navnet.', nameDash: 'Et navn begynner ikke med en bindestrek.',
    welcome: 'Ingenting er importert ennå.', inviting: 'importer en kontoutskrift: en fil, en mappe med filer, eller et zip-arkiv',
    formats: 'Logg inn i banken, åpne kontoen og se etter «eksporter» eller «last ned transaksjoner». CSV, Excel, OFX, QIF, CAMT.053 og MT940 kjennes igjen, fra hvilken bank det enn er, og det samme gjør eksporter fra andre programmer.',
    safe: 'Du ser hva en fil ville gi før noe skrives, og u angrer den.', stops: 'x stopper det', summary: (accounts: number, stale: number): string => `${many(accounts, 'konto', 'kontoer')}${stale > 0 ? `, ${stale} bør oppdateres` : ''}`,
  },
});
