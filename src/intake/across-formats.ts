/**
 * How alike a row is to a known transaction that came in another format. Formats split one text into other parts and order
 * them otherwise, so what is compared is who is named, wherever, and the references that travel with a payment.
 */
import { distinctiveWords, merchantKey } from '../categories/merchant.ts';
import { isCurrency } from '../values/currency.ts';
import { foldedText } from '../values/text.ts';
import type { KnownTransaction } from './arrivals.ts';
import { sameAccountNumber } from '../values/account-number.ts';
import type { Draft } from './draft.ts';
import { likeness } from './likeness.ts';

/** A reference shorter than this may be anybody's. */
const MIN_REFERENCE = 6;

/** `likeness` of a text to one that contains it. */
const CONTAINED = 0.95;
/** A shorter word of a common name may be any. */
const MIN_WORD = 4;

interface Worded { readonly description: string; readonly counterparty?: string | null | undefined }

/** Row, known transaction of the same account and amount -> 0..1. 1: a reference of the payment is the same; 0.95: the other side's account is. */
export function likenessAcross(draft: Draft, known: KnownTransaction): number {
  if (sameReference(draft.endToEndId, known.details?.endToEndId) || sameReference(draft.creditorReference, known.details?.creditorReference)) return 1;
  if (sameAccount(draft.counterpartyAccount, known.counterpartyAccount)) return 0.95;
  const whole = likeness(wholeText(draft), wholeText(known));
  const [a, b] = [wordsOf(draft), wordsOf(known)];
  // One text within the other says it; letters in common do not: "Kiwi Oslo" and "Meny Oslo" share half of theirs.
  if (whole >= CONTAINED) return whole;
  // A name of common words only ("Vinmonopolet Storo") is compared by all of them.
  return Math.min(0.94, shared(a.distinctive, b.distinctive) ?? shared(a.all, b.all) ?? 0);
}

const sameReference = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a.length >= MIN_REFERENCE && a === b;
const sameAccount = (a: string | undefined, b: string | null | undefined): boolean => Boolean(a && b && a.length >= MIN_REFERENCE && sameAccountNumber(a, b));
const wholeText = ({ description, counterparty }: Worded): string => foldedText(counterparty && !description.includes(counterparty) ? `${counterparty} ${description}` : description);

/** Words that tell one payee from others, and all that the text keeps once it is rid of dates, amounts and how the money moved. */
interface Words { readonly distinctive: ReadonlySet<string>; readonly all: ReadonlySet<string> }

function wordsOf({ description, counterparty }: Worded): Words {
  const keys = [description, counterparty ?? ''].filter(Boolean).map(merchantKey);
  return {
    distinctive: new Set(keys.flatMap(distinctiveWords).filter((word) => !isCurrency(word.toUpperCase()))),
    all: new Set(keys.flatMap((key) => key.split(' ')).filter((word) => word.length >= MIN_WORD)),
  };
}

/** Share of the shorter one's words that the other has too; undefined where one has none. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number | undefined {
  const least = Math.min(a.size, b.size);
  if (least === 0) return undefined;
  let count = 0;
  for (const word of a) if (b.has(word)) count++;
  return count / least;
}
