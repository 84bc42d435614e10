/** Rows and balances with the field names of the Berlin Group, which GoCardless speaks too. */
import type { Minor } from '../../../src/values/money.ts';
import type { View, ViewBalance, ViewRow } from '../contract.ts';
import { amountNumber, amountText } from '../rendering.ts';
import { accountNumber, compact } from './asked.ts';

/** Signed, as the specification has it; text, or a number where the bank sends one. */
const amountOf = (amount: Minor, view: View): string | number => (view.amountAs === 'number' ? amountNumber(amount, view.currency) : amountText(amount, view.currency, { ...view, sign: 'signed' }));

/** The field names are the same but for the ids, where GoCardless adds its own. A bank whose text stands in additionalInformation names nobody. */
export function psd2Row(row: ViewRow, view: View, ids: Readonly<Record<string, string | null>>): Record<string, unknown> {
  const isOut = row.indicator === 'DBIT';
  const number = accountNumber(row.counterpartyAccount);
  const payee = view.textInAdditional ? undefined : row.counterparty;
  return compact({
    ...ids,
    bookingDate: row.bookingDate, valueDate: row.valueDate,
    transactionAmount: { amount: amountOf(row.amount, view), currency: row.currency },
    creditorName: isOut ? payee : undefined, creditorAccount: isOut ? number : undefined,
    debtorName: isOut ? undefined : payee, debtorAccount: isOut ? undefined : number,
    ...remittanceOf(row, view),
    additionalInformation: row.additional,
    bankTransactionCode: row.bankCode,
    currencyExchange: exchangeOf(row, view),
    balanceAfterTransaction: row.balanceAfter === undefined ? undefined : { balanceAmount: { amount: amountOf(row.balanceAfter, view), currency: row.currency }, balanceType: 'interimBooked' },
  });
}

/** One line is the single text; of several the whole stands in the array, and what fits beside it. */
function remittanceOf(row: ViewRow, view: View): Record<string, unknown> {
  const [first, ...others] = row.remittance;
  if (first === undefined || view.textInAdditional) return {};
  if (row.status === 'pending' && view.pendingDate === 'remittance') return { remittanceInformationStructured: row.remittance.join(' ') };
  if (others.length === 0) return { remittanceInformationUnstructured: first };
  return { remittanceInformationUnstructured: row.remittance.join(' ').slice(0, 140), remittanceInformationUnstructuredArray: row.remittance };
}

/** Revolut sends an object where the specification has a list. */
function exchangeOf({ original, bookingDate, bought, currency }: ViewRow, view: View): unknown {
  if (original === undefined) return undefined;
  const exchange = { sourceCurrency: original.currency, targetCurrency: currency, unitCurrency: original.currency, exchangeRate: original.rate, quotationDate: bookingDate ?? bought };
  return view.id === 'revolut' ? exchange : [exchange];
}

/** A balance as both protocols have it. */
export const psd2Balance = (balance: ViewBalance, view: View): Record<string, unknown> =>
  ({ balanceAmount: { amount: amountOf(balance.amount, view), currency: view.currency }, balanceType: balance.berlingroup, referenceDate: balance.day });
