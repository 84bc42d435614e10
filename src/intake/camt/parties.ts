/** Who paid and who was paid in a CAMT entry, and which of the two is the counterparty. */
import type { XmlElement } from '../statements/xml.ts';
import type { Direction } from './amounts.ts';

export interface Party {
  readonly name: string | undefined;
  /** IBAN or other number, as written. */
  readonly account: string | undefined;
  /** The one for whom the party acts (UltmtDbtr, UltmtCdtr). */
  readonly ultimate: string | undefined;
}
export interface Parties { readonly debtor: Party; readonly creditor: Party }
/** The holder of the statement's account, as the message names them. */
export interface Holder { readonly account: string | undefined; readonly name: string | undefined }

const NOBODY: Party = { name: undefined, account: undefined, ultimate: undefined };

/** TxDtls -> its parties. Names stand in `Dbtr/Nm` up to version 07 and in `Dbtr/Pty/Nm` from 08 on. */
export function partiesOf(details: XmlElement): Parties {
  const related = details.child('RltdPties');
  return related ? { debtor: party(related, 'Dbtr'), creditor: party(related, 'Cdtr') } : { debtor: NOBODY, creditor: NOBODY };
}

function party(related: XmlElement, side: 'Dbtr' | 'Cdtr'): Party {
  const id = related.at(`${side}Acct`, 'Id');
  return {
    name: nameOf(related.child(side)),
    account: provided(id?.textAt('IBAN') ?? id?.textAt('Othr', 'Id')),
    ultimate: nameOf(related.child(`Ultmt${side}`)),
  };
}

/** A bank as a party (`Agt`) stands in place of `Pty`. */
const nameOf = (element: XmlElement | undefined): string | undefined =>
  provided(element?.textAt('Pty', 'Nm') ?? element?.textAt('Nm') ?? element?.textAt('Agt', 'FinInstnId', 'Nm'));

/** NOTPROVIDED and its like, which stand where a field must not be empty, are nothing. */
export const provided = (text: string | undefined): string | undefined => (text === undefined || /^(?:NOT[ _]?PROVIDED|NONREF|N\/A)$/i.test(text) ? undefined : text);

/**
 * The other side of an entry: who is paid by a debit, who pays a credit. Reversals and returns name the parties of the
 * payment that they take back (ISO 20022: with the reversal indicator the original entry went the other way), so there it
 * is the other one. Where a side is plainly the holder's own, it is never that one.
 */
export function counterparty({ debtor, creditor }: Parties, direction: Direction, isBackwards: boolean, holder: Holder): Party {
  const [usual, other] = (direction === 'DBIT') === isBackwards ? [debtor, creditor] : [creditor, debtor];
  if (isOwn(usual, holder) && !isOwn(other, holder)) return outward(other, holder);
  if (isBackwards && isEmpty(usual) && !isOwn(other, holder)) return outward(other, holder);
  return outward(usual, holder);
}

/** The name alone only counts where no account stands beside: one's own savings account has one's own name too. */
const isOwn = (party: Party, holder: Holder): boolean => (party.account === undefined ? same(party.name, holder.name) : same(party.account, holder.account));
const isEmpty = ({ name, account, ultimate }: Party): boolean => name === undefined && account === undefined && ultimate === undefined;
const outward = (party: Party, holder: Holder): Party => (same(party.account, holder.account) ? { ...party, account: undefined } : party);

function same(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a === b || a.replace(/\s/g, '').toUpperCase() === b.replace(/\s/g, '').toUpperCase();
}
