/** Facts of a payment that no bank varies: where two rows name one differently, they are two payments, however alike their words. */
import { sameAccountNumber } from '../values/account-number.ts';
import type { KnownTransaction } from './arrivals.ts';
import type { Draft } from './draft.ts';

type Facts = Pick<Draft, 'endToEndId' | 'creditorReference' | 'mandateId' | 'counterpartyAccount'>;

/** A number with letters or stars in place of digits, or the end of one, is written otherwise elsewhere. */
const WHOLE_NUMBER = /^[A-Z]{0,4}[\d\s./-]{8,}\w*$/i;

/** A reference cut short to so many characters is still the same. */
const STEM = 8;

/** As compared: signs and leading zeros off, which spreadsheets take away, and the check digits before an ISO 11649 reference. */
const plain = (reference: string): string => reference.replace(/[^0-9A-Za-z]/g, '').toUpperCase().replace(/^RF\d\d/, '').replace(/^0+(?=.)/, '');
function agree(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false;
  const [short, long] = [plain(a), plain(b)].sort((x, y) => x.length - y.length) as [string, string];
  return short === long || (short.length >= STEM && long.startsWith(short));
}
const differ = (a: string | undefined, b: string | undefined): boolean => Boolean(a && b) && !agree(a, b);

/** True for a row that names any of these facts. */
export const hasFacts = (draft: Facts): boolean =>
  draft.endToEndId !== undefined || draft.creditorReference !== undefined || draft.counterpartyAccount !== undefined || draft.mandateId !== undefined;

/** True where the row and the transaction name the payer's reference, the payee's, the mandate or the other side's account differently. */
export function contradicts(draft: Facts, known: KnownTransaction): boolean {
  const { details, counterpartyAccount: account } = known;
  if (differ(draft.endToEndId, details?.endToEndId) || differ(draft.creditorReference, details?.creditorReference) || differ(draft.mandateId, details?.mandateId)) return true;
  return Boolean(draft.counterpartyAccount && account) && WHOLE_NUMBER.test(draft.counterpartyAccount!) && WHOLE_NUMBER.test(account!) && !sameAccountNumber(draft.counterpartyAccount!, account!);
}

/** True where they name one of these facts alike and none differently. */
export const confirms = (draft: Facts, known: KnownTransaction): boolean => !contradicts(draft, known)
  && (agree(draft.endToEndId, known.details?.endToEndId) || agree(draft.creditorReference, known.details?.creditorReference)
    || Boolean(draft.counterpartyAccount && known.counterpartyAccount && sameAccountNumber(draft.counterpartyAccount, known.counterpartyAccount)));
