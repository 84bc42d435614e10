/** What the overview says, in both languages. */
import type { Cadence } from '../../insight/cadence.ts';
import { both } from '../phrases.ts';

const count = (many: number, one: string, several: string): string => `${many} ${many === 1 ? one : several}`;

export const overviewWords = both({
  en: {
    newestMonth: 'newest month with data', income: 'In', spending: 'Out', net: 'Left over', left: 'Left to spend', leftThen: 'Left in budgets', overspent: (money: string): string => `${money} over elsewhere`, over: (money: string): string => `${money} over`,
    perDay: (money: string): string => `${money} a day`, budgets: 'Budgets', spentLeft: 'spent / left', noBudgets: 'No budgets yet: Enter goes where they are set.',
    groups: 'Spending, six months', usual: 'against usual', ofUsual: 'of the usual', accounts: 'Accounts', together: 'Together', closed: 'closed',
    upcoming: 'Coming up', upcomingAfter: (day: string): string => `Expected after ${day}`, nothingKnown: 'Nothing recurring is due.', reading: 'Looking for what recurs …',
    newest: 'Newest', nothingBooked: 'Nothing is booked yet: Enter goes where files are imported.', more: (many: number): string => `+${many} more`, notices: 'What stands out', allWell: 'Nothing stands out.', seeking: 'Looking for what stands out …',
    cadence: { weekly: 'weekly', fortnightly: 'fortnightly', 'four-weekly': 'every 4 weeks', monthly: 'monthly', 'two-monthly': 'every 2 months', quarterly: 'quarterly', 'half-yearly': 'twice a year', yearly: 'yearly' } satisfies Record<Cadence, string>,
    drift: (account: string, money: string, day: string): string => `${account}: the balance is off by ${money} since ${day}`,
    duplicate: (merchant: string, money: string, first: string, second: string): string => `${merchant} may have taken ${money} twice, ${first === second ? `on ${first}` : `${first} and ${second}`}`,
    overBudget: (label: string, money: string, month: string): string => `${label} is ${money} over budget in ${month}`,
    severalOver: (many: number, month: string, list: string): string => `${many} budgets are over in ${month}: ${list}`,
    ahead: (label: string, money: string): string => `${label} is ${money} ahead of an even pace`,
    severalAhead: (many: number, list: string): string => `${many} budgets are ahead of an even pace: ${list}`,
    dearer: (merchant: string, to: string, from: string, day: string): string => `${merchant} costs ${to} since ${day}, ${from} before`,
    large: (merchant: string, money: string, day: string, usual: string): string => `${merchant} took ${money} on ${day}; never more than ${usual} before`,
    category: (label: string, money: string, month: string, usual: string): string => `${label} came to ${money} in ${month}, usually ${usual}`,
    missing: (merchant: string, money: string, day: string): string => `${merchant}, about ${money}, was due on ${day} and is not there`,
    doubtful: (many: number): string => `${count(many, 'imported row', 'imported rows')} may be known already`,
    review: (open: number, unsure: number): string => [open > 0 ? `${count(open, 'transaction has', 'transactions have')} no category` : '', unsure > 0 ? `${count(unsure, 'has', 'have')} an unsure one` : ''].filter((text) => text !== '').join(', '),
    stale: (account: string, days: number, day: string): string => `${account}: nothing new for ${days} days, since ${day}`,
    old: (days: number, day: string): string => `The newest booking is ${days} days old (${day}): time to import`,
  },
  nb: {
    newestMonth: 'nyeste måned med data', income: 'Inn', spending: 'Ut', net: 'Til overs', left: 'Igjen å bruke', leftThen: 'Igjen i budsjettene', overspent: (money: string): string => `${money} over i andre`, over: (money: string): string => `${money} over`,
    perDay: (money: string): string => `${money} per dag`, budgets: 'Budsjetter', spentLeft: 'brukt / igjen', noBudgets: 'Ingen budsjetter ennå: Enter går dit de settes.',
    groups: 'Forbruk, seks måneder', usual: 'mot vanlig', ofUsual: 'av det vanlige', accounts: 'Kontoer', together: 'Til sammen', closed: 'avsluttet',
    upcoming: 'Kommer snart', upcomingAfter: (day: string): string => `Ventes etter ${day}`, nothingKnown: 'Ingen faste poster ventes.', reading: 'Ser etter faste poster …',
    newest: 'Nyeste', nothingBooked: 'Ingenting er bokført ennå: Enter går dit filer importeres.', more: (many: number): string => `+${many} til`, notices: 'Verdt å se på', allWell: 'Ingenting skiller seg ut.', seeking: 'Ser etter det som skiller seg ut …',
    cadence: { weekly: 'hver uke', fortnightly: 'annenhver uke', 'four-weekly': 'hver 4. uke', monthly: 'hver måned', 'two-monthly': 'annenhver måned', quarterly: 'hvert kvartal', 'half-yearly': 'hvert halvår', yearly: 'hvert år' } satisfies Record<Cadence, string>,
    drift: (account: string, money: string, day: string): string => `${account}: saldoen stemmer ikke, ${money} i avvik siden ${day}`,
    duplicate: (merchant: string, money: string, first: string, second: string): string => `${merchant} kan ha trukket ${money} to ganger, ${first === second ? first : `${first} og ${second}`}`,
    overBudget: (label: string, money: string, month: string): string => `${label} er ${money} over budsjettet i ${month}`,
    severalOver: (many: number, month: string, list: string): string => `${many} budsjetter er overskredet i ${month}: ${list}`,
    ahead: (label: string, money: string): string => `${label} ligger ${money} foran jevnt forbruk`,
    severalAhead: (many: number, list: string): string => `${many} budsjetter ligger foran jevnt forbruk: ${list}`,
    dearer: (merchant: string, to: string, from: string, day: string): string => `${merchant} koster ${to} siden ${day}, ${from} før`,
    large: (merchant: string, money: string, day: string, usual: string): string => `${merchant} trakk ${money} ${day}; aldri mer enn ${usual} før`,
    category: (label: string, money: string, month: string, usual: string): string => `${label} kom på ${money} i ${month}, vanligvis ${usual}`,
    missing: (merchant: string, money: string, day: string): string => `${merchant}, om lag ${money}, var ventet ${day} og har ikke kommet`,
    doubtful: (many: number): string => `${count(many, 'importert rad', 'importerte rader')} kan være kjent fra før`,
    review: (open: number, unsure: number): string => [open > 0 ? `${count(open, 'transaksjon', 'transaksjoner')} mangler kategori` : '', unsure > 0 ? `${unsure} har en usikker` : ''].filter((text) => text !== '').join(', '),
    stale: (account: string, days: number, day: string): string => `${account}: ingenting nytt på ${days} dager, siden ${day}`,
    old: (days: number, day: string): string => `Nyeste bevegelse er ${days} dager gammel (${day}): på tide å importere`,
  },
});
