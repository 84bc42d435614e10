/** What is said of one transaction. */
import { both } from '../phrases.ts';

/** The words of the detail pane, by language. */
export const detailWords = both({
  en: {
    bankText: 'Bank text', merchant: 'Merchant', counterparty: 'Counterparty', theirAccount: 'Their account', account: 'Account', booked: 'Booked', valueDate: 'Value date', reference: 'Reference', type: 'Type', original: 'Original',
    bankCodes: 'Bank codes', mcc: 'Merchant code', bankCategory: 'Bank says', endToEndId: 'End-to-end id', creditorReference: 'Creditor ref', mandateId: 'Mandate', checkNumber: 'Check no.', batch: 'Batch', note: 'Note', transfer: 'Transfer', id: 'Id',
    source: 'From', alsoIn: 'Also in', line: (line: number): string => `line ${line}`, byHand: 'written in by hand', at: (rate: string): string => `at ${rate}`, to: (name: string): string => `to ${name}`, from: (name: string): string => `from ${name}`, ownAccount: 'an own account', goes: 't goes there',
    category: 'Category', parts: 'Parts', history: 'History', undone: 'undone', reading: 'reading',
    transferWhy: 'A transfer between your own accounts counts neither as spending nor as income.', splitWhy: 'You split it; reports count the parts.',
    own: 'You chose it yourself; nothing overrides that.', rule: (when: string): string => `Your rule says so when ${when}.`, ruleGone: 'A rule of yours said so; it is removed since.',
    correction: (key: string): string => `You put "${key}" here before.`, correctionLike: (key: string, likeness: string): string => `You put "${key}" here before, and this is much like it (${likeness}).`, bankCode: (code: string): string => `The bank's own code says so: ${code}.`,
    known: (name: string): string => `"${name}" is on the list of known merchants.`, model: (model: string): string => `The local model read the text (${model}).`, nothing: 'Nothing settled it: no rule, no earlier choice, no code, no known merchant. c settles it.',
    sure: (share: string): string => `sure to ${share}`, unsure: 'not sure enough; c settles it', asking: 'asking the local model', likeliest: 'The model finds likeliest', rests: (word: string, weight: string): string => `"${word}" (${weight} less without it)`, restsOn: (category: string): string => `${category} rests on`,
  },
  nb: {
    bankText: 'Bankens tekst', merchant: 'Sted', counterparty: 'Motpart', theirAccount: 'Motkonto', account: 'Konto', booked: 'Bokført', valueDate: 'Rentedato', reference: 'Referanse', type: 'Type', original: 'Opprinnelig',
    bankCodes: 'Bankkoder', mcc: 'Bransjekode', bankCategory: 'Banken sier', endToEndId: 'Ende-til-ende', creditorReference: 'KID', mandateId: 'Fullmakt', checkNumber: 'Sjekknr.', batch: 'Bunt', note: 'Notat', transfer: 'Overføring', id: 'Id',
    source: 'Fra', alsoIn: 'Også i', line: (line: number): string => `linje ${line}`, byHand: 'skrevet inn for hånd', at: (rate: string): string => `kurs ${rate}`, to: (name: string): string => `til ${name}`, from: (name: string): string => `fra ${name}`, ownAccount: 'en egen konto', goes: 't går dit',
    category: 'Kategori', parts: 'Deler', history: 'Historikk', undone: 'angret', reading: 'leser',
    transferWhy: 'En overføring mellom egne kontoer regnes verken som forbruk eller inntekt.', splitWhy: 'Du har delt den opp; rapportene teller delene.',
    own: 'Du valgte den selv; ingenting overstyrer det.', rule: (when: string): string => `Regelen din sier det når ${when}.`, ruleGone: 'En av reglene dine sa det; den er fjernet siden.',
    correction: (key: string): string => `Du har satt «${key}» her før.`, correctionLike: (key: string, likeness: string): string => `Du har satt «${key}» her før, og dette ligner mye (${likeness}).`, bankCode: (code: string): string => `Bankens egen kode sier det: ${code}.`,
    known: (name: string): string => `«${name}» står på listen over kjente steder.`, model: (model: string): string => `Den lokale modellen leste teksten (${model}).`, nothing: 'Ingenting avgjorde den: ingen regel, ikke noe tidligere valg, ingen kode, ikke noe kjent sted. c avgjør den.',
    sure: (share: string): string => `${share} sikker`, unsure: 'ikke sikker nok; c avgjør den', asking: 'spør den lokale modellen', likeliest: 'Modellen tror mest på', rests: (word: string, weight: string): string => `«${word}» (${weight} mindre uten det)`, restsOn: (category: string): string => `${category} hviler på`,
  },
});
export type DetailWords = ReturnType<typeof detailWords>;
