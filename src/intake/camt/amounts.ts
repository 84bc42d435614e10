/** Amounts of ISO 20022 messages: unsigned xs:decimal numbers beside a currency; which way they go stands in CdtDbtInd. */
import { amountFrom, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import { type Minor, minor } from '../../values/money.ts';
import type { Original } from '../rows.ts';
import type { XmlElement } from '../statements/xml.ts';

/** ActiveOrHistoricCurrencyAndAmount has at most 18 digits; blanks around it are trimmed before. */
const DECIMAL = /^\+?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})$/;

/** Text of an amount -> minor units, never negative; NaN when it is no unsigned decimal or has digits past the currency's own. */
export const unsignedAmount = (text: string, currency: Currency): number => (DECIMAL.test(text) ? amountFrom(text, '.', exponentOf(currency)) : NaN);

/** Why a text is no unsigned amount, as a clause. */
export function whyNoUnsigned(text: string, currency: Currency): string {
  const shown = text.slice(0, 40);
  return /^-\s*[\d.]/.test(text) ? `the amount "${shown}" has a sign of its own beside CdtDbtInd` : `the amount "${shown}" ${whyNoAmount(text, '.', exponentOf(currency))}`;
}

export type Direction = 'CRDT' | 'DBIT';
/** Text of CdtDbtInd -> the direction as the account holder sees it: CRDT is money in. */
export const directionFrom = (text: string | undefined): Direction | undefined => (text === 'CRDT' || text === 'DBIT' ? text : undefined);
/** An unsigned amount with the holder's sign. */
export const signed = (amount: number, direction: Direction): Minor => minor(direction === 'DBIT' ? -amount : amount);

/** Where an amount of a transaction stands. */
export type AmountSource = 'Amt' | 'TxAmt' | 'InstdAmt' | 'CntrValAmt';
export interface TransactionAmount { readonly source: AmountSource; readonly amount: number; readonly currency: Currency; readonly rate: string | undefined }

/** In this order the first in a foreign currency is the original: what was instructed says most, what it was worth elsewhere least. */
const SOURCES = ['InstdAmt', 'TxAmt', 'CntrValAmt'] as const;

/** TxDtls or Ntry -> the amounts it tells beside that of the entry, unsigned; what is no amount is left out. */
export function transactionAmounts(element: XmlElement): readonly TransactionAmount[] {
  const found: TransactionAmount[] = [];
  const take = (source: AmountSource, amount: XmlElement | undefined, rate: string | undefined): void => {
    const currency = amount && currencyFrom(amount.attributes['Ccy'] ?? '');
    const value = currency ? unsignedAmount(amount.text.trim(), currency) : NaN;
    if (currency && !Number.isNaN(value)) found.push({ source, amount: value, currency, rate: rate !== undefined && /^\d{1,12}(?:\.\d{1,12})?$/.test(rate) ? rate : undefined });
  };
  const details = element.child('AmtDtls');
  if (details) for (const source of SOURCES) take(source, details.at(source, 'Amt'), details.textAt(source, 'CcyXchg', 'XchgRate'));
  if (element.name === 'TxDtls') take('Amt', element.child('Amt'), undefined);
  return found;
}

/** The amounts of a transaction -> what it was in another currency than the row's, with the row's sign. */
export function originalIn(amounts: readonly TransactionAmount[], currency: Currency, direction: Direction): Original | undefined {
  const foreign = amounts.find((told) => told.currency !== currency && told.amount !== 0);
  if (!foreign) return undefined;
  const rate = foreign.rate ?? amounts.find((told) => told.rate !== undefined)?.rate;
  return { amount: signed(foreign.amount, direction), currency: foreign.currency, ...(rate === undefined ? {} : { rate }) };
}
