/** What the list of transactions says. */
import { both } from '../phrases.ts';

const count = (one: string, many: string) => (number: number, shown: string): string => `${shown} ${number === 1 ? one : many}`;

/** The words of the transactions screen, by language. */
export const transactionWords = both({
  en: {
    date: 'Date', description: 'Description', category: 'Category', account: 'Account', amount: 'Amount',
    searchHint: '/ searches: kiwi  category:groceries  amount:<-500  date:2025-12', searching: 'searching', found: count('transaction', 'transactions'),
    in: 'in', out: 'out', sum: 'sum', partly: count('split counts by the parts that match', 'splits count by the parts that match'), marked: (shown: string): string => `${shown} marked`, all: 'all',
    nothingFiltered: 'Nothing found. x takes the filters and the search away.', notYet: 'No transactions yet. g i imports a statement.',
    parts: (parts: number): string => `${parts} parts`, ownAccount: 'own account', to: 'to', from: 'from',
    byAccount: 'Only one account', everyAccount: 'All accounts', byCategory: 'Only one category or group', everyCategory: 'All categories', byMonth: 'Only one month', everyMonth: 'All months', group: 'group',
    tooMany: (most: string): string => `At most ${most} can be marked at once; search for fewer, or make a rule (: rules add).`, stillSearching: 'Still searching; mark all when it is done.',
    noTwin: 'It is not half of a transfer between your accounts.', twinGone: 'The other half is not in the ledger.', isSplit: 'It is split: its parts have their own categories. s changes them.',
    categorizeOne: (text: string): string => `Category of ${text}`, categorizeMany: (shown: string): string => `Category of ${shown} transactions`,
    labelling: 'Writing it down', labelled: (category: string, changed: string): string => `${category}: ${changed}.   u takes it back`, remembered: (merchants: string): string => `"${merchants}" is remembered.`,
    lookalikes: (shown: string, category: string): string => `${shown} more of the same merchant: ${category} too?`, labelThem: 'label them too', andMore: (shown: string): string => `and ${shown} more`, lookalikesToo: (shown: string, category: string): string => `${shown} more are ${category} now.   u takes that back`,
    forgetting: 'Taking your choice back', forgotten: 'Your choice is taken back.   u brings it back', nothingOwn: 'You have chosen no category here.', anew: (shown: string): string => `${shown} that it had labelled would change: label them anew?`, labelAnew: 'label them anew',
    note: (text: string): string => `Note on ${text}`, noteHint: 'Enter writes it down; empty takes it away', noted: 'Noted.   u takes it back', noteGone: 'The note is taken away.   u brings it back',
    split: (amount: string, parts: string): string => `Split ${amount}${parts === '' ? '' : `: ${parts}`}`, partAmount: (left: string): string => `Amount, and a note if you like; Enter takes the rest: ${left}`, partCategory: (amount: string): string => `Category of ${amount}`,
    notAmount: 'Begin with an amount: 180  or  180,50 for Kari', nothingPart: 'A part of nothing is no part.', tooMuch: (left: string): string => `Only ${left} is left.`, onePart: 'The whole is no part: give less, and then the rest.',
    isSplitAlready: 'It is split already', splitAnew: 'Split it anew', wholeAgain: 'Make it whole again', splitDone: (parts: number): string => `Split into ${parts}.   u takes it back`, wholeDone: 'Whole again.   u brings the parts back', saving: 'Writing it down',
  },
  nb: {
    date: 'Dato', description: 'Beskrivelse', category: 'Kategori', account: 'Konto', amount: 'Beløp',
    searchHint: '/ søker: kiwi  category:dagligvarer  amount:<-500  date:2025-12', searching: 'søker', found: count('transaksjon', 'transaksjoner'),
    in: 'inn', out: 'ut', sum: 'sum', partly: count('oppdelt teller med delene som passer', 'oppdelte teller med delene som passer'), marked: (shown: string): string => `${shown} merket`, all: 'alle',
    nothingFiltered: 'Ingenting funnet. x fjerner filtrene og søket.', notYet: 'Ingen transaksjoner ennå. g i importerer en kontoutskrift.',
    parts: (parts: number): string => `${parts} deler`, ownAccount: 'egen konto', to: 'til', from: 'fra',
    byAccount: 'Bare én konto', everyAccount: 'Alle kontoer', byCategory: 'Bare én kategori eller gruppe', everyCategory: 'Alle kategorier', byMonth: 'Bare én måned', everyMonth: 'Alle måneder', group: 'gruppe',
    tooMany: (most: string): string => `Høyst ${most} kan merkes på én gang; søk etter færre, eller lag en regel (: rules add).`, stillSearching: 'Søker fortsatt; merk alle når det er ferdig.',
    noTwin: 'Den er ikke halvparten av en overføring mellom dine kontoer.', twinGone: 'Den andre halvdelen er ikke registrert.', isSplit: 'Den er delt opp: delene har egne kategorier. s endrer dem.',
    categorizeOne: (text: string): string => `Kategori for ${text}`, categorizeMany: (shown: string): string => `Kategori for ${shown} transaksjoner`,
    labelling: 'Skriver det ned', labelled: (category: string, changed: string): string => `${category}: ${changed}.   u angrer`, remembered: (merchants: string): string => `«${merchants}» huskes.`,
    lookalikes: (shown: string, category: string): string => `${shown} til fra samme sted: ${category} på dem også?`, labelThem: 'sett den på dem også', andMore: (shown: string): string => `og ${shown} til`, lookalikesToo: (shown: string, category: string): string => `${shown} til er nå ${category}.   u angrer det`,
    forgetting: 'Trekker valget tilbake', forgotten: 'Valget ditt er trukket tilbake.   u angrer', nothingOwn: 'Du har ikke valgt noen kategori her.', anew: (shown: string): string => `${shown} som fulgte valget, ville endres: kategorisere dem på nytt?`, labelAnew: 'kategoriser dem på nytt',
    note: (text: string): string => `Notat til ${text}`, noteHint: 'Enter lagrer det; tomt fjerner det', noted: 'Notert.   u angrer', noteGone: 'Notatet er fjernet.   u angrer',
    split: (amount: string, parts: string): string => `Del opp ${amount}${parts === '' ? '' : `: ${parts}`}`, partAmount: (left: string): string => `Beløp, og gjerne et notat; Enter tar resten: ${left}`, partCategory: (amount: string): string => `Kategori for ${amount}`,
    notAmount: 'Begynn med et beløp: 180  eller  180,50 til Kari', nothingPart: 'En del på null er ingen del.', tooMuch: (left: string): string => `Bare ${left} er igjen.`, onePart: 'Hele beløpet er ingen del: oppgi mindre, og så resten.',
    isSplitAlready: 'Den er delt opp allerede', splitAnew: 'Del den opp på nytt', wholeAgain: 'Slå den sammen igjen', splitDone: (parts: number): string => `Delt i ${parts}.   u angrer`, wholeDone: 'Hel igjen.   u angrer', saving: 'Skriver det ned',
  },
});
export type TransactionWords = ReturnType<typeof transactionWords>;
