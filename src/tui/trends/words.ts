/** What the trends say, in both languages. */
import { both } from '../phrases.ts';

export const VIEWS = ['spending', 'cashflow', 'merchants', 'networth'] as const;
export type ViewName = (typeof VIEWS)[number];
/** How an amount stands to the mean of the shown time. */
export type Compared = 'above' | 'below' | 'same';

export const trendWords = both({
  en: {
    views: { spending: 'Spending', cashflow: 'Cash flow', merchants: 'Merchants', networth: 'Net worth' },
    months: (count: number): string => (count === 1 ? '1 month' : `${count} months`), all: (count: number): string => (count === 1 ? '1 month, all there is' : `all ${count} months`), by: { month: '', quarter: 'by quarter', year: 'by year' }, levels: { groups: 'groups', categories: 'categories' },
    chart: { cashflow: 'Income and spending', networth: 'Net worth' }, periods: { month: 'Month', quarter: 'Quarter', year: 'Year' }, allSpending: 'All spending', income: 'Income', spending: 'Spending', net: 'Left over', together: 'Together', letters: { income: 'i', spending: 's', net: 'l' },
    average: 'average', change: 'vs average', inPeriod: 'change', since: (period: string): string => `since ${period}`, kept: 'of income',
    merchant: 'Merchant', spent: 'Spent', times: 'Times', category: 'Mostly', noName: (amount: string): string => `without a name ${amount}`,
    merchants: (count: number, period: string): string => `${count === 1 ? '1 merchant' : `${count} merchants`}, ${period}`,
    nothing: 'Nothing is booked yet. Import a statement: g i', nothingSpent: 'Nothing was spent in this time.', noRows: 'There are no transactions behind this.', onlyCurrency: 'There is only one currency.', noLevel: 'Groups and categories are part of the spending; v goes there.',
    reading: 'Reading the older months …', readingMerchants: (until: string): string => `Reading the transactions … ${until}`, soFar: 'so far',
    spentIn: (what: string | undefined, period: string, amount: string): string => `${what === undefined ? '' : `${what} in `}${period}: ${amount}`,
    share: (percent: string): string => `${percent} of all spending`,
    compared: (how: Compared, by: string, average: string): string => (how === 'same' ? `just the average of ${average}` : `${by} ${how === 'above' ? 'above' : 'below'} the average of ${average}`),
    flow: (period: string, income: string, spending: string): string => `${period}: ${income} came in and ${spending} went out`,
    left: (amount: string, percent: string | undefined): string => `${amount} is left over${percent === undefined ? '' : ` (${percent} of income)`}`, lacking: (amount: string): string => `${amount} more went out than came in`, even: 'nothing is left over',
    held: (what: string | undefined, day: string, amount: string): string => `${what === undefined ? 'All accounts' : what} at the end of ${day}: ${amount}`, heldNow: (what: string | undefined, day: string, amount: string): string => `${what === undefined ? 'All accounts' : what} in ${day} so far: ${amount}`,
    moreHeld: (by: string): string => `${by} more than before`, lessHeld: (by: string): string => `${by} less than before`, sameHeld: 'as before',
    ofMerchant: (name: string, period: string, amount: string, count: number): string => `${name}, ${period}: ${amount} in ${count === 1 ? 'one transaction' : `${count} transactions`}`, each: (amount: string): string => `${amount} each`, to: 'to',
  },
  nb: {
    views: { spending: 'Forbruk', cashflow: 'Inn og ut', merchants: 'Mottakere', networth: 'Formue' },
    months: (count: number): string => (count === 1 ? '1 måned' : `${count} måneder`), all: (count: number): string => (count === 1 ? '1 måned, alt som finnes' : `alle ${count} måneder`), by: { month: '', quarter: 'per kvartal', year: 'per år' }, levels: { groups: 'grupper', categories: 'kategorier' },
    chart: { cashflow: 'Inntekt og forbruk', networth: 'Formue' }, periods: { month: 'Måned', quarter: 'Kvartal', year: 'År' }, allSpending: 'Alt forbruk', income: 'Inntekt', spending: 'Forbruk', net: 'Til overs', together: 'Til sammen', letters: { income: 'i', spending: 'f', net: 't' },
    average: 'snitt', change: 'mot snitt', inPeriod: 'endring', since: (period: string): string => `siden ${period}`, kept: 'av inntekten',
    merchant: 'Mottaker', spent: 'Brukt', times: 'Ganger', category: 'Mest', noName: (amount: string): string => `uten navn ${amount}`,
    merchants: (count: number, period: string): string => `${count === 1 ? '1 mottaker' : `${count} mottakere`}, ${period}`,
    nothing: 'Ingenting er bokført ennå. Importer en kontoutskrift: g i', nothingSpent: 'Ingenting ble brukt i denne tiden.', noRows: 'Det ligger ingen transaksjoner bak dette.', onlyCurrency: 'Det finnes bare én valuta.', noLevel: 'Grupper og kategorier hører til forbruket; v går dit.',
    reading: 'Leser de eldre månedene …', readingMerchants: (until: string): string => `Leser transaksjonene … ${until}`, soFar: 'så langt',
    spentIn: (what: string | undefined, period: string, amount: string): string => `${what === undefined ? '' : `${what} i `}${period}: ${amount}`,
    share: (percent: string): string => `${percent} av alt forbruk`,
    compared: (how: Compared, by: string, average: string): string => (how === 'same' ? `akkurat snittet på ${average}` : `${by} ${how === 'above' ? 'over' : 'under'} snittet på ${average}`),
    flow: (period: string, income: string, spending: string): string => `${period}: ${income} kom inn og ${spending} gikk ut`,
    left: (amount: string, percent: string | undefined): string => `${amount} ble til overs${percent === undefined ? '' : ` (${percent} av inntekten)`}`, lacking: (amount: string): string => `${amount} mer gikk ut enn det kom inn`, even: 'ingenting ble til overs',
    held: (what: string | undefined, day: string, amount: string): string => `${what === undefined ? 'Alle kontoer' : what} ved utgangen av ${day}: ${amount}`, heldNow: (what: string | undefined, day: string, amount: string): string => `${what === undefined ? 'Alle kontoer' : what} så langt i ${day}: ${amount}`,
    moreHeld: (by: string): string => `${by} mer enn før`, lessHeld: (by: string): string => `${by} mindre enn før`, sameHeld: 'som før',
    ofMerchant: (name: string, period: string, amount: string, count: number): string => `${name}, ${period}: ${amount} fordelt på ${count === 1 ? 'én transaksjon' : `${count} transaksjoner`}`, each: (amount: string): string => `${amount} per gang`, to: 'til',
  },
});
