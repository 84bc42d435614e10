/** What happened to a transaction, phrase by phrase, in both languages. Names, texts and amounts come ready from outside: not inert. */
import type { Locale } from '../format/money.ts';
import type { Step } from '../read-model/rows.ts';

interface StoryPhrases {
  readonly byHand: string;
  /** The file, where it is known. */
  readonly readFrom: (file: string | undefined) => string;
  readonly line: (line: number) => string;
  /** A category, and the step that gave it. */
  readonly by: (category: string, step: string) => string;
  readonly noCategory: string;
  readonly restated: (text: string) => string;
  readonly detailed: (members: string) => string;
  readonly chose: (category: string) => string;
  readonly choiceTakenBack: string;
  readonly noLonger: string;
  readonly split: (parts: string) => string;
  readonly whole: string;
  readonly note: (text: string) => string;
  readonly noteGone: string;
  readonly inAccount: (id: string, account: string) => string;
  readonly linked: (pair: string, byYou: boolean) => string;
  readonly unlinked: (pair: string) => string;
  readonly heldBack: (ids: readonly string[]) => string;
  readonly another: string;
  readonly same: string;
  /** Where the bank booked it anew: the id there. */
  readonly bookedAnew: (id: string) => string;
  readonly neverBooked: string;
  readonly dropped: string;
  readonly missing: string;
  readonly foundAgain: string;
  readonly kept: string;
  /** Steps of the cascade as people call them. */
  readonly steps: Readonly<Record<Step, string>>;
  /** Members of an event as people call them. */
  readonly members: Readonly<Record<string, string>>;
}

/** Language -> its phrases. */
export const storyPhrases: Readonly<Record<Locale, StoryPhrases>> = {
  en: {
    byHand: 'written by hand', readFrom: (file) => `read from ${file ?? 'a statement'}`, line: (line) => `, line ${line}`, by: (category, step) => `${category} by ${step}`, noCategory: 'no category found',
    restated: (text) => `the bank changed the text to "${text}"`, detailed: (members) => `a later statement told more: ${members}`,
    chose: (category) => `you chose ${category}`, choiceTakenBack: 'your choice of category taken back', noLonger: 'its category no longer holds',
    split: (parts) => `split: ${parts}`, whole: 'made whole again', note: (text) => `note: ${text}`, noteGone: 'the note taken away',
    inAccount: (id, account) => `${id} in ${account}`, linked: (pair, byYou) => `linked with ${pair}${byYou ? ' by you' : ''}`, unlinked: (pair) => `not a transfer with ${pair}`,
    heldBack: (ids) => `held back: it may be ${ids.join(' or ')} in other words`, another: 'you said it is another one', same: 'you said it is the same',
    bookedAnew: (id) => `the bank booked it anew as ${id}`, neverBooked: 'reserved, and never booked', dropped: 'you took it out: the bank no longer tells it',
    missing: 'the bank no longer tells it', foundAgain: 'the bank tells it again', kept: 'you kept it, though the bank no longer tells it',
    steps: { own: 'your own choice', rule: 'a rule of yours', correction: 'what you taught', 'bank-code': 'the bank\'s code', merchant: 'the known merchant', model: 'the local model', none: 'nothing' },
    members: {
      bankCategory: 'category of the bank', bankCodes: 'bank codes', batchReference: 'batch', checkNumber: 'check number', counterpartyAccount: 'their account', creditorReference: 'creditor reference',
      endToEndId: 'end-to-end id', mandateId: 'mandate', mcc: 'merchant code', original: 'original amount', valueDate: 'value date',
    },
  },
  nb: {
    byHand: 'skrevet inn for hånd', readFrom: (file) => `lest fra ${file ?? 'en kontoutskrift'}`, line: (line) => `, linje ${line}`, by: (category, step) => `${category} ut fra ${step}`, noCategory: 'ingen kategori funnet',
    restated: (text) => `banken endret teksten til «${text}»`, detailed: (members) => `en senere kontoutskrift fortalte mer: ${members}`,
    chose: (category) => `du valgte ${category}`, choiceTakenBack: 'ditt valg av kategori trukket tilbake', noLonger: 'kategorien gjelder ikke lenger',
    split: (parts) => `delt opp: ${parts}`, whole: 'slått sammen igjen', note: (text) => `notat: ${text}`, noteGone: 'notatet fjernet',
    inAccount: (id, account) => `${id} i ${account}`, linked: (pair, byYou) => `koblet med ${pair}${byYou ? ' av deg' : ''}`, unlinked: (pair) => `ikke en overføring med ${pair}`,
    heldBack: (ids) => `holdt tilbake: kan være ${ids.join(' eller ')} med andre ord`, another: 'du sa at det er en annen', same: 'du sa at det er den samme',
    bookedAnew: (id) => `banken bokførte den på nytt som ${id}`, neverBooked: 'reservert, men aldri bokført', dropped: 'du tok den ut: banken forteller ikke om den lenger',
    missing: 'banken forteller ikke om den lenger', foundAgain: 'banken forteller om den igjen', kept: 'du beholdt den, selv om banken ikke forteller om den lenger',
    steps: { own: 'ditt eget valg', rule: 'en av reglene dine', correction: 'det du har rettet før', 'bank-code': 'bankens kode', merchant: 'en kjent butikk', model: 'den lokale modellen', none: 'ingenting' },
    members: {
      bankCategory: 'bankens kategori', bankCodes: 'bankkoder', batchReference: 'bunt', checkNumber: 'sjekknummer', counterpartyAccount: 'motpartens konto', creditorReference: 'KID',
      endToEndId: 'ende-til-ende-id', mandateId: 'fullmakt', mcc: 'bransjekode', original: 'opprinnelig beløp', reference: 'referanse', type: 'type', valueDate: 'rentedato',
    },
  },
};
