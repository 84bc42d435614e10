/** What commits did with banks, phrase by phrase, in both languages. Names come ready from outside: not inert. */
import type { Locale } from '../format/money.ts';
import { counted } from './phrases.ts';

export interface ConnectionPhrases {
  readonly fetched: (rows: number, from: string, into: string) => string;
  readonly nothingNew: (from: string, into: string) => string;
  readonly connected: (names: string) => string;
  readonly consented: (names: string) => string;
  readonly consentEnded: (names: string) => string;
  readonly disconnected: (names: string) => string;
  readonly accountLinked: (names: string) => string;
  readonly distrusted: (names: string) => string;
  readonly withdrawn: (rows: number) => string;
  readonly dropped: (rows: number) => string;
  readonly missing: (rows: number) => string;
  readonly kept: (rows: number) => string;
  readonly foundAgain: (rows: number) => string;
  readonly reworded: (rows: number) => string;
  readonly asked: (names: string, requests: number) => string;
  /** A bank that was asked and never connected. */
  readonly someBank: string;
}

const ENGLISH: ConnectionPhrases = {
  fetched: (rows, from, into) => `fetched ${counted(rows, 'row', 'en')} from ${from} into ${into}`,
  nothingNew: (from, into) => `found nothing new at ${from} for ${into}`,
  connected: (names) => `connected ${names}`, consented: (names) => `renewed the consent of ${names}`, consentEnded: (names) => `noted that the consent of ${names} ended`, disconnected: (names) => `disconnected ${names}`,
  accountLinked: (names) => `linked an account of ${names}`, distrusted: (names) => `stopped trusting the ids of ${names}`,
  withdrawn: (rows) => `took ${counted(rows, 'row', 'en')} out that the bank booked anew or let go`, dropped: (rows) => `dropped ${counted(rows, 'missing row', 'en')}`,
  missing: (rows) => `noted ${counted(rows, 'missing row', 'en')}`, kept: (rows) => `kept ${counted(rows, 'missing row', 'en')}`, foundAgain: (rows) => `found ${counted(rows, 'missing row', 'en')} again`,
  reworded: (rows) => `took over new words of ${counted(rows, 'row', 'en')}`, asked: (names, requests) => `asked ${names} (${counted(requests, 'request', 'en')})`, someBank: 'a bank',
};

const NORWEGIAN: ConnectionPhrases = {
  fetched: (rows, from, into) => `hentet ${counted(rows, 'row', 'nb')} fra ${from} til ${into}`,
  nothingNew: (from, into) => `fant ikke noe nytt i ${from} for ${into}`,
  connected: (names) => `koblet til ${names}`, consented: (names) => `fornyet samtykket for ${names}`, consentEnded: (names) => `noterte at samtykket for ${names} tok slutt`, disconnected: (names) => `koblet fra ${names}`,
  accountLinked: (names) => `koblet en konto i ${names}`, distrusted: (names) => `sluttet å stole på id-ene til ${names}`,
  withdrawn: (rows) => `tok ut ${counted(rows, 'row', 'nb')} som banken bokførte på nytt eller slapp`, dropped: (rows) => `fjernet ${counted(rows, 'missing row', 'nb')}`,
  missing: (rows) => `noterte ${counted(rows, 'missing row', 'nb')}`, kept: (rows) => `beholdt ${counted(rows, 'missing row', 'nb')}`, foundAgain: (rows) => `fant igjen ${counted(rows, 'missing row', 'nb')}`,
  reworded: (rows) => `overtok ny tekst for ${counted(rows, 'row', 'nb')}`, asked: (names, requests) => `spurte ${names} (${counted(requests, 'request', 'nb')})`, someBank: 'en bank',
};

/** Language -> its phrases. */
export const connectionPhrases: Readonly<Record<Locale, ConnectionPhrases>> = { en: ENGLISH, nb: NORWEGIAN };
