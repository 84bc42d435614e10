/** Words that commands and screens have in common: counts, shares, the text of a row. */
import { dayText } from '../format/day.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import type { Locale } from '../format/money.ts';

/** Count and noun: "1 row", "2 rows"; `many` where an s does not make the plural. */
export const plural = (count: number, noun: string, many = `${noun}s`): string => `${count} ${count === 1 ? noun : many}`;

/** What is counted, one and many. */
const NOUNS = {
  en: { transaction: ['transaction', 'transactions'], row: ['row', 'rows'], 'doubtful row': ['doubtful row', 'doubtful rows'], file: ['file', 'files'], transfer: ['transfer', 'transfers'], rule: ['rule', 'rules'], event: ['event', 'events'], 'missing row': ['missing row', 'missing rows'], request: ['request', 'requests'] },
  nb: { transaction: ['transaksjon', 'transaksjoner'], row: ['rad', 'rader'], 'doubtful row': ['tvilsom rad', 'tvilsomme rader'], file: ['fil', 'filer'], transfer: ['overføring', 'overføringer'], rule: ['regel', 'regler'], event: ['hendelse', 'hendelser'], 'missing row': ['manglende rad', 'manglende rader'], request: ['forespørsel', 'forespørsler'] },
} as const;
export type Noun = keyof (typeof NOUNS)['en'];

/** Count and noun in a language: "1 row", "2 rader". */
export const counted = (count: number, noun: Noun, language: Locale): string => `${count} ${NOUNS[language][noun][count === 1 ? 0 : 1]}`;

/**
 * How something is told: `locale` is the form of amounts and days and the names of categories; `language` that of the words, where it is
 * another one (the commands speak English).
 */
export interface Speech { readonly locale: Locale; readonly language?: Locale }

/** The language of the words. */
export const languageOf = ({ locale, language = locale }: Speech): Locale => language;

/** A share in whole percent; what is more than nothing is not called nothing. */
export const percent = (share: number): string => (share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`);

/** What the bank (or the person) wrote: the description, else the counterparty; blanks as one. Not inert. */
export const rowText = ({ description, counterparty }: Pick<TransactionRow, 'description' | 'counterparty'>): string =>
  (description.trim() === '' ? (counterparty ?? '') : description).replace(/\s+/g, ' ').trim();

/** Characters of a text in a sentence; `ft show` has it whole. */
const SENTENCE = 160;

/** Day and text of a transaction: "2026-03-31  Rema 1000". A text without end is cut. Not inert. */
export const rowWords = (row: Pick<TransactionRow, 'date' | 'description' | 'counterparty'>, locale: Locale): string => {
  const text = rowText(row);
  return `${dayText(row.date, locale)}  ${text.length > SENTENCE ? `${text.slice(0, SENTENCE - 1)}…` : text}`;
};

/** The end of a commit's id, as people type it: its beginning is only the time. */
export const shortCommit = (id: string): string => id.slice(-8);
/** End of a device's id, by which people tell devices apart. */
export const shortDevice = (device: string): string => device.slice(-6);
