/** One transaction of an entry (TxDtls), reduced to what a row needs: an entry may hold thousands. */
import type { XmlElement } from '../statements/xml.ts';
import { type Direction, directionFrom, type TransactionAmount, transactionAmounts } from './amounts.ts';
import { bankCodes, type Codes, merchantCategory, purposeCode } from './codes.ts';
import { type Parties, partiesOf, provided } from './parties.ts';
import { type Remittance, remittance } from './remittance.ts';

export interface Details extends Remittance {
  readonly line: number;
  /** From version 03 on each transaction has its own. */
  readonly direction: Direction | undefined;
  readonly amounts: readonly TransactionAmount[];
  readonly parties: Parties;
  readonly isReturn: boolean;
  readonly codes: Codes;
  readonly purpose: string | undefined;
  readonly mcc: string | undefined;
  readonly endToEndId: string | undefined;
  readonly mandateId: string | undefined;
  readonly checkNumber: string | undefined;
  /** The bank's own id of the transaction. */
  readonly reference: string | undefined;
  /** The id given by the first bank of the chain. */
  readonly transactionId: string | undefined;
}

/** TxDtls -> what a row needs of it. */
export function detailsFrom(element: XmlElement): Details {
  const references = element.child('Refs');
  return {
    line: element.line,
    direction: directionFrom(element.textAt('CdtDbtInd')),
    amounts: transactionAmounts(element),
    parties: partiesOf(element),
    isReturn: element.child('RtrInf') !== undefined,
    codes: bankCodes(element.child('BkTxCd')),
    purpose: purposeCode(element),
    mcc: merchantCategory(element),
    endToEndId: provided(references?.textAt('EndToEndId')),
    mandateId: provided(references?.textAt('MndtId')),
    checkNumber: provided(references?.textAt('ChqNb')),
    reference: provided(references?.textAt('AcctSvcrRef')),
    transactionId: provided(references?.textAt('TxId')),
    ...remittance(element),
  };
}
